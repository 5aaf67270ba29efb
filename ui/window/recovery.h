// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/journal_file.h"
#include "ui/model/latest_job.h"
#include "ui/model/work_queue.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace lab
{

class Document;
class Journal;
class Toast;

/// Offers the unsaved work of programs that are gone, until it is decided about each or somebody keeps it for later.
class Recovery : public QObject
{
    Q_OBJECT
public:
    Recovery(Document& document, Journal& journal, Toast& messages, QObject* parent);
    /// Returns at once; what is found is offered.
    void look(const QString& folder);

private:
    using Left = std::shared_ptr<JournalFile>;
    void offer();
    void recover(Left left); ///< one that cannot be taken up now is kept for later, or set aside
    void startFresh();

    Document& m_document;
    Journal& m_journal;
    Toast& m_messages;
    std::vector<Left> m_left; ///< the last written first
    LatestJob<LeftJournals> m_looking;
    WorkQueue m_removing;
};

} // namespace lab
