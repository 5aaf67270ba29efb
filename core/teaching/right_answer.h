// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"
#include "core/teaching/question.h"
#include "core/teaching/topic.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace lab
{

struct Session;

/// Answers of more cells than these are not asked for.
inline constexpr std::int64_t kMostAskedCells = 65'536;

/// The answer that the program gives, in double: what a layer behind others reads are the maps as they are shown.
/// Cells of the first plane, or of several channels as channel_asked.h has them. Errors: those of asked.h,
/// AskedOutside, AskedTap, AskedUnknown, AskedProducts, AskedMaps; those of resolve(), evaluate() and
/// prepareProblem(); TooLarge for more than kMostAskedCells.
Result<Answer> rightAnswer(const Session& session, const Question& question);

/// A number that can be asked for by name.
struct NumberName {
    std::string_view name; ///< in lessons
    std::string_view label;
    std::string_view sentence; ///< the question
    Topic topic; ///< whose mistakes are possible
    Result<double> (*compute)(const Session& session, const Question& question);
};
std::span<const NumberName> numberNames();
/// Null where no number is called so.
const NumberName* findNumber(std::string_view name);

/// What a question is about, for its mistakes: the kind of layer counts, and the name of a number.
Topic topicOf(const Session& session, const Question& question);

} // namespace lab
