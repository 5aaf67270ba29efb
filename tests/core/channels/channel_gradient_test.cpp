// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_gradient.h"
#include "core/channels/channel_gradient_terms.h"
#include "tests/core/channels/channel_support.h"

namespace lab
{
namespace
{

using test::Random;
using test::RandomChannelStack;

/// One kernel for each output channel, of a single input channel.
Weights kernelsOf(const std::vector<Grid64>& kernels)
{
    std::vector<std::vector<Grid64>> all;
    for (const Grid64& kernel : kernels)
        all.push_back({kernel});
    return Weights(all);
}

/// Every number that a gradient can be of.
std::vector<GradientPlace> placesOf(const RandomChannelStack& stack)
{
    std::vector<GradientPlace> places;
    for (std::int64_t i = 0; i < stack.input.cells(); ++i)
        places.emplace_back(cellAt(stack.input, i));
    for (std::size_t l = 0; l < stack.layers.size(); ++l) {
        const ChannelLayer& layer = stack.layers[l];
        if (!layer.learns())
            continue;
        const WeightsShape shape = layer.weights.shape();
        for (std::int64_t i = 0; i < shape.cells(); ++i)
            places.emplace_back(WeightPlace{l, weightAt(shape, i)});
        for (int o = 0; layer.biases && o < shape.out; ++o)
            places.emplace_back(BiasPlace{l, o});
    }
    return places;
}

TEST(ChannelGradients, OfAStackAreItsFiniteDifferences)
{
    Random random(71);
    RandomChannelStack::Choice smooth = RandomChannelStack::everything();
    smooth.kinds = {ChannelKind::Convolution, ChannelKind::Transposed, ChannelKind::AveragePool, ChannelKind::Flatten,
                    ChannelKind::Dense};
    smooth.activations = {Activation::None, Activation::Tanh, Activation::Sigmoid};
    for (int round = 0; round < 40; ++round) {
        const RandomChannelStack stack(random, random.integer(1, 3), smooth);
        const Maps64 x = test::realMaps(random, stack.input);
        const Maps64 target = test::realMaps(random, stack.geometries.back().output);
        const SquaresOver over = random.coin() ? SquaresOver::Mean : SquaresOver::Sum;
        const auto gradient = stackGradient(x, stack.layers, stack.geometries, target, over);
        ASSERT_TRUE(gradient);
        const std::vector<GradientPlace> places = placesOf(stack);
        for (std::size_t i = 0; i < places.size(); i += 1 + places.size() / 40) {
            const auto difference = lossDifference(x, stack.layers, stack.geometries, target, over, places[i], 1e-5);
            ASSERT_NEAR(*difference, gradientAt(*gradient, places[i]), 1e-6 * (1 + gradient->loss)) << stack.text();
        }
    }
}

TEST(ChannelGradients, AreExactDifferencesWhereTheLossIsQuadratic)
{
    // A single layer without activation: any h will do, and 1 loses no bits with whole numbers.
    const ChannelSample& sample = *findChannelSample("outputs-3");
    const Maps64 x = converted<double>(sample.maps());
    const auto layers = sample.layers();
    const auto geometries = *resolveChannels(x.shape(), layers);
    const Maps64 target(geometries[0].output, 50);
    const auto gradient = *stackGradient(x, layers, geometries, target, SquaresOver::Sum);
    EXPECT_EQ(gradient.loss, 6 * 6 + 22 * 22 + 54 * 54 + 70 * 70 + 26 * 26 + 50 * 50 + 98 * 98 + 122 * 122 + 46 * 46 +
                                 78 * 78 + 142 * 142 + 174 * 174);
    for (const GradientPlace& place : {GradientPlace(WeightPlace{0, {0, 0, 0, 0}}),
                                       GradientPlace(WeightPlace{0, {2, 1, 1, 1}}), GradientPlace(MapCell{1, 1, 1})})
        EXPECT_EQ(*lossDifference(x, layers, geometries, target, SquaresOver::Sum, place, 1),
                  gradientAt(gradient, place));
    // 2 · (6·0 + 22·1 + 54·3 + 70·4): the residuals of the first output times the inputs that the weight met.
    EXPECT_EQ(gradientAt(gradient, WeightPlace{0, {0, 0, 0, 0}}), 928);
}

TEST(ChannelGradients, TermsAddUpToTheEntry)
{
    Random random(72);
    for (int round = 0; round < 120; ++round) {
        const RandomChannelStack stack(random, random.integer(1, 3), RandomChannelStack::everything());
        const Maps64 x = test::realMaps(random, stack.input);
        const Maps64 target = test::realMaps(random, stack.geometries.back().output);
        const auto gradient = *stackGradient(x, stack.layers, stack.geometries, target, SquaresOver::Sum);
        const double close = 1e-12 * (1 + gradient.loss);
        for (std::size_t l = 0; l < stack.layers.size(); ++l) {
            const ChannelLayer& layer = stack.layers[l];
            const ChannelGeometry& geometry = stack.geometries[l];
            const Maps64 &map = gradient.maps[l], &dSum = gradient.ofSums[l];
            const auto totalOf = [](const std::vector<ChannelGradientTerm>& terms) {
                for (const ChannelGradientTerm& term : terms)
                    EXPECT_EQ(term.product, term.dSum * term.factor);
                return terms.empty() ? 0 : terms.back().partial;
            };
            const MapCell cell = test::cellOf(random, geometry.input);
            ASSERT_NEAR(totalOf(inputTerms(map, dSum, layer, geometry, cell)), gradient.ofMaps[l].at(cell), close)
                << stack.text();
            if (!layer.learns())
                continue;
            const WeightsShape shape = layer.weights.shape();
            for (std::int64_t i = 0; i < shape.cells(); ++i)
                ASSERT_NEAR(totalOf(weightTerms(map, dSum, geometry, weightAt(shape, i))),
                            gradient.ofLayers[l].weights.at(weightAt(shape, i)), close)
                    << stack.text();
            if (layer.biases) {
                ASSERT_NEAR(totalOf(biasTerms(dSum, 0)), gradient.ofLayers[l].biases->front(), close);
            }
        }
    }
}

TEST(ChannelGradients, ComeBackThroughTheTinyNetwork)
{
    const ChannelSample& sample = *findChannelSample("tiny-network");
    const Maps64 x = converted<double>(sample.maps());
    const auto layers = sample.layers();
    const auto geometries = *resolveChannels(x.shape(), layers);
    Maps64 target(MapsShape{2, 1, 1});
    target.at(0, 0, 0) = 4;
    target.at(1, 0, 0) = 7;
    // The outputs are 5 and 6: the residuals 1 and −1, the loss 2.
    const auto gradient = *stackGradient(x, layers, geometries, target, SquaresOver::Sum);
    EXPECT_EQ(gradient.loss, 2);
    EXPECT_EQ(gradient.ofSums[3], Maps64({Grid64{{2}}, Grid64{{-2}}}));
    EXPECT_EQ(*gradient.ofLayers[3].biases, (std::vector<double>{2, -2}));
    EXPECT_EQ(gradient.ofLayers[3].weights,
              kernelsOf({{{2, 6, 0, 6, 10, 10, 10, 10}}, {{-2, -6, 0, -6, -10, -10, -10, -10}}}));
    // 2 times the first neuron's weights less 2 times the second's.
    EXPECT_EQ(gradient.ofMaps[3], Maps64({Grid64{{2, -2, -4, 2, 2, 2, -4, -2}}}));
    EXPECT_EQ(gradient.ofMaps[2], Maps64({Grid64{{2, -2}, {-4, 2}}, Grid64{{2, 2}, {-4, -2}}}));
    // To the winners: of the first map 1, 3, the first of four zeros, 3; of the second the 5 in its middle, four
    // times.
    EXPECT_EQ(gradient.ofMaps[1],
              Maps64({Grid64{{0, 2, 0}, {-4, 0, 0}, {0, 0, 0}}, Grid64{{0, 0, 0}, {0, -2, 0}, {0, 0, 0}}}));
    // Where ReLU was 0, nothing goes on.
    EXPECT_EQ(gradient.ofSums[0],
              Maps64({Grid64{{0, 2, 0}, {0, 0, 0}, {0, 0, 0}}, Grid64{{0, 0, 0}, {0, -2, 0}, {0, 0, 0}}}));
    EXPECT_EQ(*gradient.ofLayers[0].biases, (std::vector<double>{2, -2}));
    // 2 times the window at (0, 1); −2 times the one at (1, 1).
    EXPECT_EQ(gradient.ofLayers[0].weights,
              kernelsOf({{{2, 0, 4}, {4, 2, 0}, {2, 4, 2}}, {{-4, -2, 0}, {-2, -4, -2}, {0, -2, -4}}}));
    EXPECT_EQ(gradient.ofMaps[0].at(0, 0, 1), 2);
    EXPECT_EQ(gradient.ofMaps[0].at(0, 2, 2), -2);
}

TEST(ChannelGradients, RefuseATargetThatDoesNotFit)
{
    const ChannelSample& sample = *findChannelSample("outputs-3");
    const Maps64 x = converted<double>(sample.maps());
    const auto layers = sample.layers();
    const auto geometries = *resolveChannels(x.shape(), layers);
    const auto errorFor = [&](MapsShape target) {
        return stackGradient(x, layers, geometries, Maps64(target), SquaresOver::Sum).error();
    };
    EXPECT_EQ(errorFor({2, 2, 2}), (Error{ErrorCode::TargetPlanes, {"2", "3"}}));
    EXPECT_EQ(errorFor({3, 2, 3}), (Error{ErrorCode::TargetShape, {"2", "3", "2", "2"}}));
    EXPECT_EQ(stackLoss(x, layers, geometries, Maps64(MapsShape{3, 1, 2}), SquaresOver::Sum).error().code,
              ErrorCode::TargetShape);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(stackGradient(x, layers, geometries, Maps64(MapsShape{3, 2, 2}), SquaresOver::Sum, stop.get_token())
                  .error()
                  .code,
              ErrorCode::Stopped);
}

} // namespace
} // namespace lab
