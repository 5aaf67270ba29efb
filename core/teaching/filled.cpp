// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/filled.h"

#include "core/numbers/text_parts.h"

#include <cmath>

namespace lab
{

std::string filled(std::string_view pattern, std::span<const std::string> parts)
{
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%' || i + 1 == pattern.size() || !isDigit(pattern[i + 1]) || pattern[i + 1] == '0') {
            text += pattern[i];
            continue;
        }
        const auto part = std::size_t(pattern[++i] - '1');
        if (part < parts.size())
            text += parts[part];
    }
    return text;
}

std::string said(double number)
{
    constexpr double kExact = 1e15; // up to there every whole number is one of double's
    const bool whole = std::abs(number) < kExact && number == std::floor(number);
    return whole ? displayCount(std::int64_t(number)) : display(number, 6);
}

std::string said(const Grid64& matrix)
{
    std::string text;
    for (int r = 0; r < matrix.rows(); ++r)
        for (int c = 0; c < matrix.cols(); ++c)
            text.append(c > 0 ? ", " : r > 0 ? "; " : "").append(said(matrix.at(r, c)));
    return text;
}

} // namespace lab
