// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Zero-padded 'same' cross-correlations of all sizes, in turn with another library's.

#include "core/layers/corr2d.h"
#include "tests/bench/report.h"

#include <cmath>
#include <memory>

namespace lab::bench
{
namespace
{

struct Size {
    const char* name;
    Shape shape;
};
constexpr Size kSizes[] = {{"64x64", {64, 64}},
                           {"512x512", {512, 512}},
                           {"1080p", {1080, 1920}},
                           {"12MP", {3000, 4000}},
                           {"48MP", {6000, 8000}}};

struct Kernel {
    std::string name;
    Grid weights;
    Grid column, row; ///< of a Gaussian
};

Geometry sameGeometry(Shape input, Shape kernel)
{
    ConvSpec spec;
    spec.padding.mode = PaddingMode::SameLower; // as OpenCV pads an even kernel
    return *resolve(input, kernel, spec);
}

std::vector<Kernel> kernels()
{
    std::vector<Kernel> all;
    for (const Shape shape : {Shape{1, 2}, {3, 3}, {5, 5}, {7, 7}, {11, 11}, {15, 15}, {31, 31}, {63, 63}})
        all.push_back(
            {std::to_string(shape.rows) + "x" + std::to_string(shape.cols), noise(shape, -0.5F, 0.5F), {}, {}});
    for (const int size : {7, 15, 31, 63}) {
        const int middle = size / 2;
        Grid column({size, 1});
        double sum = 0;
        for (int i = 0; i < size; ++i)
            sum += double(column.at(i, 0) = float(std::exp(-std::pow((i - middle) / (size / 6.0), 2) / 2)));
        for (float& v : column.cells())
            v = float(double(v) / sum);
        Grid weights({size, size});
        for (int a = 0; a < size; ++a)
            for (int b = 0; b < size; ++b)
                weights.at(a, b) = column.at(a, 0) * column.at(b, 0);
        all.push_back({"gaussian" + std::to_string(size), std::move(weights), column, transposed(column)});
    }
    return all;
}

/// Inputs and outputs that cases share: fresh memory would be measured instead of the filter.
const Grid& input(Shape shape)
{
    static Grid last;
    if (last.shape() != shape)
        last = noise(shape);
    return last;
}

Grid& output(Shape shape)
{
    static Grid last;
    if (last.shape() != shape)
        last = Grid(shape);
    return last;
}

void correlate(benchmark::State& state, const std::string& name, const Size& size, const Kernel& kernel, int threads)
{
    const Grid& x = input(size.shape);
    const Geometry g = sameGeometry(x.shape(), kernel.weights.shape());
    Grid& y = output(g.output());
    const auto cells = double(g.output().cells());
    const PathChoice choice = pathFor(g.output(), kernel.weights, g);
    std::string path(infoOf(choice.path).id);
    if (choice.path == Path::Fft)
        path += " " + std::to_string(choice.fftSide);
    inTurn(
        state, name, path, {cells * g.taps(), 8 * cells},
        [&] {
            (void)corr2d(x, kernel.weights, 0, g, wholeOf(g.output()), y.span(), {.threads = threads}).ok();
            benchmark::ClobberMemory();
        },
        kernel.column.empty() ? peerFloat(x, kernel.weights, threads)
                              : peerSeparable(x, kernel.column, kernel.row, threads));
}

void rgba(benchmark::State& state, const std::string& name, const Size& size, int kernelSize, int threads)
{
    BasicGrid<Rgba8> x(size.shape), y(size.shape);
    const Grid bytes = noise({size.shape.rows, 4 * size.shape.cols}, 0, 256);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const auto p = bytes.cells().subspan(4 * i, 4);
        x.cells()[i] = {std::uint8_t(p[0]), std::uint8_t(p[1]), std::uint8_t(p[2]), std::uint8_t(p[3])};
    }
    const Grid kernel = noise({kernelSize, kernelSize}, -0.1F, 0.2F);
    const Geometry g = sameGeometry(size.shape, kernel.shape());
    const auto cells = double(g.output().cells());
    inTurn(
        state, name, "8-bit", {3 * cells * g.taps(), 8 * cells},
        [&] {
            (void)corr2dBytes(x, kernel, 0, g, wholeOf(g.output()), y.span(), {.threads = threads}).ok();
            benchmark::ClobberMemory();
        },
        peerBytes(x, kernel, threads));
}

/// The book's edge example: sizes so small that nothing may cost anything.
void toy(benchmark::State& state, const std::string& name)
{
    const Grid x = noise({6, 8}), k{{1, -1}};
    const Geometry g = *resolve(x.shape(), k.shape(), {});
    Grid y(g.output());
    constexpr int kTimes = 100; // one would be lost in the reading of the clock
    inTurn(state, name, "direct, 100 times", {kTimes * double(g.output().cells()) * g.taps(), 0},
           [&] {
               for (int i = 0; i < kTimes; ++i) {
                   (void)corr2d(x, k, 0, g, wholeOf(g.output()), y.span()).ok();
                   benchmark::ClobberMemory();
               }
           },
           {});
}

/// The least time that each path takes on one thread, beside what the table in core/engine/path.cpp expects.
void cost(benchmark::State& state, const std::string& name, Path path, Shape shape, const Kernel& kernel)
{
    const Grid& x = input(shape);
    const Geometry g = sameGeometry(shape, kernel.weights.shape());
    Grid& y = output(g.output());
    const auto choice = costOf(path, g.output(), kernel.weights, g);
    if (!choice) {
        state.SkipWithError("the path does not serve this kernel");
        return;
    }
    inTurn(state, name, std::string(infoOf(path).id),
           {double(g.output().cells()) * g.taps(), 8 * double(g.output().cells())},
           [&] {
               (void)corr2d(x, kernel.weights, 0, g, wholeOf(g.output()), y.span(), {.path = path}).ok();
               benchmark::ClobberMemory();
           },
           {});
    state.counters["expected_us"] = choice->nanoseconds / 1000;
}

/// Registers a case, to be measured long enough for a quiet moment.
template <class Function, class... Arguments>
void add(const std::string& name, double seconds, Function function, Arguments... arguments)
{
    benchmark::RegisterBenchmark(name.c_str(), function, name, arguments...)
        ->UseManualTime()
        ->Unit(benchmark::kMicrosecond)
        ->MinTime(seconds);
}

const bool kRegistered = [] {
    static const std::vector<Kernel> all = kernels();
    for (const Size& size : kSizes)
        for (const int threads : {1, 2}) {
            if (threads == 2 && size.shape.rows < 512)
                continue;
            const std::string end = std::string("/") + size.name + "/" + std::to_string(threads) + " thr";
            for (const Kernel& kernel : all) {
                if (kernel.weights.rows() > size.shape.rows / 2 ||
                    (size.shape.rows == 6000 && kernel.weights.rows() > 7))
                    continue;
                add(kernel.name + end, 0.4, correlate, size, kernel, threads);
            }
            for (const int kernel : {3, 7})
                add("RGBA8 " + std::to_string(kernel) + "x" + std::to_string(kernel) + end, 0.4, rgba, size, kernel,
                    threads);
        }
    add("toy 1x2/6x8", 0.1, toy);
    for (const PathRow& path : paths())
        for (const Kernel& kernel : all) {
            const bool separable = !kernel.column.empty();
            if (separable == (path.path == Path::Separable) && kernel.weights.rows() > 1)
                add("cost of " + std::string(path.id) + "/" + kernel.name, 0.1, cost, path.path, Shape{512, 512},
                    kernel);
        }
    return true;
}();

} // namespace
} // namespace lab::bench
