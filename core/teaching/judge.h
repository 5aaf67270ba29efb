// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/teaching/alternatives.h"
#include "core/teaching/answer_text.h"

#include <optional>
#include <string>
#include <vector>

namespace lab
{

enum class Verdict {
    Right,
    TooCoarse, ///< right so far, but with fewer digits than asked
    Recognised, ///< one to three mistakes give this answer
    Unknown, ///< nothing is said of how it came about
};

/// Of a number of a row, a map or a shape.
enum class Mark { Right, TooCoarse, Other };

struct JudgeOptions {
    std::optional<int> digits =
        {}; ///< decimals that are asked; else three significant digits, and whole numbers exactly
    std::vector<std::string> tells = {}; ///< ids of the mistakes that the step is about: named before others
};

struct Judgement {
    Verdict verdict = Verdict::Unknown;
    std::vector<Alternative> mistakes; ///< those that are named, at most three
    std::vector<Alternative> others; ///< that give the answer, too, but are less likely, or are too many to be named
    bool together = false; ///< the two that are named were made at once
    std::string sentence; ///< all that is said
    std::string firstStep; ///< how to begin; part of the sentence where nothing was recognised
    std::vector<Mark> marks; ///< number by number, where the shape is right
    CellList missing, extra; ///< of cells
};

/// Whether a typed number stands for `value`: no further apart than half a unit of the last digit that was typed.
/// Coarse where fewer digits were typed than asked.
enum class Fit { None, Coarse, Full };
Fit fitOf(double typed, const Precision& precision, double value, std::optional<int> digits);

/// What an answer shows. It is right where it agrees to its last digit. Else all alternatives that differ from the
/// right answer are looked at, by the same measure: those that give it are named, if they are at most three of one
/// rank (`tells`, then all, then minor ones) and the right answer is not 0; two mistakes at once only if none alone
/// gives it and no other two do. Shapes are judged axis by axis; rows and maps first as wholes, then cell by cell.
/// Errors: those of rightAnswer().
Result<Judgement> judge(const Session& session, const Question& question, const GivenAnswer& given,
                        const JudgeOptions& options = {});

} // namespace lab
