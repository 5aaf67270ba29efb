// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The fast ways to an epoch, against the definition.

#include "core/engine/fused_epoch.h"
#include "core/layers/input_gradient.h"
#include "core/learning/trainer.h"
#include "core/session/problem_of.h"
#include "core/session/samples.h"
#include "tests/core/engine/engine_support.h"
#include "tests/core/train_support.h"

namespace lab::test
{
namespace
{

TEST(FusedEpoch, OfTheBooksFirstEpoch)
{
    const auto at =
        fusedEpoch(edgeInput(), edgeOutput(), Grid{{-0.2113F, -0.5195F}}, 0, *resolve({6, 8}, {1, 2}, {}));
    ASSERT_TRUE(at.ok());
    EXPECT_NEAR(at->sumOfSquares, 16.598, 5e-4);
    // H d with d = K − (1, −1)
    EXPECT_NEAR(at->kernel.at(0, 0), 36 * -1.2113 + 24 * 0.4805, 1e-4);
    EXPECT_NEAR(at->kernel.at(0, 1), 24 * -1.2113 + 36 * 0.4805, 1e-4);
}

TEST(FusedEpoch, IsTheDefinitionOverAllGeometries)
{
    Random random(81);
    for (int n = 0; n < 600; ++n) {
        const Geometry g = randomGeometry(random, n % 10 == 0 ? Shape{60, 130} : Shape{12, 14}, {5, 6});
        const Grid x = random.reals(g.input()), k = random.reals(g.kernel()), target = random.reals(g.output());
        const float bias = float(random.real(-1, 1));
        const auto at = fusedEpoch(x, target, k, bias, g, random.integer(1, 3));
        ASSERT_TRUE(at.ok());

        Grid64 residual = corr2dReference<double>(x.view(), k.view(), double(bias), g);
        double squares = 0, plain = 0, size = 1;
        for (std::size_t i = 0; i < residual.size(); ++i) {
            const double r = residual.cells()[i] -= double(target.cells()[i]);
            squares += r * r;
            plain += r;
            size += std::abs(r);
        }
        Grid64 gradient = gradientOfKernel(x, residual, g);
        for (double& v : gradient.cells())
            v *= 2;
        ASSERT_NEAR(at->sumOfSquares, squares, 1e-5 * (1 + squares)) << describe(g);
        ASSERT_NEAR(at->bias, 2 * plain, 1e-5 * size) << describe(g);
        ASSERT_TRUE(nearNumbers(at->kernel, gradient, 1e-5 * size)) << describe(g);
    }
}

TEST(FusedEpoch, HasTheSameBitsForAnyNumberOfThreads)
{
    Random random(82);
    const Geometry g = *resolve({700, 600}, {5, 5}, {});
    const Grid x = random.reals(g.input()), k = random.reals(g.kernel()), target = random.reals(g.output());
    const auto one = fusedEpoch(x, target, k, 0.5F, g, 1);
    ASSERT_TRUE(one.ok());
    for (const int threads : {2, 3}) {
        const auto many = fusedEpoch(x, target, k, 0.5F, g, threads);
        ASSERT_TRUE(many.ok());
        EXPECT_TRUE(sameBits(many->sumOfSquares, one->sumOfSquares));
        EXPECT_TRUE(sameBits(many->bias, one->bias));
        EXPECT_TRUE(equalBits(many->kernel, one->kernel));
    }
}

TEST(FusedEpoch, IsRightOnEveryInstructionSet)
{
    onEachTarget([] {
        Random random(83);
        for (int n = 0; n < 40; ++n) {
            // Integers: every sum is exact, whatever the order.
            const Geometry g = randomGeometry(random, {14, 70}, {5, 5});
            const Grid x = random.integers(g.input(), 3), k = random.integers(g.kernel(), 3),
                       target = random.integers(g.output(), 3);
            const auto at = fusedEpoch(x, target, k, 2, g);
            ASSERT_TRUE(at.ok());
            Grid64 residual = corr2dReference<double>(x.view(), k.view(), 2, g);
            double squares = 0;
            for (std::size_t i = 0; i < residual.size(); ++i) {
                residual.cells()[i] -= double(target.cells()[i]);
                squares += residual.cells()[i] * residual.cells()[i];
            }
            Grid64 gradient = gradientOfKernel(x, residual, g);
            for (double& v : gradient.cells())
                v *= 2;
            ASSERT_EQ(at->sumOfSquares, squares) << describe(g);
            ASSERT_EQ(at->kernel, gradient) << describe(g);
        }
    });
}

TEST(FusedEpoch, HearsAStop)
{
    std::stop_source source;
    source.request_stop();
    const Geometry g = *resolve({40, 40}, {3, 3}, {});
    const auto at = fusedEpoch(Grid({40, 40}), Grid(g.output()), Grid({3, 3}), 0, g, 2, source.get_token());
    ASSERT_FALSE(at.ok());
    EXPECT_EQ(at.error().code, ErrorCode::Stopped);
}

TEST(NormalMatrix, OfTheBooksExample)
{
    const auto normal = normalMatrix(edgeInput(), edgeOutput(), *resolve({6, 8}, {1, 2}, {}));
    ASSERT_TRUE(normal.ok());
    EXPECT_EQ(normal->a, (Grid64{{18, 12, 18}, {12, 18, 18}, {18, 18, 42}})); // half of the Hessian
    EXPECT_EQ(normal->b, (std::vector<double>{6, -6, 0}));
    EXPECT_EQ(normal->c, 12);
    EXPECT_EQ(normal->windows(), 42);
}

/// Σ f fᵀ, Σ f t and Σ t², window by window.
NormalMatrix byDefinition(const Grid& x, const Grid& target, const Geometry& g)
{
    const int taps = g.taps();
    NormalMatrix sum{g.kernel(), Grid64({taps + 1, taps + 1}), std::vector<double>(std::size_t(taps) + 1), 0};
    for (int i = 0; i < g.rows.output; ++i)
        for (int j = 0; j < g.cols.output; ++j) {
            std::vector<double> f(std::size_t(taps) + 1, 1.0);
            for (int a = 0; a < g.rows.kernel; ++a)
                for (int b = 0; b < g.cols.kernel; ++b) {
                    const auto source = g.sourceOf(g.positionAt({i, j}, a, b));
                    const WeightCell w = g.weightAt(a, b);
                    f[std::size_t(w.row * g.cols.kernel + w.col)] = source ? double(x.at(*source)) : 0;
                }
            const double t = double(target.at(i, j));
            for (int p = 0; p <= taps; ++p) {
                sum.b[std::size_t(p)] += f[std::size_t(p)] * t;
                for (int q = 0; q <= taps; ++q)
                    sum.a.at(p, q) += f[std::size_t(p)] * f[std::size_t(q)];
            }
            sum.c += t * t;
        }
    return sum;
}

TEST(NormalMatrix, IsTheDefinitionOverAllGeometries)
{
    Random random(84);
    for (int n = 0; n < 1500; ++n) {
        const Geometry g = randomGeometry(random, n % 50 == 0 ? Shape{30, 60} : Shape{9, 11}, {4, 5});
        const Grid x = random.integers(g.input()), target = random.integers(g.output()); // exact sums
        const auto normal = normalMatrix(x, target, g, random.integer(1, 3));
        ASSERT_TRUE(normal.ok());
        const NormalMatrix expected = byDefinition(x, target, g);
        ASSERT_EQ(normal->a, expected.a) << describe(g);
        ASSERT_EQ(normal->b, expected.b) << describe(g);
        ASSERT_EQ(normal->c, expected.c) << describe(g);
    }
}

TEST(NormalMatrix, OfALargerImageOnSeveralThreads)
{
    Random random(85);
    ConvSpec spec;
    spec.padding.mode = PaddingMode::Same;
    spec.border = Border::Symmetric;
    const Geometry g = *resolve({300, 310}, {5, 7}, spec);
    const Grid x = random.reals(g.input()), target = random.reals(g.output());
    const auto one = normalMatrix(x, target, g, 1), two = normalMatrix(x, target, g, 2);
    ASSERT_TRUE(one.ok() && two.ok());
    EXPECT_TRUE(equalBits(one->a, two->a));
    EXPECT_EQ(one->b, two->b);
    EXPECT_TRUE(nearNumbers(one->a, byDefinition(x, target, g).a, 1e-8));
}

TEST(NormalMatrix, GivesTheLossAndItsGradient)
{
    Random random(86);
    std::vector<Grid> storage;
    for (int n = 0; n < 200; ++n) {
        const TrainProblem problem = randomProblem(random, storage, {9, 11}, n % 2 ? Shape{4, 4} : Shape{8, 8});
        const Grid64 kernel = random.reals<double>(problem.geometry.kernel());
        const double bias = random.real(-1, 1);
        const auto normal = normalMatrix(problem, 1);
        ASSERT_TRUE(normal.ok());
        std::vector<double> parameters(kernel.cells().begin(), kernel.cells().end());
        parameters.push_back(bias);
        std::vector<double> gradient(parameters.size());
        const double squares = sumOfSquares(*normal, parameters, gradient);
        const LossAndGradient at = lossAndGradient(problem, kernel, bias, {});
        ASSERT_NEAR(squares, at.sumOfSquares, 1e-11 * (1 + normal->c)) << describe(problem.geometry);
        for (std::size_t i = 0; i < kernel.size(); ++i)
            ASSERT_NEAR(gradient[i], at.kernel.cells()[i], 1e-10 * (1 + normal->c));
        ASSERT_NEAR(gradient.back(), at.bias, 1e-10 * (1 + normal->c));
    }
}

TEST(NormalMatrix, MakesTheSameEpochsAsTheWindows)
{
    const Session session = startSession();
    const TrainProblem problem = *trainProblem(session);
    Trainer byWindows(problem, session.train.startKernel, 0);
    Trainer byMatrix(problem, session.train.startKernel, 0,
                     std::make_shared<const NormalMatrix>(*normalMatrix(problem, 1)));
    for (int epoch = 0; epoch < 50; ++epoch) {
        ASSERT_TRUE(byWindows.step(0.03) && byMatrix.step(0.03));
        EXPECT_NEAR(byMatrix.history().back().loss, byWindows.history().back().loss, 1e-12);
        EXPECT_TRUE(nearNumbers(byMatrix.kernel(), byWindows.kernel(), 1e-13));
    }
}

TEST(NormalMatrix, HearsAStop)
{
    std::stop_source source;
    source.request_stop();
    const auto normal = normalMatrix(*trainProblem(startSession()), 2, source.get_token());
    ASSERT_FALSE(normal.ok());
    EXPECT_EQ(normal.error().code, ErrorCode::Stopped);
}

TEST(EpochMethodOf, SmallProblemsAndPhotographsAndHugeKernels)
{
    EXPECT_EQ(epochMethod(*trainProblem(startSession())), EpochMethod::Windows);
    Session session = startSession();
    session.input = matrixPicture("large", Grid({512, 512}, 0.5F));
    EXPECT_EQ(epochMethod(*trainProblem(session)), EpochMethod::Normal);
    session.train.hiddenKernel = Grid({40, 40}, 0.1F);
    session.train.startKernel = Grid64({40, 40});
    session.layer().kernel = Grid({40, 40});
    EXPECT_EQ(epochMethod(*trainProblem(session)), EpochMethod::Fused);
}

TEST(Trainer, LearnsWithAKernelOfTooManyWeightsForAMatrix)
{
    Random random(87);
    Session session = startSession();
    session.input = matrixPicture("noise", random.reals({80, 90}));
    session.train.hiddenKernel = random.reals({33, 33});
    session.train.startKernel = Grid64({33, 33});
    session.layer().kernel = Grid({33, 33});
    Trainer trainer(*trainProblem(session), session.train.startKernel, 0);
    ASSERT_EQ(epochMethod(trainer.problem()), EpochMethod::Fused);
    for (int epoch = 0; epoch < 5; ++epoch)
        ASSERT_TRUE(trainer.step(1e-5));
    const auto& history = trainer.history();
    const LossAndGradient first = lossAndGradient(trainer.problem(), session.train.startKernel, 0, {});
    EXPECT_NEAR(history[0].loss, first.sumOfSquares, 1e-4 * first.sumOfSquares);
    for (std::size_t i = 1; i < history.size(); ++i)
        EXPECT_LT(history[i].loss, history[i - 1].loss);
}

TEST(InputGradient, IsTheDefinitionOverAllGeometries)
{
    Random random(88);
    for (int n = 0; n < 3000; ++n) {
        const Geometry g = randomGeometry(random, n % 20 == 0 ? Shape{40, 90} : Shape{9, 11}, {4, 5});
        const Grid dY = random.integers(g.output(), 5), k = random.integers(g.kernel(), 5); // exact sums
        Grid dX(g.input(), -77.0F);
        ASSERT_TRUE(inputGradient(dY, k, g, dX.span(), {.threads = random.integer(1, 3)}).ok());
        const Grid64 expected = gradientOfInput(converted<double>(dY).view(), converted<double>(k).view(), g);
        ASSERT_TRUE(nearNumbers(dX, expected, 0)) << describe(g);
    }
}

} // namespace
} // namespace lab::test
