// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "core/teaching/question.h"

#include <optional>
#include <string>
#include <vector>

namespace lab
{

/// What a lesson says to an answer in place of the standard sentence: to a mistake of the table by its id, or to
/// these numbers.
struct Reply {
    std::string mistake; ///< empty: to `numbers`
    Grid64 numbers;
    std::string text;
};

/// Something that is asked in a step of a lesson.
struct Ask {
    enum class Kind {
        Question, ///< has a right answer that the program computes
        Own, ///< a number that only the lesson knows
        Choice, ///< one or several of a list
        Build, ///< a session that fulfils a predicate
    };
    Kind kind = Kind::Question;
    std::string id; ///< of its own in the lesson
    std::string text; ///< Markdown; empty: the standard question of its kind
    Question question;
    std::vector<std::string> choices; ///< Markdown
    std::vector<int> right; ///< the choices that are, from 0, ascending
    std::string predicate; ///< of Build; see core/teaching/predicate.h
    std::string example; ///< of Build: settings, as in a session block, that fulfil it
    std::optional<Answer> expected; ///< as the author wrote it out
    std::string expectedText; ///< with the digits that it was written with
    int decimals = -1; ///< that an answer needs; −1: a whole number exactly, others to three digits
    int points = 1;
    std::vector<std::string> tells; ///< mistakes that it is about
    std::vector<Reply> replies;
    std::vector<std::string> hints; ///< one after each try
    std::string reveal; ///< Markdown, once it is answered or shown
    Hidden hidden; ///< until then
    std::optional<ViewState> revealedView; ///< what the reveal looks at
    int line = 0; ///< in the file
};

/// Which controls a step takes away, or leaves but for changing: ids of pages, and of what a session consists of.
struct Controls {
    std::vector<std::string> hidden, locked;
    bool operator==(const Controls&) const = default;
};

/// A step is whole: it can be entered from either side and looks the same.
struct LessonStep {
    std::string title;
    std::string text; ///< Markdown
    Session session;
    ViewState view; ///< with what the step points at
    Controls controls;
    std::vector<Ask> asks; ///< one after the other
    std::string note; ///< for the teacher
    int line = 0; ///< in the file
};

struct Lesson {
    std::string id; ///< [a-z0-9-]+
    std::string title;
    std::string section; ///< of the book
    int minutes = 0;
    std::string language = "en";
    std::vector<LessonStep> steps; ///< at least one
};

/// Something that is wrong in a lesson's file, or that a teacher would want to know.
struct LessonFault {
    int line = 0; ///< from 1
    std::string text;
    bool warning = false;
    bool operator==(const LessonFault&) const = default;
};

} // namespace lab
