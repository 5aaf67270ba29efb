// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/path_bytes.h"

#include <QStringDecoder>
#include <QSysInfo>

#include <sys/stat.h>

namespace lab
{

namespace
{

constexpr char16_t kLone = 0xDC00; ///< plus the byte

bool isLone(QChar c)
{
    return c.unicode() >= kLone + 0x80 && c.unicode() <= kLone + 0xFF;
}

/// The length of the UTF-8 character at `at`, 0 where there is none.
qsizetype characterAt(const QByteArray& bytes, qsizetype at)
{
    for (qsizetype length = 1; length <= 4 && at + length <= bytes.size(); ++length) {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString text = decoder(QByteArrayView(bytes).sliced(at, length));
        if (!decoder.hasError() && !text.isEmpty())
            return length;
    }
    return 0;
}

struct FileUrl {
    QByteArray host;
    QByteArray path;
};

std::optional<FileUrl> fileUrl(const QByteArray& url)
{
    if (!url.left(5).toLower().startsWith("file:"))
        return std::nullopt;
    QByteArray rest = url.mid(5), host;
    if (rest.startsWith("//")) {
        const auto slash = rest.indexOf('/', 2);
        if (slash < 0)
            return std::nullopt;
        host = rest.mid(2, slash - 2);
        rest = rest.mid(slash);
    }
    return rest.startsWith('/') ? std::optional(FileUrl{host, QByteArray::fromPercentEncoding(rest)}) : std::nullopt;
}

bool isThisComputer(const QByteArray& host)
{
    return host.isEmpty() || host == "localhost" || host == QSysInfo::machineHostName().toUtf8();
}

} // namespace

QString pathOfBytes(const QByteArray& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString path = decoder(bytes);
    if (!decoder.hasError())
        return path;
    path.clear();
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype length = characterAt(bytes, at);
        path += length > 0 ? QString::fromUtf8(bytes.mid(at, length)) : QString(QChar(kLone + uchar(bytes[at])));
        at += qMax<qsizetype>(length, 1);
    }
    return path;
}

QByteArray bytesOfPath(const QString& path)
{
    QByteArray bytes;
    qsizetype begin = 0;
    for (qsizetype at = 0; at < path.size(); ++at) {
        const bool pair = path[at].isLowSurrogate() && at > 0 && path[at - 1].isHighSurrogate();
        if (!isLone(path[at]) || pair)
            continue;
        bytes += path.mid(begin, at - begin).toUtf8();
        bytes += char(path[at].unicode() - kLone);
        begin = at + 1;
    }
    return bytes + path.mid(begin).toUtf8();
}

QString shownPath(QString path)
{
    for (qsizetype at = 0; at < path.size(); ++at)
        if (isLone(path[at]) && (at == 0 || !path[at - 1].isHighSurrogate()))
            path[at] = QChar::ReplacementCharacter;
    return path;
}

bool pathExists(const QString& path)
{
    struct stat info = {};
    return ::stat(bytesOfPath(path).constData(), &info) == 0;
}

bool isFolder(const QString& path)
{
    struct stat info = {};
    return ::stat(bytesOfPath(path).constData(), &info) == 0 && S_ISDIR(info.st_mode);
}

std::optional<QString> pathOfFileUrl(const QByteArray& url)
{
    const auto parts = fileUrl(url);
    return parts && isThisComputer(parts->host) ? std::optional(pathOfBytes(parts->path)) : std::nullopt;
}

UrlList filesOfUriList(const QByteArray& list)
{
    UrlList found;
    for (const QByteArray& line : list.split('\n')) {
        const auto parts = fileUrl(line.trimmed());
        if (parts && isThisComputer(parts->host))
            found.paths << pathOfBytes(parts->path);
        else if (parts)
            found.hosts << QString::fromUtf8(parts->host);
    }
    return found;
}

} // namespace lab
