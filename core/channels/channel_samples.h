// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"

#include <span>
#include <string_view>
#include <vector>

namespace lab
{

/// Maps and the layers that they go through: numbers that can be followed with a pencil.
struct ChannelSample {
    std::string_view id; ///< in files and on the command line
    std::string_view group; ///< those of a group follow each other
    std::string_view name;
    std::string_view sentence; ///< what there is to see
    Maps (*maps)();
    std::vector<ChannelLayer> (*layers)();
};
std::span<const ChannelSample> channelSamples();
/// Null when there is none of that id.
const ChannelSample* findChannelSample(std::string_view id);

} // namespace lab
