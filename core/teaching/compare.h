// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/result.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

struct Session;

/// Why the result of one's own code differs from that of a layer.
struct Cause {
    std::string_view id;
    std::string_view how; ///< goes on after "Yours is what one gets "
    std::string_view advice; ///< a sentence: where to look
};
/// All that are known, the likely ones first.
std::span<const Cause* const> causes();

/// One cause, or two at once.
using Explained = std::vector<const Cause*>;

struct ResultComparison {
    bool equal = false; ///< all cells, but for the rounding of single precision
    bool identical = false; ///< to the bit
    bool sameShape = false;
    /// What makes all cells of theirs, the simplest only: single causes, or else pairs. Empty where equal, and where
    /// nothing is found.
    std::vector<Explained> explanations;
    /// Where nothing is found: the cause that leaves the fewest cells different, if it leaves fewer than none does.
    Explained nearest;
    std::int64_t nearestDifferent = 0; ///< of the cells that were looked at
    // Of the same shape:
    BasicGrid<std::uint8_t> differs; ///< 1 where a cell differs
    std::int64_t different = 0; ///< cells
    double largestDifference = 0;
    OutputCell largestAt;
    bool sampled = false; ///< causes were looked for in kMostCompared cells, not in all
    std::string sentence; ///< all that is said
};

/// Causes are looked for in so many cells, spread over the map, its borders among them: the work does not grow with
/// the map. What differs is looked for in all.
inline constexpr std::int64_t kMostCompared = 4096;

/// An array that somebody computed, against the output of a layer (its first plane). Cells are the same where they
/// differ by no more than single precision does at the size of the largest. Errors: those of askedLayer() and
/// featureMap(); EmptyInput for an array without cells.
Result<ResultComparison> compareResults(const Session& session, std::size_t layer, GridView<float> theirs,
                                        std::stop_token stop = {});

} // namespace lab
