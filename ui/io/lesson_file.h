// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_reader.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace lab
{

/// Which pages and places a lesson may name.
struct LessonPlaces {
    std::span<const std::string_view> pages, places;
};

/// Reads a lesson from its file; what it names beside itself is looked for in the file's folder and nowhere else,
/// also not through links that lead out of it. Errors: those of readBytes(). What is wrong in the text is in the
/// reading.
/// `compute` as in readLesson().
Result<LessonReading> readLessonFile(const QString& path, const LessonPlaces& places, bool compute = true);

/// The lessons that come with the program, in their order: their paths in the resources.
QStringList builtInLessons();
QStringList builtInExercises();

/// Whether bytes are a lesson: what is opened or dropped asks.
bool isLessonText(const QByteArray& bytes);

} // namespace lab
