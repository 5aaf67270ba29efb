// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/filtered_image.h"

#include "core/layers/corr2d.h"
#include "core/numbers/parallel.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <new>

namespace lab
{

namespace
{

/// 8 bits a channel, in one pass over the bytes.
Result<FilteredImage> filteredBytes(const QImage& image, const Layer& layer, const Geometry& geometry,
                                    const Corr2dOptions& options)
{
    const QImage input = image.convertToFormat(QImage::Format_RGBA8888);
    const Shape shape = geometry.output();
    FilteredImage filtered{QImage(shape.cols, shape.rows, QImage::Format_RGBA8888), {}};
    if (input.isNull() || filtered.image.isNull())
        return ErrorCode::OutOfMemory;
    const auto pitch = [](const QImage& of) { return of.bytesPerLine() / qsizetype(sizeof(Rgba8)); };
    const GridView<Rgba8> x(reinterpret_cast<const Rgba8*>(input.constBits()), geometry.input(), pitch(input));
    const GridSpan<Rgba8> y(reinterpret_cast<Rgba8*>(filtered.image.bits()), shape, pitch(filtered.image));
    const auto done =
        corr2dBytes(x, layer.kernel, layer.bias, geometry, wholeOf(shape), y, options, &filtered.statistics);
    if (!done)
        return done.error();
    if (image.format() == QImage::Format_Grayscale8)
        filtered.image = std::move(filtered.image).convertToFormat(QImage::Format_Grayscale8);
    return filtered;
}

/// What a channel came to: to 16 bits, counted like 8.
quint16 counted(float value, std::size_t channel, ByteStatistics& statistics)
{
    constexpr float kWhite = 65535, kBytes = 255;
    auto& [least, greatest] = statistics.range;
    const float inBytes = value * kBytes;
    if (inBytes < least[channel])
        least[channel] = inBytes;
    if (inBytes > greatest[channel])
        greatest[channel] = inBytes;
    const float clipped = value > 0 ? std::min(value, 1.0F) : 0.0F; // NaN is 0
    ++statistics.histogram[channel][std::size_t(std::nearbyint(clipped * kBytes))];
    return quint16(std::nearbyint(clipped * kWhite));
}

/// 16 bits a channel, each channel through the float engine.
Result<FilteredImage> filteredDeep(const QImage& image, const Layer& layer, const Geometry& geometry,
                                   const Corr2dOptions& options)
{
    constexpr float kWhite = 65535;
    const bool grey = image.format() == QImage::Format_Grayscale16, alpha = image.hasAlphaChannel();
    const QImage input = grey ? image : image.convertToFormat(QImage::Format_RGBA64);
    const Shape shape = geometry.output();
    const QImage::Format format = grey    ? QImage::Format_Grayscale16
                                  : alpha ? QImage::Format_RGBA64
                                          : QImage::Format_RGBX64;
    FilteredImage filtered{QImage(shape.cols, shape.rows, format), {}};
    if (input.isNull() || filtered.image.isNull())
        return ErrorCode::OutOfMemory;
    const int step = grey ? 1 : 4;
    const auto lineOf = [](const QImage& of, int row) {
        return reinterpret_cast<const quint16*>(of.constScanLine(row));
    };
    Grid x = Grid::uninitialised(geometry.input()), y = Grid::uninitialised(shape);
    for (int channel = 0; channel < (grey ? 1 : 3); ++channel) {
        for (int r = 0; r < x.rows(); ++r)
            for (int c = 0; c < x.cols(); ++c)
                x.at(r, c) = float(lineOf(input, r)[c * step + channel]) / kWhite;
        if (const auto done = corr2d(x, layer.kernel, layer.bias, geometry, wholeOf(shape), y.span(), options); !done)
            return done.error();
        for (int r = 0; r < shape.rows; ++r) {
            auto* const to = reinterpret_cast<quint16*>(filtered.image.scanLine(r));
            for (int c = 0; c < shape.cols; ++c)
                to[c * step + channel] = counted(y.at(r, c), std::size_t(channel), filtered.statistics);
        }
    }
    if (grey) { // three equal channels, as of bytes
        auto& [range, histogram] = filtered.statistics;
        range.least.fill(range.least[0]);
        range.greatest.fill(range.greatest[0]);
        histogram.fill(histogram[0]);
        return filtered;
    }
    // Alpha as corr2dBytes() has it: of the pixel under the middle of the window.
    const auto middle = [](const Axis& axis, int out, int size) {
        return std::clamp(axis.index(out, 0) + (axis.extent() - 1) / 2, 0, size - 1);
    };
    for (int r = 0; r < shape.rows; ++r) {
        const auto* const from = lineOf(input, middle(geometry.rows, r, x.rows()));
        auto* const to = reinterpret_cast<quint16*>(filtered.image.scanLine(r));
        for (int c = 0; c < shape.cols; ++c)
            to[c * 4 + 3] = from[middle(geometry.cols, c, x.cols()) * 4 + 3];
    }
    return filtered;
}

} // namespace

Result<FilteredImage> filteredImage(const QByteArray& encoded, const QString& name, const Layer& layer,
                                    const DecodeOptions& options)
try {
    const auto input = imageFromBytes(encoded, name, options);
    if (!input)
        return input.error();
    const auto geometry = resolve({input->height(), input->width()}, layer.kernel.shape(), layer.spec);
    if (!geometry)
        return geometry.error();
    const bool deep = input->format() == QImage::Format_Grayscale16 || input->depth() > 32;
    const Corr2dOptions how{.threads = allowedThreads(), .stop = options.stop, .path = {}};
    auto filtered = deep ? filteredDeep(*input, layer, *geometry, how) : filteredBytes(*input, layer, *geometry, how);
    if (!filtered)
        return filtered;
    filtered->image.setColorSpace(input->colorSpace());
    filtered->image.setDotsPerMeterX(input->dotsPerMeterX());
    filtered->image.setDotsPerMeterY(input->dotsPerMeterY());
    return filtered;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

QString rangeText(const ChannelRange& range)
{
    const float least = *std::min_element(range.least.begin(), range.least.end());
    const float greatest = *std::max_element(range.greatest.begin(), range.greatest.end());
    if (least > greatest)
        return QCoreApplication::translate("lab", "no value is a number");
    const auto text = [](float v) { return QString::number(double(v), 'f', 1).replace(u'-', QChar(0x2212)); };
    const QString both = QCoreApplication::translate("lab", "values from %1 to %2").arg(text(least), text(greatest));
    return least < -0.5F || greatest > 255.5F
               ? both + QCoreApplication::translate("lab", "; what lies outside 0 to 255 is cut off")
               : both;
}

} // namespace lab
