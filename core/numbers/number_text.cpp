// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/number_text.h"

#include "core/numbers/heavy_work.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <new>
#include <utility>

namespace lab
{

namespace
{

constexpr std::string_view kMinus = "\xE2\x88\x92"; ///< U+2212
constexpr std::string_view kInfinity = "\xE2\x88\x9E"; ///< U+221E
constexpr std::string_view kThinSpace = "\xE2\x80\xAF"; ///< U+202F, at which no line is broken
constexpr std::string_view kTimesTen = "\xE2\x80\xAF\xC3\x97\xE2\x80\xAF"
                                       "10"; ///< with U+00D7 between thin spaces
constexpr std::string_view kRaised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
constexpr std::string_view kRaisedMinus = "⁻";
constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\r\n\v\f";
constexpr int kFirstScientific = 7; ///< the exponent of ten from which on people read powers of ten

/// Longer than any double with its 309 whole digits.
constexpr std::size_t kWholeDigits = 320;

std::string_view trimmed(std::string_view text, std::string_view what = kBlanks)
{
    const auto first = text.find_first_not_of(what);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(what) - first + 1);
}

template <class T>
std::string notFinite(T value)
{
    return std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
}

template <class T>
std::string shortestOf(T value)
{
    if (!std::isfinite(value))
        return notFinite(value);
    const T size = std::abs(value);
    const bool plain = size == 0 || (size >= T(1e-5) && size < T(1e9));
    char buffer[64];
    const auto end = plain ? std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::fixed)
                           : std::to_chars(std::begin(buffer), std::end(buffer), value);
    return {buffer, end.ptr};
}

std::string inFormat(double value, std::chars_format format, int decimals)
{
    std::string text(kWholeDigits + std::size_t(decimals), '\0');
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, format, decimals);
    text.resize(std::size_t(end.ptr - text.data()));
    return text;
}

/// Without zeros at the end of the fraction, and without its point when nothing is left of it.
std::string_view withoutTrailingZeros(std::string_view text)
{
    if (text.find('.') == std::string_view::npos)
        return text;
    text = text.substr(0, text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

/// The exponent of ten of `size` > 0 once it is rounded to `digits` significant digits.
int exponentOf(double size, int digits)
{
    const std::string text = inFormat(size, std::chars_format::scientific, digits - 1);
    return std::atoi(text.c_str() + text.find('e') + 1);
}

/// Reads a number of the C locale; from_chars knows no '+' and reports underflow as an error.
std::optional<double> parseUnsigned(std::string_view text)
{
    if (text.empty() || text.front() == '-' || text.front() == '+')
        return std::nullopt;
    double value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end.ptr != text.data() + text.size() || end.ec == std::errc::invalid_argument)
        return std::nullopt;
    if (end.ec == std::errc::result_out_of_range) {
        const auto exponent = text.find_first_of("eE");
        const bool tiny = exponent == std::string_view::npos ? text.front() == '0' || text.front() == '.'
                                                             : text.substr(exponent + 1).starts_with('-');
        return tiny ? std::optional(0.0) : std::nullopt;
    }
    return value;
}

/// Of a text that is no fraction, in ASCII and with a point.
std::optional<double> parseSigned(std::string_view text)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    const auto size = parseUnsigned(text);
    return size && negative ? std::optional(-*size) : size;
}

/// What parseSigned reads in place of what people read, the longer first.
constexpr std::pair<std::string_view, std::string_view> kInAscii[] = {
    {kTimesTen, "e"},    {kMinus, "-"},     {kInfinity, "inf"}, {kThinSpace, ""},  {"\xE2\x80\x89", ""}, // U+2009
    {kRaised[0], "0"},   {kRaised[1], "1"}, {kRaised[2], "2"},  {kRaised[3], "3"}, {kRaised[4], "4"},
    {kRaised[5], "5"},   {kRaised[6], "6"}, {kRaised[7], "7"},  {kRaised[8], "8"}, {kRaised[9], "9"},
    {kRaisedMinus, "-"},
};

