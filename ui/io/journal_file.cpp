// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/journal_file.h"

#include "ui/io/input_file.h"
#include "ui/io/output_file.h"
#include "ui/io/path_bytes.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kVersion = 1;
constexpr qint64 kLongestHead = 1 << 16; ///< bytes

/// The first line of a journal: what it is about, and all that must be there with it.
struct FirstLine {
    JournalHead head;
    FileStamp rest; ///< of what follows
    struct Apart {
        QString key;
        QString file;
        FileStamp stamp;
    };
    std::vector<Apart> pictures;
    qint64 length = 0; ///< bytes, with its end
};

QJsonObject toJson(const FileStamp& stamp)
{
    return {{"size"_L1, stamp.size}, {"sha256"_L1, QString::fromLatin1(stamp.hash.toHex())}};
}

FileStamp stampIn(const QJsonValue& json)
{
    return {json["size"_L1].toInteger(-1), QByteArray::fromHex(json["sha256"_L1].toString().toLatin1())};
}

QByteArray textOf(const FirstLine& line)
{
    QJsonArray pictures;
    for (const auto& [key, file, stamp] : line.pictures)
        pictures.append(QJsonObject{{"key"_L1, key}, {"file"_L1, file}, {"stamp"_L1, toJson(stamp)}});
    const JournalHead& head = line.head;
    const QJsonObject json{{"format"_L1, "corr2d-lab-journal"_L1},
                           {"version"_L1, kVersion},
                           {"name"_L1, head.name},
                           {"path"_L1, QString::fromLatin1(bytesOfPath(head.path).toPercentEncoding("/"))},
                           {"stamp"_L1, toJson(head.stamp)},
                           {"time"_L1, head.time.toString(Qt::ISODateWithMs)},
                           {"session"_L1, toJson(line.rest)},
                           {"pictures"_L1, pictures}};
    const QByteArray text = QJsonDocument(json).toJson(QJsonDocument::Compact);
    return text + '\t' + stampOf(text).hash.toHex() + '\n';
}

std::optional<FirstLine> firstLineOf(const QByteArray& text)
{
    const QByteArray told = text.left(text.lastIndexOf('\t'));
    const QJsonObject json = QJsonDocument::fromJson(told).object();
    if (text != told + '\t' + stampOf(told).hash.toHex() + '\n' || json["format"_L1] != "corr2d-lab-journal"_L1 ||
        json["version"_L1] != kVersion)
        return std::nullopt;
    FirstLine line{
        .head = {.name = json["name"_L1].toString(),
                 .path = pathOfBytes(QByteArray::fromPercentEncoding(json["path"_L1].toString().toLatin1())),
                 .stamp = stampIn(json["stamp"_L1]),
                 .time = QDateTime::fromString(json["time"_L1].toString(), Qt::ISODateWithMs)},
        .rest = stampIn(json["session"_L1]),
        .pictures = {},
        .length = text.size()};
    for (const QJsonValue picture : json["pictures"_L1].toArray())
        line.pictures.push_back(
            {picture["key"_L1].toString(), picture["file"_L1].toString(), stampIn(picture["stamp"_L1])});
    return line;
}

/// Read from a file that is as long as its first line says; beyond that line nothing is looked at.
std::optional<FirstLine> firstLineIn(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    auto line = firstLineOf(file.readLine(kLongestHead));
    return line && file.size() == line->length + line->rest.size ? line : std::nullopt;
}

/// To be read and written by nobody else.
bool makeFolder(const QString& path)
{
    return QDir().mkpath(path) && QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QString newStem()
{
    return QStringLiteral("%1-%2")
        .arg(QCoreApplication::applicationPid())
        .arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
}

Error notAsWritten(const QString& path)
{
    return {ErrorCode::SessionBroken, {shownPath(path).toStdString()}};
}

} // namespace

QString journalFolder()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    const QString asked = qEnvironmentVariable("XDG_STATE_HOME");
    const QString state = QDir::isAbsolutePath(asked) ? asked : QDir::homePath() + "/.local/state"_L1;
    return state + "/corr2d-lab/journals"_L1;
#else
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/journals"_L1;
#endif
}

JournalFile::JournalFile(QString folder, Write write)
    : m_folder(std::move(folder)), m_stem(newStem()),
      m_write(write ? std::move(write)
                    : [](const QString& path, const QByteArray& bytes) { return writeFile(path, bytes); })
{
}

JournalFile::JournalFile(QString folder, QString stem) : JournalFile(std::move(folder))
{
    m_stem = std::move(stem);
}

JournalFile::~JournalFile() = default;

QString JournalFile::path(const QString& ending) const
{
    return m_folder + u'/' + m_stem + u'.' + ending;
}

QStringList JournalFile::files() const
{
    QStringList names = QDir(m_folder).entryList({m_stem + ".*"_L1}, QDir::Files | QDir::Hidden);
    names.removeAll(m_stem + ".lock"_L1);
    return names;
}

