// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/output_file.h"

#include "core/numbers/heavy_work.h"
#include "core/numbers/matrix_text.h"
#include "core/numbers/npy.h"
#include "ui/io/colour_profile.h"
#include "ui/io/formats.h"
#include "ui/io/image_file.h"
#include "ui/io/path_bytes.h"
#include "ui/io/tiff_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <fcntl.h>
#include <limits>
#include <new>
#include <poll.h>
#include <unistd.h>

namespace lab
{

namespace
{

/// Why a file could not be written, in words.
QString reasonOf(const QFileDevice& file)
{
    return file.error() == QFileDevice::ResourceError ? QCoreApplication::translate("lab", "the disk is full")
                                                      : file.errorString();
}

constexpr qint64 kBlock = 1 << 20; ///< bytes from one look at a stop token to the next
constexpr int kLook = 20; ///< milliseconds, while a pipe takes nothing

/// All bytes to an open file; false on a full disk, or when stopped.
bool writeAll(QFileDevice& file, const QByteArray& bytes, const std::stop_token& stop = {})
{
    for (qint64 at = 0; at < bytes.size(); at += kBlock) {
        const qint64 count = std::min(kBlock, bytes.size() - at);
        if (stop.stop_requested() || file.write(bytes.constData() + at, count) != count)
            return false;
    }
    return file.flush();
}

/// Opened, also where nobody reads yet what goes into a pipe: opening it would wait until somebody does. −1: see
/// errno.
int openedToWrite(const QByteArray& name, const std::stop_token& stop)
{
    for (;;) {
        const int handle = ::open(name.constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
        if (handle >= 0 || errno != ENXIO || stop.stop_requested())
            return handle;
        ::poll(nullptr, 0, kLook);
    }
}

/// To a pipe or a device, which must not be replaced by a file.
Result<Done> writeThrough(const QString& path, const QByteArray& bytes, const std::stop_token& stop)
{
    const auto failure = [&] {
        return stop.stop_requested() ? Error{ErrorCode::Stopped}
               : errno == ENOSPC     ? cannotWrite(path, QCoreApplication::translate("lab", "the disk is full"))
                                     : cannotWrite(path, qt_error_string(errno));
    };
    const int handle = openedToWrite(bytesOfPath(path), stop);
    QFile file;
    if (handle < 0 || !file.open(handle, QIODevice::WriteOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle))
        return failure();
    for (qint64 at = 0; at < bytes.size();) {
        pollfd wait{handle, POLLOUT, 0};
        if (stop.stop_requested())
            return failure();
        if (::poll(&wait, 1, kLook) == 0)
            continue;
        const auto written =
            ::write(handle, bytes.constData() + at, std::size_t(std::min(kBlock, bytes.size() - at)));
        if (written < 0 && errno != EAGAIN && errno != EINTR)
            return failure();
        at += std::max<qint64>(written, 0);
    }
    return Done();
}

/// Not what is there already and must not be replaced by a file.
bool becomesFile(const QString& path)
{
    const QFileInfo info(path);
    return !info.exists() || info.isFile() || info.isDir();
}

/// What `write` puts into a file takes the place of what is there once it is whole. The reason why the file could not
/// be written is its own, whatever `write` answers; another error of `write` is passed on.
Result<Done> replaceFile(const QString& path, const std::function<Result<Done>(QSaveFile& to)>& write,
                         const std::stop_token& stop)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(path, file.errorString());
    const auto done = write(file);
    if (done && file.error() == QFileDevice::NoError && !stop.stop_requested() && file.commit())
        return Done();
    const QString reason = reasonOf(file);
    file.cancelWriting();
    if (stop.stop_requested())
        return ErrorCode::Stopped;
    return !done && done.error().code != ErrorCode::CannotWrite ? done.error() : cannotWrite(path, reason);
}

Result<Done> writeToStandardOutput(std::span<const Grid> planes)
{
    const std::string text = csvFromPlanes(planes);
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly) || !writeAll(out, QByteArray::fromStdString(text)))
        return cannotWrite(QCoreApplication::translate("lab", "standard output"), reasonOf(out));
    return Done();
}