/// What was typed or shown, as parseSigned reads it; a text with two decimal signs stays none.
std::string inAscii(std::string_view text)
{
    std::string ascii;
    const bool comma = text.find('.') == std::string_view::npos && text.find(',') == text.rfind(',');
    while (!text.empty()) {
        const auto* const found = std::find_if(std::begin(kInAscii), std::end(kInAscii),
                                               [&](const auto& each) { return text.starts_with(each.first); });
        if (found != std::end(kInAscii)) {
            ascii += found->second;
            text.remove_prefix(found->first.size());
        } else {
            ascii += comma && text.front() == ',' ? '.' : text.front();
            text.remove_prefix(1);
        }
    }
    return ascii;
}

/// The digits before the point in groups of three, from five of them on.
std::string grouped(std::string_view text)
{
    constexpr std::size_t kGroup = 3, kUngrouped = 4;
    const std::size_t whole = std::min(text.find('.'), text.size());
    std::string result;
    for (std::size_t i = 0; i < whole; ++i) {
        if (i > 0 && whole > kUngrouped && (whole - i) % kGroup == 0)
            result += kThinSpace;
        result += text[i];
    }
    return result += text.substr(whole);
}

/// "× 10⁻⁵"
std::string powerOfTen(int exponent)
{
    std::string text(kTimesTen);
    text += exponent < 0 ? kRaisedMinus : std::string_view();
    for (const char digit : std::to_string(std::abs(exponent)))
        text += kRaised[digit - '0'];
    return text;
}

/// How the cells of a text are told apart.
enum class Separator { Comma, Tab, Semicolon, Blanks };

/// Collects rows of numbers and remembers the first thing that is wrong with them.
template <class T>
class MatrixReader
{
public:
    explicit MatrixReader(Separator separator) : m_separator(separator) {}

    bool addRow(std::string_view line)
    {
        ++m_rows;
        if (trimmed(line).empty())
            return endRow(0);
        int cols = 0;
        for (std::size_t begin = 0; begin <= line.size();) {
            std::size_t end = std::string_view::npos;
            if (m_separator == Separator::Blanks) {
                begin = line.find_first_not_of(kBlanks, begin);
                if (begin == std::string_view::npos)
                    break;
                end = line.find_first_of(kBlanks, begin);
            } else {
                end = line.find(separatorChar(), begin);
            }
            end = std::min(end, line.size());
            if (!addCell(line.substr(begin, end - begin), ++cols))
                return false;
            begin = end + 1;
        }
        return endRow(cols);
    }

    /// Instead of a row, something that is none.
    void refuse(std::string_view text)
    {
        ++m_rows;
        notANumber(text, 1);
    }

    Result<BasicGrid<T>> result() const
    {
        if (m_error)
            return *m_error;
        if (m_cols == 0)
            return ErrorCode::EmptyText;
        auto grid = BasicGrid<T>::uninitialised({m_rows, m_cols});
        std::copy(m_cells.begin(), m_cells.end(), grid.cells().begin());
        return grid;
    }

private:
    char separatorChar() const
    {
        return m_separator == Separator::Comma ? ',' : m_separator == Separator::Tab ? '\t' : ';';
    }

    bool notANumber(std::string_view text, int col)
    {
        m_error = Error{ErrorCode::NotANumber, {std::to_string(m_rows), std::to_string(col), excerpt(text)}};
        return false;
    }

    bool addCell(std::string_view text, int col)
    {
        text = trimmed(text);
        if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
            text = trimmed(text.substr(1, text.size() - 2));
        const std::optional<double> value = parseNumber(text);
        if (!value || (std::isfinite(*value) && !std::isfinite(static_cast<T>(*value))))
            return notANumber(text, col);
        m_cells.push_back(static_cast<T>(*value));
        return true;
    }

    bool endRow(int cols)
    {
        if (m_rows == 1)
            m_cols = cols;
        if (cols == m_cols)
            return true;
        m_error =
            Error{ErrorCode::RaggedRows, {std::to_string(m_rows), std::to_string(cols), std::to_string(m_cols)}};
        return false;
    }

    Separator m_separator;
    int m_rows = 0;
    int m_cols = 0;
    std::vector<T> m_cells;
    std::optional<Error> m_error;
};

