// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/text_parts.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// What the readers of lessons and tasks share beside core/numbers/text_parts.h, and how they say what they found.

std::vector<std::string_view> splitAt(std::string_view text, char mark);
/// The parts between blanks.
std::vector<std::string_view> wordsIn(std::string_view text);
/// A text as it is quoted in a sentence.
std::string quoted(std::string_view text);
/// The one of `known` that is written most alike, if any is; for "do you mean …?".
std::optional<std::string_view> nearestName(std::string_view name, std::span<const std::string_view> known);
/// " Do you mean “flipped”?", or nothing.
std::string meant(std::string_view name, std::span<const std::string_view> known);

} // namespace lab
