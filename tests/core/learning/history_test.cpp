// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/curvature.h"
#include "core/learning/trainer.h"
#include "core/session/problem_of.h"
#include "core/session/samples.h"
#include "tests/core/support.h"

namespace lab
{
namespace
{

bool sameSpan(std::span<const double> a, std::span<const double> b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return test::sameBits(x, y); });
}

void expectSame(const History& a, const History& b)
{
    ASSERT_EQ(a.size(), b.size());
    EXPECT_TRUE(sameSpan(a.losses(), b.losses()));
    for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_TRUE(sameSpan(a.parameters(i), b.parameters(i))) << i;
        ASSERT_TRUE(sameSpan(a.gradient(i), b.gradient(i))) << i;
        ASSERT_TRUE(sameSpan(a.memory(i), b.memory(i))) << i;
    }
}

class OfEachOptimiser : public testing::TestWithParam<Optimiser>
{
};

TEST_P(OfEachOptimiser, ARunGoneBackToAnyEpochGoesOnBitForBit)
{
    Session session = startSession();
    session.train.optimiser = GetParam();
    session.train.learnBias = true;
    const TrainProblem problem = *trainProblem(session);
    Trainer whole(problem, session.train.startKernel, 0.25);
    for (int epoch = 0; epoch < 40; ++epoch)
        ASSERT_TRUE(whole.step(0.01));
    for (const std::size_t back : {0U, 1U, 17U, 39U, 40U}) {
        History first = whole.history();
        first.truncate(back);
        ASSERT_EQ(first.size(), back);
        Trainer again = whole.resumed(std::move(first));
        while (again.history().size() < 40)
            ASSERT_TRUE(again.step(0.01));
        expectSame(again.history(), whole.history());
        EXPECT_EQ(again.kernel(), whole.kernel());
        EXPECT_EQ(again.bias(), whole.bias());
    }
}

INSTANTIATE_TEST_SUITE_P(Optimisers, OfEachOptimiser,
                         testing::Values(Optimiser::GradientDescent, Optimiser::Momentum, Optimiser::Nesterov,
                                         Optimiser::RmsProp, Optimiser::Adagrad, Optimiser::Adam),
                         [](const auto& test) {
                             std::string name(row(test.param).id);
                             std::erase(name, '-');
                             return name;
                         });

TEST(History, FollowsALongerOneOfTheSameRun)
{
    const Session session = startSession();
    Trainer trainer(*trainProblem(session), session.train.startKernel, 0);
    History copy = trainer.history();
    for (const int more : {1, 0, 7, 30}) {
        for (int i = 0; i < more; ++i)
            trainer.step(0.02);
        copy.follow(trainer.history());
        expectSame(copy, trainer.history());
    }
    EXPECT_EQ(copy.size(), 38U);
}

TEST(History, ItsGradientIsTheOneOfTheKernelBefore)
{
    const Session session = startSession();
    const TrainProblem problem = *trainProblem(session);
    Trainer trainer(problem, session.train.startKernel, 0);
    for (int i = 0; i < 5; ++i)
        trainer.step(0.03);
    for (std::size_t i = 1; i < 5; ++i) {
        const LossAndGradient at = lossAndGradient(problem, trainer.history().kernel(i - 1), 0, {});
        EXPECT_EQ(trainer.history()[i].kernelGradient, at.kernel);
        EXPECT_EQ(trainer.history()[i].biasGradient, at.bias);
    }
}

TEST(Restarted, IsARunOfItsOwnOnTheSameData)
{
    Session session = startSession();
    const Trainer first(*trainProblem(session), session.train.startKernel, 0);
    session.train.optimiser = Optimiser::Adam;
    session.train.reduction = Reduction::Mean;
    session.train.startKernel = {{0.5, 0.25}};
    Trainer expected(*trainProblem(session), session.train.startKernel, 0), other = first.restarted(session.train);
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(expected.step(0.1) && other.step(0.1));
    expectSame(other.history(), expected.history());
}

TEST(RateChanges, ApplyFromTheNextEpochOn)
{
    TrainSpec spec;
    spec.changeRate(3, 0.01);
    spec.changeRate(7, 0.002);
    const double rates[] = {0.03, 0.03, 0.03, 0.01, 0.01, 0.01, 0.01, 0.002, 0.002};
    for (int n = 1; n <= 9; ++n)
        EXPECT_EQ(spec.rateOf(n), rates[n - 1]) << n;
    spec.changeRate(5, 0.02); // what was planned for later is gone
    EXPECT_EQ(spec.rateChanges, (std::vector<RateChange>{{3, 0.01}, {5, 0.02}}));
    spec.changeRate(6, 0.02); // no change
    EXPECT_EQ(spec.rateChanges.size(), 2U);
    spec.changeRate(0, 0.5);
    EXPECT_EQ(spec.rate, 0.5);
    EXPECT_TRUE(spec.rateChanges.empty());
}

TEST(RateChanges, TwoRunsShareTheEpochsBeforeTheyPart)
{
    TrainSpec a, b;
    EXPECT_TRUE(a.samePath(b));
    b.changeRate(4, 0.01);
    EXPECT_EQ(a.sharedEpochs(b), 4);
    EXPECT_EQ(b.sharedEpochs(a), 4);
    a.changeRate(4, 0.01);
    EXPECT_TRUE(a.samePath(b));
    a.changeRate(9, 0.1);
    b.changeRate(6, 0.1);
    EXPECT_EQ(a.sharedEpochs(b), 6);
    b.optimiser = Optimiser::Adam;
    EXPECT_EQ(a.sharedEpochs(b), 0);
}

TEST(Draws, StayWithinTheirBoundsAndFillThem)
{
    for (const DrawRow& one : draws()) {
        double most = 0;
        const double bound = one.draw == Draw::Kaiming ? std::sqrt(6.0 / 9) : 1.0 / 3;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            const Grid64 kernel = drawnKernel(one.draw, {3, 3}, seed);
            for (const double w : kernel.cells())
                most = std::max(most, std::abs(w));
        }
        EXPECT_LE(most, bound) << one.id;
        EXPECT_GT(most, 0.98 * bound) << one.id;
    }
}

} // namespace
} // namespace lab
