// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lab
{

/// Reads JSON from front to back, as far as the header of a .safetensors file needs it: each function takes what it
/// names, or nothing and answers so. What has failed stays failed, at place().
class SafetensorsJson
{
public:
    explicit SafetensorsJson(std::string_view text) : m_text(text) {}

    std::size_t place() const { return m_at; } ///< the first byte that was not taken
    bool atEnd(); ///< nothing but blanks is left
    bool next(char c); ///< behind blanks; takes nothing but these
    bool take(char c);
    std::optional<std::string> string(); ///< with its escapes resolved, as UTF-8
    std::optional<std::uint64_t> whole(); ///< a whole number from 0 on, in plain digits
    bool skipValue(); ///< of any kind, at most kMostDepth deep

    static constexpr int kMostDepth = 32;

private:
    void skipBlanks();
    bool escape(std::string& text);
    std::optional<std::uint32_t> fourDigits();
    bool skipWord();

    std::string_view m_text;
    std::size_t m_at = 0;
};

/// A string as JSON has it, with its quotes.
std::string jsonString(std::string_view text);

} // namespace lab
