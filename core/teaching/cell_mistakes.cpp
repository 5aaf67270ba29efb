// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/recipe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace lab
{

namespace
{

int taps(const Recipe& r)
{
    return int(r.weights.size());
}
bool isLine(const Recipe& r)
{
    return r.weights.rows() == 1 || r.weights.cols() == 1;
}

// Weights

bool turn(Recipe& r, int /*t*/)
{
    r.weights = rotated180(r.weights);
    return taps(r) > 1 && r.geometry.operation == Operation::Correlation;
}
/// The same number, of a layer that is to turn its kernel.
bool leave(Recipe& r, int /*t*/)
{
    r.weights = rotated180(r.weights);
    return taps(r) > 1 && r.geometry.operation == Operation::Convolution;
}
bool mirrorRows(Recipe& r, int /*t*/)
{
    if (isLine(r))
        return false;
    const Grid64 weights = r.weights;
    for (int a = 0; a < weights.rows(); ++a)
        std::copy(weights.row(a).begin(), weights.row(a).end(), r.weights.row(weights.rows() - 1 - a).begin());
    return true;
}
bool mirrorColumns(Recipe& r, int /*t*/)
{
    if (isLine(r))
        return false;
    for (int a = 0; a < r.weights.rows(); ++a)
        std::reverse(r.weights.row(a).begin(), r.weights.row(a).end());
    return true;
}
bool transpose(Recipe& r, int /*t*/)
{
    if (taps(r) == 1)
        return false;
    r.weights = transposed(r.weights);
    r.geometry.rows.kernel = r.weights.rows();
    r.geometry.cols.kernel = r.weights.cols();
    return true;
}

// Sums

/// What ends there: no bias, no activation.
void bare(Recipe& r)
{
    r.bias = 0;
    r.activation = Activation::None;
}
bool several(Recipe& r, double (*sum)(const Taps&, int))
{
    r.sum = sum;
    return taps(r) > 1;
}
double total(std::span<const double> numbers)
{
    return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}
double upTo(const Taps& taps, int tap)
{
    double sum = 0;
    for (std::size_t t = 0; t <= std::size_t(tap); ++t)
        sum += taps.x[t] * taps.w[t];
    return sum;
}
double without(const Taps& taps, int tap)
{
    return upTo(taps, int(taps.x.size()) - 1) - taps.x[std::size_t(tap)] * taps.w[std::size_t(tap)];
}
double largestProduct(const Taps& taps, int /*tap*/)
{
    double largest = taps.x[0] * taps.w[0];
    for (std::size_t t = 1; t < taps.x.size(); ++t)
        largest = std::max(largest, taps.x[t] * taps.w[t]);
    return largest;
}

bool firstProduct(Recipe& r, int /*t*/)
{
    bare(r);
    r.tap = 0;
    return several(r, upTo);
}
bool stop(Recipe& r, int t)
{
    bare(r);
    r.tap = t; // t + 1 products are added, and at least two
    return several(r, upTo);
}
int stops(const Recipe& r)
{
    return std::max(taps(r) - 1, 0);
}
bool leaveOut(Recipe& r, int t)
{
    r.tap = t;
    return several(r, without);
}
bool largestOfProducts(Recipe& r, int /*t*/)
{
    bare(r);
    return several(r, largestProduct);
}
bool largestOfInputs(Recipe& r, int /*t*/)
{
    bare(r);
    return several(r, [](const Taps& taps, int) { return *std::max_element(taps.x.begin(), taps.x.end()); });
}
bool average(Recipe& r, int /*t*/)
{
    r.activation = Activation::None;
    return several(r,
                   [](const Taps& taps, int) { return upTo(taps, int(taps.x.size()) - 1) / double(taps.x.size()); });
}
bool inputsAlone(Recipe& r, int /*t*/)
{
    r.activation = Activation::None;
    return several(r, [](const Taps& taps, int) { return total(taps.x); });
}
bool sumTimesSum(Recipe& r, int /*t*/)
{
    r.activation = Activation::None;
    return several(r, [](const Taps& taps, int) { return total(taps.x) * total(taps.w); });
}
bool addUp(Recipe& r, int /*t*/)
{
    r.activation = Activation::None;
    return several(r, [](const Taps& taps, int) { return total(taps.x) + total(taps.w); });
}
/// The upper left entry of the product of two matrices.
bool matrixProduct(Recipe& r, int /*t*/)
{
    r.activation = Activation::None;
    return r.weights.rows() == r.weights.cols() && several(r, [](const Taps& taps, int) {
               double sum = 0;
               const auto n = std::size_t(taps.window.cols);
               for (std::size_t k = 0; k < n; ++k)
                   sum += taps.x[k] * taps.w[k * n];
               return sum;
           });
}
bool minusLost(Recipe& r, int /*t*/)
{
    r.sum = [](const Taps& taps, int) {
        double sum = 0;
        for (std::size_t t = 0; t < taps.x.size(); ++t)
            sum += std::abs(taps.x[t] * taps.w[t]);
        return sum;
    };
    return true;
}

// Windows

template <int rows, int cols>
bool move(Recipe& r, int /*t*/)
{
    r.moved = {rows, cols};
    return true;
}
bool unmoved(Recipe& r, int /*t*/)
{
    const int steps = r.cell.row + r.cell.col;
    const bool strided = r.geometry.rows.stride != 1 || r.geometry.cols.stride != 1;
    r.cell = {0, 0};
    return steps > 1 || (steps == 1 && strided); // else the window is one too early
}
bool swapCell(Recipe& r, int /*t*/)
{
    const OutputCell swapped{r.cell.col, r.cell.row};
    const bool other = swapped != r.cell && inside(swapped, r.geometry.output());
    r.cell = swapped;
    return other;
}
PerAxis strideOf(const Recipe& r)
{
    return {r.geometry.rows.stride, r.geometry.cols.stride};
}
void setStride(Recipe& r, PerAxis stride)
{
    r.geometry.rows.stride = stride.rows;
    r.geometry.cols.stride = stride.cols;
}
PerAxis dilationOf(const Recipe& r)
{
    return {r.geometry.rows.dilation, r.geometry.cols.dilation};
}
void setDilation(Recipe& r, PerAxis dilation)
{
    r.geometry.rows.dilation = dilation.rows;
    r.geometry.cols.dilation = dilation.cols;
}
bool noStride(Recipe& r, int /*t*/)
{
    const bool strided = strideOf(r) != PerAxis{};
    setStride(r, {});
    return strided;
}
bool strideInWindow(Recipe& r, int t)
{
    setDilation(r, strideOf(r));
    return noStride(r, t);
}
bool swapStrides(Recipe& r, int /*t*/)
{
    const PerAxis stride = strideOf(r);
    setStride(r, {stride.cols, stride.rows});
    return stride.rows != stride.cols;
}
bool noDilation(Recipe& r, int /*t*/)
{
    const bool dilated = dilationOf(r) != PerAxis{};
    setDilation(r, {});
    return dilated;
}
bool dilateMore(Recipe& r, int /*t*/)
{
    const PerAxis d = dilationOf(r);
    setDilation(r, {d.rows + (d.rows > 1 ? 1 : 0), d.cols + (d.cols > 1 ? 1 : 0)});
    return d != PerAxis{};
}
bool isPadded(const Recipe& r)
{
    return r.geometry.rows.margin != Margin{} || r.geometry.cols.margin != Margin{};
}
bool noPadding(Recipe& r, int /*t*/)
{
    const bool padded = isPadded(r);
    r.geometry.rows.margin = r.geometry.cols.margin = {};
    return padded;
}
bool padOne(Recipe& r, Axis& unpadded)
{
    const bool both = r.geometry.rows.margin.before > 0 && r.geometry.cols.margin.before > 0;
    unpadded.margin = {};
    return both;
}
bool padRows(Recipe& r, int /*t*/)
{
    return padOne(r, r.geometry.cols);
}
bool padColumns(Recipe& r, int /*t*/)
{
    return padOne(r, r.geometry.rows);
}
bool padTwice(Recipe& r, int /*t*/)
{
    const bool padded = isPadded(r);
    for (Axis* axis : {&r.geometry.rows, &r.geometry.cols})
        axis->margin = {2 * axis->margin.before, 2 * axis->margin.after};
    return padded;
}
template <Border border>
bool otherBorder(Recipe& r, int /*t*/)
{
    const bool other = r.geometry.border != border && isPadded(r);
    r.geometry.border = border;
    return other;
}

// Bias

bool withBias(Recipe& r, double (*rule)(double, double, int))
{
    r.withBias = rule;
    return r.bias != 0;
}
bool noBias(Recipe& r, int /*t*/)
{
    return withBias(r, [](double sum, double, int) { return sum; });
}
bool biasTwice(Recipe& r, int /*t*/)
{
    return withBias(r, [](double sum, double bias, int) { return sum + 2 * bias; });
}
bool biasPerProduct(Recipe& r, int /*t*/)
{
    return withBias(r, [](double sum, double bias, int n) { return sum + n * bias; }) && taps(r) > 1;
}
bool biasSubtracted(Recipe& r, int /*t*/)
{
    return withBias(r, [](double sum, double bias, int) { return sum - bias; });
}
bool biasMultiplied(Recipe& r, int /*t*/)
{
    r.activation = Activation::None;
    return withBias(r, [](double sum, double bias, int) { return sum * bias; });
}

// What happens at the end

bool negate(Recipe& r, int /*t*/)
{
    r.end = [](double v) { return -v; };
    return true;
}
bool absolute(Recipe& r, int /*t*/)
{
    r.activation = Activation::None;
    r.end = [](double v) { return std::abs(v); };
    return true;
}
bool noActivation(Recipe& r, int /*t*/)
{
    const bool activated = r.activation != Activation::None;
    r.activation = Activation::None;
    return activated;
}
bool needlessRelu(Recipe& r, int /*t*/)
{
    const bool none = r.activation == Activation::None;
    r.activation = Activation::Relu;
    return none;
}
bool clampTo1(Recipe& r, int /*t*/)
{
    r.end = [](double v) { return std::clamp(v, 0.0, 1.0); };
    return true;
}
bool clampTo255(Recipe& r, int /*t*/)
{
    r.end = [](double v) { return std::clamp(v, 0.0, 255.0); };
    return true;
}
bool wrap(Recipe& r, int /*t*/)
{
    r.end = [](double v) { return v - 256 * std::floor(v / 256); };
    return true;
}

constexpr Mistake cell(std::string_view id, std::string_view how, std::string_view advice, std::string_view picture)
{
    return {id, Topic::Cell, how, advice, picture};
}
constexpr Mistake minor(std::string_view id, std::string_view how, std::string_view advice, std::string_view picture)
{
    return {id, Topic::Cell, how, advice, picture, true};
}

constexpr std::string_view kLies = "The kernel lies on the window as it stands.";
constexpr std::string_view kAdded = "All products are added.";
constexpr std::string_view kStart = "The window's upper left corner follows from the indices of the output.";
constexpr std::string_view kBias = "The bias is added, once, as the last step of the cell.";
constexpr std::string_view kPixels = "Numbers are not pixels: nothing is cut off here.";
constexpr std::string_view kBorder = "The border rule of this layer says what stands beyond the edge.";

const std::array kCellMistakes{
    CellMistake{cell("flipped", "with the kernel turned around",
                     "That is the strict convolution; here the kernel lies on the window as it stands.", "kernels"),
                Part::Weights, turn},
    CellMistake{
        cell("not-turned", "with the kernel as it stands", "A convolution turns its kernel around first.", "kernels"),
        Part::Weights, leave},
    CellMistake{cell("flipped-rows", "with the kernel mirrored up and down", kLies, "kernels"), Part::Weights,
                mirrorRows},
    CellMistake{cell("flipped-columns", "with the kernel mirrored left and right", kLies, "kernels"), Part::Weights,
                mirrorColumns},
    CellMistake{cell("transposed", "with rows and columns of the kernel exchanged", kLies, "kernels"), Part::Weights,
                transpose},
    CellMistake{cell("first-product", "from the first product alone", kAdded, "products"), Part::Whole, firstProduct},
    CellMistake{minor("stopped-after", "from the first %1 products", "There are more of them to add.", "running-sum"),
                Part::Whole, [](Recipe& r, int t) { return stop(r, t + 1); },
                [](const Recipe& r) { return std::max(taps(r) - 2, 0); }},
    CellMistake{minor("left-out", "without product %1", "Each weight of the window counts.", "running-sum"),
                Part::Whole, leaveOut, stops},
    CellMistake{cell("largest-product", "from the largest product alone",
                     "A cell adds all products, it does not choose.", "products"),
                Part::Whole, largestOfProducts},
    CellMistake{minor("largest-input", "by taking the largest input", "A cell adds all products, it does not choose.",
                      "products"),
                Part::Whole, largestOfInputs},
    CellMistake{cell("mean", "with the mean of the products",
                     "The products are added, not averaged; for a mean, the kernel would have to hold 1/n.",
                     "divisor"),
                Part::Sum, average},
    CellMistake{cell("kernel-not-used", "by adding the inputs without their weights",
                     "Each input is multiplied with its weight first.", "weights"),
                Part::Sum, inputsAlone},
    CellMistake{cell("sum-times-sum", "from the sum of the inputs times the sum of the weights",
                     "First multiply cell by cell, then add.", "products"),
                Part::Sum, sumTimesSum},
    CellMistake{cell("added", "by adding inputs and weights", "Each input is multiplied with its weight, not added.",
                     "products"),
                Part::Sum, addUp},
    CellMistake{cell("matrix-product", "from a product of matrices, row by column",
                     "Here it goes cell by cell: the two numbers that lie on each other.", "schemes"),
                Part::Sum, matrixProduct},
    CellMistake{cell("minus-signs-lost", "with every product counted as positive",
                     "A product with one negative number is negative.", "products"),
                Part::Sum, minusLost},
    CellMistake{cell("row-column-swapped", "for the cell with row and column exchanged",
                     "The first index counts rows, downwards.", "cells"),
                Part::Window, swapCell},
    CellMistake{cell("window-row-late", "with the window one row too low", kStart, "windows"), Part::Window,
                move<1, 0>},
    CellMistake{cell("window-row-early", "with the window one row too high", kStart, "windows"), Part::Window,
                move<-1, 0>},
    CellMistake{cell("window-column-late", "with the window one column too far right", kStart, "windows"),
                Part::Window, move<0, 1>},
    CellMistake{cell("window-column-early", "with the window one column too far left", kStart, "windows"),
                Part::Window, move<0, -1>},
    CellMistake{
        cell("window-both-late", "with the window one row too low and one column too far right", kStart, "windows"),
        Part::Window, move<1, 1>},
    CellMistake{cell("window-not-moved", "from the first window", kStart, "windows"), Part::Window, unmoved},
    CellMistake{cell("stride-ignored", "without the stride",
                     "The window of Y[i,j] starts at row i·s and column j·s, s the stride.", "lattice"),
                Part::Window, noStride},
    CellMistake{cell("stride-in-window", "with the window spread by the stride",
                     "The window stays closed, the stride moves it; spreading it is dilation.", "windows"),
                Part::Window, strideInWindow},
    CellMistake{
        cell("strides-swapped", "with the two strides exchanged", "The first stride is that of the rows.", "lattice"),
        Part::Window, swapStrides},
    CellMistake{cell("dilation-ignored", "without the dilation",
                     "Taps are d cells apart, d the dilation: d − 1 are skipped between two.", "taps"),
                Part::Window, noDilation},
    CellMistake{cell("dilation-one-more", "with one cell too many between the taps",
                     "Taps are d cells apart, d the dilation: d − 1 are skipped between two.", "taps"),
                Part::Window, dilateMore},
    CellMistake{cell("padding-forgotten", "without the padding",
                     "With the padding, the window starts so many rows higher and columns further left.", "frame"),
                Part::Window, noPadding},
    CellMistake{cell("padding-rows-only", "with padding above and below only", "The frame goes all round.", "frame"),
                Part::Window, padRows},
    CellMistake{
        cell("padding-columns-only", "with padding left and right only", "The frame goes all round.", "frame"),
        Part::Window, padColumns},
    CellMistake{cell("padding-doubled", "with twice the padding", "The frame is as wide as the padding on each side.",
                     "frame"),
                Part::Window, padTwice},
    CellMistake{cell("border-zero", "with zeros beyond the edge", kBorder, "borders"), Part::Window,
                otherBorder<Border::Zero>},
    CellMistake{
        cell("border-replicate", "with the border rule replicate, which repeats the edge cell", kBorder, "borders"),
        Part::Window, otherBorder<Border::Replicate>},
    CellMistake{
        cell("border-reflect", "with the border rule reflect, which turns at the edge cell", kBorder, "borders"),
        Part::Window, otherBorder<Border::Reflect>},
    CellMistake{cell("border-symmetric", "with the border rule symmetric, which counts the edge cell twice", kBorder,
                     "borders"),
                Part::Window, otherBorder<Border::Symmetric>},
    CellMistake{
        cell("border-circular", "with the border rule circular, which goes on at the other side", kBorder, "borders"),
        Part::Window, otherBorder<Border::Circular>},
    CellMistake{cell("bias-forgotten", "without the bias", kBias, "last-step"), Part::Bias, noBias},
    CellMistake{cell("bias-twice", "with the bias added twice", kBias, "last-step"), Part::Bias, biasTwice},
    CellMistake{cell("bias-per-product", "with the bias added to each product",
                     "It is added to their sum, once for each cell.", "last-step"),
                Part::Bias, biasPerProduct},
    CellMistake{cell("bias-subtracted", "with the bias subtracted", kBias, "last-step"), Part::Bias, biasSubtracted},
    CellMistake{cell("bias-multiplied", "with the sum multiplied by the bias", kBias, "last-step"), Part::Bias,
                biasMultiplied},
    CellMistake{cell("relu-forgotten", "before the activation", "Here an activation follows the sum.", "curve"),
                Part::End, noActivation},
    CellMistake{minor("relu-where-none", "with a ReLU behind the sum", "There is none here: a negative result stays.",
                      "curve"),
                Part::End, needlessRelu},
    CellMistake{cell("sign", "with the other sign", "A negative result stays negative, a positive one positive.",
                     "colour-bar"),
                Part::End, negate},
    CellMistake{minor("absolute", "without the sign", "A negative result stays negative.", "colour-bar"), Part::End,
                absolute},
    CellMistake{minor("clamped-0-1", "when the result is cut to 0 … 1", kPixels, "bytes"), Part::Whole, clampTo1},
    CellMistake{minor("clamped-0-255", "when the result is cut to 0 … 255", kPixels, "bytes"), Part::Whole,
                clampTo255},
    CellMistake{minor("wrapped-256", "when the result wraps around at 256, as bytes do", kPixels, "bytes"),
                Part::Whole, wrap},
};

} // namespace

std::span<const CellMistake> cellMistakes()
{
    return kCellMistakes;
}

} // namespace lab
