// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/epoch_state.h"

#include "core/layers/corr2d.h"
#include "core/layers/input_gradient.h"
#include "core/learning/gradient_terms.h"
#include "core/numbers/parallel.h"

#include <algorithm>
#include <functional>

namespace lab
{

namespace
{

constexpr std::int64_t kMostCells = 4096; ///< of an input that is stepped through
constexpr std::int64_t kMostProducts = 1 << 16; ///< of one gradient

} // namespace

EpochState epochState(const Learner& learner, const TrainSpec& spec)
{
    const History& history = learner.history();
    const int shown = std::min(learner.epoch(), int(history.size()));
    const bool done = learner.phase() == Phase::Updated && shown > 0;
    EpochState state;
    state.number = done ? shown : shown + 1;
    state.phase = learner.phase();
    const int before = state.number - 1; // epochs done before it
    state.before = learner.kernelAfter(before);
    state.biasBefore = learner.biasAfter(before);
    state.rate = spec.rateOf(state.number);
    const auto take = [&state](const EpochRecord& record) {
        state.gradient = record.kernelGradient;
        state.biasGradient = record.biasGradient;
        state.after = record.kernel;
        state.biasAfter = record.bias;
    };
    if (int(history.size()) >= state.number) {
        if (const auto record = learner.record(state.number))
            take(*record);
        return state;
    }
    const auto& base = learner.trainer();
    if (!base || (!base->normal() && epochMethod(base->problem()) == EpochMethod::Fused))
        return state;
    Trainer next = base->resumed(history);
    if (next.step(state.rate))
        take(next.history().back());
    return state;
}

double gradientFactor(const TrainProblem& problem)
{
    return problem.reduction == Reduction::Mean ? 2 / problem.residuals() : 2;
}

bool steppedThrough(const TrainProblem& problem)
{
    const Geometry& geometry = problem.geometry;
    return geometry.input().cells() <= kMostCells && geometry.output().cells() * geometry.taps() <= kMostProducts;
}

EpochMaps epochMaps(const TrainProblem& problem, const Grid64& kernel, double bias, std::stop_token stop)
{
    const Geometry& geometry = problem.geometry;
    const GridView<float> x = problem.inputs[0], target = problem.targets[0];
    EpochMaps maps;
    Grid output, residual, inputSide;
    if (steppedThrough(problem)) {
        maps.exactResidual = residuals(x, target, kernel, bias, geometry);
        residual = converted<float>(maps.exactResidual);
        output = corr2dReference<float>(x, kernel.view(), bias, geometry);
        inputSide = converted<float>(gradientOfInput(maps.exactResidual.view(), kernel.view(), geometry));
    } else {
        const Grid weights = converted<float>(kernel);
        const Corr2dOptions options{.threads = allowedThreads(), .stop = stop};
        output = Grid::uninitialised(geometry.output());
        if (!corr2d(x, weights, float(bias), geometry, wholeOf(geometry.output()), output.span(), options))
            return {};
        residual = Grid::uninitialised(geometry.output());
        for (int r = 0; r < output.rows(); ++r)
            std::transform(output.row(r).begin(), output.row(r).end(), target.row(r).begin(), residual.row(r).begin(),
                           std::minus<>());
        inputSide = Grid::uninitialised(geometry.input());
        if (!inputGradient(residual, weights, geometry, inputSide.span(),
                           {.threads = allowedThreads(), .stop = stop}))
            return {};
    }
    for (float& g : inputSide.cells())
        g *= float(gradientFactor(problem));
    const auto scaled = [](Plane plane, ColourScale (*scale)(std::span<const Plane>) = centredScale) {
        return ScaledPlane{plane, scale({&plane, 1})};
    };
    maps.output = scaled(Plane(std::move(output)));
    maps.residual = scaled(Plane(std::move(residual)));
    maps.inputGradient = scaled(Plane(std::move(inputSide)));
    maps.target = scaled({target, problem.owner, Identity::fresh()});
    maps.input = scaled({x, problem.owner, Identity::fresh()}, scaleForNumbers);
    return maps;
}

} // namespace lab
