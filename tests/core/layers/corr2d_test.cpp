// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"
#include "tests/core/support.h"

namespace lab
{
namespace
{

using test::describe;
using test::kInfinity;
using test::kNaN;
using test::Random;

Grid reference(const Grid& x, const Grid& k, const ConvSpec& spec = {}, float bias = 0)
{
    return corr2dReference(x, k, bias, *resolve(x.shape(), k.shape(), spec));
}

Grid fast(const Grid& x, const Grid& k, const ConvSpec& spec = {}, float bias = 0)
{
    const Geometry geometry = *resolve(x.shape(), k.shape(), spec);
    auto y = Grid(geometry.output(), -77.0F); // a cell that is not written shows
    EXPECT_TRUE(corr2d(x, k, bias, geometry, wholeOf(y.shape()), y.span()).ok());
    return y;
}

/// The definition once more, by other means: the padded input is built, the kernel really turned, and the plain
/// cross-correlation of the chapter taken at every stride-th place.
Grid byPaddedCopy(const Grid& x, const Grid& k, float bias, const Geometry& g)
{
    Grid64 padded({g.rows.padded(), g.cols.padded()});
    for (int r = 0; r < padded.rows(); ++r)
        for (int c = 0; c < padded.cols(); ++c) {
            const int row = infoOf(g.border).map(r - g.rows.margin.before, x.rows());
            const int col = infoOf(g.border).map(c - g.cols.margin.before, x.cols());
            padded.at(r, c) = row < 0 || col < 0 ? 0.0 : double(x.at(row, col));
        }
    const Grid turned = g.operation == Operation::Convolution ? rotated180(k) : k;
    Grid y(g.output());
    for (int i = 0; i < y.rows(); ++i)
        for (int j = 0; j < y.cols(); ++j) {
            double sum = 0;
            for (int a = 0; a < k.rows(); ++a)
                for (int b = 0; b < k.cols(); ++b)
                    sum +=
                        padded.at(i * g.rows.stride + a * g.rows.dilation, j * g.cols.stride + b * g.cols.dilation) *
                        double(turned.at(a, b));
            y.at(i, j) = float(sum + double(bias));
        }
    return y;
}

TEST(Chapter1, CrossCorrelation)
{
    const Grid x{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}, k{{0, 1}, {2, 3}}, y{{19, 25}, {37, 43}};
    EXPECT_EQ(reference(x, k), y);
    EXPECT_EQ(fast(x, k), y);
}

TEST(Chapter2, TheLayerAddsItsBias)
{
    const Grid x{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}, k{{0, 1}, {2, 3}};
    const Grid y{{19.5, 25.5}, {37.5, 43.5}};
    EXPECT_EQ(reference(x, k, {}, 0.5F), y);
    EXPECT_EQ(fast(x, k, {}, 0.5F), y);
}

TEST(Chapter3, TheEdgeDetectorFindsBothVerticalEdges)
{
    EXPECT_EQ(reference(test::edgeInput(), {{1, -1}}), test::edgeOutput());
    EXPECT_EQ(fast(test::edgeInput(), {{1, -1}}), test::edgeOutput());
}

TEST(Chapter3, ItSeesNothingInTheTransposedImage)
{
    EXPECT_EQ(reference(transposed(test::edgeInput()), {{1, -1}}), Grid({8, 5}));
    EXPECT_EQ(fast(transposed(test::edgeInput()), {{1, -1}}), Grid({8, 5}));
}

TEST(Chapter3, TheTransposedKernelSeesItAgain)
{
    EXPECT_EQ(reference(transposed(test::edgeInput()), {{1}, {-1}}), transposed(test::edgeOutput()));
}

TEST(Chapter3, HorizontallyEqualNeighboursGiveZeroAndOnlyThey)
{
    Random random(5);
    const Grid x = random.integers({20, 20}, 2);
    const Grid y = reference(x, {{1, -1}});
    for (int r = 0; r < y.rows(); ++r)
        for (int c = 0; c < y.cols(); ++c)
            EXPECT_EQ(y.at(r, c) == 0, x.at(r, c) == x.at(r, c + 1));
}

TEST(Chapter5, ConvolutionIsCorrelationWithTheKernelTurned)
{
    const Grid x{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}, k{{0, 1}, {2, 3}};
    ConvSpec convolution;
    convolution.operation = Operation::Convolution;
    EXPECT_EQ(reference(x, k, convolution), reference(x, {{3, 2}, {1, 0}}));
    EXPECT_EQ(reference(x, k, convolution), (Grid{{5, 11}, {23, 29}}));
}

TEST(Chapter5, ConvolutionIsCorrelationWithTheKernelTurnedForAnyGeometry)
{
    Random random(6);
    for (int round = 0; round < 300; ++round) {
        Geometry g = test::randomGeometry(random, {7, 8}, {4, 5});
        const Grid x = random.reals(g.input()), k = random.reals(g.kernel());
        Geometry other = g;
        other.operation = g.operation == Operation::Correlation ? Operation::Convolution : Operation::Correlation;
        EXPECT_TRUE(test::equalBits(corr2dReference(x, k, 0.25F, g), corr2dReference(x, rotated180(k), 0.25F, other)))
            << describe(g);
    }
}

TEST(Chapter5, TheTwoAgreeForAKernelThatIsItsOwnRotation)
{
    Random random(7);
    const Grid x = random.reals({8, 9});
    ConvSpec convolution;
    convolution.operation = Operation::Convolution;
    for (const Grid& k : {Grid{{1, 2, 1}, {2, 4, 2}, {1, 2, 1}}, Grid{{1, 2}, {2, 1}}, Grid{{1, 5, 2}, {2, 5, 1}}}) {
        ASSERT_EQ(k, rotated180(k));
        EXPECT_TRUE(test::equalBits(reference(x, k), reference(x, k, convolution)));
        EXPECT_TRUE(test::equalBits(fast(x, k), fast(x, k, convolution)));
    }
}

TEST(Reference, IsTheDefinitionOnAPaddedCopy)
{
    Random random(8);
    for (int round = 0; round < 1500; ++round) {
        const Geometry g = test::randomGeometry(random, {8, 9}, {4, 5});
        const Grid x = random.reals(g.input()), k = random.reals(g.kernel());
        const float bias = float(random.real(-1, 1));
        ASSERT_TRUE(test::equalBits(corr2dReference(x, k, bias, g), byPaddedCopy(x, k, bias, g))) << describe(g);
    }
}

TEST(Reference, WorksInDoubleAndOnWindowsOfLargerGrids)
{
    Random random(9);
    const Grid big = random.reals({9, 10});
    const GridView<float> part = big.view().window({2, 3, 4, 5});
    const Grid64 k = random.reals<double>({2, 3});
    const Geometry g = *resolve(part.shape(), k.shape(), {});
    const Grid64 y = corr2dReference<double>(part, k.view(), 0.125, g);
    for (int i = 0; i < y.rows(); ++i)
        for (int j = 0; j < y.cols(); ++j) {
            double sum = 0;
            for (int a = 0; a < 2; ++a)
                for (int b = 0; b < 3; ++b)
                    sum += double(big.at(2 + i + a, 3 + j + b)) * k.at(a, b);
            EXPECT_EQ(y.at(i, j), sum + 0.125);
        }
}

TEST(Reference, AnImpulseGivesBackTheKernelTurned)
{
    Grid x({5, 5});
    x.at(2, 2) = 1;
    const Grid k{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    EXPECT_EQ(reference(x, k), rotated180(k));
    ConvSpec convolution;
    convolution.operation = Operation::Convolution;
    EXPECT_EQ(reference(x, k, convolution), k);
}

// What does not count as a number. A zero weight is not skipped: 0·NaN is NaN, and so is 0·∞.
class NotFinite : public testing::TestWithParam<float>
{
};

TEST_P(NotFinite, UnderAZeroWeightIsNaN)
{
    const Grid x{{1, GetParam(), 3, 4}}, k{{1, 0}};
    const Grid expected{{kNaN, GetParam(), 3}};
    EXPECT_EQ(reference(x, k), expected);
    EXPECT_EQ(fast(x, k), expected);
}

TEST_P(NotFinite, WeightOverAZeroOfTheBorderIsNaN)
{
    ConvSpec spec;
    spec.padding.mode = PaddingMode::Same;
    const Grid x{{1, 2, 3}}, k{{1, GetParam()}};
    const Grid expected{{GetParam(), GetParam(), kNaN}};
    EXPECT_EQ(reference(x, k, spec), expected);
    EXPECT_EQ(fast(x, k, spec), expected);
}

TEST_P(NotFinite, BiasReachesEveryCell)
{
    const Grid x{{1, 2}, {3, 4}}, k{{1}};
    EXPECT_EQ(reference(x, k, {}, GetParam()), Grid({2, 2}, GetParam()));
    EXPECT_EQ(fast(x, k, {}, GetParam()), Grid({2, 2}, GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Each, NotFinite, testing::Values(kNaN, kInfinity, -kInfinity), [](const auto& test) {
    return std::string(std::isnan(test.param) ? "NaN" : test.param > 0 ? "Infinity" : "MinusInfinity");
});

TEST(NotFinite, InfinityMinusInfinityIsNaN)
{
    EXPECT_EQ(reference({{kInfinity, kInfinity}}, {{1, -1}}), (Grid{{kNaN}}));
    EXPECT_EQ(fast({{kInfinity, kInfinity}}, {{1, -1}}), (Grid{{kNaN}}));
}

TEST(NotFinite, GoWhereTheDefinitionSaysInAnyGeometry)
{
    Random random(10);
    for (int round = 0; round < 600; ++round) {
        const Geometry g = test::randomGeometry(random, {8, 9}, {3, 4});
        Grid x = random.integers(g.input(), 3), k = random.integers(g.kernel(), 2);
        for (int n = random.integer(1, 3); n > 0; --n) {
            const std::vector<float> odd = {kNaN, kInfinity, -kInfinity};
            Grid& grid = random.integer(0, 3) ? x : k;
            grid.at(random.integer(0, grid.rows() - 1), random.integer(0, grid.cols() - 1)) = random.oneOf(odd);
        }
        const Grid expected = byPaddedCopy(x, k, 0, g);
        ASSERT_TRUE(test::equalNumbers(corr2dReference(x, k, 0, g), expected)) << describe(g);
        Grid y(g.output());
        EXPECT_TRUE(corr2d(x, k, 0, g, wholeOf(y.shape()), y.span()).ok());
        ASSERT_TRUE(test::equalNumbers(y, expected)) << describe(g);
    }
}

} // namespace
} // namespace lab
