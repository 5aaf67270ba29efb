// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/plane.h"
#include "core/numbers/result.h"
#include "ui/io/file_stamp.h"
#include "ui/io/session_parts.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

class QLockFile;

namespace lab
{

/// Where programs of this person keep what is unsaved (XDG_STATE_HOME, or what stands for it elsewhere).
QString journalFolder();

/// What is known of unsaved work without reading it.
struct JournalHead {
    QString name; ///< what a person calls it
    QString path; ///< of its session file; empty: never saved
    FileStamp stamp; ///< of that file, as it was opened or saved last
    QDateTime time; ///< when it was written, UTC
};

struct LeftJournals;

/// The unsaved work of one program: a file in the journal folder, large pictures in files beside it, written once
/// each, and a lock, by which a program that lives is told from one that is gone. All files of it begin with one
/// stem, and belong to whoever holds the lock. Used on one thread at a time, not that of the window.
class JournalFile
{
public:
    using Write = std::function<Result<Done>(const QString& path, const QByteArray& bytes)>;

    /// A new one; nothing is on the disk before the first write(). `write` writes a file completely or not at all;
    /// tests let it fail.
    explicit JournalFile(QString folder, Write write = {});
    ~JournalFile(); ///< gives the lock back, and leaves what was written
    JournalFile(const JournalFile&) = delete;
    JournalFile& operator=(const JournalFile&) = delete;

    /// Instead of what was there. Errors: CannotWrite; what was there stays.
    Result<Done> write(const JournalHead& head, const SessionParts& parts);
    void remove();

    /// As it was written last, or as it was found.
    const JournalHead& head() const { return m_head; }
    /// Errors: CannotOpen, SessionBroken (it is not as it was written), OutOfMemory.
    Result<WrittenParts> read() const;
    /// To a folder beside, for whoever wants to look into it; the path of that folder.
    QString setAside();

private:
    friend LeftJournals leftJournals(const QString& folder);
    JournalFile(QString folder, QString stem);
    QString path(const QString& ending) const;
    QStringList files() const; ///< names, but for the lock
    bool lock();

    struct Kept {
        Identity identity; ///< of the picture
        QString file; ///< its name
        FileStamp stamp;
    };
    Result<Kept> keep(const PicturePtr& picture) const; ///< writes it where it is not there

    QString m_folder;
    QString m_stem;
    Write m_write;
    std::unique_ptr<QLockFile> m_lock; ///< null: not held
    JournalHead m_head;
    std::vector<Kept> m_kept; ///< the pictures that write() wrote last
};

/// What programs that are gone have left.
struct LeftJournals {
    std::vector<std::shared_ptr<JournalFile>> whole; ///< the last written first; their locks are held
    QString setAside; ///< the folder with those that were broken; empty: there were none
};

/// Reads no more than their heads. Files that belong to nothing are removed.
LeftJournals leftJournals(const QString& folder);

} // namespace lab
