// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"
#include "tests/core/support.h"

namespace lab
{
namespace
{

using test::describe;
using test::Random;

/// A layer with a loss whose derivative with respect to Y is not constant: Σ c·Y + ½ Σ Y².
struct Case {
    Geometry geometry;
    Grid x; // float, as in the program; moved as double for the differences
    Grid64 k;
    double bias = 0;
    Grid64 c;

    explicit Case(Random& random)
        : geometry(test::randomGeometry(random, {5, 6}, {3, 4})), x(random.reals(geometry.input())),
          k(random.reals<double>(geometry.kernel())), bias(random.real(-1, 1)),
          c(random.reals<double>(geometry.output()))
    {
    }

    Grid64 output(const Grid64& input, const Grid64& kernel, double b) const
    {
        return corr2dReference<double>(input.view(), kernel.view(), b, geometry);
    }
    double loss(const Grid64& input, const Grid64& kernel, double b) const
    {
        const Grid64 y = output(input, kernel, b);
        double sum = 0;
        for (std::size_t i = 0; i < y.size(); ++i)
            sum += c.cells()[i] * y.cells()[i] + 0.5 * y.cells()[i] * y.cells()[i];
        return sum;
    }
    /// ∂loss/∂Y
    Grid64 outputGradient() const
    {
        Grid64 d = output(converted<double>(x), k, bias);
        for (std::size_t i = 0; i < d.size(); ++i)
            d.cells()[i] += c.cells()[i];
        return d;
    }
};

/// Central differences; exact but for rounding, because the loss is quadratic.
template <class Loss>
double difference(double& parameter, Loss loss)
{
    constexpr double kStep = 0x1p-6;
    const double start = parameter;
    parameter = start + kStep;
    const double above = loss();
    parameter = start - kStep;
    const double below = loss();
    parameter = start;
    return (above - below) / (2 * kStep);
}

constexpr double kTolerance = 1e-10;

TEST(Gradient, OfTheKernelIsTheFiniteDifference)
{
    Random random(20);
    for (int round = 0; round < 150; ++round) {
        Case at(random);
        const Grid64 input = converted<double>(at.x);
        Grid64 expected(at.k.shape());
        for (std::size_t i = 0; i < at.k.size(); ++i)
            expected.cells()[i] = difference(at.k.cells()[i], [&] { return at.loss(input, at.k, at.bias); });
        ASSERT_TRUE(test::nearNumbers(gradientOfKernel(at.x, at.outputGradient(), at.geometry), expected, kTolerance))
            << describe(at.geometry);
    }
}

TEST(Gradient, OfTheBiasIsTheFiniteDifference)
{
    Random random(21);
    for (int round = 0; round < 150; ++round) {
        Case at(random);
        const Grid64 input = converted<double>(at.x);
        const double expected = difference(at.bias, [&] { return at.loss(input, at.k, at.bias); });
        ASSERT_NEAR(gradientOfBias(at.outputGradient()), expected, kTolerance) << describe(at.geometry);
    }
}

TEST(Gradient, OfTheInputIsTheFiniteDifference)
{
    Random random(22);
    for (int round = 0; round < 100; ++round) {
        Case at(random);
        Grid64 input = converted<double>(at.x);
        Grid64 expected(input.shape());
        for (std::size_t i = 0; i < input.size(); ++i)
            expected.cells()[i] = difference(input.cells()[i], [&] { return at.loss(input, at.k, at.bias); });
        ASSERT_TRUE(test::nearNumbers(gradientOfInput(at.outputGradient(), at.k, at.geometry), expected, kTolerance))
            << describe(at.geometry);
    }
}

TEST(Gradient, OfTheChaptersFirstExample)
{
    const Grid x{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}};
    const Geometry g = *resolve(x.shape(), {2, 2}, {});
    const Grid64 ones({2, 2}, 1.0);
    EXPECT_EQ(gradientOfKernel(x, ones, g), (Grid64{{8, 12}, {20, 24}})); // sums of the four inputs a weight meets
    EXPECT_EQ(gradientOfBias(ones), 4);
    EXPECT_EQ(gradientOfInput(ones, Grid64{{0, 1}, {2, 3}}, g), (Grid64{{0, 1, 1}, {2, 6, 4}, {2, 5, 3}}));
}

} // namespace
} // namespace lab
