// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"

#include <optional>
#include <vector>

namespace lab
{

// What meets what in a layer. The order of every sum in this room is that of readingsOf(): channels outside, then
// rows, then columns.

/// An input cell, or a cell of the padding, and the weight that it is multiplied with. Of a pooling the weight is its
/// place in the window (out: the channel, in: 0), of a flatten there is none: all zeros.
struct ChannelReading {
    MapCell position; ///< may lie in the padding
    std::optional<MapCell> source; ///< the input cell whose value is there; none: a zero of the border
    WeightAt weight;
};

/// All that an output cell reads. Windows in reading order; of a transposed convolution the input cells that stamp
/// it, which leaves out those whose stamp does not reach it.
std::vector<ChannelReading> readingsOf(const ChannelGeometry& geometry, MapCell output);

/// An output cell that an input cell contributes to, and the weight between them.
struct ChannelContact {
    MapCell output;
    WeightAt weight;
    auto operator<=>(const ChannelContact&) const = default;
};

/// All outputs that read an input cell, copies of it in the padding included; sorted.
std::vector<ChannelContact> contactsOf(const ChannelGeometry& geometry, MapCell input);

/// The readings of one plane, which are the same for every pair of an output and an input channel. Not of a flatten.
struct PlaneReading {
    InputCell position;
    std::optional<InputCell> source;
    WeightCell weight;
};
std::vector<PlaneReading> planeReadings(const ChannelGeometry& geometry, OutputCell output);

} // namespace lab
