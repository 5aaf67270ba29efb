// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/numbers/grid.h"

#include <cstddef>
#include <optional>
#include <span>

namespace lab
{

/// Which cells of two maps belong together: those whose windows have the same middle.

/// By how many cells of the output of the focused layer a shift of the input moves it. Not exact: it is no whole
/// number of them, and the nearest is told.
struct OutputShift {
    int rows = 0;
    int cols = 0;
    bool exact = true;
};
/// Of the output of layer `layer`, where the input is moved down and to the right by so many cells.
OutputShift outputShiftOf(std::span<const Geometry> layers, std::size_t layer, PerAxis moved);

/// The tap in the middle of a window; of an even number the one before it.
inline int middleTap(int kernel)
{
    return (kernel - 1) / 2;
}

/// The cells of a map as the outputs of windows of one cell.
inline Axis cellsOf(int size)
{
    Axis axis;
    axis.input = axis.output = size;
    return axis;
}

/// The row or column of `a` whose window has its middle where `at` of `b` has it, moved by `shift`; −1: none.
int sameMiddle(const Axis& a, const Axis& b, int at, int shift = 0);

/// Output minus input, each cell with the one under the middle of its window; NaN where that lies in the padding.
Grid differenceOf(GridView<float> input, GridView<float> output, const Geometry& geometry);

/// What is compared minus what it is compared with, each cell of `b` with the one of `a` whose window has the same
/// middle; of an input that was shifted, the one that `shift` moves there. NaN where there is none.
Grid differenceOf(GridView<float> a, const Geometry& ofA, GridView<float> b, const Geometry& ofB,
                  OutputShift shift = {});

/// The cell with the greatest absolute value; none where all are NaN.
struct Greatest {
    double value = 0; ///< with its sign
    OutputCell cell;
};
std::optional<Greatest> greatestOf(GridView<float> difference);

} // namespace lab
