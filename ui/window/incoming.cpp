// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/incoming.h"

#include "ui/io/error_text.h"
#include "ui/io/image_file.h"
#include "ui/io/input_file.h"
#include "ui/model/document.h"
#include "ui/paint/words.h"

#include <QImage>
#include <QMimeData>
#include <QUrl>

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

QString localFile(const QMimeData* data)
{
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            return url.toLocalFile();
    return {};
}

} // namespace

bool canOpen(const QMimeData* data)
{
    return data && (data->hasUrls() || data->hasImage() || data->hasText());
}

bool openIncoming(Document& document, const QMimeData* data)
{
    if (!canOpen(data))
        return false;
    if (const QString path = localFile(data); !path.isEmpty()) {
        document.openFile(path);
        return true;
    }
    if (const QByteArray bytes = encodedPicture(data); !bytes.isEmpty()) {
        document.openBytes(bytes, tr("picture"));
        return true;
    }
    if (data->hasImage()) {
        if (const QImage image = qvariant_cast<QImage>(data->imageData()); !image.isNull()) {
            document.openImage(image, tr("picture"));
            return true;
        }
    }
    const QString text = data->text().trimmed();
    if (data->hasUrls() || text.startsWith(QStringLiteral("http://")) ||
        text.startsWith(QStringLiteral("https://"))) {
        emit document.failed(tr("Addresses on the web are not opened; save the picture and drop the file. "
                                "Nothing was changed."));
        return false;
    }
    auto matrix = matrixFromText(text.toStdString());
    if (!matrix) {
        emit document.failed(tr("%1 Nothing was changed.").arg(sentence(matrix.error())));
        return false;
    }
    document.setInput(matrixPicture(tr("numbers").toStdString(), std::move(*matrix)));
    return true;
}

} // namespace lab
