// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"
#include "core/layers/layer.h"
#include "core/layers/receptive_field.h"
#include "tests/core/support.h"

namespace lab
{

void PrintTo(const CellSet& set, std::ostream* out)
{
    *out << "rows " << testing::PrintToString(set.rows) << " × cols " << testing::PrintToString(set.cols);
}

namespace
{

using test::describe;
using test::Random;

/// Layers that fit each other, with positive weights, so that no influence is cancelled.
struct Stack {
    std::vector<Geometry> geometries;
    std::vector<Grid64> kernels;

    Stack(Random& random, int layers)
    {
        Shape input = random.shape(7, 7);
        while (int(geometries.size()) < layers) {
            const auto g = resolve(input, random.shape(3, 3), test::randomSpec(random));
            if (!g || g->output().cells() > 80)
                continue;
            geometries.push_back(*g);
            kernels.push_back(random.reals<double>(g->kernel(), 0.5, 1));
            input = g->output();
        }
    }

    std::string text() const
    {
        std::string all;
        for (const Geometry& g : geometries)
            all += describe(g) + "\n";
        return all;
    }
};

/// influence[m][cell of map m] for every map after `from`: the maps when one cell of map `from` is one and all
/// others are zero. With positive weights a cell is positive just where the one has a say.
std::vector<Grid64> influence(const Stack& stack, std::size_t from, InputCell cell)
{
    std::vector<Grid64> maps;
    Grid64 map(stack.geometries[from].input());
    map.at(cell) = 1;
    for (std::size_t l = from; l < stack.geometries.size(); ++l) {
        map = corr2dReference<double>(map.view(), stack.kernels[l].view(), 0.0, stack.geometries[l]);
        maps.push_back(map);
    }
    return maps;
}

testing::AssertionResult ascends(const std::vector<int>& values)
{
    for (std::size_t i = 1; i < values.size(); ++i)
        if (values[i - 1] >= values[i])
            return testing::AssertionFailure() << testing::PrintToString(values);
    return testing::AssertionSuccess();
}

TEST(AffectedBy, IsWhereAChangeShowsInEveryLaterMap)
{
    Random random(100);
    for (int round = 0; round < 120; ++round) {
        const Stack stack(random, 1 + round % 3);
        for (std::size_t map = 0; map < stack.geometries.size(); ++map) {
            const Shape shape = stack.geometries[map].input();
            const InputCell cell{random.integer(0, shape.rows - 1), random.integer(0, shape.cols - 1)};
            const auto sets = affectedBy(stack.geometries, map, cell);
            const auto maps = influence(stack, map, cell);
            ASSERT_EQ(sets.size(), maps.size());
            for (std::size_t m = 0; m < maps.size(); ++m) {
                ASSERT_TRUE(ascends(sets[m].rows) && ascends(sets[m].cols));
                for (int r = 0; r < maps[m].rows(); ++r)
                    for (int c = 0; c < maps[m].cols(); ++c)
                        ASSERT_EQ(sets[m].contains(r, c), maps[m].at(r, c) > 0)
                            << "map " << map + m + 1 << " at (" << r << ", " << c << ")\n"
                            << stack.text();
            }
        }
    }
}

TEST(ReceptiveField, IsWhatHasASayInEveryEarlierMap)
{
    Random random(101);
    for (int round = 0; round < 60; ++round) {
        const Stack stack(random, 1 + round % 3);
        const std::size_t layer = std::size_t(random.integer(0, int(stack.geometries.size()) - 1));
        const Shape shape = stack.geometries[layer].output();
        const OutputCell cell{random.integer(0, shape.rows - 1), random.integer(0, shape.cols - 1)};
        const auto fields = receptiveField(stack.geometries, layer, cell);
        ASSERT_EQ(fields.size(), layer + 1);
        for (std::size_t m = 0; m <= layer; ++m) {
            ASSERT_TRUE(ascends(fields[m].rows) && ascends(fields[m].cols));
            const Shape map = stack.geometries[m].input();
            for (int r = 0; r < map.rows; ++r)
                for (int c = 0; c < map.cols; ++c) {
                    const auto maps = influence(stack, m, {r, c});
                    ASSERT_EQ(fields[m].contains(r, c), maps[layer - m].at(cell) > 0)
                        << "map " << m << " at (" << r << ", " << c << ")\n"
                        << stack.text();
                }
        }
    }
}

TEST(ReceptiveField, AndAffectedByAreTheTwoDirectionsOfOneRelation)
{
    Random random(102);
    for (int round = 0; round < 40; ++round) {
        const Stack stack(random, 2);
        const Shape input = stack.geometries[0].input(), output = stack.geometries[1].output();
        for (int i = 0; i < output.rows; ++i)
            for (int j = 0; j < output.cols; ++j) {
                const CellSet field = receptiveField(stack.geometries, 1, {i, j})[0];
                for (int r = 0; r < input.rows; ++r)
                    for (int c = 0; c < input.cols; ++c)
                        ASSERT_EQ(field.contains(r, c), affectedBy(stack.geometries, 0, {r, c})[1].contains(i, j))
                            << stack.text();
            }
    }
}

std::vector<Geometry> chapterStack()
{
    return *resolve({3, 3}, std::vector<Layer>(2, Layer{Grid({2, 2}, 1.0F), 0, {}}));
}

TEST(Chapter6, TheFieldOfZIsFourElementsAndNineInputs)
{
    const auto fields = receptiveField(chapterStack(), 1, {0, 0});
    ASSERT_EQ(fields.size(), 2U);
    EXPECT_EQ(fields[0], (CellSet{{0, 1, 2}, {0, 1, 2}}));
    EXPECT_EQ(fields[0].size(), 9);
    EXPECT_EQ(fields[1], (CellSet{{0, 1}, {0, 1}}));
    EXPECT_EQ(fields[1].size(), 4);
}

TEST(Chapter6, TheFieldOfAnElementOfTheFirstMapIsItsWindow)
{
    const auto fields = receptiveField(chapterStack(), 0, {1, 0});
    ASSERT_EQ(fields.size(), 1U);
    EXPECT_EQ(fields[0], (CellSet{{1, 2}, {0, 1}}));
}

TEST(Chapter6, TheCentreAffectsEverything)
{
    const auto affected = affectedBy(chapterStack(), 0, {1, 1});
    ASSERT_EQ(affected.size(), 2U);
    EXPECT_EQ(affected[0], (CellSet{{0, 1}, {0, 1}}));
    EXPECT_EQ(affected[1], (CellSet{{0}, {0}}));
}

TEST(Chapter6, DeeperLayersSeeWiderFields)
{
    const auto stack = *resolve({12, 12}, std::vector<Layer>(4, Layer{Grid({3, 3}, 1.0F), 0, {}}));
    for (std::size_t layer = 0; layer < 4; ++layer) {
        const std::int64_t side = 3 + 2 * std::int64_t(layer);
        EXPECT_EQ(receptiveField(stack, layer, {1, 1})[0].size(), side * side);
    }
}

TEST(ReceptiveField, OfADilatedKernelHasGaps)
{
    Layer layer{Grid({3, 3}, 1.0F), 0, {}};
    layer.spec.dilation = {2, 3};
    const auto stack = *resolve({9, 9}, {layer});
    EXPECT_EQ(receptiveField(stack, 0, {0, 1})[0], (CellSet{{0, 2, 4}, {1, 4, 7}}));
}

TEST(ReceptiveField, NeverHoldsThePaddingButWhatItCopies)
{
    Layer layer{Grid({3, 3}, 1.0F), 0, {}};
    layer.spec.padding.mode = PaddingMode::Same;
    EXPECT_EQ(receptiveField(*resolve({5, 5}, {layer}), 0, {0, 0})[0], (CellSet{{0, 1}, {0, 1}}));
    layer.spec.border = Border::Circular;
    EXPECT_EQ(receptiveField(*resolve({5, 5}, {layer}), 0, {0, 0})[0], (CellSet{{0, 1, 4}, {0, 1, 4}}));
    layer.spec.border = Border::Replicate;
    EXPECT_EQ(receptiveField(*resolve({5, 5}, {layer}), 0, {4, 4})[0], (CellSet{{3, 4}, {3, 4}}));
}

TEST(AffectedBy, AnInputBetweenTheStridesAffectsNothing)
{
    Layer layer{Grid({1, 1}, 1.0F), 0, {}};
    layer.spec.stride = {2, 2};
    const auto stack = *resolve({5, 5}, {layer, layer});
    EXPECT_EQ(affectedBy(stack, 0, {1, 2})[0].size(), 0);
    EXPECT_EQ(affectedBy(stack, 0, {1, 2})[1].size(), 0);
    EXPECT_EQ(affectedBy(stack, 0, {4, 0})[1], (CellSet{{1}, {0}}));
}

} // namespace
} // namespace lab
