// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every path against the reference, over all small shapes.

#include "core/engine/separable.h"
#include "tests/core/engine/engine_support.h"

namespace lab::test
{
namespace
{

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kSlower = 23; // so many of the cases are left out, others in each shape
#else
constexpr int kSlower = 1;
#endif

/// Calls check(case) for all inputs up to 12×14 × all kernels up to 5×6 × all strides and all dilations up to 3 on
/// each axis × both operations. Paddings, regions, threads and biases take turns. Only every `every`-th is looked at.
template <class Check>
int overSmallShapes(Border border, int every, bool rankOneKernels, Check check)
{
    every *= kSlower;
    Random random(7);
    std::int64_t number = 0;
    int done = 0;
    for (int rows = 1; rows <= 12; ++rows)
        for (int cols = 1; cols <= 14; ++cols)
            for (int kRows = 1; kRows <= 5; ++kRows)
                for (int kCols = 1; kCols <= 6; ++kCols) {
                    EngineCase c;
                    for (int setting = 0; setting < 162; ++setting, ++number) {
                        if (number % every != 0)
                            continue;
                        const auto turn = number / every;
                        ConvSpec spec;
                        spec.border = border;
                        spec.operation = allOperations()[std::size_t(setting % 2)];
                        spec.padding = {allPaddingModes()[std::size_t(turn % 5)], {2, 1}, {0, 3}};
                        spec.stride = {1 + setting / 2 % 3, 1 + setting / 6 % 3};
                        spec.dilation = {1 + setting / 18 % 3, 1 + setting / 54};
                        const auto geometry = resolve({rows, cols}, {kRows, kCols}, spec);
                        if (!geometry)
                            continue;
                        if (c.x.empty()) {
                            c.x = random.integers({rows, cols});
                            c.kernel = rankOneKernels ? outerProduct(random.integers({kRows, 1}, 5),
                                                                     random.integers({1, kCols}, 5))
                                                      : random.integers({kRows, kCols});
                        }
                        c.geometry = *geometry;
                        c.bias = float(turn % 7 - 3);
                        c.threads = 1 + int(turn % 3);
                        c.region =
                            turn % 4 == 0 ? randomRegion(random, geometry->output()) : wholeOf(geometry->output());
                        check(c);
                        ++done;
                        if (testing::Test::HasFatalFailure())
                            return done;
                    }
                }
    return done;
}

class SmallShapes : public testing::TestWithParam<Border>
{
};

// Small integers: every partial sum stays far below 2²⁴.
TEST_P(SmallShapes, DirectIsEqualBitForBit)
{
    const int done = overSmallShapes(GetParam(), 1, false, [](const EngineCase& c) {
        ASSERT_TRUE(equalNumbers(computed(c, Path::Direct), referenceOf<float>(c))) << c.text();
    });
    EXPECT_GT(done, 400'000 / kSlower);
}

// The factors of an integer kernel may be fractions: 6 times 1/3.
TEST_P(SmallShapes, SeparableStaysWithinItsBound)
{
    const int done = overSmallShapes(GetParam(), 17, true, [](const EngineCase& c) {
        ASSERT_TRUE(
            withinBound(c, computed(c, Path::Separable), c.geometry.rows.kernel + c.geometry.cols.kernel + 10))
            << c.text();
    });
    EXPECT_GT(done, 10'000 / kSlower);
}

TEST_P(SmallShapes, FftStaysWithinItsBound)
{
    const int done = overSmallShapes(GetParam(), 101, false, [](const EngineCase& c) {
        double x = 0, k = 0;
        for (const float v : c.x.cells())
            x += double(v) * double(v);
        for (const float w : c.kernel.cells())
            k += double(w) * double(w);
        // A cell of the input may stand in the margin many times, and in both tiles.
        const double copies =
            double(c.geometry.rows.padded()) * double(c.geometry.cols.padded()) / double(c.geometry.input().cells());
        const double bound = 16 * kUnit * 12 * std::sqrt(2 * (1 + copies) * x * k) + 30 * kUnit;
        ASSERT_TRUE(nearNumbers(computed(c, Path::Fft), referenceOf<double>(c), bound)) << c.text();
    });
    EXPECT_GT(done, 2'000 / kSlower);
}

INSTANTIATE_TEST_SUITE_P(Every, SmallShapes, testing::ValuesIn(allBorders()),
                         [](const auto& test) { return std::string(infoOf(test.param).id); });

} // namespace
} // namespace lab::test
