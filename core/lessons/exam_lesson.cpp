// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/exam_lesson.h"

#include "core/lessons/lesson_question.h"
#include "core/lessons/reaction.h"
#include "core/session/samples.h"

#include <algorithm>

namespace lab
{

namespace
{

/// Whatever of the session would tell the answer.
Hidden hiddenIn(const Ask& ask, const ExamQuestion& question, const Session& session)
{
    Hidden hidden = hiddenBy(ask, session);
    if (!question.session)
        return hidden;
    if (question.kernelAsked) {
        const Shape shape = session.layer().window();
        for (int r = 0; r < shape.rows; ++r)
            for (int c = 0; c < shape.cols; ++c)
                hidden.cells.push_back({Spot::Part::Kernel, session.focus, r, c});
        return hidden;
    }
    if (ask.kind == Ask::Kind::Question && ask.question.asked != Asked::Number)
        return hidden;
    hidden.lights = true;
    for (std::size_t map = 1; map <= session.layers.size(); ++map)
        hidden.sizes.push_back(map);
    return hidden;
}

Ask askOf(const ExamQuestion& question, const Session& session, std::size_t number)
{
    Ask ask;
    ask.id = "question-" + std::to_string(number);
    ask.text = question.text;
    ask.decimals = question.digits;
    if (!question.choices.empty()) {
        ask.kind = Ask::Kind::Choice;
        for (std::size_t i = 0; i < question.choices.size(); ++i) {
            const std::string name = i < question.choiceNames.size() ? question.choiceNames[i] : std::string();
            ask.choices.push_back(name.empty() ? answerText(question.choices[i]) : name);
            if (question.choices[i] == question.answer)
                ask.right.push_back(int(i));
        }
    } else {
        ask.kind = question.question ? Ask::Kind::Question : Ask::Kind::Own;
        if (question.question)
            ask.question = *question.question;
        ask.expected = question.answer;
        ask.expectedText = answerText(question.answer);
        if (!question.question && !question.asked.empty()) {
            std::string names;
            for (const std::string_view name : question.asked)
                (names += names.empty() ? "" : ", ") += name;
            ask.text += "\n\nType: " + names + ".";
        }
    }
    if (!question.question)
        for (const ExamAlternative& alternative : question.alternatives)
            ask.replies.push_back({{}, alternative.answer, alternative.sentence});
    for (const WorkedStep& step : question.steps) {
        ask.hints.push_back(step.sentence);
        (ask.reveal += ask.reveal.empty() ? "" : "\n\n") += step.sentence;
    }
    ask.hidden = hiddenIn(ask, question, session);
    return ask;
}

} // namespace

Lesson lessonOf(std::span<const ExamQuestion> sheet, const std::string& title)
{
    Lesson lesson;
    lesson.id = "exam";
    lesson.title = title;
    for (const ExamQuestion& question : sheet) {
        const ExamTemplate* const of = findExamTemplate(question.id);
        LessonStep step;
        step.title = of ? std::string(of->title) : std::string("Question");
        step.session = question.session ? *question.session : startSession();
        step.view.page = "exercises";
        step.view.panel = "lesson";
        step.view.progressive = false;
        step.controls.locked = {"all"};
        step.asks.push_back(askOf(question, step.session, lesson.steps.size() + 1));
        lesson.steps.push_back(std::move(step));
    }
    return lesson;
}

} // namespace lab
