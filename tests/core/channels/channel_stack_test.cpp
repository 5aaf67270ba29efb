// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_forward.h"
#include "core/channels/channel_samples.h"
#include "core/channels/channel_stack.h"
#include "core/layers/layer.h"

#include <gtest/gtest.h>

namespace lab
{

namespace
{

Maps64 outputOf(const ChannelStack& stack)
{
    const auto geometries = resolveChannels(stack.input.shape(), stack.layers);
    EXPECT_TRUE(geometries.ok());
    return stackMaps(converted<double>(stack.input), stack.layers, *geometries)->back();
}

TEST(ChannelStack, OfEverySampleResolvesAndIsFittedAlready)
{
    for (const ChannelSample& sample : channelSamples()) {
        const ChannelStack stack = stackOf(sample);
        EXPECT_TRUE(resolveChannels(stack.input.shape(), stack.layers).ok()) << sample.id;
        EXPECT_EQ(fitted(stack), stack) << sample.id;
    }
}

TEST(ChannelStack, MoreOutputChannelsKeepEveryWeightAndTheLayerBehindFits)
{
    ChannelStack stack = stackOf(channelSamples().front());
    stack = withLayerBehind(stack, stack.layers.size() - 1);
    const ChannelStack before = stack;
    ChannelLayer& first = stack.layers.front();
    WeightsShape shape = first.weights.shape();
    ++shape.out;
    first = withWeightsShape(first, shape);
    stack = fitted(stack);
    ASSERT_TRUE(resolveChannels(stack.input.shape(), stack.layers).ok());
    const WeightsShape old = before.layers[0].weights.shape();
    for (std::int64_t i = 0; i < old.cells(); ++i)
        EXPECT_EQ(stack.layers[0].weights.at(weightAt(old, i)), before.layers[0].weights.at(weightAt(old, i)));
    EXPECT_EQ(stack.layers[1].weights.shape().in, before.layers[1].weights.shape().in + 1);
    // The new channel's weights are 0 in both layers, so that nothing of the output changes.
    EXPECT_EQ(outputOf(stack).plane(0).at(0, 0), outputOf(before).plane(0).at(0, 0));
}

TEST(ChannelStack, ANewLayerHandsEachChannelOn)
{
    for (const ChannelSample& sample : channelSamples()) {
        const ChannelStack before = stackOf(sample);
        if (before.layers.size() == kMostLayers)
            continue;
        const ChannelStack after = withLayerBehind(before, before.layers.size() - 1);
        EXPECT_EQ(outputOf(after), outputOf(before)) << sample.id;
    }
}

TEST(ChannelStack, WithoutALayerTheNextOnesFitAndTheLastStays)
{
    for (const ChannelSample& sample : channelSamples()) {
        ChannelStack stack = stackOf(sample);
        while (stack.layers.size() > 1) {
            stack = withoutLayer(stack, 0);
            EXPECT_TRUE(resolveChannels(stack.input.shape(), stack.layers).ok()) << sample.id;
        }
        EXPECT_EQ(withoutLayer(stack, 0).layers.size(), 1U);
    }
}

TEST(ChannelStack, BiasesComeAndGo)
{
    ChannelLayer layer = stackOf(channelSamples().front()).layers.front();
    layer = withBiases(layer, false);
    EXPECT_FALSE(layer.biases);
    layer = withBiases(layer, true);
    EXPECT_EQ(layer.biases, std::vector<double>(std::size_t(layer.weights.shape().out), 0));
    layer.biases->front() = 7;
    EXPECT_EQ(withBiases(layer, true).biases->front(), 7);
}

TEST(ChannelStack, ColoursAreAddedOrEachByItself)
{
    const Grid red{{1, 2}, {3, 4}}, green{{10, 20}, {30, 40}}, blue{{100, 200}, {300, 400}};
    const ChannelStack added =
        stackOfPlanes({red.view(), green.view(), blue.view()}, Grid{{1, 0}, {0, 1}}, ConvSpec{}, 0.5);
    EXPECT_EQ(outputOf(added).plane(0).at(0, 0), 5 + 50 + 500 + 0.5);
    ChannelStack each = added;
    each.layers[0] = withChannelsAdded(added.layers[0], 3, false);
    EXPECT_TRUE(isEachByItself(each.layers[0]));
    const Maps64 three = outputOf(each);
    ASSERT_EQ(three.channels(), 3);
    EXPECT_EQ(three.at(0, 0, 0), 5.5);
    EXPECT_EQ(three.at(1, 0, 0), 50.5);
    EXPECT_EQ(three.at(2, 0, 0), 500.5);
    EXPECT_EQ(withChannelsAdded(each.layers[0], 3, true), added.layers[0]);
}

TEST(ChannelStack, ALargePictureIsReducedToWhatCanBeStepped)
{
    const Grid plane(Shape{200, 100}, 3);
    const ChannelStack stack = stackOfPlanes({plane.view()}, Grid{{1}}, ConvSpec{}, 0);
    EXPECT_LE(stack.input.rows(), kMostSteppedSide);
    EXPECT_EQ(stack.input.at(0, 0, 0), 3);
}

TEST(ChannelStack, GroupsThatDoNotDivideStayAndAreExplained)
{
    ChannelStack stack = stackOf(channelSamples().front());
    stack.layers[0].groups = stack.input.channels() + 1;
    const ChannelStack after = fitted(stack);
    EXPECT_EQ(after, stack);
    EXPECT_EQ(resolveChannels(after.input.shape(), after.layers).error().code, ErrorCode::GroupsDoNotDivide);
}

} // namespace

} // namespace lab
