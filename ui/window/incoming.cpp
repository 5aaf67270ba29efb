// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/incoming.h"

#include "ui/io/offered.h"
#include "ui/io/path_bytes.h"
#include "ui/model/document.h"
#include "ui/paint/words.h"

#include <QDir>
#include <QImage>
#include <QMimeData>

namespace lab
{

namespace
{

/// The bytes of a picture as some program offers them, if it does.
QByteArray encodedPicture(const QMimeData* data)
{
    for (const QString& format : data->formats())
        if (format.startsWith(QStringLiteral("image/")) && !format.contains(QStringLiteral("svg")))
            if (QByteArray bytes = data->data(format); !pictureFormat(bytes).isEmpty())
                return bytes;
    return {};
}

/// A text of one line that is nothing but the path or address of a file.
QString pathIn(const QString& text)
{
    const QString line = text.trimmed();
    if (line.contains(u'\n'))
        return {};
    if (line.startsWith(QStringLiteral("file:")))
        return pathOfFileUrl(line.toUtf8()).value_or(QString());
    if (line.startsWith(QStringLiteral("~/")))
        return QDir::homePath() + line.mid(1);
    return QDir::isAbsolutePath(line) ? line : QString();
}

bool isWebAddress(const QString& text)
{
    return text.startsWith(QStringLiteral("http://")) || text.startsWith(QStringLiteral("https://"));
}

} // namespace

bool canOpen(const QMimeData* data)
{
    return data && (data->hasUrls() || data->hasImage() || data->hasText() || data->hasHtml());
}

bool openIncoming(Document& document, const QMimeData* data)
{
    if (!canOpen(data))
        return false;
    const UrlList urls = filesOfUriList(data->data(QStringLiteral("text/uri-list")));
    if (!urls.paths.isEmpty()) {
        document.openFiles(urls.paths);
        return true;
    }
    if (!urls.hosts.isEmpty()) {
        emit document.failed(
            tr("This file is on another computer (%1): copy it to this one first. Nothing was changed.")
                .arg(urls.hosts.first()));
        return false;
    }
    if (const QString path = pathIn(data->text()); !path.isEmpty()) {
        document.openFiles({path});
        return true;
    }
    Offered offered{data->text(), data->html(), encodedPicture(data), {}};
    if (offered.picture.isEmpty() && data->hasImage())
        offered.image = qvariant_cast<QImage>(data->imageData());
    if (!offered.hasPicture() && (data->hasUrls() || isWebAddress(offered.text.trimmed()))) {
        emit document.failed(tr("Addresses on the web are not opened; save the picture and drop the file. "
                                "Nothing was changed."));
        return false;
    }
    document.openOffered(offered);
    return true;
}

} // namespace lab
