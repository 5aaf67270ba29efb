// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/teaching/question.h"

#include <string>

namespace lab
{

struct Session;

/// How to begin, in a sentence. Of a question that has an answer; of a row or a map, it speaks of cell (row, col).
std::string firstStepOf(const Session& session, const Question& question);

} // namespace lab
