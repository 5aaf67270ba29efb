// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/profile.h"

#include "core/layers/alignment.h"
#include "core/numbers/number_text.h"

#include <cmath>
#include <cstdlib>
#include <limits>

namespace lab
{

std::vector<InputCell> cellsOnLine(InputCell from, InputCell to)
{
    const int rows = to.row - from.row, cols = to.col - from.col, steps = std::max(std::abs(rows), std::abs(cols));
    std::vector<InputCell> cells;
    const auto along = [steps](int way, int i) { // to the nearest, halves away from `from`
        const std::int64_t twice = 2 * std::int64_t(way) * i;
        return steps == 0 ? 0 : int((twice + (way < 0 ? -steps : steps)) / (2 * std::int64_t(steps)));
    };
    for (int i = 0; i <= steps; ++i)
        cells.push_back({from.row + along(rows, i), from.col + along(cols, i)});
    return cells;
}

Profile profileOf(GridView<float> input, GridView<float> output, const Geometry& geometry, InputCell from,
                  InputCell to)
{
    Profile profile;
    profile.cells = cellsOnLine(from, to);
    for (const InputCell cell : profile.cells) {
        profile.input.push_back(double(input.at(cell)));
        const int row = sameMiddle(geometry.rows, cellsOf(input.rows()), cell.row),
                  col = sameMiddle(geometry.cols, cellsOf(input.cols()), cell.col);
        profile.output.push_back(row >= 0 && col >= 0 && row < output.rows() && col < output.cols()
                                     ? double(output.at(row, col))
                                     : std::numeric_limits<double>::quiet_NaN());
    }
    return profile;
}

std::vector<double> zeroCrossings(std::span<const double> values)
{
    std::vector<double> crossings;
    std::size_t last = 0; // the last value that is not zero
    bool known = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double value = values[i];
        if (std::isnan(value)) {
            known = false;
            continue;
        }
        if (value == 0)
            continue;
        if (known && (value < 0) != (values[last] < 0)) {
            const double share = std::abs(values[last]) / (std::abs(values[last]) + std::abs(value));
            crossings.push_back(i - last == 1 ? double(last) + share : double(last + i) / 2);
        }
        last = i;
        known = true;
    }
    return crossings;
}

std::string csvOf(const Profile& profile)
{
    std::string text = "row,column,input,output\n";
    for (std::size_t i = 0; i < profile.cells.size(); ++i)
        text += std::to_string(profile.cells[i].row) + ',' + std::to_string(profile.cells[i].col) + ',' +
                shortest(float(profile.input[i])) + ',' + shortest(float(profile.output[i])) + '\n';
    return text;
}

} // namespace lab
