// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/image_file.h"

#include "ui/io/colour_profile.h"
#include "ui/io/formats.h"
#include "ui/io/png_file.h"

#include <QCoreApplication>
#include <QRgba64>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <new>

namespace lab
{

namespace
{

constexpr int kBandRows = 256; ///< between two looks at the stop token
constexpr double kDecoded = 0.5; ///< the progress when the decoder is done

/// Where the numbers of one row go.
struct RowOfPlanes {
    float* red;
    float* green;
    float* blue;
};

float overWhite(float value, float alpha)
{
    return value * alpha + (1 - alpha);
}

void fromRgb32(const QRgb* from, int count, RowOfPlanes to)
{
    for (int i = 0; i < count; ++i) {
        to.red[i] = float(from[i] >> 16 & 255) / 255.0F;
        to.green[i] = float(from[i] >> 8 & 255) / 255.0F;
        to.blue[i] = float(from[i] & 255) / 255.0F;
    }
}

void fromArgb32(const QRgb* from, int count, RowOfPlanes to)
{
    fromRgb32(from, count, to);
    for (int i = 0; i < count; ++i) {
        const float alpha = float(from[i] >> 24) / 255.0F;
        to.red[i] = overWhite(to.red[i], alpha);
        to.green[i] = overWhite(to.green[i], alpha);
        to.blue[i] = overWhite(to.blue[i], alpha);
    }
}

void fromRgba64(const QRgba64* from, int count, RowOfPlanes to)
{
    for (int i = 0; i < count; ++i) {
        const float alpha = float(from[i].alpha()) / 65535.0F;
        to.red[i] = overWhite(float(from[i].red()) / 65535.0F, alpha);
        to.green[i] = overWhite(float(from[i].green()) / 65535.0F, alpha);
        to.blue[i] = overWhite(float(from[i].blue()) / 65535.0F, alpha);
    }
}

template <class Grey>
void fromGrey(const Grey* from, int count, float* to)
{
    constexpr float kWhite = sizeof(Grey) == 1 ? 255.0F : 65535.0F;
    for (int i = 0; i < count; ++i)
        to[i] = float(from[i]) / kWhite;
}

bool isGrey(QImage::Format format)
{
    return format == QImage::Format_Grayscale8 || format == QImage::Format_Grayscale16;
}

/// The format without loss among those that are read here: grey, or 8 or 16 bits a channel, alpha not
/// multiplied in.
QImage::Format readableFormat(const QImage& image)
{
    switch (image.format()) {
    case QImage::Format_Grayscale8:
    case QImage::Format_Grayscale16:
    case QImage::Format_RGB32:
    case QImage::Format_ARGB32:
    case QImage::Format_RGBA64:
        return image.format();
    case QImage::Format_BGR30:
    case QImage::Format_A2BGR30_Premultiplied:
    case QImage::Format_RGB30:
    case QImage::Format_A2RGB30_Premultiplied:
        return QImage::Format_RGBA64;
    default:
        if (image.depth() > 32)
            return QImage::Format_RGBA64;
        return image.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32;
    }
}

/// Row `row` of an image in a readable format.
void readRow(const QImage& image, int row, RowOfPlanes to)
{
    const uchar* const line = image.constScanLine(row);
    switch (image.format()) {
    case QImage::Format_Grayscale8:
        return fromGrey(line, image.width(), to.red);
    case QImage::Format_Grayscale16:
        return fromGrey(reinterpret_cast<const quint16*>(line), image.width(), to.red);
    case QImage::Format_RGB32:
        return fromRgb32(reinterpret_cast<const QRgb*>(line), image.width(), to);
    case QImage::Format_ARGB32:
        return fromArgb32(reinterpret_cast<const QRgb*>(line), image.width(), to);
    default:
        return fromRgba64(reinterpret_cast<const QRgba64*>(line), image.width(), to);
    }
}

/// One plane or three; one also when red, green and blue are equal everywhere. Errors: Stopped, OutOfMemory.
Result<std::vector<Grid>> planesOf(const QImage& image, const DecodeOptions& options)
{
    const QImage::Format format = readableFormat(image);
    std::vector<Grid> planes;
    for (int p = 0; p < (isGrey(format) ? 1 : 3); ++p)
        planes.push_back(Grid::uninitialised({image.height(), image.width()}));

    for (int begin = 0; begin < image.height(); begin += kBandRows) {
        if (options.stop.stop_requested())
            return ErrorCode::Stopped;
        if (options.progress)
            options.progress(kDecoded + (1 - kDecoded) * begin / image.height());
        const int rows = std::min(kBandRows, image.height() - begin);
        const bool direct = image.format() == format;
        const QImage band = direct ? image : image.copy(0, begin, image.width(), rows).convertToFormat(format);
        if (band.isNull())
            return ErrorCode::OutOfMemory;
        for (int r = begin; r < begin + rows; ++r) {
            const auto row = [&](std::size_t p) { return planes[p % planes.size()].row(r).data(); };
            readRow(band, direct ? r : r - begin, {row(0), row(1), row(2)});
        }
    }
    const auto same = [&](std::size_t p) {
        return std::memcmp(planes[0].cells().data(), planes[p].cells().data(), planes[0].cells().size_bytes()) == 0;
    };
    if (planes.size() == 3 && same(1) && same(2))
        planes.resize(1);
    if (options.progress)
        options.progress(1);
    return planes;
}

/// The planes of a decoder's numbers: brightness over white, one plane where three are equal.
std::vector<Grid> planesOf(DecodedFrame frame)
{
    std::vector<Grid> planes = std::move(frame.planes);
    if (frame.content == Content::Numbers)
        return planes;
    for (Grid& plane : planes) {
        const auto cells = plane.cells();
        for (std::size_t i = 0; !frame.alpha.empty() && i < cells.size(); ++i)
            cells[i] = overWhite(cells[i], frame.alpha.cells()[i]);
    }
    if (planes.size() == 3 && planes[0] == planes[1] && planes[0] == planes[2])
        planes.resize(1);
    return planes;
}

/// Errors: as of decodePicture(), of the file as a whole and of its decoder.
Result<DecodedFrame> frameOf(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    const PictureFormat* const format = pictureFormatById(pictureFormat(bytes));
    if (!format)
        return Error{bytes.isEmpty() ? ErrorCode::EmptyFile : ErrorCode::UnknownFormat, {name.toStdString()}};
    if (options.stop.stop_requested())
        return ErrorCode::Stopped;
    DecodeOptions half = options;
    if (options.progress)
        half.progress = [&](double progress) { options.progress(kDecoded * std::clamp(progress, 0.0, 1.0)); };
    return format->read(bytes, name, half);
}

/// None where there is none, or it is of no use.
std::optional<ColourProfile> profileOf(const DecodedFrame& frame)
{
    const bool grey = frame.image.isNull() ? frame.planes.size() == 1 : isGrey(frame.image.format());
    const QByteArray icc = frame.profile.iccProfile();
    return icc.isEmpty() ? std::nullopt : colourProfile(icc, grey ? 1 : 3);
}

QStringList notesOf(const DecodedFrame& frame, const QByteArray& id, int shown)
{
    QStringList notes;
    if (frame.frames > 1)
        notes += QCoreApplication::translate("lab", pictureFormatById(id)->oneOf).arg(shown + 1).arg(frame.frames);
    if (frame.channels > 1)
        notes += QCoreApplication::translate("lab", "Its first channel of %1 is shown.").arg(frame.channels);
    if (frame.damaged)
        notes += QCoreApplication::translate("lab", "The picture is damaged: it is shown as far as it goes.");
    if (!frame.inks.isEmpty())
        notes += QCoreApplication::translate("lab", "Its inks became colours by its profile “%1”.").arg(frame.inks);
    const auto profile = profileOf(frame);
    if (frame.profileBroken || (!profile && !frame.profile.iccProfile().isEmpty()))
        notes +=
            QCoreApplication::translate("lab", "Its colour profile is broken, or not of its kind, and is left out.");
    else if (profile && profile->screen)
        notes +=
            (frame.content == Content::Brightness
                 ? QCoreApplication::translate(
                       "lab", "It is shown by its colour profile “%1”; the numbers are the stored ones.")
                 : QCoreApplication::translate("lab", "Its colour profile is “%1”; the numbers are the stored ones."))
                .arg(profile->name);
    return notes;
}

template <class Whole>
Whole wholeOf(float value)
{
    constexpr float kWhite = float(std::numeric_limits<Whole>::max());
    return value > 0 ? Whole(std::lround(std::min(value, 1.0F) * kWhite)) : Whole(0); // NaN is black
}

/// Samples of `sizeof(Whole)` bytes: grey where there is one plane and no alpha, else four a pixel.
template <class Whole>
QImage imageOf(std::span<const Grid> planes, const Grid* alpha)
{
    constexpr bool kDeep = sizeof(Whole) == 2;
    const Shape shape = planes.front().shape();
    const bool grey = planes.size() == 1 && !alpha;
    const QImage::Format format = grey    ? (kDeep ? QImage::Format_Grayscale16 : QImage::Format_Grayscale8)
                                  : alpha ? (kDeep ? QImage::Format_RGBA64 : QImage::Format_RGBA8888)
                                          : (kDeep ? QImage::Format_RGBX64 : QImage::Format_RGBX8888);
    QImage image(shape.cols, shape.rows, format);
    if (image.isNull())
        return image;
    for (int r = 0; r < shape.rows; ++r) {
        auto* to = reinterpret_cast<Whole*>(image.scanLine(r));
        for (int c = 0; c < shape.cols; ++c) {
            if (grey) {
                *to++ = wholeOf<Whole>(planes[0].at(r, c));
                continue;
            }
            for (std::size_t p = 0; p < 3; ++p)
                *to++ = wholeOf<Whole>(planes[p % planes.size()].at(r, c));
            *to++ = alpha ? wholeOf<Whole>(alpha->at(r, c)) : std::numeric_limits<Whole>::max();
        }
    }
    return image;
}

} // namespace

Result<QImage> imageFromBytes(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
try {
    auto frame = frameOf(bytes, name, options);
    if (!frame)
        return frame.error();
    const QColorSpace profile = profileOf(*frame) ? frame->profile : QColorSpace();
    const auto described = [&](QImage image) {
        image.setColorSpace(profile);
        if (frame->dotsPerMetre > 0) {
            image.setDotsPerMeterX(int(std::lround(frame->dotsPerMetre)));
            image.setDotsPerMeterY(int(std::lround(frame->dotsPerMetre)));
        }
        return image;
    };
    if (!frame->image.isNull())
        return described(std::move(frame->image));
    const Grid* const alpha = frame->alpha.empty() ? nullptr : &frame->alpha;
    const bool deep = frame->bits > 8;
    QImage image = deep ? imageOf<quint16>(frame->planes, alpha) : imageOf<quint8>(frame->planes, alpha);
    if (image.isNull())
        return ErrorCode::OutOfMemory;
    return described(std::move(image));
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

Result<DecodedPicture> decodePicture(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
try {
    auto frame = frameOf(bytes, name, options);
    if (!frame)
        return frame.error();
    DecodedPicture decoded{nullptr, frame->frames, notesOf(*frame, pictureFormat(bytes), options.frame)};
    const Content content = frame->content;
    const auto profile = content == Content::Brightness ? profileOf(*frame) : std::nullopt;
    auto planes = frame->image.isNull() ? Result<std::vector<Grid>>(planesOf(std::move(*frame)))
                                        : planesOf(frame->image, options);
    if (!planes)
        return planes.error();
    if (options.stop.stop_requested())
        return ErrorCode::Stopped;
    if (options.progress)
        options.progress(1);
    decoded.picture = std::make_shared<const Picture>(name.toStdString(), content, std::move(*planes),
                                                      options.frame == 0 ? bytes.toStdString() : std::string(),
                                                      profile ? profile->screen : nullptr);
    return decoded;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

Result<PicturePtr> pictureFromBytes(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    auto decoded = decodePicture(bytes, name, options);
    return decoded ? Result<PicturePtr>(std::move(decoded->picture)) : decoded.error();
}

Result<PicturePtr> pictureFromImage(const QImage& image, const QString& name)
{
    try {
        if (const auto size = checkSize(name, image.width(), image.height()); !size)
            return size.error();
        const QImage readable = image.convertToFormat(readableFormat(image));
        auto planes = planesOf(readable, {});
        if (!planes)
            return planes.error();
        const QByteArray icc = profileToWrite(readable, isGrey(readable.format()));
        const auto profile = icc.isEmpty() ? std::nullopt : colourProfile(icc, isGrey(readable.format()) ? 1 : 3);
        const QByteArray png = pngFromImage(readable);
        if (png.isEmpty())
            return brokenPicture(name, QCoreApplication::translate("lab", "it cannot be kept as PNG"));
        return std::make_shared<const Picture>(name.toStdString(), Content::Brightness, std::move(*planes),
                                               png.toStdString(), profile ? profile->screen : nullptr);
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

QImage imageFromPlanes(std::span<const Grid> planes)
{
    assert(planes.size() == 1 || planes.size() == 3);
    QImage image = imageOf<quint8>(planes, nullptr);
    return planes.size() == 1 ? image : std::move(image).convertToFormat(QImage::Format_RGB32);
}

QImage deepImageFromPlanes(std::span<const Grid> planes)
{
    assert(planes.size() == 1 || planes.size() == 3);
    return imageOf<quint16>(planes, nullptr);
}

} // namespace lab
