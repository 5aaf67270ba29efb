// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"

#include <memory>
#include <span>
#include <vector>

namespace lab
{

struct ChannelSample;

/// Maps and the layers of several channels that they go through. A value; equal when all its numbers are.
struct ChannelStack {
    Maps input;
    std::vector<ChannelLayer> layers;
    bool operator==(const ChannelStack&) const = default;
};
using ChannelStackPtr = std::shared_ptr<const ChannelStack>;

ChannelStack stackOf(const ChannelSample& sample);

inline constexpr int kMostSteppedSide = 48; ///< rows and columns of an input whose every step is shown

/// Planes of one size as the input of a layer that adds their channels: one output channel, `kernel` for each input
/// channel, no border copied by hand. What is larger than kMostSteppedSide a side is reduced by averaging.
ChannelStack stackOfPlanes(const std::vector<GridView<float>>& planes, const Grid& kernel, const ConvSpec& spec,
                           double bias);

// Edits, as functions from one value to another.

/// Kernels of another shape: a weight that both have stays, others are 0; the same of the biases.
ChannelLayer withWeightsShape(ChannelLayer layer, WeightsShape shape);
/// Biases that are parameters, 0 at first, or none.
ChannelLayer withBiases(ChannelLayer layer, bool there);
/// The kernels of a layer, fitted to what comes in: as many planes as its groups leave, those of a dense layer as
/// large as the maps. Where the groups do not divide the channels nothing changes, and resolveChannels() says why.
ChannelLayer fittedTo(MapsShape input, const ChannelLayer& layer);
/// Every layer fitted to the one before, so that a stack still resolves after one of them got other channels.
ChannelStack fitted(ChannelStack stack);

/// One layer more behind the layer `after`: 3×3 of as many output channels, whose middle weights hand each channel
/// on unchanged; fitted.
ChannelStack withLayerBehind(ChannelStack stack, std::size_t after);
/// Without this layer; the last one stays.
ChannelStack withoutLayer(ChannelStack stack, std::size_t layer);

/// A colour picture's layer turned from adding its channels (one kernel for each, one output) to one kernel for all,
/// each channel by itself, and back. `channels` are those of the input.
ChannelLayer withChannelsAdded(const ChannelLayer& layer, int channels, bool added);

} // namespace lab
