// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scenes/stage_layout.h"

#include <array>

namespace lab
{

/// Cells of so many pixels hold digits that are 36 pixels high, which are read from the last row of a room.
inline constexpr int kReadableAfar = 88;

/// All of the tensors, as large as they get: in a row, or, where the cells are larger so, with the output under the
/// input. For those of one layer: input, kernel, output; of a stack always in a row.
StageLayout layoutWhole(QRect area, std::span<const StageItem> items, int line);

/// The part of the input and of the output that is in sight while the cells are large, and all of them as small
/// pictures beside.
struct LargeLayout {
    struct Whole {
        QRect caption; ///< a line of text; empty, with the picture: all is in sight
        QRect view;
    };
    StageLayout stage; ///< of input, kernel and output
    std::array<QSize, 2> sight; ///< of input and output, in cells (width: columns); no smaller than a window
    std::array<Whole, 2> whole;
    QRect note; ///< what is large; empty: everything is
};

/// Input, kernel and output of one layer with cells of `cell` pixels, or as near to it as a window has room for: the
/// output under the input, the kernel beside it. As many rows and columns as there is room for.
LargeLayout layoutLarge(QRect area, std::span<const StageItem> items, int line, int cell);

/// The first of `shown` cells along an axis of `all`, so that the `needed` ones from `from` are in sight, with a
/// neighbour on each side where there is room; it moves from `first` no more than it must. All counted from 0.
int firstShown(int first, int shown, int from, int needed, int all);

} // namespace lab
