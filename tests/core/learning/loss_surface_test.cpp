// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/loss_surface.h"
#include "core/learning/trainer.h"
#include "core/session/problem_of.h"
#include "core/session/samples.h"
#include "tests/core/train_support.h"

namespace lab
{
namespace
{

using test::Random;

TEST(LossSurface, OfTheChapterIsItsClosedForm)
{
    const NormalMatrix normal = *normalMatrix(*trainProblem(startSession()), 1);
    const LossSurface surface(normal, Reduction::Sum, std::vector<double>{-0.2113, -0.5195, 0}, 0, 1);
    for (const SurfacePoint p : {SurfacePoint{-0.2113, -0.5195}, {1, -1}, {0, 0}, {3, -2}}) {
        const double s = (p.x - 1) + (p.y + 1), t = (p.x - 1) - (p.y + 1);
        EXPECT_NEAR(surface.at(p), 15 * s * s + 3 * t * t, 1e-12);
    }
    EXPECT_EQ(surface.hxx(), 36);
    EXPECT_EQ(surface.hxy(), 24);
    EXPECT_EQ(surface.hyy(), 36);
    EXPECT_NEAR(surface.axes()[0].curvature, 12, 1e-12);
    EXPECT_NEAR(surface.axes()[1].curvature, 60, 1e-12);
    EXPECT_NEAR(std::abs(surface.axes()[1].direction.x), std::sqrt(0.5), 1e-12);
    EXPECT_NEAR(surface.axes()[1].direction.x, surface.axes()[1].direction.y, 1e-12);
    EXPECT_NEAR(surface.minimum().x, 1, 1e-14);
    EXPECT_NEAR(surface.minimum().y, -1, 1e-14);
    EXPECT_NEAR(surface.least(), 0, 1e-13);
    EXPECT_FALSE(surface.valley());
}

TEST(LossSurface, AlongThePathOfTheTrainerHasItsLossesAndGradients)
{
    const Session session = startSession();
    const TrainProblem problem = *trainProblem(session);
    const LossSurface surface(*normalMatrix(problem, 1), Reduction::Sum, std::vector<double>{0, 0, 0}, 0, 1);
    Trainer trainer(problem, session.train.startKernel, 0);
    SurfacePoint at{-0.2113, -0.5195};
    for (int epoch = 0; epoch < 50; ++epoch) {
        ASSERT_TRUE(trainer.step(0.03));
        const EpochRecord record = trainer.history().back();
        EXPECT_NEAR(surface.at(at), record.loss, 1e-12);
        EXPECT_NEAR(surface.gradient(at).x, record.kernelGradient.at(0, 0), 1e-12);
        EXPECT_NEAR(surface.gradient(at).y, record.kernelGradient.at(0, 1), 1e-12);
        at = {record.kernel.at(0, 0), record.kernel.at(0, 1)};
    }
}

TEST(LossSurface, OfAnyTwoParametersIsTheLossWithTheOthersHeld)
{
    Random random(311);
    std::vector<Grid> storage;
    for (int round = 0; round < 200; ++round) {
        TrainProblem problem = test::randomProblem(random, storage, {7, 8}, {3, 3});
        const int taps = problem.geometry.taps();
        const NormalMatrix normal = *normalMatrix(problem, 1);
        std::vector<double> parameters;
        for (int i = 0; i <= taps; ++i)
            parameters.push_back(random.real(-1, 1));
        const int x = random.integer(0, taps), y = (x + random.integer(1, taps)) % (taps + 1);
        const LossSurface surface(normal, problem.reduction, parameters, x, y);
        const double scale = problem.reduction == Reduction::Mean ? 1 / problem.residuals() : 1;
        for (int point = 0; point < 4; ++point) {
            const SurfacePoint p{random.real(-2, 2), random.real(-2, 2)};
            parameters[std::size_t(x)] = p.x;
            parameters[std::size_t(y)] = p.y;
            Grid64 kernel(problem.geometry.kernel());
            std::copy_n(parameters.begin(), kernel.size(), kernel.cells().begin());
            const LossAndGradient at = lossAndGradient(problem, kernel, parameters.back(), {});
            const double size = 1e-10 * (1 + normal.c + at.sumOfSquares);
            ASSERT_NEAR(surface.at(p), at.sumOfSquares * scale, size) << test::describe(problem.geometry);
            const auto gradient = [&](int i) {
                return scale * (i == taps ? at.bias : at.kernel.cells()[std::size_t(i)]);
            };
            ASSERT_NEAR(surface.gradient(p).x, gradient(x), size);
            ASSERT_NEAR(surface.gradient(p).y, gradient(y), size);
        }
        ASSERT_LE(surface.axes()[0].curvature, surface.axes()[1].curvature);
        const SurfacePoint flat = surface.gradient(surface.minimum());
        ASSERT_NEAR(std::hypot(flat.x, flat.y), 0, 1e-7 * (1 + normal.c));
    }
}

TEST(LossSurface, OfAConstantImageIsAValley)
{
    Session session = test::sessionOf(Grid({5, 5}, 2.0F), {{1, -1}});
    session.train.startKernel = {{0.5, 0.25}};
    const LossSurface surface(*normalMatrix(*trainProblem(session), 1), Reduction::Sum,
                              std::vector<double>{0.5, 0.25, 0}, 0, 1);
    EXPECT_TRUE(surface.valley());
    EXPECT_NEAR(surface.minimum().x, 0.125, 1e-12); // the nearest point where the sum of the weights is 0
    EXPECT_NEAR(surface.minimum().y, -0.125, 1e-12);
    EXPECT_NEAR(surface.least(), 0, 1e-12);
}

} // namespace
} // namespace lab
