// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/padding.h"

#include <array>
#include <cassert>

namespace lab
{

namespace
{

int modulo(int a, int n)
{
    const int r = a % n;
    return r < 0 ? r + n : r;
}

int mapZero(int i, int n)
{
    return i >= 0 && i < n ? i : -1;
}

int mapReplicate(int i, int n)
{
    return i < 0 ? 0 : i >= n ? n - 1 : i;
}

int mapReflect(int i, int n)
{
    if (n == 1)
        return 0;
    const int m = modulo(i, 2 * n - 2);
    return m < n ? m : 2 * n - 2 - m;
}

int mapSymmetric(int i, int n)
{
    const int m = modulo(i, 2 * n);
    return m < n ? m : 2 * n - 1 - m;
}

int mapCircular(int i, int n)
{
    return modulo(i, n);
}

constexpr std::array kBorders{
    BorderRule{Border::Zero, "zero", "Zero", "000|abcd|000", mapZero},
    BorderRule{Border::Replicate, "replicate", "Replicate", "aaa|abcd|ddd", mapReplicate},
    BorderRule{Border::Reflect, "reflect", "Reflect", "dcb|abcd|cba", mapReflect},
    BorderRule{Border::Symmetric, "symmetric", "Symmetric", "cba|abcd|dcb", mapSymmetric},
    BorderRule{Border::Circular, "circular", "Circular", "bcd|abcd|abc", mapCircular},
};

constexpr std::array kPaddings{
    PaddingRule{PaddingMode::Valid, "valid", "Valid", "No padding: the window stays inside the input."},
    PaddingRule{PaddingMode::Same, "same", "Same",
                "Pads k − 1 in total; an even kernel gets the extra cell at the end, as in PyTorch."},
    PaddingRule{PaddingMode::SameLower, "same-lower", "Same, extra first",
                "Pads k − 1 in total; an even kernel gets the extra cell at the start, as in OpenCV."},
    PaddingRule{PaddingMode::Full, "full", "Full", "Pads k − 1 on every side: every overlap counts."},
    PaddingRule{PaddingMode::Explicit, "explicit", "Custom", "Top, left, bottom and right as you set them."},
};

} // namespace

std::span<const BorderRule> borderRules()
{
    return kBorders;
}

const BorderRule& infoOf(Border border)
{
    const auto& found = kBorders[std::size_t(border)];
    assert(found.border == border);
    return found;
}

std::span<const PaddingRule> paddingRules()
{
    return kPaddings;
}

const PaddingRule& infoOf(PaddingMode mode)
{
    const auto& found = kPaddings[std::size_t(mode)];
    assert(found.mode == mode);
    return found;
}

Margin marginFor(PaddingMode mode, int extent)
{
    const int total = extent - 1;
    switch (mode) {
    case PaddingMode::Same:
        return {total / 2, total - total / 2};
    case PaddingMode::SameLower:
        return {total - total / 2, total / 2};
    case PaddingMode::Full:
        return {total, total};
    case PaddingMode::Valid:
    case PaddingMode::Explicit:
        break;
    }
    return {};
}

} // namespace lab
