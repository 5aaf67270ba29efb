// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/layer.h"

#include <cstdint>
#include <span>
#include <vector>

namespace lab
{

/// A set of cells of one map: every (row, col) with row in `rows` and col in `cols`. Windows are products of
/// two axes, and so is every field through a stack of them. Both lists ascend without repetition.
struct CellSet {
    std::vector<int> rows;
    std::vector<int> cols;
    std::int64_t size() const { return std::int64_t(rows.size()) * std::int64_t(cols.size()); }
    bool contains(int row, int col) const;
    bool operator==(const CellSet&) const = default;
};

/// A set of cells, and for each the number of paths that join it to the element in question, tap by tap through all
/// layers between. Separable like the set: cell (rows[i], cols[j]) has rowPaths[i]·colPaths[j]. What a field would
/// weigh if all weights were equal: the theoretical effective receptive field (Luo, Li, Urtasun, Zemel 2016). In
/// double, which holds 63³² and more, where integers would overflow.
struct PathField {
    CellSet cells;
    std::vector<double> rowPaths;
    std::vector<double> colPaths;
    double at(int row, int col) const; ///< 0 outside the set
    double total() const;
    double most() const; ///< of one cell
    bool operator==(const PathField&) const = default;
};

/// The receptive field of a cell of the output of layer `layer`, in every map before it: result[0] is the
/// input, result[m] the output of layer m − 1, for m ≤ layer. Cells of the padding are not members; cells they
/// are copies of are.
std::vector<PathField> pathsBack(std::span<const Geometry> layers, std::size_t layer, OutputCell cell);
std::vector<CellSet> receptiveField(std::span<const Geometry> layers, std::size_t layer, OutputCell cell);

/// What a cell of map `map` (0: the input, m: the output of layer m − 1) affects, in every map after it:
/// result[0] is the output of layer `map`, and so on to the last.
std::vector<PathField> pathsAhead(std::span<const Geometry> layers, std::size_t map, InputCell cell);
std::vector<CellSet> affectedBy(std::span<const Geometry> layers, std::size_t map, InputCell cell);

// The closed formulas, along one axis, for layers with kernel k, stride s, dilation d and p cells of padding before
// (Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019; output sizes:
// Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016). They do not know the border: they
// hold where no padding cuts the field. In double, since jumps multiply.

struct Reach {
    double jump = 1; ///< input cells from the middle of one element's field to the next one's
    double size = 1; ///< input cells from the first of a field to its last
    double start = 0; ///< the middle of the first element's field; the middle of input cell 0 is 0
    bool operator==(const Reach&) const = default;
};

/// jump·s,  size + d(k − 1)·jump,  start + (d(k − 1)/2 − p)·jump
Reach reachAfter(const Reach& before, const Axis& axis);

/// One layer's row of the table.
struct LayerRow {
    Reach rowsBefore = {}, colsBefore = {};
    Reach rows = {}, cols = {}; ///< after the layer
    std::int64_t parameters = 0; ///< weights and the bias; none of a pooling
    double multiplications = 0; ///< windows × weights; none of a pooling
};
std::vector<LayerRow> layerTable(std::span<const Layer> layers, std::span<const Geometry> geometries);

/// Whether an element of the last map sees every input cell: along each axis the middle one, or, since padding may be
/// lopsided, the first or the last.
bool coversInput(std::span<const Geometry> geometries);
/// The layers with as many more at the end as it takes for coversInput(): copies of the last convolution of more than
/// one weight, cut to what fits, or of a 3×3 mean where there is none. Errors: those of resolve(), FieldNeverCovers.
Result<std::vector<Layer>> grownToCover(Shape input, std::vector<Layer> layers);

} // namespace lab
