// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"
#include "core/numbers/tensor.h"

#include <span>
#include <string>
#include <string_view>

namespace lab
{

/// What the axes of an array of weights mean: it depends on the library that wrote it.
enum class WeightLayout { Oihw, Iohw, Hwio, Hwoi, Hwim, Ohwi };

struct WeightLayoutRow {
    WeightLayout layout;
    std::string_view id; ///< on the command line and in files
    std::string_view label; ///< who writes it
    std::string_view sentence; ///< its axes
    std::string_view order; ///< of the axes: o, i (channels), h, w (rows, columns); the last is the fastest
    bool outputsOfGroup; ///< o counts within a group and i over all; else the other way round
};
std::span<const WeightLayoutRow> weightLayouts();
const WeightLayoutRow& infoOf(WeightLayout layout);

/// That of PyTorch for a kind of layer.
WeightLayout usualLayout(ChannelKind kind);

inline constexpr std::int64_t kMostWeights = std::int64_t(1) << 24; ///< of a layer

// How an array becomes the weights of a layer that is to work on maps of shape `input`; of the layer its kind and its
// groups count. Four axes are those of the layout. Three: kernels for one output channel, in the layout's order
// without o. Two: one kernel, (rows, columns). Of a dense layer two are (out, all inputs) where the layout has o
// before i, else (all inputs, out); the inputs in the layout's order of i, h, w; one axis is a single output.

/// The shape that the weights would have; channels are not compared with those of `input`. Errors: WeightAxes,
/// GroupsDoNotDivide, TooManyWeights, and those of weightsShape().
Result<WeightsShape> shapeOfWeights(std::span<const std::uint64_t> shape, const ChannelLayer& layer, MapsShape input,
                                    WeightLayout layout);

/// The weights. Errors: the same.
Result<Weights> weightsFrom(const Tensor& tensor, const ChannelLayer& layer, MapsShape input, WeightLayout layout);

/// The axes of an array of so many, as a sentence names them: "out, in/groups, rows, columns".
std::string axesText(std::size_t axes, ChannelKind kind, WeightLayout layout);

/// Weights as the layout has them, with four axes; of a dense layer with two.
Tensor tensorFrom(const Weights& weights, ChannelKind kind, int groups, WeightLayout layout);

} // namespace lab
