// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_check.h"

#include "core/lessons/reaction.h"
#include "core/teaching/judge.h"
#include "core/teaching/predicate.h"
#include "core/teaching/right_answer.h"
#include "core/teaching/words.h"

#include <algorithm>

namespace lab
{

namespace
{

class Checker
{
public:
    explicit Checker(const LessonSurroundings& around) : m_around(around) {}

    void check(const Lesson& lesson)
    {
        for (const LessonStep& step : lesson.steps)
            for (const Ask& ask : step.asks) {
                if (ask.kind == Ask::Kind::Question)
                    checkQuestion(step, ask);
                else if (ask.kind == Ask::Kind::Build)
                    checkBuild(step, ask);
            }
    }

    std::vector<LessonFault> take() { return std::move(m_faults); }

private:
    void fault(const Ask& ask, std::string text, bool warning = false)
    {
        m_faults.push_back({ask.line, std::move(text), warning});
    }

    void checkQuestion(const LessonStep& step, const Ask& ask)
    {
        if (ask.question.asked == Asked::Number && !findNumber(ask.question.name)) {
            std::vector<std::string_view> names;
            for (const NumberName& each : numberNames())
                names.push_back(each.name);
            return fault(ask,
                         "No number is called " + quoted(ask.question.name) + "." + meant(ask.question.name, names));
        }
        const auto right = rightAnswer(step.session, ask.question);
        if (!right)
            return fault(ask, "This cannot be asked here: there is no answer to it.");
        if (ask.expected) {
            const Given given = std::holds_alternative<CellList>(*ask.expected)
                                    ? Given(std::get<CellList>(*ask.expected))
                                    : Given(ask.expectedText);
            const Reaction reaction = reactionTo(ask, step.session, given);
            if (reaction.kind == Reaction::Kind::Coarse)
                fault(ask, "“expect” says " + quoted(ask.expectedText) + ", with fewer digits than are asked for.");
            else if (!reaction.right())
                fault(ask, "“expect” says " + quoted(ask.expectedText) + ", the session gives " + answerText(*right) +
                               ".");
        }
        checkReplies(step, ask, *right);
    }

    void checkReplies(const LessonStep& step, const Ask& ask, const Answer& right)
    {
        const Topic topic = topicOf(step.session, ask.question);
        const auto all = alternatives(step.session, ask.question);
        std::vector<std::string> ids = ask.tells;
        for (const Reply& reply : ask.replies) {
            if (!reply.mistake.empty())
                ids.push_back(reply.mistake);
            else if (same(Answer(reply.numbers), right))
                fault(ask, "“on = " + answerText(right) + "” is the right answer.");
        }
        for (const std::string& id : ids) {
            const auto made =
                std::ranges::find(all, id, [](const Alternative& a) { return std::string(a.mistake->id); });
            if (made != all.end()) {
                if (same(made->answer, right))
                    fault(ask,
                          quoted(id) + " gives " + answerText(right) +
                              ", too, the right answer: choose other numbers.",
                          true);
                continue;
            }
            if (std::ranges::any_of(all, [&](const Alternative& a) { return labelOf(a) == id; }))
                continue;
            std::vector<std::string_view> names;
            for (const Mistake* mistake : mistakes())
                if (mistake->topic == topic)
                    names.push_back(mistake->id);
            if (findMistake(topic, id))
                fault(ask, quoted(id) + " cannot happen here.");
            else
                fault(ask, "No mistake is called " + quoted(id) + " in such a question." + meant(id, names));
        }
    }

    void checkBuild(const LessonStep& step, const Ask& ask)
    {
        const auto predicate = parsePredicate(ask.predicate);
        if (!predicate) {
            const auto& said = predicate.error().arguments;
            if (predicate.error().code == ErrorCode::PredicateArguments)
                return fault(ask, "The predicate " + quoted(ask.predicate) + " is to be written “" + said[0] + "”.");
            std::vector<std::string_view> names;
            for (const PredicateRow& row : predicates())
                names.push_back(row.name);
            return fault(ask, "There is no predicate " + quoted(ask.predicate) + "." + meant(said[0], names));
        }
        if (ask.example.empty())
            return;
        Session built = step.session;
        if (std::string problem = applyExample(ask, m_around, built); !problem.empty())
            return fault(ask, "example: " + problem);
        const Reaction reaction = reactionTo(ask, step.session, built);
        if (!reaction.right())
            fault(ask, "The example does not fulfil what is asked: " + reaction.sentence);
    }

    const LessonSurroundings& m_around;
    std::vector<LessonFault> m_faults;
};

} // namespace

std::vector<LessonFault> checkAnswers(const Lesson& lesson, const LessonSurroundings& around)
{
    Checker checker(around);
    checker.check(lesson);
    return checker.take();
}

void checkPictures(std::string_view text, int line, const LessonSurroundings& around,
                   std::vector<LessonFault>& faults)
{
    for (std::size_t at = text.find("!["); at != std::string_view::npos; at = text.find("![", at + 2)) {
        const std::size_t open = text.find("](", at), close = text.find(')', open);
        if (open == std::string_view::npos || close == std::string_view::npos)
            return;
        const std::string name(trimmed(text.substr(open + 2, close - open - 2)));
        const int where = line + int(std::ranges::count(text.substr(0, at), '\n')) + 1;
        if (!staysBeside(name))
            faults.push_back({where, "The picture " + quoted(name) +
                                         " is not beside the lesson: only its own folder is looked into."});
        else if (!around.exists || !around.exists(name))
            faults.push_back({where, "The picture " + quoted(name) + " was not found beside the lesson."});
    }
}

std::string applyExample(const Ask& ask, const LessonSurroundings& around, Session& session)
{
    LessonBlock block{"session", {}, {}, {}, ask.line};
    for (const std::string_view line : splitAt(ask.example, '\n')) {
        const std::string_view setting = trimmed(line);
        const std::size_t gap = std::min(setting.find_first_of(" :"), setting.size());
        if (!setting.empty())
            block.body += std::string(setting.substr(0, gap)) + ": " +
                          std::string(trimmed(setting.substr(std::min(gap + 1, setting.size())))) + '\n';
    }
    std::vector<LessonFault> faults;
    applySession(block, around, session, faults);
    return faults.empty() ? std::string() : faults.front().text;
}

} // namespace lab
