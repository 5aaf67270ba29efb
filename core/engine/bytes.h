// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/options.h"

#include <array>
#include <cstdint>
#include <limits>

namespace lab
{

/// A pixel as it lies in memory: red, green, blue, alpha.
struct Rgba8 {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
    bool operator==(const Rgba8&) const = default;
};

/// What the three colour channels came to before they were rounded and saturated; NaN is left out.
struct ChannelRange {
    std::array<float, 3> least{kNone, kNone, kNone};
    std::array<float, 3> greatest{-kNone, -kNone, -kNone};
    static constexpr float kNone = std::numeric_limits<float>::infinity();
};

/// What can be counted in the same pass.
struct ByteStatistics {
    ChannelRange range;
    /// [channel][byte]: pixels of the output
    std::array<std::array<std::int64_t, 256>, 3> histogram{};
};

/// The same kernel on each colour channel of 8-bit pixels: Σ w·x + 255·bias, x from 0 to 255, rounded half to even
/// and saturated to 0 … 255; NaN becomes 0. The alpha of an output pixel is that of the input pixel under the middle
/// of its window (the earlier of two), or of the nearest where the window's middle lies in the margin. Computed in
/// float on the direct path, in tiles that stay in the second cache: there is no float copy of the picture. The same
/// bytes for any region and any number of threads. `options.path` does not apply. Errors: Stopped, OutOfMemory.
Result<Done> corr2dBytes(GridView<Rgba8> x, GridView<float> k, float bias, const Geometry& geometry, Rect region,
                         GridSpan<Rgba8> y, const Corr2dOptions& options = {}, ByteStatistics* statistics = nullptr);

} // namespace lab
