// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"
#include "core/learning/curvature.h"
#include "core/learning/trainer.h"
#include "core/session/problem_of.h"
#include "core/session/samples.h"
#include "tests/core/support.h"

namespace lab
{
namespace
{

using test::chapter;
using test::describe;
using test::Random;

constexpr double kBookRate = 0.03;

Trainer trainerOf(const Session& session)
{
    return {*trainProblem(session), session.train.startKernel, session.train.startBias};
}

Trainer trained(const Session& session, double rate, int epochs)
{
    Trainer trainer = trainerOf(session);
    for (int epoch = 0; epoch < epochs; ++epoch)
        trainer.step(rate);
    return trainer;
}

std::string decimals(double value, int digits)
{
    std::ostringstream out;
    out << std::fixed << std::setprecision(digits) << value;
    return out.str();
}

struct EpochRow {
    int epoch;
    const char* loss;
};

class Chapter4Loss : public testing::TestWithParam<EpochRow>
{
};

TEST_P(Chapter4Loss, IsTheBooks)
{
    const Trainer trainer = trained(chapter(), kBookRate, 10);
    const EpochRecord& record = trainer.history()[std::size_t(GetParam().epoch - 1)];
    EXPECT_EQ(record.epoch, GetParam().epoch);
    EXPECT_EQ(decimals(record.loss, 3), GetParam().loss);
    EXPECT_EQ(record.loss, record.sumOfSquares);
}

INSTANTIATE_TEST_SUITE_P(AllTen, Chapter4Loss,
                         testing::Values(EpochRow{1, "16.598"}, EpochRow{2, "8.644"}, EpochRow{3, "4.722"},
                                         EpochRow{4, "2.690"}, EpochRow{5, "1.586"}, EpochRow{6, "0.959"},
                                         EpochRow{7, "0.591"}, EpochRow{8, "0.369"}, EpochRow{9, "0.232"},
                                         EpochRow{10, "0.147"}),
                         [](const auto& test) { return std::string("Epoch") + std::to_string(test.param.epoch); });

TEST(Chapter4, EverySecondEpochPrintsTheBooksFiveLines)
{
    const Trainer trainer = trained(chapter(), kBookRate, 10);
    std::string log;
    for (const EpochRecord& record : trainer.history())
        if (record.epoch % 2 == 0)
            log += "epoch " + std::to_string(record.epoch) + ", loss " + decimals(record.loss, 3) + "\n";
    EXPECT_EQ(log, "epoch 2, loss 8.644\nepoch 4, loss 2.690\nepoch 6, loss 0.959\nepoch 8, loss 0.369\n"
                   "epoch 10, loss 0.147\n");
}

TEST(Chapter4, LearnsTheBooksKernel)
{
    const Trainer trainer = trained(chapter(), kBookRate, 10);
    ASSERT_EQ(trainer.kernel().shape(), (Shape{1, 2}));
    EXPECT_EQ(decimals(trainer.kernel().at(0, 0), 4), "0.9510");
    EXPECT_EQ(decimals(trainer.kernel().at(0, 1), 4), "-1.0295");
    EXPECT_EQ(trainer.bias(), 0);
}

TEST(Chapter4, IsWhatTheProgramStartsWith)
{
    const Session session = startSession();
    EXPECT_EQ(session.train.rate, kBookRate);
    EXPECT_EQ(session.train.epochs, 10);
    EXPECT_FALSE(session.train.learnBias);
    EXPECT_EQ(session.train.reduction, Reduction::Sum);
    EXPECT_EQ(session.train.startKernel, (Grid64{{-0.2113, -0.5195}}));
    const Trainer trainer = trained(session, session.train.rate, session.train.epochs);
    EXPECT_EQ(decimals(trainer.history().back().loss, 3), "0.147");
}

TEST(Chapter4, TheTargetIsTheEdgeMap)
{
    const TrainProblem problem = *trainProblem(chapter());
    ASSERT_EQ(problem.targets.size(), 1U);
    EXPECT_EQ(test::copyOf(problem.targets[0]), test::edgeOutput());
    EXPECT_EQ(problem.residuals(), 42);
}

/// d = K − (1, −1), s = d₀ + d₁, t = d₀ − d₁: loss = 15 s² + 3 t², and an epoch scales s and t.
class Chapter4ClosedForm : public testing::TestWithParam<double>
{
};

TEST_P(Chapter4ClosedForm, HoldsAtEveryEpoch)
{
    const double rate = GetParam();
    const Trainer trainer = trained(chapter(), rate, 60);
    double s = -0.2113 - 1 + (-0.5195 + 1), t = -0.2113 - 1 - (-0.5195 + 1);
    for (const EpochRecord& record : trainer.history()) {
        const double loss = 15 * s * s + 3 * t * t;
        EXPECT_NEAR(record.loss, loss, 1e-9 * std::max(loss, 1e-3)) << "epoch " << record.epoch;
        s *= 1 - 60 * rate;
        t *= 1 - 12 * rate;
        const double scale = std::max({1.0, std::abs(s), std::abs(t)});
        EXPECT_NEAR(record.kernel.at(0, 0), 1 + (s + t) / 2, 1e-9 * scale);
        EXPECT_NEAR(record.kernel.at(0, 1), -1 + (s - t) / 2, 1e-9 * scale);
    }
}

INSTANTIATE_TEST_SUITE_P(AtRates, Chapter4ClosedForm,
                         testing::Values(0.001, 0.01, 1.0 / 36, 0.03, 0.033, 0.034, 0.05), [](const auto& test) {
                             return "Rate" + std::to_string(int(std::lround(test.param * 10000))) + "e4";
                         });

TEST(Divergence, JustAboveTheStableRateItIsSlow)
{
    const Trainer trainer = trained(chapter(), 0.034, 100);
    EXPECT_FALSE(trainer.diverged());
    ASSERT_EQ(trainer.history().size(), 100U);
    EXPECT_GT(trainer.history()[99].loss, trainer.history()[50].loss);
    EXPECT_NEAR(trainer.history()[99].loss / trainer.history()[98].loss, 1.04 * 1.04, 1e-6);
}

TEST(Divergence, JustBelowItConverges)
{
    const Trainer trainer = trained(chapter(), 0.0333, 1000);
    EXPECT_LT(trainer.history().back().loss, 0.02 * trainer.history().front().loss);
    EXPECT_NEAR(trainer.history()[999].loss / trainer.history()[998].loss, 0.998 * 0.998, 1e-6);
}

TEST(Divergence, FarAboveItExplodesAndTheGuardStops)
{
    Trainer trainer = trainerOf(chapter());
    int epochs = 0;
    while (trainer.step(0.05))
        ASSERT_LT(++epochs, 100);
    EXPECT_TRUE(trainer.diverged());
    EXPECT_GT(trainer.history().back().loss, Trainer::kDivergence * trainer.history().front().loss);
    const std::size_t length = trainer.history().size();
    EXPECT_FALSE(trainer.step(0.001));
    EXPECT_EQ(trainer.history().size(), length);
}

TEST(Divergence, AlsoWhenTheLossBecomesNoNumber)
{
    Trainer trainer = trainerOf(chapter());
    ASSERT_TRUE(trainer.step(1e200));
    EXPECT_TRUE(trainer.step(kBookRate));
    EXPECT_EQ(trainer.ended(), RunEnd::Diverged);
    EXPECT_FALSE(trainer.step(kBookRate));
}

TEST(Divergence, IsNotWhereTheLossOfTheStartIsInfinite)
{
    for (const double weight : {1e200, -1e300, double(test::kInfinity), double(test::kNaN)}) {
        Session session = chapter();
        session.train.startKernel = {{weight, 1}};
        TrainProblem problem = *trainProblem(chapter());
        Trainer trainer(problem, session.train.startKernel, 0);
        trainer.step(kBookRate);
        EXPECT_EQ(trainer.ended(), RunEnd::StartNotFinite) << weight;
        EXPECT_FALSE(trainer.diverged());
        EXPECT_FALSE(trainer.step(kBookRate));
    }
}

TEST(Divergence, IsNotWhereTheDataAreNotFinite)
{
    for (const float cell : {test::kNaN, test::kInfinity}) {
        const Grid finite = test::edgeInput();
        Grid input = finite, target = test::edgeOutput();
        input.at(2, 3) = cell;
        TrainProblem problem = *trainProblem(chapter());
        EXPECT_EQ(Trainer(problem, {{0, 0}}, 0).ended(), std::nullopt);
        problem.inputs = {input};
        EXPECT_EQ(Trainer(problem, {{0, 0}}, 0).ended(), RunEnd::DataNotFinite);
        problem.inputs = {finite};
        target.at(5, 6) = cell;
        problem.targets = {target};
        EXPECT_EQ(Trainer(problem, {{0, 0}}, 0).ended(), RunEnd::DataNotFinite);
        EXPECT_FALSE(Trainer(problem, {{0, 0}}, 0).step(kBookRate));
    }
}

class NearTheAnswer : public testing::TestWithParam<Optimiser>
{
};

/// Optimisers that divide by the size of the gradient make long steps wherever they are.
TEST_P(NearTheAnswer, NothingDivergesThatComesBack)
{
    for (const Grid& target : {Grid{{1, -1}}, Grid{{0, 0}}})
        for (int digits = 1; digits <= 16; ++digits)
            for (const bool bias : {false, true}) {
                Session session = chapter();
                session.input = matrixPicture("", {{1, 1, 0, 0, 0, 0, 1, 1}, {1, 1, 0, 0, 0, 0, 1, 1}});
                session.train.hiddenKernel = target;
                session.train.optimiser = GetParam();
                session.train.learnBias = bias;
                session.train.startKernel = converted<double>(target);
                session.train.startKernel.at(0, 0) += std::pow(10, -digits);
                const double limit = curvature(*trainProblem(session))->largestStableRate(GetParam());
                const double rate = std::isfinite(limit) ? 0.9 * limit : 0.1;
                const Trainer trainer = trained(session, rate, 1000);
                ASSERT_EQ(trainer.ended(), std::nullopt)
                    << digits << " digits, epoch " << trainer.history().size() << ", bias " << bias;
            }
}

INSTANTIATE_TEST_SUITE_P(Optimisers, NearTheAnswer,
                         testing::Values(Optimiser::GradientDescent, Optimiser::Momentum, Optimiser::Nesterov,
                                         Optimiser::RmsProp, Optimiser::Adagrad, Optimiser::Adam),
                         [](const auto& test) {
                             std::string name(infoOf(test.param).id);
                             std::erase(name, '-');
                             return name;
                         });

TEST(Divergence, IsFoundFromAnywhere)
{
    for (const Optimiser optimiser : {Optimiser::GradientDescent, Optimiser::Momentum, Optimiser::Nesterov})
        for (int digits = 0; digits <= 15; ++digits) {
            Session session = chapter();
            session.train.optimiser = optimiser;
            session.train.startKernel = {{1 + std::pow(10, -digits), -1}};
            const Trainer trainer = trained(session, 0.5, 200);
            EXPECT_EQ(trainer.ended(), RunEnd::Diverged) << digits;
        }
}

TEST(Divergence, NotBeforeTheFirstEpoch)
{
    EXPECT_FALSE(trainerOf(chapter()).diverged());
}

TEST(Divergence, NotWhenItBeginsAtTheAnswer)
{
    Session session = chapter();
    session.train.startKernel = {{1, -1}};
    const Trainer trainer = trained(session, kBookRate, 5);
    EXPECT_FALSE(trainer.diverged());
    EXPECT_EQ(trainer.history().size(), 5U);
    EXPECT_EQ(trainer.history().back().loss, 0);
}

TEST(LearnedBias, MakesTheBooksRateDiverge)
{
    Session session = chapter();
    session.train.learnBias = true;
    const Trainer trainer = trained(session, kBookRate, 10);
    EXPECT_NEAR(trainer.history().front().loss, 16.598, 5e-4);
    EXPECT_NEAR(trainer.history().back().loss, 4.5e8, 0.05e8);
}

TEST(LearnedBias, ConvergesBelowItsOwnLimit)
{
    Session session = chapter();
    session.train.learnBias = true;
    session.train.startBias = 0.5;
    const Trainer trainer = trained(session, 0.015, 500);
    EXPECT_LT(trainer.history().back().loss, 1e-6);
    EXPECT_NEAR(trainer.bias(), 0, 1e-3);
}

TEST(LearnedBias, IsLeftAloneWhenItIsNotLearned)
{
    Session session = chapter();
    session.train.startBias = 0.25;
    const Trainer trainer = trained(session, 0.01, 3);
    EXPECT_EQ(trainer.bias(), 0.25);
    EXPECT_NE(trainer.history()[0].biasGradient, 0);
}

TEST(MeanReduction, Crawls)
{
    Session session = chapter();
    session.train.reduction = Reduction::Mean;
    const Trainer trainer = trained(session, kBookRate, 10);
    EXPECT_EQ(decimals(trainer.history().front().sumOfSquares, 1), "16.6");
    EXPECT_EQ(decimals(trainer.history().back().sumOfSquares, 1), "11.0");
    EXPECT_DOUBLE_EQ(trainer.history().front().loss, trainer.history().front().sumOfSquares / 42);
}

TEST(MeanReduction, IsTheSumAtARateFortyTwoTimesSmaller)
{
    Session session = chapter();
    const Trainer sum = trained(session, kBookRate, 10);
    session.train.reduction = Reduction::Mean;
    const Trainer mean = trained(session, kBookRate * 42, 10);
    EXPECT_TRUE(test::nearNumbers(mean.kernel(), sum.kernel(), 1e-12));
}

TEST(TrainerRecord, SaysWhatLedFromOneKernelToTheNext)
{
    const Trainer trainer = trained(chapter(), kBookRate, 4);
    Grid64 before = {{-0.2113, -0.5195}};
    for (const EpochRecord& record : trainer.history()) {
        for (std::size_t i = 0; i < before.size(); ++i)
            EXPECT_DOUBLE_EQ(record.kernel.cells()[i],
                             before.cells()[i] - kBookRate * record.kernelGradient.cells()[i]);
        before = record.kernel;
    }
    EXPECT_EQ(trainer.kernel(), before);
}

TEST(TrainerRun, FromTheSameStartGivesTheSameBits)
{
    Session session = chapter();
    session.train.learnBias = true;
    session.train.startKernel = uniformKernel({1, 2}, 7);
    const Trainer once = trained(session, 0.012, 25), again = trained(session, 0.012, 25);
    for (std::size_t i = 0; i < 25; ++i) {
        EXPECT_TRUE(test::sameBits(once.history()[i].loss, again.history()[i].loss));
        EXPECT_TRUE(test::equalBits(once.history()[i].kernel, again.history()[i].kernel));
        EXPECT_TRUE(test::sameBits(once.history()[i].bias, again.history()[i].bias));
    }
}

TEST(TrainerRun, StopsWhenAskedAndKeepsItsHistory)
{
    Trainer trainer = trained(chapter(), kBookRate, 2);
    std::stop_source source;
    EXPECT_TRUE(trainer.step(kBookRate, source.get_token()));
    source.request_stop();
    EXPECT_FALSE(trainer.step(kBookRate, source.get_token()));
    EXPECT_EQ(trainer.history().size(), 3U);
    EXPECT_FALSE(trainer.diverged());
    EXPECT_TRUE(trainer.step(kBookRate));
    EXPECT_EQ(decimals(trainer.history()[3].loss, 3), "2.690");
}

TEST(Chapter5, AKernelLearnedThroughAConvolutionComesOutFlipped)
{
    Session session = chapter();
    session.train.target = matrixPicture("edges", test::edgeOutput());
    session.train.startKernel = {{-0.5195, -0.2113}};
    session.layer().spec.operation = Operation::Convolution;
    const Trainer trainer = trained(session, kBookRate, 10);
    EXPECT_EQ(decimals(trainer.kernel().at(0, 0), 4), "-1.0295");
    EXPECT_EQ(decimals(trainer.kernel().at(0, 1), 4), "0.9510");
    EXPECT_EQ(decimals(trainer.history().back().loss, 3), "0.147");
    EXPECT_TRUE(test::nearNumbers(trained(session, kBookRate, 200).kernel(), Grid64{{-1, 1}}, 1e-6));
}

TEST(TrainerRun, FindsAnyHiddenKernelAndBias)
{
    Random random(50);
    Session session = test::sessionOf(random.reals({12, 13}), Grid({3, 3}));
    session.train.hiddenKernel = {{1, 2, 1}, {0, 0, 0}, {-1, -2, -1}};
    session.train.hiddenBias = 0.5F;
    session.train.startKernel = uniformKernel({3, 3}, 1);
    session.train.learnBias = true;
    const Trainer trainer = trained(session, curvature(*trainProblem(session))->bestRate(), 400);
    EXPECT_TRUE(test::nearNumbers(trainer.kernel(), session.train.hiddenKernel, 1e-5));
    EXPECT_NEAR(trainer.bias(), 0.5, 1e-5);
}

TEST(UniformKernel, IsTheSameForTheSameSeedEverywhere)
{
    EXPECT_TRUE(test::equalBits(uniformKernel({3, 4}, 42), uniformKernel({3, 4}, 42)));
    EXPECT_FALSE(test::equalBits(uniformKernel({3, 4}, 42), uniformKernel({3, 4}, 43)));
    // The first number of std::mt19937_64 with its default seed, of which the upper 53 bits are taken.
    const double first = double(14514284786278117030ULL >> 11) * 0x1p-53;
    EXPECT_EQ(uniformKernel({1, 1}, 5489).at(0, 0), 2 * first - 1);
}

TEST(UniformKernel, StaysWithinOneOverTheRootOfTheTapsAndFillsIt)
{
    for (const Shape shape : {Shape{1, 1}, Shape{1, 2}, Shape{3, 3}, Shape{5, 7}}) {
        const double bound = 1 / std::sqrt(double(shape.cells()));
        double least = 0, most = 0, sum = 0;
        int count = 0;
        for (std::uint64_t seed = 0; seed < 300; ++seed) {
            const Grid64 kernel = uniformKernel(shape, seed);
            for (const double w : kernel.cells()) {
                ASSERT_LE(std::abs(w), bound);
                least = std::min(least, w);
                most = std::max(most, w);
                sum += w;
                ++count;
            }
        }
        EXPECT_LT(least, -0.9 * bound);
        EXPECT_GT(most, 0.9 * bound);
        EXPECT_NEAR(sum / count, 0, 0.15 * bound);
    }
}

} // namespace
} // namespace lab
