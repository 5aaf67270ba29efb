// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/receptive_field.h"

#include <algorithm>
#include <numeric>

namespace lab
{

namespace
{

/// Paths along one axis, a number for each index; most are zero.
using Paths = std::vector<double>;

Paths only(int index, int size)
{
    Paths paths(std::size_t(size), 0.0);
    paths[std::size_t(index)] = 1;
    return paths;
}

/// Calls use(out, source) for every tap of every window that reads a cell and no zero of the border.
template <class Use>
void eachReading(const Axis& axis, Border border, Use use)
{
    const auto map = infoOf(border).map;
    for (int out = 0; out < axis.output; ++out)
        for (int tap = 0; tap < axis.kernel; ++tap)
            if (const int source = map(axis.index(out, tap), axis.input); source >= 0)
                use(std::size_t(out), std::size_t(source));
}

Paths back(const Axis& axis, Border border, const Paths& outs)
{
    Paths sources(std::size_t(axis.input), 0.0);
    eachReading(axis, border, [&](std::size_t out, std::size_t source) { sources[source] += outs[out]; });
    return sources;
}

Paths ahead(const Axis& axis, Border border, const Paths& sources)
{
    Paths outs(std::size_t(axis.output), 0.0);
    eachReading(axis, border, [&](std::size_t out, std::size_t source) { outs[out] += sources[source]; });
    return outs;
}

void keepMembers(const Paths& paths, std::vector<int>& indices, std::vector<double>& counts)
{
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (paths[i] > 0) {
            indices.push_back(int(i));
            counts.push_back(paths[i]);
        }
    }
}

PathField fieldOf(const Paths& rows, const Paths& cols)
{
    PathField field;
    keepMembers(rows, field.cells.rows, field.rowPaths);
    keepMembers(cols, field.cells.cols, field.colPaths);
    return field;
}

std::vector<CellSet> setsOf(std::vector<PathField> fields)
{
    std::vector<CellSet> sets;
    for (PathField& field : fields)
        sets.push_back(std::move(field.cells));
    return sets;
}

double pathsAt(const std::vector<int>& indices, const std::vector<double>& paths, int index)
{
    const auto found = std::lower_bound(indices.begin(), indices.end(), index);
    return found != indices.end() && *found == index ? paths[std::size_t(found - indices.begin())] : 0;
}

/// The layer that is put at the end to see more: cut to a window that fits on `map`.
Layer growthLayer(const std::vector<Layer>& layers, Shape map)
{
    Layer growth{Grid({3, 3}, 1.0F / 9), 0, {}};
    for (const Layer& layer : layers)
        if (!layer.pools() && layer.kernel.shape().cells() > 1)
            growth = layer;
    const Shape whole = growth.kernel.shape();
    const auto fitting = [](int size, int dilation, int room) {
        return std::max(1, std::min(size, (room - 1) / dilation + 1));
    };
    const Shape cut{fitting(whole.rows, growth.spec.dilation.rows, map.rows),
                    fitting(whole.cols, growth.spec.dilation.cols, map.cols)};
    if (cut != whole) {
        Grid kernel(cut);
        for (int r = 0; r < cut.rows; ++r)
            for (int c = 0; c < cut.cols; ++c)
                kernel.at(r, c) = growth.kernel.at(r, c);
        growth.kernel = std::move(kernel);
    }
    return growth;
}

} // namespace

bool CellSet::contains(int row, int col) const
{
    return std::binary_search(rows.begin(), rows.end(), row) && std::binary_search(cols.begin(), cols.end(), col);
}

double PathField::at(int row, int col) const
{
    return pathsAt(cells.rows, rowPaths, row) * pathsAt(cells.cols, colPaths, col);
}

double PathField::total() const
{
    return std::accumulate(rowPaths.begin(), rowPaths.end(), 0.0) *
           std::accumulate(colPaths.begin(), colPaths.end(), 0.0);
}

