// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/judge.h"

#include "core/numbers/number_text.h"
#include "core/teaching/first_step.h"
#include "core/teaching/right_answer.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lab
{

namespace
{

constexpr std::size_t kMostNamed = 3;
constexpr int kSignificant = 3;

/// What is judged, and by which measure.
struct Trial {
    const Grid64& typed;
    const std::vector<Precision>& precisions;
    const Grid64& right;
    const JudgeOptions& options;

    Fit fit(std::size_t i, double value) const
    {
        return fitOf(typed.cells()[i], precisions[i], value, options.digits);
    }
};

/// 0: what the step is about, 1: others, 2: minor ones.
int rankOf(const Alternative& alternative, const JudgeOptions& options)
{
    const auto& tells = options.tells;
    const bool told = std::find(tells.begin(), tells.end(), alternative.mistake->id) != tells.end() ||
                      std::find(tells.begin(), tells.end(), labelOf(alternative)) != tells.end();
    return told ? 0 : alternative.mistake->minor ? 2 : 1;
}

/// "with …", the detail in its place.
std::string wordsOf(const Alternative& alternative)
{
    std::string words(alternative.mistake->how);
    if (const auto mark = words.find("%1"); mark != std::string::npos)
        words.replace(mark, 2, std::to_string(alternative.detail));
    return words;
}

/// "5 is what you get with …; that …". Of several: "either … or …"; of two at once: "… and …".
std::string sentenceOf(const std::string& subject, const std::vector<Alternative>& named, bool together)
{
    std::string text = subject + " is what you get ";
    if (named.size() > 1 && !together)
        text += "either ";
    std::vector<std::string_view> advice;
    for (std::size_t i = 0; i < named.size(); ++i) {
        text += i == 0 ? "" : together ? " and, at the same time, " : ", or ";
        text += wordsOf(named[i]);
        if (std::find(advice.begin(), advice.end(), named[i].mistake->advice) == advice.end())
            advice.push_back(named[i].mistake->advice);
    }
    text += ".";
    for (const auto sentence : advice)
        text += " " + std::string(sentence);
    return text;
}

/// Names those of the best rank, if they are few.
void name(Judgement& judgement, std::vector<Alternative> found, const JudgeOptions& options)
{
    int best = 2;
    for (const Alternative& each : found)
        best = std::min(best, rankOf(each, options));
    for (Alternative& each : found) {
        auto& list = rankOf(each, options) == best ? judgement.mistakes : judgement.others;
        list.push_back(std::move(each));
    }
    if (judgement.mistakes.size() > kMostNamed) {
        judgement.others.insert(judgement.others.begin(), judgement.mistakes.begin(), judgement.mistakes.end());
        judgement.mistakes.clear();
    }
    judgement.verdict = judgement.mistakes.empty() ? Verdict::Unknown : Verdict::Recognised;
}

/// Nothing is named: the way begins.
void begin(Judgement& judgement, std::string_view before)
{
    judgement.verdict = Verdict::Unknown;
    judgement.sentence = std::string(before) + " " + judgement.firstStep;
}

constexpr std::string_view kUnseen = "I do not see how this number came about.";
constexpr std::string_view kNotYet = "Not yet.";

std::string numberText(double number)
{
    constexpr int kDigits = 6;
    return display(number, kDigits);
}

/// Of all numbers as a whole: what gives each of them.
std::vector<Alternative> wholes(const Trial& trial, const std::vector<Alternative>& all)
{
    std::vector<Alternative> found;
    for (const Alternative& each : all) {
        const auto* numbers = std::get_if<Grid64>(&each.answer);
        if (!numbers || numbers->shape() != trial.typed.shape())
            continue;
        bool fits = true;
        for (std::size_t i = 0; fits && i < numbers->size(); ++i)
            fits = std::isnan(numbers->cells()[i]) || trial.fit(i, numbers->cells()[i]) == Fit::Full;
        if (fits)
            found.push_back(each);
    }
    return found;
}

/// Of number i alone.
std::vector<Alternative> ofNumber(const Trial& trial, const std::vector<Alternative>& all, std::size_t i)
{
    std::vector<Alternative> found;
    for (const Alternative& each : all) {
        const auto& numbers = std::get<Grid64>(each.answer);
        if (numbers.shape() != trial.right.shape() || std::isnan(numbers.cells()[i]))
            continue;
        const Answer one{Grid64{{numbers.cells()[i]}}}, right{Grid64{{trial.right.cells()[i]}}};
        if (!same(one, right) && trial.fit(i, numbers.cells()[i]) == Fit::Full)
            found.push_back({each.mistake, one, each.detail, each.evidence});
    }
    return found;
}

/// The only two mistakes that together give a number.
std::optional<AlternativePair> onlyPair(const Session& session, const Question& question, const Trial& trial)
{
    std::optional<AlternativePair> only;
    for (const AlternativePair& pair : alternativePairs(session, question)) {
        const Answer both{Grid64{{pair.value}}};
        const bool one = same(both, pair.first.answer) || same(both, pair.second.answer); // the other does nothing
        if (one || same(both, Grid64{trial.right}) || trial.fit(0, pair.value) != Fit::Full)
            continue;
        if (only)
            return std::nullopt;
        only = pair;
    }
    return only;
}

void judgeNumber(Judgement& judgement, const Session& session, const Question& question, const Trial& trial,
                 const std::vector<Alternative>& all)
{
    const std::string subject = numberText(trial.typed.at(0, 0));
    if (same(Grid64{trial.right}, Grid64{{0}}))
        return begin(judgement, kNotYet);
    auto found = ofNumber(trial, all, 0);
    if (found.empty()) {
        const auto pair = onlyPair(session, question, trial);
        if (!pair)
            return begin(judgement, kUnseen);
        judgement.mistakes = {pair->first, pair->second};
        judgement.together = true;
        judgement.verdict = Verdict::Recognised;
    } else {
        name(judgement, std::move(found), trial.options);
        if (judgement.mistakes.empty())
            return begin(judgement, kNotYet);
    }
    judgement.sentence = sentenceOf(subject, judgement.mistakes, judgement.together);
}

/// What the numbers of a shape count, in their order.
std::span<const std::string_view> axesOf(Asked asked)
{
    static constexpr std::array<std::string_view, 3> kMaps{"channels", "rows", "columns"};
    static constexpr std::array<std::string_view, 4> kWeights{"outputs", "inputs", "rows", "columns"};
    return asked == Asked::WeightsShape   ? std::span<const std::string_view>(kWeights)
           : asked == Asked::ChannelShape ? std::span<const std::string_view>(kMaps)
                                          : std::span<const std::string_view>(kMaps).subspan(1);
}

std::string wordsInRow(std::span<const std::string_view> words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text.append(i == 0 ? "" : i + 1 < words.size() ? ", " : " and ").append(words[i]);
    return text;
}

void judgeAxes(Judgement& judgement, const Trial& trial, std::span<const std::string_view> axes,
               const std::vector<Alternative>& all)
{
    if (trial.typed.shape() != trial.right.shape())
        return begin(judgement, "There are " + std::to_string(axes.size()) + " numbers: " + wordsInRow(axes) + ".");
    name(judgement, wholes(trial, all), trial.options);
    if (!judgement.mistakes.empty()) {
        std::string shape;
        for (const double number : trial.typed.cells())
            shape += (shape.empty() ? "" : " × ") + numberText(number);
        judgement.sentence = sentenceOf(shape, judgement.mistakes, false);
        return;
    }
    judgement.others.clear();
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const std::string axis(axes[i]);
        judgement.sentence += judgement.sentence.empty() ? "" : " ";
        if (judgement.marks[i] == Mark::Right) {
            judgement.sentence += "The " + axis + " are right.";
            continue;
        }
        Judgement one;
        name(one, ofNumber(trial, all, i), trial.options);
        const std::string subject = numberText(trial.typed.cells()[i]) + " " + axis;
        judgement.sentence += one.mistakes.empty() ? "The number of " + axis + " is another one."
                                                   : sentenceOf(subject, one.mistakes, false);
        judgement.mistakes.insert(judgement.mistakes.end(), one.mistakes.begin(), one.mistakes.end());
        judgement.others.insert(judgement.others.end(), one.others.begin(), one.others.end());
    }
    judgement.verdict = judgement.mistakes.empty() ? Verdict::Unknown : Verdict::Recognised;
    if (judgement.mistakes.empty())
        judgement.sentence += " " + judgement.firstStep;
}

/// A row or a map.
void judgeCells(Judgement& judgement, const Session& session, const Question& question, const Trial& trial,
                const std::vector<Alternative>& all)
{
    name(judgement, wholes(trial, all), trial.options);
    if (!judgement.mistakes.empty()) {
        judgement.sentence = sentenceOf("This", judgement.mistakes, false);
        return;
    }
    judgement.others.clear();
    if (trial.typed.shape() != trial.right.shape())
        return begin(judgement, "The output has " + std::to_string(trial.right.rows()) + " × " +
                                    std::to_string(trial.right.cols()) + " cells.");
    const auto wrong = std::find(judgement.marks.begin(), judgement.marks.end(), Mark::Other);
    const auto count = std::count(judgement.marks.begin(), judgement.marks.end(), Mark::Other);
    const auto i = std::size_t(wrong - judgement.marks.begin());
    Question cell = question;
    if (question.asked != Asked::Row)
        cell.row = int(i) / trial.right.cols();
    cell.col = int(i) % trial.right.cols();
    judgement.firstStep = firstStepOf(session, cell);
    judgement.sentence = std::to_string(trial.right.size() - std::size_t(count)) + " of " +
                         std::to_string(trial.right.size()) + " cells are right. ";
    if (!same(Grid64{{trial.right.cells()[i]}}, Grid64{{0}}))
        name(judgement, ofNumber(trial, all, i), trial.options);
    judgement.verdict = judgement.mistakes.empty() ? Verdict::Unknown : Verdict::Recognised;
    const std::string map = question.asked == Asked::ChannelMap ? "Y" + std::to_string(question.channel) : "Y";
    const std::string subject = map + "[" + std::to_string(cell.row) + "," + std::to_string(cell.col) +
                                "]: " + numberText(trial.typed.cells()[i]);
    judgement.sentence +=
        judgement.mistakes.empty() ? judgement.firstStep : sentenceOf(subject, judgement.mistakes, false);
}

std::string countOf(std::size_t count, std::string_view what)
{
    return std::to_string(count) + (count == 1 ? " cell is " : " cells are ") + std::string(what);
}

void judgeList(Judgement& judgement, const CellList& typed, const CellList& right,
               const std::vector<Alternative>& all, const JudgeOptions& options)
{
    std::set_difference(right.begin(), right.end(), typed.begin(), typed.end(),
                        std::back_inserter(judgement.missing));
    std::set_difference(typed.begin(), typed.end(), right.begin(), right.end(), std::back_inserter(judgement.extra));
    if (judgement.missing.empty() && judgement.extra.empty()) {
        judgement.verdict = Verdict::Right;
        return;
    }
    std::vector<Alternative> found;
    for (const Alternative& each : all)
        if (std::get<CellList>(each.answer) == typed)
            found.push_back(each);
    name(judgement, std::move(found), options);
    if (!judgement.mistakes.empty()) {
        judgement.sentence = sentenceOf("This", judgement.mistakes, false);
        return;
    }
    if (!judgement.missing.empty())
        judgement.sentence = countOf(judgement.missing.size(), "missing");
    if (!judgement.extra.empty())
        judgement.sentence +=
            (judgement.sentence.empty() ? "" : ", ") + countOf(judgement.extra.size(), "not among them");
    judgement.sentence += ". " + judgement.firstStep;
}

} // namespace

