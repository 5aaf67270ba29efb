// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"
#include "core/learning/trainer.h"
#include "core/session/problem_of.h"
#include "core/session/samples.h"
#include "tests/core/train_support.h"

namespace lab
{
namespace
{

using test::chapter;
using test::describe;
using test::Random;

std::stop_token stopped()
{
    std::stop_source source;
    source.request_stop();
    return source.get_token();
}

TEST(TrainProblem, OfAPoolingThereIsNone)
{
    Session session = startSession();
    session.layer().kind = LayerKind::MaxPool;
    EXPECT_EQ(trainProblem(session).error().code, ErrorCode::PoolingLearnsNothing);
    EXPECT_EQ(sharedEpochs(session, startSession()), 0);
}

TEST(TrainProblem, IsTheConvolutionBeforeItsActivation)
{
    Session session = startSession();
    session.layer().activation = Activation::Relu;
    const auto rectified = trainProblem(session), plain = trainProblem(startSession());
    for (int r = 0; r < 6; ++r)
        for (int c = 0; c < 7; ++c)
            EXPECT_EQ(rectified->targets[0].at(r, c), plain->targets[0].at(r, c));
    EXPECT_EQ(sharedEpochs(session, startSession()), kAllEpochs);
}

TEST(TrainProblem, IsMadeForTheStartKernelsSize)
{
    Session session = chapter();
    session.train.startKernel = Grid64({2, 2});
    session.train.target = matrixPicture("", Grid({5, 7}));
    const auto problem = trainProblem(session);
    ASSERT_TRUE(problem.ok());
    EXPECT_EQ(problem->geometry.kernel(), (Shape{2, 2}));
    EXPECT_EQ(problem->targets[0].shape(), (Shape{5, 7}));
}

TEST(TrainProblem, RefusesATargetOfAnotherShape)
{
    Session session = chapter();
    session.train.target = matrixPicture("", Grid({6, 8}));
    const auto problem = trainProblem(session);
    ASSERT_FALSE(problem.ok());
    EXPECT_EQ(problem.error(), (Error{ErrorCode::TargetShape, {"6", "8", "6", "7"}}));
}

TEST(TrainProblem, RefusesAHiddenKernelWhoseOutputHasAnotherShape)
{
    Session session = chapter();
    session.train.hiddenKernel = Grid({2, 2}, 1.0F);
    const auto problem = trainProblem(session);
    ASSERT_FALSE(problem.ok());
    EXPECT_EQ(problem.error(), (Error{ErrorCode::TargetShape, {"5", "7", "6", "7"}}));
}

TEST(TrainProblem, RefusesATargetOfOtherPlanes)
{
    Random random(60);
    Session session = chapter();
    session.input = test::colourPicture(random, {6, 8});
    session.train.target = matrixPicture("", Grid({6, 7}));
    auto problem = trainProblem(session);
    ASSERT_FALSE(problem.ok());
    EXPECT_EQ(problem.error(), (Error{ErrorCode::TargetPlanes, {"1", "3"}}));

    session.input = matrixPicture("", test::edgeInput());
    session.train.target = test::colourPicture(random, {6, 7});
    problem = trainProblem(session);
    ASSERT_FALSE(problem.ok());
    EXPECT_EQ(problem.error(), (Error{ErrorCode::TargetPlanes, {"3", "1"}}));
}

TEST(TrainProblem, RefusesAGeometryThatDoesNotExist)
{
    Session session = chapter();
    session.train.startKernel = Grid64({7, 2});
    EXPECT_EQ(trainProblem(session).error().code, ErrorCode::KernelTooLarge);
    session.train.startKernel = Grid64();
    EXPECT_EQ(trainProblem(session).error().code, ErrorCode::EmptyKernel);
    session = chapter();
    session.layer().spec.stride = {0, 1};
    EXPECT_EQ(trainProblem(session).error().code, ErrorCode::BadStride);
}

TEST(TrainProblem, AStopRequestStopsIt)
{
    Random random(61);
    const Session session = test::sessionOf(random.reals({200, 200}), {{1, -1}});
    const auto problem = trainProblem(session, stopped());
    ASSERT_FALSE(problem.ok());
    EXPECT_EQ(problem.error().code, ErrorCode::Stopped);
}

TEST(TrainProblem, TakesTheSpecOfTheLayer)
{
    Session session = chapter();
    session.layer().spec.padding.mode = PaddingMode::Same;
    session.layer().spec.border = Border::Replicate;
    session.layer().spec.stride = {2, 1};
    const TrainProblem problem = *trainProblem(session);
    EXPECT_EQ(problem.geometry, *resolve({6, 8}, {1, 2}, session.layer().spec));
    EXPECT_EQ(test::copyOf(problem.targets[0]), corr2dReference(test::edgeInput(), {{1, -1}}, 0, problem.geometry));
}

TEST(TrainProblem, OfADeeperLayerIsOnTheMapsBeforeIt)
{
    Random random(62);
    Session session = test::sessionOf(random.reals({6, 7}), random.reals({2, 3}));
    session.layers.push_back(Layer{{{1, -1}}, 0, {}});
    session.focus = 1;
    const Grid before =
        corr2dReference(session.input->grey(), session.layers[0].kernel, 0, *resolve({6, 7}, {2, 3}, {}));
    TrainProblem problem = *trainProblem(session);
    session = chapter(); // the problem must own what it looks at
    ASSERT_EQ(problem.inputs.size(), 1U);
    ASSERT_EQ(problem.inputs[0].shape(), (Shape{5, 5}));
    for (int r = 0; r < 5; ++r)
        for (int c = 0; c < 5; ++c)
            EXPECT_EQ(problem.inputs[0].at(r, c), before.at(r, c));
    EXPECT_EQ(test::copyOf(problem.targets[0]), corr2dReference(before, {{1, -1}}, 0, problem.geometry));
}

TEST(TrainProblem, OutlivesItsSession)
{
    auto problem = trainProblem(chapter());
    ASSERT_TRUE(problem.ok());
    EXPECT_EQ(problem->inputs[0].at(5, 7), 1);
}

TEST(TrainProblem, OfAColourPictureSumsItsPlanes)
{
    Random random(63);
    Session session = chapter();
    session.input = test::colourPicture(random, {6, 8});
    const TrainProblem colour = *trainProblem(session);
    ASSERT_EQ(colour.inputs.size(), 3U);
    EXPECT_EQ(colour.residuals(), 126);

    LossAndGradient sum{0, Grid64({1, 2}), 0};
    const Grid64 kernel{{0.3, 0.4}};
    for (std::size_t plane = 0; plane < 3; ++plane) {
        const Session one = test::sessionOf(session.input->planes()[plane], {{1, -1}});
        const LossAndGradient part = lossAndGradient(*trainProblem(one), kernel, 0.1, {});
        sum.sumOfSquares += part.sumOfSquares;
        sum.bias += part.bias;
        for (std::size_t i = 0; i < 2; ++i)
            sum.kernel.cells()[i] += part.kernel.cells()[i];
    }
    const LossAndGradient all = lossAndGradient(colour, kernel, 0.1, {});
    EXPECT_NEAR(all.sumOfSquares, sum.sumOfSquares, 1e-12 * sum.sumOfSquares);
    EXPECT_NEAR(all.bias, sum.bias, 1e-10);
    EXPECT_TRUE(test::nearNumbers(all.kernel, sum.kernel, 1e-10));
}

TEST(TrainProblem, OfAColourPictureTakenAsGreyIsOnePlane)
{
    Random random(64);
    Session session = chapter();
    session.input = test::colourPicture(random, {6, 8});
    session.channels = Channels::Grey;
    const TrainProblem problem = *trainProblem(session);
    ASSERT_EQ(problem.inputs.size(), 1U);
    EXPECT_EQ(problem.inputs[0].at(2, 3), session.input->grey().at(2, 3));
}

TEST(SharedEpochs, DependOnWhatTheEpochsDependOn)
{
    Session base = chapter();
    base.layers.push_back(Layer{{{1, 2}}, 0, {}});
    base.focus = 1;
    const auto after = [&](auto edit) {
        Session session = base;
        edit(session);
        return sharedEpochs(base, session) == kAllEpochs && sharedEpochs(session, base) == kAllEpochs;
    };
    EXPECT_TRUE(after([](Session&) {}));
    EXPECT_TRUE(after([](Session& s) { s.train.epoch = 5; }));
    EXPECT_TRUE(after([](Session& s) { s.train.epochs = 500; }));
    EXPECT_TRUE(after([](Session& s) { s.layer().kernel = {{7, 7}}; })); // what is learned begins at the start kernel
    EXPECT_TRUE(after([](Session& s) { s.layers.push_back(Layer{}); }));
    EXPECT_FALSE(after([](Session& s) { s.train.rate = 0.01; }));
    EXPECT_FALSE(after([](Session& s) { s.train.startKernel = {{0, 0}}; }));
    EXPECT_FALSE(after([](Session& s) { s.focus = 0; }));
    EXPECT_FALSE(after([](Session& s) { s.layers[0].kernel = {{7, 7}}; }));
    EXPECT_FALSE(after([](Session& s) { s.layer().spec.border = Border::Circular; }));
    EXPECT_FALSE(after([](Session& s) { s.input = matrixPicture("", Grid({6, 8})); }));
}

double lossByDefinition(const TrainProblem& problem, const Grid64& kernel, double bias)
{
    double sum = 0;
    for (std::size_t p = 0; p < problem.inputs.size(); ++p) {
        const Grid64 y = corr2dReference<double>(problem.inputs[p], kernel.view(), bias, problem.geometry);
        const Grid target = test::copyOf(problem.targets[p]);
        for (std::size_t i = 0; i < y.size(); ++i) {
            const double residual = y.cells()[i] - double(target.cells()[i]);
            sum += residual * residual;
        }
    }
    return sum;
}

TEST(LossAndGradient, AreTheDefinitionAndItsFiniteDifferencesInAnyGeometry)
{
    Random random(65);
    std::vector<Grid> storage;
    constexpr double kStep = 0x1p-6;
    for (int round = 0; round < 150; ++round) {
        const TrainProblem problem = test::randomProblem(random, storage, {6, 7}, {3, 4});
        Grid64 kernel = random.reals<double>(problem.geometry.kernel());
        const double bias = random.real(-1, 1);
        const LossAndGradient at = lossAndGradient(problem, kernel, bias, {});
        const double loss = lossByDefinition(problem, kernel, bias);
        ASSERT_NEAR(at.sumOfSquares, loss, 1e-12 * (1 + loss)) << describe(problem.geometry);
        const auto difference = [&](auto lossAt) { return (lossAt(kStep) - lossAt(-kStep)) / (2 * kStep); };
        for (std::size_t i = 0; i < kernel.size(); ++i) {
            const double expected = difference([&](double by) {
                Grid64 moved = kernel;
                moved.cells()[i] += by;
                return lossByDefinition(problem, moved, bias);
            });
            ASSERT_NEAR(at.kernel.cells()[i], expected, 1e-9 * (1 + loss)) << describe(problem.geometry);
        }
        const double expected = difference([&](double by) { return lossByDefinition(problem, kernel, bias + by); });
        ASSERT_NEAR(at.bias, expected, 1e-9 * (1 + loss)) << describe(problem.geometry);
    }
}

TEST(LossAndGradient, AreThoseOfTheEnginesGradients)
{
    Random random(66);
    std::vector<Grid> storage;
    for (int round = 0; round < 100; ++round) {
        const TrainProblem problem = test::randomProblem(random, storage, {6, 7}, {3, 4});
        const Grid64 kernel = random.reals<double>(problem.geometry.kernel());
        Grid64 expected(kernel.shape());
        double expectedBias = 0;
        for (std::size_t p = 0; p < problem.inputs.size(); ++p) {
            Grid64 dY = corr2dReference<double>(problem.inputs[p], kernel.view(), 0.5, problem.geometry);
            const Grid target = test::copyOf(problem.targets[p]);
            for (std::size_t i = 0; i < dY.size(); ++i)
                dY.cells()[i] = 2 * (dY.cells()[i] - double(target.cells()[i]));
            const Grid64 part = gradientOfKernel(problem.inputs[p], dY, problem.geometry);
            for (std::size_t i = 0; i < part.size(); ++i)
                expected.cells()[i] += part.cells()[i];
            expectedBias += gradientOfBias(dY);
        }
        const LossAndGradient at = lossAndGradient(problem, kernel, 0.5, {});
        ASSERT_TRUE(test::nearNumbers(at.kernel, expected, 1e-10)) << describe(problem.geometry);
        ASSERT_NEAR(at.bias, expectedBias, 1e-10);
    }
}

} // namespace
} // namespace lab
