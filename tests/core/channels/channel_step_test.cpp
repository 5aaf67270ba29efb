// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_explain.h"
#include "core/channels/channel_step.h"
#include "tests/core/channels/channel_support.h"

namespace lab
{
namespace
{

using test::Random;
using test::RandomChannelStack;

TEST(ChannelExplain, TellsEveryCellBitForBit)
{
    Random random(41);
    for (int round = 0; round < 300; ++round) {
        const RandomChannelStack stack(random, 1, RandomChannelStack::everything());
        const ChannelLayer& layer = stack.layers[0];
        const ChannelGeometry& geometry = stack.geometries[0];
        const Maps64 x = test::realMaps(random, stack.input), y = layerMaps(x, layer, geometry);
        for (std::int64_t i = 0; i < geometry.output.cells(); ++i) {
            const MapCell cell = cellAt(geometry.output, i);
            const ChannelExplanation explained = explainChannels(x, layer, geometry, cell);
            ASSERT_TRUE(test::sameBits(explained.value, y.at(cell))) << stack.text();
            ASSERT_EQ(int(explained.parts.size()), geometry.kind == ChannelKind::Flatten ? 1 : geometry.insOfGroup());
            double sum = 0;
            for (const ChannelPart& part : explained.parts) {
                double subtotal = 0;
                for (const ChannelTerm& term : part.terms) {
                    ASSERT_EQ(term.position.channel, part.channel);
                    ASSERT_EQ(term.x, term.source ? x.at(*term.source) : 0);
                    ASSERT_EQ(term.product, term.x * term.w);
                    subtotal += term.product;
                }
                ASSERT_NEAR(subtotal, part.subtotal, 1e-14) << stack.text();
                sum += part.subtotal;
                ASSERT_EQ(part.partial, sum);
            }
            ASSERT_EQ(sum, explained.products);
            ASSERT_EQ(explained.sum, explained.bias ? sum + *explained.bias : sum);
            ASSERT_EQ(explained.bias.has_value(), layer.learns() && layer.biases);
            ASSERT_EQ(infoOf(explained.activation).apply(explained.sum), explained.value);
        }
    }
}

TEST(ChannelExplain, NamesTheWinnerOfAMaxPooling)
{
    ChannelLayer layer;
    layer.kind = ChannelKind::MaxPool;
    const Maps64 x(std::vector<Grid64>{{{1, 2}, {3, 4}}, {{5, 9}, {9, 7}}});
    const ChannelGeometry geometry = *resolveChannels(x.shape(), layer);
    const ChannelExplanation explained = explainChannels(x, layer, geometry, {1, 0, 0});
    ASSERT_EQ(explained.parts.size(), 1U);
    EXPECT_EQ(explained.parts[0].channel, 1);
    EXPECT_EQ(explained.winner, 1) << "the first of the largest";
    EXPECT_EQ(explained.parts[0].terms[1].source, (MapCell{1, 0, 1}));
    EXPECT_EQ(explained.value, 9);
}

TEST(ChannelSteps, AreNumberedFromTheProductToTheWindow)
{
    // 7.4.2: three output channels of 2×2 cells, two input channels, four taps.
    const ChannelSample& sample = *findChannelSample("outputs-3");
    const ChannelGeometry geometry = *resolveChannels(sample.maps().shape(), sample.layers()[0]);
    EXPECT_EQ(ChannelPlan(geometry, ChannelGrain::Product).count(), 3 * 4 * 2 * 4);
    EXPECT_EQ(ChannelPlan(geometry, ChannelGrain::Channel).count(), 3 * 4 * 2);
    EXPECT_EQ(ChannelPlan(geometry, ChannelGrain::Window).count(), 3 * 4);
    const ChannelStep step = ChannelPlan(geometry, ChannelGrain::Channel).at(11);
    EXPECT_EQ(step.cell, (MapCell{1, 0, 1}));
    EXPECT_EQ(step.part, 1);
    EXPECT_EQ(step.tap, 3);
    EXPECT_TRUE(step.complete);
    EXPECT_EQ(step.filled, 6);
    EXPECT_EQ(step.position, 47);
    for (const ChannelGrainRow& row : channelGrains())
        EXPECT_EQ(infoOf(row.grain).id, row.id);
}

TEST(ChannelSteps, GoBackFromTheirPlaceToTheirNumber)
{
    Random random(42);
    for (int round = 0; round < 200; ++round) {
        const RandomChannelStack stack(random, 1, RandomChannelStack::everything());
        const ChannelGeometry& geometry = stack.geometries[0];
        const ChannelPlan products(geometry, ChannelGrain::Product);
        for (const ChannelGrainRow& row : channelGrains()) {
            const ChannelPlan plan(geometry, row.grain);
            std::int64_t before = -1;
            for (std::int64_t i = 0; i < plan.count(); ++i) {
                const ChannelStep step = plan.at(i);
                ASSERT_EQ(plan.indexOf(step.cell, step.part, step.tap), i);
                ASSERT_EQ(plan.indexAt(step.position), i);
                ASSERT_EQ(products.at(step.position).cell, step.cell);
                ASSERT_EQ(step.position, products.indexOf(step.cell, step.part, step.tap));
                ASSERT_GT(step.position, before);
                before = step.position;
                ASSERT_TRUE(row.grain == ChannelGrain::Product || step.partComplete);
                ASSERT_TRUE(row.grain != ChannelGrain::Window || step.complete);
            }
            const ChannelStep last = plan.at(plan.count() - 1);
            ASSERT_EQ(last.filled, plan.cells().cells());
            ASSERT_EQ(plan.indexOf(last.cell), plan.count() - 1);
            ASSERT_EQ(plan.indexOf(last.cell, plan.parts() - 1), plan.count() - 1);
        }
    }
}

// A step's part and tap name a term of the explanation.
TEST(ChannelSteps, NameATermOfTheExplanation)
{
    Random random(43);
    RandomChannelStack::Choice choice = RandomChannelStack::everything();
    choice.kinds = {ChannelKind::Convolution, ChannelKind::MaxPool, ChannelKind::AveragePool, ChannelKind::Dense,
                    ChannelKind::Flatten};
    for (int round = 0; round < 100; ++round) {
        const RandomChannelStack stack(random, 1, choice);
        const Maps64 x = test::realMaps(random, stack.input);
        const ChannelPlan plan(stack.geometries[0], ChannelGrain::Product);
        for (std::int64_t i = 0; i < plan.count(); ++i) {
            const ChannelStep step = plan.at(i);
            const auto explained = explainChannels(x, stack.layers[0], stack.geometries[0], step.cell);
            ASSERT_EQ(int(explained.parts.size()), plan.parts());
            ASSERT_EQ(int(explained.parts[std::size_t(step.part)].terms.size()), plan.taps());
        }
    }
}

TEST(ChannelSteps, OfATransposedConvolutionStampTheKernel)
{
    const ChannelSample& sample = *findChannelSample("transposed");
    const Maps64 x = converted<double>(sample.maps());
    const ChannelLayer layer = sample.layers()[0];
    const ChannelGeometry geometry = *resolveChannels(x.shape(), layer);
    const ChannelPlan plan(geometry, ChannelGrain::Window);
    ASSERT_EQ(plan.count(), 4);
    const ChannelStamp stamp = stampOf(x, layer, geometry, plan.at(2).cell);
    EXPECT_EQ(stamp.cell, (MapCell{0, 1, 0}));
    EXPECT_EQ(stamp.x, 2);
    ASSERT_EQ(stamp.parts.size(), 1U);
    EXPECT_EQ(stamp.parts[0][3].output, (MapCell{0, 2, 1}));
    EXPECT_EQ(stamp.parts[0][3].product, 6);
    const auto after = [&](int index) { return stampedUntil(x, layer, geometry, plan.at(index)); };
    EXPECT_EQ(after(0), Maps64({Grid64({3, 3})}));
    EXPECT_EQ(after(1), Maps64({Grid64{{0, 0, 1}, {0, 2, 3}, {0, 0, 0}}}));
    EXPECT_EQ(after(2), Maps64({Grid64{{0, 0, 1}, {0, 4, 3}, {4, 6, 0}}}));
    EXPECT_EQ(after(3), Maps64({Grid64{{0, 0, 1}, {0, 4, 6}, {4, 12, 9}}}));
    // Product by product: the first two taps of the third stamp add 0 and 2 · 1.
    EXPECT_EQ(stampedUntil(x, layer, geometry, ChannelPlan(geometry, ChannelGrain::Product).at(9)),
              Maps64({Grid64{{0, 0, 1}, {0, 4, 3}, {0, 0, 0}}}));
}

TEST(ChannelSteps, StampsAddUpToTheOutput)
{
    Random random(44);
    RandomChannelStack::Choice choice = RandomChannelStack::everything();
    choice.kinds = {ChannelKind::Transposed};
    for (int round = 0; round < 300; ++round) {
        RandomChannelStack stack(random, 1, choice);
        ChannelLayer& layer = stack.layers[0];
        layer.activation = Activation::None;
        layer.biases.reset();
        const ChannelGeometry& geometry = stack.geometries[0];
        const Maps64 x = test::realMaps(random, stack.input), y = layerMaps(x, layer, geometry);
        const ChannelPlan plan(geometry, ChannelGrain::Window);
        const Maps64 stamped = stampedUntil(x, layer, geometry, plan.at(plan.count() - 1));
        for (std::size_t i = 0; i < y.size(); ++i)
            ASSERT_NEAR(stamped.cells()[i], y.cells()[i], 1e-13) << stack.text();
    }
}

} // namespace
} // namespace lab
