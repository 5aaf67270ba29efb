// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace lab
{

/// What stands beyond the edge of the input. docs/conventions.md compares the names with those of other
/// libraries.
enum class Border { Zero, Replicate, Reflect, Symmetric, Circular };

struct BorderRule {
    Border border;
    std::string_view id; ///< in files and on the command line
    std::string_view label;
    std::string_view letters; ///< "abcd", with what stands left and right of it
    /// The index within [0, size) whose value stands at `index`, which may be any integer; −1 for a zero.
    int (*map)(int index, int size);
};

std::span<const BorderRule> borderRules();
const BorderRule& infoOf(Border border);

/// How many cells are added around the input.
enum class PaddingMode { Valid, Same, SameLower, Full, Explicit };

struct PaddingRule {
    PaddingMode mode;
    std::string_view id;
    std::string_view label;
    std::string_view sentence;
};

std::span<const PaddingRule> paddingRules();
const PaddingRule& infoOf(PaddingMode mode);

/// Cells added before and after one axis.
struct Margin {
    int before = 0;
    int after = 0;
    bool operator==(const Margin&) const = default;
};

/// The margin of `mode` along an axis on which a kernel reaches over `extent` cells (dilation·(k−1)+1). None for
/// Valid, nor for Explicit, whose margins are in the spec.
Margin marginFor(PaddingMode mode, int extent);

} // namespace lab
