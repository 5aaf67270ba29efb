// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace lab
{

/// Names of files are bytes, and not always UTF-8. As a QString a byte that belongs to no character stands as a lone
/// surrogate (U+DC80 to U+DCFF, as in Python), which is shown as �, and comes back as that byte.
QString pathOfBytes(const QByteArray& bytes);
QByteArray bytesOfPath(const QString& path);

/// As it is shown, with � for what is no character.
QString shownPath(QString path);

bool pathExists(const QString& path); ///< whatever it is; Qt's own question knows names of UTF-8 alone
bool isFolder(const QString& path);

/// The path of "file:///a", "file://localhost/a" or "file:/a"; none when it is no such address or on another host.
std::optional<QString> pathOfFileUrl(const QByteArray& url);

struct UrlList {
    QStringList paths; ///< of files on this computer
    QStringList hosts; ///< that the other files are on
};

/// A list of addresses as it is dropped (text/uri-list, RFC 2483); others than files are left out.
UrlList filesOfUriList(const QByteArray& list);

} // namespace lab
