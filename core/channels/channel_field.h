// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"
#include "core/layers/receptive_field.h"

#include <span>
#include <vector>

namespace lab
{

/// The same cells of several channels: every (channel, row, column) of the three lists, each ascending without
/// repetition.
struct ChannelBlock {
    std::vector<int> channels;
    CellSet cells;
    bool contains(MapCell cell) const;
    std::int64_t size() const { return std::int64_t(channels.size()) * cells.size(); }
    bool operator==(const ChannelBlock&) const = default;
};

/// A set of cells of several maps: what lies in any of its blocks. One block mostly; several behind a flatten, whose
/// rows begin and end anywhere in the row that it makes; then they may overlap.
struct ChannelField {
    std::vector<ChannelBlock> blocks;
    bool contains(MapCell cell) const;
    bool operator==(const ChannelField&) const = default;
};

/// What a cell of the output of layer `layer` depends on, in every map before it: result[0] is the input, result[m]
/// the output of layer m − 1, for m ≤ layer. Which cells of which channels; cells of the padding are not members,
/// cells they are copies of are. Max pooling may take any cell of its window. A channel that has no cell in the set
/// is not named.
std::vector<ChannelField> fieldsBack(std::span<const ChannelGeometry> layers, std::size_t layer, MapCell cell);

/// What a cell of map `map` (0: the input, m: the output of layer m − 1) affects, in every map after it: result[0] is
/// the output of layer `map`, and so on to the last.
std::vector<ChannelField> fieldsAhead(std::span<const ChannelGeometry> layers, std::size_t map, MapCell cell);

/// Weights between output channels and all input channels of their groups: those at every (row, column) of `cells`.
struct WeightBlock {
    std::vector<int> outs;
    CellSet cells;
    bool operator==(const WeightBlock&) const = default;
};
struct WeightField {
    std::vector<WeightBlock> blocks;
    bool contains(WeightAt weight) const;
    bool operator==(const WeightField&) const = default;
};

/// The weights of each layer up to `layer` that a cell of its output depends on: those that meet an input cell, not a
/// zero of the padding, on the way to it. Empty for a layer without weights.
std::vector<WeightField> weightsBehind(std::span<const ChannelGeometry> layers, std::size_t layer, MapCell cell);

/// What a weight of layer `layer` affects: result[0] is the output of that layer, and so on to the last.
std::vector<ChannelField> fieldsOfWeight(std::span<const ChannelGeometry> layers, std::size_t layer, WeightAt weight);

} // namespace lab
