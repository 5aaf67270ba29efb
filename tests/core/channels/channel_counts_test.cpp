// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_counts.h"
#include "core/channels/channel_forward.h"
#include "core/channels/channel_step.h"
#include "tests/core/channels/channel_support.h"

namespace lab
{
namespace
{

ChannelLayer countedLayer(WeightsShape shape, bool bias, int groups = 1)
{
    ChannelLayer layer;
    layer.weights = Weights(shape);
    layer.groups = groups;
    if (bias)
        layer.biases.emplace(std::size_t(shape.out), 0.0);
    return layer;
}

ChannelCount parametersFor(MapsShape input, const ChannelLayer& layer)
{
    return countsOf(layer, *resolveChannels(input, layer)).parameters;
}

std::string plain(std::string text)
{
    for (std::size_t at; (at = text.find("\u202F")) != std::string::npos;)
        text.replace(at, 3, " ");
    return text;
}

TEST(ChannelCounts, OfPyTorch)
{
    EXPECT_EQ(parametersFor({3, 32, 32}, countedLayer({16, 3, 3, 3}, true)).number, 448);
    EXPECT_EQ(parametersFor({3, 32, 32}, countedLayer({16, 3, 3, 3}, false)).number, 432);
    EXPECT_EQ(parametersFor({16, 32, 32}, countedLayer({32, 16, 3, 3}, false)).number, 4608);
}

TEST(ChannelCounts, DepthwiseAnd1x1BesideTheFullConvolution)
{
    const std::vector layers{countedLayer({16, 1, 3, 3}, false, 16), countedLayer({32, 16, 1, 1}, false)};
    const StackCounts counts = countsOf(layers, *resolveChannels({16, 32, 32}, layers));
    EXPECT_EQ(counts.layers[0].parameters.number, 144);
    EXPECT_EQ(counts.layers[1].parameters.number, 512);
    EXPECT_EQ(counts.parameters, 656);
    EXPECT_EQ(counts.multiplications, 144 * 900 + 512 * 900);
    EXPECT_EQ(counts.bytes, 4 * (16 * 1024 + 16 * 900 + 32 * 900));
}

TEST(ChannelCounts, SayWhereTheyComeFrom)
{
    const ChannelLayer layer = countedLayer({16, 3, 3, 3}, true);
    const LayerCounts counts = countsOf(layer, *resolveChannels({3, 32, 32}, layer));
    EXPECT_EQ(counts.parameters.names, "c_out · (c_in · k_h · k_w + 1)");
    EXPECT_EQ(counts.parameters.numbers, "16 · (3 · 3 · 3 + 1)");
    EXPECT_EQ(counts.multiplications.names, "c_out · c_in · k_h · k_w · h_out · w_out");
    EXPECT_EQ(counts.multiplications.numbers, "16 · 3 · 3 · 3 · 30 · 30");
    EXPECT_EQ(counts.multiplications.number, 388800);
    EXPECT_EQ(counts.bytes.names, "4 · c_out · h_out · w_out");
    EXPECT_EQ(counts.bytes.numbers, "4 · 16 · 30 · 30");
    EXPECT_EQ(counts.bytes.number, 57600);

    const ChannelCount grouped = parametersFor({4, 9, 9}, countedLayer({6, 2, 3, 3}, false, 2));
    EXPECT_EQ(grouped.names, "c_out · c_in/g · k_h · k_w");
    EXPECT_EQ(grouped.numbers, "6 · 4/2 · 3 · 3");
    EXPECT_EQ(grouped.number, 108);

    ChannelLayer pool;
    pool.kind = ChannelKind::AveragePool;
    const LayerCounts none = countsOf(pool, *resolveChannels({3, 32, 32}, pool));
    EXPECT_EQ(none.parameters.number, 0);
    EXPECT_EQ(none.multiplications.number, 0);
    EXPECT_TRUE(none.parameters.names.empty() && none.multiplications.numbers.empty());

    ChannelLayer dense = countedLayer({10, 1, 1, 12000}, true);
    dense.kind = ChannelKind::Dense;
    EXPECT_EQ(plain(parametersFor({1, 1, 12000}, dense).numbers), "10 · (1 · 1 · 12 000 + 1)");
    EXPECT_EQ(parametersFor({1, 1, 12000}, dense).number, 120010);
}

TEST(ChannelCounts, MultiplyAsOftenAsAPlanHasProducts)
{
    test::Random random(81);
    for (int round = 0; round < 200; ++round) {
        const test::RandomChannelStack stack(random, 1, test::RandomChannelStack::everything());
        const LayerCounts counts = countsOf(stack.layers[0], stack.geometries[0]);
        if (stack.layers[0].learns()) {
            EXPECT_EQ(counts.multiplications.number,
                      double(ChannelPlan(stack.geometries[0], ChannelGrain::Product).count()));
        }
    }
}

TEST(ChannelCounts, OfTheTinyNetwork)
{
    const ChannelSample& sample = *findChannelSample("tiny-network");
    const auto layers = sample.layers();
    const StackCounts counts = countsOf(layers, *resolveChannels(sample.maps().shape(), layers));
    EXPECT_EQ(counts.layers[0].parameters.number, 20);
    EXPECT_EQ(counts.layers[3].parameters.number, 18);
    EXPECT_EQ(counts.parameters, 38);
    EXPECT_EQ(counts.multiplications, 2 * 9 * 9 + 2 * 8);
    EXPECT_EQ(counts.inputBytes.number, 100);
    EXPECT_EQ(counts.bytes, 4 * (25 + 18 + 8 + 8 + 2));
}

} // namespace
} // namespace lab
