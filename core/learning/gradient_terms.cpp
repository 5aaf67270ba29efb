// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/gradient_terms.h"

#include "core/layers/corr2d.h"

#include <algorithm>

namespace lab
{

namespace
{

void add(std::vector<GradientTerm>& terms, GradientTerm term)
{
    term.product = term.residual * term.factor;
    term.partial = term.product + (terms.empty() ? 0 : terms.back().partial);
    terms.push_back(term);
}

double squares(const Grid64& residual)
{
    double sum = 0;
    for (const double r : residual.cells())
        sum += r * r;
    return sum;
}

} // namespace

Grid64 residuals(GridView<float> x, GridView<float> target, const Grid64& kernel, double bias,
                 const Geometry& geometry)
{
    Grid64 residual = corr2dReference<double>(x, kernel.view(), bias, geometry);
    for (int i = 0; i < residual.rows(); ++i)
        for (int j = 0; j < residual.cols(); ++j)
            residual.at(i, j) -= double(target.at(i, j));
    return residual;
}

std::vector<GradientTerm> kernelGradientTerms(GridView<float> x, const Grid64& residual, const Geometry& geometry,
                                              WeightCell weight)
{
    const bool turned = geometry.operation == Operation::Convolution;
    const int a = turned ? geometry.rows.kernel - 1 - weight.row : weight.row;
    const int b = turned ? geometry.cols.kernel - 1 - weight.col : weight.col;
    std::vector<GradientTerm> terms;
    for (int i = 0; i < residual.rows(); ++i)
        for (int j = 0; j < residual.cols(); ++j) {
            const InputCell position = geometry.positionAt({i, j}, a, b);
            const auto source = geometry.sourceOf(position);
            add(terms, {.output = {i, j},
                        .position = position,
                        .source = source,
                        .weight = weight,
                        .residual = residual.at(i, j),
                        .factor = source ? double(x.at(*source)) : 0.0});
        }
    return terms;
}

std::vector<GradientTerm> inputGradientTerms(const Grid64& residual, const Grid64& kernel, const Geometry& geometry,
                                             InputCell cell)
{
    std::vector<GradientTerm> terms;
    for (const Contact& contact : geometry.outputsTouchedBy(cell))
        add(terms, {.output = contact.output,
                    .position = cell,
                    .source = cell,
                    .weight = contact.weight,
                    .residual = residual.at(contact.output),
                    .factor = kernel.at(contact.weight)});
    return terms;
}

double kernelDifference(const TrainProblem& problem, const Grid64& kernel, double bias, WeightCell weight, double h)
{
    const auto at = [&](double by) {
        Grid64 moved = kernel;
        moved.at(weight) += by;
        double sum = 0;
        for (std::size_t p = 0; p < problem.inputs.size(); ++p)
            sum += squares(residuals(problem.inputs[p], problem.targets[p], moved, bias, problem.geometry));
        return sum;
    };
    return (at(h) - at(-h)) / (2 * h);
}

double inputDifference(GridView<float> x, GridView<float> target, const Grid64& kernel, double bias,
                       const Geometry& geometry, InputCell cell, double h)
{
    Grid64 moved(x.shape());
    for (int i = 0; i < x.rows(); ++i)
        std::copy(x.row(i).begin(), x.row(i).end(), moved.row(i).begin());
    const double here = moved.at(cell);
    const auto at = [&](double by) {
        moved.at(cell) = here + by;
        Grid64 y = corr2dReference<double>(moved.view(), kernel.view(), bias, geometry);
        for (int i = 0; i < y.rows(); ++i)
            for (int j = 0; j < y.cols(); ++j)
                y.at(i, j) -= double(target.at(i, j));
        return squares(y);
    };
    return (at(h) - at(-h)) / (2 * h);
}

} // namespace lab
