// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two layers as one, and a layer as one matrix.
#include "core/layers/composition.h"
#include "core/layers/corr2d.h"
#include "core/layers/matrix_form.h"
#include "core/session/evaluate.h"
#include "tests/core/layer_support.h"

namespace lab
{
namespace
{

using test::Random;
using test::RandomStack;

const std::vector<Activation> kNone{Activation::None};

TEST(Compose, GivesTheSameMapWhereNothingStandsBetween)
{
    Random random(300);
    int compared = 0;
    while (compared < 150) {
        RandomStack stack(random, 2, kNone);
        for (Layer& layer : stack.layers)
            layer.bias = float(random.real(-1, 1));
        const Layer &first = stack.layers[0], &second = stack.layers[1];
        const Geometry &g1 = stack.geometries[0], &g2 = stack.geometries[1];
        if (composeObstacle(first, second, g2))
            continue;
        const auto one = compose(first, second, g1, g2);
        ASSERT_TRUE(one.ok()) << stack.text();
        const Grid x = random.reals(stack.input);
        const Comparison same = compare(x, first, second, g1, g2, *one);
        ASSERT_EQ(one->geometry.output(), g2.output());
        ASSERT_TRUE(test::nearNumbers(same.one, same.two, 1e-12)) << stack.text();
        ASSERT_TRUE(same.equal()) << same.difference << "\n" << stack.text();
        ASSERT_TRUE(test::nearNumbers(converted<float>(same.two), stack.mapsOf(x)[1], 1e-5)) << stack.text();
        const Layer layer = layerOf(*one, Activation::Relu);
        EXPECT_EQ(*resolveLayer(stack.input, layer), one->geometry);
        EXPECT_EQ(layer.activation, Activation::Relu);
        ++compared;
    }
}

TEST(Compose, OfTwoByTwoKernelsIsTheirFullConvolution)
{
    const Layer a{{{1, 2}, {3, 4}}, 1, {}}, b{{{0, 1}, {1, 0}}, 10, {}};
    const auto geometries = *resolve({4, 4}, std::vector<Layer>{a, b});
    const auto one = compose(a, b, geometries[0], geometries[1]);
    EXPECT_EQ(one->kernel, (Grid64{{0, 1, 2}, {1, 5 + 2 - 2 + 0, 4}, {3, 4, 0}}));
    EXPECT_EQ(one->bias, 12);
}

TEST(Compose, EveryWeightIsTheSumOfItsProducts)
{
    // Strides, dilations and shapes that do not agree: nothing may be counted twice or left out.
    for (const int stride : {1, 2})
        for (const int dilation1 : {1, 2})
            for (const int dilation2 : {1, 3}) {
                Layer a, b;
                a.kernel = Grid{{1, 2, 3}, {4, 5, 6}};
                b.kernel = Grid{{7, 8}, {9, 10}, {11, 12}};
                a.spec.stride = {stride, stride};
                a.spec.dilation = {dilation1, dilation1};
                b.spec.dilation = {dilation2, dilation2};
                const std::vector<Layer> layers{a, b};
                const auto geometries = resolve(Shape{40, 40}, layers);
                ASSERT_TRUE(geometries);
                const Geometry &ga = (*geometries)[0], &gb = (*geometries)[1];
                const auto one = compose(a, b, ga, gb);
                ASSERT_TRUE(one);
                std::size_t all = 0;
                for (int r = 0; r < one->kernel.rows(); ++r)
                    for (int c = 0; c < one->kernel.cols(); ++c) {
                        double sum = 0;
                        for (const auto& [first, second] :
                             productsOf({r, c}, a.kernel.shape(), b.kernel.shape(), ga, gb)) {
                            sum += double(a.kernel.at(first.row, first.col)) *
                                   double(b.kernel.at(second.row, second.col));
                            ++all;
                        }
                        EXPECT_EQ(sum, one->kernel.at(r, c)) << r << ", " << c;
                    }
                EXPECT_EQ(all, a.kernel.size() * b.kernel.size());
            }
}

TEST(Compose, NamesWhatStandsInTheWay)
{
    Layer a{{{1, -1}}, 0, {}}, b{{{1, 1}}, 0, {}};
    const auto obstacle = [&] { return composeObstacle(a, b, *resolveLayer({3, 3}, b)); };
    EXPECT_FALSE(obstacle());
    a.activation = Activation::Relu;
    EXPECT_EQ(obstacle(), (Error{ErrorCode::ComposeActivation, {"ReLU"}}));
    a.activation = Activation::None;
    b.activation = Activation::Relu; // after both: it may stay
    EXPECT_FALSE(obstacle());
    b.spec.padding.mode = PaddingMode::Same;
    EXPECT_EQ(obstacle()->code, ErrorCode::ComposePadding);
    a.kind = LayerKind::MaxPool;
    EXPECT_EQ(obstacle()->code, ErrorCode::ComposeMaxPool);
}

TEST(Compose, ReluBetweenMakesADifference) // the obstacle is one
{
    const Layer a{{{1, -1}}, 0, {}, Activation::Relu}, b{{{1, 1}}, 0, {}};
    const Grid x{{0, 2, 0}};
    const auto geometries = *resolve({1, 3}, std::vector<Layer>{a, b});
    Session session = test::sessionOf(x, a.kernel);
    session.layers = {a, b};
    EXPECT_EQ(evaluate(session, {})->maps[1][0].at(0, 0), 2); // ReLU(−2) + ReLU(2)
    const auto one = compose(a, b, geometries[0], geometries[1]);
    EXPECT_EQ(corr2dCell(x.view(), one->kernel.view(), one->bias, one->geometry, {0, 0}), 0); // −2 + 2
    const Comparison both = compare(x, a, b, geometries[0], geometries[1], *one);
    EXPECT_FALSE(both.equal());
    EXPECT_EQ(both.difference, 2);
    EXPECT_EQ(both.two.at(both.where), 2);
}

TEST(Compose, PaddingBetweenMakesADifferenceAtTheBorderOnly)
{
    Layer a{{{1, 1}}, 1, {}}, b{{{1, 1, 1}}, 0, {}};
    b.spec.padding.mode = PaddingMode::Same;
    const Grid x{{1, 2, 3, 4, 5, 6}};
    const auto geometries = *resolve({1, 6}, std::vector<Layer>{a, b});
    const auto one = compose(a, b, geometries[0], geometries[1]);
    Session session = test::sessionOf(x, a.kernel);
    session.layers = {a, b};
    const Grid two = std::move(evaluate(session, {})->maps[1][0]);
    for (int c = 0; c < two.cols(); ++c) {
        const double same = corr2dCell(x.view(), one->kernel.view(), one->bias, one->geometry, {0, c});
        EXPECT_EQ(same != double(two.at(0, c)), c == 0 || c + 1 == two.cols()) << c;
    }
}

TEST(MatrixForm, GivesTheLayersOutput)
{
    Random random(301);
    for (int round = 0; round < 200; ++round) {
        RandomStack stack(random, 1, {Activation::None, Activation::Relu, Activation::Sigmoid});
        Layer& layer = stack.layers[0];
        layer.bias = 0.5F;
        const Geometry& g = stack.geometries[0];
        const Grid x = random.reals(stack.input);
        for (const MatrixForm form : {MatrixForm::Im2col, MatrixForm::Toeplitz}) {
            const Grid64 y = outputByMatrix(x, layer, g, form);
            ASSERT_EQ(y.shape(), g.output());
            for (int i = 0; i < y.rows(); ++i)
                for (int j = 0; j < y.cols(); ++j) {
                    const double expected = layerCell(x, layer, g, {i, j}).value;
                    ASSERT_NEAR(y.at(i, j), expected, 1e-12) << stack.text();
                    if (form == MatrixForm::Im2col && !layer.pools()) {
                        ASSERT_TRUE(test::sameBits(y.at(i, j), expected)) << stack.text();
                    }
                }
        }
    }
}

TEST(MatrixForm, OfTheBooksFirstExample) // exercise 4
{
    const Grid x{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}};
    const Layer layer{{{0, 1}, {2, 3}}, 0, {}};
    const Geometry g = *resolveLayer({3, 3}, layer);
    EXPECT_EQ(im2col(x, g), (Grid{{0, 1, 3, 4}, {1, 2, 4, 5}, {3, 4, 6, 7}, {4, 5, 7, 8}}));
    EXPECT_EQ(weightColumn(layer), (Grid64{{0}, {1}, {2}, {3}}));
    EXPECT_EQ(times(im2col(x, g), weightColumn(layer)), (Grid64{{19}, {25}, {37}, {43}}));
    EXPECT_EQ(toeplitz(x, layer, g), (Grid64{{0, 1, 0, 2, 3, 0, 0, 0, 0},
                                             {0, 0, 1, 0, 2, 3, 0, 0, 0},
                                             {0, 0, 0, 0, 1, 0, 2, 3, 0},
                                             {0, 0, 0, 0, 0, 1, 0, 2, 3}}));
    EXPECT_EQ(outputByMatrix(x, layer, g, MatrixForm::Toeplitz), (Grid64{{19, 25}, {37, 43}}));
}

TEST(MatrixForm, KnowsTheTapOfEveryCell)
{
    Random random(302);
    for (int round = 0; round < 100; ++round) {
        const Geometry g = test::randomGeometry(random, {5, 5}, {3, 3});
        const Layer layer{Grid(g.kernel(), 1.0F),
                          0,
                          {g.operation,
                           {PaddingMode::Explicit, g.rows.margin, g.cols.margin},
                           g.border,
                           {g.rows.stride, g.cols.stride},
                           {g.rows.dilation, g.cols.dilation}}};
        const Grid64 matrix = toeplitz(Grid(g.input()), layer, g);
        ASSERT_EQ(matrix.shape(), matrixShape(g, MatrixForm::Toeplitz));
        for (int r = 0; r < matrix.rows(); ++r)
            for (int c = 0; c < matrix.cols(); ++c)
                ASSERT_EQ(tapAt(g, MatrixForm::Toeplitz, r, c).has_value(), matrix.at(r, c) > 0) << test::describe(g);
    }
}

TEST(MatrixForm, OfMaxPoolingHasOneOneInEachRow)
{
    const Layer layer = test::maxPool({2, 2}, {1, 1});
    const Grid x{{1, 5, 2}, {0, 4, 9}};
    const Geometry g = *resolveLayer(x.shape(), layer);
    EXPECT_EQ(toeplitz(x, layer, g), (Grid64{{0, 1, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 1}}));
}

} // namespace
} // namespace lab
