// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"

#include <optional>
#include <vector>

namespace lab
{

/// One product of a sum that makes an entry of a layer's gradient.
struct ChannelGradientTerm {
    MapCell output; ///< whose derivative is multiplied
    MapCell position; ///< in the input's coordinates; may lie in the padding
    std::optional<MapCell> source; ///< the input cell whose value is there; none: a zero of the border
    WeightAt weight;
    double dSum = 0; ///< ∂loss/∂ the output's sum, before the activation
    double factor = 0; ///< the input (for ∂K), the weight (for ∂X) or 1 (for ∂b) that it meets
    double product = 0;
    double partial = 0; ///< the sum of the products up to here
};

// With dSum = ∂loss/∂ the sums of the layer: StackGradient::ofSums. Terms come in order of the outputs' channels,
// rows and columns.

/// Σ dSum·x over all outputs that a weight works on: ∂loss/∂ the weight.
std::vector<ChannelGradientTerm> weightTerms(const Maps64& x, const Maps64& dSum, const ChannelGeometry& geometry,
                                             WeightAt weight);
/// Σ dSum over the cells of an output channel: ∂loss/∂ its bias. Position, source and weight are not set.
std::vector<ChannelGradientTerm> biasTerms(const Maps64& dSum, int out);
/// Σ dSum·w over all outputs that an input cell affects: ∂loss/∂ the cell. Of an average pooling w is 1 over the
/// window's cells; of a max pooling it is 1 where the cell has won and 0 elsewhere; of a flatten 1.
std::vector<ChannelGradientTerm> inputTerms(const Maps64& x, const Maps64& dSum, const ChannelLayer& layer,
                                            const ChannelGeometry& geometry, MapCell input);

} // namespace lab
