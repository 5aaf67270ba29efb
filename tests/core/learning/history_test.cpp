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
                             std::string name(infoOf(test.param).id);
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

/// A run whose history has a budget of `rows` epochs, with a rate that changes on the way.
Trainer thinned(const Session& session, std::size_t rows, int epochs)
{
    const Trainer base(*trainProblem(session), session.train.startKernel, 0.25);
    const std::size_t parameters = session.train.startKernel.size() + 1;
    const std::size_t memory =
        std::size_t(infoOf(session.train.optimiser).memories) * (parameters - (session.train.learnBias ? 0 : 1));
    Trainer trainer =
        base.resumed(History(session.train.startKernel.shape(), memory, rows * 8 * (2 * parameters + memory)));
    for (int epoch = 1; epoch <= epochs; ++epoch)
        EXPECT_TRUE(trainer.step(session.train.rateOf(epoch)));
    return trainer;
}

void expectSameRecord(const EpochRecord& a, const EpochRecord& b)
{
    EXPECT_EQ(a.epoch, b.epoch);
    EXPECT_TRUE(test::sameBits(a.loss, b.loss) && test::sameBits(a.sumOfSquares, b.sumOfSquares)) << a.epoch;
    EXPECT_TRUE(test::equalBits(a.kernel, b.kernel) && test::sameBits(a.bias, b.bias)) << a.epoch;
    EXPECT_TRUE(test::equalBits(a.kernelGradient, b.kernelGradient)) << a.epoch;
    EXPECT_TRUE(test::sameBits(a.biasGradient, b.biasGradient)) << a.epoch;
}

Session changingSession(Optimiser optimiser)
{
    Session session = startSession();
    session.train.optimiser = optimiser;
    session.train.learnBias = true;
    session.train.rate = 0.01;
    session.train.changeRate(33, 0.002);
    session.train.changeRate(62, 0.005);
    return session;
}

TEST_P(OfEachOptimiser, WhereARunIsThinnedEveryEpochIsStillFoundBitForBit)
{
    const Session session = changingSession(GetParam());
    const Trainer whole = thinned(session, 1000, 100);
    for (const std::size_t budget : {0U, 1U, 2U, 7U, 30U, 99U}) {
        const Trainer few = thinned(session, budget, 100);
        const History& history = few.history();
        ASSERT_EQ(history.size(), 100U);
        EXPECT_TRUE(sameSpan(history.losses(), whole.history().losses()));
        EXPECT_TRUE(history.kept(99));
        std::size_t kept = 0;
        for (std::size_t i = 0; i < 100; ++i) {
            kept += history.kept(i);
            EXPECT_EQ(history.rate(i), session.train.rateOf(int(i) + 1));
            const std::size_t before = history.keptBefore(i + 1);
            EXPECT_EQ(before == i + 1, history.kept(i));
            EXPECT_TRUE(before == 0 || history.kept(before - 1));
            const auto record = few.recordOf(i);
            ASSERT_TRUE(record);
            expectSameRecord(*record, whole.history()[i]);
        }
        EXPECT_LE(kept, budget + 1);
        EXPECT_GE(kept, budget / 2);
    }
}

TEST_P(OfEachOptimiser, AThinnedRunGoneBackToAnyEpochGoesOnBitForBit)
{
    const Session session = changingSession(GetParam());
    const Trainer whole = thinned(session, 1000, 100), few = thinned(session, 9, 80);
    for (std::size_t back = 0; back <= 80; ++back) {
        History first = few.history();
        first.truncate(back);
        Trainer again = few.resumed(std::move(first));
        ASSERT_EQ(again.history().size(), back);
        ASSERT_TRUE(back == 0 || again.history().kept(back - 1));
        while (again.history().size() < 100)
            ASSERT_TRUE(again.step(session.train.rateOf(int(again.history().size()) + 1)));
        EXPECT_TRUE(sameSpan(again.history().losses(), whole.history().losses())) << back;
        EXPECT_TRUE(test::equalBits(again.kernel(), whole.kernel())) << back;
        EXPECT_TRUE(test::sameBits(again.bias(), whole.bias())) << back;
    }
}

TEST(History, FollowsOneThatIsThinnedOnTheWay)
{
    const Session session = changingSession(Optimiser::Adam);
    for (const std::size_t budget : {1U, 4U, 10U}) {
        Trainer trainer = thinned(session, budget, 0);
        History copy = trainer.history();
        for (const int more : {1, 0, 7, 30, 5, 1, 1, 1, 54}) {
            for (int i = 0; i < more; ++i)
                ASSERT_TRUE(trainer.step(0.01));
            copy.follow(trainer.history());
            ASSERT_EQ(copy.size(), trainer.history().size());
            for (std::size_t i = 0; i < copy.size(); ++i) {
                ASSERT_EQ(copy.kept(i), trainer.history().kept(i));
                if (copy.kept(i)) {
                    ASSERT_TRUE(sameSpan(copy.parameters(i), trainer.history().parameters(i)));
                    ASSERT_TRUE(sameSpan(copy.memory(i), trainer.history().memory(i)));
                }
            }
        }
    }
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
