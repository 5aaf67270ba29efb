// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/layer.h"
#include "tests/core/channels/channel_support.h"

namespace lab
{
namespace
{

using Arguments = std::vector<std::string>;

ChannelLayer layerOfShape(WeightsShape shape, int groups = 1)
{
    ChannelLayer layer;
    layer.weights = Weights(shape, 1);
    layer.groups = groups;
    return layer;
}

ChannelLayer transposedOfShape(WeightsShape shape)
{
    ChannelLayer layer = layerOfShape(shape);
    layer.kind = ChannelKind::Transposed;
    return layer;
}

TEST(ChannelMaps, LieChannelByChannel)
{
    Maps maps(std::vector<Grid>{{{0, 1, 2}, {3, 4, 5}}, {{6, 7, 8}, {9, 10, 11}}});
    EXPECT_EQ(maps.shape(), (MapsShape{2, 2, 3}));
    for (int i = 0; i < 12; ++i) {
        const MapCell cell = cellAt(maps.shape(), i);
        EXPECT_EQ(maps.at(cell), float(i));
        EXPECT_EQ(maps.indexOf(cell), std::size_t(i));
        EXPECT_EQ(maps.plane(cell.channel).at(cell.row, cell.col), float(i));
    }
    Maps other = maps;
    EXPECT_EQ(other, maps);
    other.at(1, 1, 2) = test::kNaN;
    EXPECT_NE(other, maps);
    EXPECT_EQ(other, Maps(other));
    EXPECT_FALSE(inside(MapCell{2, 0, 0}, maps.shape()));
    EXPECT_FALSE(inside(MapCell{0, -1, 0}, maps.shape()));
}

TEST(ChannelMaps, WeightsLieAsInPyTorch)
{
    Weights weights(WeightsShape{2, 3, 2, 2});
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights.cells()[i] = double(i);
    EXPECT_EQ(weights.at({1, 2, 0, 1}), 12 + 8 + 1);
    EXPECT_EQ(weights.plane(1, 2).at(1, 1), 23);
    for (std::size_t i = 0; i < weights.size(); ++i)
        EXPECT_EQ(weights.at(weightAt(weights.shape(), std::int64_t(i))), double(i));
    const Weights turned = exchanged(weights, 1);
    EXPECT_EQ(turned.shape(), (WeightsShape{3, 2, 2, 2}));
    EXPECT_EQ(turned.at({2, 1, 0, 1}), weights.at({1, 2, 0, 1}));
    const Weights grouped = exchanged(weights, 2);
    EXPECT_EQ(grouped.shape(), (WeightsShape{6, 1, 2, 2}));
    EXPECT_EQ(grouped.at({5, 0, 1, 0}), weights.at({1, 2, 1, 0}));
    EXPECT_EQ(exchanged(grouped, 2), weights);
}

TEST(ChannelMaps, AShapeFromOutsideIsRefusedBeforeItIsMade)
{
    EXPECT_EQ(*mapsShape(3, 4, 5), (MapsShape{3, 4, 5}));
    EXPECT_EQ(mapsShape(1'000'000'000, 3, 3).error(), (Error{ErrorCode::TooManyChannels, {"1000000000", "64"}}));
    EXPECT_EQ(mapsShape(65, 3, 3).error(), (Error{ErrorCode::TooManyChannels, {"65", "64"}}));
    EXPECT_EQ(mapsShape(0, 3, 3).error().code, ErrorCode::NoChannels);
    EXPECT_EQ(mapsShape(-1, 3, 3).error().code, ErrorCode::NoChannels);
    EXPECT_EQ(mapsShape(1, 0, 3).error().code, ErrorCode::EmptyInput);
    EXPECT_EQ(mapsShape(1, 1'000'000, 1'000'000).error(), (Error{ErrorCode::TooLarge, {"1000000", "1000000"}}));
    EXPECT_EQ(mapsShape(1, INT64_MAX, INT64_MAX).error().code, ErrorCode::TooLarge);
    EXPECT_EQ(*weightsShape(64, 64, 3, 3), (WeightsShape{64, 64, 3, 3}));
    EXPECT_EQ(weightsShape(1, 1'000'000'000, 3, 3).error().code, ErrorCode::TooManyChannels);
    EXPECT_EQ(weightsShape(65, 1, 3, 3).error(), (Error{ErrorCode::TooManyChannels, {"65", "64"}}));
    EXPECT_EQ(weightsShape(1, 1, 3, 0).error().code, ErrorCode::EmptyKernel);
}

TEST(ChannelLayers, TableHasARowForEachKind)
{
    for (const ChannelKindRow& row : channelKinds()) {
        EXPECT_EQ(infoOf(row.kind).id, row.id);
        EXPECT_TRUE(row.sentence.ends_with('.'));
    }
    EXPECT_EQ(channelKinds().size(), 6U);
}

TEST(ChannelLayers, RefuseChannelsThatDoNotFitWithBothNumbers)
{
    const auto errorFor = [](MapsShape input, const ChannelLayer& layer) {
        return resolveChannels(input, layer).error();
    };
    EXPECT_EQ(errorFor({3, 5, 5}, layerOfShape({1, 2, 3, 3})), (Error{ErrorCode::ChannelCount, {"3", "2"}}));
    EXPECT_EQ(errorFor({4, 5, 5}, layerOfShape({4, 1, 3, 3}, 2)), (Error{ErrorCode::ChannelCount, {"4", "2"}}));
    EXPECT_EQ(errorFor({3, 5, 5}, layerOfShape({4, 1, 3, 3}, 2)),
              (Error{ErrorCode::GroupsDoNotDivide, {"2", "3", "4"}}));
    EXPECT_EQ(errorFor({4, 5, 5}, layerOfShape({3, 2, 3, 3}, 2)),
              (Error{ErrorCode::GroupsDoNotDivide, {"2", "4", "3"}}));
    EXPECT_EQ(errorFor({4, 5, 5}, layerOfShape({4, 4, 3, 3}, 0)).code, ErrorCode::GroupsDoNotDivide);
    EXPECT_EQ(errorFor({1'000'000'000, 5, 5}, layerOfShape({4, 4, 3, 3})),
              (Error{ErrorCode::TooManyChannels, {"1000000000", "64"}}));
    EXPECT_EQ(errorFor({1, 5, 5}, layerOfShape({65, 1, 3, 3})), (Error{ErrorCode::TooManyChannels, {"65", "64"}}));
    EXPECT_EQ(errorFor({1, 5, 5}, layerOfShape({1, 1, 0, 3})).code, ErrorCode::EmptyKernel);
    EXPECT_EQ(errorFor({1, 2, 2}, layerOfShape({1, 1, 3, 3})).code, ErrorCode::KernelTooLarge);

    ChannelLayer layer = layerOfShape({2, 1, 1, 1});
    layer.biases = {1};
    EXPECT_EQ(errorFor({1, 5, 5}, layer), (Error{ErrorCode::BiasCount, {"1", "2"}}));
    layer.kind = ChannelKind::Dense;
    EXPECT_EQ(errorFor({1, 5, 5}, layer), (Error{ErrorCode::DenseShape, {"1 × 1 × 1", "1 × 5 × 5"}}));
    layer.kind = ChannelKind::MaxPool;
    layer.spec.padding = {PaddingMode::Explicit, {2, 2}, {0, 0}};
    EXPECT_EQ(errorFor({1, 5, 5}, layer).code, ErrorCode::PoolPadding);
}

TEST(ChannelLayers, ResolveToTheShapesOfPyTorch)
{
    EXPECT_EQ(resolveChannels({3, 32, 32}, layerOfShape({16, 3, 3, 3}))->output, (MapsShape{16, 30, 30}));
    ChannelLayer pool;
    pool.kind = ChannelKind::MaxPool;
    pool.spec.stride = {2, 2};
    const auto pooled = resolveChannels({16, 30, 31}, pool);
    EXPECT_EQ(pooled->output, (MapsShape{16, 15, 15}));
    EXPECT_EQ(pooled->groups, 16);
    ChannelLayer flat;
    flat.kind = ChannelKind::Flatten;
    EXPECT_EQ(resolveChannels({16, 5, 5}, flat)->output, (MapsShape{1, 1, 400}));
    ChannelLayer dense = layerOfShape({10, 1, 1, 400});
    dense.kind = ChannelKind::Dense;
    EXPECT_EQ(resolveChannels({1, 1, 400}, dense)->output, (MapsShape{10, 1, 1}));
}

TEST(ChannelLayers, OutputPaddingSettlesWhatTheStrideLeavesOpen)
{
    ChannelLayer layer = transposedOfShape({2, 3, 3, 3});
    layer.spec.stride = {2, 3};
    layer.spec.padding = {PaddingMode::Explicit, {1, 1}, {1, 1}};
    EXPECT_EQ(resolveChannels({3, 4, 4}, layer)->output, (MapsShape{2, 7, 10}));
    layer.outputPadding = {1, 2};
    const auto geometry = resolveChannels({3, 4, 4}, layer);
    EXPECT_EQ(geometry->output, (MapsShape{2, 8, 12}));
    EXPECT_EQ(geometry->plane.output(), (Shape{4, 4})) << "the convolution that goes back";
    layer.outputPadding = {2, 0};
    EXPECT_EQ(resolveChannels({3, 4, 4}, layer).error(), (Error{ErrorCode::OutputPadding, {"2", "2"}}));
    layer.outputPadding = {0, -1};
    EXPECT_EQ(resolveChannels({3, 4, 4}, layer).error(), (Error{ErrorCode::OutputPadding, {"-1", "3"}}));
}

TEST(ChannelLayers, TransposedRefusesWhatLeavesNothing)
{
    ChannelLayer layer = transposedOfShape({1, 1, 2, 2});
    layer.spec.padding = {PaddingMode::Explicit, {1, 1}, {0, 0}};
    EXPECT_EQ(resolveChannels({1, 1, 1}, layer).error(), (Error{ErrorCode::NothingLeft, {"2", "2"}}));
    layer.spec.padding.rows.before = -1;
    EXPECT_EQ(resolveChannels({1, 1, 1}, layer).error().code, ErrorCode::NegativePadding);
    layer.spec.padding = {};
    layer.spec.stride = {0, 1};
    EXPECT_EQ(resolveChannels({1, 1, 1}, layer).error().code, ErrorCode::BadStride);
    layer.spec.stride = {1'000'000'000, 1};
    EXPECT_EQ(resolveChannels({1, 3, 3}, layer).error().code, ErrorCode::TooLarge);
    layer.spec.stride = {1, 1};
    layer.spec.dilation = {1, 2'000'000'000};
    EXPECT_EQ(resolveChannels({1, 3, 3}, layer).error().code, ErrorCode::TooLarge);
}

// Along the way back a transposed convolution is a convolution: every mode of padding has its transposed one.
TEST(ChannelLayers, TransposedUndoesTheShapeOfItsConvolution)
{
    test::Random random(74);
    for (int round = 0; round < 2000; ++round) {
        const Geometry plane = test::randomGeometry(random, {9, 9}, {3, 3});
        ChannelLayer layer = transposedOfShape({1, 1, plane.rows.kernel, plane.cols.kernel});
        layer.spec.operation = plane.operation;
        layer.spec.border = plane.border;
        layer.spec.padding = {PaddingMode::Explicit, plane.rows.margin, plane.cols.margin};
        layer.spec.stride = {plane.rows.stride, plane.cols.stride};
        layer.spec.dilation = {plane.rows.dilation, plane.cols.dilation};
        layer.outputPadding = {plane.rows.unusedAtEnd(), plane.cols.unusedAtEnd()};
        const auto geometry = resolveChannels({1, plane.rows.output, plane.cols.output}, layer);
        ASSERT_TRUE(geometry) << test::describe(plane);
        ASSERT_EQ(geometry->plane, plane);
        ASSERT_EQ(geometry->output.plane(), plane.input());
    }
}

TEST(ChannelLayers, AStackIsRefusedForItsFirstFault)
{
    const std::vector<ChannelLayer> layers{layerOfShape({2, 1, 3, 3}), layerOfShape({1, 3, 1, 1})};
    EXPECT_EQ(resolveChannels({1, 5, 5}, layers).error(), (Error{ErrorCode::ChannelCount, {"2", "3"}}));
    EXPECT_EQ(resolveChannels({1'000'000'000, 2'000'000'000, 2'000'000'000}, layers).error().code,
              ErrorCode::TooManyChannels);
    const std::vector<ChannelLayer> many(33, layerOfShape({1, 1, 1, 1}));
    EXPECT_EQ(resolveChannels({1, 5, 5}, many).error(), (Error{ErrorCode::TooManyLayers, {"33", "32"}}));
    EXPECT_EQ(resolveChannels({1, 5, 5}, std::span(many).first(32))->size(), 32U);
    const std::vector<ChannelLayer> wide(1, layerOfShape({64, 1, 1, 1}));
    EXPECT_EQ(resolveChannels({1, 4000, 4000}, wide).error(),
              (Error{ErrorCode::MapsTooLarge, {"1040000000", "268435456"}}));
}

TEST(ChannelLayers, AnyNumbersResolveOrAreRefused)
{
    test::Random random(6);
    const std::vector<int> numbers{INT32_MIN, -1, 0, 1, 1, 1, 2, 3, 64, 65, 30'000, 1'000'000'000, INT32_MAX};
    const auto any = [&] { return random.oneOf(numbers); };
    int resolved = 0;
    for (int round = 0; round < 20000; ++round) {
        ChannelLayer layer = layerOfShape({random.integer(0, 3), random.integer(0, 3), random.integer(0, 3), 2});
        layer.kind = channelKinds()[std::size_t(random.integer(0, int(channelKinds().size()) - 1))].kind;
        layer.groups = random.integer(0, 2);
        layer.spec.padding = {random.oneOf(test::allPaddingModes()), {any(), any()}, {any(), any()}};
        layer.spec.stride = {any(), any()};
        layer.spec.dilation = {any(), any()};
        layer.outputPadding = {any(), 0};
        layer.pool = {any(), any()};
        const auto geometry = resolveChannels({any(), any(), any()}, layer);
        const auto stack = resolveChannels({any(), any(), any()}, std::vector(2, layer));
        resolved += geometry.ok() + stack.ok();
        if (geometry) {
            EXPECT_GT(geometry->output.cells(), 0);
            EXPECT_EQ(geometry->input.channels % geometry->groups, 0);
        }
    }
    EXPECT_GT(resolved, 100);
}

TEST(ChannelLayers, OneKernelCanServeEachColourByItself)
{
    const Grid kernel{{1, 2}, {3, 4}};
    const ChannelLayer layer = eachByItself(kernel, 3, {}, 0.5);
    EXPECT_EQ(layer.groups, 3);
    EXPECT_EQ(layer.weights.shape(), (WeightsShape{3, 1, 2, 2}));
    EXPECT_EQ(layer.biases, (std::vector<double>{0.5, 0.5, 0.5}));
    EXPECT_TRUE(isEachByItself(layer));
    EXPECT_FALSE(eachByItself(kernel, 3).biases) << "none is not zero";
    EXPECT_TRUE(isEachByItself(eachByItself(kernel, 1)));

    // Each channel comes out as a layer of one channel has it.
    test::Random random(3);
    const Maps64 x = converted<double>(converted<float>(test::realMaps(random, {3, 6, 7})));
    const ChannelGeometry geometry = *resolveChannels(x.shape(), layer);
    const Maps64 y = layerMaps(x, layer, geometry);
    const Layer single{kernel, 0.5F, {}};
    for (int c = 0; c < 3; ++c)
        for (int i = 0; i < y.rows(); ++i)
            for (int j = 0; j < y.cols(); ++j)
                EXPECT_EQ(y.at(c, i, j), layerCell(x.plane(c), single, geometry.plane, {i, j}).value);

    ChannelLayer other = layer;
    other.weights.at({1, 0, 0, 0}) = 7;
    EXPECT_FALSE(isEachByItself(other));
    ChannelLayer biased = layer;
    biased.biases = {0.5, 0.5, 1};
    EXPECT_FALSE(isEachByItself(biased));
    EXPECT_FALSE(isEachByItself(layerOfShape({3, 3, 1, 1})));
}

// A layer of one channel is the layer that there is already, bit for bit.
TEST(ChannelLayers, OfOneChannelAreLayers)
{
    test::Random random(5);
    for (int round = 0; round < 500; ++round) {
        Layer layer;
        layer.kind = random.oneOf<LayerKind>({LayerKind::Convolution, LayerKind::MaxPool, LayerKind::AveragePool});
        layer.kernel = random.reals(random.shape(3, 3));
        layer.bias = float(random.real(-1, 1));
        layer.spec = test::randomSpec(random);
        layer.pool = random.shape(3, 3);
        layer.activation = random.oneOf<Activation>({Activation::None, Activation::Relu, Activation::Tanh});
        const Grid x = random.reals(random.shape(7, 7));
        const auto geometry = resolveLayer(x.shape(), layer);
        ChannelLayer same;
        same.kind = layer.kind == LayerKind::Convolution ? ChannelKind::Convolution
                    : layer.kind == LayerKind::MaxPool   ? ChannelKind::MaxPool
                                                         : ChannelKind::AveragePool;
        same.weights = Weights({{converted<double>(layer.kernel)}});
        same.biases = {double(layer.bias)};
        same.spec = layer.spec;
        same.pool = layer.pool;
        same.activation = layer.activation;
        const auto resolved = resolveChannels({1, x.rows(), x.cols()}, same);
        ASSERT_EQ(geometry.ok(), resolved.ok());
        if (!geometry) {
            EXPECT_EQ(geometry.error(), resolved.error());
            continue;
        }
        const Maps64 y = layerMaps(converted<double>(Maps({x})), same, *resolved);
        for (int i = 0; i < y.rows(); ++i)
            for (int j = 0; j < y.cols(); ++j)
                ASSERT_TRUE(test::sameBits(y.at(0, i, j), layerCell(x.view(), layer, *geometry, {i, j}).value));
    }
}

TEST(ChannelLayers, AZeroWeightAndABiasThatIsNotThere)
{
    ChannelLayer layer = layerOfShape({1, 2, 1, 1});
    layer.weights.at({0, 1, 0, 0}) = 0;
    Maps64 x(MapsShape{2, 1, 1}, 1);
    const ChannelGeometry geometry = *resolveChannels(x.shape(), layer);
    EXPECT_EQ(layerMaps(x, layer, geometry).at(0, 0, 0), 1);
    x.at(1, 0, 0) = double(test::kNaN);
    EXPECT_TRUE(std::isnan(layerMaps(x, layer, geometry).at(0, 0, 0))) << "0·NaN is NaN";
}

} // namespace
} // namespace lab
