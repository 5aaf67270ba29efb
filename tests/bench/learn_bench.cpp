// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One epoch of learning. tests/bench/peers/learning.py runs these in turn with PyTorch.

#include "core/engine/fused_epoch.h"
#include "core/layers/input_gradient.h"
#include "core/learning/normal_matrix.h"
#include "core/learning/trainer.h"
#include "core/session/samples.h"
#include "tests/bench/report.h"

namespace lab::bench
{
namespace
{

struct Problem {
    const char* name;
    Shape input, kernel;
};
constexpr Problem kProblems[] = {
    {"toy", {6, 8}, {1, 2}}, {"512x512 5x5", {512, 512}, {5, 5}}, {"12MP 3x3", {3000, 4000}, {3, 3}}};

/// Repeats of what is too short for the clock.
int timesFor(const Problem& problem)
{
    return problem.input.rows < 10 ? 100 : 1;
}

struct Data {
    Grid x, kernel, target;
    Geometry geometry;

    explicit Data(const Problem& problem)
        : x(noise(problem.input)), kernel(noise(problem.kernel, -0.5F, 0.5F)),
          geometry(*resolve(problem.input, problem.kernel, {}))
    {
        target = noise(geometry.output());
    }
    Work work() const
    {
        const auto cells = double(geometry.output().cells());
        return {2 * cells * geometry.taps(), 8 * cells};
    }
};

void fused(benchmark::State& state, const std::string& name, const Problem& problem, int threads)
{
    const Data data(problem);
    const int times = timesFor(problem);
    inTurn(state, name, "fused", data.work(),
           [&] {
               for (int i = 0; i < times; ++i)
                   benchmark::DoNotOptimize(fusedEpoch(data.x, data.target, data.kernel, 0, data.geometry, threads));
           },
           {});
    state.counters["epoch_us"] = state.counters["ours_us"] / times;
}

void matrix(benchmark::State& state, const std::string& name, const Problem& problem, int threads)
{
    const Data data(problem);
    inTurn(state, name, "normal matrix, once", data.work(),
           [&] { benchmark::DoNotOptimize(normalMatrix(data.x, data.target, data.geometry, threads)); }, {});
}

void fromMatrix(benchmark::State& state, const std::string& name, Shape kernel)
{
    const Problem problem{"", {64, 64}, kernel};
    const Data data(problem);
    const NormalMatrix normal = *normalMatrix(data.x, data.target, data.geometry);
    std::vector<double> parameters(std::size_t(kernel.cells()) + 1), gradient(parameters.size());
    constexpr int kTimes = 100;
    inTurn(state, name, "normal matrix, an epoch (100 times)", {},
           [&] {
               for (int i = 0; i < kTimes; ++i) {
                   benchmark::DoNotOptimize(sumOfSquares(normal, parameters, gradient));
                   for (std::size_t p = 0; p < parameters.size(); ++p)
                       parameters[p] -= 1e-6 * gradient[p];
               }
           },
           {});
    state.counters["epoch_us"] = state.counters["ours_us"] / kTimes;
}

/// What the program runs: a Trainer with its history, by the method that it takes for the problem.
void trainerEpoch(benchmark::State& state, const std::string& name, const Problem& problem)
{
    const Data data(problem);
    TrainProblem learned;
    learned.inputs = {data.x.view()};
    learned.targets = {data.target.view()};
    learned.geometry = data.geometry;
    std::shared_ptr<const NormalMatrix> normal;
    if (epochMethod(learned) == EpochMethod::Normal)
        normal = std::make_shared<const NormalMatrix>(*normalMatrix(learned, 2));
    const Trainer start(learned, Grid64(problem.kernel), 0, normal);
    constexpr int kTimes = 1000;
    inTurn(state, name, normal ? "trainer, normal matrix (1000 epochs)" : "trainer, windows (1000 epochs)", {},
           [&] {
               Trainer trainer = start.resumed(start.history());
               for (int i = 0; i < kTimes; ++i)
                   benchmark::DoNotOptimize(trainer.step(1e-9));
           },
           {});
    state.counters["epoch_us"] = state.counters["ours_us"] / kTimes;
}

void inputSide(benchmark::State& state, const std::string& name, const Problem& problem, int threads)
{
    const Data data(problem);
    Grid dX(data.x.shape());
    inTurn(state, name, "gradient of the input", {data.work().products / 2, 8 * double(data.x.size())},
           [&] {
               (void)inputGradient(data.target, data.kernel, data.geometry, dX.span(), {.threads = threads}).ok();
               benchmark::ClobberMemory();
           },
           {});
}

const bool kRegistered = [] {
    const auto add = [](const std::string& name, auto function, auto... arguments) {
        benchmark::RegisterBenchmark(name.c_str(), function, name, arguments...)
            ->UseManualTime()
            ->Unit(benchmark::kMicrosecond)
            ->MinTime(0.3);
    };
    for (const Problem& problem : kProblems)
        for (const int threads : {1, 2}) {
            if (threads == 2 && problem.input.rows < 10)
                continue;
            const std::string end = std::string("/") + problem.name + "/" + std::to_string(threads) + " thr";
            add("epoch" + end, fused, problem, threads);
            add("matrix" + end, matrix, problem, threads);
            add("input gradient" + end, inputSide, problem, threads);
        }
    for (const Problem& problem : kProblems)
        add(std::string("trainer/") + problem.name, trainerEpoch, problem);
    for (const Shape kernel : {Shape{1, 2}, {3, 3}, {5, 5}})
        add("epoch from the matrix/" + std::to_string(kernel.rows) + "x" + std::to_string(kernel.cols), fromMatrix,
            kernel);
    return true;
}();

} // namespace
} // namespace lab::bench
