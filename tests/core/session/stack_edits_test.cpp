// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/stack_edits.h"
#include "tests/core/support.h"

namespace lab
{
namespace
{

Session with(Shape input, std::vector<Layer> layers)
{
    Session session;
    session.input = matrixPicture("input", Grid(input, 1));
    session.layers = std::move(layers);
    return session;
}

Layer convolution(Grid kernel, ConvSpec spec = {})
{
    Layer layer;
    layer.kernel = std::move(kernel);
    layer.spec = spec;
    return layer;
}

} // namespace

TEST(WindowsThatFit, ChangeNothingThatFits)
{
    const Session session = with({3, 3}, {convolution({{1, 2}, {3, 4}})});
    EXPECT_EQ(withWindowsThatFit(session), session);
}

TEST(WindowsThatFit, AreTheUpperLeftOfThoseThatDoNot)
{
    EXPECT_EQ(withWindowsThatFit(with({1, 1}, {convolution({{1, 2}})}))->layer().kernel, (Grid{{1}}));
    EXPECT_EQ(withWindowsThatFit(with({1, 2}, {convolution({{1, 2, 3}, {4, 5, 6}})}))->layer().kernel,
              (Grid{{1, 2}}));
}

TEST(WindowsThatFit, CountDilationAndPadding)
{
    ConvSpec spec;
    spec.dilation = {1, 2};
    EXPECT_EQ(withWindowsThatFit(with({1, 4}, {convolution({{1, 2, 3}}, spec)}))->layer().kernel, (Grid{{1, 2}}));
    spec.dilation = {1, 1};
    spec.padding = {PaddingMode::Explicit, {0, 0}, {1, 0}};
    EXPECT_EQ(withWindowsThatFit(with({1, 1}, {convolution({{1, 2, 3}}, spec)}))->layer().kernel, (Grid{{1, 2}}));
}

TEST(WindowsThatFit, FitEveryLayerToTheMapBeforeIt)
{
    Layer pool;
    pool.kind = LayerKind::MaxPool;
    pool.pool = {2, 2};
    const auto fitting = withWindowsThatFit(with({2, 2}, {convolution({{1, 2}, {3, 4}}), pool}));
    ASSERT_TRUE(fitting);
    EXPECT_EQ(fitting->layers[0].kernel.shape(), (Shape{2, 2})) << "it fits";
    EXPECT_EQ(fitting->layers[1].pool, (Shape{1, 1}));
    EXPECT_TRUE(resolve(fitting->input->shape(), fitting->layers));
}

} // namespace lab
