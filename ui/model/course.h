// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_answers.h"

#include <QObject>
#include <QString>

#include <optional>
#include <string>

namespace lab
{

class Document;
class ViewModel;

/// A lesson that is run: at which step it is, and what was answered. The document and the view follow it, and while a
/// question is open, what it asks for is hidden.
class Course : public QObject
{
    Q_OBJECT
public:
    Course(Document& document, ViewModel& view, QObject* parent = nullptr);

    bool running() const { return m_lesson.has_value(); }
    const Lesson& lesson() const { return *m_lesson; } ///< while it runs
    QString source() const { return m_source; } ///< its file, or one of the resources; empty: made here
    std::size_t step() const { return m_step; }
    const LessonStep& now() const { return m_lesson->steps[m_step]; }
    bool last() const { return m_step + 1 == m_lesson->steps.size(); }

    /// What was there before comes back when the lesson is left.
    void start(Lesson lesson, const QString& source);
    /// As start(), where a session was saved in the middle of a lesson: it stays, and the lesson waits if it is
    /// another than its step's.
    void resume(Lesson lesson, const QString& source, std::size_t step);
    /// The same lesson as it reads now: its place and its answers stay.
    void reload(Lesson lesson);
    void leave();
    void goTo(std::size_t step);
    void next(); ///< the next question of the step, or the next step
    void back();
    void restart(); ///< the step, as if it was not answered yet

    /// While somebody plays, nothing is asked and nothing is locked; then it is exactly as it was.
    bool playingFreely() const { return m_left.has_value(); }
    void playFreely();
    void comeBack();

    /// The question that is open; null: none is, or somebody plays.
    const Ask* open() const;
    /// The question that is answered last, or open: what the panel shows.
    const Ask* shown() const;
    bool more() const; ///< the step asks something else behind it
    const AskState& state(const Ask& ask) const;
    void answer(const Given& given);
    /// The cells that are clicked so far, and their answer.
    void choose(const Spot& spot);
    void answerCells();
    int chosen() const; ///< how many cells are clicked
    void giveHint();
    void showAnswer();

    int answered() const; ///< questions of the lesson that are right at the first try, of …
    int asked() const; ///< … those that were answered or shown
    const AskStates& states() const { return m_states; }

signals:
    void stepChanged(); ///< another step, or none
    void answersChanged(); ///< what is asked, given, or said

private:
    struct Left {
        Session session;
        ViewState view;
    };
    void take(Lesson lesson, const QString& source, std::size_t step);
    void enter();
    void cover(); ///< what the open question hides
    void settle(const Ask& ask, AskState::Phase phase);
    QString objection(const Session& after) const;
    void put(const QString& text, const Session& session);

    Document& m_document;
    ViewModel& m_view;
    std::optional<Lesson> m_lesson;
    QString m_source;
    std::size_t m_step = 0;
    std::size_t m_shown = 0; ///< of the step's questions
    AskStates m_states;
    std::optional<Left> m_left;
    bool m_moving = false; ///< it changes the session itself
};

} // namespace lab
