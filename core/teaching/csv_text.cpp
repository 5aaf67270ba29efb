// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/csv_text.h"

#include <algorithm>

namespace lab
{

namespace
{

void append(std::string& text, std::string_view cell)
{
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        text += cell;
        return;
    }
    text += '"';
    for (const char c : cell)
        text.append(c == '"' ? 2 : 1, c);
    text += '"';
}

/// The cell at the front of `text`, which is taken off it; none where its quotes are wrong. Counts line breaks.
std::optional<std::string> cellOf(std::string_view& text, std::size_t& line)
{
    std::string cell;
    if (!text.starts_with('"')) {
        const auto end = std::min(text.find_first_of(",\r\n"), text.size());
        cell = text.substr(0, end);
        text.remove_prefix(end);
        return cell.find('"') == std::string::npos ? std::optional(cell) : std::nullopt;
    }
    text.remove_prefix(1);
    for (;;) {
        const auto quote = text.find('"');
        if (quote == std::string_view::npos)
            return std::nullopt;
        cell += text.substr(0, quote);
        text.remove_prefix(quote + 1);
        if (!text.starts_with('"'))
            break;
        cell += '"';
        text.remove_prefix(1);
    }
    line += std::size_t(std::count(cell.begin(), cell.end(), '\n'));
    return cell;
}

} // namespace

std::string csvLine(std::span<const std::string> cells)
{
    std::string text;
    for (const std::string& cell : cells) {
        if (&cell != cells.data())
            text += ',';
        append(text, cell);
    }
    return text + '\n';
}

std::string csvLine(std::initializer_list<std::string> cells)
{
    return csvLine(std::span(cells.begin(), cells.size()));
}

CsvText readCsvText(std::string_view text)
{
    CsvText read;
    for (std::size_t line = 1; !text.empty(); ++line) {
        CsvLine made{line, {}};
        for (;;) {
            auto cell = cellOf(text, line);
            const bool ends = text.empty() || text.starts_with('\n') || text.starts_with("\r\n");
            if (!cell || (!ends && !text.starts_with(','))) {
                read.fault = made.line;
                return read;
            }
            made.cells.push_back(std::move(*cell));
            if (ends)
                break;
            text.remove_prefix(1);
        }
        text.remove_prefix(text.empty() ? 0 : text.starts_with('\n') ? 1 : 2);
        if (made.cells.size() > 1 || !made.cells[0].empty())
            read.lines.push_back(std::move(made));
    }
    return read;
}

} // namespace lab
