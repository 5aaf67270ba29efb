// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Layers of each kind: activations, poolings as PyTorch has them, and the explanation of a cell.
#include "core/layers/corr2d.h"
#include "core/layers/step.h"
#include "core/session/evaluate.h"
#include "tests/core/layer_support.h"

namespace lab
{
namespace
{

using test::averagePool;
using test::maxPool;
using test::outputOf;
using test::Random;

TEST(Activations, AreTheirFormulas)
{
    const auto apply = [](Activation a, double v) { return infoOf(a).apply(v); };
    EXPECT_EQ(apply(Activation::None, -3.5), -3.5);
    EXPECT_EQ(apply(Activation::Relu, -3.5), 0);
    EXPECT_EQ(apply(Activation::Relu, 3.5), 3.5);
    EXPECT_NEAR(apply(Activation::Tanh, 1), 0.7615941559557649, 1e-16);
    EXPECT_EQ(apply(Activation::Sigmoid, 0), 0.5);
    EXPECT_NEAR(apply(Activation::Sigmoid, 2), 0.8807970779778823, 1e-15);
    EXPECT_EQ(apply(Activation::Sigmoid, -1000), 0);
    for (const ActivationRow& one : activations())
        EXPECT_TRUE(std::isnan(one.apply(std::nan("")))) << one.id;
}

TEST(Activations, HaveTheSlopeThatDifferencesShow)
{
    for (const ActivationRow& one : activations())
        for (const double v : {-2.5, -0.3, 0.4, 3.0})
            EXPECT_NEAR(one.slopeAt(one.apply(v)), (one.apply(v + 1e-5) - one.apply(v - 1e-5)) / 2e-5, 1e-9)
                << one.id;
    EXPECT_EQ(infoOf(Activation::Relu).slopeAt(0), 0);
}

const Grid kSixteen{{1, 3, 2, 4}, {5, 0, -1, 8}, {2, 2, -7, -3}, {9, 6, -5, -4}};

TEST(Pooling, TakesTheLargestOrTheMeanOfEachWindow) // Dive into Deep Learning, 7.5
{
    const Grid book{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}};
    EXPECT_EQ(outputOf(book, maxPool({2, 2}, {1, 1})), (Grid{{4, 5}, {7, 8}}));
    EXPECT_EQ(outputOf(book, averagePool({2, 2}, {1, 1})), (Grid{{2, 3}, {5, 6}}));
    EXPECT_EQ(outputOf(kSixteen, maxPool({2, 2}, {2, 2})), (Grid{{5, 8}, {9, -3}}));
    EXPECT_EQ(outputOf(kSixteen, averagePool({2, 2}, {2, 2})), (Grid{{2.25, 3.25}, {4.75, -4.75}}));
}

TEST(Pooling, DropsWhatIsLeftAtTheEnd) // ceil_mode=False
{
    EXPECT_EQ(outputOf(Grid({5, 5}, 1.0F), maxPool({2, 2}, {2, 2})).shape(), (Shape{2, 2}));
}

TEST(Pooling, OfPaddingNeverWinsAndCountsInTheMean) // −∞ in max_pool2d; count_include_pad=True in avg_pool2d
{
    Layer largest = maxPool({2, 2}, {2, 2}), mean = averagePool({2, 2}, {2, 2});
    largest.spec.padding = mean.spec.padding = {PaddingMode::Explicit, {1, 1}, {1, 1}};
    const Grid x{{-4, -8}, {-12, -16}};
    EXPECT_EQ(outputOf(x, largest), (Grid{{-4, -8}, {-12, -16}}));
    EXPECT_EQ(outputOf(x, mean), (Grid{{-1, -2}, {-3, -4}}));
}

TEST(Pooling, RefusesMorePaddingThanHalfItsWindow)
{
    Layer layer = maxPool({3, 3}, {1, 1});
    layer.spec.padding = {PaddingMode::Explicit, {1, 1}, {1, 1}};
    EXPECT_TRUE(resolveLayer({4, 4}, layer).ok());
    layer.spec.padding.cols.after = 2;
    EXPECT_EQ(resolveLayer({4, 4}, layer).error(), (Error{ErrorCode::PoolPadding, {"2", "1"}}));
    layer.spec.padding = {PaddingMode::Full, {}, {}};
    EXPECT_EQ(resolveLayer({4, 4}, layer).error().code, ErrorCode::PoolPadding);
}

TEST(Pooling, HasNoDilationNoBorderAndNoActivation)
{
    Layer layer = maxPool({2, 2}, {1, 1});
    const Layer plain = layer;
    layer.spec.dilation = {2, 2};
    layer.spec.border = Border::Circular;
    layer.spec.operation = Operation::Convolution;
    layer.activation = Activation::Sigmoid;
    layer.bias = 3;
    EXPECT_EQ(*resolveLayer({4, 4}, layer), *resolveLayer({4, 4}, plain));
    EXPECT_EQ(outputOf(kSixteen, layer), outputOf(kSixteen, plain));
}

TEST(Pooling, PassesOnWhatIsNoNumber)
{
    Grid x = kSixteen;
    x.at(1, 1) = test::kNaN;
    for (const Layer& layer : {maxPool({2, 2}, {2, 2}), averagePool({2, 2}, {2, 2})}) {
        const Grid y = outputOf(x, layer);
        EXPECT_TRUE(std::isnan(y.at(0, 0)));
        EXPECT_FALSE(std::isnan(y.at(1, 1)));
    }
    EXPECT_EQ(outputOf(Grid({2, 2}, -test::kInfinity), maxPool({2, 2}, {1, 1})), Grid({1, 1}, -test::kInfinity));
}

TEST(Pooling, TheFirstOfEqualsWins)
{
    const Layer layer = maxPool({2, 2}, {1, 1});
    const Grid x{{1, 7}, {7, 7}};
    EXPECT_EQ(layerCell(x, layer, *resolveLayer({2, 2}, layer), {0, 0}).winner, 1);
}

TEST(Pooling, OfAPictureIsTheReferenceToo)
{
    Random random(7);
    const Grid x = random.reals({150, 131});
    for (Layer layer : {maxPool({3, 2}, {1, 2}), averagePool({2, 3}, {2, 1})}) {
        layer.spec.padding = {PaddingMode::Explicit, {1, 0}, {0, 1}};
        const Geometry g = *resolveLayer(x.shape(), layer);
        const Grid y = outputOf(x, layer);
        ASSERT_FALSE(byReference(y.shape()));
        for (int r = 0; r < y.rows(); ++r)
            for (int c = 0; c < y.cols(); ++c)
                ASSERT_EQ(y.at(r, c), float(layerCell(x, layer, g, {r, c}).value));
    }
}

TEST(Pooling, ByTheMeanIsAConvolution)
{
    Random random(8);
    for (int round = 0; round < 50; ++round) {
        Layer pool = averagePool(random.shape(3, 3), {random.integer(1, 3), random.integer(1, 3)});
        const Grid x = random.reals({7, 8});
        Layer kernel = pool;
        kernel.kind = LayerKind::Convolution;
        kernel.kernel = converted<float>(tapWeights(pool));
        EXPECT_TRUE(test::nearNumbers(outputOf(x, pool), outputOf(x, kernel), 1e-6));
    }
}

TEST(Activations, AreTheLastStepOfEveryMapLargeOrSmall)
{
    Random random(9);
    for (const Shape shape : {Shape{9, 8}, Shape{90, 80}}) {
        const Grid x = random.reals(shape);
        for (const ActivationRow& one : activations()) {
            Layer layer{random.reals({3, 3}), 0.25F, {}, one.activation};
            const Geometry g = *resolveLayer(shape, layer);
            const Grid y = outputOf(x, layer);
            for (int r = 0; r < y.rows(); ++r)
                for (int c = 0; c < y.cols(); ++c) {
                    const double sum = corr2dCell(x.view(), layer.kernel.view(), 0.25, g, {r, c});
                    ASSERT_NEAR(double(y.at(r, c)), one.apply(sum), byReference(g.output()) ? 6e-8 * 10 : 1e-5)
                        << one.id;
                }
        }
    }
}

TEST(Explain, IsTheCellInEveryKindOfLayer)
{
    Random random(10);
    for (int round = 0; round < 200; ++round) {
        const test::RandomStack stack(random, 1,
                                      {Activation::None, Activation::Relu, Activation::Tanh, Activation::Sigmoid});
        const Grid x = random.reals(stack.input, -3, 3);
        const Layer& layer = stack.layers[0];
        const Geometry& g = stack.geometries[0];
        const Grid y = stack.mapsOf(x)[0];
        const OutputCell cell{random.integer(0, y.rows() - 1), random.integer(0, y.cols() - 1)};
        const Explanation e = explain(x, layer, g, cell);
        ASSERT_TRUE(test::sameBits(e.value, y.at(cell))) << stack.text();
        ASSERT_EQ(e.kind, layer.kind);
        ASSERT_EQ(e.activation, layer.activates());
        ASSERT_EQ(float(infoOf(e.activation).apply(e.sum)), e.value);
        double products = 0;
        for (const Term& term : e.terms)
            products += term.product;
        if (layer.pools()) {
            ASSERT_NEAR(products, e.sum, 1e-12) << "the weights shown give the result: " << stack.text();
        }
        if (layer.kind == LayerKind::MaxPool) {
            ASSERT_EQ(e.terms.back().partial, e.sum);
            ASSERT_EQ(e.terms[std::size_t(e.winner)].x, e.sum);
            ASSERT_TRUE(e.terms[std::size_t(e.winner)].source);
        }
    }
}

TEST(Resolve, RefusesMoreLayersThanCanBeShown)
{
    const auto many = resolve({3, 3}, std::vector<Layer>(kMostLayers + 1));
    EXPECT_EQ(many.error(), (Error{ErrorCode::TooManyLayers, {"33", "32"}}));
    EXPECT_TRUE(resolve({3, 3}, std::vector<Layer>(kMostLayers)).ok());
}

} // namespace
} // namespace lab
