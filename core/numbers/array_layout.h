// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace lab
{

/// Planes, rows and columns of an array, and how far apart their cells lie (in cells).
struct ArrayLayout {
    std::uint64_t planes = 1, rows = 1, cols = 1;
    std::ptrdiff_t planeStep = 0, rowStep = 0, colStep = 0;
    bool alphaLeftOut = false; ///< there was a fourth plane
};

/// Of shape () or (n): one row; (r, c): one plane; (1|3, r, c) and (r, c, 1|3|4): planes; further axes of one before
/// those are dropped. `firstFastest`: the order of Fortran, R and MATLAB. The product of `shape` must fit ptrdiff_t.
/// None when it is not that of planes.
std::optional<ArrayLayout> layoutOf(std::span<const std::uint64_t> shape, bool firstFastest);

/// "(2, 3)"; of many axes the first ones.
std::string shapeText(std::span<const std::uint64_t> shape);

} // namespace lab
