// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"
#include "core/lessons/lesson_settings.h"

#include <string_view>
#include <vector>

namespace lab
{

inline constexpr std::size_t kMostLessonBytes = 1 << 20;
inline constexpr std::size_t kMostSteps = 500;

/// A lesson and all that is wrong in its file, by line. It is there as far as it could be read; only one without
/// faults other than warnings is for a class.
struct LessonReading {
    Lesson lesson;
    std::vector<LessonFault> faults; ///< by ascending line

    bool good() const;
};

/// Whether a text is a lesson: its first fenced block says so.
bool isLesson(std::string_view text);

/// Reads a lesson; docs/writing-lessons.md says what its blocks mean. Never reaches outside `around`. `compute`:
/// whether its answers are checked by computing them, too.
LessonReading readLesson(std::string_view text, const LessonSurroundings& around, bool compute = true);

} // namespace lab
