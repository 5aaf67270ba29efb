// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/session/session.h"
#include "core/teaching/question.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

class Draws;
struct ExamQuestion;

/// A kind of exam question, whose numbers are drawn.
struct ExamTemplate {
    std::string_view id;
    int number; ///< in the plan of all 25, some of which need several channels
    std::string_view title;
    int level; ///< 1, easy, to 4
    std::string_view section; ///< of Dive into Deep Learning
    /// Draws the numbers and writes the question; false where its mistakes could not be told apart.
    bool (*draw)(Draws& draws, ExamQuestion& question);
};
/// All of the plan but 17, a cell of several channels: what computes with channels has to wait until layers have
/// them. 6, 9, 10 and 11 ask for counts and show nothing; 3, 7, 8 and 18 show one channel.
std::span<const ExamTemplate> examTemplates();
/// Null when there is none of that id.
const ExamTemplate* findExamTemplate(std::string_view id);

/// What a known mistake answers.
struct ExamAlternative {
    std::string_view mistake; ///< its id
    Grid64 answer; ///< of the shape of the right one; NaN where nothing is known of a number
    std::string sentence; ///< "no-plus-one": what was missed
};

/// One step of the solution, and where it can be seen.
struct WorkedStep {
    std::string sentence;
    std::string_view page; ///< of the view
    std::int64_t position = 0; ///< there, in the focused layer, counted in products
};

/// A question with its answer. The same for the same template and seed, everywhere.
struct ExamQuestion {
    std::string_view id; ///< of the template
    std::uint64_t seed = 0;
    int draws = 0; ///< how often its numbers were drawn until its mistakes could be told apart
    std::vector<double> parameters; ///< what was drawn, in order
    std::string text;
    std::optional<Session> session; ///< to be shown, one channel of it where it has several
    bool kernelAsked = false; ///< the kernel is what is asked: it must not be shown
    std::optional<Question> question; ///< about that session, where it is one
    std::vector<std::string_view> asked; ///< names of the numbers of the answer; empty: it is one number, or a map
    std::vector<Grid64> choices; ///< one of them is the answer; empty: numbers are typed
    std::vector<std::string> choiceNames; ///< of the choices, where they have names
    Grid64 answer; ///< 1×n numbers, or a map
    int digits = 0; ///< decimals that are wanted
    std::vector<ExamAlternative> alternatives; ///< that differ from the answer
    std::vector<WorkedStep> steps;

    /// How far a number may be from the right one: half a unit of its last digit.
    double tolerance() const;
};
ExamQuestion drawnQuestion(const ExamTemplate& of, std::uint64_t seed);

/// Which templates a sheet is made of.
enum class ExamLevel { Easy, Middle, Hard };
struct ExamLevelRow {
    ExamLevel level;
    std::string_view id;
    std::string_view label;
    int least, most; ///< levels of its templates
};
std::span<const ExamLevelRow> examLevels();
const ExamLevelRow& infoOf(ExamLevel level);

/// `count` questions of that level, no template again before all have been asked; question n, from 1, is drawn from
/// seed·1000 + n.
std::vector<ExamQuestion> examSheet(int count, std::uint64_t seed, ExamLevel level);

/// A sheet as text: the questions, and the answers with their steps on a page of their own, behind a form feed.
std::string examText(std::span<const ExamQuestion> sheet, std::uint64_t seed);
/// One line a question: number, template, seed, level, section, question, answer, decimals, steps. Numbers of an
/// answer are separated by blanks, rows by "; ".
std::string examCsv(std::span<const ExamQuestion> sheet);

} // namespace lab
