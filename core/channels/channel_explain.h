// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"

#include <optional>
#include <vector>

namespace lab
{

/// One product. Of an average pooling the weight is 1 over the window's cells; of a max pooling the winner's is 1 and
/// all others are 0; of a flatten it is 1.
struct ChannelTerm {
    MapCell position; ///< in the input's coordinates; may lie in the padding
    std::optional<MapCell> source; ///< the input cell whose value is there; none: a zero of the border
    WeightAt weight;
    double x = 0;
    double w = 0;
    double product = 0;
    /// The sum of the channel's products up to here; of average pooling the sum of x, of max pooling the largest x.
    double partial = 0;
};

/// What one input channel contributes to an output cell.
struct ChannelPart {
    int channel = 0; ///< of the input
    std::vector<ChannelTerm> terms = {}; ///< in reading order
    double subtotal = 0;
    double partial = 0; ///< the sum of the subtotals up to here
};

/// How one output cell comes about: the products of each input channel, their subtotals, the sum of these, the bias,
/// the activation.
struct ChannelExplanation {
    MapCell cell;
    ChannelKind kind = ChannelKind::Convolution;
    std::vector<ChannelPart> parts = {}; ///< one for each input channel of the group
    double products = 0; ///< the sum of the subtotals
    std::optional<double> bias = {}; ///< none: the layer has none
    double sum = 0; ///< with the bias: what goes into the activation
    Activation activation = Activation::None;
    double value = 0; ///< what channelCell() has, bit for bit
    int winner = -1; ///< the term that max pooling took
};
/// The geometry is that of x and the layer, `cell` one of its output.
ChannelExplanation explainChannels(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry,
                                   MapCell cell);

} // namespace lab
