// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/matrix_text.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// Rows of cells, which look into a text.
struct Sheet {
    std::vector<std::string_view> cells;
    std::vector<std::size_t> ends; ///< of each row, in `cells`
    std::size_t droppedRows = 0, droppedCols = 0; ///< before the numbers: names
    std::string_view firstName = {}; ///< of those

    std::size_t rows() const { return ends.size(); }
    std::size_t begin(std::size_t row) const { return row == 0 ? 0 : ends[row - 1]; }
    std::size_t cols(std::size_t row) const { return ends[row] - begin(row); }
    std::span<const std::string_view> row(std::size_t r) const { return std::span(cells).subspan(begin(r), cols(r)); }
};

/// The lines of a text as rows of cells; blank ones are gone.
Sheet sheetOf(std::string_view text, const TextForm& form);

/// Without separators behind the last number of every row, and without rows of nothing but separators at the end.
Sheet withoutEmptyEnds(Sheet sheet);

/// Without a row and a column of names.
Sheet withoutNames(Sheet sheet);

/// What the commas and points of a sheet are.
class Marks
{
public:
    void look(std::string_view cell);
    /// The decimal marks that there may be, the likelier first.
    std::string decimals() const;
    bool mixed() const { return m_comma && m_point; }

private:
    bool m_comma = false, m_point = false; ///< some number has it as its decimal mark
    bool m_perhapsComma = false, m_perhapsPoint = false; ///< or it sets off thousands
};

} // namespace lab
