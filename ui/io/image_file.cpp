// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/image_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QImageWriter>
#include <QRgba64>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>

namespace lab
{

namespace
{

constexpr int kBandRows = 256; ///< between two looks at the stop token
constexpr double kDecoded = 0.5; ///< the progress when the decoder is done

/// Hands out bytes until a stop is requested; then the decoder finds that nothing more can be read.
class StoppableBytes : public QIODevice
{
public:
    StoppableBytes(const QByteArray& bytes, const DecodeOptions& options) : m_bytes(bytes), m_options(options)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    qint64 size() const override { return m_bytes.size(); }
    bool seek(qint64 at) override
    {
        m_at = at;
        return QIODevice::seek(at);
    }

protected:
    qint64 readData(char* to, qint64 most) override
    {
        if (m_options.stop.stop_requested())
            return 0; // an end, not an error: libtiff 4.5 writes before its buffer after one
        const qint64 count = std::clamp<qint64>(m_bytes.size() - m_at, 0, most);
        std::memcpy(to, m_bytes.constData() + m_at, std::size_t(count));
        m_at += count;
        if (m_options.progress)
            m_options.progress(kDecoded * double(m_at) / double(m_bytes.size()));
        return count;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    const QByteArray& m_bytes;
    const DecodeOptions& m_options;
    qint64 m_at = 0;
};

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

Error tooLarge(const QString& name, QSize size)
{
    return {ErrorCode::PictureTooLarge,
            {name.toStdString(), std::to_string(size.width()), std::to_string(size.height())}};
}

Error broken(const QString& name, const QString& reason)
{
    return {ErrorCode::PictureBroken, {name.toStdString(), reason.toStdString()}};
}

qint64 pixels(QSize size)
{
    return qint64(size.width()) * size.height();
}

quint8 byteOf(float value)
{
    return value > 0 ? quint8(std::lround(std::min(value, 1.0F) * 255.0F)) : quint8(0); // NaN is black
}

} // namespace

Result<QImage> imageFromBytes(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    constexpr int kMegabytes = 1024; // kMostPixels at 16 bits a channel
    static_assert(kMostPixels * 8 <= qint64(kMegabytes) * 1024 * 1024);
    static const bool allowed = (QImageReader::setAllocationLimit(kMegabytes), true);
    Q_UNUSED(allowed)

    const QByteArray format = pictureFormat(bytes);
    if (format.isEmpty())
        return Error{bytes.isEmpty() ? ErrorCode::EmptyFile : ErrorCode::UnknownFormat, {name.toStdString()}};
    const bool truncated = isTruncated(bytes, format);
    if (truncated && format == "tiff") // before libtiff looks: it writes what it misses to standard error
        return Error{ErrorCode::PictureTruncated, {name.toStdString()}};
    StoppableBytes device(bytes, options);
    QImageReader reader(&device, format);
    reader.setAutoDetectImageFormat(false);
    reader.setDecideFormatFromContent(false);
    reader.setAutoTransform(true);
    if (const QSize size = reader.size(); size.isValid() && pixels(size) > kMostPixels)
        return tooLarge(name, size);
    if (truncated)
        return Error{ErrorCode::PictureTruncated, {name.toStdString()}};
    QImage image;
    const bool read = reader.read(&image);
    if (options.stop.stop_requested())
        return ErrorCode::Stopped;
    if (!read || image.isNull())
        return broken(name, reader.errorString());
    if (pixels(image.size()) > kMostPixels)
        return tooLarge(name, image.size());
    return image;
}

Result<PicturePtr> pictureFromBytes(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    try {
        const auto image = imageFromBytes(bytes, name, options);
        if (!image)
            return image.error();
        auto planes = planesOf(*image, options);
        if (!planes)
            return planes.error();
        return std::make_shared<const Picture>(name.toStdString(), Content::Brightness, std::move(*planes),
                                               bytes.toStdString());
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

Result<PicturePtr> pictureFromImage(const QImage& image, const QString& name)
{
    constexpr int kQuick = 90; // the least compression but none
    try {
        if (image.isNull())
            return broken(name, QCoreApplication::translate("lab", "it has no pixels"));
        if (pixels(image.size()) > kMostPixels)
            return tooLarge(name, image.size());
        const QImage readable = image.convertToFormat(readableFormat(image));
        auto planes = planesOf(readable, {});
        if (!planes)
            return planes.error();
        QByteArray png;
        QBuffer buffer(&png);
        QImageWriter writer(&buffer, "png");
        writer.setQuality(kQuick);
        if (!writer.write(readable))
            return broken(name, writer.errorString());
        return std::make_shared<const Picture>(name.toStdString(), Content::Brightness, std::move(*planes),
                                               png.toStdString());
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

QImage imageFromPlanes(std::span<const Grid> planes)
{
    assert(planes.size() == 1 || planes.size() == 3);
    const Shape shape = planes.front().shape();
    const bool grey = planes.size() == 1;
    QImage image(shape.cols, shape.rows, grey ? QImage::Format_Grayscale8 : QImage::Format_RGB32);
    if (image.isNull())
        return image;
    for (int r = 0; r < shape.rows; ++r) {
        uchar* const line = image.scanLine(r);
        for (int c = 0; c < shape.cols; ++c) {
            if (grey)
                line[c] = byteOf(planes[0].at(r, c));
            else
                reinterpret_cast<QRgb*>(line)[c] =
                    qRgb(byteOf(planes[0].at(r, c)), byteOf(planes[1].at(r, c)), byteOf(planes[2].at(r, c)));
        }
    }
    return image;
}

} // namespace lab
