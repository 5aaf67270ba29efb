// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_gradient.h"
#include "core/channels/channel_matrix.h"
#include "core/channels/channel_normal_matrix.h"
#include "core/layers/matrix_form.h"
#include "tests/core/channels/channel_support.h"

namespace lab
{
namespace
{

using test::Random;
using test::RandomChannelStack;

Grid64 columnOf(std::span<const double> numbers)
{
    Grid64 column({int(numbers.size()), 1});
    std::copy(numbers.begin(), numbers.end(), column.cells().begin());
    return column;
}

/// A convolution, plain, and the transposed one that is its way back.
struct ThereAndBack {
    ChannelLayer convolution, transposed;
    ChannelGeometry geometry, back;

    explicit ThereAndBack(Random& random)
    {
        RandomChannelStack::Choice choice = RandomChannelStack::everything();
        choice.kinds = {ChannelKind::Convolution};
        choice.activations = {Activation::None};
        const RandomChannelStack stack(random, 1, choice);
        convolution = stack.layers[0];
        convolution.biases.reset();
        geometry = stack.geometries[0];
        transposed = convolution;
        transposed.kind = ChannelKind::Transposed;
        transposed.weights = exchanged(convolution.weights, convolution.groups);
        transposed.spec.padding = {PaddingMode::Explicit, geometry.plane.rows.margin, geometry.plane.cols.margin};
        transposed.outputPadding = {geometry.plane.rows.unusedAtEnd(), geometry.plane.cols.unusedAtEnd()};
        back = *resolveChannels(geometry.output, transposed);
    }
};

TEST(ChannelMatrices, ToeplitzTimesTheInputIsTheOutput)
{
    Random random(61);
    for (int round = 0; round < 300; ++round) {
        const RandomChannelStack stack(random, 1, RandomChannelStack::everything());
        const ChannelLayer& layer = stack.layers[0];
        const ChannelGeometry& geometry = stack.geometries[0];
        const Maps64 x = test::realMaps(random, stack.input), y = layerMaps(x, layer, geometry);
        const auto matrix = channelToeplitz(x, layer, geometry);
        ASSERT_TRUE(matrix);
        const Grid64 product = times(*matrix, columnOf(x.cells()));
        for (std::size_t i = 0; i < y.size(); ++i) {
            const MapCell cell = cellAt(y.shape(), std::int64_t(i));
            const double sum = product.cells()[i] + layer.biasOf(cell.channel);
            ASSERT_NEAR(infoOf(layer.activates()).apply(sum), y.cells()[i], 1e-13) << stack.text();
        }
    }
}

TEST(ChannelMatrices, ToeplitzNamesItsWeights)
{
    Random random(62);
    for (int round = 0; round < 100; ++round) {
        RandomChannelStack::Choice choice = RandomChannelStack::everything();
        choice.kinds = {ChannelKind::Convolution, ChannelKind::Transposed, ChannelKind::Dense};
        RandomChannelStack stack(random, 1, choice);
        stack.layers[0].spec.border = Border::Zero; // each cell once
        const ChannelGeometry geometry = *resolveChannels(stack.input, stack.layers[0]);
        const Maps64 x = test::realMaps(random, stack.input);
        const Grid64 matrix = *channelToeplitz(x, stack.layers[0], geometry);
        for (int r = 0; r < matrix.rows(); ++r)
            for (int c = 0; c < matrix.cols(); ++c) {
                const auto weight = weightInToeplitz(geometry, r, c);
                ASSERT_EQ(matrix.at(r, c), weight ? stack.layers[0].weights.at(*weight) : 0);
            }
    }
}

TEST(ChannelMatrices, TransposedHasTheTransposedToeplitzMatrix)
{
    Random random(63);
    for (int round = 0; round < 300; ++round) {
        const ThereAndBack pair(random);
        const Grid64 there = *channelToeplitz(Maps64(pair.geometry.input), pair.convolution, pair.geometry);
        const Grid64 back = *channelToeplitz(Maps64(pair.back.input), pair.transposed, pair.back);
        const Grid64 turned = transposed(there);
        ASSERT_EQ(back.shape(), turned.shape());
        for (std::size_t i = 0; i < back.size();
             ++i) // where the border copies cells, weights add up in another order
            ASSERT_NEAR(back.cells()[i], turned.cells()[i], 1e-15) << test::describe(pair.geometry.plane);
    }
}

TEST(ChannelMatrices, TransposedIsTheGradientOfTheInput)
{
    Random random(64);
    for (int round = 0; round < 300; ++round) {
        const ThereAndBack pair(random);
        const Maps64 x = test::realMaps(random, pair.geometry.input),
                     d = test::realMaps(random, pair.geometry.output);
        const Maps64 gradient = backThrough(x, d, pair.convolution, pair.geometry).input;
        const Maps64 stamped = layerMaps(d, pair.transposed, pair.back);
        ASSERT_EQ(gradient.shape(), stamped.shape());
        for (std::size_t i = 0; i < gradient.size(); ++i)
            ASSERT_NEAR(gradient.cells()[i], stamped.cells()[i], 1e-13);
    }
}

TEST(ChannelMatrices, Im2colTimesTheWeightsIsTheOutput)
{
    Random random(65);
    RandomChannelStack::Choice choice = RandomChannelStack::everything();
    choice.kinds = {ChannelKind::Convolution, ChannelKind::Transposed, ChannelKind::Dense};
    choice.activations = {Activation::None};
    for (int round = 0; round < 200; ++round) {
        const RandomChannelStack stack(random, 1, choice);
        const ChannelLayer& layer = stack.layers[0];
        const ChannelGeometry& geometry = stack.geometries[0];
        const Maps64 x = test::realMaps(random, stack.input), y = layerMaps(x, layer, geometry);
        const std::size_t ofOutput = layer.weights.size() / std::size_t(geometry.output.channels);
        for (int out = 0; out < geometry.output.channels; ++out) {
            const Grid64 windows = *channelIm2col(x, geometry, out / geometry.outsOfGroup());
            const Grid64 product =
                times(windows, columnOf(layer.weights.cells().subspan(std::size_t(out) * ofOutput, ofOutput)));
            for (int r = 0; r < windows.rows(); ++r)
                ASSERT_NEAR(product.at(r, 0) + layer.biasOf(out), y.at(out, r / y.cols(), r % y.cols()), 1e-13);
        }
    }
}

TEST(ChannelMatrices, TooLargeIsRefused)
{
    ChannelLayer layer;
    layer.weights = Weights(WeightsShape{1, 1, 1, 1}, 1);
    const ChannelGeometry geometry = *resolveChannels({1, 100, 100}, layer);
    EXPECT_EQ(channelToeplitz(Maps64(geometry.input), layer, geometry).error(),
              (Error{ErrorCode::TooLarge, {"10000", "10000"}}));
}

TEST(ChannelNormalMatrices, KnowTheLossAndItsGradient)
{
    Random random(66);
    RandomChannelStack::Choice choice = RandomChannelStack::everything();
    choice.kinds = {ChannelKind::Convolution, ChannelKind::Transposed, ChannelKind::Dense};
    choice.activations = {Activation::None};
    for (int round = 0; round < 200; ++round) {
        const RandomChannelStack stack(random, 1, choice);
        const ChannelLayer& layer = stack.layers[0];
        const ChannelGeometry& geometry = stack.geometries[0];
        const Maps64 x = test::realMaps(random, stack.input), target = test::realMaps(random, geometry.output);
        const auto normals = channelNormalMatrices(x, target, geometry);
        ASSERT_TRUE(normals);
        ASSERT_EQ(int(normals->size()), geometry.groups);
        const auto direct = stackGradient(x, stack.layers, stack.geometries, target, SquaresOver::Sum);
        double loss = 0;
        for (int out = 0; out < geometry.output.channels; ++out) {
            const ChannelNormalMatrix& normal = (*normals)[std::size_t(out / geometry.outsOfGroup())];
            const auto n = std::size_t(normal.weights());
            ASSERT_EQ(normal.weights(), geometry.insOfGroup() * geometry.plane.taps());
            const auto mine = layer.weights.cells().subspan(std::size_t(out) * n, n);
            std::vector<double> parameters(mine.begin(), mine.end());
            if (layer.biases)
                parameters.push_back(layer.biasOf(out));
            std::vector<double> gradient(parameters.size());
            loss += channelSquares(normal, out % geometry.outsOfGroup(), parameters, gradient);
            const LayerGradient& expected = direct->ofLayers[0];
            for (std::size_t i = 0; i < n; ++i)
                ASSERT_NEAR(gradient[i], expected.weights.cells()[std::size_t(out) * n + i], 1e-10);
            if (layer.biases) {
                ASSERT_NEAR(gradient[n], (*expected.biases)[std::size_t(out)], 1e-10);
            }
        }
        ASSERT_NEAR(loss, direct->loss, 1e-10 * (1 + loss));
    }
}

TEST(ChannelNormalMatrices, MakeEpochsThatNeedNoMaps)
{
    // Two channels in, three out: the target of 7.4.2 is learned, with gradient descent by definition and by A and b.
    const ChannelSample& sample = *findChannelSample("outputs-3");
    const Maps64 x = converted<double>(sample.maps());
    std::vector<ChannelLayer> layers = sample.layers();
    const auto geometries = *resolveChannels(x.shape(), layers);
    const Maps64 target = stackMaps(x, layers, geometries)->back();
    layers[0].weights = Weights(layers[0].weights.shape(), 0.5);
    const auto normal = channelNormalMatrices(x, target, geometries[0])->front();
    EXPECT_EQ(normal.weights(), 8);
    EXPECT_EQ(normal.outs(), 3);
    std::vector<std::vector<double>> exact(3, std::vector(8, 0.5));
    std::vector<double> step(8);
    double loss = 0;
    for (int epoch = 0; epoch < 20; ++epoch) {
        const auto gradient = *stackGradient(x, layers, geometries, target, SquaresOver::Sum);
        for (std::size_t i = 0; i < layers[0].weights.size(); ++i)
            layers[0].weights.cells()[i] -= 2e-4 * gradient.ofLayers[0].weights.cells()[i];
        loss = 0;
        for (int o = 0; o < 3; ++o) {
            loss += channelSquares(normal, o, exact[std::size_t(o)], step);
            for (std::size_t i = 0; i < step.size(); ++i)
                exact[std::size_t(o)][i] -= 2e-4 * step[i];
        }
        ASSERT_NEAR(loss, gradient.loss, 1e-9 * gradient.loss);
    }
    for (std::size_t i = 0; i < layers[0].weights.size(); ++i)
        EXPECT_NEAR(exact[i / 8][i % 8], layers[0].weights.cells()[i], 1e-11);
    EXPECT_LT(loss, 200);
}

TEST(ChannelNormalMatrices, RefuseATargetThatDoesNotFit)
{
    ChannelLayer layer;
    layer.weights = Weights(WeightsShape{2, 1, 2, 2}, 1);
    const ChannelGeometry geometry = *resolveChannels({1, 4, 5}, layer);
    const auto errorFor = [&](MapsShape target) {
        return channelNormalMatrices(Maps64(geometry.input), Maps64(target), geometry).error();
    };
    EXPECT_EQ(errorFor({3, 3, 4}), (Error{ErrorCode::TargetPlanes, {"3", "2"}}));
    EXPECT_EQ(errorFor({2, 3, 5}), (Error{ErrorCode::TargetShape, {"3", "5", "3", "4"}}));
    ChannelLayer wide;
    wide.weights = Weights(WeightsShape{1, 64, 8, 8}, 1);
    const ChannelGeometry many = *resolveChannels({64, 8, 8}, wide);
    EXPECT_EQ(channelNormalMatrices(Maps64(many.input), Maps64(many.output), many).error(),
              (Error{ErrorCode::TooLarge, {"4097", "4097"}}));
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(channelNormalMatrices(Maps64(geometry.input), Maps64(geometry.output), geometry, stop.get_token())
                  .error()
                  .code,
              ErrorCode::Stopped);
}

} // namespace
} // namespace lab
