// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/number_text.h"

#include "core/numbers/text_parts.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
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
constexpr int kFirstScientific = 7; ///< the exponent of ten from which on people read powers of ten

/// Longer than any double with its 309 whole digits.
constexpr std::size_t kWholeDigits = 320;

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

/// Reads a number of the C locale without a sign; from_chars reports underflow as an error. Errors: NotANumber,
/// ValueTooLarge.
Result<double> parseUnsigned(std::string_view text)
{
    if (text.empty() || text.front() == '-' || text.front() == '+')
        return ErrorCode::NotANumber;
    double value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end.ptr != text.data() + text.size() || end.ec == std::errc::invalid_argument)
        return ErrorCode::NotANumber;
    if (end.ec == std::errc::result_out_of_range) {
        const auto exponent = text.find_first_of("eE");
        const bool tiny = exponent == std::string_view::npos ? text.front() == '0' || text.front() == '.'
                                                             : text.substr(exponent + 1).starts_with('-');
        return tiny ? Result<double>(0.0) : ErrorCode::ValueTooLarge;
    }
    return value;
}

Result<double> parseSigned(std::string_view text)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    const auto size = parseUnsigned(text);
    return size && negative ? Result<double>(-*size) : size;
}

constexpr char kGroupMark = '\x01'; ///< for every mark between groups of digits

/// In ASCII what people and programs write otherwise, the longer first.
constexpr std::pair<std::string_view, std::string_view> kInAscii[] = {
    {kTimesTen, "e"},   {"×10^", "e"},       {"×10", "e"},         {" × 10^", "e"},    {" × 10", "e"},
    {"·10^", "e"},      {" · 10^", "e"},     {"*10^", "e"},        {" * 10^", "e"},    {"*^", "e"},
    {kMinus, "-"},      {"\u2013", "-"},     {"\u2010", "-"},      {"\u2011", "-"},    {"\uFE63", "-"},
    {"\uFF0D", "-"},    {kInfinity, "inf"},  {kThinSpace, "\x01"}, {"\u2009", "\x01"}, {"\u2007", "\x01"},
    {"\u00A0", "\x01"}, {kRaised[0], "0"},   {kRaised[1], "1"},    {kRaised[2], "2"},  {kRaised[3], "3"},
    {kRaised[4], "4"},  {kRaised[5], "5"},   {kRaised[6], "6"},    {kRaised[7], "7"},  {kRaised[8], "8"},
    {kRaised[9], "9"},  {kRaisedMinus, "-"}, {"\uFF05", "%"},
};

/// With a point as decimal mark and kGroupMark between groups.
std::string inAscii(std::string_view text, const NumberMarks& marks)
{
    const char other = marks.decimal == ',' ? '.' : ',';
    std::string ascii;
    while (!text.empty()) {
        const auto* const found = std::find_if(std::begin(kInAscii), std::end(kInAscii),
                                               [&](const auto& each) { return text.starts_with(each.first); });
        if (found != std::end(kInAscii)) {
            ascii += found->second;
            text.remove_prefix(found->first.size());
            continue;
        }
        constexpr std::string_view kApostrophe = "\u2019";
        const bool apostrophe = text.starts_with(kApostrophe);
        const char c = text.front();
        const bool group = marks.thousands ? apostrophe || c == '\'' || c == other : false;
        ascii += c == marks.decimal ? '.' : group || (marks.blanks && c == ' ') ? kGroupMark : c;
        text.remove_prefix(apostrophe && group ? kApostrophe.size() : 1);
    }
    return ascii;
}

/// Without the marks between groups, where those are groups of three digits before the point; none where not.
std::optional<std::string> ungrouped(std::string_view text)
{
    constexpr std::size_t kDigits = 3;
    std::string digits;
    std::size_t run = 0; // digits since the last mark
    bool grouped = false, whole = true; // before the point
    for (const char c : text) {
        if (c == kGroupMark) {
            if (!whole || run == 0 || (grouped ? run != kDigits : run > kDigits) ||
                (!grouped && digits.back() == '0' && run == 1))
                return std::nullopt;
            grouped = true;
            run = 0;
            continue;
        }
        if (whole && !isDigit(c) && c != '+' && c != '-') {
            if (grouped && run != kDigits)
                return std::nullopt;
            whole = false;
        }
        run += isDigit(c) ? 1U : 0U;
        digits += c;
    }
    if (grouped && whole && run != kDigits)
        return std::nullopt;
    return digits;
}

