// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/kernels.h"
#include "core/session/samples.h"
#include "core/session/trials.h"

#include <gtest/gtest.h>

namespace lab
{

namespace
{

Grid lastMapOf(const Session& session)
{
    const auto maps = evaluate(session, {});
    EXPECT_TRUE(maps);
    return maps ? maps->maps.back().front() : Grid();
}

Session sessionOf(Grid kernel)
{
    Session session;
    session.input = matrixPicture("x", Grid({12, 12}, 3.0F));
    session.layer().kernel = std::move(kernel);
    return session;
}

TEST(Trials, AnImpulseGivesTheKernelTurned)
{
    for (const KernelPreset& preset : kernelPresets()) {
        const Grid kernel = preset.values(), output = lastMapOf(withImpulse(sessionOf(kernel)));
        const Grid turned = rotated180(kernel);
        const int top = (output.rows() - kernel.rows()) / 2, left = (output.cols() - kernel.cols()) / 2;
        double rest = 0;
        for (const float v : output.cells())
            rest += double(std::abs(v));
        for (int r = 0; r < kernel.rows(); ++r)
            for (int c = 0; c < kernel.cols(); ++c)
                rest -= double(std::abs(turned.at(r, c)));
        EXPECT_NEAR(rest, 0, 1e-6) << preset.id << ": all of it is seen";
        if (kernel.rows() % 2 == 0 || kernel.cols() % 2 == 0)
            continue;
        for (int r = 0; r < kernel.rows(); ++r)
            for (int c = 0; c < kernel.cols(); ++c)
                EXPECT_EQ(output.at(top + r, left + c), turned.at(r, c)) << preset.id;
    }
}

TEST(Trials, AConstantGivesTheSumOfTheWeights)
{
    const Grid output = lastMapOf(withConstant(sessionOf(Grid{{1, 2}, {3, 4}})));
    EXPECT_EQ(output, Grid(output.shape(), 10.0F));
}

TEST(Trials, AStackHasTheRoomItNeeds)
{
    Session session = sessionOf(Grid({3, 3}, 1.0F));
    session.layers.push_back(session.layer());
    session.layers.push_back(session.layer());
    const Session after = withImpulse(session);
    EXPECT_EQ(after.input->shape(), (Shape{13, 13}));
    EXPECT_EQ(lastMapOf(after).shape(), (Shape{7, 7}));
}

TEST(Trials, TheOutputBecomesTheInput)
{
    const Session session = sessionOf(Grid({3, 3}, 1.0F));
    const auto once = withOutputAsInput(session, 1, {});
    ASSERT_TRUE(once);
    EXPECT_EQ(once->input->grey(), Grid({10, 10}, 27.0F));
    EXPECT_EQ(once->layers, session.layers);
    const auto twice = withOutputAsInput(session, 2, {});
    EXPECT_EQ(twice->input->grey(), Grid({8, 8}, 243.0F));
    EXPECT_EQ(twice->input->grey(), withOutputAsInput(*once, 1, {})->input->grey());
}

TEST(Trials, NTimesAreAsMuchAsTheKernelLeaves)
{
    const Session session = sessionOf(Grid({3, 3}, 1.0F));
    EXPECT_TRUE(withOutputAsInput(session, 5, {}));
    EXPECT_EQ(withOutputAsInput(session, 6, {}).error().code, ErrorCode::KernelTooLarge);
}

TEST(Trials, OfAStackTheFocusedLayerIsAppliedAgain)
{
    Session session = sessionOf(Grid({3, 3}, 1.0F));
    Layer doubled;
    doubled.kernel = Grid{{2}};
    session.layers.push_back(doubled);
    session.focus = 1;
    EXPECT_EQ(withOutputAsInput(session, 3, {})->input->grey(), Grid({10, 10}, 27.0F * 8));
}

} // namespace

} // namespace lab
