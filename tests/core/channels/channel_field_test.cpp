// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_field.h"
#include "core/channels/readings.h"
#include "tests/core/channels/channel_support.h"

namespace lab
{
namespace
{

using test::Random;
using test::RandomChannelStack;

/// Weights and inputs above zero, so that nothing cancels; a pooling takes whatever is made larger than all.
RandomChannelStack::Choice growing()
{
    RandomChannelStack::Choice choice = RandomChannelStack::everything();
    choice.activations = {Activation::None, Activation::Relu};
    choice.low = 0.25;
    return choice;
}

constexpr double kMuch = 1e6;

/// Which numbers differ.
std::vector<MapCell> changedCells(const Maps64& a, const Maps64& b)
{
    std::vector<MapCell> cells;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a.cells()[i] != b.cells()[i])
            cells.push_back(cellAt(a.shape(), std::int64_t(i)));
    return cells;
}

std::vector<MapCell> cellsIn(const ChannelField& field, MapsShape shape)
{
    std::vector<MapCell> cells;
    for (std::int64_t i = 0; i < shape.cells(); ++i)
        if (field.contains(cellAt(shape, i)))
            cells.push_back(cellAt(shape, i));
    return cells;
}

TEST(ChannelFields, OfAGroupStayInIt)
{
    ChannelLayer grouped;
    grouped.weights = Weights(WeightsShape{4, 2, 3, 3}, 1);
    grouped.groups = 2;
    const std::vector geometries{*resolveChannels({4, 6, 6}, grouped)};
    const auto fields = fieldsBack(geometries, 0, {2, 1, 1});
    ASSERT_EQ(fields.size(), 1U);
    EXPECT_EQ(fields[0].blocks, (std::vector{ChannelBlock{{2, 3}, {{1, 2, 3}, {1, 2, 3}}}}));
    const auto ahead = fieldsAhead(geometries, 0, {1, 0, 0});
    ASSERT_EQ(ahead.size(), 1U);
    EXPECT_EQ(ahead[0].blocks, (std::vector{ChannelBlock{{0, 1}, {{0}, {0}}}}));
}

TEST(ChannelFields, EqualPerturbationOverRandomStacks)
{
    Random random(51);
    for (int round = 0; round < 400; ++round) {
        const RandomChannelStack stack(random, random.integer(1, 4), growing());
        const Maps64 x = test::realMaps(random, stack.input, 0.5, 1);
        const auto maps = stack.mapsOf(x);
        const std::size_t from = std::size_t(random.integer(0, int(stack.layers.size()) - 1));
        const std::span layers(stack.layers);
        const std::span geometries(stack.geometries);
        const MapCell cell = test::cellOf(random, maps[from].shape());
        Maps64 more = maps[from];
        more.at(cell) += kMuch;
        const auto changed = *stackMaps(more, layers.subspan(from), geometries.subspan(from));
        const auto ahead = fieldsAhead(stack.geometries, from, cell);
        ASSERT_EQ(ahead.size(), stack.layers.size() - from);
        for (std::size_t m = 0; m < ahead.size(); ++m)
            ASSERT_EQ(cellsIn(ahead[m], changed[m + 1].shape()), changedCells(changed[m + 1], maps[from + m + 1]))
                << stack.text();
    }
}

TEST(ChannelFields, BackAndAheadAreOneRelation)
{
    Random random(52);
    for (int round = 0; round < 60; ++round) {
        const RandomChannelStack stack(random, random.integer(1, 4), growing());
        const std::size_t last = stack.layers.size() - 1;
        const MapsShape output = stack.geometries[last].output;
        for (std::size_t map = 0; map <= last; ++map) {
            const MapsShape shape = stack.geometries[map].input;
            for (std::int64_t i = 0; i < shape.cells(); ++i) {
                const auto ahead = fieldsAhead(stack.geometries, map, cellAt(shape, i)).back();
                for (std::int64_t o = 0; o < output.cells(); o += 7)
                    ASSERT_EQ(ahead.contains(cellAt(output, o)),
                              fieldsBack(stack.geometries, last, cellAt(output, o))[map].contains(cellAt(shape, i)))
                        << stack.text();
            }
        }
    }
}

TEST(ChannelFields, TheWeightsBehindACellEqualPerturbation)
{
    Random random(53);
    for (int round = 0; round < 200; ++round) {
        RandomChannelStack stack(random, random.integer(1, 3), growing());
        for (ChannelLayer& layer : stack.layers) // no cell is zero, where a weight could not be seen
            layer.biases = std::vector(std::size_t(layer.weights.shape().out), 0.5);
        const Maps64 x = test::realMaps(random, stack.input, 0.5, 1);
        const auto maps = stack.mapsOf(x);
        const std::size_t last = stack.layers.size() - 1;
        const MapCell cell = test::cellOf(random, maps.back().shape());
        const auto behind = weightsBehind(stack.geometries, last, cell);
        ASSERT_EQ(behind.size(), stack.layers.size());
        for (std::size_t l = 0; l <= last; ++l) {
            if (!stack.layers[l].learns()) {
                ASSERT_TRUE(behind[l].blocks.empty());
                continue;
            }
            const WeightsShape shape = stack.layers[l].weights.shape();
            for (std::int64_t i = 0; i < shape.cells(); ++i) {
                const WeightAt at = weightAt(shape, i);
                const double before = stack.layers[l].weights.at(at);
                stack.layers[l].weights.at(at) = before + kMuch;
                const auto changed = stack.mapsOf(x);
                stack.layers[l].weights.at(at) = before;
                ASSERT_EQ(behind[l].contains(at), changed.back().at(cell) != maps.back().at(cell)) << stack.text();
                const auto fields = fieldsOfWeight(stack.geometries, l, at);
                for (std::size_t m = 0; m < fields.size(); ++m)
                    ASSERT_EQ(cellsIn(fields[m], maps[l + m + 1].shape()),
                              changedCells(changed[l + m + 1], maps[l + m + 1]))
                        << stack.text();
            }
        }
    }
}

TEST(ChannelReadings, AndContactsAreOneRelation)
{
    Random random(54);
    for (int round = 0; round < 200; ++round) {
        const RandomChannelStack stack(random, 1, RandomChannelStack::everything());
        const ChannelGeometry& geometry = stack.geometries[0];
        std::vector<std::pair<MapCell, ChannelContact>> read, touched;
        for (std::int64_t i = 0; i < geometry.output.cells(); ++i)
            for (const ChannelReading& reading : readingsOf(geometry, cellAt(geometry.output, i)))
                if (reading.source)
                    read.emplace_back(*reading.source, ChannelContact{cellAt(geometry.output, i), reading.weight});
        for (std::int64_t i = 0; i < geometry.input.cells(); ++i)
            for (const ChannelContact& contact : contactsOf(geometry, cellAt(geometry.input, i)))
                touched.emplace_back(cellAt(geometry.input, i), contact);
        std::sort(read.begin(), read.end());
        ASSERT_TRUE(std::is_sorted(touched.begin(), touched.end())) << stack.text();
        ASSERT_EQ(read.size(), touched.size()) << stack.text();
        ASSERT_TRUE(std::equal(read.begin(), read.end(), touched.begin())) << stack.text();
    }
}

} // namespace
} // namespace lab
