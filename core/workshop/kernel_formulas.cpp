// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workshop/kernel_formulas.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace lab
{

namespace
{

constexpr double kNoWeight = 1e-9; ///< of a cell a whole cell away from a line, but for the rounding of its angle

using Weights = std::vector<double>;

struct Direction {
    double cos, sin;
};

double radiansOf(double degrees)
{
    return degrees * (std::numbers::pi / 180);
}

/// Exact where one of the two is 0.
Direction directionOf(double degrees)
{
    constexpr Direction kQuarters[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    double angle = std::fmod(degrees, 360);
    if (angle < 0)
        angle += 360;
    const int quarter = int(angle / 90) % 4;
    if (angle == std::floor(angle / 90) * 90)
        return kQuarters[quarter];
    return {std::cos(radiansOf(angle)), std::sin(radiansOf(angle))};
}

Grid64 product(const Weights& column, const Weights& row)
{
    auto kernel = Grid64::uninitialised({int(column.size()), int(row.size())});
    for (int r = 0; r < kernel.rows(); ++r)
        for (int c = 0; c < kernel.cols(); ++c)
            kernel.at(r, c) = column[std::size_t(r)] * row[std::size_t(c)];
    return kernel;
}

/// Rows and columns of an odd side, counted from its middle: weight(y, x).
template <class Weight>
Grid64 aroundMiddle(int rowRadius, int colRadius, Weight weight)
{
    auto kernel = Grid64::uninitialised({2 * rowRadius + 1, 2 * colRadius + 1});
    for (int y = -rowRadius; y <= rowRadius; ++y)
        for (int x = -colRadius; x <= colRadius; ++x)
            kernel.at(y + rowRadius, x + colRadius) = weight(y, x);
    return kernel;
}

double sumOfWeights(std::span<const double> weights)
{
    double sum = 0;
    for (const double w : weights)
        sum += w;
    return sum;
}

void divideBySum(std::span<double> weights)
{
    const double sum = sumOfWeights(weights);
    for (double& w : weights)
        w /= sum;
}

/// Of sum 1.
Weights gaussianRow(double sigma)
{
    const int radius = gaussianRadius(sigma);
    Weights row;
    for (int x = -radius; x <= radius; ++x)
        row.push_back(std::exp(-0.5 * x * x / (sigma * sigma)));
    divideBySum(row);
    return row;
}

/// Adds factor · `small` to the middle of `large`; both have odd sides.
void addInMiddle(Grid64& large, const Grid64& small, double factor)
{
    const int top = (large.rows() - small.rows()) / 2, left = (large.cols() - small.cols()) / 2;
    for (int r = 0; r < small.rows(); ++r)
        for (int c = 0; c < small.cols(); ++c)
            large.at(top + r, left + c) += factor * small.at(r, c);
}

/// Without the outermost rows and columns that are 0, of a kernel that equals its half turn and is not all 0.
Grid64 withoutEmptyRim(const Grid64& kernel)
{
    int top = kernel.rows() / 2, left = kernel.cols() / 2;
    for (int r = 0; r < kernel.rows(); ++r)
        for (int c = 0; c < kernel.cols(); ++c)
            if (kernel.at(r, c) != 0) {
                top = std::min(top, r);
                left = std::min(left, c);
            }
    Grid64 inner({kernel.rows() - 2 * top, kernel.cols() - 2 * left});
    for (int r = 0; r < inner.rows(); ++r)
        for (int c = 0; c < inner.cols(); ++c)
            inner.at(r, c) = kernel.at(top + r, left + c);
    return inner;
}

/// Coefficients times (z + by), the lowest power of z first.
Weights timesLinear(const Weights& polynomial, double by)
{
    Weights result(polynomial.size() + 1, 0.0);
    for (std::size_t i = 0; i < polynomial.size(); ++i) {
        result[i] += by * polynomial[i];
        result[i + 1] += polynomial[i];
    }
    return result;
}

Weights derivativeRow(int order, int aperture)
{
    const int cells = aperture == 1 && order > 0 ? 3 : aperture;
    assert(order < cells);
    Weights row{1};
    for (int i = 1; i < cells; ++i)
        row = timesLinear(row, i <= order ? -1 : 1);
    return row;
}

/// [0, 1), in steps of 2⁻⁵³. The distributions of the standard library differ between libraries; this does not.
double unitReal(std::mt19937_64& generator)
{
    return double(generator() >> 11) * 0x1p-53;
}

} // namespace

int gaussianRadius(double sigma)
{
    assert(sigma > 0);
    return int(std::floor(4 * sigma + 0.5));
}

Grid64 gaussianKernel(double sigma)
{
    const Weights row = gaussianRow(sigma);
    return product(row, row);
}

Grid64 boxKernel(Shape shape)
{
    assert(!shape.empty());
    return Grid64(shape, 1 / double(shape.cells()));
}

Grid64 motionKernel(double length, double degrees)
{
    assert(length >= 1);
    const Direction along = directionOf(degrees);
    const double half = (length - 1) / 2;
    const auto radius = [&](double part) { return int(std::ceil(half * std::abs(part))) + 1; };
    Grid64 kernel = withoutEmptyRim(aroundMiddle(radius(along.sin), radius(along.cos), [&](int y, int x) {
        const double nearest = std::clamp(x * along.cos + y * along.sin, -half, half);
        const double weight = 1 - std::hypot(x - nearest * along.cos, y - nearest * along.sin);
        return weight > kNoWeight ? weight : 0;
    }));
    divideBySum(kernel.cells());
    return kernel;
}

Grid64 gaborKernel(const Gabor& gabor)
{
    assert(gabor.side % 2 == 1 && gabor.sigma > 0 && gabor.wavelength > 0 && gabor.aspect > 0);
    const Direction along = directionOf(gabor.degrees);
    const double phase = radiansOf(gabor.phase), frequency = 2 * std::numbers::pi / gabor.wavelength;
    const auto weight = [&](int y, int x) {
        const double wave = x * along.cos + y * along.sin, across = gabor.aspect * (y * along.cos - x * along.sin);
        return std::exp(-0.5 * (wave * wave + across * across) / (gabor.sigma * gabor.sigma)) *
               std::cos(frequency * wave + phase);
    };
    return rotated180(aroundMiddle(gabor.side / 2, gabor.side / 2, weight));
}

Grid64 directedGradient(double side, double middle, double degrees)
{
    const Direction along = directionOf(degrees);
    const Grid64 x = product({side, middle, side}, {-1, 0, 1}), y = transposed(x);
    Grid64 kernel({3, 3});
    addInMiddle(kernel, x, along.cos);
    addInMiddle(kernel, y, along.sin);
    return kernel;
}

int leastAperture(int order)
{
    return order <= 2 ? 1 : order + 1 + order % 2;
}

Grid64 derivativeKernel(int orderX, int orderY, int aperture)
{
    assert(orderX >= 0 && orderY >= 0 && aperture % 2 == 1);
    return product(derivativeRow(orderY, aperture), derivativeRow(orderX, aperture));
}

Grid64 laplacianOfGaussian(double sigma)
{
    const Weights smooth = gaussianRow(sigma);
    const int radius = gaussianRadius(sigma);
    const double variance = sigma * sigma;
    Weights second = smooth;
    for (int x = -radius; x <= radius; ++x)
        second[std::size_t(x + radius)] *= x * x / (variance * variance) - 1 / variance;
    Grid64 kernel = product(smooth, second);
    addInMiddle(kernel, product(second, smooth), 1);
    return kernel;
}

Grid64 differenceOfGaussians(double sigma1, double sigma2)
{
    const int radius = gaussianRadius(std::max(sigma1, sigma2));
    Grid64 kernel({2 * radius + 1, 2 * radius + 1});
    addInMiddle(kernel, gaussianKernel(sigma1), 1);
    addInMiddle(kernel, gaussianKernel(sigma2), -1);
    return kernel;
}

Grid64 unsharpKernel(double sigma, double amount)
{
    const Grid64 blur = gaussianKernel(sigma);
    Grid64 kernel(blur.shape());
    kernel.at(blur.rows() / 2, blur.cols() / 2) = 1 + amount;
    addInMiddle(kernel, blur, -amount);
    return kernel;
}

Grid64 seededUniform(Shape shape, std::uint64_t seed)
{
    std::mt19937_64 generator(seed);
    auto kernel = Grid64::uninitialised(shape);
    for (double& w : kernel.cells())
        w = unitReal(generator) * 2 - 1;
    return kernel;
}

Grid64 seededNormal(Shape shape, std::uint64_t seed)
{
    std::mt19937_64 generator(seed);
    auto kernel = Grid64::uninitialised(shape);
    double radius = 0, angle = 0;
    for (std::size_t i = 0; i < kernel.size(); ++i) {
        if (i % 2 == 0) {
            radius = std::sqrt(-2 * std::log1p(-unitReal(generator)));
            angle = 2 * std::numbers::pi * unitReal(generator);
        }
        kernel.cells()[i] = radius * (i % 2 == 0 ? std::cos(angle) : std::sin(angle));
    }
    return kernel;
}

} // namespace lab
