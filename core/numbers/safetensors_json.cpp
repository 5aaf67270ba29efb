// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/safetensors_json.h"

#include "core/numbers/text_parts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace lab
{

namespace
{

constexpr std::string_view kJsonBlanks = " \t\r\n";
/// What stands behind a backslash, and what it means.
constexpr std::array<std::pair<char, char>, 8> kEscapes{
    {{'"', '"'}, {'\\', '\\'}, {'/', '/'}, {'b', '\b'}, {'f', '\f'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}}};

void appendUtf8(std::string& text, std::uint32_t code)
{
    const auto byte = [&](std::uint32_t bits) { text += char(std::uint8_t(bits)); };
    const auto more = [&](unsigned shift) { byte(0x80U | (code >> shift & 0x3FU)); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0U | code >> 6U);
        more(0);
    } else if (code < 0x10000) {
        byte(0xE0U | code >> 12U);
        more(6);
        more(0);
    } else {
        byte(0xF0U | code >> 18U);
        more(12);
        more(6);
        more(0);
    }
}

} // namespace

void SafetensorsJson::skipBlanks()
{
    m_at = std::min(m_text.find_first_not_of(kJsonBlanks, m_at), m_text.size());
}

bool SafetensorsJson::atEnd()
{
    skipBlanks();
    return m_at == m_text.size();
}

bool SafetensorsJson::next(char c)
{
    skipBlanks();
    return m_at < m_text.size() && m_text[m_at] == c;
}

bool SafetensorsJson::take(char c)
{
    const bool there = next(c);
    m_at += there ? 1 : 0;
    return there;
}

std::optional<std::uint32_t> SafetensorsJson::fourDigits()
{
    const std::string_view digits = m_text.substr(m_at, 4);
    std::uint32_t code = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (digits.size() < 4 || read.ec != std::errc() || read.ptr != digits.data() + 4)
        return std::nullopt;
    m_at += 4;
    return code;
}

/// What follows a backslash.
bool SafetensorsJson::escape(std::string& text)
{
    const auto is = [&](char c) { return m_at < m_text.size() && m_text[m_at] == c; };
    for (const auto& [letter, meaning] : kEscapes)
        if (is(letter)) {
            text += meaning;
            ++m_at;
            return true;
        }
    if (!is('u'))
        return false;
    ++m_at;
    const auto first = fourDigits();
    if (!first || (*first >= 0xDC00 && *first < 0xE000))
        return false;
    if (*first < 0xD800 || *first >= 0xE000) {
        appendUtf8(text, *first);
        return true;
    }
    if (m_text.substr(m_at, 2) != "\\u") // the second half of a pair
        return false;
    m_at += 2;
    const auto second = fourDigits();
    if (!second || *second < 0xDC00 || *second >= 0xE000)
        return false;
    appendUtf8(text, 0x10000U + ((*first - 0xD800U) << 10U) + (*second - 0xDC00U));
    return true;
}

std::optional<std::string> SafetensorsJson::string()
{
    if (!take('"'))
        return std::nullopt;
    std::string text;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (std::uint8_t(c) < 0x20)
            return std::nullopt;
        ++m_at;
        if (c == '"')
            return text;
        if (c != '\\')
            text += c;
        else if (!escape(text))
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::uint64_t> SafetensorsJson::whole()
{
    skipBlanks();
    const std::string_view rest = m_text.substr(m_at);
    std::uint64_t number = 0;
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    const auto length = std::size_t(read.ptr - rest.data());
    const bool goesOn = length < rest.size() && (isLetter(rest[length]) || rest[length] == '.');
    if (read.ec != std::errc() || goesOn || (length > 1 && rest.front() == '0'))
        return std::nullopt;
    m_at += length;
    return number;
}

/// true, false, null or any number.
bool SafetensorsJson::skipWord()
{
    const auto isOfWord = [](char c) { return isLetter(c) || isDigit(c) || c == '-' || c == '+' || c == '.'; };
    const auto begin = m_at;
    while (m_at < m_text.size() && isOfWord(m_text[m_at]))
        ++m_at;
    return m_at > begin;
}

bool SafetensorsJson::skipValue()
{
    std::vector<char> open; // the brackets that are yet to be closed
    for (;;) {
        if (next('{') || next('[')) {
            open.push_back(m_text[m_at] == '{' ? '}' : ']');
            ++m_at;
            if (open.size() > std::size_t(kMostDepth))
                return false;
            if (!next(open.back())) {
                if (open.back() == '}' && !(string() && take(':')))
                    return false;
                continue;
            }
        } else if (!(next('"') ? string().has_value() : skipWord())) {
            return false;
        }
        while (!open.empty() && take(open.back()))
            open.pop_back();
        if (open.empty())
            return true;
        if (!take(',') || (open.back() == '}' && !(string() && take(':'))))
            return false;
    }
}

std::string jsonString(std::string_view text)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string quoted = "\"";
    for (const char c : text) {
        const auto byte = std::uint8_t(c);
        if (c == '"' || c == '\\')
            quoted += '\\';
        if (byte < 0x20)
            (quoted += "\\u00").append({kHex[byte >> 4U], kHex[byte & 15U]});
        else
            quoted += c;
    }
    return quoted + '"';
}

} // namespace lab
