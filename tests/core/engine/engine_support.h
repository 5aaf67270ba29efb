// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/corr2d.h"
#include "tests/core/support.h"

#include <cstdint>
#include <hwy/targets.h>

namespace lab::test
{

/// A cross-correlation to be computed by a path, and its answer.
struct EngineCase {
    Grid x, kernel;
    float bias = 0;
    Geometry geometry;
    Rect region;
    int threads = 1;

    std::string text() const
    {
        std::ostringstream out;
        out << describe(geometry) << "; region " << testing::PrintToString(region) << ", " << threads
            << " threads, bias " << bias;
        return out.str();
    }
};

/// What `path` makes of it; a cell that is not written shows. Also: nothing beside the region is written.
inline Grid computed(const EngineCase& c, std::optional<Path> path)
{
    constexpr float kUntouched = -77.0F;
    Grid around({c.region.rows + 2, c.region.cols + 3}, kUntouched);
    const auto done =
        corr2d(c.x, c.kernel, c.bias, c.geometry, c.region,
               around.span().window({1, 1, c.region.rows, c.region.cols}), {.threads = c.threads, .path = path});
    EXPECT_TRUE(done.ok());
    Grid y(c.region.shape());
    for (int r = 0; r < around.rows(); ++r)
        for (int col = 0; col < around.cols(); ++col) {
            if (r >= 1 && r <= y.rows() && col >= 1 && col <= y.cols())
                y.at(r - 1, col - 1) = around.at(r, col);
            else
                EXPECT_EQ(around.at(r, col), kUntouched) << "beside the region, at " << r << ", " << col;
        }
    return y;
}

template <class Out>
BasicGrid<Out> referenceOf(const EngineCase& c)
{
    auto y = BasicGrid<Out>(c.region.shape());
    for (int r = 0; r < y.rows(); ++r)
        for (int col = 0; col < y.cols(); ++col)
            y.at(r, col) = Out(corr2dCell(c.x.view(), c.kernel.view(), double(c.bias), c.geometry,
                                          {c.region.row + r, c.region.col + col}));
    return y;
}

/// Σ|x||w| + |b|, the measure of the error bounds, for each cell of the region.
inline Grid64 magnitudesOf(EngineCase c)
{
    for (float& v : c.x.cells())
        v = std::abs(v);
    for (float& w : c.kernel.cells())
        w = std::abs(w);
    c.bias = std::abs(c.bias);
    return referenceOf<double>(c);
}

/// Within roundings·u·Σ|x||w| of the double result, and the smallest number a float can hold for each product.
inline testing::AssertionResult withinBound(const EngineCase& c, const Grid& y, double roundings)
{
    const Grid64 sums = magnitudesOf(c);
    const double smallest = 0x1p-149 * (c.geometry.taps() + 1);
    return compared(y, referenceOf<double>(c), [&](float actual, double expected, std::size_t i) {
        return std::abs(double(actual) - expected) <= roundings * kUnit * sums.cells()[i] * (1 + 1e-6) + smallest;
    });
}

/// The bound of the direct path: the roundings a product passes through, its own and those of the sums after it.
inline double directRoundings(const EngineCase& c)
{
    return c.geometry.taps() + (c.bias != 0 ? 1 : 0);
}

/// Any part of an output.
inline Rect randomRegion(Random& random, Shape output)
{
    const int row = random.integer(0, output.rows - 1), col = random.integer(0, output.cols - 1);
    return {row, col, random.integer(1, output.rows - row), random.integer(1, output.cols - col)};
}

/// Any geometry up to these sizes, with numbers by `fill(random, shape)`.
template <class Fill>
EngineCase randomCase(Random& random, Shape maxInput, Shape maxKernel, Fill fill)
{
    EngineCase c;
    c.geometry = randomGeometry(random, maxInput, maxKernel);
    c.x = fill(random, c.geometry.input());
    c.kernel = fill(random, c.geometry.kernel());
    c.bias = random.coin() ? float(random.integer(-20, 20)) : 0.0F;
    c.region = random.coin() ? wholeOf(c.geometry.output()) : randomRegion(random, c.geometry.output());
    c.threads = random.integer(1, 3);
    return c;
}
inline Grid smallIntegers(Random& random, Shape shape)
{
    return random.integers(shape);
}
inline Grid fractions(Random& random, Shape shape)
{
    return random.reals(shape, -100, 100);
}

/// A column times a row.
inline Grid outerProduct(const Grid& column, const Grid& row)
{
    Grid kernel({column.rows(), row.cols()});
    for (int a = 0; a < kernel.rows(); ++a)
        for (int b = 0; b < kernel.cols(); ++b)
            kernel.at(a, b) = column.at(a, 0) * row.at(0, b);
    return kernel;
}

/// check() on every instruction set that this machine has, one after the other.
template <class Check>
void onEachTarget(Check check)
{
    const auto use = [](std::int64_t target) {
        hwy::SetSupportedTargetsForTest(target); // 0: whatever the machine has
        hwy::GetChosenTarget().DeInit(); // chosen again at the next call
    };
    const auto targets = hwy::SupportedAndGeneratedTargets();
    EXPECT_FALSE(targets.empty());
    for (const std::int64_t target : targets) {
        SCOPED_TRACE(hwy::TargetName(target));
        use(target);
        check();
    }
    use(0);
}

} // namespace lab::test
