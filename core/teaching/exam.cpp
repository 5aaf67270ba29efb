// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/exam.h"

#include "core/teaching/alternatives.h"
#include "core/teaching/exam_rows.h"
#include "core/teaching/right_answer.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace lab
{

namespace
{

constexpr std::array kLevels{
    ExamLevelRow{ExamLevel::Easy, "easy", "Easy", 1, 1},
    ExamLevelRow{ExamLevel::Middle, "middle", "Middle", 1, 2},
    ExamLevelRow{ExamLevel::Hard, "hard", "Hard", 2, 4},
};

std::vector<ExamTemplate> allTemplates()
{
    std::vector<ExamTemplate> rows;
    for (const auto part :
         {sizeTemplates(), countTemplates(), kernelTemplates(), cellTemplates(), learningTemplates()})
        rows.insert(rows.end(), part.begin(), part.end());
    std::sort(rows.begin(), rows.end(),
              [](const ExamTemplate& a, const ExamTemplate& b) { return a.number < b.number; });
    return rows;
}

double numberOf(const Answer& answer)
{
    const auto* grid = std::get_if<Grid64>(&answer);
    return grid && grid->size() == 1 ? grid->at(0, 0) : kNone;
}

} // namespace

std::span<const ExamTemplate> examTemplates()
{
    static const std::vector<ExamTemplate> rows = allTemplates();
    return rows;
}

const ExamTemplate* findExamTemplate(std::string_view id)
{
    for (const ExamTemplate& row : examTemplates())
        if (row.id == id)
            return &row;
    return nullptr;
}

double ExamQuestion::tolerance() const
{
    return 0.5 * std::pow(10.0, -digits) * (1 + 1e-9); // a half itself is near enough
}

ExamQuestion drawnQuestion(const ExamTemplate& of, std::uint64_t seed)
{
    Draws draws(seed);
    // Drawn on from the same numbers until it tells its mistakes apart; the rarest question takes some 250 draws.
    for (int n = 1;; ++n) {
        ExamQuestion question;
        question.id = of.id;
        question.seed = seed;
        question.draws = n;
        if (of.draw(draws, question))
            return question;
    }
}

std::span<const ExamLevelRow> examLevels()
{
    return kLevels;
}

const ExamLevelRow& infoOf(ExamLevel level)
{
    const ExamLevelRow& found = kLevels[std::size_t(level)];
    assert(found.level == level);
    return found;
}

std::vector<ExamQuestion> examSheet(int count, std::uint64_t seed, ExamLevel level)
{
    constexpr std::uint64_t kQuestionsPerSeed = 1000;
    const ExamLevelRow& row = infoOf(level);
    std::vector<const ExamTemplate*> left;
    Draws order(seed);
    std::vector<ExamQuestion> sheet;
    for (int n = 1; n <= count; ++n) {
        if (left.empty())
            for (const ExamTemplate& each : examTemplates())
                if (each.level >= row.least && each.level <= row.most)
                    left.push_back(&each);
        const auto chosen = left.begin() + order.whole(0, int(left.size()) - 1);
        sheet.push_back(drawnQuestion(**chosen, seed * kQuestionsPerSeed + std::uint64_t(n)));
        left.erase(chosen);
    }
    return sheet;
}

bool toldApart(double right, std::span<const NamedNumber> alternatives, std::span<const std::string_view> must,
               double tolerance)
{
    const auto same = [&](double a, double b) { return std::abs(a - b) <= 2 * tolerance; };
    return std::all_of(must.begin(), must.end(), [&](std::string_view id) {
        const auto found = std::find_if(alternatives.begin(), alternatives.end(),
                                        [&](const NamedNumber& a) { return a.mistake == id; });
        if (found == alternatives.end() || std::isnan(found->value) || same(found->value, right))
            return false;
        return std::count_if(alternatives.begin(), alternatives.end(),
                             [&](const NamedNumber& a) { return same(a.value, found->value); }) == 1;
    });
}

void setAnswer(ExamQuestion& question, const Grid64& right, std::span<const NamedNumber> alternatives)
{
    question.answer = right;
    for (const NamedNumber& number : alternatives) {
        if (std::isnan(number.value) || std::abs(number.value - right.at(0, 0)) <= 1e-9 * std::abs(number.value))
            continue;
        Grid64 answer(right.shape(), kNone);
        answer.at(0, 0) = number.value;
        question.alternatives.push_back(
            {number.mistake, std::move(answer),
             filled(number.advice.empty() ? "%1 is what you get %2." : "%1 is what you get %2. %3",
                    {said(number.value), number.how, number.advice})});
    }
}

std::vector<NamedNumber> numbersOf(const Session& session, const Question& question, bool all)
{
    std::vector<NamedNumber> numbers;
    const auto right = rightAnswer(session, question);
    if (!right)
        return numbers;
    const auto each = alternatives(session, question);
    for (const Alternative& alternative : all ? each : telling(each, *right)) {
        const Mistake& mistake = *alternative.mistake;
        if (all || !mistake.minor)
            numbers.push_back({mistake.id, numberOf(alternative.answer),
                               filled(mistake.how, {said(alternative.detail)}), std::string(mistake.advice)});
    }
    return numbers;
}

Question asking(Asked asked, int row, int col)
{
    Question question;
    question.asked = asked;
    question.row = row;
    question.col = col;
    return question;
}

Question asking(std::string_view name, std::size_t layer)
{
    Question question;
    question.asked = Asked::Number;
    question.name = name;
    question.layer = layer;
    return question;
}

void addParameters(ExamQuestion& question, const Grid64& grid)
{
    question.parameters.insert(question.parameters.end(), grid.cells().begin(), grid.cells().end());
}

std::string factor(double number)
{
    return number < 0 ? "(" + said(number) + ")" : said(number);
}

std::string counted(int count, std::string_view noun)
{
    return filled(count == 1 ? "%1 %2" : "%1 %2s", {said(count), std::string(noun)});
}

int sizeAfter(int n, int k, int p, int s, int d)
{
    return (n + 2 * p - d * (k - 1) - 1) / s + 1;
}

Session examSession(const Grid64& input, std::vector<Layer> layers)
{
    Session session;
    session.input = matrixPicture("an exam question", converted<float>(input));
    session.layers = std::move(layers);
    return session;
}

Grid64 anyInput(int rows, int cols)
{
    Grid64 input({rows, cols});
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < cols; ++c)
            input.at(r, c) = (2 * r + 3 * c) % 10;
    return input;
}

Layer onesLayer(Shape kernel, int padding, int stride, int dilation)
{
    Layer layer = layerWith(Grid64(kernel, 1), 0, padding, stride);
    layer.spec.dilation = {dilation, dilation};
    return layer;
}

Layer maxPoolLayer(int side, int stride)
{
    Layer layer;
    layer.kind = LayerKind::MaxPool;
    layer.pool = {side, side};
    layer.spec.stride = {stride, stride};
    return layer;
}

Layer layerWith(const Grid64& kernel, float bias, int padding, int stride)
{
    Layer layer{converted<float>(kernel), bias, {}};
    if (padding > 0)
        layer.spec.padding = {PaddingMode::Explicit, {padding, padding}, {padding, padding}};
    layer.spec.stride = {stride, stride};
    return layer;
}

} // namespace lab
