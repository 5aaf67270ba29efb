// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/evaluate.h"
#include "core/layers/profile.h"
#include "core/session/samples.h"
#include "core/session/session.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace lab
{

namespace
{

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Profile, ALineHasACellInEachColumnOrRow)
{
    for (int rows = -6; rows <= 6; ++rows)
        for (int cols = -6; cols <= 6; ++cols) {
            const InputCell from{7, 8}, to{7 + rows, 8 + cols};
            const auto cells = cellsOnLine(from, to);
            const int steps = std::max(std::abs(rows), std::abs(cols));
            ASSERT_EQ(int(cells.size()), steps + 1);
            EXPECT_EQ(cells.front(), from);
            EXPECT_EQ(cells.back(), to);
            for (int i = 0; i <= steps; ++i) {
                const double t = steps == 0 ? 0 : double(i) / steps;
                EXPECT_LE(std::abs(cells[std::size_t(i)].row - (7 + t * rows)), 0.5 + 1e-12);
                EXPECT_LE(std::abs(cells[std::size_t(i)].col - (8 + t * cols)), 0.5 + 1e-12);
            }
        }
}

TEST(Profile, OfTheBooksEdges)
{
    Session session;
    findSample("chapter-edge")->apply(session);
    const auto maps = evaluate(session, {});
    const auto geometry = resolve(session.input->shape(), session.layers);
    const Profile profile =
        profileOf(session.inputPlane(0), maps->maps[0][0], geometry->front(), InputCell{2, 0}, InputCell{2, 7});
    EXPECT_EQ(profile.input, (std::vector<double>{1, 1, 0, 0, 0, 0, 1, 1}));
    ASSERT_EQ(profile.output.size(), 8U);
    EXPECT_EQ(profile.output[1], 1);
    EXPECT_EQ(profile.output[5], -1);
    EXPECT_TRUE(std::isnan(profile.output[7])) << "no window begins there";
    EXPECT_EQ(zeroCrossings(profile.output), (std::vector<double>{3})) << "between white–black and black–white";
}

TEST(Profile, AStrideLeavesSomeOut)
{
    Session session;
    session.input = matrixPicture("x", Grid({1, 7}, 2.0F));
    session.layer().kernel = Grid{{1}};
    session.layer().spec.stride = {1, 3};
    const auto maps = evaluate(session, {});
    const auto geometry = resolve(session.input->shape(), session.layers);
    const Profile profile =
        profileOf(session.inputPlane(0), maps->maps[0][0], geometry->front(), InputCell{0, 0}, InputCell{0, 6});
    for (std::size_t i = 0; i < 7; ++i)
        EXPECT_EQ(std::isnan(profile.output[i]), i % 3 != 0) << i;
}

TEST(Profile, CrossesZeroBetweenOppositeSigns)
{
    using Values = std::vector<double>;
    EXPECT_EQ(zeroCrossings(Values{1, -1}), Values{0.5});
    EXPECT_EQ(zeroCrossings(Values{1, -3}), Values{0.25});
    EXPECT_EQ(zeroCrossings(Values{-1, 0, 0, 1}), Values{1.5});
    EXPECT_EQ(zeroCrossings(Values{1, 0, 1}), Values{}) << "it only touches";
    EXPECT_EQ(zeroCrossings(Values{1, kNan, -1}), Values{});
    EXPECT_EQ(zeroCrossings(Values{0, 0}), Values{});
    EXPECT_EQ(zeroCrossings(Values{}), Values{});
    EXPECT_EQ(zeroCrossings(Values{2, -2, 2}), (Values{0.5, 1.5}));
}

TEST(Profile, AsCsv)
{
    const Profile profile{{{0, 1}, {0, 2}}, {0.1F, 1}, {-2, kNan}};
    EXPECT_EQ(csvOf(profile), "row,column,input,output\n0,1,0.1,-2\n0,2,1,nan\n");
}

} // namespace

} // namespace lab
