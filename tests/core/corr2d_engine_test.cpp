// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// corr2d, which fills pictures, against corr2dReference, which is explained.

#include "core/corr2d.h"
#include "tests/core/support.h"

#include <tuple>

namespace lab
{
namespace
{

using test::describe;
using test::Random;

constexpr Margin kUnevenRows{2, 1};
constexpr Margin kUnevenCols{0, 3};

Grid fast(const Grid& x, const Grid& k, float bias, const Geometry& g)
{
    Grid y(g.output(), -77.0F); // a cell that is not written shows
    EXPECT_TRUE(corr2d(x, k, bias, g, wholeOf(y.shape()), y.span()).ok());
    return y;
}

/// The float result against the double one: n·u·Σ|x||w|, n the roundings a product passes through (its own, and
/// those of the additions after it; a bias adds one of each).
testing::AssertionResult withinBound(const Grid& x, const Grid& k, float bias, const Geometry& g)
{
    Grid absX = x, absK = k;
    for (float& v : absX.cells())
        v = std::abs(v);
    for (float& v : absK.cells())
        v = std::abs(v);
    const auto exact = corr2dReference<double>(x.view(), k.view(), double(bias), g);
    const auto sums = corr2dReference<double>(absX.view(), absK.view(), std::abs(double(bias)), g);
    const double roundings = g.taps() + (bias != 0 ? 1 : 0);
    return test::compared(fast(x, k, bias, g), exact, [&](float actual, double expected, std::size_t i) {
        return std::abs(double(actual) - expected) <= roundings * test::kUnit * sums.cells()[i] * (1 + 1e-6);
    });
}

class EngineOverSmallShapes : public testing::TestWithParam<std::tuple<Border, PaddingMode>>
{
protected:
    /// Small integers: every partial sum stays far below 2²⁴.
    Grid integers(Shape shape, int seed) const
    {
        Random random(std::uint32_t(seed) + 1000);
        return random.integers(shape);
    }

