// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/text_sheet.h"

#include "core/numbers/number_text.h"
#include "core/numbers/text_parts.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace lab
{

namespace
{

std::string_view unquoted(std::string_view cell)
{
    cell = trimmed(cell);
    return cell.size() >= 2 && cell.front() == '"' && cell.back() == '"' ? trimmed(cell.substr(1, cell.size() - 2))
                                                                         : cell;
}

/// The end of the cell that begins at `at`, past quotes.
std::size_t cellEnd(std::string_view line, std::size_t at, char separator)
{
    const auto first = line.find_first_not_of(kTextBlanks, at);
    if (first != std::string_view::npos && line[first] == '"')
        if (const auto quote = line.find('"', first + 1); quote != std::string_view::npos)
            at = quote;
    return std::min(line.find(separator, at), line.size());
}

void addCells(Sheet& sheet, std::string_view line, char cols)
{
    if (cols == '\0') {
        sheet.cells.push_back(unquoted(line));
    } else if (cols == ' ') {
        for (std::size_t at = line.find_first_not_of(kTextBlanks); at != std::string_view::npos;) {
            const std::size_t end = std::min(line.find_first_of(kTextBlanks, at), line.size());
            sheet.cells.push_back(unquoted(line.substr(at, end - at)));
            at = line.find_first_not_of(kTextBlanks, end);
        }
    } else {
        if (cols == '|') {
            line = trimmed(line);
            line.remove_prefix(line.starts_with('|') ? 1 : 0);
            line.remove_suffix(line.ends_with('|') ? 1 : 0);
        }
        for (std::size_t at = 0; at <= line.size();) {
            const std::size_t end = cellEnd(line, at, cols);
            sheet.cells.push_back(unquoted(line.substr(at, end - at)));
            at = end + 1;
        }
    }
    sheet.ends.push_back(sheet.cells.size());
}

bool isBlank(std::span<const std::string_view> cells)
{
    return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return cell.empty(); });
}

/// Keeps cells `from` to `to` of each row from `firstRow` on.
Sheet part(const Sheet& sheet, std::size_t firstRow, std::size_t firstCol, std::size_t droppedEnds)
{
    Sheet made;
    made.cells.reserve(sheet.cells.size());
    for (std::size_t r = firstRow; r < sheet.rows(); ++r) {
        const auto row = sheet.row(r);
        const auto kept = row.subspan(std::min(firstCol, row.size()));
        const std::size_t count = kept.size() - std::min(kept.size(), droppedEnds);
        made.cells.insert(made.cells.end(), kept.begin(), kept.begin() + std::ptrdiff_t(count));
        made.ends.push_back(made.cells.size());
    }
    made.droppedRows = sheet.droppedRows + firstRow;
    made.droppedCols = sheet.droppedCols + firstCol;
    return made;
}

/// A name and not a number that went wrong, or several that another separator would tell apart.
bool isName(std::string_view cell)
{
    constexpr std::string_view kOfNumbers = "+-.,0123456789";
    if (cell.empty() || kOfNumbers.find(cell.front()) != std::string_view::npos ||
        cell.find_first_of(",;\t") != std::string_view::npos)
        return false;
    return !numberFromText(cell, {.decimal = '.', .thousands = true, .words = true}) &&
           !numberFromText(cell, {.decimal = ',', .thousands = true, .words = true});
}

/// 0, 1, 2 … or 1, 2, 3 … in the first column below `from`.
bool countsUp(const Sheet& sheet, std::size_t from)
{
    const auto counts = [&](std::size_t first) {
        for (std::size_t r = from; r < sheet.rows(); ++r)
            if (sheet.cols(r) == 0 || sheet.row(r)[0] != std::to_string(first + r - from))
                return false;
        return true;
    };
    return counts(0) || counts(1);
}

} // namespace

Sheet sheetOf(std::string_view text, const TextForm& form)
{
    Sheet sheet;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(form.rows, at), text.size());
        if (const auto line = text.substr(at, end - at); !trimmed(line).empty())
            addCells(sheet, line, form.cols);
        at = end + 1;
    }
    return sheet;
}

Sheet withoutEmptyEnds(Sheet sheet)
{
    while (sheet.rows() > 0 && isBlank(sheet.row(sheet.rows() - 1))) {
        sheet.ends.pop_back();
        sheet.cells.resize(sheet.ends.empty() ? 0 : sheet.ends.back());
    }
    std::size_t empty = std::numeric_limits<std::size_t>::max();
    for (std::size_t r = 0; r < sheet.rows() && empty > 0; ++r) {
        const auto row = sheet.row(r);
        const auto last = std::find_if(row.rbegin(), row.rend(), [](auto cell) { return !cell.empty(); });
        empty = std::min(empty, std::size_t(last - row.rbegin()));
    }
    return empty == 0 || sheet.rows() == 0 ? std::move(sheet) : part(sheet, 0, 0, empty);
}

Sheet withoutNames(Sheet sheet)
{
    if (sheet.rows() == 0)
        return sheet;
    const auto first = sheet.row(0);
    const bool named =
        std::any_of(first.begin(), first.end(), isName) &&
        std::all_of(first.begin(), first.end(), [](auto cell) { return cell.empty() || isName(cell); });
    const bool header =
        named && sheet.rows() > 1 && (sheet.cols(1) == first.size() || sheet.cols(1) == first.size() + 1);
    const std::size_t from = header ? 1 : 0;
    const bool corner = header && (first.front().empty() || sheet.cols(1) == first.size() + 1);
    bool names = sheet.cols(from) > 1;
    for (std::size_t r = from; r < sheet.rows() && names; ++r)
        names = sheet.cols(r) > 1 && isName(sheet.row(r)[0]) && !isName(sheet.row(r)[1]);
    names = names || (corner && sheet.cols(from) > 1 && countsUp(sheet, from));
    if (!header && !names)
        return sheet;
    Sheet made = part(sheet, from, names ? 1 : 0, 0);
    made.firstName = *std::find_if(sheet.cells.begin(), sheet.cells.end(), [](auto cell) { return !cell.empty(); });
    return made;
}

void Marks::look(std::string_view cell)
{
    if (cell.find_first_of(",.") == std::string_view::npos)
        return;
    std::size_t commas = 0, points = 0, digits = 0, behind = 0; // digits behind the last mark
    char mark = 0, leading = '0';
    bool leads = false; // what stands before the first mark can be a group
    for (const char c : cell) {
        if (c == ',' || c == '.') {
            leads = commas + points == 0 ? digits >= 1 && digits <= 3 && leading != '0' : leads;
            (c == ',' ? commas : points) += 1;
            behind = 0;
            mark = c;
        } else if (isDigit(c)) {
            leading = digits == 0 ? c : leading;
            ++digits;
            ++behind;
        } else if (digits > 0 && (c == 'e' || c == 'E')) { // nobody writes groups before a power of ten
            behind = 0;
            break;
        }
    }
    const bool group = leads && behind == 3;
    if (commas > 0 && points > 0)
        (mark == ',' ? m_comma : m_point) = true;
    else if (commas + points > 1)
        (commas > 1 ? m_point : m_comma) = true;
    else if (commas == 1)
        (group ? m_perhapsComma : m_comma) = true;
    else
        (group ? m_perhapsPoint : m_point) = true;
}

std::string Marks::decimals() const
{
    if (m_point || m_comma)
        return m_point ? "." : ",";
    if (m_perhapsComma && !m_perhapsPoint)
        return ",.";
    return m_perhapsComma || m_perhapsPoint ? ".," : ".";
}

} // namespace lab
