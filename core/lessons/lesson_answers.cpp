// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_answers.h"

#include "core/lessons/lesson_question.h"

namespace lab
{

namespace
{

SavedTry savedTry(const Tried& tried)
{
    const Reaction& reaction = tried.reaction;
    const Verdict verdict = reaction.right()            ? Verdict::Right
                            : reaction.mistakes.empty() ? Verdict::Unknown
                                                        : Verdict::Recognised;
    return {tried.given, verdict, reaction.mistakes, reaction.sentence};
}

} // namespace

SavedRun savedRun(const Lesson& lesson, const AskStates& states, std::optional<std::uint64_t> seed)
{
    SavedRun run{seed ? RunKind::Exam : RunKind::Lesson, lesson.id, seed.value_or(0), {}};
    std::uint64_t number = 0;
    for (const LessonStep& step : lesson.steps)
        for (const Ask& ask : step.asks) {
            ++number;
            const auto state = states.find(ask.id);
            if (state == states.end())
                continue;
            SavedQuestion question{ask.id,
                                   seed ? *seed * 1000 + number : 0,
                                   questionText(ask, step.session),
                                   {},
                                   state->second.phase == AskState::Phase::Shown};
            for (const Tried& tried : state->second.tried)
                question.tries.push_back(savedTry(tried));
            if (!question.tries.empty() || question.shown)
                run.questions.push_back(std::move(question));
        }
    return run;
}

} // namespace lab
