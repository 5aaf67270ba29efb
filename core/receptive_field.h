// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/conv_spec.h"

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

/// The receptive field of a cell of the output of layer `layer`, in every map before it: result[0] is the
/// input, result[m] the output of layer m − 1, for m ≤ layer. Cells of the padding are not members; cells they
/// are copies of are.
std::vector<CellSet> receptiveField(std::span<const Geometry> layers, std::size_t layer, OutputCell cell);

/// What a cell of map `map` (0: the input, m: the output of layer m − 1) affects, in every map after it:
/// result[0] is the output of layer `map`, and so on to the last.
std::vector<CellSet> affectedBy(std::span<const Geometry> layers, std::size_t map, InputCell cell);

} // namespace lab
