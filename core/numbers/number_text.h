// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lab
{

/// Numbers and text, whatever the locale; whatever these functions write, parseNumber reads. '.' is the decimal point
/// of what is written, "nan" and "inf" are numbers.

/// The fewest digits that read back as the same number; without an exponent from 1e−5 up to 1e9.
std::string shortest(float value);
std::string shortest(double value);
/// Fixed decimals, as printf("%.*f") in the C locale.
std::string fixed(double value, int decimals);
/// The whole text as a number, however it was typed or shown: '−' (U+2212) and '+' as signs, a decimal comma for the
/// point, thin spaces between digits, "3.4 × 10⁷", "∞", a fraction such as "1/9"; blanks around it are ignored. None
/// when it is no number or beyond the range of double.
std::optional<double> parseNumber(std::string_view text);

/// For people: at most `digits` significant digits, though never less than the whole part; no trailing zeros,
/// '−' (U+2212), "NaN", "∞"; whole parts of five digits and more in groups ("152 004"), powers of ten below 1e−4 and
/// from 1e7 on ("1.5 × 10⁻⁵"), both with the thin space U+202F. Negative zero reads "0".
std::string display(double value, int digits = 4);
/// A count, to its last digit: "12 192 768".
std::string displayCount(std::int64_t count);
/// As display() of a limit > 0: rounded down, so that what is read is not above it.
std::string displayBelow(double limit, int digits = 4);

/// A matrix from text: CSV, tab-separated from a spreadsheet, blanks, or in place ("1,-1; 2,3", rows separated
/// by
/// ';'). Cells are separated by a comma, tab or blanks; by semicolons with one row per line where a line holds
/// semicolons and there are several lines (then, as with tabs, a comma is the decimal one). Also accepts the
/// brackets of Python and NumPy ("[[1, 2], [3, 4]]"). Empty lines at the ends are ignored, as is a BOM; all
/// kinds of line ends; one pair of double quotes around a cell. Errors: EmptyText, NotANumber (what is no
/// number, or beyond the range of the cells), RaggedRows, OutOfMemory.
Result<Grid> matrixFromText(std::string_view text);
Result<Grid64> matrix64FromText(std::string_view text);
/// Rows on lines ended by '\n', cells separated by commas, each the shortest text of its number.
std::string csvFromMatrix(GridView<float> matrix);

/// What an error repeats of a text from outside: its first 40 bytes and "…" where there are more.
std::string excerpt(std::string_view text);

/// "[[ 0.9510, -1.0295]]": as PyTorch prints a 2-D tensor, four decimals, one line per row; all with powers of ten
/// ("1.0000e+38") where one is beyond 1e8.
std::string tensorText(GridView<double> matrix, int decimals = 4);

} // namespace lab
