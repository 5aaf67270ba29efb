// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"
#include "core/teaching/judge.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// What a person answered, to be kept or handed in. A value that belongs to nobody but who saves it.

/// One answer that was given.
struct SavedTry {
    std::string given; ///< as it was typed
    Verdict verdict = Verdict::Unknown;
    std::vector<std::string> mistakes; ///< ids of those that were named, or of how something built missed
    std::string sentence; ///< what was said to it
    bool operator==(const SavedTry&) const = default;
};

struct SavedQuestion {
    std::string id; ///< in its lesson, or of its template
    std::uint64_t seed = 0; ///< that it was drawn from; 0 in a lesson
    std::string text;
    std::vector<SavedTry> tries;
    bool shown = false; ///< the answer was shown instead of found
    bool right() const { return !shown && !tries.empty() && tries.back().verdict == Verdict::Right; }
    bool operator==(const SavedQuestion&) const = default;
};

enum class RunKind { Lesson, Exam };

/// One way through a lesson or a sheet of exam questions.
struct SavedRun {
    RunKind kind = RunKind::Lesson;
    std::string id; ///< of the lesson, or of the level of the exam
    std::uint64_t seed = 0; ///< of the sheet
    std::vector<SavedQuestion> questions;
    int right() const; ///< how many were answered rightly
    bool operator==(const SavedRun&) const = default;
};

/// For a person to read.
std::string answersText(const SavedRun& run);
/// For a spreadsheet: a line of what was run, names of the columns, and a line for each try (at least one for each
/// question).
std::string answersCsv(const SavedRun& run);
/// Whatever answersCsv() wrote, also with other line ends. Errors: AnswersBroken.
Result<SavedRun> answersFromCsv(std::string_view text);

} // namespace lab
