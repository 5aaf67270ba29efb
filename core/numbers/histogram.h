// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/plane.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace lab
{

/// From lo to hi, lo < hi.
struct ValueRange {
    double lo = 0;
    double hi = 1;
    bool operator==(const ValueRange&) const = default;
};

/// What the numbers of some planes are like, taken together. Computed in double.
struct Statistics {
    std::int64_t finite = 0;
    std::int64_t others = 0; ///< infinite or not a number; all below is of the finite ones, and 0 without any
    double least = 0;
    double greatest = 0;
    double mean = 0;
    double deviation = 0; ///< √(mean of (v − mean)²): of all, not of a sample
    std::int64_t cells() const { return finite + others; }
};
Statistics statisticsOf(std::span<const GridView<float>> planes, const std::stop_token& stop = {});

/// How many numbers lie where: bin b holds those from lo + b·width, width = (hi − lo) / bins, up to but without the
/// next; the last one has hi, too.
struct Histogram {
    ValueRange range;
    std::vector<std::int64_t> counts;
    std::int64_t below = 0; ///< −∞ among them
    std::int64_t above = 0; ///< +∞ among them
    std::int64_t nans = 0;
    std::int64_t cells() const;
};
/// bins ≥ 1.
Histogram histogramOf(std::span<const GridView<float>> planes, ValueRange range, int bins,
                      const std::stop_token& stop = {});

/// How many numbers lie outside a range: shown in the colour of an end. NaN is none of them.
std::int64_t beyond(std::span<const GridView<float>> planes, ValueRange range, const std::stop_token& stop = {});

/// The range that leaves out (1 − share)/2 of the finite numbers at either end, to a millionth of their extent; a
/// little wider than nothing where they are all alike. 0 < share ≤ 1.
ValueRange rangeOfShare(std::span<const GridView<float>> planes, double share, const std::stop_token& stop = {});

} // namespace lab
