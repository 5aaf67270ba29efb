// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/exam_rows.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lab
{

namespace
{

bool drawUpdate(Draws& draws, ExamQuestion& question)
{
    const Grid64 x = draws.grid({1, 4}, 0, 3), k = draws.gridNotZero({1, 2}, -2, 2), y = draws.grid({1, 3}, -3, 3);
    const double rate = draws.oneOf({0.1, 0.05, 0.01});
    const int w = draws.whole(0, 1);
    std::array<double, 3> predicted{}, residual{};
    double gradient = 0, loss = 0;
    std::string terms;
    for (int c = 0; c < 3; ++c) {
        const auto i = std::size_t(c);
        predicted[i] = x.at(0, c) * k.at(0, 0) + x.at(0, c + 1) * k.at(0, 1);
        residual[i] = predicted[i] - y.at(0, c);
        loss += residual[i] * residual[i];
        gradient += 2 * residual[i] * x.at(0, c + w);
        terms.append(c ? " + " : "").append(factor(residual[i])).append("·").append(said(x.at(0, c + w)));
    }
    if (std::abs(gradient) < 0.5)
        return false;
    Session session = examSession(x, {layerWith(k, 0)});
    session.train = {};
    session.train.target = matrixPicture("the target", converted<float>(y));
    session.train.startKernel = k;
    session.train.rate = rate;
    session.train.epochs = 1;
    const Question asked = asking(Asked::Weight, 0, w);
    const double right = k.at(0, w) - rate * gradient;
    question.digits = 3;
    const auto numbers = numbersOf(session, asked, true);
    static constexpr std::array<std::string_view, 4> kTells{"plus", "rate-forgotten", "factor-2-forgotten",
                                                            "other-weight-gradient"};
    if (!toldApart(right, numbers, kTells, 0.0005))
        return false;
    addParameters(question, x);
    addParameters(question, k);
    addParameters(question, y);
    question.parameters.insert(question.parameters.end(), {rate, double(w), gradient, loss});
    question.text =
        filled("Input %1, kernel %2, target %3. The loss is the sum of the squared residuals, the learning "
               "rate %4. What is K[0,%5] after one step of gradient descent?",
               {said(x), said(k), said(y), said(rate), said(w)});
    setAnswer(question, {{right}}, numbers);
    const auto list = [](const std::array<double, 3>& of) {
        return filled("%1, %2, %3", {said(of[0]), said(of[1]), said(of[2])});
    };
    question.steps = {
        {filled("The output is %1.", {list(predicted)}), "epoch"},
        {filled("The residuals, output less target: %1.", {list(residual)}), "epoch"},
        {filled("The gradient: 2·(%1) = %2.", {terms, said(gradient)}), "epoch"},
        {filled("A step against it: %1 − %2·%3 = %4.", {said(k.at(0, w)), said(rate), factor(gradient), said(right)}),
         "epoch"},
    };
    question.session = std::move(session);
    question.question = asked;
    return true;
}

/// A row of zeros and ones whose windows of two are: `equal` times (1,1), `edges` times (1,0) and (0,1), `zero` times
/// (0,0).
Grid64 rowsWith(int equal, int edges, int zero, int rows)
{
    std::vector<double> row(std::size_t(zero + 1), 0.0);
    row.insert(row.end(), std::size_t(equal + 1), 1.0);
    row.push_back(0);
    for (int e = 1; e < edges; ++e)
        row.insert(row.end(), {1, 0});
    Grid64 grid({rows, int(row.size())});
    for (int r = 0; r < rows; ++r)
        std::copy(row.begin(), row.end(), grid.row(r).begin());
    return grid;
}

bool drawRate(Draws& draws, ExamQuestion& question)
{
    const int equal = draws.whole(1, 4), edges = draws.whole(1, 3), zero = draws.whole(0, 2),
              rows = draws.whole(1, 4);
    const double steep = 2.0 * rows * (2 * equal + edges), shallow = 2.0 * rows * edges;
    const std::array alternatives{
        NamedNumber{"one-over", 1 / steep, "for 1/λ", "That reaches the bottom at once; it diverges beyond 2/λ."},
        NamedNumber{"smallest-eigenvalue", 2 / shallow, "with the smaller eigenvalue",
                    "The steepest direction is the first to diverge."},
        NamedNumber{"best-rate", 2 / (steep + shallow), "for the rate that converges fastest",
                    "Asked is the largest that does not diverge."},
        NamedNumber{"factor-2-forgotten", 4 / steep, "without the factor 2 of the Hessian",
                    "It comes from the square."},
        NamedNumber{"condition", steep / shallow, "for the ratio of the eigenvalues",
                    "That is the condition number."},
    };
    question.parameters = {double(equal), double(edges), double(edges), double(zero), double(rows)};
    const Grid64 input = rowsWith(equal, edges, zero, rows);
    question.text =
        filled("A 1 × 2 kernel learns on an input of zeros and ones; the loss is the sum of the squared "
               "residuals. In each of its %1 rows %2 windows are (1, 1), %3 are (1, 0), %3 are (0, 1) and %4 "
               "are (0, 0). Up to which learning rate does gradient descent not diverge? Four decimals.",
               {said(rows), said(equal), said(edges), said(zero)});
    question.digits = 4;
    setAnswer(question, {{2 / steep}}, alternatives);
    Session session = examSession(input, {layerWith({{1, -1}}, 0)});
    session.train = {};
    question.session = std::move(session);
    question.question = asking("rate-limit");
    question.steps = {
        {filled("The Hessian is 2·Σ f·fᵀ over all windows f: 2·%1·[%2, %3; %3, %2].",
                {said(rows), said(equal + edges), said(equal)}),
         "surface"},
        {filled("Its eigenvalues belong to (1, 1) and (1, −1): %1 and %2.", {said(steep), said(shallow)}), "surface"},
        {filled("The limit is 2/λ of the larger one: 2/%1 = %2.", {said(steep), display(2 / steep, 4)}), "surface"},
    };
    return true;
}

constexpr std::array kTemplates{
    ExamTemplate{"update", 23, "One step of learning", 3, "7.2", drawUpdate},
    ExamTemplate{"rate-limit", 24, "The largest learning rate", 4, "7.2", drawRate},
};

} // namespace

std::span<const ExamTemplate> learningTemplates()
{
    return kTemplates;
}

} // namespace lab
