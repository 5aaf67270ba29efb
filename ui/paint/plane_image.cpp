// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/plane_image.h"

#include <array>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kMostSamples = 3;

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

/// One pixel of several samples: their mean, or of differences the largest, whose mean would be nothing but
/// grey.
float sampled(const GridView<float>& plane, const Samples::Pixel& row, int rowSamples, const Samples::Pixel& col,
              int colSamples, bool differences)
{
    float sum = 0, largest = 0;
    for (int a = 0; a < rowSamples; ++a) {
        const int r = row.source[std::size_t(a)];
        if (r < 0)
            continue;
        const float* line = &plane.at(r, 0);
        for (int b = 0; b < colSamples; ++b)
            if (const int c = col.source[std::size_t(b)]; c >= 0) {
                sum += line[c];
                if (!(std::abs(line[c]) <= std::abs(largest)))
                    largest = line[c];
            }
    }
    if (differences)
        return largest;
    return sum / float(rowSamples * colSamples);
}

} // namespace

QImage planeImage(const TensorScene& scene, const Viewport& viewport, QSize size, const Theme& theme)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    if (scene.planes.empty())
        return image;
    const Samples rows = samplesAlong(size.height(), viewport.origin.y(), viewport.scale, scene.shape.rows,
                                      scene.apron.rows, scene.apron.border);
    const Samples cols = samplesAlong(size.width(), viewport.origin.x(), viewport.scale, scene.shape.cols,
                                      scene.apron.cols, scene.apron.border);
    const ColourTable table(scene.scale, theme);
    const bool coloured = scene.planes.size() == 3;
    const bool differences = scene.scale.kind == ScaleKind::Diverging;
    for (int y = 0; y < size.height(); ++y) {
        const auto& row = rows.pixels[std::size_t(y)];
        if (row.outside)
            continue;
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const auto& col = cols.pixels[std::size_t(x)];
            if (col.outside)
                continue;
            const auto value = [&](std::size_t plane) {
                return sampled(scene.planes[plane], row, rows.perPixel, col, cols.perPixel, differences);
            };
            const QRgb colour = coloured ? table.colour(value(0), value(1), value(2)) : table.colour(value(0));
            line[x] = row.apron || col.apron ? apronColour(colour, theme) : colour;
        }
    }
    return image;
}

} // namespace lab
