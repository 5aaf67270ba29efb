// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/answer_text.h"

#include "core/numbers/matrix_text.h"
#include "core/numbers/number_text.h"
#include "core/numbers/text_parts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

namespace lab
{

namespace
{

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Texts that mean the same as another here; what a keyboard or another program makes of it.
using Spelling = std::pair<std::string_view, std::string_view>;
constexpr std::array kSpellings{
    Spelling{"\u2212", "-"}, Spelling{"\u2013", "-"}, Spelling{"\u00A0", " "}, Spelling{"\u202F", " "},
    Spelling{"\u2009", " "}, Spelling{"\u00D7", "x"}, Spelling{"\u2044", "/"},
};

std::string plainly(std::string_view text)
{
    std::string plain;
    while (!text.empty()) {
        const auto* const found = std::find_if(kSpellings.begin(), kSpellings.end(), [&](const auto& spelling) {
            return text.starts_with(spelling.first);
        });
        const std::size_t taken = found == kSpellings.end() ? 1 : found->first.size();
        plain += found == kSpellings.end() ? text.substr(0, 1) : found->second;
        text.remove_prefix(taken);
    }
    return plain;
}

/// Behind the last '=', without blanks around it.
std::string_view withoutName(std::string_view text)
{
    if (const auto equals = text.rfind('='); equals != std::string_view::npos)
        text.remove_prefix(equals + 1);
    return trimmed(text);
}

/// Without the words behind its last digit: "5 weights".
std::string_view withoutUnit(std::string_view text)
{
    const auto last = text.find_last_of("0123456789");
    if (last == std::string_view::npos)
        return text;
    const auto rest = text.substr(last + 1);
    const bool words =
        std::all_of(rest.begin(), rest.end(), [](char c) { return isBlank(c) || isLetter(c) || c == '.'; });
    return words && rest.find_first_not_of('.') != std::string_view::npos ? text.substr(0, last + 1) : text;
}

/// Blanks behind a sign and about '/' are none; those between digits may set off thousands.
std::string joined(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto next = text.find_first_not_of(" \t", i);
        const bool sets =
            isBlank(text[i]) && (result.empty() || result.back() == '-' || result.back() == '+' ||
                                 result.back() == '/' || next == std::string_view::npos || text[next] == '/');
        if (!sets)
            result += text[i];
    }
    return result;
}

Error unread(std::string_view text)
{
    return {ErrorCode::AnswerUnread, {excerpt(text)}};
}

Result<double> numberOf(std::string_view text)
{
    const bool comma = text.find('.') == std::string_view::npos && text.find(',') == text.rfind(',');
    auto value = numberFromText(text, {.decimal = comma ? ',' : '.', .thousands = !comma, .blanks = true});
    if (!value || !std::isfinite(*value))
        return unread(text);
    return value;
}

Result<GivenAnswer> readNumber(std::string_view text)
{
    const std::string number = joined(withoutUnit(text));
    const auto value = numberOf(number);
    if (!value)
        return unread(text);
    return GivenAnswer{Grid64{{*value}}, {precisionOf(number)}};
}

/// The whole numbers of a text in which nothing else stands but `between` and blanks.
Result<std::vector<int>> wholeNumbers(std::string_view text, std::string_view between)
{
    std::vector<int> numbers;
    std::size_t at = 0;
    while (at < text.size()) {
        if (isBlank(text[at]) || between.find(text[at]) != std::string_view::npos) {
            ++at;
            continue;
        }
        int number = 0;
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
        if (error != std::errc())
            return unread(text);
        numbers.push_back(number);
        at = std::size_t(end - text.data());
    }
    return numbers;
}

Result<GivenAnswer> readShape(std::string_view text, std::size_t least, std::size_t most)
{
    const auto numbers = wholeNumbers(withoutUnit(text), "xXby,;()[]*");
    if (!numbers || numbers->size() < least || numbers->size() > most)
        return unread(text);
    Grid64 shape({1, int(numbers->size())});
    std::copy(numbers->begin(), numbers->end(), shape.cells().begin());
    return GivenAnswer{std::move(shape), std::vector<Precision>(numbers->size())};
}

Result<GivenAnswer> readCells(std::string_view text)
{
    const auto numbers = wholeNumbers(text, ",;()[]{}");
    if (!numbers || numbers->size() % 2 != 0)
        return unread(text);
    CellList cells;
    for (std::size_t i = 0; i < numbers->size(); i += 2)
        cells.push_back({(*numbers)[i], (*numbers)[i + 1]});
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    return GivenAnswer{std::move(cells), {}};
}

/// The numbers of a matrix one by one, as they stand in its text.
std::vector<Precision> precisionsOf(std::string_view text, const TextForm& form)
{
    std::string marks = "[](){}\n\r";
    marks += form.rows;
    if (form.cols == '[' || form.cols == ' ')
        marks += " \t";
    if (form.cols == '[' && form.decimal != ',')
        marks += ',';
    if (form.cols != '\0')
        marks += form.cols;
    std::vector<Precision> precisions;
    while (!text.empty()) {
        const std::string_view cell = text.substr(0, text.find_first_of(marks));
        if (cell.find_first_of("0123456789") != std::string_view::npos)
            precisions.push_back(precisionOf(cell));
        text.remove_prefix(std::min(cell.size() + 1, text.size()));
    }
    return precisions;
}

Result<GivenAnswer> readMatrix(std::string_view text, bool row)
{
    const auto read = readMatrixText64(text);
    if (!read)
        return read.error();
    if (read->planes.size() != 1)
        return unread(text);
    Grid64 numbers = read->planes.front();
    if (row && numbers.cols() == 1) // one below the other
        numbers = transposed(numbers);
    auto precisions = precisionsOf(text, read->form);
    if (precisions.size() != numbers.size()) { // of a program, with a header or a scale
        precisions.clear();
        for (const double number : std::as_const(numbers).cells())
            precisions.push_back(precisionOf(shortest(number)));
    }
    return GivenAnswer{std::move(numbers), std::move(precisions)};
}

} // namespace

