// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/text_bytes.h"

#include <algorithm>
#include <cstdint>

namespace lab
{

namespace
{

constexpr std::string_view kBom = "\xEF\xBB\xBF";

void append(std::string& text, std::uint32_t point)
{
    const auto put = [&](std::uint32_t byte) { text += char(std::uint8_t(byte)); };
    if (point < 0x80)
        return put(point);
    if (point < 0x800) {
        put(0xC0 | point >> 6);
    } else if (point < 0x10000) {
        put(0xE0 | point >> 12);
        put(0x80 | (point >> 6 & 0x3F));
    } else {
        put(0xF0 | point >> 18);
        put(0x80 | (point >> 12 & 0x3F));
        put(0x80 | (point >> 6 & 0x3F));
    }
    put(0x80 | (point & 0x3F));
}

std::string fromUtf16(std::string_view bytes, bool big)
{
    constexpr std::uint32_t kReplacement = 0xFFFD;
    const auto unit = [&](std::size_t at) {
        const auto first = std::uint8_t(bytes[at]), second = std::uint8_t(bytes[at + 1]);
        return std::uint32_t(big ? first << 8 | second : second << 8 | first);
    };
    const auto isHigh = [](std::uint32_t u) { return u >= 0xD800 && u < 0xDC00; };
    const auto isLow = [](std::uint32_t u) { return u >= 0xDC00 && u < 0xE000; };
    std::string text;
    text.reserve(bytes.size() / 2);
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        const std::uint32_t first = unit(at);
        if (isHigh(first) && at + 3 < bytes.size() && isLow(unit(at + 2))) {
            append(text, 0x10000 + ((first - 0xD800) << 10) + (unit(at + 2) - 0xDC00));
            at += 2;
        } else {
            append(text, isHigh(first) || isLow(first) ? kReplacement : first);
        }
    }
    return text;
}

std::string fromLatin1(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (const char byte : bytes)
        append(text, std::uint8_t(byte));
    return text;
}

/// The length of the character at the front in bytes, 0 where it is no UTF-8.
std::size_t utf8Length(std::string_view text)
{
    const auto lead = std::uint8_t(text.front());
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length > text.size())
        return 0;
    const auto continues = [](char c) { return (std::uint8_t(c) & 0xC0) == 0x80; };
    const auto rest = text.substr(1, length == 0 ? 0 : length - 1);
    return std::all_of(rest.begin(), rest.end(), continues) ? length : 0;
}

/// Plain numbers in UTF-16 have a zero in every other byte.
bool hasZeros(std::string_view bytes, std::size_t from)
{
    constexpr std::size_t kLook = 64;
    if (bytes.size() < 4 || bytes.size() % 2 != 0)
        return false;
    for (std::size_t at = 0; at + 1 < std::min(bytes.size(), kLook); at += 2)
        if (bytes[at + from] != 0 || bytes[at + 1 - from] == 0)
            return false;
    return true;
}

std::string withUnixLines(std::string text)
{
    if (text.find('\r') == std::string::npos)
        return text;
    std::size_t end = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r')
            text[end++] = text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            text[end++] = '\n';
    text.resize(end);
    return text;
}

std::string decoded(std::string_view bytes)
{
    if (bytes.starts_with("\xFF\xFE"))
        return fromUtf16(bytes.substr(2), false);
    if (bytes.starts_with("\xFE\xFF"))
        return fromUtf16(bytes.substr(2), true);
    if (hasZeros(bytes, 1))
        return fromUtf16(bytes, false);
    if (hasZeros(bytes, 0))
        return fromUtf16(bytes, true);
    if (bytes.starts_with(kBom))
        bytes.remove_prefix(kBom.size());
    return utf8Prefix(bytes) == bytes.size() ? std::string(bytes) : fromLatin1(bytes);
}

} // namespace

std::size_t utf8Prefix(std::string_view bytes)
{
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const std::size_t length = utf8Length(rest);
        if (length == 0)
            break;
        rest.remove_prefix(length);
    }
    return bytes.size() - rest.size();
}

std::string textOfBytes(std::string_view bytes)
{
    return withUnixLines(decoded(bytes));
}

} // namespace lab
