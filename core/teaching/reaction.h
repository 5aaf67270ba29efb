// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/teaching/lesson.h"

#include <string>
#include <variant>
#include <vector>

namespace lab
{

/// What was given as an answer: typed, clicked, chosen, or built.
using Given = std::variant<std::string, CellList, std::vector<int>, Session>;

/// What a lesson has to say to an answer.
struct Reaction {
    enum class Kind {
        Unread, ///< it is no number; not counted as a try
        Coarse, ///< right so far, with too few digits; not counted either
        NotYet,
        Right,
    };
    Kind kind = Kind::NotYet;
    std::string sentence; ///< Markdown; may be empty when it is right
    std::vector<std::string> mistakes; ///< ids of those that it is the result of
    CellList wrong; ///< of the cells or numbers that were given

    bool right() const { return kind == Kind::Right; }
};

/// `session`: that of the step.
Reaction reactionTo(const Ask& ask, const Session& session, const Given& given);

/// How far a question is: what was given, and what was said last.
struct AskState {
    enum class Phase { Open, Right, Shown };
    Phase phase = Phase::Open;
    int tries = 0;
    int hints = 0; ///< that were given
    std::vector<std::string> given; ///< in words
    Reaction last;

    bool open() const { return phase == Phase::Open; }
};

/// In words, as it is saved and shown.
std::string givenText(const Given& given);
/// The right answer in words, for "Show me".
std::string rightText(const Ask& ask);

} // namespace lab
