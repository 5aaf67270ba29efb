// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/exam_rows.h"

#include <array>
#include <vector>

namespace lab
{

namespace
{

// Counts of layers of several channels: formulas, without a computation of such layers.

constexpr const char* kPerChannel = "Each output channel has a kernel with a layer for each input channel.";

bool drawParameters(Draws& draws, ExamQuestion& question)
{
    const int in = draws.oneOf({1, 2, 3, 4, 6, 8, 16, 32, 64}), out = draws.oneOf({2, 4, 6, 8, 16, 32, 64, 128});
    const int k = draws.oneOf({1, 3, 5, 7});
    const bool bias = draws.whole(0, 1) == 1;
    // Else two mistakes give one number.
    if (in == 1 || in == k || out == in || out == k)
        return false;
    const double area = k * k, weights = double(out) * in * area, each = bias ? out : 0, right = weights + each;
    const double positions = (11.0 - k) * (11 - k); // of a kernel on 10 × 10
    const auto withBias = [&](double value) { return bias ? value : kNone; };
    const std::array alternatives{
        NamedNumber{"input-channels-forgotten", out * area + each, "without the input channels", kPerChannel},
        NamedNumber{"output-channels-forgotten", in * area + (bias ? 1 : 0), "without the output channels",
                    kPerChannel},
        NamedNumber{"side-not-squared", double(out) * in * k + each, "with one side of the kernel",
                    "A kernel has rows and columns."},
        NamedNumber{"per-position", right * positions, "with weights for every place of a 10 × 10 input",
                    "The same kernel is used everywhere."},
        NamedNumber{"dense", in * 100.0 * out * positions + each * positions,
                    "when every input of 10 × 10 is joined with every output", "A kernel sees its window only."},
        NamedNumber{"channels-added", (in + out) * area + each, "by adding the channels", kPerChannel},
        NamedNumber{"bias-forgotten", withBias(weights), "without the biases", "They are parameters too."},
        NamedNumber{"one-bias", withBias(weights + 1), "with a single bias", "There is one for each output channel."},
        NamedNumber{"bias-per-slice", withBias(double(out) * in * (area + 1)),
                    "with a bias for each layer of each kernel", "There is one for each output channel."},
        NamedNumber{"bias-per-input-channel", withBias(weights + in), "with a bias for each input channel",
                    "There is one for each output channel."},
        NamedNumber{"bias-counted", bias ? kNone : weights + out, "with biases", "This layer has none."},
    };
    std::vector<std::string_view> tells{"input-channels-forgotten", "output-channels-forgotten"};
    if (bias)
        tells.insert(tells.end(), {"bias-forgotten", "one-bias", "bias-per-slice"});
    if (k > 1)
        tells.emplace_back("side-not-squared");
    if (!toldApart(right, alternatives, tells))
        return false;
    question.parameters = {double(in), double(out), double(k), bias ? 1.0 : 0.0};
    question.text =
        filled("A convolution with %1 × %1 kernels has %2 channels in and %3 out, %4. How many parameters has it?",
               {said(k), said(in), said(out), bias ? "and a bias" : "and no bias"});
    setAnswer(question, {{right}}, alternatives);
    question.steps = {
        {filled("One kernel: %1·%2² = %3 weights.", {said(in), said(k), said(in * area)}), "table"},
        {bias ? std::string("And its bias: one more.") : std::string("It has no bias."), "table"},
        {filled("Times %1 output channels: %2.", {said(out), said(right)}), "table"},
    };
    return true;
}

bool drawSmallNet(Draws& draws, ExamQuestion& question)
{
    const int n = draws.oneOf({28, 32}), c0 = draws.oneOf({1, 3}), c1 = draws.oneOf({4, 6, 8}),
              c2 = draws.oneOf({12, 16});
    const int k = draws.oneOf({3, 5}), classes = draws.oneOf({2, 10});
    const int side = ((n - k + 1) / 2 - k + 1) / 2, flat = c2 * side * side;
    const double first = double(c1) * (c0 * k * k + 1), second = double(c2) * (c1 * k * k + 1),
                 dense = double(classes) * (flat + 1);
    const double right = first + second + dense;
    const std::array alternatives{
        NamedNumber{"biases-forgotten", right - c1 - c2 - classes, "without the biases", "They are parameters too."},
        NamedNumber{"dense-forgotten", right - dense, "without the dense layer", "It holds most of them."},
        NamedNumber{"dense-on-channels", right - dense + double(classes) * (c2 + 1),
                    "when the dense layer reads one number a channel", "It reads every cell of every map."},
        NamedNumber{"second-layer-one-slice", right - second + double(c2) * (k * k + 1),
                    "with kernels of one layer in the second convolution", kPerChannel},
        NamedNumber{"before-pooling", right - dense + double(classes) * (4.0 * flat + 1),
                    "with the maps before the last pooling", "A pooling 2 × 2 leaves a quarter."},
    };
    question.parameters = {double(n), double(c0), double(c1), double(c2), double(k), double(classes)};
    question.text = filled("A small network: input %1 × %1 with %2; convolution %3 × %3 to %4 channels, max "
                           "pooling 2 × 2 with stride 2; convolution %3 × %3 to %5 channels, max pooling the same; a "
                           "dense layer to %6 classes. No padding, biases everywhere. How many parameters has it?",
                           {said(n), counted(c0, "channel"), said(k), said(c1), said(c2), said(classes)});
    setAnswer(question, {{right}}, alternatives);
    question.session = examSession(
        anyInput(n, n), {onesLayer({k, k}, 0, 1), maxPoolLayer(2, 2), onesLayer({k, k}, 0, 1), maxPoolLayer(2, 2)});
    question.steps = {
        {filled("First convolution: %1·(%2·%3² + 1) = %4.", {said(c1), said(c0), said(k), said(first)}), "table"},
        {filled("Second convolution: %1·(%2·%3² + 1) = %4.", {said(c2), said(c1), said(k), said(second)}), "table"},
        {filled("The last maps have %1 × %1 cells: %2·%1² = %3 numbers go into the dense layer.",
                {said(side), said(c2), said(flat)}),
         "table"},
        {filled("Dense layer: %1·(%2 + 1) = %3. Together %4.", {said(classes), said(flat), said(dense), said(right)}),
         "table"},
    };
    return true;
}

bool drawSeparable(Draws& draws, ExamQuestion& question)
{
    const int h = draws.oneOf({14, 28, 32, 56}), in = draws.oneOf({16, 32, 64}), out = draws.oneOf({32, 64, 128}),
              k = draws.oneOf({3, 5});
    const double cells = double(h) * h, area = k * k, right = cells * (in * area + double(in) * out),
                 standard = cells * area * in * out;
    const std::array alternatives{
        NamedNumber{"standard", standard, "for the standard convolution", "Here it is split in two."},
        NamedNumber{"pointwise-forgotten", cells * in * area, "without the 1 × 1 convolution", "The two are added."},
        NamedNumber{"depthwise-forgotten", cells * in * out, "without the depthwise convolution",
                    "The two are added."},
        NamedNumber{"multiplied", cells * in * area * in * out, "by multiplying the two",
                    "They follow each other: add."},
        NamedNumber{"output-channels-depthwise", cells * (out * area + double(in) * out),
                    "with the output channels in the first of the two", "It has one kernel for each input channel."},
    };
    question.parameters = {double(h), double(h), double(in), double(out), double(k)};
    question.text = filled(
        "Maps of %1 × %1 with %2 channels go through a depthwise convolution %3 × %3 (one kernel a channel, same "
        "padding) and then a 1 × 1 convolution to %4 channels. How many multiplications is that, and how many times "
        "as many takes a standard convolution %3 × %3 to as many channels? Two decimals for the second number.",
        {said(h), said(in), said(k), said(out)});
    question.asked = {"multiplications", "times"};
    question.digits = 2;
    setAnswer(question, {{right, standard / right}}, alternatives);
    question.steps = {
        {filled("Depthwise: %1²·%2·%3² = %4.", {said(h), said(in), said(k), said(cells * in * area)}), "table"},
        {filled("1 × 1: %1²·%2·%3 = %4. Together %5.",
                {said(h), said(in), said(out), said(cells * in * out), said(right)}),
         "table"},
        {filled("Standard: %1²·%2²·%3·%4 = %5, %6 times as many.",
                {said(h), said(k), said(in), said(out), said(standard), fixed(standard / right, 2)}),
         "table"},
    };
    return true;
}

bool drawMaps(Draws& draws, ExamQuestion& question)
{
    const int batch = draws.oneOf({1, 8, 16, 32}), n = draws.oneOf({32, 64, 128, 224}),
              c1 = draws.oneOf({16, 32, 64}), c2 = draws.oneOf({32, 64, 128});
    constexpr int kIn = 3, kBytes = 4;
    const double cells = double(n) * n, side = 0.5 * n, quarter = side * side;
    const double pooled = quarter * c1, numbers = cells * kIn + cells * c1 + pooled + quarter * c2,
                 right = double(kBytes) * batch * numbers;
    const std::array alternatives{
        NamedNumber{"numbers-not-bytes", right / kBytes, "for the numbers", "Each takes 4 bytes."},
        NamedNumber{"one-example", batch > 1 ? kBytes * numbers : kNone, "for one image",
                    "Every image of the batch has its maps."},
        NamedNumber{"doubles", 2 * right, "with 8 bytes a number", "float32 takes 4."},
        NamedNumber{"input-forgotten", double(kBytes) * batch * (numbers - cells * kIn), "without the input",
                    "It is kept too."},
        NamedNumber{"pool-forgotten", double(kBytes) * batch * (numbers - pooled), "without the pooled maps",
                    "They are kept too."},
    };
    question.parameters = {double(batch), double(n), double(kIn), double(c1), double(c2)};
    question.text = filled("A batch of %1, %2 × %2 with 3 channels, goes through a convolution 3 × 3 (same) "
                           "to %3 channels, a pooling 2 × 2 with stride 2, and a convolution 3 × 3 (same) to %4 "
                           "channels. How many bytes do the input and all maps take in float32?",
                           {counted(batch, "image"), said(n), said(c1), said(c2)});
    setAnswer(question, {{right}}, alternatives);
    question.steps = {
        {filled("Input: 3·%1² = %2 numbers; first maps: %3·%1² = %4.",
                {said(n), said(cells * kIn), said(c1), said(cells * c1)}),
         "table"},
        {filled("Pooled: %1·%2² = %3; last maps: %4·%2² = %5.",
                {said(c1), said(n / 2), said(pooled), said(c2), said(quarter * c2)}),
         "table"},
        {filled("Together %1 numbers, 4 bytes each, for %2: %3.",
                {said(numbers), counted(batch, "image"), said(right)}),
         "table"},
    };
    return true;
}

/// What training keeps of each parameter, beside its value.
struct KeptBy {
    const char* name;
    int copies; ///< value, gradient, state
    const char* state;
};
constexpr std::array kOptimisers{
    KeptBy{"plain gradient descent", 2, "no state"},
    KeptBy{"momentum", 3, "one number of state"},
    KeptBy{"Adam", 4, "two numbers of state"},
};

bool drawTraining(Draws& draws, ExamQuestion& question)
{
    const int in = draws.oneOf({3, 16, 64}), out = draws.oneOf({32, 64, 128}), k = draws.oneOf({3, 5}),
              which = draws.whole(0, int(kOptimisers.size()) - 1);
    const KeptBy& kept = kOptimisers[std::size_t(which)];
    const double parameters = double(out) * (in * k * k + 1), right = 4 * parameters * kept.copies;
    const std::array alternatives{
        NamedNumber{"one-copy-forgotten", right - 4 * parameters, "with one copy too few",
                    "Weights, gradients and state count."},
        NamedNumber{"weights-only", kept.copies > 2 ? 4 * parameters : kNone, "for the weights alone",
                    "Gradients and state count too."},
        NamedNumber{"state-forgotten", kept.copies > 3 ? 8 * parameters : kNone, "without the optimiser's state",
                    "It is as large as the weights, for Adam twice."},
        NamedNumber{"numbers-not-bytes", right / 4, "for the numbers", "Each takes 4 bytes."},
        NamedNumber{"bias-forgotten", 4.0 * kept.copies * (parameters - out), "without the biases",
                    "They are parameters too."},
    };
    question.parameters = {double(in), double(out), double(k), double(which)};
    question.text = filled("A convolution %1 × %1 with bias, %2 channels in and %3 out, is trained with %4. How many "
                           "bytes of float32 do its parameters, their gradients and the optimiser's state take?",
                           {said(k), said(in), said(out), kept.name});
    setAnswer(question, {{right}}, alternatives);
    question.steps = {
        {filled("Parameters: %1·(%2·%3² + 1) = %4.", {said(out), said(in), said(k), said(parameters)}), "table"},
        {filled("Of each there are a value, a gradient and %1: %2 numbers.", {kept.state, said(kept.copies)}),
         "table"},
        {filled("4 bytes each: 4·%1·%2 = %3.", {said(kept.copies), said(parameters), said(right)}), "table"},
    };
    return true;
}

constexpr std::array kTemplates{
    ExamTemplate{"parameters", 6, "Parameters of a layer", 1, "7.4", drawParameters},
    ExamTemplate{"small-net", 7, "Parameters of a small network", 3, "7.5", drawSmallNet},
    ExamTemplate{"separable", 9, "Depthwise and 1 × 1", 3, "7.4", drawSeparable},
    ExamTemplate{"memory-maps", 10, "Memory of the maps", 2, "7.4", drawMaps},
    ExamTemplate{"memory-training", 11, "Memory of training", 2, "7.4", drawTraining},
};

} // namespace

std::span<const ExamTemplate> countTemplates()
{
    return kTemplates;
}

} // namespace lab
