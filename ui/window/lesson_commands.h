// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/workbench.h"

#include <QFileSystemWatcher>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <cstdint>
#include <optional>
#include <vector>

class QKeyEvent;

namespace lab
{

class Course;
class LessonPanel;
class Predictor;
struct LessonReading;
struct ShelfEntry;

/// Opens lessons, and gives them the keys that are theirs while they run.
class LessonCommands : public QObject
{
    Q_OBJECT
public:
    LessonCommands(const Workbench& bench, Course& course, Predictor& predictor, QObject* parent);

    void open(const QString& path);
    /// The lessons that come with the program; the first time they are read, which takes a moment.
    const std::vector<ShelfEntry>& shelf();
    /// A key that belongs to the lesson that runs; false: it is somebody else's.
    bool takeKey(const QKeyEvent* event);
    /// Back to where a session file says that its lesson was.
    void resume(const QJsonObject& saved);

private:
    /// Whether the file is a lesson; then it is opened.
    bool openIfLesson(const QString& path);
    std::optional<LessonReading> read(const QString& path);
    void begin(LessonReading reading, const QString& path);
    QJsonObject saved() const; ///< where the lesson is, for a session file
    void followStep();
    void reload();
    void writeNew();
    void connectQuestions();
    void beginExam();
    void watch(const QString& path);
    void saveText(const QString& title, const QString& suggested, const std::function<std::string(bool table)>& text);
    void saveSheet();
    void saveAnswers();
    void compareFile();

    Workbench m_bench;
    Course& m_course;
    Predictor& m_predictor;
    std::uint64_t m_seed = 0; ///< of the exam that runs
    LessonPanel& m_panel;
    QFileSystemWatcher m_watcher;
    QTimer m_reload;
};

} // namespace lab