QString endingOf(const QString& path)
{
    return QFileInfo(path).suffix().toLower();
}

Error unwritable(const QString& path, const QString& instead)
{
    return {ErrorCode::UnwritableFormat, {path.toStdString(), instead.toStdString()}};
}

Result<QByteArray> pictureBytes(const QString& path, const QImage& image, const PictureFormat& format)
{
    noteHeavyWork(HeavyWork::Write, image.sizeInBytes());
    if (image.isNull())
        return ErrorCode::OutOfMemory;
    const QByteArray bytes = format.write(image);
    if (bytes.isEmpty())
        return cannotWrite(
            path, QCoreApplication::translate("lab", "%1 cannot hold this picture").arg(QLatin1String(format.name)));
    return bytes;
}

/// The share of cells outside what is mapped to 0 … 1; NaN is outside.
double cutBy(const PlaneMapping& mapping, std::span<const Grid> planes)
{
    const auto [low, high] = std::minmax(mapping.low, mapping.high);
    std::size_t cut = 0, all = 0;
    for (const Grid& plane : planes) {
        all += plane.size();
        for (const float value : plane.cells())
            cut += !(value >= low && value <= high);
    }
    return all ? double(cut) / double(all) : 0;
}

std::vector<Grid> mapped(std::span<const Grid> planes, const PlaneMapping& mapping)
{
    const float width = mapping.high - mapping.low;
    std::vector<Grid> result;
    for (const Grid& plane : planes) {
        Grid to = Grid::uninitialised(plane.shape());
        for (std::size_t i = 0; i < plane.size(); ++i) {
            const float value = plane.cells()[i];
            to.cells()[i] = width != 0 ? (value - mapping.low) / width : value > mapping.low ? 1.0F : 0.0F;
        }
        result.push_back(std::move(to));
    }
    return result;
}

/// What a file is to hold, and what that does not tell.
struct FileBytes {
    QByteArray bytes;
    WriteReport report = {};
};

Result<FileBytes> pictureOf(const QString& path, std::span<const Grid> planes, const PlaneMapping& mapping,
                            const PictureFormat& format)
{
    const QLatin1String name(format.name);
    if (mapping.asNumbers) {
        if (!format.floats)
            return cannotWrite(path, QCoreApplication::translate(
                                         "lab", "%1 cannot hold the numbers as they are; .npy, .csv and %2 can")
                                         .arg(name, writableEndingsWith(&PictureFormat::floats)));
        QByteArray bytes = tiffFromNumbers(planes);
        return bytes.isEmpty() ? Result<FileBytes>(ErrorCode::OutOfMemory) : FileBytes{std::move(bytes)};
    }
    const bool deep = mapping.bits > 8;
    if (deep && !format.deep)
        return cannotWrite(path,
                           QCoreApplication::translate("lab", "%1 holds 8 bits a channel; 16 can be written as %2")
                               .arg(name, writableEndingsWith(&PictureFormat::deep)));
    const bool plain = mapping.low == 0 && mapping.high == 1;
    const std::vector<Grid> changed = plain ? std::vector<Grid>() : mapped(planes, mapping);
    const std::span<const Grid> shown = plain ? planes : changed;
    const auto bytes = pictureBytes(path, deep ? deepImageFromPlanes(shown) : imageFromPlanes(shown), format);
    return bytes ? FileBytes{*bytes, {cutBy(mapping, planes)}} : Result<FileBytes>(bytes.error());
}

Result<FileBytes> contentFor(const QString& path, std::span<const Grid> planes, const PlaneMapping& mapping)
{
    const QString ending = endingOf(path);
    if (ending == QLatin1String("npy"))
        return FileBytes{QByteArray::fromStdString(npyFromPlanes(planes))};
    if (ending == QLatin1String("csv"))
        return FileBytes{QByteArray::fromStdString(csvFromPlanes(planes))};
    const PictureFormat* const format = writableFormat(ending);
    return format ? pictureOf(path, planes, mapping, *format) : unwritable(path, writableFormatsText());
}

} // namespace

