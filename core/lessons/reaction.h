// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"

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
    std::vector<Marked> shown; ///< on the stage: the window that was taken, cells that do not belong there

    bool right() const { return kind == Kind::Right; }
};

/// `session`: that of the step.
Reaction reactionTo(const Ask& ask, const Session& session, const Given& given);

/// An answer that counts, in words, and what was said to it.
struct Tried {
    std::string given;
    Reaction reaction;
};

/// How far a question is.
struct AskState {
    enum class Phase { Open, Right, Shown };
    Phase phase = Phase::Open;
    std::vector<Tried> tried;
    int hints = 0; ///< that were given
    Reaction last; ///< to the last answer, also to one that does not count
    bool answered = false; ///< there was an answer

    bool open() const { return phase == Phase::Open; }
    /// Right at the first try, without a hint or the answer being shown.
    bool atOnce() const { return phase == Phase::Right && tried.size() == 1; }
    /// Takes an answer with what is said to it.
    void take(const std::string& given, Reaction reaction);
};

/// An answer as it can be typed: "19", "37 43", "1 2; 3 4", or cells "(0,1), (0,2)".
std::string answerText(const Answer& answer);
/// In words, as it is saved and shown.
std::string givenText(const Given& given);
/// The right answer in words, for "Show me".
std::string rightText(const Ask& ask);

} // namespace lab
