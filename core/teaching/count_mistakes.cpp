// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/mistake_tables.h"

#include <array>

namespace lab
{

namespace
{

using Value = std::optional<double>;

/// Of integers, rounded down also below 0; divisor > 0.
std::int64_t divided(std::int64_t a, std::int64_t divisor)
{
    return a / divisor - (a % divisor < 0 ? 1 : 0);
}

// One axis of an output: ⌊(n + p − e)/s⌋ + 1 with p = before + after and e = d(k − 1) + 1.

int padding(const Axis& a)
{
    return a.margin.before + a.margin.after;
}
/// The right formula with other numbers in it.
double positions(const Axis& a, std::int64_t padded, std::int64_t extent)
{
    return double(divided(padded - extent, a.stride) + 1);
}

constexpr MistakeRow<Axis> size(std::string_view id, std::string_view how, std::string_view advice,
                                Value (*value)(const Axis&))
{
    return {{id, Topic::Size, how, advice, "starts"}, value};
}

constexpr std::string_view kFormula = "It is ⌊(n + before + after − e)/s⌋ + 1, e the reach of the kernel.";
constexpr std::string_view kSides = "Padding stands on both sides, before and after.";
constexpr std::string_view kReach = "The kernel reaches over d(k − 1) + 1 cells.";
constexpr std::string_view kDivide = "The steps are divided by the stride, rounded down; then comes the 1.";

const std::array kSizes{
    size("no-plus-one", "by counting the steps", "The place it starts from counts too: one more.",
         [](const Axis& a) -> Value { return positions(a, a.padded(), a.extent()) - 1; }),
    size("plus-for-minus", "when the kernel adds room", "The kernel takes room away.",
         [](const Axis& a) -> Value { return positions(a, a.padded(), -std::int64_t(a.extent())); }),
    size("as-input", "when the output is as large as the input", "Without padding it shrinks by k − 1.",
         [](const Axis& a) -> Value { return a.input; }),
    size("kernel-subtracted-only", "by taking the kernel from the input",
         "A kernel of one cell takes nothing away, so 1 is added.",
         [](const Axis& a) -> Value { return a.input - a.kernel; }),
    size("rounded-up", "by rounding up", "The last window would stand out: round down.",
         [](const Axis& a) -> Value {
             if ((a.padded() - a.extent()) % a.stride == 0)
                 return std::nullopt;
             return positions(a, a.padded(), a.extent()) + 1;
         }),
    size("stride-ignored", "without the stride", kDivide,
         [](const Axis& a) -> Value { return a.stride > 1 ? Value(a.padded() - a.extent() + 1) : std::nullopt; }),
    size("plus-one-inside", "by adding 1 before the division", kDivide,
         [](const Axis& a) -> Value {
             return a.stride > 1 ? Value((a.padded() - a.extent() + 1) / a.stride) : std::nullopt;
         }),
    size("stride-multiplied", "by multiplying with the stride", kDivide,
         [](const Axis& a) -> Value {
             return a.stride > 1 ? Value(double(a.padded() - a.extent()) * a.stride + 1) : std::nullopt;
         }),
    size("stride-only", "by dividing the input by the stride", "That holds where the padding keeps the size.",
         [](const Axis& a) -> Value {
             return a.stride > 1 ? Value(double(divided(a.input + a.stride - 1, a.stride))) : std::nullopt;
         }),
    size("padding-forgotten", "without the padding", kSides,
         [](const Axis& a) -> Value {
             return padding(a) && a.input >= a.extent() ? Value(positions(a, a.input, a.extent())) : std::nullopt;
         }),
    size("padding-one-side", "with padding on one side only", kSides,
         [](const Axis& a) -> Value {
             return padding(a) ? Value(positions(a, a.input + a.margin.before, a.extent())) : std::nullopt;
         }),
    size("padding-doubled", "with twice the padding", kSides,
         [](const Axis& a) -> Value {
             return padding(a) ? Value(positions(a, a.input + 2 * padding(a), a.extent())) : std::nullopt;
         }),
    size("dilation-ignored", "without the dilation", kReach,
         [](const Axis& a) -> Value {
             return a.dilation > 1 ? Value(positions(a, a.padded(), a.kernel)) : std::nullopt;
         }),
    size("dilation-times-kernel", "with a kernel of d times k cells", kReach,
         [](const Axis& a) -> Value {
             return a.dilation > 1 ? Value(positions(a, a.padded(), std::int64_t(a.dilation) * a.kernel))
                                   : std::nullopt;
         }),
    size("tiles", "when the windows lie side by side", "Windows overlap: each starts one cell further.",
         [](const Axis& a) -> Value {
             return a.stride == 1 && !padding(a) ? Value(a.input / a.kernel) : std::nullopt;
         }),
    // Both axes at once; alternatives() exchanges them.
    size("axes-swapped", "for the columns first, then the rows", "Rows come first.",
         [](const Axis&) -> Value { return std::nullopt; }),
};

constexpr MistakeRow<Axis> padded(std::string_view id, std::string_view how, std::string_view advice,
                                  Value (*value)(const Axis&))
{
    return {{id, Topic::Padded, how, advice, "frame"}, value};
}

const std::array kPadded{
    padded("one-side", "with padding on one side only", kSides,
           [](const Axis& a) -> Value { return a.input + a.margin.before; }),
    padded("twice", "with twice the padding", kSides,
           [](const Axis& a) -> Value { return a.input + 2 * padding(a); }),
    padded("forgotten", "without the padding", "It is added before and after the input.",
           [](const Axis& a) -> Value { return a.input; }),
    padded("no-input", "from the padding alone", "It is added to the input.",
           [](const Axis& a) -> Value { return padding(a); }),
    padded("multiplied", "by multiplying", "Padding is added, before and after.",
           [](const Axis& a) -> Value { return double(a.input) * (a.margin.before + 1); }),
    padded("axes-swapped", "for the columns first, then the rows", "Rows come first.",
           [](const Axis&) -> Value { return std::nullopt; }),
};

constexpr MistakeRow<CountCase> parameter(std::string_view id, std::string_view how, std::string_view advice,
                                          Value (*value)(const CountCase&))
{
    return {{id, Topic::Parameters, how, advice, "stacks"}, value};
}

constexpr std::string_view kShared = "It is one kernel, used everywhere.";
constexpr std::string_view kChannels = "Each output channel has a kernel with a layer for each input channel.";
constexpr std::string_view kOneBias = "There is one bias for each output channel.";

const std::array kParameters{
    parameter("bias-forgotten", "without the bias", "The bias is a parameter too.",
              [](const CountCase& l) -> Value { return l.weights(); }),
    parameter("one-bias", "with a single bias", kOneBias,
              [](const CountCase& l) -> Value { return l.weights() + 1; }),
    parameter("bias-per-slice", "with a bias for each layer of each kernel", kOneBias,
              [](const CountCase& l) -> Value { return l.in * l.out * (double(l.kernel.cells()) + 1); }),
    parameter("bias-per-input-channel", "with a bias for each input channel", kOneBias,
              [](const CountCase& l) -> Value { return l.weights() + l.in; }),
    parameter("input-channels-forgotten", "without the input channels", kChannels,
              [](const CountCase& l) -> Value { return l.out * double(l.kernel.cells()) + l.out; }),
    parameter("output-channels-forgotten", "without the output channels", kChannels,
              [](const CountCase& l) -> Value { return l.in * double(l.kernel.cells()) + 1; }),
    parameter("bias-added", "with biases", "This layer has none: its weights are all there is to learn.",
              [](const CountCase& l) -> Value { return l.biases ? std::nullopt : Value(l.weights() + l.out); }),
    parameter("side-not-squared", "with one side of the kernel only", "A kernel has rows and columns.",
              [](const CountCase& l) -> Value { return l.in * l.out * l.kernel.rows + l.out; }),
    parameter("channels-added", "by adding the channels", kChannels,
              [](const CountCase& l) -> Value { return (l.in + l.out) * double(l.kernel.cells()) + l.out; }),
    parameter("per-position", "with a kernel for each output cell", kShared,
              [](const CountCase& l) -> Value { return l.parameters() * double(l.output.cells()); }),
    parameter("dense", "for a fully connected layer", kShared,
              [](const CountCase& l) -> Value {
                  const double outputs = l.out * double(l.output.cells());
                  return l.in * double(l.input.cells()) * outputs + outputs;
              }),
};

constexpr MistakeRow<CountCase> multiplication(std::string_view id, std::string_view how, std::string_view advice,
                                               Value (*value)(const CountCase&))
{
    return {{id, Topic::Products, how, advice, "stacks"}, value};
}

const std::array kMultiplications{
    multiplication("input-size", "with a window for each input cell", "There is one for each output cell.",
                   [](const CountCase& l) -> Value { return double(l.input.cells()) * l.weights(); }),
    multiplication("parameters-only", "for a single window", "Each output cell takes as many.",
                   [](const CountCase& l) -> Value { return l.weights(); }),
    multiplication("input-channels-forgotten", "without the input channels", kChannels,
                   [](const CountCase& l) -> Value { return l.products() / l.in; }),
    multiplication("output-channels-forgotten", "without the output channels", kChannels,
                   [](const CountCase& l) -> Value { return l.products() / l.out; }),
    multiplication("side-not-squared", "with one side of the kernel only", "A kernel has rows and columns.",
                   [](const CountCase& l) -> Value { return l.products() / l.kernel.cols; }),
    multiplication("adds-counted", "with the additions", "Those are operations; asked are multiplications.",
                   [](const CountCase& l) -> Value { return 2 * l.products(); }),
    multiplication("kernel-forgotten", "with one product for each output cell",
                   "Each cell takes a product for each weight.",
                   [](const CountCase& l) -> Value { return l.products() / double(l.kernel.cells()); }),
    multiplication("bias-counted", "with the bias", "The bias is added, not multiplied.",
                   [](const CountCase& l) -> Value { return l.products() + l.out * double(l.output.cells()); }),
};

// The side of a receptive field: from 1, each layer adds d(k − 1) times the jump so far, which then grows by s.

using Layers = std::vector<Axis>;

double reach(const Axis& a)
{
    return double(a.dilation) * (a.kernel - 1);
}
/// The field when each layer adds `step` of it times the jump before it, or behind it.
double field(const Layers& layers, double (*step)(const Axis&), bool ownStride = false)
{
    double side = 1, jump = 1;
    for (const Axis& a : layers) {
        side += step(a) * (ownStride ? jump * a.stride : jump);
        jump *= a.stride;
    }
    return side;
}

constexpr MistakeRow<Layers> growing(std::string_view id, std::string_view how, std::string_view advice,
                                     Value (*value)(const Layers&))
{
    return {{id, Topic::Field, how, advice, "fields"}, value};
}

constexpr std::string_view kGrows =
    "Two neighbours of a map stand as many inputs apart as the jump says, so k of them reach k − 1 jumps further.";

const std::array kField{
    growing("kernels-multiplied", "by multiplying the kernels", kGrows,
            [](const Layers& layers) -> Value {
                double product = 1;
                for (const Axis& a : layers)
                    product *= a.kernel;
                return product;
            }),
    growing("kernels-added", "by adding the kernels", kGrows,
            [](const Layers& layers) -> Value {
                double sum = 0;
                for (const Axis& a : layers)
                    sum += a.kernel;
                return sum;
            }),
    growing("last-kernel", "from the last kernel alone", "Each cell under it has a window of its own.",
            [](const Layers& layers) -> Value { return layers.back().kernel; }),
    growing("strides-ignored", "without the strides", kGrows,
            [](const Layers& layers) -> Value {
                double side = 1;
                for (const Axis& a : layers)
                    side += reach(a);
                return side;
            }),
    growing("jump", "from the jump alone", kGrows,
            [](const Layers& layers) -> Value {
                double jump = 1;
                for (const Axis& a : layers)
                    jump *= a.stride;
                return jump;
            }),
    growing("area", "for the cells of the whole field", "Asked is one side of it.",
            [](const Layers& layers) -> Value { return field(layers, reach) * field(layers, reach); }),
    growing("k-for-k-1", "when each layer adds its whole kernel", "It adds k − 1: one cell was there already.",
            [](const Layers& layers) -> Value {
                return field(layers, [](const Axis& a) { return double(a.dilation) * a.kernel; });
            }),
    growing("own-stride-too", "when a layer's stride spreads its own window",
            "The stride of a layer spreads the windows of the next layers.",
            [](const Layers& layers) -> Value { return field(layers, reach, true); }),
    growing("dilation-ignored", "without the dilation", "Taps stand d cells apart, d the dilation.",
            [](const Layers& layers) -> Value {
                return field(layers, [](const Axis& a) { return double(a.kernel - 1); });
            }),
    growing("first-layer-left-out", "without the first layer", "Every layer counts.",
            [](const Layers& layers) -> Value {
                return field({layers.begin() + 1, layers.end()}, reach);
            }),
    growing("from-the-wrong-end", "with the layers from last to first", "Jumps grow from the input on.",
            [](const Layers& layers) -> Value {
                return field({layers.rbegin(), layers.rend()}, reach);
            }),
};

} // namespace

std::span<const MistakeRow<Axis>> sizeMistakes()
{
    return kSizes;
}

std::span<const MistakeRow<Axis>> paddedMistakes()
{
    return kPadded;
}

std::span<const MistakeRow<CountCase>> parameterMistakes()
{
    return kParameters;
}

std::span<const MistakeRow<CountCase>> multiplicationMistakes()
{
    return kMultiplications;
}

std::span<const MistakeRow<std::vector<Axis>>> fieldMistakes()
{
    return kField;
}

} // namespace lab