bool JournalFile::lock()
{
    if (m_lock)
        return true;
    auto lock = std::make_unique<QLockFile>(path(u"lock"_s));
    lock->setStaleLockTime(0); // it ends with its program, however long that runs
    qint64 pid = 0;
    QString host, program;
    // One that tells of no program was left by one that ended while it wrote just that.
    const bool held = lock->tryLock(0) ||
                      (lock->error() == QLockFile::LockFailedError && !lock->getLockInfo(&pid, &host, &program) &&
                       lock->removeStaleLockFile() && lock->tryLock(0));
    if (held)
        m_lock = std::move(lock);
    return held;
}

Result<JournalFile::Kept> JournalFile::keep(const PicturePtr& picture) const
{
    const auto there = std::find_if(m_kept.begin(), m_kept.end(),
                                    [&](const Kept& kept) { return kept.identity == picture->identity(); });
    if (there != m_kept.end())
        return *there;
    int number = 1;
    while (QFile::exists(path(QStringLiteral("%1.picture").arg(number))))
        ++number;
    const QString to = path(QStringLiteral("%1.picture").arg(number));
    const QByteArray bytes = pictureToJson(picture);
    const auto written = m_write(to, bytes);
    return written ? Kept{picture->identity(), QFileInfo(to).fileName(), stampOf(bytes)}
                   : Result<Kept>(written.error());
}

Result<Done> JournalFile::write(const JournalHead& head, const SessionParts& parts)
{
    if (!makeFolder(m_folder) || !lock())
        return cannotWrite(m_folder, QCoreApplication::translate("lab", "no file can be made there"));
    FirstLine line{.head = head, .rest = stampOf(parts.json), .pictures = {}};
    std::vector<Kept> kept;
    for (const auto& [key, picture] : parts.pictures) {
        auto one = keep(picture);
        if (!one)
            return one.error();
        line.pictures.push_back({key, one->file, one->stamp});
        kept.push_back(std::move(*one));
    }
    if (auto written = m_write(path(u"journal"_s), textOf(line) + parts.json); !written)
        return written;
    m_head = head;
    m_kept = std::move(kept);
    for (const QString& name : files()) // what the journal before this one named
        if (name != m_stem + ".journal"_L1 &&
            std::none_of(m_kept.begin(), m_kept.end(), [&](const Kept& one) { return one.file == name; }))
            QFile::remove(m_folder + u'/' + name);
    return Done();
}

void JournalFile::remove()
{
    if (!m_lock) // nothing was written
        return;
    QFile::remove(path(u"journal"_s)); // first: it names the others
    for (const QString& name : files())
        QFile::remove(m_folder + u'/' + name);
    m_kept.clear();
    m_lock.reset();
}

Result<WrittenParts> JournalFile::read() const
{
    const auto bytes = readBytes(path(u"journal"_s));
    if (!bytes)
        return bytes.error();
    const auto line = firstLineOf(bytes->left(bytes->indexOf('\n') + 1));
    WrittenParts parts{line ? bytes->mid(line->length) : QByteArray(), {}};
    if (!line || stampOf(parts.json) != line->rest)
        return notAsWritten(path(u"journal"_s));
    for (const auto& [key, file, stamp] : line->pictures) {
        if (!file.startsWith(m_stem + u'.') || file.contains(u'/'))
            return notAsWritten(path(u"journal"_s));
        auto picture = readBytes(m_folder + u'/' + file);
        if (!picture)
            return picture.error();
        if (stampOf(*picture) != stamp)
            return notAsWritten(m_folder + u'/' + file);
        parts.pictures.push_back({key, std::move(*picture)});
    }
    return parts;
}

QString JournalFile::setAside()
{
    QString aside = m_folder + "/broken"_L1;
    makeFolder(aside);
    for (const QString& name : files())
        QFile::rename(m_folder + u'/' + name, aside + u'/' + name);
    m_lock.reset();
    return aside;
}

LeftJournals leftJournals(const QString& folder)
{
    static const QRegularExpression pattern(QStringLiteral("^\\d+-[0-9a-f]{16}$")); // of newStem()
    QStringList stems;
    for (const QString& name : QDir(folder).entryList(QDir::Files | QDir::Hidden))
        stems += name.section(u'.', 0, 0);
    stems = stems.filter(pattern);
    stems.removeDuplicates();
    LeftJournals left;
    for (const QString& stem : std::as_const(stems)) {
        const std::shared_ptr<JournalFile> file(new JournalFile(folder, stem));
        if (!file->lock()) // its program lives
            continue;
        if (!QFile::exists(file->path(u"journal"_s))) {
            file->remove();
        } else if (const auto line = firstLineIn(file->path(u"journal"_s))) {
            file->m_head = line->head;
            left.whole.push_back(file);
        } else {
            left.setAside = file->setAside();
        }
    }
    std::sort(left.whole.begin(), left.whole.end(),
              [](const auto& a, const auto& b) { return a->head().time > b->head().time; });
    return left;
}

} // namespace lab
