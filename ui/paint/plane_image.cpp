// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/plane_image.h"

#include "core/numbers/parallel.h"
#include "ui/paint/cell_painter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kMostSamples = 3;
constexpr int kBand = 32; ///< rows of pixels that a thread paints at a time
constexpr int kManyPixels = 40'000; ///< fewer are painted by one thread

/// For each pixel along one axis: where its samples come from.
struct Samples {
    enum : int { kZero = -1 };
    struct Pixel {
        std::array<int, kMostSamples> source{};
        bool outside = false; ///< neither cell nor apron
        bool apron = false;
    };
    std::vector<Pixel> pixels;
    int perPixel = 1;
};

Samples samplesAlong(int pixels, double origin, double scale, int size, Margin margin, Border border)
{
    Samples samples;
    samples.perPixel = scale >= 1 ? 1 : std::min(kMostSamples, int(std::ceil(1 / scale)));
    samples.pixels.resize(std::size_t(pixels));
    const auto map = infoOf(border).map;
    for (int p = 0; p < pixels; ++p) {
        auto& pixel = samples.pixels[std::size_t(p)];
        const int middle = int(std::floor((p + 0.5 - origin) / scale));
        pixel.outside = middle < -margin.before || middle >= size + margin.after;
        pixel.apron = middle < 0 || middle >= size;
        for (int s = 0; s < samples.perPixel && !pixel.outside; ++s) {
            int at = int(std::floor((p + (s + 0.5) / samples.perPixel - origin) / scale));
            if (!pixel.apron)
                at = std::clamp(at, 0, size - 1);
            pixel.source[std::size_t(s)] = map(at, size);
        }
    }
    return samples;
}

/// The lines of a plane from which the samples of one row of pixels are taken; null: a zero of the border.
using Lines = std::array<const float*, kMostSamples>;

Lines linesOf(const GridView<float>& plane, const Samples::Pixel& row, int samples)
{
    Lines lines{};
    for (int a = 0; a < samples; ++a)
        if (const int r = row.source[std::size_t(a)]; r >= 0)
            lines[std::size_t(a)] = &plane.at(r, 0);
    return lines;
}

/// One pixel of several samples: their mean, or of differences the largest, whose mean would be nothing but
/// grey.
template <bool kDifferences>
float sampled(const Lines& lines, int rowSamples, const Samples::Pixel& col, int colSamples)
{
    float sum = 0, largest = 0;
    for (int a = 0; a < rowSamples; ++a) {
        const float* line = lines[std::size_t(a)];
        if (!line)
            continue;
        for (int b = 0; b < colSamples; ++b) {
            const int c = col.source[std::size_t(b)];
            if (c < 0)
                continue;
            if constexpr (!kDifferences)
                sum += line[c];
            else if (!(std::abs(line[c]) <= std::abs(largest)))
                largest = line[c];
        }
    }
    return kDifferences ? largest : sum / float(rowSamples * colSamples);
}

struct Source {
    const TensorScene& scene;
    const Samples rows;
    const Samples cols;
    const ColourTable table;
    const Theme& theme;
};

template <bool kDifferences>
void paintRow(QRgb* pixels, int y, const Source& from)
{
    const auto& row = from.rows.pixels[std::size_t(y)];
    if (row.outside)
        return;
    const auto& planes = from.scene.planes;
    std::array<Lines, 3> lines;
    for (std::size_t p = 0; p < planes.size(); ++p)
        lines[p] = linesOf(planes[p], row, from.rows.perPixel);
    for (std::size_t x = 0; x < from.cols.pixels.size(); ++x) {
        const auto& col = from.cols.pixels[x];
        if (col.outside)
            continue;
        const auto value = [&](std::size_t plane) {
            return sampled<kDifferences>(lines[plane], from.rows.perPixel, col, from.cols.perPixel);
        };
        const QRgb colour =
            planes.size() == 3 ? from.table.colour(value(0), value(1), value(2)) : from.table.colour(value(0));
        pixels[x] = colour;
    }
    const auto isInside = [](const Samples::Pixel& col) { return !col.outside; };
    const auto& cols = from.cols.pixels;
    const auto begin = std::find_if(cols.begin(), cols.end(), isInside);
    const auto end = std::find_if_not(begin, cols.end(), isInside);
    QRgb* pixel = pixels + (begin - cols.begin());
    if (from.scene.screen)
        (*from.scene.screen)({pixel, std::size_t(end - begin)});
    for (auto col = begin; col != end; ++col, ++pixel)
        if (row.apron || col->apron)
            *pixel = faded(*pixel, from.theme.window, kFade).rgb();
}

} // namespace

QImage planeImage(const TensorScene& scene, const Viewport& viewport, QSize size, const Theme& theme)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    // A scene that is about to be made anew may hold numbers of another size than it says: nothing is shown of it.
    const auto tooSmall = [&](const Plane& plane) {
        return plane.rows() < scene.shape.rows || plane.cols() < scene.shape.cols;
    };
    if (scene.planes.empty() || std::ranges::any_of(scene.planes, tooSmall))
        return image;
    const Source from{scene,
                      samplesAlong(size.height(), viewport.origin.y(), viewport.scale, scene.shape.rows,
                                   scene.apron.rows, scene.apron.border),
                      samplesAlong(size.width(), viewport.origin.x(), viewport.scale, scene.shape.cols,
                                   scene.apron.cols, scene.apron.border),
                      ColourTable(scene.scale, theme), theme};
    const auto paint = scene.scale.kind != ScaleKind::Grey ? paintRow<true> : paintRow<false>;
    uchar* const bits = image.bits();
    const qsizetype stride = image.bytesPerLine();
    const int parts = (size.height() + kBand - 1) / kBand;
    const int threads = size.width() * size.height() < kManyPixels ? 1 : allowedThreads();
    static_cast<void>(forEachPart(parts, threads, {}, [&](int part) {
        for (int y = part * kBand; y < std::min((part + 1) * kBand, size.height()); ++y)
            paint(reinterpret_cast<QRgb*>(bits + y * stride), y, from);
    })); // it allocates nothing, and nobody stops it
    return image;
}

} // namespace lab
