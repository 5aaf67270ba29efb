// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/weight_layout.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lab
{

/// An array of a file as the weights of a layer, and the array of its biases, if there is one.
struct WeightOffer {
    std::size_t weight = 0; ///< among all arrays
    std::optional<std::size_t> bias;
    /// The output that the layer would have; or why the array does not fit it, with both counts.
    Result<MapsShape> output;
};

/// What of a file fits a layer that works on maps of shape `input`: an offer for each array, in their order, that is
/// not the bias of another. Of the layer count the kind, the groups, and how it is slid; the weights that it has do
/// not, nor its biases. No number has to be read for it. Reasons: those of shapeOfWeights() and resolveChannels().
std::vector<WeightOffer> weightOffers(std::span<const TensorFacts> tensors, const ChannelLayer& layer,
                                      MapsShape input, WeightLayout layout);

/// The array that holds the biases which belong to `weight`, by its name: "conv1.bias" to "conv1.weight". None: the
/// layer has no bias.
std::optional<std::size_t> biasOf(std::span<const TensorFacts> tensors, std::size_t weight);

/// The layer with other weights, and with these biases or without any. Errors: the reasons above.
Result<ChannelLayer> withWeights(ChannelLayer layer, const Tensor& weight, const Tensor* bias, MapsShape input,
                                 WeightLayout layout);

/// The weights and biases of all layers that have some, as PyTorch's state_dict() of an nn.Sequential has them: an
/// activation is a module of its own behind its layer, so that the tiny network has 0.weight, 0.bias, 4.weight and
/// 4.bias (1 the ReLU, 2 the pooling, 3 the flatten).
std::vector<NamedTensor> tensorsOf(std::span<const ChannelLayer> layers);

} // namespace lab
