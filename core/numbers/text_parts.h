// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace lab
{

/// What the readers of text share; ASCII, whatever the locale.

inline constexpr std::string_view kTextBlanks = " \t\r\n\v\f";

inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

inline bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Without the characters of `what` at both ends.
inline std::string_view trimmed(std::string_view text, std::string_view what = kTextBlanks)
{
    const auto first = text.find_first_not_of(what);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(what) - first + 1);
}

} // namespace lab
