// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Build with CMAKE_BUILD_TYPE=Release; the numbers of a debug build say nothing.

#include "core/corr2d.h"
#include "core/samples.h"
#include "core/trainer.h"

#include <benchmark/benchmark.h>

namespace
{

using namespace lab;

/// Numbers without a pattern that a processor could learn, the same every time.
Grid noise(Shape shape)
{
    Grid grid(shape);
    std::uint32_t state = 1;
    for (float& v : grid.cells()) {
        state = state * 1664525U + 1013904223U;
        v = float(state >> 8) * 0x1p-24F;
    }
    return grid;
}

struct Work {
    Grid x, k;
    Geometry geometry;

    Work(int side, int kernel, PaddingMode mode) : x(noise({side, side})), k(noise({kernel, kernel}))
    {
        ConvSpec spec;
        spec.padding.mode = mode;
        geometry = *resolve(x.shape(), k.shape(), spec);
    }
    /// Multiply-adds per second, and output cells.
    void count(benchmark::State& state) const
    {
        const auto cells = double(geometry.output().cells()) * double(state.iterations());
        state.counters["cells"] = benchmark::Counter(cells, benchmark::Counter::kIsRate);
        state.counters["products"] = benchmark::Counter(cells * geometry.taps(), benchmark::Counter::kIsRate);
    }
};

/// Arguments: side of the square input, side of the square kernel.
void reference(benchmark::State& state)
{
    const Work work(int(state.range(0)), int(state.range(1)), PaddingMode::Valid);
    for (auto _ : state)
        benchmark::DoNotOptimize(corr2dReference(work.x, work.k, 0, work.geometry));
    work.count(state);
}
BENCHMARK(reference)->Args({8, 2})->Args({64, 3})->Args({512, 5})->Unit(benchmark::kMicrosecond);

void engine(benchmark::State& state)
{
    const Work work(int(state.range(0)), int(state.range(1)), PaddingMode::Same);
    Grid y(work.geometry.output());
    for (auto _ : state) {
        (void)corr2d(work.x, work.k, 0, work.geometry, wholeOf(y.shape()), y.span());
        benchmark::DoNotOptimize(y.cells().data());
        benchmark::ClobberMemory();
    }
    work.count(state);
}
BENCHMARK(engine)
    ->Args({8, 2})
    ->Args({64, 3})
    ->Args({512, 3})
    ->Args({512, 5})
    ->Args({512, 15})
    ->Args({4096, 3})
    ->Unit(benchmark::kMicrosecond);

/// One epoch of the chapter's run.
void epochOfTheToy(benchmark::State& state)
{
    const Session session = startSession();
    const TrainProblem problem = *trainProblem(session);
    for (auto _ : state)
        benchmark::DoNotOptimize(lossAndGradient(problem, session.train.startKernel, 0, {}));
}
BENCHMARK(epochOfTheToy)->Unit(benchmark::kMicrosecond);

/// One epoch on a picture, a 5×5 kernel.
void epochOfAPicture(benchmark::State& state)
{
    Session session = startSession();
    session.input = matrixPicture("noise", noise({512, 512}));
    session.train.hiddenKernel = noise({5, 5});
    session.train.startKernel = uniformKernel({5, 5}, 0);
    session.layer().kernel = session.train.hiddenKernel;
    const TrainProblem problem = *trainProblem(session);
    for (auto _ : state)
        benchmark::DoNotOptimize(lossAndGradient(problem, session.train.startKernel, 0, {}));
}
BENCHMARK(epochOfAPicture)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
