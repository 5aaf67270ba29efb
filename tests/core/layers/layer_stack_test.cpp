// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Fields through stacks of all kinds of layers, against brute force; the closed formulas; published figures.
#include "core/layers/architectures.h"
#include "core/layers/corr2d.h"
#include "core/layers/receptive_field.h"
#include "tests/core/layer_support.h"

namespace lab
{
namespace
{

using test::Random;
using test::RandomStack;

/// A perturbation of zeros by one moves whatever reads it upwards, through positive weights, means, the largest of a
/// window, and activations that leave zero where it is.
const std::vector<Activation> kKeepZero{Activation::None, Activation::Relu, Activation::Tanh};
const std::vector<Activation> kAll{Activation::None, Activation::Relu, Activation::Tanh, Activation::Sigmoid};

TEST(StackField, IsTheSetOfInputsThatHaveAnInfluence)
{
    Random random(200);
    int pooled = 0;
    for (int round = 0; round < 150; ++round) {
        RandomStack stack(random, 1 + round % 4, kAll);
        // A sigmoid makes ½ of zeros, and padding stays below: the largest of a window may then not depend on all of
        // it.
        while (stack.has(LayerKind::MaxPool) && stack.has(Activation::Sigmoid))
            stack = RandomStack(random, 1 + round % 4, kAll);
        pooled += stack.has(LayerKind::MaxPool);
        const Grid64 zeros(stack.input);
        const auto before = stack.mapsInDouble(zeros);
        const std::size_t last = stack.layers.size() - 1;
        for (int r = 0; r < stack.input.rows; ++r) {
            for (int c = 0; c < stack.input.cols; ++c) {
                Grid64 x = zeros;
                x.at(r, c) = 1;
                const auto after = stack.mapsInDouble(x);
                const auto affected = affectedBy(stack.geometries, 0, {r, c});
                for (std::size_t m = 0; m < after.size(); ++m)
                    for (int i = 0; i < after[m].rows(); ++i)
                        for (int j = 0; j < after[m].cols(); ++j)
                            ASSERT_EQ(after[m].at(i, j) != before[m].at(i, j), affected[m].contains(i, j))
                                << "input " << r << ", " << c << " map " << m << " at " << i << ", " << j << "\n"
                                << stack.text();
                for (int i = 0; i < after[last].rows(); ++i)
                    for (int j = 0; j < after[last].cols(); ++j)
                        ASSERT_EQ(receptiveField(stack.geometries, last, {i, j})[0].contains(r, c),
                                  affected[last].contains(i, j));
            }
        }
    }
    EXPECT_GT(pooled, 20);
}

TEST(StackField, CountsThePathsThatTheOnesCount)
{
    Random random(201);
    for (int round = 0; round < 60; ++round) {
        const RandomStack stack(random, 1 + round % 4, kKeepZero);
        const InputCell cell{random.integer(0, stack.input.rows - 1), random.integer(0, stack.input.cols - 1)};
        Grid64 map(stack.input); // one path at the cell; kernels of ones carry on sums of paths
        map.at(cell) = 1;
        const auto ahead = pathsAhead(stack.geometries, 0, cell);
        for (std::size_t l = 0; l < stack.layers.size(); ++l) {
            const Geometry& g = stack.geometries[l];
            map = corr2dReference<double>(map.view(), Grid64(g.kernel(), 1).view(), 0, g);
            for (int i = 0; i < map.rows(); ++i)
                for (int j = 0; j < map.cols(); ++j) {
                    ASSERT_EQ(ahead[l].at(i, j), map.at(i, j)) << stack.text();
                    ASSERT_EQ(pathsBack(stack.geometries, l, {i, j})[0].at(cell.row, cell.col), map.at(i, j))
                        << stack.text();
                }
        }
        double most = 0, total = 0;
        for (const double paths : map.cells()) {
            most = std::max(most, paths);
            total += paths;
        }
        EXPECT_EQ(ahead.back().total(), total);
        EXPECT_EQ(ahead.back().most(), most);
    }
}

/// The first and last index that an element's windows reach for in the input, and whether no border cut on the way.
struct Span {
    int first, last;
    bool uncut = true;
};
Span spanOf(std::span<const Geometry> geometries, Axis Geometry::*axis, int out)
{
    Span span{out, out};
    for (std::size_t l = geometries.size(); l-- > 0;) {
        const Axis& a = geometries[l].*axis;
        span = {a.index(span.first, 0), a.index(span.last, a.kernel - 1), span.uncut};
        span.uncut &= span.first >= 0 && span.last < a.input;
    }
    return span;
}

TEST(ClosedFormulas, AreTheFieldWhereNoBorderCuts)
{
    Random random(202);
    int compared = 0;
    for (int round = 0; round < 400; ++round) {
        const RandomStack stack(random, 1 + round % 3, kKeepZero);
        const auto table = layerTable(stack.layers, stack.geometries);
        const std::size_t last = stack.layers.size() - 1;
        const Shape output = stack.geometries[last].output();
        for (int i = 0; i < output.rows; ++i) {
            const Span span = spanOf(stack.geometries, &Geometry::rows, i);
            if (!span.uncut)
                continue;
            const CellSet field = receptiveField(stack.geometries, last, {i, 0})[0];
            const Reach& reach = table[last].rows;
            const double middle = reach.start + i * reach.jump;
            ASSERT_EQ(field.rows.front(), middle - (reach.size - 1) / 2) << stack.text();
            ASSERT_EQ(field.rows.back(), middle + (reach.size - 1) / 2) << stack.text();
            ++compared;
        }
    }
    EXPECT_GT(compared, 300);
}

TEST(ClosedFormulas, OfTheChaptersExample)
{
    const std::vector<Layer> layers(2, Layer{Grid({2, 2}, 1.0F), 0, {}});
    const auto table = layerTable(layers, *resolve({3, 3}, layers));
    EXPECT_EQ(table[0].rows, (Reach{1, 2, 0.5}));
    EXPECT_EQ(table[1].rows, (Reach{1, 3, 1}));
    EXPECT_EQ(table[1].parameters, 5);
    EXPECT_EQ(table[0].multiplications, 16);
    EXPECT_EQ(table[1].multiplications, 4);
}

TEST(ClosedFormulas, CountNothingForAPooling)
{
    const std::vector<Layer> layers{test::maxPool({2, 2}, {2, 2})};
    const auto table = layerTable(layers, *resolve({4, 4}, layers));
    EXPECT_EQ(table[0].parameters, 0);
    EXPECT_EQ(table[0].multiplications, 0);
    EXPECT_EQ(table[0].cols, (Reach{2, 2, 0.5}));
}

class Published : public testing::TestWithParam<const Architecture*>
{
};

TEST_P(Published, FieldIsWhatTheLayersGive)
{
    const Architecture& a = *GetParam();
    const auto layers = layersOf(a);
    ASSERT_LE(layers.size(), kMostLayers);
    const auto geometries = resolve({a.input, a.input}, layers);
    ASSERT_TRUE(geometries.ok());
    EXPECT_EQ(layerTable(layers, *geometries).back().rows.size, a.field);
    // On an input so large that no border cuts, the set says the same.
    const auto large = *resolve({1400, 1400}, layers);
    const Shape output = large.back().output();
    const auto field = receptiveField(large, layers.size() - 1, {output.rows / 2, output.cols / 2})[0];
    EXPECT_EQ(int(field.rows.size()), a.field);
    EXPECT_EQ(field.rows.back() - field.rows.front() + 1, a.field);
}

std::vector<const Architecture*> allArchitectures()
{
    std::vector<const Architecture*> all;
    for (const Architecture& one : architectures())
        all.push_back(&one);
    return all;
}

INSTANTIATE_TEST_SUITE_P(Architectures, Published, testing::ValuesIn(allArchitectures()), [](const auto& test) {
    std::string name(test.param->id);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

std::vector<double> sizesOf(std::string_view id)
{
    for (const Architecture& one : architectures()) {
        if (one.id != id)
            continue;
        std::vector<double> sizes;
        const auto layers = layersOf(one);
        for (const LayerRow& row : layerTable(layers, *resolve({one.input, one.input}, layers)))
            sizes.push_back(row.rows.size);
        return sizes;
    }
    return {};
}

TEST(Architectures, GrowLayerByLayerAsPublished)
{
    EXPECT_EQ(sizesOf("lenet-5"), (std::vector<double>{5, 6, 14, 16, 32}));
    EXPECT_EQ(sizesOf("alexnet"), (std::vector<double>{11, 19, 51, 67, 99, 131, 163, 195}));
    EXPECT_EQ(sizesOf("vgg-16"),
              (std::vector<double>{3, 5, 6, 10, 14, 16, 24, 32, 40, 44, 60, 76, 92, 100, 132, 164, 196, 212}));
    const auto resnet = sizesOf("resnet-18"); // at the end of each stage
    ASSERT_EQ(resnet.size(), 18U);
    EXPECT_EQ((std::vector<double>{resnet[0], resnet[1], resnet[5], resnet[9], resnet[13], resnet[17]}),
              (std::vector<double>{7, 11, 43, 99, 211, 435}));
}

TEST(GrownToCover, SeesTheWholeInputAndNotSooner)
{
    Random random(203);
    for (int round = 0; round < 60; ++round) {
        Layer layer{random.reals({random.integer(2, 4), random.integer(2, 4)}), 0, {}};
        layer.spec.padding.mode = random.coin() ? PaddingMode::Same : PaddingMode::Valid;
        const Shape input{random.integer(4, 24), random.integer(4, 24)};
        const auto grown = grownToCover(input, {layer});
        ASSERT_TRUE(grown.ok());
        const auto geometries = *resolve(input, *grown);
        EXPECT_TRUE(coversInput(geometries));
        for (std::size_t l = 0; l + 1 < geometries.size(); ++l)
            EXPECT_FALSE(coversInput(std::span(geometries).first(l + 1)));
    }
}

TEST(GrownToCover, KeepsTheLayersThatAreThere)
{
    const std::vector<Layer> chapter(2, Layer{Grid({2, 2}, 1.0F), 0, {}});
    EXPECT_EQ(*grownToCover({3, 3}, chapter), chapter);
    const auto more = *grownToCover({3, 3}, {chapter[0]});
    EXPECT_EQ(more, chapter);
}

TEST(GrownToCover, SaysWhenItNeverWould)
{
    Layer point{Grid({1, 2}, 1.0F), 0, {}};
    EXPECT_EQ(grownToCover({9, 2}, {point}).error().code, ErrorCode::FieldNeverCovers);
    Layer same{Grid({3, 3}, 1.0F), 0, {}};
    same.spec.padding.mode = PaddingMode::Same;
    EXPECT_EQ(grownToCover({64, 64}, {same})->size(), 32U);
    EXPECT_EQ(grownToCover({66, 66}, {same}).error().code, ErrorCode::FieldNeverCovers);
}

} // namespace
} // namespace lab
