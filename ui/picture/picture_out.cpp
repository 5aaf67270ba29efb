// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture/picture_out.h"

#include "ui/io/output_file.h"

#include <QMimeData>
#include <QTemporaryDir>
#include <QUrl>

namespace lab
{

QMimeData* pictureForOthers(const QImage& image, const QString& name, const QTemporaryDir& folder)
{
    const QString path = folder.filePath(name);
    if (image.isNull() || !folder.isValid() || !writeImage(path, image))
        return nullptr;
    auto* data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(path)});
    data->setImageData(image);
    return data;
}

} // namespace lab
