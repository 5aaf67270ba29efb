// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/start_kernel.h"

#include <array>
#include <cmath>
#include <random>

namespace lab
{

namespace
{

constexpr std::array kDraws{
    DrawRow{Draw::Uniform, "uniform", "Uniform", "uniform in ±1/√n, n weights", 1},
    DrawRow{Draw::Kaiming, "kaiming", "Kaiming", "uniform in ±√(6/n), n weights", 2.449489742783178},
};

} // namespace

std::span<const DrawRow> draws()
{
    return kDraws;
}

const DrawRow& infoOf(Draw draw)
{
    const DrawRow& found = kDraws[std::size_t(draw)];
    assert(found.draw == draw);
    return found;
}

Grid64 drawnKernel(Draw draw, Shape shape, std::uint64_t seed)
{
    std::mt19937_64 generator(seed);
    const double bound = infoOf(draw).bound * (1 / std::sqrt(double(shape.cells())));
    Grid64 kernel(shape);
    // The distributions of the standard library differ between libraries; this does not.
    for (double& w : kernel.cells())
        w = (double(generator() >> 11) * 0x1p-53 * 2 - 1) * bound;
    return kernel;
}

Grid64 hiddenKernel(Shape shape, std::uint64_t seed)
{
    constexpr std::uint64_t kHiddenSeeds = 1'000'000'000;
    return drawnKernel(Draw::Kaiming, shape, kHiddenSeeds + seed);
}

} // namespace lab
