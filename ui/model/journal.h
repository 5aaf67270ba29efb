// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"
#include "ui/model/work_queue.h"

#include <QDateTime>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace lab
{

class Document;
class JournalFile;

/// Keeps what is unsaved in a document on the disk, for the next program, should this one not come to ask. What is
/// kept is never older than kDelay and the time that writing takes. Nothing is written while nothing is unsaved; what
/// was written is removed as soon as it is saved. On the window's thread a snapshot is taken, and no more.
class Journal : public QObject
{
    Q_OBJECT
public:
    static constexpr int kDelay = 1000; ///< milliseconds from an edit to its writing

    /// `view` is what the window wants to be kept beside the session.
    Journal(Document& document, std::shared_ptr<JournalFile> file, std::function<QJsonObject()> view);
    ~Journal() override; ///< waits for what is being written, and leaves it

    /// By whose clock it is written; tests have their own.
    void setTimer(bool on);
    std::function<QDateTime()> now = &QDateTime::currentDateTimeUtc;
    /// Lets time pass; the timer calls it, and so do tests.
    void advance(int milliseconds);
    bool writing() const { return m_queue.busy(); }

    /// The document has just taken up what stands in `left`, and its file is this journal's from now on.
    void takeOver(std::shared_ptr<JournalFile> left);
    /// Returns once all that is unsaved is on the disk.
    void flush();
    /// The program ends without asking: the same, and nothing is written or removed afterwards.
    void keep();
    /// The person has decided about what is unsaved: nothing is to be kept any more.
    void drop();

signals:
    /// Said once, until it has gone well again.
    void failed(const QString& sentence);

private:
    void follow();
    void write();
    void written(const Result<QString>& done);
    void forget();

    Document& m_document;
    std::shared_ptr<JournalFile> m_file; ///< used by the queue's thread
    std::function<QJsonObject()> m_view;
    QTimer m_timer;
    bool m_byTimer = true;
    bool m_pending = false; ///< there is something that was not given to the queue
    int m_waited = 0; ///< milliseconds since then
    bool m_kept = false; ///< there may be a file
    bool m_told = false; ///< that it cannot be written
    WorkQueue m_queue;
};

} // namespace lab