Fit fitOf(double typed, const Precision& precision, double value, std::optional<int> digits)
{
    const double noise = 1e-6 * std::abs(value) + 1e-9; // of numbers that were kept in single precision
    const double apart = std::abs(typed - value);
    if (apart <= noise)
        return Fit::Full;
    if (!(apart <= precision.halfUnit() + noise))
        return Fit::None;
    const bool enough = digits ? precision.decimals >= *digits : precision.significant >= kSignificant;
    const bool whole = std::abs(value - std::round(value)) <= noise;
    if (enough && !whole)
        return Fit::Full;
    return apart < precision.halfUnit() - noise ? Fit::Coarse : Fit::None; // 1 is no coarse 0.5
}

Result<Judgement> judge(const Session& session, const Question& question, const GivenAnswer& given,
                        const JudgeOptions& options)
{
    const auto right = rightAnswer(session, question);
    if (!right)
        return right.error();
    Judgement judgement;
    judgement.firstStep = firstStepOf(session, question);
    const auto finish = [&] {
        if (judgement.verdict == Verdict::Right)
            judgement.sentence = "That is right.";
        if (judgement.verdict == Verdict::TooCoarse)
            judgement.sentence = "Right so far; one more digit, please.";
        return judgement;
    };
    if (given.answer.index() != right->index()) {
        begin(judgement, kNotYet);
        return judgement;
    }
    if (const auto* cells = std::get_if<CellList>(&*right)) {
        const auto all = telling(alternatives(session, question), *right);
        judgeList(judgement, std::get<CellList>(given.answer), *cells, all, options);
        return finish();
    }
    const Trial trial{std::get<Grid64>(given.answer), given.precisions, std::get<Grid64>(*right), options};
    if (trial.typed.shape() == trial.right.shape())
        for (std::size_t i = 0; i < trial.right.size(); ++i) {
            const Fit fit = trial.fit(i, trial.right.cells()[i]);
            judgement.marks.push_back(fit == Fit::Full     ? Mark::Right
                                      : fit == Fit::Coarse ? Mark::TooCoarse
                                                           : Mark::Other);
        }
    if (!judgement.marks.empty() && std::count(judgement.marks.begin(), judgement.marks.end(), Mark::Other) == 0) {
        const bool coarse = std::count(judgement.marks.begin(), judgement.marks.end(), Mark::TooCoarse) > 0;
        judgement.verdict = coarse ? Verdict::TooCoarse : Verdict::Right;
        return finish();
    }
    const auto all = telling(alternatives(session, question), *right);
    constexpr std::array kShapes{Asked::Shape, Asked::Padded, Asked::ChannelShape, Asked::WeightsShape};
    constexpr std::array kCells{Asked::Row, Asked::Map, Asked::ChannelMap};
    const auto among = [&](const auto& kinds) { return std::ranges::find(kinds, question.asked) != kinds.end(); };
    if (among(kShapes))
        judgeAxes(judgement, trial, axesOf(question.asked), all);
    else if (among(kCells))
        judgeCells(judgement, session, question, trial, all);
    else
        judgeNumber(judgement, session, question, trial, all);
    return finish();
}

} // namespace lab
