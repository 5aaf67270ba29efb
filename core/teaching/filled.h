// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/number_text.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace lab
{

/// `pattern`, in which %1, %2 … stand for the parts: a sentence of a table with its numbers. A part that is not
/// there leaves nothing; a part is never a pattern.
std::string filled(std::string_view pattern, std::span<const std::string> parts);
inline std::string filled(std::string_view pattern, std::initializer_list<std::string> parts)
{
    return filled(pattern, std::span(parts.begin(), parts.size()));
}

/// A number in a sentence: a whole one to its last digit, others to six.
std::string said(double number);
inline std::string said(int count)
{
    return displayCount(count);
}
/// "1, 2; 3, 4".
std::string said(const Grid64& matrix);

} // namespace lab
