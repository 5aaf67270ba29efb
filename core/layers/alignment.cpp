// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/alignment.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace lab
{

int sameMiddle(const Axis& a, const Axis& b, int at, int shift)
{
    const int along = b.index(at, middleTap(b.kernel)) - a.index(0, middleTap(a.kernel));
    if (along % a.stride != 0)
        return -1;
    const int found = along / a.stride - shift;
    return found >= 0 && found < a.output ? found : -1;
}

OutputShift outputShiftOf(std::span<const Geometry> layers, std::size_t layer, PerAxis moved)
{
    std::int64_t rows = 1, cols = 1; // strides together
    for (std::size_t l = 0; l <= layer && l < layers.size(); ++l) {
        rows *= layers[l].rows.stride;
        cols *= layers[l].cols.stride;
    }
    return {int(std::lround(double(moved.rows) / double(rows))), int(std::lround(double(moved.cols) / double(cols))),
            moved.rows % rows == 0 && moved.cols % cols == 0};
}

Grid differenceOf(GridView<float> input, GridView<float> output, const Geometry& geometry)
{
    return differenceOf(input, Geometry{cellsOf(input.rows()), cellsOf(input.cols())}, output, geometry);
}

Grid differenceOf(GridView<float> a, const Geometry& ofA, GridView<float> b, const Geometry& ofB, OutputShift shift)
{
    Grid difference(b.shape(), std::numeric_limits<float>::quiet_NaN());
    std::vector<int> cols;
    for (int c = 0; c < b.cols(); ++c)
        cols.push_back(sameMiddle(ofA.cols, ofB.cols, c, shift.cols));
    for (int r = 0; r < b.rows(); ++r) {
        const int row = sameMiddle(ofA.rows, ofB.rows, r, shift.rows);
        if (row < 0)
            continue;
        for (int c = 0; c < b.cols(); ++c)
            if (cols[std::size_t(c)] >= 0)
                difference.at(r, c) = b.at(r, c) - a.at(row, cols[std::size_t(c)]);
    }
    return difference;
}

std::optional<Greatest> greatestOf(GridView<float> difference)
{
    std::optional<Greatest> greatest;
    for (int r = 0; r < difference.rows(); ++r)
        for (int c = 0; c < difference.cols(); ++c)
            if (const double v = double(difference.at(r, c));
                !std::isnan(v) && (!greatest || std::abs(v) > std::abs(greatest->value)))
                greatest = {v, {r, c}};
    return greatest;
}

} // namespace lab
