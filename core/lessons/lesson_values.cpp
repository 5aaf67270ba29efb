// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_values.h"

#include "core/numbers/matrix_text.h"
#include "core/numbers/number_text.h"

#include <charconv>
#include <cmath>

namespace lab
{

std::optional<int> wholeNumber(std::string_view text, int least, int most)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool read = error == std::errc{} && end == text.data() + text.size();
    return read && value >= least && value <= most ? std::optional(value) : std::nullopt;
}

std::optional<std::vector<int>> wholeNumbers(std::string_view text, int least, int most)
{
    std::string parts(text);
    std::ranges::replace(parts, ',', ' ');
    std::ranges::replace(parts, 'x', ' ');
    std::vector<int> numbers;
    for (const std::string_view part : wordsIn(parts)) {
        const auto number = wholeNumber(part, least, most);
        if (!number)
            return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

Problem setWhole(std::string_view value, int least, int most, int& to)
{
    const auto number = wholeNumber(value, least, most);
    if (!number)
        return quoted(value) + " is no whole number from " + std::to_string(least) + " to " + std::to_string(most) +
               ".";
    to = *number;
    return {};
}

Problem setNumber(std::string_view value, double& to)
{
    const auto number = numberFromText(value);
    if (!number || !std::isfinite(*number))
        return quoted(value) + " is no number.";
    to = *number;
    return {};
}

Problem setFlag(std::string_view value, bool& to)
{
    if (value != "yes" && value != "no")
        return quoted(value) + " is neither “yes” nor “no”.";
    to = value == "yes";
    return {};
}

Problem setSeed(std::string_view value, std::optional<std::uint64_t>& to)
{
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seed);
    if (error != std::errc{} || end != value.data() + value.size())
        return quoted(value) + " is no seed: a whole number from 0 on.";
    to = seed;
    return {};
}

Problem setPair(std::string_view value, PerAxis& to)
{
    constexpr int kMost = 10'000;
    const auto n = wholeNumbers(value, 1, kMost);
    if (!n || n->empty() || n->size() > 2)
        return quoted(value) + " is neither a number from 1 on nor rows,columns.";
    to = {n->front(), n->back()};
    return {};
}

Problem setMatrix(std::string_view value, Grid& to)
{
    auto read = matrixFromText(value);
    if (!read)
        return problemOf(read.error());
    to = std::move(*read);
    return {};
}

Problem problemOf(const Error& error)
{
    const auto& at = error.arguments;
    switch (error.code) {
    case ErrorCode::RaggedRows:
        return "row " + at[0] + " has " + at[1] + " numbers, row 1 has " + at[2] + ".";
    case ErrorCode::NotANumber:
        return quoted(at[2]) + " in row " + at[0] + ", column " + at[1] + " is no number.";
    case ErrorCode::KernelTooLarge:
        return "this session has no output: a " + at[0] + "×" + at[1] + " kernel does not fit on " + at[2] + "×" +
               at[3] + ".";
    case ErrorCode::PoolPadding:
        return "the padding of a pooling is at most half its window.";
    case ErrorCode::TooManyLayers:
        return "there are too many layers.";
    case ErrorCode::TargetShape:
        return "the target has " + at[0] + "×" + at[1] + " numbers, the output " + at[2] + "×" + at[3] + ".";
    default:
        return "that cannot be computed.";
    }
}

} // namespace lab