/// Calls row(line) for each part of `text` between separators until it answers false.
template <class Row>
void forEachPart(std::string_view text, char separator, Row row)
{
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        if (!row(text.substr(begin, end - begin)))
            return;
        begin = end + 1;
    }
}

Separator separatorOf(std::string_view text)
{
    if (text.find('\t') != std::string_view::npos)
        return Separator::Tab;
    return text.find(',') != std::string_view::npos ? Separator::Comma : Separator::Blanks;
}

/// Rows on lines or, on a single line, between semicolons.
template <class T>
Result<BasicGrid<T>> readPlain(std::string_view text)
{
    const bool severalLines = text.find('\n') != std::string_view::npos;
    const bool semicolons = text.find(';') != std::string_view::npos;
    if (!severalLines)
        text = trimmed(text, "; \t");
    MatrixReader<T> reader(severalLines && semicolons ? Separator::Semicolon : separatorOf(text));
    forEachPart(text, severalLines ? '\n' : ';', [&](std::string_view line) { return reader.addRow(line); });
    return reader.result();
}

/// The rows of "[1, 2], [3, 4]", each in its brackets.
template <class T>
Result<BasicGrid<T>> readBracketedRows(std::string_view text)
{
    MatrixReader<T> reader(separatorOf(text));
    while (!text.empty()) {
        const auto end = text.find(']');
        const auto content = text.substr(1, end == std::string_view::npos ? end : end - 1);
        if (text.front() != '[' || end == std::string_view::npos || content.find('[') != std::string_view::npos) {
            reader.refuse(text);
            break;
        }
        if (!reader.addRow(trimmed(content)))
            break;
        text = trimmed(text.substr(end + 1));
        if (text.starts_with(','))
            text = trimmed(text.substr(1));
    }
    return reader.result();
}

template <class T>
Result<BasicGrid<T>> readBracketed(std::string text)
{
    std::replace(text.begin(), text.end(), '\n', ' '); // NumPy breaks long rows
    if (!text.ends_with(']')) {
        MatrixReader<T> reader(Separator::Blanks);
        reader.refuse(text);
        return reader.result();
    }
    const auto content = trimmed(std::string_view(text).substr(1, text.size() - 2));
    if (content.empty())
        return ErrorCode::EmptyText;
    return content.find_first_of("[]") == std::string_view::npos ? readPlain<T>(content)
                                                                 : readBracketedRows<T>(content);
}

/// Only '\n' as line end.
std::string withUnixLines(std::string_view text)
{
    std::string lines;
    lines.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool pair = text.substr(i).starts_with("\r\n");
        if (!pair)
            lines += text[i] == '\r' ? '\n' : text[i];
    }
    return lines;
}

