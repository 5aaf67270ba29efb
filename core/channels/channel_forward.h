// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"

#include <span>
#include <stop_token>
#include <vector>

namespace lab
{

/// One output cell, in double.
struct ChannelValue {
    double sum = 0; ///< with the bias, before the activation
    double value = 0;
    int winner = -1; ///< the reading that max pooling took: the first of the largest, or the last that is no number
};

/// The definition of a layer's output, and the source of every number that a cell shows: the products of each input
/// channel are summed by rows, then columns; these sums over the channels; the bias is last. A zero weight is not
/// skipped: 0·NaN is NaN. The geometry is that of x and the layer.
ChannelValue channelCell(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry, MapCell cell);

/// The whole output of a layer, cell for cell as channelCell() has it. Slow and short.
Maps64 layerMaps(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry);

/// The maps of a stack: result[0] is x, result[m] the output of layer m − 1; nothing is rounded between two layers.
/// Errors: Stopped, OutOfMemory.
Result<std::vector<Maps64>> stackMaps(const Maps64& x, std::span<const ChannelLayer> layers,
                                      std::span<const ChannelGeometry> geometries, std::stop_token stop = {});
Result<std::vector<Maps64>> stackMaps(const Maps& x, std::span<const ChannelLayer> layers,
                                      std::span<const ChannelGeometry> geometries, std::stop_token stop = {});

} // namespace lab
