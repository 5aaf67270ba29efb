// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// The forms in which programs print or accept a matrix, reduced to two: lines of cells, and nested brackets.

/// Lines whose cells are still to be told apart.
struct TextLines {
    std::string text;
    std::optional<char> cols; ///< what separates cells, where the form says so
    bool labelled = false; ///< rows and columns carried labels, which are gone
    double scale = 1; ///< "1.0e+03 *": of all numbers
};

/// Tables of HTML, Markdown and LaTeX, and what Julia, MATLAB, Octave, R and pandas print without brackets, as lines;
/// comments, rules and blank lines are gone. Errors: TextShortened.
Result<TextLines> linesOfText(std::string_view text);

/// What a terminal shows, without the lines that were typed there (">>> a", "In [3]: a", "julia> a"); where nothing
/// else is left, without their prompts.
std::string withoutPrompts(std::string_view text);

/// Without the comments of C, Python and MATLAB.
std::string withoutComments(std::string_view text);

/// "[1,]", "[,1]" and "[1] 2 3": brackets, too, but labels.
bool isPrintOfR(std::string_view text);

/// The mark in a print of what it leaves out ("..."); empty where there is none.
std::string_view shortenedAt(std::string_view text);

} // namespace lab
