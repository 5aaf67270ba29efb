// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/curvature.h"
#include "core/learning/trainer.h"
#include "core/session/problem_of.h"
#include "tests/core/train_support.h"

namespace lab
{
namespace
{

using test::chapter;
using test::describe;
using test::Random;

TEST(Chapter4Curvature, TheHessianAndItsEigenvalues)
{
    const Curvature c = *curvature(*trainProblem(chapter()));
    EXPECT_EQ(c.hessian, (Grid64{{36, 24}, {24, 36}}));
    ASSERT_EQ(c.eigenvalues.size(), 2U);
    EXPECT_NEAR(c.eigenvalues[0], 12, 1e-12);
    EXPECT_NEAR(c.eigenvalues[1], 60, 1e-12);
}

TEST(Chapter4Curvature, TheRatesAndTheConditionNumber)
{
    const Curvature c = *curvature(*trainProblem(chapter()));
    EXPECT_NEAR(c.condition(), 5, 1e-12);
    EXPECT_NEAR(c.largestStableRate(), 2.0 / 60, 1e-15);
    EXPECT_NEAR(c.bestRate(), 2.0 / 72, 1e-15);
}

TEST(Chapter4Curvature, TheSlowDirectionIsTheDifferenceAndTheFastOneTheSum)
{
    const Curvature c = *curvature(*trainProblem(chapter()));
    const double half = std::sqrt(0.5);
    EXPECT_NEAR(std::abs(c.eigenvectors.at(0, 0)), half, 1e-12);
    EXPECT_NEAR(c.eigenvectors.at(0, 0), -c.eigenvectors.at(1, 0), 1e-12);
    EXPECT_NEAR(std::abs(c.eigenvectors.at(0, 1)), half, 1e-12);
    EXPECT_NEAR(c.eigenvectors.at(0, 1), c.eigenvectors.at(1, 1), 1e-12);
}

TEST(Chapter4Curvature, WithTheBiasTheLimitFalls)
{
    Session session = chapter();
    session.train.learnBias = true;
    const Curvature c = *curvature(*trainProblem(session));
    ASSERT_EQ(c.eigenvalues.size(), 3U);
    EXPECT_EQ(c.hessian,
              (Grid64{{36, 24, 36}, {24, 36, 36}, {36, 36, 84}})); // each weight meets 18 ones in 42 windows
    EXPECT_NEAR(c.largestStableRate(), 0.0161, 5e-5);
}

TEST(Chapter4Curvature, TheMeanIsTheSumOverTheResiduals)
{
    Session session = chapter();
    session.train.reduction = Reduction::Mean;
    const Curvature c = *curvature(*trainProblem(session));
    EXPECT_NEAR(c.largestStableRate(), 42 * 2.0 / 60, 1e-12);
    EXPECT_NEAR(c.condition(), 5, 1e-12);
}

/// Two rates, one just below the limit and one just above: the one converges, the other does not.
TEST(Chapter4Curvature, TheStableRateParts)
{
    for (const bool learnBias : {false, true}) {
        Session session = chapter();
        session.train.learnBias = learnBias;
        const double limit = curvature(*trainProblem(session))->largestStableRate();
        for (const double factor : {0.99, 1.01}) {
            Trainer trainer(*trainProblem(session), session.train.startKernel, 0);
            for (int epoch = 0; epoch < 1000; ++epoch)
                trainer.step(factor * limit);
            EXPECT_EQ(trainer.history().back().loss < 1, factor < 1) << factor << " of " << limit;
        }
    }
}

/// Column j of the Hessian of a quadratic loss: the gradient one further along parameter j, less the gradient
/// here.
Grid64 hessianByGradients(const TrainProblem& problem)
{
    const int taps = problem.geometry.taps(), n = taps + (problem.learnBias ? 1 : 0);
    const double scale = problem.reduction == Reduction::Mean ? 1 / problem.residuals() : 1;
    const auto gradient = [&](int along) {
        Grid64 kernel(problem.geometry.kernel());
        if (along >= 0 && along < taps)
            kernel.cells()[std::size_t(along)] = 1;
        const LossAndGradient at = lossAndGradient(problem, kernel, along == taps ? 1 : 0, {});
        std::vector<double> all(at.kernel.cells().begin(), at.kernel.cells().end());
        all.push_back(at.bias);
        return all;
    };
    const auto here = gradient(-1);
    Grid64 hessian({n, n});
    for (int j = 0; j < n; ++j) {
        const auto there = gradient(j);
        for (int i = 0; i < n; ++i)
            hessian.at(i, j) = scale * (there[std::size_t(i)] - here[std::size_t(i)]);
    }
    return hessian;
}

TEST(Curvature, IsTheChangeOfTheGradientInAnyGeometry)
{
    Random random(70);
    std::vector<Grid> storage;
    for (int round = 0; round < 200; ++round) {
        const TrainProblem problem = test::randomProblem(random, storage, {7, 8}, {3, 3});
        const auto c = curvature(problem);
        ASSERT_TRUE(c.ok());
        ASSERT_TRUE(test::nearNumbers(c->hessian, hessianByGradients(problem), 1e-10)) << describe(problem.geometry);
    }
}

TEST(Curvature, EigenvectorsAreOrthonormalAndDiagonaliseIt)
{
    Random random(71);
    std::vector<Grid> storage;
    for (int round = 0; round < 100; ++round) {
        const TrainProblem problem = test::randomProblem(random, storage, {7, 8}, {3, 3});
        const Curvature c = *curvature(problem);
        const int n = c.hessian.rows();
        const double scale = 1 + c.eigenvalues.back();
        ASSERT_EQ(int(c.eigenvalues.size()), n);
        for (int p = 0; p < n; ++p) {
            if (p > 0) {
                ASSERT_LE(c.eigenvalues[std::size_t(p - 1)], c.eigenvalues[std::size_t(p)]);
            }
            for (int i = 0; i < n; ++i) { // H v = λ v
                double sum = 0;
                for (int j = 0; j < n; ++j)
                    sum += c.hessian.at(i, j) * c.eigenvectors.at(j, p);
                ASSERT_NEAR(sum, c.eigenvalues[std::size_t(p)] * c.eigenvectors.at(i, p), 1e-11 * scale);
            }
            for (int q = 0; q < n; ++q) {
                double product = 0;
                for (int i = 0; i < n; ++i)
                    product += c.eigenvectors.at(i, p) * c.eigenvectors.at(i, q);
                ASSERT_NEAR(product, p == q ? 1 : 0, 1e-12);
            }
        }
    }
}

TEST(Curvature, OfAnInputOfZerosBoundsNoRate)
{
    Session session = test::sessionOf(Grid({4, 4}), {{1, -1}});
    const Curvature c = *curvature(*trainProblem(session));
    EXPECT_TRUE(std::isinf(c.largestStableRate()));
    EXPECT_TRUE(std::isinf(c.bestRate()));
    EXPECT_TRUE(std::isinf(c.condition()));
}

TEST(Curvature, OfAConstantInputLeavesADirectionOpen)
{
    Session session = test::sessionOf(Grid({4, 4}, 1.0F), {{1, -1}});
    const Curvature c = *curvature(*trainProblem(session));
    EXPECT_NEAR(c.eigenvalues[0], 0, 1e-12);
    EXPECT_NEAR(c.eigenvalues[1], 48, 1e-12); // 2 · 12 windows · (1, 1)(1, 1)ᵀ
    EXPECT_TRUE(std::isinf(c.condition()));
    EXPECT_NEAR(c.largestStableRate(), 2.0 / 48, 1e-15);
}

TEST(Curvature, AStopRequestStopsIt)
{
    std::stop_source source;
    source.request_stop();
    const auto c = curvature(*trainProblem(chapter()), source.get_token());
    ASSERT_FALSE(c.ok());
    EXPECT_EQ(c.error().code, ErrorCode::Stopped);
}

TEST(BestRate, LeavesFlatDirectionsOut)
{
    Session session = chapter(); // vertical edges do not tell rows of weights apart: 6 of 9 eigenvalues are 0
    session.train.hiddenKernel = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};
    session.train.startKernel = uniformKernel({3, 3}, 3);
    session.layer().kernel = session.train.hiddenKernel;
    const TrainProblem problem = *trainProblem(session);
    const Curvature c = *curvature(problem);
    ASSERT_EQ(c.eigenvalues[5], 0);
    EXPECT_DOUBLE_EQ(c.bestRate(), 2 / (c.eigenvalues[6] + c.eigenvalues[8]));
    EXPECT_LT(c.bestRate(), c.largestStableRate());
    Trainer trainer(problem, session.train.startKernel, 0);
    for (int epoch = 0; epoch < 300; ++epoch)
        trainer.step(c.bestRate());
    EXPECT_LT(trainer.history().losses().back(), 1e-9);
}

TEST(Curvature, OfManyWeightsHearsAStop)
{
    std::stop_source source;
    source.request_stop();
    NormalMatrix normal{{20, 20}, Grid64({401, 401}), std::vector<double>(401), 1};
    test::Random random(77);
    for (int i = 0; i < 401; ++i)
        for (int j = 0; j <= i; ++j)
            normal.a.at(i, j) = normal.a.at(j, i) = random.real(-1, 1);
    const auto c = curvature(normal, false, Reduction::Sum, source.get_token());
    ASSERT_FALSE(c.ok());
    EXPECT_EQ(c.error().code, ErrorCode::Stopped);
}

} // namespace
} // namespace lab