PlaneMapping wholeRange(std::span<const Grid> maps)
{
    PlaneMapping mapping{.low = std::numeric_limits<float>::max(), .high = std::numeric_limits<float>::lowest()};
    for (const Grid& map : maps)
        for (const float value : map.cells())
            if (std::isfinite(value)) {
                mapping.low = std::min(mapping.low, value);
                mapping.high = std::max(mapping.high, value);
            }
    return mapping.low <= mapping.high ? mapping : PlaneMapping();
}

Error cannotWrite(const QString& path, const QString& reason)
{
    return {ErrorCode::CannotWrite, {shownPath(path).toStdString(), reason.toStdString()}};
}

Result<Done> writeFile(const QString& path, const QByteArray& bytes, std::stop_token stop)
{
    noteHeavyWork(HeavyWork::Write, bytes.size());
    if (QFile::encodeName(path) != bytesOfPath(path)) // Qt would write to another name
        return cannotWrite(path, QCoreApplication::translate("lab", "its name is not UTF-8"));
    if (!becomesFile(path))
        return writeThrough(path, bytes, stop);
    return replaceFile(
        path,
        [&](QSaveFile& to) {
            return writeAll(to, bytes, stop) ? Result<Done>(Done()) : Error{ErrorCode::CannotWrite};
        },
        stop);
}

Result<Done> writeFile(const QString& path, const std::function<Result<Done>(QIODevice& to)>& write,
                       std::stop_token stop)
{
    if (QFile::encodeName(path) == bytesOfPath(path) && becomesFile(path))
        return replaceFile(path, write, stop);
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    const auto done = write(bytes);
    return done ? writeFile(path, bytes.data(), stop) : done;
}

Result<WriteReport> writePlanes(const QString& path, std::span<const Grid> planes, const PlaneMapping& mapping,
                                std::stop_token stop)
{
    assert(planes.size() == 1 || planes.size() == 3);
    try {
        if (path == QLatin1String("-")) {
            const auto written = writeToStandardOutput(planes);
            return written ? Result<WriteReport>(WriteReport()) : written.error();
        }
        const auto content = contentFor(path, planes, mapping);
        if (!content)
            return content.error();
        const auto written = writeFile(path, content->bytes, stop);
        return written ? content->report : Result<WriteReport>(written.error());
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

Result<Done> writePlanes(const QString& path, std::span<const Grid> planes)
{
    const auto report = writePlanes(path, planes, PlaneMapping());
    return report ? Result<Done>(Done()) : report.error();
}

QString lossOf(const QString& path, const QImage& image)
{
    const PictureFormat* const format = writableFormat(endingOf(path));
    if (!format)
        return {};
    const QLatin1String name(format->name);
    QStringList losses;
    if (!format->alpha && image.hasAlphaChannel())
        losses +=
            QCoreApplication::translate("lab", "%1 has no transparency, so that of the picture is gone").arg(name);
    const bool grey = format->profiles == Profiles::All && image.isGrayscale() && !image.hasAlphaChannel();
    const bool kept = format->profiles != Profiles::None && !profileToWrite(image, grey).isEmpty();
    if (!kept && !profileToWrite(image, true).isEmpty())
        losses += QCoreApplication::translate("lab", "%1 has no such colour profile, so that of the picture is gone")
                      .arg(name);
    return losses.join(QLatin1String("; "));
}

Result<Done> writeImage(const QString& path, const QImage& image, std::stop_token stop)
{
    try {
        const PictureFormat* const format = writableFormat(endingOf(path));
        if (!format)
            return unwritable(path, writablePicturesText());
        const auto bytes = pictureBytes(path, image, *format);
        return bytes ? writeFile(path, *bytes, stop) : Result<Done>(bytes.error());
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

} // namespace lab
