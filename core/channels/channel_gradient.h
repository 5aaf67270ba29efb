// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"

#include <optional>
#include <span>
#include <stop_token>
#include <variant>
#include <vector>

namespace lab
{

/// The loss over all residuals ŷ − y of the last map: the sum of their squares, or the mean of these.
enum class SquaresOver { Sum, Mean };

/// ∂loss/∂ what a layer learns.
struct LayerGradient {
    Weights weights; ///< without any of a layer that learns nothing
    std::optional<std::vector<double>> biases; ///< none: the layer has none
};

/// ∂loss/∂X of a layer and what it learns, from dSum = ∂loss/∂ its sums (before the activation). Max pooling hands on
/// to the winner alone. In double, as is all here.
struct LayerBackward {
    LayerGradient gradient;
    Maps64 input; ///< what is handed back to the layer before
};
LayerBackward backThrough(const Maps64& x, const Maps64& dSum, const ChannelLayer& layer,
                          const ChannelGeometry& geometry);

/// The loss of a stack and its derivatives, carried back layer by layer: ∂loss/∂X of one is ∂loss/∂Y of the one
/// before.
struct StackGradient {
    double loss = 0;
    std::vector<Maps64> maps; ///< as stackMaps() has them
    std::vector<Maps64> ofMaps; ///< ∂loss/∂ each of the maps: [0] of the input, the last of the output
    std::vector<Maps64> ofSums; ///< [l]: ∂loss/∂ the sums of layer l, before its activation
    std::vector<LayerGradient> ofLayers;
};
/// Errors: TargetPlanes, TargetShape, Stopped, OutOfMemory. At least one layer.
Result<StackGradient> stackGradient(const Maps64& x, std::span<const ChannelLayer> layers,
                                    std::span<const ChannelGeometry> geometries, const Maps64& target,
                                    SquaresOver over, std::stop_token stop = {});

/// The loss alone. Errors: as stackGradient().
Result<double> stackLoss(const Maps64& x, std::span<const ChannelLayer> layers,
                         std::span<const ChannelGeometry> geometries, const Maps64& target, SquaresOver over);

/// What a derivative can be of.
struct WeightPlace {
    std::size_t layer = 0;
    WeightAt at;
};
struct BiasPlace {
    std::size_t layer = 0;
    int out = 0;
};
using GradientPlace = std::variant<WeightPlace, BiasPlace, MapCell>; ///< a MapCell: of the input

/// The entry of the gradient there.
double gradientAt(const StackGradient& gradient, const GradientPlace& place);

/// (loss(p + h) − loss(p − h)) / 2h, p the number at `place`: what the entry of the gradient must be near. Exact up
/// to rounding for any h where the loss is quadratic in p. Errors: as stackGradient().
Result<double> lossDifference(const Maps64& x, std::span<const ChannelLayer> layers,
                              std::span<const ChannelGeometry> geometries, const Maps64& target, SquaresOver over,
                              const GradientPlace& place, double h);

} // namespace lab
