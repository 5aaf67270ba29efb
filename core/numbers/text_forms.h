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

/// Cells in nested brackets: "[[1, 2], [3, 4]]", "[1 2; 3 4]", "{{1, 2}, {3, 4}}".
struct NestedText {
    std::vector<std::string_view> cells; ///< in their order; they look into the text
    std::vector<std::size_t> shape;
    bool byColumns = false; ///< R fills a matrix by columns
};

/// What a terminal shows, without the lines that were typed there (">>> a", "In [3]: a", "julia> a"); where nothing
/// else is left, without their prompts.
std::string withoutPrompts(std::string_view text);

/// Without the comments of C, Python and MATLAB.
std::string withoutComments(std::string_view text);

/// `text`: without comments. None where it is not in brackets. `linesAreRows`: a line end in "[1 2⏎3 4]" ends a row
/// (as in Julia and MATLAB) instead of meaning nothing (as NumPy breaks long rows). Errors: NotANumber, RaggedRows,
/// TextShortened.
std::optional<Result<NestedText>> nestedText(std::string_view text, bool linesAreRows);

} // namespace lab
