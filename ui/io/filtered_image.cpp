// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/filtered_image.h"

#include "core/numbers/parallel.h"

#include <QCoreApplication>

#include <algorithm>
#include <new>

namespace lab
{

Result<FilteredImage> filteredImage(const QByteArray& encoded, const QString& name, const Layer& layer,
                                    const DecodeOptions& options)
try {
    auto decoded = imageFromBytes(encoded, name, options);
    if (!decoded)
        return decoded.error();
    const QImage input = std::move(*decoded).convertToFormat(QImage::Format_RGBA8888);
    if (input.isNull())
        return ErrorCode::OutOfMemory;
    const auto geometry = resolve({input.height(), input.width()}, layer.kernel.shape(), layer.spec);
    if (!geometry)
        return geometry.error();
    const Shape shape = geometry->output();
    FilteredImage filtered{QImage(shape.cols, shape.rows, QImage::Format_RGBA8888), {}};
    if (filtered.image.isNull())
        return ErrorCode::OutOfMemory;
    const auto pitch = [](const QImage& image) { return image.bytesPerLine() / qsizetype(sizeof(Rgba8)); };
    const GridView<Rgba8> x(reinterpret_cast<const Rgba8*>(input.constBits()), geometry->input(), pitch(input));
    const GridSpan<Rgba8> y(reinterpret_cast<Rgba8*>(filtered.image.bits()), shape, pitch(filtered.image));
    const auto done =
        corr2dBytes(x, layer.kernel, layer.bias, *geometry, wholeOf(shape), y,
                    {.threads = allowedThreads(), .stop = options.stop, .path = {}}, &filtered.statistics);
    if (!done)
        return done.error();
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