double PathField::most() const
{
    if (rowPaths.empty() || colPaths.empty())
        return 0;
    return *std::max_element(rowPaths.begin(), rowPaths.end()) * *std::max_element(colPaths.begin(), colPaths.end());
}

std::vector<PathField> pathsBack(std::span<const Geometry> layers, std::size_t layer, OutputCell cell)
{
    std::vector<PathField> fields(layer + 1);
    Paths rows = only(cell.row, layers[layer].rows.output), cols = only(cell.col, layers[layer].cols.output);
    for (std::size_t l = layer + 1; l-- > 0;) {
        rows = back(layers[l].rows, layers[l].border, rows);
        cols = back(layers[l].cols, layers[l].border, cols);
        fields[l] = fieldOf(rows, cols);
    }
    return fields;
}

std::vector<PathField> pathsAhead(std::span<const Geometry> layers, std::size_t map, InputCell cell)
{
    std::vector<PathField> fields;
    if (map >= layers.size())
        return fields;
    Paths rows = only(cell.row, layers[map].rows.input), cols = only(cell.col, layers[map].cols.input);
    for (std::size_t l = map; l < layers.size(); ++l) {
        rows = ahead(layers[l].rows, layers[l].border, rows);
        cols = ahead(layers[l].cols, layers[l].border, cols);
        fields.push_back(fieldOf(rows, cols));
    }
    return fields;
}

std::vector<CellSet> receptiveField(std::span<const Geometry> layers, std::size_t layer, OutputCell cell)
{
    return setsOf(pathsBack(layers, layer, cell));
}

std::vector<CellSet> affectedBy(std::span<const Geometry> layers, std::size_t map, InputCell cell)
{
    return setsOf(pathsAhead(layers, map, cell));
}

Reach reachAfter(const Reach& before, const Axis& axis)
{
    const double widening = axis.dilation * (axis.kernel - 1.0);
    return {before.jump * axis.stride, before.size + widening * before.jump,
            before.start + (widening / 2 - axis.margin.before) * before.jump};
}

std::vector<LayerRow> layerTable(std::span<const Layer> layers, std::span<const Geometry> geometries)
{
    std::vector<LayerRow> table;
    Reach rows, cols;
    for (std::size_t l = 0; l < geometries.size(); ++l) {
        LayerRow row{.rowsBefore = rows, .colsBefore = cols};
        row.rows = rows = reachAfter(rows, geometries[l].rows);
        row.cols = cols = reachAfter(cols, geometries[l].cols);
        if (!layers[l].pools()) {
            row.parameters = geometries[l].taps() + 1;
            row.multiplications = double(geometries[l].output().cells()) * geometries[l].taps();
        }
        table.push_back(row);
    }
    return table;
}

bool coversInput(std::span<const Geometry> geometries)
{
    const auto covers = [&](Axis Geometry::*along) {
        const int outputs = (geometries.back().*along).output;
        for (const int element : {outputs / 2, 0, outputs - 1}) {
            Paths paths = only(element, outputs);
            for (std::size_t l = geometries.size(); l-- > 0;)
                paths = back(geometries[l].*along, geometries[l].border, paths);
            if (std::count(paths.begin(), paths.end(), 0.0) == 0)
                return true;
        }
        return false;
    };
    return covers(&Geometry::rows) && covers(&Geometry::cols);
}

Result<std::vector<Layer>> grownToCover(Shape input, std::vector<Layer> layers)
{
    auto geometries = resolve(input, layers);
    if (!geometries)
        return geometries.error();
    while (!coversInput(*geometries)) {
        const Layer growth = growthLayer(layers, geometries->back().output());
        const auto geometry = resolveLayer(geometries->back().output(), growth);
        if (!geometry || layers.size() == kMostLayers)
            return Error{ErrorCode::FieldNeverCovers, {std::to_string(kMostLayers)}};
        layers.push_back(growth);
        geometries->push_back(*geometry);
    }
    return layers;
}

} // namespace lab
