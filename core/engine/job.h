// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/numbers/grid.h"

#include <algorithm>
#include <cstdint>

namespace lab
{

/// Columns [begin, end).
struct Columns {
    int begin = 0;
    int end = 0;
    int count() const { return end - begin; }
};

/// One cross-correlation to be computed, whole or in part, by any of the paths.
struct Job {
    GridView<float> x;
    GridView<float> kernel;
    float bias;
    const Geometry& geometry;
    Rect region; ///< of the output, not empty
    GridSpan<float> y; ///< of the region's shape
    int threads;

    /// Where the part of the output that is `tile` goes.
    GridSpan<float> part(Rect tile) const
    {
        return y.window({tile.row - region.row, tile.col - region.col, tile.rows, tile.cols});
    }
};

/// Whether so much is written that it goes past the caches (it will not be there when it is read): where all rows of
/// a tile are aligned() that begins at an aligned cell.
inline bool streams(const Job& job)
{
    constexpr std::int64_t kBytes = 6 << 20;
    return job.region.shape().cells() * std::int64_t(sizeof(float)) > kBytes && job.y.stride() % 16 == 0;
}
inline bool aligned(const float* p)
{
    return reinterpret_cast<std::uintptr_t>(p) % 64 == 0;
}

/// Asks for cells of an input row that will be needed soon, as far as there are any. Where a tile leaves its rows
/// before the processor has seen where they lead, it waits for memory otherwise.
inline void fetch(GridView<float> x, int row, Columns columns)
{
    if (row < 0 || row >= x.rows())
        return;
    const float* cells = x.row(row).data();
    const int end = std::min(columns.end, x.cols());
    for (int c = std::max(columns.begin, 0); c < end; c += 16)
        __builtin_prefetch(cells + c);
}

/// A region cut into rows of tiles.
struct Tiling {
    Rect region;
    int rows = 1; ///< of a tile; fewer at the end
    int cols = 1;

    int across() const { return (region.cols + cols - 1) / cols; }
    int count() const { return (region.rows + rows - 1) / rows * across(); }
    Rect at(int i) const
    {
        const int row = i / across() * rows, col = i % across() * cols;
        return {region.row + row, region.col + col, region.rows - row < rows ? region.rows - row : rows,
                region.cols - col < cols ? region.cols - col : cols};
    }
};

} // namespace lab
