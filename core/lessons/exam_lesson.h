// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"
#include "core/teaching/exam.h"

#include <span>
#include <string>

namespace lab
{

/// Exam questions as a lesson: a step each, whose hints are the steps of its solution.
Lesson lessonOf(std::span<const ExamQuestion> sheet, const std::string& title);

} // namespace lab
