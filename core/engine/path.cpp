// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/path.h"

#include "core/engine/overlap_save.h"
#include "core/engine/separable.h"

#include <array>
#include <cassert>
#include <cmath>

namespace lab
{

namespace
{

constexpr std::array kPaths{
    PathRow{Path::Direct, "direct", "direct"},
    PathRow{Path::Separable, "separable", "separable"},
    PathRow{Path::Fft, "fft", "fast Fourier transform"},
};

/// Measured by `corr2d_bench --benchmark_filter=cost` on one core of an AMD EPYC (Zen 3, AVX2) at some 3.1 GHz, in
/// nanoseconds; docs/performance.md says how. What counts is how they stand to each other.
struct Costs {
    double directCell = 0.07; ///< an output cell: load and store
    double directTap = 0.024; ///< a cell's product, where rows of the output share lines
    double directTapAlone = 0.040; ///< where a stride or a dilation keeps them apart
    double separableCell = 0.25;
    double separableTap = 0.034; ///< a product of the row or of the column
    double fftTile[kFftSides.size()] = {15'000, 62'000, 285'000}; ///< a pair of tiles of 64, 128, 256
    double fftOnce[kFftSides.size()] = {5'000, 11'000, 50'000}; ///< the spectrum of the kernel
};
constexpr Costs kCosts;

/// Below this many products the direct path is a matter of a few microseconds, and choosing would take as long.
constexpr std::int64_t kFewProducts = 50'000;

PathChoice directCost(Shape output, const Geometry& g)
{
    const bool shared = g.rows.stride == 1 && g.rows.dilation == 1 && output.rows >= kStripRows;
    const double tap = shared ? kCosts.directTap : kCosts.directTapAlone;
    return {Path::Direct, 0, double(output.cells()) * (kCosts.directCell + tap * g.taps())};
}

std::optional<PathChoice> fftCost(Shape output, GridView<float> kernel, const Geometry& g)
{
    for (int a = 0; a < kernel.rows(); ++a)
        for (const float w : kernel.row(a))
            if (!std::isfinite(w))
                return std::nullopt;
    std::optional<PathChoice> best;
    for (std::size_t i = 0; i < kFftSides.size(); ++i) {
        const int side = kFftSides[i];
        const int rows = FftPath::outputsOf(side, g.rows), cols = FftPath::outputsOf(side, g.cols);
        if (rows == 0 || cols == 0)
            continue;
        const double down = std::ceil(double(output.rows) / rows), across = std::ceil(double(output.cols) / cols);
        const double cost = kCosts.fftOnce[i] + std::ceil(down * across / 2) * kCosts.fftTile[i];
        if (!best || cost < best->nanoseconds)
            best = {Path::Fft, side, cost};
    }
    return best;
}

/// Without a look at the kernel's rank.
PathChoice separableCost(Shape output, const Geometry& g)
{
    const double products = g.rows.kernel + g.cols.kernel;
    return {Path::Separable, 0, double(output.cells()) * (kCosts.separableCell + kCosts.separableTap * products)};
}

} // namespace

std::span<const PathRow> paths()
{
    return kPaths;
}

const PathRow& infoOf(Path path)
{
    const PathRow& found = kPaths[std::size_t(path)];
    assert(found.path == path);
    return found;
}

std::optional<PathChoice> costOf(Path path, Shape output, GridView<float> kernel, const Geometry& geometry)
{
    if (path == Path::Separable && !rankOne(kernel))
        return std::nullopt;
    return path == Path::Direct      ? directCost(output, geometry)
           : path == Path::Separable ? separableCost(output, geometry)
                                     : fftCost(output, kernel, geometry);
}

PathChoice pathFor(Shape output, GridView<float> kernel, const Geometry& geometry)
{
    PathChoice best = directCost(output, geometry);
    if (output.cells() * geometry.taps() <= kFewProducts)
        return best;
    // The rank is looked at only where it could matter: the look costs more than the other sums.
    if (separableCost(output, geometry).nanoseconds < best.nanoseconds && rankOne(kernel))
        best = separableCost(output, geometry);
    if (const auto fft = fftCost(output, kernel, geometry); fft && fft->nanoseconds < best.nanoseconds)
        best = *fft;
    return best;
}

} // namespace lab