    ConvSpec spec(int round) const
    {
        const auto [border, mode] = GetParam();
        ConvSpec s;
        s.operation = round % 2 ? Operation::Convolution : Operation::Correlation;
        s.padding = {mode, kUnevenRows, kUnevenCols};
        s.border = border;
        s.stride = {1 + round % 3, 1 + round / 3 % 3};
        s.dilation = {1 + round / 9 % 3, 1 + round / 27 % 3};
        return s;
    }
};

// All input shapes × all kernel shapes; the 162 strides, dilations and operations take turns.
TEST_P(EngineOverSmallShapes, IntegersAreEqualBitForBit)
{
    int round = 0, done = 0;
    for (int rows = 1; rows <= 7; ++rows)
        for (int cols = 1; cols <= 8; ++cols) {
            const Grid x = integers({rows, cols}, rows * 8 + cols);
            for (int kRows = 1; kRows <= 4; ++kRows)
                for (int kCols = 1; kCols <= 5; ++kCols) {
                    const Grid k = integers({kRows, kCols}, 500 + kRows * 5 + kCols);
                    for (int turn = 0; turn < 10; ++turn, ++round) {
                        const auto g = resolve(x.shape(), k.shape(), spec(round * 41));
                        if (!g)
                            continue;
                        const float bias = float(round % 5 - 2);
                        ASSERT_TRUE(test::equalNumbers(fast(x, k, bias, *g), corr2dReference(x, k, bias, *g)))
                            << describe(*g);
                        ++done;
                    }
                }
        }
    EXPECT_GT(done, 500);
}

// Every stride, dilation and operation, on a shape that all of them fit.
TEST_P(EngineOverSmallShapes, EveryStrideDilationAndOperation)
{
    const Grid x = integers({7, 8}, 1), k = integers({3, 3}, 2);
    for (int round = 0; round < 162; ++round) {
        const auto g = resolve(x.shape(), k.shape(), spec(round));
        ASSERT_TRUE(g.ok());
        ASSERT_TRUE(test::equalNumbers(fast(x, k, 1, *g), corr2dReference(x, k, 1, *g))) << describe(*g);
    }
}

INSTANTIATE_TEST_SUITE_P(Every, EngineOverSmallShapes,
                         testing::Combine(testing::ValuesIn(test::allBorders()),
                                          testing::ValuesIn(test::allPaddingModes())),
                         [](const auto& test) {
                             std::string name = std::string(rule(std::get<0>(test.param)).id) + "_";
                             for (const PaddingRule& row : paddingRules())
                                 if (row.mode == std::get<1>(test.param))
                                     for (const char letter : row.id)
                                         name += letter == '-' ? '_' : letter;
                             return name;
                         });

TEST(Engine, IntegersOfSampledLargerShapesAreEqualBitForBit)
{
    Random random(11);
    for (int round = 0; round < 1500; ++round) {
        const Geometry g = test::randomGeometry(random, {12, 14}, {4, 5});
        const Grid x = random.integers(g.input()), k = random.integers(g.kernel());
        const float bias = float(random.integer(-20, 20));
        ASSERT_TRUE(test::equalNumbers(fast(x, k, bias, g), corr2dReference(x, k, bias, g))) << describe(g);
    }
}

TEST(Engine, FractionsStayWithinTheBound)
{
    Random random(12);
    for (int round = 0; round < 1500; ++round) {
        const Geometry g = test::randomGeometry(random, {12, 14}, {4, 5});
        const Grid x = random.reals(g.input(), -100, 100), k = random.reals(g.kernel());
        const float bias = random.coin() ? float(random.real(-50, 50)) : 0.0F;
        ASSERT_TRUE(withinBound(x, k, bias, g)) << describe(g);
    }
}

TEST(Engine, LargeKernelsStayWithinTheBound)
{
    Random random(13);
    for (int size = 6; size <= 21; ++size) {
        ConvSpec spec;
        spec.padding.mode = PaddingMode::Same;
        spec.border = random.oneOf(test::allBorders());
        const Geometry g = *resolve({24, 25}, {size, 27 - size}, spec);
        ASSERT_TRUE(withinBound(random.reals(g.input()), random.reals(g.kernel()), 0, g)) << describe(g);
    }
}

TEST(Engine, MarginsWiderThanTheInput)
{
    Random random(14);
    for (const Border border : test::allBorders())
        for (int n = 1; n <= 3; ++n) {
            ConvSpec spec;
            spec.padding = {PaddingMode::Explicit, {7, 9}, {11, 5}};
            spec.border = border;
            const Geometry g = *resolve({n, 4 - n}, {2, 3}, spec);
            const Grid x = random.integers(g.input()), k = random.integers(g.kernel());
            EXPECT_TRUE(test::equalNumbers(fast(x, k, 0, g), corr2dReference(x, k, 0, g))) << describe(g);
        }
}

TEST(Engine, AnyDivisionIntoRowsGivesTheSameBits)
{
    Random random(15);
    for (int round = 0; round < 400; ++round) {
        const Geometry g = test::randomGeometry(random, {12, 14}, {4, 5});
        const Grid x = random.reals(g.input()), k = random.reals(g.kernel());
        const Grid whole = fast(x, k, 0.3F, g);
        Grid inBands(g.output(), -77.0F);
        for (int begin = 0; begin < g.rows.output;) {
            const int end = std::min(g.rows.output, begin + random.integer(1, 4));
            corr2d(x, k, 0.3F, g, inBands, begin, end);
            begin = end;
        }
        ASSERT_TRUE(test::equalBits(inBands, whole)) << describe(g);
    }
}

TEST(Engine, WritesOnlyTheRowsItWasAskedFor)
{
    const Grid x({6, 6}, 1.0F), k({2, 2}, 1.0F);
    const Geometry g = *resolve(x.shape(), k.shape(), {});
    Grid y(g.output(), -77.0F);
    corr2d(x, k, 0, g, y, 2, 4);
    corr2d(x, k, 0, g, y, 1, 1);
    for (int r = 0; r < y.rows(); ++r)
        for (const float v : y.row(r))
            EXPECT_EQ(v, r == 2 || r == 3 ? 4.0F : -77.0F);
}

TEST(Engine, ReadsAWindowOfALargerGrid)
{
    Random random(16);
    const Grid big = random.integers({12, 13}), bigKernel = random.integers({5, 5});
    const auto x = big.view().window({3, 2, 6, 7});
    const auto k = bigKernel.view().window({1, 2, 2, 3});
    for (const Border border : test::allBorders()) {
        ConvSpec spec;
        spec.padding.mode = PaddingMode::Full;
        spec.border = border;
        const Geometry g = *resolve(x.shape(), k.shape(), spec);
        Grid y(g.output());
        corr2d(x, k, 0, g, y, 0, y.rows());
        EXPECT_TRUE(test::equalNumbers(y, corr2dReference<float>(x, k, 0, g)));
    }
}

} // namespace
} // namespace lab