/// As programs print what is no digit.
std::optional<double> wordValue(std::string_view text)
{
    constexpr std::pair<std::string_view, double> kWords[] = {
        {"True", 1}, {"true", 1}, {"TRUE", 1}, {"False", 0}, {"false", 0}, {"FALSE", 0},
    };
    for (const auto& [word, value] : kWords)
        if (text == word)
            return value;
    if (text == "NA" || text == "<NA>" || text == "#N/A")
        return std::numeric_limits<double>::quiet_NaN();
    return std::nullopt;
}

/// "1.5D-3" of Fortran with the e of C.
std::string withExponent(std::string text)
{
    for (std::size_t i = 1; i + 1 < text.size(); ++i)
        if ((text[i] == 'D' || text[i] == 'd') && (isDigit(text[i - 1]) || text[i - 1] == '.') &&
            (isDigit(text[i + 1]) || text[i + 1] == '-' || text[i + 1] == '+'))
            text[i] = 'e';
    return text;
}

/// "1.5f" of C.
std::string_view withoutSuffix(std::string_view text)
{
    const bool suffixed = text.size() > 1 && (text.back() == 'f' || text.back() == 'F') &&
                          (isDigit(text[text.size() - 2]) || text[text.size() - 2] == '.');
    return suffixed ? text.substr(0, text.size() - 1) : text;
}

/// "1.5`20*^-3" of Mathematica without its precision.
std::string withoutPrecision(std::string_view text)
{
    const auto mark = std::min(text.find('`'), text.size());
    const auto rest = std::min(text.find('*', mark), text.size());
    return std::string(text.substr(0, mark)) + std::string(text.substr(rest));
}

Result<double> parsePlain(std::string_view text, const NumberMarks& marks)
{
    std::string ascii = inAscii(withoutPrecision(trimmed(text)), marks);
    if (marks.words)
        ascii = withExponent(std::move(ascii));
    std::string_view rest = trimmed(ascii, " \t\x01");
    if (marks.words) {
        if (const auto word = wordValue(rest))
            return *word;
        rest = withoutSuffix(rest);
    }
    const bool percent = rest.ends_with('%');
    if (percent)
        rest = trimmed(rest.substr(0, rest.size() - 1), " \t\x01");
    const auto digits = ungrouped(rest);
    if (!digits)
        return ErrorCode::NotANumber;
    const auto value = parseSigned(*digits);
    return value && percent ? Result<double>(*value / 100) : value;
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

/// A number or a fraction of two, each by the marks that `marksOf` says it has.
template <class MarksOf>
Result<double> numberOrFraction(std::string_view text, const MarksOf& marksOf)
{
    const auto whole = trimmed(text);
    const auto error = [&](ErrorCode code) { return Error{code, {excerpt(whole)}}; };
    const auto bar = whole.find('/');
    if (bar == std::string_view::npos || whole == "#N/A") {
        auto value = parsePlain(whole, marksOf(whole));
        return value ? value : error(value.error().code);
    }
    const bool rational = whole.substr(bar).starts_with("//"); // of Julia
    const auto top = whole.substr(0, bar), bottom = whole.substr(bar + (rational ? 2 : 1));
    const auto above = parsePlain(top, marksOf(top)), below = parsePlain(bottom, marksOf(bottom));
    if (!above || !below)
        return error(ErrorCode::NotANumber);
    const double quotient = *above / *below;
    if (!std::isfinite(*below) || !std::isfinite(quotient))
        return error(ErrorCode::NotANumber);
    return quotient;
}

Result<double> numberFromText(std::string_view text, const NumberMarks& marks)
{
    if (marks.decimal == '.' || text.find('.') == std::string_view::npos)
        if (auto plain = parseSigned(trimmed(text))) // a file may have millions
            return plain;
    return numberOrFraction(text, [&](std::string_view) { return marks; });
}

Result<double> numberFromText(std::string_view text)
{
    return numberOrFraction(text, [](std::string_view part) {
        const bool comma = part.find('.') == std::string_view::npos && part.find(',') == part.rfind(',');
        return NumberMarks{.decimal = comma ? ',' : '.'};
    });
}

std::string scientific(double value, int decimals)
{
    return std::isfinite(value) ? inFormat(value, std::chars_format::scientific, decimals) : notFinite(value);
}

std::optional<double> parseNumber(std::string_view text)
{
    const auto value = numberFromText(text);
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<float> floatOf(double value)
{
    const auto nearest = static_cast<float>(value);
    return std::isfinite(value) && !std::isfinite(nearest) ? std::nullopt : std::optional(nearest);
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

} // namespace lab
