// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"

#include <optional>
#include <span>

namespace lab
{

// A layer of several channels as one matrix product, its cells in order of channel, row, column:
//   im2col    vec(Y[o]) = P·vec(K[o]) + b[o]   a row of P is a window through all input channels of the group
//   Toeplitz  vec(Y) = T·vec(X) + b            a block of T for each pair of an output and an input channel, zero
//                                              between two groups
// The T of a transposed convolution is the transpose of that of the convolution with the weights exchanged().

/// outputs × inputs. Where the border copies a cell, its weights add up; of max pooling, ones where the winners are,
/// which depend on x. Errors: TooLarge (more than 2²⁶ cells), OutOfMemory.
Result<Grid64> channelToeplitz(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry);

/// The weight that stands at (row, col) of T; none where there is none, and of several the first.
std::optional<WeightAt> weightInToeplitz(const ChannelGeometry& geometry, int row, int col);

/// One row of P: what the weights of an output channel of `group` are multiplied with at an output cell, in the order
/// of Weights::cells(); of a transposed convolution too. Into `row`, of insOfGroup() times taps numbers.
void windowThroughChannels(const Maps64& x, const ChannelGeometry& geometry, int group, OutputCell cell,
                           std::span<double> row);
/// All of P for one group. Of a layer with weights. Errors: TooLarge (more than 2²⁶ cells), OutOfMemory.
Result<Grid64> channelIm2col(const Maps64& x, const ChannelGeometry& geometry, int group);

} // namespace lab
