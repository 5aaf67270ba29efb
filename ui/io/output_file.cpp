// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/output_file.h"

#include "core/numbers/heavy_work.h"
#include "core/numbers/matrix_text.h"
#include "core/numbers/npy.h"
#include "ui/io/image_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QImageWriter>
#include <QSaveFile>

#include <array>
#include <cstdio>
#include <new>

namespace lab
{

namespace
{

Error cannotWrite(const QString& path, const QString& reason)
{
    return {ErrorCode::CannotWrite, {path.toStdString(), reason.toStdString()}};
}

/// All bytes to an open file; false on a full disk.
bool writeAll(QFileDevice& file, const QByteArray& bytes)
{
    return file.write(bytes) == bytes.size() && file.flush();
}

/// To a pipe or a device, which must not be replaced by a file.
Result<Done> writeThrough(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || !writeAll(file, bytes))
        return cannotWrite(path, file.errorString());
    return Done();
}

Result<Done> writeToStandardOutput(std::span<const Grid> planes)
{
    const std::string text = csvFromPlanes(planes);
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly) || !writeAll(out, QByteArray::fromStdString(text)))
        return cannotWrite(QCoreApplication::translate("lab", "standard output"), out.errorString());
    return Done();
}

QString endingOf(const QString& path)
{
    return QFileInfo(path).suffix().toLower();
}

/// Endings of pictures, and the image plug-in of each.
struct PictureEnding {
    const char* ending;
    const char* format;
};
constexpr std::array kPictureEndings{
    PictureEnding{"png", "png"},   PictureEnding{"jpg", "jpeg"}, PictureEnding{"jpeg", "jpeg"},
    PictureEnding{"bmp", "bmp"},   PictureEnding{"tif", "tiff"}, PictureEnding{"tiff", "tiff"},
    PictureEnding{"webp", "webp"},
};

/// The image plug-in for a name's ending, or null.
const char* pictureFormatOf(const QString& ending)
{
    for (const PictureEnding& each : kPictureEndings)
        if (ending == QLatin1String(each.ending) && QImageWriter::supportedImageFormats().contains(each.format))
            return each.format;
    return nullptr;
}

Result<QByteArray> pictureBytes(const QString& path, const QImage& image)
{
    noteHeavyWork(HeavyWork::Write, image.sizeInBytes());
    constexpr int kBest = 100;
    const char* const format = pictureFormatOf(endingOf(path));
    if (!format)
        return Error{ErrorCode::UnknownFormat, {path.toStdString()}};
    if (image.isNull())
        return ErrorCode::OutOfMemory;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, format);
    if (qstrcmp(format, "jpeg") == 0 || qstrcmp(format, "webp") == 0)
        writer.setQuality(kBest);
    if (!writer.write(image))
        return cannotWrite(path, writer.errorString());
    return bytes;
}

Result<QByteArray> bytesFor(const QString& path, std::span<const Grid> planes)
{
    const QString ending = endingOf(path);
    if (ending == QLatin1String("npy"))
        return QByteArray::fromStdString(npyFromPlanes(planes));
    if (ending == QLatin1String("csv"))
        return QByteArray::fromStdString(csvFromPlanes(planes));
    if (!pictureFormatOf(ending))
        return Error{ErrorCode::UnknownFormat, {path.toStdString()}};
    return pictureBytes(path, imageFromPlanes(planes));
}

} // namespace

Result<Done> writeFile(const QString& path, const QByteArray& bytes)
{
    noteHeavyWork(HeavyWork::Write, bytes.size());
    const QFileInfo info(path);
    if (info.exists() && !info.isFile() && !info.isDir())
        return writeThrough(path, bytes);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(path, file.errorString());
    if (!writeAll(file, bytes)) {
        const QString reason = file.errorString();
        file.cancelWriting();
        return cannotWrite(path, reason);
    }
    if (!file.commit())
        return cannotWrite(path, file.errorString());
    return Done();
}

Result<Done> writePlanes(const QString& path, std::span<const Grid> planes)
{
    assert(planes.size() == 1 || planes.size() == 3);
    try {
        if (path == QLatin1String("-"))
            return writeToStandardOutput(planes);
        const auto bytes = bytesFor(path, planes);
        return bytes ? writeFile(path, *bytes) : Result<Done>(bytes.error());
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

Result<Done> writeImage(const QString& path, const QImage& image)
{
    try {
        const auto bytes = pictureBytes(path, image);
        return bytes ? writeFile(path, *bytes) : Result<Done>(bytes.error());
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

} // namespace lab
