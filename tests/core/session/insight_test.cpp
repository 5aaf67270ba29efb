// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/insight.h"
#include "core/session/session.h"
#include "tests/core/support.h"

#include <gtest/gtest.h>

using namespace lab;

namespace
{

/// Its hidden kernel sees the whole input at once.
Session oneWindow(int side)
{
    Session session;
    session.input = matrixPicture("", Grid({side, side}, 0.5F));
    session.layer().kernel = session.train.hiddenKernel = Grid({side, side}, 0.1F);
    session.train.startKernel = Grid64({side, side});
    return session;
}

// Few products, and yet a matrix of gigabytes.
TEST(PreparedProblem, OfTooManyWeightsHasNoMatrix)
{
    const auto few = prepareProblem(oneWindow(32)), many = prepareProblem(oneWindow(33));
    ASSERT_TRUE(few && many);
    EXPECT_EQ(epochMethod(many->base->problem()), EpochMethod::Windows);
    EXPECT_TRUE(few->normal);
    EXPECT_FALSE(many->normal);
}

TEST(PreparedProblem, OfNumbersThatAreNotFiniteIsNone)
{
    for (const float cell : {test::kNaN, test::kInfinity, 1e38F}) { // the last overflows in the target
        Session session = oneWindow(8);
        Grid input({8, 8}, 3e38F);
        input.at(1, 2) = cell;
        session.input = matrixPicture("", std::move(input));
        session.train.hiddenKernel = Grid({8, 8}, 1);
        const auto prepared = prepareProblem(session);
        ASSERT_FALSE(prepared);
        EXPECT_EQ(prepared.error().code, ErrorCode::DataNotFinite);
    }
}

// The layer's kernel leaves a small output, and what is learned a large one: the work is that of what is learned.
TEST(WorkOfPass, IsOfTheSizeOfTheStartAndNotOfTheLayer)
{
    Session session = oneWindow(100);
    session.train.startKernel = Grid64({1, 2});
    EXPECT_EQ(workOfPass(session), 100.0 * 99 * 2);
    EXPECT_EQ(workOfInsight(session), 100.0 * 99 * 2 * 2);
}

} // namespace
