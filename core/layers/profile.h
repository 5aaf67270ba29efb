// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/numbers/grid.h"

#include <span>
#include <string>
#include <vector>

namespace lab
{

/// The numbers along a straight line over an input, and of the output below it.
struct Profile {
    std::vector<InputCell> cells; ///< of the input, one after another
    std::vector<double> input; ///< as many
    std::vector<double> output; ///< of the cell whose window has its middle there; NaN where there is none
};

/// The cells of a line from one cell to another, both included: one in each column, or in each row where it goes
/// further along the rows (Bresenham 1965).
std::vector<InputCell> cellsOnLine(InputCell from, InputCell to);

/// `from` and `to` lie in the input; the output may be empty.
Profile profileOf(GridView<float> input, GridView<float> output, const Geometry& geometry, InputCell from,
                  InputCell to);

/// Where a curve through these values, one at 0, 1, 2 …, crosses zero: between two of opposite sign, in the ratio of
/// their sizes; in the middle of zeros that stand between opposite signs. Not where it only touches zero, nor across
/// a NaN.
std::vector<double> zeroCrossings(std::span<const double> values);

/// "row,column,input,output" and a line for each cell, each number as the shortest that is read back as the same.
std::string csvOf(const Profile& profile);

} // namespace lab
