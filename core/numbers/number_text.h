// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
/// One digit before the point and a power of ten, as printf("%.*e").
std::string scientific(double value, int decimals);
/// The whole text as a number, however it was typed or shown: '−' (U+2212) and '+' as signs, a decimal comma for the
/// point, thin spaces between digits, "3.4 × 10⁷", "∞", "5 %", a fraction such as "1/9"; blanks around it are
/// ignored. None when it is no number or beyond the range of double.
std::optional<double> parseNumber(std::string_view text);

/// What the marks in a number mean, where the text around it tells.
struct NumberMarks {
    char decimal = '.'; ///< or ','
    bool thousands = false; ///< the other of the two, or an apostrophe, may stand between groups of three digits
    bool blanks = false; ///< a blank may, too (a thin or a no-break space always may)
    bool words = false; ///< "True" and "False" are 1 and 0, "NA" is NaN, as programs print them; C's suffix f
};
/// As parseNumber(), by these marks alone. Errors, with the text: NotANumber, ValueTooLarge.
Result<double> numberFromText(std::string_view text, const NumberMarks& marks);
/// The same, by the marks that a single number has by itself.
Result<double> numberFromText(std::string_view text);

/// The float nearest to a number, which may be 0 or denormal; none where a finite one is too large for any.
std::optional<float> floatOf(double value);

/// For people: at most `digits` significant digits, though never less than the whole part; no trailing zeros,
/// '−' (U+2212), "NaN", "∞"; whole parts of five digits and more in groups ("152 004"), powers of ten below 1e−4 and
/// from 1e7 on ("1.5 × 10⁻⁵"), both with the thin space U+202F. Negative zero reads "0".
std::string display(double value, int digits = 4);
/// A count, to its last digit: "12 192 768".
std::string displayCount(std::int64_t count);
/// As display() of a limit > 0: rounded down, so that what is read is not above it.
std::string displayBelow(double limit, int digits = 4);

/// What an error repeats of a text from outside: its first 40 bytes and "…" where there are more.
std::string excerpt(std::string_view text);

} // namespace lab