double Precision::halfUnit() const
{
    return exact ? 0 : 0.5 * std::pow(10.0, -decimals);
}

Precision precisionOf(std::string_view text)
{
    if (text.find('/') != std::string_view::npos)
        return {.exact = true};
    Precision precision;
    const auto power = text.find_first_of("eE");
    const std::string_view digits = text.substr(0, power);
    auto point = digits.find_last_of(".,");
    if (point != std::string_view::npos && digits.find(digits[point]) != point)
        point = std::string_view::npos; // "1,234,567"
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (!isDigit(digits[i]))
            continue;
        precision.decimals += point != std::string_view::npos && i > point ? 1 : 0;
        precision.significant += precision.significant > 0 || digits[i] != '0' ? 1 : 0;
    }
    if (text.find('%') != std::string_view::npos)
        precision.decimals += 2;
    if (power != std::string_view::npos) {
        int exponent = 0;
        const std::string_view behind = text.substr(power + (text.substr(power + 1).starts_with('+') ? 2 : 1));
        std::from_chars(behind.data(), behind.data() + behind.size(), exponent);
        precision.decimals -= std::clamp(exponent, -400, 400); // beyond the range of double
    }
    return precision;
}

GivenAnswer GivenAnswer::exactly(Answer answer)
{
    const auto* numbers = std::get_if<Grid64>(&answer);
    const std::size_t count = numbers ? numbers->size() : 0;
    return {std::move(answer), std::vector<Precision>(count, Precision{.exact = true})};
}

Result<GivenAnswer> readAnswer(std::string_view text, Asked asked)
{
    const std::string plain = plainly(text);
    const std::string_view answer = withoutName(plain);
    if (answer.empty())
        return ErrorCode::EmptyText;
    switch (asked) {
    case Asked::Shape:
    case Asked::Padded:
        return readShape(answer, 2, 2);
    case Asked::ChannelShape:
    case Asked::WeightsShape:
        return readShape(answer, 1, 4); // how many there are is part of the answer
    case Asked::Cells:
        return readCells(answer);
    case Asked::Row:
        return readMatrix(answer, true);
    case Asked::Map:
    case Asked::ChannelMap:
        return readMatrix(answer, false);
    default:
        return readNumber(answer);
    }
}

} // namespace lab
