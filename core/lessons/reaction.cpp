// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/reaction.h"

#include "core/numbers/number_text.h"
#include "core/teaching/judge.h"
#include "core/teaching/predicate.h"

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr const char* kUnread = "Please type a number, such as −1.5 or 3/4.";

std::string text(const Grid64& numbers)
{
    std::string all;
    for (int r = 0; r < numbers.rows(); ++r) {
        all += r > 0 ? "; " : "";
        for (int c = 0; c < numbers.cols(); ++c)
            all += (c > 0 ? " " : "") + display(numbers.at(r, c), 6);
    }
    return all;
}

std::string text(const CellList& cells)
{
    std::string all;
    for (const InputCell& cell : cells)
        all += (all.empty() ? "(" : ", (") + std::to_string(cell.row) + "," + std::to_string(cell.col) + ")";
    return all;
}

std::optional<int> digitsOf(const Ask& ask)
{
    return ask.decimals >= 0 ? std::optional(ask.decimals) : std::nullopt;
}

/// How well given numbers are these ones.
Fit fitOf(const GivenAnswer& given, const Grid64& numbers, std::optional<int> digits)
{
    const auto* typed = std::get_if<Grid64>(&given.answer);
    if (!typed || typed->shape() != numbers.shape())
        return Fit::None;
    Fit fit = Fit::Full;
    for (std::size_t i = 0; i < numbers.cells().size(); ++i)
        fit = std::min(fit, lab::fitOf(typed->cells()[i], given.precisions[i], numbers.cells()[i], digits));
    return fit;
}

const Reply* replyTo(const Ask& ask, const GivenAnswer& given)
{
    for (const Reply& reply : ask.replies)
        if (reply.mistake.empty() && fitOf(given, reply.numbers, std::nullopt) != Fit::None)
            return &reply;
    return nullptr;
}

const Reply* replyTo(const Ask& ask, std::string_view mistake)
{
    const auto found =
        std::ranges::find(ask.replies, mistake, [](const Reply& r) { return std::string_view(r.mistake); });
    return found == ask.replies.end() ? nullptr : &*found;
}

/// What there is to see of a mistake: its window and its cell on the stage, and `inWords` its weights.
void show(const Evidence& evidence, const Question& question, bool inWords, Reaction& reaction)
{
    constexpr int kMostCells = 100; ///< of a window
    if (const auto& window = evidence.window; window && window->rows * window->cols <= kMostCells)
        for (int r = 0; r < window->rows; r += std::max(1, evidence.dilation.rows))
            for (int c = 0; c < window->cols; c += std::max(1, evidence.dilation.cols))
                reaction.shown.push_back(
                    {{Spot::Part::Map, question.layer, window->row + r, window->col + c}, Marked::As::Wrong});
    if (evidence.cell)
        reaction.shown.push_back(
            {{Spot::Part::Map, question.layer + 1, evidence.cell->row, evidence.cell->col}, Marked::As::Wrong});
    if (inWords && evidence.weights && evidence.weights->cells().size() <= std::size_t(kMostCells))
        reaction.sentence += "\n\nSo the weights would have to lie: `" + text(*evidence.weights) + "`";
}

Reaction toQuestion(const Ask& ask, const Session& session, const GivenAnswer& given)
{
    const auto judged = judge(session, ask.question, given, {digitsOf(ask), ask.tells});
    if (!judged)
        return {Reaction::Kind::Unread, kUnread, {}, {}};
    Reaction reaction{Reaction::Kind::NotYet, judged->sentence, {}, {}};
    if (judged->verdict == Verdict::Right)
        return {Reaction::Kind::Right, {}, {}, {}};
    const Reply* reply = replyTo(ask, given);
    if (judged->verdict == Verdict::TooCoarse && !reply) {
        reaction.kind = Reaction::Kind::Coarse;
        return reaction;
    }
    for (const Alternative& mistake : judged->mistakes)
        reaction.mistakes.emplace_back(mistake.mistake->id);
    if (!reply && reaction.mistakes.size() == 1)
        reply = replyTo(ask, reaction.mistakes.front());
    if (reply)
        reaction.sentence = reply->text;
    for (const InputCell& cell : judged->extra)
        reaction.shown.push_back({{Spot::Part::Map, ask.question.map, cell.row, cell.col}, Marked::As::Wrong});
    if (judged->mistakes.size() == 1)
        show(judged->mistakes.front().evidence, ask.question, !reply, reaction);
    return reaction;
}

