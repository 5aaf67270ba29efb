// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QListWidget;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace lab
{

class AskBox;
class ComparePanel;
class Course;
class Document;
class ExamPanel;
class MarkdownView;
class PredictPanel;
class Predictor;
class StepBar;
class ViewModel;
struct LessonReading;

/// A lesson that can be chosen.
struct ShelfEntry {
    QString path;
    QString title;
    QString section;
    int minutes = 0;
    int steps = 0;
    bool exercise = false;
};

/// The lesson that is run, step by step; while none is, those that there are.
class LessonPanel : public QWidget
{
    Q_OBJECT
public:
    LessonPanel(Document& document, ViewModel& view, Course& course, Predictor& predictor, QWidget* parent = nullptr);

    void setShelf(std::vector<ShelfEntry> entries);
    bool shelved() const { return m_shelved; }
    const std::vector<ShelfEntry>& shelf() const { return m_entries; }
    AskBox& ask() const; ///< that is in sight
    ExamPanel& exam() const { return *m_exam; }
    PredictPanel& predict() const { return *m_predict; }
    ComparePanel& compare() const { return *m_compare; }
    /// What is wrong in a lesson's file, line by line, instead of the lesson.
    void showFaults(const QString& path, const LessonReading& reading);
    void hideFaults();
    const QString& faultyPath() const { return m_faulty; } ///< empty: none is shown
    /// The Enter key: checks what is given, or goes on.
    void goOn();

signals:
    void lessonWanted(const QString& path);
    void openWanted();
    void openAnyway(const QString& path);
    void newWanted();
    void saveAnswersWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void setTitleFont();
    QWidget* makeShelf();
    QWidget* makeRunning();
    QWidget* makeFoot();
    QWidget* makeFaults();
    void fillShelf();
    void showPart();
    void followStep();
    void followAnswers();

    Document& m_document;
    ViewModel& m_view;
    Course& m_course;
    std::vector<ShelfEntry> m_entries;
    ExamPanel* m_exam = nullptr;
    PredictPanel* m_predict = nullptr;
    ComparePanel* m_compare = nullptr;
    QLabel* m_shelfHeading = nullptr;
    QLabel* m_shelfAbout = nullptr;
    bool m_shelved = false;
    std::optional<bool> m_exercises; ///< whether it is they that the list holds
    QString m_faulty;
    QLabel* m_faultHeading = nullptr;
    QListWidget* m_faults = nullptr;
    QPushButton* m_anyway = nullptr;
    QStackedWidget* m_stack = nullptr;
    QListWidget* m_shelf = nullptr;
    QLabel* m_caption = nullptr;
    QLabel* m_title = nullptr;
    StepBar* m_bar = nullptr;
    MarkdownView* m_text = nullptr;
    AskBox* m_ask = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_playing = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_show = nullptr;
    QPushButton* m_next = nullptr;
    QPushButton* m_free = nullptr;
    QLabel* m_score = nullptr;
};

} // namespace lab
