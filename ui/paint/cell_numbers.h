// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>

#include <optional>
#include <span>

namespace lab
{

/// How numbers stand in the cells of a tensor.
struct NumberStyle {
    QFont font; ///< with its size in pixels
    int digits = 5; ///< significant ones, at most; at least 2
    double room = 0; ///< pixels that a number may be wide
    double zeroBelow = 0; ///< what rounding left of a zero is smaller than this, and written as 0
};

/// Cells at least this large (pixels) hold numbers, and those at least this large the name of a weight.
inline constexpr double kNumbersFrom = 20, kLabelsFrom = 48;

/// A number as it stands in a cell: of at least two significant digits, and never less than its whole part, so that
/// it is right within 5 %; with two decimals where they say so much. Empty where that is wider than the room.
QString cellNumber(double value, const NumberStyle& style);

/// How these numbers are written into cells of so many pixels: all in one size and with as many digits as the longest
/// has room for; where not even two fit, that one is left out (see cellNumber). None where most do not fit. To be
/// read from afar, they are as large as the cells hold, and rather of fewer digits than small.
std::optional<NumberStyle> numberStyle(std::span<const double> values, double cell, const QFont& font,
                                       double zeroBelow = 0, bool afar = false);

} // namespace lab
