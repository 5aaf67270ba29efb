// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/conv_spec.h"
#include "core/grid.h"

namespace lab
{

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
