// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/teaching/exam_oracles.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace lab::test
{
namespace
{

/// Windows that fit along an axis, one after the other.
double windows(double n, double k, double p, double s, double d = 1)
{
    double count = 0;
    for (double first = -p; first + d * (k - 1) <= n - 1 + p; first += s)
        ++count;
    return count;
}

/// One for each weight.
double weights(double in, double out, double k)
{
    double count = 0;
    for (int o = 0; o < out; ++o)
        for (int i = 0; i < in; ++i)
            count += k * k;
    return count;
}

struct Layer1 {
    double kernel, stride, padding;
};
/// The inputs that cell `cell` of the last layer sees along an axis, those of the padding too.
std::set<int> seenBy(const std::vector<Layer1>& layers, int cell)
{
    std::set<int> cells{cell};
    for (std::size_t l = layers.size(); l > 0; --l) {
        const Layer1& layer = layers[l - 1];
        std::set<int> before;
        for (const int c : cells)
            for (int t = 0; t < layer.kernel; ++t)
                before.insert(int(c * layer.stride - layer.padding) + t);
        cells = std::move(before);
    }
    return cells;
}

/// A map of `cols` columns, 0 outside.
struct Map {
    const double* numbers;
    int rows, cols;
    double at(int r, int c) const { return r < 0 || c < 0 || r >= rows || c >= cols ? 0 : numbers[r * cols + c]; }
};

double sumUnder(const Map& x, const Map& k, int row, int col)
{
    double sum = 0;
    for (int a = 0; a < k.rows; ++a)
        for (int b = 0; b < k.cols; ++b)
            sum += x.at(row + a, col + b) * k.at(a, b);
    return sum;
}

Numbers correlated(const Map& x, const Map& k)
{
    Numbers y;
    for (int r = 0; r + k.rows <= x.rows; ++r)
        for (int c = 0; c + k.cols <= x.cols; ++c)
            y.push_back(sumUnder(x, k, r, c));
    return y;
}

Numbers shape(const Numbers& p)
{
    return {windows(p[0], p[2], p[4], p[5]), windows(p[1], p[3], p[4], p[5])};
}

Numbers dilation(const Numbers& p)
{
    return {windows(p[0], p[1], p[2], p[3], p[4])};
}

Numbers chain(const Numbers& p)
{
    const double side = windows(windows(windows(p[0], p[1], p[2], p[3]), p[5], 0, p[5]), p[6], 0, 1);
    return {p[7] * side * side};
}

Numbers same(const Numbers& p)
{
    double padding = 0;
    while (windows(100, p[0], padding, 1, p[1]) < 100)
        ++padding;
    return {padding};
}

Numbers backwards(const Numbers& p)
{
    Numbers fits;
    for (int n = 1; n < 1000; ++n)
        if (windows(n, p[1], p[2], p[3]) == p[0])
            fits.push_back(n);
    return {fits.front(), fits.back()};
}

Numbers parameters(const Numbers& p)
{
    return {weights(p[0], p[1], p[2]) + p[3] * p[1]};
}

Numbers smallNet(const Numbers& p)
{
    double side = p[0], count = 0, in = p[1];
    for (const double out : {p[2], p[3]}) {
        count += weights(in, out, p[4]) + out;
        side = windows(windows(side, p[4], 0, 1), 2, 0, 2);
        in = out;
    }
    const double inputs = in * side * side;
    return {count + weights(inputs, p[5], 1) + p[5]};
}

Numbers products(const Numbers& p)
{
    return {windows(p[0], p[4], p[5], p[6]) * windows(p[1], p[4], p[5], p[6]) * weights(p[2], p[3], p[4])};
}

Numbers separable(const Numbers& p)
{
    const double cells = p[0] * p[1], split = cells * (weights(1, p[2], p[4]) + weights(p[2], p[3], 1));
    return {split, cells * weights(p[2], p[3], p[4]) / split};
}

Numbers memoryMaps(const Numbers& p)
{
    const double half = windows(p[1], 2, 0, 2);
    double bytes = 0;
    for (int image = 0; image < p[0]; ++image)
        for (const double numbers : {p[2] * p[1] * p[1], p[3] * p[1] * p[1], p[3] * half * half, p[4] * half * half})
            bytes += numbers * sizeof(float);
    return {bytes};
}

Numbers memoryTraining(const Numbers& p)
{
    const double count = weights(p[0], p[1], p[2]) + p[1];
    double bytes = 2 * count * sizeof(float); // values and gradients
    for (int state = 0; state < p[3]; ++state) // none, one of momentum, two of Adam
        bytes += count * sizeof(float);
    return {bytes};
}

Numbers fieldSize(const Numbers& p)
{
    std::vector<Layer1> layers;
    for (std::size_t i = 0; i < p.size(); i += 3)
        layers.push_back({p[i], p[i + 1], 0});
    const auto cells = seenBy(layers, 0);
    return {double(*cells.rbegin() - *cells.begin() + 1)};
}

Numbers fieldPlace(const Numbers& p)
{
    const auto cells = seenBy({{p[1], p[2], p[3]}, {p[4], p[5], p[6]}}, int(p[7]));
    return {double(*cells.lower_bound(0)), double(*std::prev(cells.upper_bound(int(p[0]) - 1)))};
}

Numbers matrixForm(const Numbers& p)
{
    double rows = 0, entries = 0;
    for (int r = 0; r + p[2] <= p[0]; ++r)
        for (int c = 0; c + p[3] <= p[1]; ++c, ++rows)
            entries += p[2] * p[3];
    return {rows, p[0] * p[1], entries};
}

Numbers cell(const Numbers& p)
{
    return {p[20] + sumUnder({p.data(), 4, 4}, {p.data() + 16, 2, 2}, int(p[21]), int(p[22]))};
}

Numbers map(const Numbers& p)
{
    Numbers y;
    for (int i = 0; i < 4; ++i)
        y.push_back(sumUnder({p.data(), 4, 4}, {p.data() + 16, 3, 3}, i / 2 * 2 - 1, i % 2 * 2 - 1));
    return y;
}

Numbers handNet(const Numbers& p)
{
    double sum = p[43];
    for (int f = 0; f < 2; ++f) {
        for (int cell = 0; cell < 4; ++cell) {
            double most = 0; // of numbers that a ReLU has left
            for (int i = 0; i < 4; ++i)
                most =
                    std::max(most, p[std::size_t(33 + f)] + sumUnder({p.data(), 5, 5}, {p.data() + 25 + 4 * f, 2, 2},
                                                                     cell / 2 * 2 + i / 2, cell % 2 * 2 + i % 2));
            sum += most * p[std::size_t(35 + 4 * f + cell)];
        }
    }
    return {sum};
}

/// The one kernel that makes of an impulse what is shown: each weight is where a kernel with a 1 there puts its 1.
Numbers impulse(const Numbers& p)
{
    Numbers x(25), kernel(9);
    x[12] = 1;
    for (std::size_t w = 0; w < 9; ++w) {
        Numbers one(9);
        one[w] = 1;
        const Numbers y = correlated({x.data(), 5, 5}, {one.data(), 3, 3});
        for (std::size_t i = 0; i < 9; ++i)
            kernel[w] += y[i] * p[i];
    }
    return kernel;
}

/// All whole kernels are tried.
Numbers findKernel(const Numbers& p)
{
    Numbers found;
    for (double a = -3; a <= 4; ++a) {
        for (double b = -3; b <= 4; ++b) {
            const Numbers k{a, b};
            if (correlated({p.data(), 3, 4}, {k.data(), 1, 2}) == Numbers(p.begin() + 12, p.end()))
                found.insert(found.end(), {a, b});
        }
    }
    return found;
}

Numbers whatIf(const Numbers& p)
{
    Numbers x(p.begin(), p.begin() + 9), k(p.begin() + 9, p.begin() + 13);
    double bias = p[15];
    const double c = p[17];
    for (double& v : x)
        v = p[16] == 0 ? v + c : p[16] == 1 ? v * c : v;
    for (double& v : k)
        v = p[16] == 2 ? v * c : v;
    bias += p[16] == 3 ? c : 0;
    return {sumUnder({x.data(), 3, 3}, {k.data(), 2, 2}, 0, 0) + bias};
}

/// The gradient as the slope of the loss, which is exact for a parabola.
Numbers update(const Numbers& p)
{
    const auto loss = [&](double step) {
        Numbers k{p[4], p[5]};
        k[std::size_t(p[10])] += step;
        const Numbers y = correlated({p.data(), 1, 4}, {k.data(), 1, 2});
        double sum = 0;
        for (std::size_t i = 0; i < 3; ++i)
            sum += (y[i] - p[6 + i]) * (y[i] - p[6 + i]);
        return sum;
    };
    return {p[4 + std::size_t(p[10])] - p[9] * (loss(1) - loss(-1)) / 2};
}

/// Descends with rates, and halves the gap between one that shrinks an error and one that lets it grow.
Numbers rateLimit(const Numbers& p)
{
    const auto grows = [&](double rate) {
        double a = 1, b = 0.5;
        for (int step = 0; step < 20'000; ++step) {
            const double both = p[0] * (a + b);
            const double ga = 2 * p[4] * (both + p[1] * a), gb = 2 * p[4] * (both + p[2] * b);
            a -= rate * ga;
            b -= rate * gb;
        }
        return !(std::abs(a) + std::abs(b) < 1);
    };
    double low = 0, high = 2;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (grows(middle) ? high : low) = middle;
    }
    return {low};
}

Numbers pooling(const Numbers& p)
{
    const Map x{p.data(), 4, 4};
    Numbers in;
    for (int i = 0; i < 4; ++i)
        in.push_back(x.at(int(p[19] * p[18]) + i / 2, int(p[20] * p[18]) + i % 2));
    double sum = 0;
    for (const double v : in)
        sum += v;
    return {p[16] == 1 ? sum / 4 : *std::max_element(in.begin(), in.end())};
}

} // namespace

const std::map<std::string_view, Numbers (*)(const Numbers& drawn)>& examOracles()
{
    static const std::map<std::string_view, Numbers (*)(const Numbers&)> oracles{
        {"shape", shape},
        {"dilation", dilation},
        {"chain", chain},
        {"same", same},
        {"backwards", backwards},
        {"parameters", parameters},
        {"small-net", smallNet},
        {"products", products},
        {"separable", separable},
        {"memory-maps", memoryMaps},
        {"memory-training", memoryTraining},
        {"field-size", fieldSize},
        {"field-place", fieldPlace},
        {"matrix-form", matrixForm},
        {"cell", cell},
        {"map", map},
        {"hand-net", handNet},
        {"impulse", impulse},
        {"find-kernel", findKernel},
        {"what-if", whatIf},
        {"update", update},
        {"rate-limit", rateLimit},
        {"pooling", pooling},
    };
    return oracles;
}

} // namespace lab::test