template <class T>
Result<BasicGrid<T>> readMatrix(std::string_view text)
{
    try {
        if (text.starts_with(kBom))
            text.remove_prefix(kBom.size());
        text = trimmed(text);
        if (text.empty())
            return ErrorCode::EmptyText;
        if (text.starts_with('['))
            return readBracketed<T>(withUnixLines(text));
        return text.find('\r') == std::string_view::npos ? readPlain<T>(text) : readPlain<T>(withUnixLines(text));
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

} // namespace

std::string shortest(float value)
{
    return shortestOf(value);
}

std::string shortest(double value)
{
    return shortestOf(value);
}

std::string excerpt(std::string_view text)
{
    constexpr std::size_t kLongest = 40;
    std::string quote(text.substr(0, kLongest));
    if (text.size() > kLongest) {
        while (!quote.empty() && (quote.back() & 0x80) != 0) // never half a character
            quote.pop_back();
        quote += "…";
    }
    return quote;
}

std::string fixed(double value, int decimals)
{
    return std::isfinite(value) ? inFormat(value, std::chars_format::fixed, decimals) : notFinite(value);
}

std::optional<double> parseNumber(std::string_view text)
{
    if (const auto plain = parseSigned(trimmed(text)))
        return plain; // a file may have millions
    const auto bar = text.find('/');
    if (bar == std::string_view::npos)
        return parseSigned(inAscii(trimmed(text)));
    const auto above = parseSigned(inAscii(trimmed(text.substr(0, bar))));
    const auto below = parseSigned(inAscii(trimmed(text.substr(bar + 1))));
    if (!above || !below)
        return std::nullopt;
    const double quotient = *above / *below;
    return std::isfinite(*below) && std::isfinite(quotient) ? std::optional(quotient) : std::nullopt;
}

std::string display(double value, int digits)
{
    assert(digits >= 1);
    if (std::isnan(value))
        return "NaN";
    const std::string sign = value < 0 ? std::string(kMinus) : std::string();
    const double size = std::abs(value);
    if (std::isinf(size))
        return sign + "∞";
    if (size == 0)
        return "0";
    const int exponent = exponentOf(size, size < 1 ? digits : std::max(digits, kFirstScientific));
    if (exponent >= -4 && exponent < kFirstScientific) {
        const std::string text = inFormat(size, std::chars_format::fixed, std::max(0, digits - 1 - exponent));
        return sign + grouped(withoutTrailingZeros(text));
    }
    const std::string text = inFormat(size, std::chars_format::scientific, digits - 1);
    const auto e = text.find('e');
    return sign + std::string(withoutTrailingZeros(std::string_view(text).substr(0, e))) +
           powerOfTen(std::atoi(text.c_str() + e + 1));
}

std::string displayCount(std::int64_t count)
{
    const std::string digits = std::to_string(count);
    return count < 0 ? std::string(kMinus) + grouped(std::string_view(digits).substr(1)) : grouped(digits);
}

std::string displayBelow(double limit, int digits)
{
    assert(limit > 0 && digits >= 1);
    if (!std::isfinite(limit))
        return display(limit, digits);
    // Cut off from the digits that read back as the limit itself, so that what is left reads as no more.
    char buffer[64];
    std::string text(buffer,
                     std::to_chars(std::begin(buffer), std::end(buffer), limit, std::chars_format::scientific).ptr);
    const auto e = text.find('e');
    const int exponent = std::atoi(text.c_str() + e + 1);
    const std::size_t shown = std::size_t(std::max(digits, exponent < kFirstScientific ? exponent + 1 : 0));
    if (shown + 1 < e) // one digit, the point, and the others
        text.erase(shown + 1, e - shown - 1);
    return display(*parseNumber(text), digits);
}

Result<Grid> matrixFromText(std::string_view text)
{
    return readMatrix<float>(text);
}

Result<Grid64> matrix64FromText(std::string_view text)
{
    return readMatrix<double>(text);
}

std::string csvFromMatrix(GridView<float> matrix)
{
    noteHeavyWork(HeavyWork::Write, matrix.shape().cells());
    std::string text;
    for (int r = 0; r < matrix.rows(); ++r) {
        for (int c = 0; c < matrix.cols(); ++c) {
            text += c > 0 ? "," : "";
            text += shortest(matrix.at(r, c));
        }
        text += '\n';
    }
    return text;
}

std::string tensorText(GridView<double> matrix, int decimals)
{
    constexpr double kMostFixed = 1e8;
    bool large = false;
    for (int r = 0; r < matrix.rows(); ++r)
        for (const double value : matrix.row(r))
            large |= std::isfinite(value) && std::abs(value) > kMostFixed;
    const auto textOf = [&](double value) {
        return large && std::isfinite(value) ? inFormat(value, std::chars_format::scientific, decimals)
                                             : fixed(value, decimals);
    };
    std::size_t width = 0;
    for (int r = 0; r < matrix.rows(); ++r)
        for (const double value : matrix.row(r))
            width = std::max(width, textOf(value).size());
    std::string text = "[";
    for (int r = 0; r < matrix.rows(); ++r) {
        text += r > 0 ? ",\n [" : "[";
        for (int c = 0; c < matrix.cols(); ++c) {
            const std::string number = textOf(matrix.at(r, c));
            text += c > 0 ? ", " : "";
            text.append(width - number.size(), ' ');
            text += number;
        }
        text += ']';
    }
    return text + "]";
}

} // namespace lab
