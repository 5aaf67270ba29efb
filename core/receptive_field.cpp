// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receptive_field.h"

#include <algorithm>

namespace lab
{

namespace
{

void sortUnique(std::vector<int>& values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::vector<int> readAlong(const Axis& axis, Border border, const std::vector<int>& outs)
{
    std::vector<int> sources;
    const auto map = rule(border).map;
    for (const int out : outs)
        for (int tap = 0; tap < axis.kernel; ++tap)
            if (const int source = map(axis.index(out, tap), axis.input); source >= 0)
                sources.push_back(source);
    sortUnique(sources);
    return sources;
}

/// The outputs along one axis that read any of `sources`.
std::vector<int> readersAlong(const Axis& axis, Border border, const std::vector<int>& sources)
{
    std::vector<char> wanted(std::size_t(axis.input), 0);
    for (const int source : sources)
        wanted[std::size_t(source)] = 1;
    std::vector<int> outs;
    const auto map = rule(border).map;
    for (int out = 0; out < axis.output; ++out) {
        for (int tap = 0; tap < axis.kernel; ++tap) {
            const int source = map(axis.index(out, tap), axis.input);
            if (source >= 0 && wanted[std::size_t(source)]) {
                outs.push_back(out);
                break;
            }
        }
    }
    return outs;
}

} // namespace

bool CellSet::contains(int row, int col) const
{
    return std::binary_search(rows.begin(), rows.end(), row) && std::binary_search(cols.begin(), cols.end(), col);
}

std::vector<CellSet> receptiveField(std::span<const Geometry> layers, std::size_t layer, OutputCell cell)
{
    std::vector<CellSet> fields(layer + 1);
    CellSet set{{cell.row}, {cell.col}};
    for (std::size_t l = layer + 1; l-- > 0;) {
        set = {readAlong(layers[l].rows, layers[l].border, set.rows),
               readAlong(layers[l].cols, layers[l].border, set.cols)};
        fields[l] = set;
    }
    return fields;
}

std::vector<CellSet> affectedBy(std::span<const Geometry> layers, std::size_t map, InputCell cell)
{
    std::vector<CellSet> affected;
    CellSet set{{cell.row}, {cell.col}};
    for (std::size_t l = map; l < layers.size(); ++l) {
        set = {readersAlong(layers[l].rows, layers[l].border, set.rows),
               readersAlong(layers[l].cols, layers[l].border, set.cols)};
        affected.push_back(set);
    }
    return affected;
}

} // namespace lab
