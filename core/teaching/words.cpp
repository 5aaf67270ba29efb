// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/words.h"

#include "core/numbers/number_text.h"

#include <algorithm>
#include <numeric>

namespace lab
{

namespace
{

/// Levenshtein's distance: how many letters are to be changed, added or left out.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t(0));
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace

std::vector<std::string_view> splitAt(std::string_view text, char mark)
{
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(mark, at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

std::vector<std::string_view> wordsIn(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!(text = trimmed(text)).empty()) {
        words.push_back(text.substr(0, text.find_first_of(kTextBlanks)));
        text.remove_prefix(words.back().size());
    }
    return words;
}

std::string quoted(std::string_view text)
{
    return "“" + excerpt(text) + "”";
}

std::optional<std::string_view> nearestName(std::string_view name, std::span<const std::string_view> known)
{
    constexpr std::size_t kLongest = 60;
    if (name.empty() || name.size() > kLongest || known.empty())
        return std::nullopt;
    const auto nearest = std::ranges::min_element(
        known, [&](std::string_view a, std::string_view b) { return distance(name, a) < distance(name, b); });
    return distance(name, *nearest) <= 1 + name.size() / 4 ? std::optional(*nearest) : std::nullopt;
}

std::string meant(std::string_view name, std::span<const std::string_view> known)
{
    const auto nearest = nearestName(name, known);
    return nearest ? " Do you mean “" + std::string(*nearest) + "”?" : std::string();
}

} // namespace lab
