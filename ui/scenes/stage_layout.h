// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSizeF>

#include <span>
#include <vector>

namespace lab
{

/// A tensor to be placed: its cells with their apron, and what it is.
struct StageItem {
    QSizeF cells; ///< width: columns, height: rows
    bool kernel = false;
    std::size_t index = 0; ///< of the map (0: the input) or of the layer whose kernel it is
    QSize below = {}; ///< pixels that what can be set takes, under the cells
    QSize window = {1, 1}; ///< cells of a map that the kernel behind it lies on at a time
    bool operator==(const StageItem&) const = default;
};

struct StageSlot {
    QRect header; ///< title and subtitle, in a line
    QRect view; ///< the cells
    QRect below; ///< what can be set
    QRect bar; ///< the colour bar of a map; none where there is no room for bars
};

/// Tensors from left to right, with room for an operator between neighbours; pure geometry, in pixels. All have cells
/// of one size, the largest that fits, as long as a kernel's can be read so.
struct StageLayout {
    std::vector<StageSlot> places;
    std::vector<QRect> operators; ///< one fewer than places; on the middle line of all
    int cell = 0; ///< of the maps
    bool pictures = false; ///< the maps are too large for cells one can tell apart: each gets an equal share
};

/// `line`: the height of a line of text. Without colour bars the cells are larger.
StageLayout layoutStage(QRect area, std::span<const StageItem> items, int line, bool bars = true);

/// All maps of a deep stack as small pictures in reading order, in as many rows as make them largest.
struct StripLayout {
    std::vector<QRect> captions; ///< one line of text above each
    std::vector<QRect> views;
    int height = 0; ///< that is used of the area
};
StripLayout layoutStrip(QRect area, std::span<const QSizeF> maps, int line);

} // namespace lab
