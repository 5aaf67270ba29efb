// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arguments.h"
#include "core/channels/channel_layer.h"
#include "ui/io/weight_file.h"

#include <optional>
#include <vector>

namespace lab
{

// What `layer` is given. Functions without an answer have told `arguments` why.

/// --input: the maps of an array of 2 to 4 axes, of a picture's colours, of numbers in place, or of a sample.
std::optional<Maps64> readMaps(Arguments& arguments);

/// --weights: arrays, as they were given, and the one that is asked for by its name.
struct GivenWeights {
    WeightFile file;
    QString name; ///< none: any that fits
    bool fromFile = false; ///< so that it is worth a word how they were understood
};
std::optional<GivenWeights> readWeights(Arguments& arguments);

} // namespace lab
