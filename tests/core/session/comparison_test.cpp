// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/alignment.h"
#include "core/layers/kernels.h"
#include "core/session/trials.h"
#include "core/session/samples.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

namespace lab
{

namespace
{

/// Whole numbers: sums are exact, whatever their order.
Grid wholeNumbers(Shape shape, std::uint32_t seed)
{
    std::mt19937 random(seed);
    Grid grid(shape);
    for (float& cell : grid.cells())
        cell = float(int(random() % 19) - 9);
    return grid;
}

Session sessionOf(Grid input, Grid kernel, const ConvSpec& spec = {})
{
    Session session;
    session.input = matrixPicture("x", std::move(input));
    session.layer().kernel = std::move(kernel);
    session.layer().spec = spec;
    return session;
}

Counterpart found(const Session& session, const CompareWith& with)
{
    const auto maps = evaluate(session, {});
    EXPECT_TRUE(maps);
    auto counterpart = counterpartOf(session, *maps, with, {});
    EXPECT_TRUE(counterpart);
    return std::move(*counterpart);
}

Grid outputOf(const Session& session)
{
    return std::move(evaluate(session, {})->maps.back().front());
}

TEST(Comparison, AConvolutionIsTheCorrelationWithTheKernelTurned)
{
    for (std::uint32_t seed = 0; seed < 40; ++seed) {
        const Session session =
            sessionOf(wholeNumbers({7, 8}, seed), wholeNumbers({1 + int(seed % 3), 1 + int(seed % 4)}, seed + 100));
        Session turned = session;
        turned.layer().kernel = rotated180(session.layer().kernel);
        EXPECT_EQ(found(session, {Against::Operation}).output.front(), outputOf(turned)) << seed;
    }
}

TEST(Comparison, AKernelThatIsItsOwnTurnGivesTheSame)
{
    const Session session = sessionOf(wholeNumbers({9, 9}, 1), findKernelPreset("laplace-8")->values());
    const Counterpart other = found(session, {Against::Operation});
    const auto geometries = resolve(session.input->shape(), session.layers);
    const Grid difference =
        differenceOf(outputOf(session), geometries->front(), other.output.front(), other.geometries.front());
    EXPECT_EQ(difference, Grid(difference.shape(), 0.0F));
    EXPECT_EQ(greatestOf(difference)->value, 0);
}

TEST(Comparison, TheBooksEdgeDetectorChangesItsSign)
{
    Session session;
    findSample("chapter-edge")->apply(session);
    const Counterpart other = found(session, {Against::Operation});
    const Grid upper = outputOf(session);
    for (int r = 0; r < upper.rows(); ++r)
        for (int c = 0; c < upper.cols(); ++c)
            EXPECT_EQ(other.output.front().at(r, c), -upper.at(r, c));
}

TEST(Comparison, AnotherKernelIsThatOfTheSession)
{
    Session session = sessionOf(wholeNumbers({6, 6}, 2), wholeNumbers({3, 3}, 3));
    session.other = wholeNumbers({2, 2}, 4);
    Session second = session;
    second.layer().kernel = session.other;
    EXPECT_EQ(found(session, {Against::Kernel}).output.front(), outputOf(second));
    session.other = wholeNumbers({7, 7}, 5);
    const auto maps = evaluate(session, {});
    EXPECT_EQ(counterpartOf(session, *maps, {Against::Kernel}, {}).error().code, ErrorCode::KernelTooLarge);
}

TEST(Comparison, CellsBelongTogetherByTheMiddlesOfTheirWindows)
{
    Session session = sessionOf(wholeNumbers({9, 10}, 6), Grid{{0, 0, 0}, {0, 1, 0}, {0, 0, 0}});
    session.other = Grid({5, 5}, 0.0F);
    session.other.at(2, 2) = 1;
    const Counterpart other = found(session, {Against::Kernel});
    const auto geometries = resolve(session.input->shape(), session.layers);
    const Grid difference =
        differenceOf(outputOf(session), geometries->front(), other.output.front(), other.geometries.front());
    EXPECT_EQ(difference, Grid({5, 6}, 0.0F)) << "both are the input";
    const Grid inTheWay =
        differenceOf(other.output.front(), other.geometries.front(), outputOf(session), geometries->front());
    EXPECT_TRUE(std::isnan(inTheWay.at(0, 0))) << "the larger kernel has no window there";
    EXPECT_EQ(inTheWay.at(1, 1), 0);
}

TEST(Comparison, TheOutputMovesWithTheInput)
{
    ConvSpec spec;
    spec.border = Border::Circular;
    spec.padding.mode = PaddingMode::Explicit;
    spec.padding.rows = spec.padding.cols = {1, 1};
    for (const int stride : {1, 2}) {
        spec.stride = {stride, stride};
        const Session session = sessionOf(wholeNumbers({8, 12}, 7), wholeNumbers({3, 3}, 8), spec);
        const auto geometries = resolve(session.input->shape(), session.layers);
        for (int down = -4; down <= 4; ++down)
            for (int right = -4; right <= 4; ++right) {
                const CompareWith with{Against::Shift, down, right};
                const Counterpart other = found(session, with);
                const OutputShift shift = outputShiftOf(*geometries, 0, {down, right});
                EXPECT_EQ(shift.exact, down % stride == 0 && right % stride == 0);
                const Grid difference = differenceOf(outputOf(session), geometries->front(), other.output.front(),
                                                     other.geometries.front(), shift);
                if (shift.exact)
                    EXPECT_EQ(greatestOf(difference)->value, 0) << stride << ": " << down << ' ' << right;
                else
                    EXPECT_NE(greatestOf(difference)->value, 0) << stride << ": " << down << ' ' << right;
            }
    }
}

TEST(Comparison, APooledOutputMovesOnlySometimes)
{
    Session session = sessionOf(wholeNumbers({8, 8}, 9), wholeNumbers({1, 1}, 10));
    Layer pool;
    pool.kind = LayerKind::MaxPool;
    pool.spec.stride = {2, 2};
    session.layers.push_back(pool);
    session.focus = 1;
    const auto geometries = resolve(session.input->shape(), session.layers);
    EXPECT_FALSE(outputShiftOf(*geometries, 1, {1, 0}).exact);
    const CompareWith with{Against::Shift, 2, -4};
    const OutputShift shift = outputShiftOf(*geometries, 1, {2, -4});
    EXPECT_EQ(shift.rows, 1);
    EXPECT_EQ(shift.cols, -2);
    const Counterpart other = found(session, with);
    const Grid difference =
        differenceOf(outputOf(session), (*geometries)[1], other.output.front(), other.geometries[1], shift);
    EXPECT_EQ(greatestOf(difference)->value, 0);
}

TEST(Comparison, ColoursAreComparedPlaneByPlane)
{
    std::vector<Grid> planes;
    for (std::uint32_t p = 0; p < 3; ++p)
        planes.push_back(wholeNumbers({5, 5}, 20 + p));
    Session session;
    session.input = std::make_shared<const Picture>("colours", Content::Brightness, std::move(planes));
    session.layer().kernel = Grid{{1, 2}, {3, 4}};
    EXPECT_EQ(found(session, {Against::Operation}).output.size(), 3U);
    EXPECT_EQ(found(session, {Against::Shift, 1, 1}).output.size(), 3U);
}

} // namespace

} // namespace lab
