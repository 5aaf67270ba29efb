// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_settings.h"

namespace lab
{

/// What only computing shows of a lesson's questions: whether the program comes to the expected answer, too, whether
/// the mistakes that are replied to can be made and differ from it, and whether an example fulfils its predicate.
std::vector<LessonFault> checkAnswers(const Lesson& lesson, const LessonSurroundings& around);

/// Adds what is wrong with the pictures in a text that stands behind `line`: they lie beside the lesson, or nowhere.
void checkPictures(std::string_view text, int line, const LessonSurroundings& around,
                   std::vector<LessonFault>& faults);

/// The session in which the example of a task was built: "kernel 0,1;2,3", a setting a line. Answers what is wrong.
std::string applyExample(const Ask& ask, const LessonSurroundings& around, Session& session);

} // namespace lab
