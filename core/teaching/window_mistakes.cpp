// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/mistake_tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace lab
{

namespace
{

using Value = std::optional<double>;

/// The product when the window lies so many rows and columns off; none beyond the padding.
template <int rows, int cols>
Value productOff(const ProductCase& c)
{
    const Geometry& g = c.asked.geometry;
    const InputCell at{c.term().position.row + rows, c.term().position.col + cols};
    const InputCell padded{at.row + g.rows.margin.before, at.col + g.cols.margin.before};
    if (!inside(padded, {g.rows.padded(), g.cols.padded()}))
        return std::nullopt;
    const auto source = g.sourceOf(at);
    return (source ? double(c.asked.x.at(*source)) : 0.0) * c.term().w;
}

/// That of another tap of the same window.
Value productAt(const ProductCase& c, int tap)
{
    const auto& terms = c.explanation.terms;
    return tap >= 0 && tap < int(terms.size()) ? Value(terms[std::size_t(tap)].product) : std::nullopt;
}
Value partialAt(const ProductCase& c, int tap)
{
    const auto& terms = c.explanation.terms;
    return tap >= 0 && tap < int(terms.size()) ? Value(terms[std::size_t(tap)].partial) : std::nullopt;
}
double turnedWeight(const ProductCase& c, int tap)
{
    const auto& terms = c.explanation.terms;
    return terms[terms.size() - 1 - std::size_t(tap)].w;
}

constexpr MistakeRow<ProductCase> product(std::string_view id, std::string_view how, std::string_view advice,
                                          Value (*value)(const ProductCase&))
{
    return {{id, Topic::Product, how, advice, "pair"}, value};
}

constexpr std::string_view kPair = "A product is a weight times the input that it lies on.";

const std::array kProducts{
    product("turned-weight", "with the weight of the turned kernel", kPair,
            [](const ProductCase& c) -> Value { return c.term().x * turnedWeight(c, c.tap); }),
    product("added", "by adding weight and input", "They are multiplied.",
            [](const ProductCase& c) -> Value { return c.term().x + c.term().w; }),
    product("sign", "with the other sign", "Minus times plus is minus, minus times minus is plus.",
            [](const ProductCase& c) -> Value { return -c.term().product; }),
    product("input-only", "from the input alone", kPair, [](const ProductCase& c) -> Value { return c.term().x; }),
    product("weight-only", "from the weight alone", kPair, [](const ProductCase& c) -> Value { return c.term().w; }),
    product("next-product", "for the next product", "Products are counted in reading order.",
            [](const ProductCase& c) { return productAt(c, c.tap + 1); }),
    product("previous-product", "for the product before it", "Products are counted in reading order.",
            [](const ProductCase& c) { return productAt(c, c.tap - 1); }),
    product("input-row-late", "with the input one row too low", kPair, productOff<1, 0>),
    product("input-row-early", "with the input one row too high", kPair, productOff<-1, 0>),
    product("input-column-late", "with the input one column too far right", kPair, productOff<0, 1>),
    product("input-column-early", "with the input one column too far left", kPair, productOff<0, -1>),
    product("subtotal", "by adding the products before it", "Asked is this product alone.",
            [](const ProductCase& c) -> Value { return c.term().partial; }),
};

constexpr MistakeRow<ProductCase> subtotal(std::string_view id, std::string_view how, std::string_view advice,
                                           Value (*value)(const ProductCase&))
{
    return {{id, Topic::Subtotal, how, advice, "running-sum"}, value};
}

constexpr std::string_view kUpTo = "A subtotal goes up to this product and includes it.";

const std::array kSubtotals{
    subtotal("product-alone", "from this product alone", kUpTo,
             [](const ProductCase& c) -> Value { return c.term().product; }),
    subtotal("one-less", "without the last of the products", kUpTo,
             [](const ProductCase& c) { return partialAt(c, c.tap - 1); }),
    subtotal("one-more", "with one product more", kUpTo,
             [](const ProductCase& c) { return partialAt(c, c.tap + 1); }),
    subtotal("whole-sum", "by adding all products", kUpTo,
             [](const ProductCase& c) -> Value { return c.explanation.terms.back().partial; }),
    subtotal("bias-added", "with the bias", "The bias follows when all products are added.",
             [](const ProductCase& c) -> Value { return c.term().partial + c.explanation.bias; }),
    subtotal("flipped", "with the kernel turned around", "The kernel lies on the window as it stands.",
             [](const ProductCase& c) -> Value {
                 double sum = 0;
                 for (int t = 0; t <= c.tap; ++t)
                     sum += c.explanation.terms[std::size_t(t)].x * turnedWeight(c, t);
                 return sum;
             }),
    subtotal("sign", "with the other sign", "A negative sum stays negative.",
             [](const ProductCase& c) -> Value { return -c.term().partial; }),
};

// Poolings

bool isMax(const PoolCase& c)
{
    return c.asked.layer.kind == LayerKind::MaxPool;
}
/// The numbers of a window tap by tap: nothing stands in the padding.
std::vector<Value> window(const PoolCase& c, const Geometry& geometry)
{
    std::vector<Value> values;
    for (int t = 0; t < geometry.taps(); ++t) {
        const auto source = geometry.sourceOf(geometry.positionOfTap(c.cell, t));
        values.push_back(source ? Value(double(c.asked.x.at(*source))) : std::nullopt);
    }
    return values;
}
/// Those that count: in a mean, the padding counts as zeros.
std::vector<double> counted(const PoolCase& c, const Geometry& geometry)
{
    std::vector<double> values;
    for (const Value& value : window(c, geometry))
        if (value || !isMax(c))
            values.push_back(value.value_or(0.0));
    return values;
}
std::vector<double> counted(const PoolCase& c)
{
    return counted(c, c.asked.geometry);
}
double total(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}
double mean(const std::vector<double>& values)
{
    return total(values) / double(values.size());
}
double largest(const std::vector<double>& values)
{
    return *std::max_element(values.begin(), values.end());
}
bool hasPadding(const PoolCase& c)
{
    const auto values = window(c, c.asked.geometry);
    return std::any_of(values.begin(), values.end(), [](const Value& value) { return !value; });
}
/// The pooling with other strides.
Value withStride(const PoolCase& c, PerAxis stride)
{
    Geometry geometry = c.asked.geometry;
    if (stride == PerAxis{geometry.rows.stride, geometry.cols.stride})
        return std::nullopt;
    geometry.rows.stride = stride.rows;
    geometry.cols.stride = stride.cols;
    const Rect taken = geometry.inputWindow(c.cell);
    if (taken.row + taken.rows > geometry.rows.input + geometry.rows.margin.after ||
        taken.col + taken.cols > geometry.cols.input + geometry.cols.margin.after)
        return std::nullopt;
    const auto values = counted(c, geometry);
    if (values.empty())
        return std::nullopt;
    return isMax(c) ? largest(values) : mean(values);
}

constexpr MistakeRow<PoolCase> pooled(std::string_view id, std::string_view how, std::string_view advice,
                                      Value (*value)(const PoolCase&))
{
    return {{id, Topic::Pooled, how, advice, "window"}, value};
}

const std::array kPooled{
    pooled("mean-for-max", "with the mean of the window", "Max pooling takes the largest.",
           [](const PoolCase& c) -> Value { return isMax(c) ? Value(mean(counted(c))) : std::nullopt; }),
    pooled("max-for-mean", "with the largest of the window", "Average pooling takes the mean.",
           [](const PoolCase& c) -> Value { return isMax(c) ? std::nullopt : Value(largest(counted(c))); }),
    pooled("sum", "by adding the window", "A pooling takes the largest or the mean.",
           [](const PoolCase& c) -> Value { return total(counted(c)); }),
    pooled("smallest", "with the smallest of the window", "A pooling takes the largest or the mean.",
           [](const PoolCase& c) -> Value {
               const auto values = counted(c);
               return *std::min_element(values.begin(), values.end());
           }),
    pooled("top-left", "with the upper left of the window", "All cells of the window count.",
           [](const PoolCase& c) -> Value { return counted(c).front(); }),
    pooled("largest-magnitude", "with the largest when signs are left aside", "A negative number is a small one.",
           [](const PoolCase& c) -> Value {
               const auto values = counted(c);
               return isMax(c)
                          ? Value(*std::max_element(values.begin(), values.end(),
                                                    [](double a, double b) { return std::abs(a) < std::abs(b); }))
                          : std::nullopt;
           }),
    pooled("place-of-winner", "for the place of the largest", "Asked is the number that stands there.",
           [](const PoolCase& c) -> Value {
               return isMax(c) ? Value(layerCell(c.asked.x, c.asked.layer, c.asked.geometry, c.cell).winner)
                               : std::nullopt;
           }),
    pooled("padding-as-zero", "when the padding counts as zeros",
           "Padding never wins: it counts as less than any number.",
           [](const PoolCase& c) -> Value {
               return isMax(c) && hasPadding(c) ? Value(std::max(largest(counted(c)), 0.0)) : std::nullopt;
           }),
    pooled("padding-not-counted", "when only the cells of the input are counted",
           "Here the zeros of the padding count in the mean.",
           [](const PoolCase& c) -> Value {
               if (isMax(c) || !hasPadding(c))
                   return std::nullopt;
               const auto values = window(c, c.asked.geometry);
               const auto inputs = std::count_if(values.begin(), values.end(), [](const Value& v) { return !!v; });
               return total(counted(c)) / double(inputs);
           }),
    pooled("side-for-area", "when divided by one side of the window", "It is divided by the number of its cells.",
           [](const PoolCase& c) -> Value {
               return isMax(c) ? std::nullopt : Value(total(counted(c)) / c.asked.geometry.rows.kernel);
           }),
    pooled("stride-ignored", "without the stride", "The windows start a stride apart.",
           [](const PoolCase& c) { return withStride(c, {}); }),
    pooled("stride-as-window", "when the window is also the stride", "The windows start a stride apart.",
           [](const PoolCase& c) {
               return withStride(c, {c.asked.geometry.rows.kernel, c.asked.geometry.cols.kernel});
           }),
};

} // namespace

std::span<const MistakeRow<ProductCase>> productMistakes()
{
    return kProducts;
}

std::span<const MistakeRow<ProductCase>> subtotalMistakes()
{
    return kSubtotals;
}

std::span<const MistakeRow<PoolCase>> poolMistakes()
{
    return kPooled;
}

} // namespace lab
