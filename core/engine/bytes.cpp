// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/bytes.h"

#include "core/engine/bytes_simd.h"
#include "core/engine/direct.h"
#include "core/engine/strips.h"
#include "core/numbers/parallel.h"

#include <algorithm>
#include <mutex>
#include <new>

namespace lab
{

namespace
{

constexpr int kTileRows = 32; ///< whose planes of floats, before and after, take some 200 KB with a small kernel
constexpr int kTileCols = 256;

/// The geometry of a tile, whose margin has been laid out.
Geometry tileGeometry(const Geometry& whole, Shape output)
{
    Geometry g = whole;
    const auto cut = [](Axis& axis, int cells) {
        axis.output = cells;
        axis.input = (cells - 1) * axis.stride + axis.extent();
        axis.margin = {};
    };
    cut(g.rows, output.rows);
    cut(g.cols, output.cols);
    return g;
}

struct ByteJob {
    GridView<Rgba8> x;
    const Geometry& geometry;
    Rect region;
    GridSpan<Rgba8> y;
    StripWeights weights;
    float bias;

    /// Channels of padded pixels: rows from `row`, columns from `col` of the input, both of which may lie in the
    /// margin.
    void layOut(int row, int col, Shape shape, float* const planes[3]) const;
    /// Pixels whose alpha an output row from `cell` on has; `line` is used where they do not lie side by side.
    const Rgba8* alphaOf(OutputCell cell, int n, std::span<Rgba8> line) const;
};

void ByteJob::layOut(int row, int col, Shape shape, float* const planes[3]) const
{
    const auto map = infoOf(geometry.border).map;
    const int own = std::clamp(-col, 0, shape.cols), ownEnd = std::clamp(x.cols() - col, own, shape.cols);
    float* to[3] = {planes[0], planes[1], planes[2]};
    for (int r = 0; r < shape.rows; ++r) {
        const int from = map(row + r, x.rows());
        const auto margin = [&](int begin, int end) {
            for (int c = begin; c < end; ++c) {
                const int at = from < 0 ? -1 : map(col + c, x.cols());
                const Rgba8 pixel = at < 0 ? Rgba8{} : x.at(from, at);
                to[0][c] = float(pixel.red);
                to[1][c] = float(pixel.green);
                to[2][c] = float(pixel.blue);
            }
        };
        margin(0, from < 0 ? shape.cols : own);
        if (from >= 0) {
            float* const inner[3] = {to[0] + own, to[1] + own, to[2] + own};
            splitPixels(x.row(from).data() + col + own, ownEnd - own, inner);
            margin(ownEnd, shape.cols);
        }
        for (float*& plane : to)
            plane += shape.cols;
    }
}

const Rgba8* ByteJob::alphaOf(OutputCell cell, int n, std::span<Rgba8> line) const
{
    const auto middle = [](const Axis& axis, int out) { return axis.index(out, 0) + (axis.extent() - 1) / 2; };
    const auto row = x.row(std::clamp(middle(geometry.rows, cell.row), 0, x.rows() - 1));
    const int first = middle(geometry.cols, cell.col), last = middle(geometry.cols, cell.col + n - 1);
    if (geometry.cols.stride == 1 && first >= 0 && last < x.cols())
        return row.data() + first;
    for (int j = 0; j < n; ++j)
        line[std::size_t(j)] = row[std::size_t(std::clamp(middle(geometry.cols, cell.col + j), 0, x.cols() - 1))];
    return line.data();
}

void computeTile(const ByteJob& job, Rect tile, ByteStatistics* statistics)
{
    const Geometry g = tileGeometry(job.geometry, tile.shape());
    const auto plane = std::size_t(g.input().cells());
    const auto cells = scratch<float>(Scratch::Channels, 3 * plane);
    float* const planes[3] = {cells.data(), cells.data() + plane, cells.data() + 2 * plane};
    job.layOut(job.geometry.rows.index(tile.row, 0), job.geometry.cols.index(tile.col, 0), g.input(), planes);

    const auto pitch = std::size_t(tile.cols);
    const auto sums = scratch<float>(Scratch::ChannelSums, 3 * std::size_t(tile.rows) * pitch);
    for (std::size_t c = 0; c < 3; ++c) {
        Strips strips({planes[c], g.input(), g.cols.input}, g, {0, tile.cols}, job.weights, job.bias);
        float* const to = sums.data() + c * std::size_t(tile.rows) * pitch;
        strips.over(
            0, tile.rows, true, [&](int row) { return to + std::size_t(row) * pitch; },
            [](const Strip& strip, int) { correlateStrip(strip); });
    }

    const auto line = scratch<Rgba8>(Scratch::AlphaLine, pitch);
    for (int r = 0; r < tile.rows; ++r) {
        const float* channels[3];
        for (int c = 0; c < 3; ++c)
            channels[c] = sums.data() + std::size_t(c * tile.rows + r) * pitch;
        const auto out =
            job.y.row(tile.row - job.region.row + r).subspan(std::size_t(tile.col - job.region.col), pitch);
        joinPixels(channels, job.alphaOf({tile.row + r, tile.col}, tile.cols, line), tile.cols, out.data(),
                   statistics ? &statistics->range : nullptr);
        if (statistics)
            for (const Rgba8& pixel : out) {
                ++statistics->histogram[0][pixel.red];
                ++statistics->histogram[1][pixel.green];
                ++statistics->histogram[2][pixel.blue];
            }
    }
}

void add(ByteStatistics& to, const ByteStatistics& part)
{
    for (std::size_t c = 0; c < 3; ++c) {
        to.range.least[c] = std::min(to.range.least[c], part.range.least[c]);
        to.range.greatest[c] = std::max(to.range.greatest[c], part.range.greatest[c]);
        for (std::size_t v = 0; v < 256; ++v)
            to.histogram[c][v] += part.histogram[c][v];
    }
}

} // namespace

Result<Done> corr2dBytes(GridView<Rgba8> x, GridView<float> k, float bias, const Geometry& geometry, Rect region,
                         GridSpan<Rgba8> y, const Corr2dOptions& options, ByteStatistics* statistics)
try {
    assert(x.shape() == geometry.input() && k.shape() == geometry.kernel() && y.shape() == region.shape());
    if (statistics)
        *statistics = {};
    if (region.shape().empty())
        return Done{};
    const ByteJob job{x, geometry, region, y, layOutWeights(k, geometry), 255 * bias};

    // Counts are whole numbers, and a least number is one whatever the order: so parts may add up as they are done.
    std::mutex mutex;
    const Tiling tiling{region, kTileRows, kTileCols};
    const auto run = [&](int part) {
        if (!statistics) {
            computeTile(job, tiling.at(part), nullptr);
            return;
        }
        ByteStatistics counted;
        computeTile(job, tiling.at(part), &counted);
        const std::lock_guard lock(mutex);
        add(*statistics, counted);
    };
    return forEachPart(tiling.count(), options.threads, options.stop, std::ref(run));
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

} // namespace lab
