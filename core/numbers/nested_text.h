// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"

#include <optional>
#include <string_view>
#include <vector>

namespace lab
{

/// Cells in nested brackets: "[[1, 2], [3, 4]]", "[1 2; 3 4]", "{{1, 2}, {3, 4}}".
struct NestedText {
    std::vector<std::string_view> cells; ///< in their order; they look into the text
    std::vector<std::size_t> shape;
    bool byColumns = false; ///< R fills a matrix by columns
};

/// `text`: without comments. None where it is not in brackets. `linesAreRows`: a line end in "[1 2⏎3 4]" ends a row
/// (as in Julia and MATLAB) instead of meaning nothing (as NumPy breaks long rows). Errors: NotANumber, RaggedRows,
/// TextShortened.
std::optional<Result<NestedText>> nestedText(std::string_view text, bool linesAreRows);

} // namespace lab
