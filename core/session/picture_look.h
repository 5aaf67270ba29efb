// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/histogram.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lab
{

/// How a picture and what a layer makes of it stand on the screen.
enum class Beside {
    Divider, ///< one over the other, with a line that is dragged
    SideBySide,
    Output, ///< alone
    Difference, ///< output minus input, each cell with the one in the middle of its window
};

/// How the numbers of an output become brightness or colour. They themselves never change.
enum class Tone {
    Seen, ///< grey from the lower end of the range to the upper one
    Signed, ///< blue below zero, orange above
    Absolute, ///< grey from 0 to the upper end, whatever the sign
    Clamped, ///< black at 0 and below, white at 1 and above: what 8 bits keep
};

struct PictureLook {
    Beside beside = Beside::Divider;
    double divider = 0.5; ///< of the width, 0..1
    std::optional<Tone> tone; ///< none: signed where the weights sum to about zero, else as seen
    std::optional<ValueRange> range; ///< none: that of the tone
    bool operator==(const PictureLook&) const = default;
};

/// What the output of the focused layer is compared with.
enum class Against {
    Operation, ///< that of the convolution, where it is a cross-correlation; and the other way round
    Kernel, ///< that of the session's other kernel
    Shift, ///< that of the input moved by some cells
};

struct CompareWith {
    Against against = Against::Operation;
    int down = 0; ///< cells that the input is moved by; negative: up
    int right = 0;
    bool operator==(const CompareWith&) const = default;
};

/// What is followed through layers of several channels; by ids, one that is not known stands for the first.
struct ChannelLook {
    std::string sample;
    std::size_t layer = 0;
    std::string grain = "window";
    std::int64_t position = 0; ///< counted in products: the same at every grain
    bool own = false; ///< the session's layers, where it has some, and not those of the sample
    bool operator==(const ChannelLook&) const = default;
};

template <class T>
struct LookInfo {
    T value;
    std::string_view id; ///< in session files
    std::string_view name;
    std::string_view tip;
};
std::span<const LookInfo<Against>> againsts();
std::span<const LookInfo<Beside>> besides();
std::span<const LookInfo<Tone>> tones();

} // namespace lab
