// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/reaction.h"
#include "core/teaching/answers.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace lab
{

/// How far the questions of a lesson are, by their ids.
using AskStates = std::map<std::string, AskState, std::less<>>;

/// What was answered in a lesson, to be saved: the questions that were answered or shown. `seed`: of an exam that was
/// drawn from it.
SavedRun savedRun(const Lesson& lesson, const AskStates& states, std::optional<std::uint64_t> seed);

} // namespace lab