Reaction toOwn(const Ask& ask, const GivenAnswer& given)
{
    const auto* right = ask.expected ? std::get_if<Grid64>(&*ask.expected) : nullptr;
    const Fit fit = right ? fitOf(given, *right, digitsOf(ask)) : Fit::None;
    if (fit == Fit::Full)
        return {Reaction::Kind::Right, {}, {}, {}};
    if (fit == Fit::Coarse)
        return {Reaction::Kind::Coarse, "Right so far; one more digit, please.", {}, {}};
    const Reply* const reply = replyTo(ask, given);
    return {Reaction::Kind::NotYet,
            reply               ? reply->text
            : ask.hints.empty() ? "Not yet."
                                : "Not yet, and I do not see how this number came about. A "
                                  "hint begins the way.",
            {},
            {}};
}

Reaction toChoice(const Ask& ask, const std::vector<int>& chosen)
{
    if (chosen == ask.right)
        return {Reaction::Kind::Right, {}, {}, {}};
    std::string sentence;
    for (const Reply& reply : ask.replies) {
        const bool of = reply.mistake.empty() && reply.numbers.cells().size() == 1 && !chosen.empty() &&
                        std::ranges::any_of(chosen, [&](int choice) {
                            return std::ranges::find(ask.right, choice) == ask.right.end() &&
                                   double(choice + 1) == reply.numbers.at(0, 0);
                        });
        if (of)
            (sentence += sentence.empty() ? "" : "\n\n") += reply.text;
    }
    const bool some = std::ranges::includes(ask.right, chosen);
    if (sentence.empty())
        sentence =
            ask.right.size() > 1 && some ? "Right so far; there is more." : "Not yet. Look at the stage once more.";
    return {Reaction::Kind::NotYet, sentence, {}, {}};
}

Reaction toBuilt(const Ask& ask, const Session& start, const Session& built)
{
    const auto predicate = parsePredicate(ask.predicate);
    if (!predicate)
        return {Reaction::Kind::Unread, "This lesson asks for something that cannot be checked.", {}, {}};
    const BuildVerdict verdict = check(*predicate, built, start);
    Reaction reaction{verdict.accepted ? Reaction::Kind::Right : Reaction::Kind::NotYet, verdict.sentence, {}, {}};
    if (!verdict.accepted) {
        reaction.mistakes.emplace_back(verdict.id);
        if (const Reply* const reply = replyTo(ask, verdict.id))
            reaction.sentence = reply->text;
    }
    return reaction;
}

} // namespace

Reaction reactionTo(const Ask& ask, const Session& session, const Given& given)
{
    if (const auto* choices = std::get_if<std::vector<int>>(&given))
        return toChoice(ask, *choices);
    if (const auto* built = std::get_if<Session>(&given))
        return toBuilt(ask, session, *built);
    if (const auto* cells = std::get_if<CellList>(&given))
        return toQuestion(ask, session, GivenAnswer::exactly(*cells));
    const bool own = ask.kind == Ask::Kind::Own;
    const auto read = readAnswer(std::get<std::string>(given), own ? Asked::Number : ask.question.asked);
    if (!read)
        return {Reaction::Kind::Unread, kUnread, {}, {}};
    return own ? toOwn(ask, *read) : toQuestion(ask, session, *read);
}

void AskState::take(const std::string& given, Reaction reaction)
{
    answered = true;
    last = std::move(reaction);
    if (last.kind == Reaction::Kind::NotYet || last.right())
        tried.push_back({given, last});
    if (last.right())
        phase = Phase::Right;
}

std::string answerText(const Answer& answer)
{
    return std::visit([](const auto& each) { return text(each); }, answer);
}

std::string givenText(const Given& given)
{
    if (const auto* typed = std::get_if<std::string>(&given))
        return *typed;
    if (const auto* cells = std::get_if<CellList>(&given))
        return text(*cells);
    if (const auto* choices = std::get_if<std::vector<int>>(&given)) {
        std::string all;
        for (const int choice : *choices)
            all += (all.empty() ? "" : ", ") + std::to_string(choice + 1);
        return all;
    }
    return text(converted<double>(std::get<Session>(given).layer().kernel));
}

std::string rightText(const Ask& ask)
{
    std::string all;
    switch (ask.kind) {
    case Ask::Kind::Choice:
        for (const int choice : ask.right)
            (all += all.empty() ? "" : "; ") += ask.choices[std::size_t(choice)];
        return all;
    case Ask::Kind::Build:
        return ask.example;
    case Ask::Kind::Question:
    case Ask::Kind::Own:
        break;
    }
    return ask.expected ? answerText(*ask.expected) : std::string();
}

} // namespace lab
