// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"

#include <span>
#include <string>
#include <vector>

namespace lab
{

/// A count and where it comes from: its formula by names, and with the numbers put in, which makes the number. c_in,
/// c_out: channels; g: groups; k_h × k_w: the kernel; h_in × w_in, h_out × w_out: the maps. Both are empty where
/// nothing is counted.
struct ChannelCount {
    double number = 0; ///< a whole one
    std::string names;
    std::string numbers;
};

/// What a layer costs.
struct LayerCounts {
    ChannelCount parameters; ///< weights and biases, as PyTorch's numel() has them
    /// Of the definition, those with padding too (of a transposed convolution those that are cut off): none of
    /// pooling and flatten.
    ChannelCount multiplications;
    ChannelCount bytes; ///< of the output's maps in single precision
};

struct StackCounts {
    std::vector<LayerCounts> layers;
    ChannelCount inputBytes;
    double parameters = 0;
    double multiplications = 0;
    double bytes = 0; ///< of all maps, the input's too
};
StackCounts countsOf(std::span<const ChannelLayer> layers, std::span<const ChannelGeometry> geometries);
LayerCounts countsOf(const ChannelLayer& layer, const ChannelGeometry& geometry);

} // namespace lab
