// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// Lines of texts, as spreadsheets write and read them (RFC 4180): cells are separated by commas; one with a comma, a
/// quote or a line break in it stands in quotes, its quotes doubled.

/// One line, with its '\n'.
std::string csvLine(std::span<const std::string> cells);
std::string csvLine(std::initializer_list<std::string> cells);

struct CsvLine {
    std::size_t line = 1; ///< of the file, from 1; a cell in quotes may go on over several
    std::vector<std::string> cells;
};
/// What was read, up to the first fault.
struct CsvText {
    std::vector<CsvLine> lines; ///< without blank ones
    std::optional<std::size_t> fault; ///< the line of a quote that is never closed, or stands where none may
};
/// Lines end with '\n' or "\r\n".
CsvText readCsvText(std::string_view text);

} // namespace lab
