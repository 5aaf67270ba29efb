// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/least_squares.h"
#include "core/learning/trainer.h"
#include "core/session/problem_of.h"
#include "core/session/samples.h"
#include "tests/core/train_support.h"

namespace lab
{
namespace
{

using test::Random;

LeastSquares answerOf(const TrainProblem& problem, std::span<const double> start)
{
    const NormalMatrix normal = *normalMatrix(problem, 1);
    return leastSquares(normal, curvature(normal, problem.learnBias, problem.reduction), start, problem.learnBias,
                        problem.reduction);
}

Session on(const Grid& input, const Grid& hidden)
{
    Session session = test::sessionOf(input, hidden);
    session.train.hiddenKernel = hidden;
    session.train.startKernel = Grid64(hidden.shape());
    return session;
}

Identifiability toldBy(const Session& session)
{
    const TrainProblem problem = *trainProblem(session);
    return identifiability(*curvature(problem), session.train.startKernel.shape(), problem.learnBias);
}

TEST(LeastSquares, FindsTheBooksKernelExactly)
{
    const auto best = answerOf(*trainProblem(startSession()), std::vector<double>{-0.2113, -0.5195, 0});
    EXPECT_NEAR(best.parameters[0], 1, 1e-15);
    EXPECT_NEAR(best.parameters[1], -1, 1e-15);
    EXPECT_EQ(best.parameters[2], 0);
    EXPECT_NEAR(best.sumOfSquares, 0, 1e-13);
}

TEST(LeastSquares, HasNoGradientLeftInAnyProblem)
{
    Random random(301);
    std::vector<Grid> storage;
    for (int round = 0; round < 200; ++round) {
        const TrainProblem problem = test::randomProblem(random, storage, {7, 8}, {3, 3});
        std::vector<double> start(std::size_t(problem.geometry.taps()) + 1);
        for (double& p : start)
            p = random.real(-1, 1);
        const auto best = answerOf(problem, start);
        Grid64 kernel(problem.geometry.kernel());
        std::copy_n(best.parameters.begin(), kernel.size(), kernel.cells().begin());
        const LossAndGradient at = lossAndGradient(problem, kernel, best.parameters.back(), {});
        const double size = 1e-7 * (1 + at.sumOfSquares);
        for (const double g : at.kernel.cells())
            ASSERT_NEAR(g, 0, size) << test::describe(problem.geometry);
        if (problem.learnBias)
            ASSERT_NEAR(at.bias, 0, size);
        else
            ASSERT_EQ(best.parameters.back(), start.back());
        ASSERT_NEAR(best.sumOfSquares, at.sumOfSquares, 1e-8 * (1 + at.sumOfSquares));
    }
}

TEST(LeastSquares, IsWhereDescentFromTheSameStartEndsEvenWhenManyKernelsFit)
{
    Random random(302);
    Session session = on(Grid({6, 7}, 0.5F), random.reals({2, 3})); // constant: only the sum of the weights is told
    session.train.startKernel = random.reals<double>({2, 3});
    const TrainProblem problem = *trainProblem(session);
    Trainer trainer(problem, session.train.startKernel, 0);
    const double rate = 1 / curvature(problem)->eigenvalues.back();
    for (int epoch = 0; epoch < 300; ++epoch)
        trainer.step(rate);
    std::vector<double> start(session.train.startKernel.cells().begin(), session.train.startKernel.cells().end());
    start.push_back(0);
    const auto best = answerOf(problem, start);
    const Grid64 learned = trainer.kernel();
    for (std::size_t i = 0; i < 6; ++i)
        EXPECT_NEAR(learned.cells()[i], best.parameters[i], 1e-12);
    EXPECT_GT(std::abs(best.parameters[0] - double(session.train.hiddenKernel.at(0, 0))), 1e-3); // and not the hidden
}

TEST(Identifiability, TheBooksEdgesTellBothWeights)
{
    const Identifiability it = toldBy(startSession());
    EXPECT_EQ(it.told, Told::Everything);
    EXPECT_EQ(it.rank, 2);
    EXPECT_EQ(it.undetermined(), 0);
}

TEST(Identifiability, AConstantImageTellsOnlyTheSum)
{
    Session session = on(Grid({6, 7}, 0.5F), Grid({3, 3}, 1.0F));
    Identifiability it = toldBy(session);
    EXPECT_EQ(it.told, Told::Sum);
    EXPECT_EQ(it.rank, 1);
    EXPECT_FALSE(it.biasTrades);
    session.train.learnBias = true;
    it = toldBy(session);
    EXPECT_EQ(it.told, Told::Sum);
    EXPECT_EQ(it.undetermined(), 9);
    EXPECT_TRUE(it.biasTrades);
}

TEST(Identifiability, VerticalEdgesTellOnlyTheSumsOfTheColumns)
{
    Session session = on(test::edgeInput(), Grid({3, 3}, 1.0F));
    Identifiability it = toldBy(session);
    EXPECT_EQ(it.told, Told::ColumnSums);
    EXPECT_EQ(it.rank, 3);
    session = on(transposed(test::edgeInput()), Grid({3, 3}, 1.0F));
    it = toldBy(session);
    EXPECT_EQ(it.told, Told::RowSums);
    EXPECT_EQ(it.rank, 3);
}

TEST(Identifiability, ABlackImageTellsNothingAndABusyOneAll)
{
    Session session = on(Grid({6, 7}), Grid({2, 2}, 1.0F));
    EXPECT_EQ(toldBy(session).told, Told::Nothing);
    session.train.learnBias = true;
    EXPECT_EQ(toldBy(session).told, Told::Nothing);
    Random random(303);
    session.input = matrixPicture("noise", random.reals({8, 8}));
    EXPECT_EQ(toldBy(session).told, Told::Everything);
}

TEST(Identifiability, TooFewWindowsLeaveDirectionsWithoutAPattern)
{
    Random random(304);
    const Session session = on(random.reals({4, 4}), Grid({3, 3}, 1.0F)); // four windows, nine weights
    const Identifiability it = toldBy(session);
    EXPECT_EQ(it.told, Told::SomeDirections);
    EXPECT_EQ(it.rank, 4);
}

TEST(UndeterminedDirections, ChangeNoOutputAndAreIndependent)
{
    Random random(305);
    std::vector<Session> sessions{on(Grid({6, 7}, 0.5F), Grid({3, 3}, 1.0F)),
                                  on(test::edgeInput(), Grid({3, 3}, 1.0F)),
                                  on(transposed(test::edgeInput()), Grid({2, 3}, 1.0F)),
                                  on(random.reals({4, 4}), Grid({3, 3}, 1.0F)), on(Grid({5, 5}), Grid({2, 2}, 1.0F))};
    for (Session& session : sessions)
        for (const bool bias : {false, true}) {
            session.train.learnBias = bias;
            const TrainProblem problem = *trainProblem(session);
            const Shape kernel = session.train.startKernel.shape();
            const NormalMatrix normal = *normalMatrix(problem, 1);
            const Curvature c = curvature(normal, bias, Reduction::Sum);
            const Identifiability it = identifiability(c, kernel, bias);
            const auto directions = undeterminedDirections(c, it, kernel);
            ASSERT_EQ(int(directions.size()), it.undetermined());
            std::vector<double> at(std::size_t(kernel.cells()) + 1, 0.25), gradient(at.size());
            const double loss = sumOfSquares(normal, at, gradient);
            for (const std::vector<double>& direction : directions) {
                std::vector<double> moved = at;
                for (std::size_t i = 0; i < direction.size(); ++i)
                    moved[i] += direction[i];
                EXPECT_NEAR(sumOfSquares(normal, moved, gradient), loss, 1e-9 * (1 + loss));
            }
            // Independent: what is left of each when the ones before it are taken out (Gram and Schmidt).
            std::vector<std::vector<double>> basis;
            for (std::vector<double> rest : directions) {
                for (const auto& b : basis) {
                    double along = 0;
                    for (std::size_t i = 0; i < rest.size(); ++i)
                        along += rest[i] * b[i];
                    for (std::size_t i = 0; i < rest.size(); ++i)
                        rest[i] -= along * b[i];
                }
                double length = 0;
                for (const double v : rest)
                    length += v * v;
                ASSERT_GT(length, 1e-3);
                for (double& v : rest)
                    v /= std::sqrt(length);
                basis.push_back(rest);
            }
        }
}

TEST(UndeterminedDirections, OfVerticalEdgesMoveWeightDownAColumn)
{
    const Session session = on(test::edgeInput(), Grid({2, 2}, 1.0F));
    const Curvature c = *curvature(*trainProblem(session));
    const auto directions = undeterminedDirections(c, identifiability(c, {2, 2}, false), {2, 2});
    EXPECT_EQ(directions, (std::vector<std::vector<double>>{{1, 0, -1, 0}, {0, 1, 0, -1}}));
}

} // namespace
} // namespace lab
