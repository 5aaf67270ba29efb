// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/exam_rows.h"

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

bool drawChain(Draws& draws, ExamQuestion& question)
{
    const int n = draws.whole(20, 64), k1 = draws.oneOf({3, 5, 7}), p1 = draws.whole(0, 3), s1 = draws.whole(1, 2);
    const int pool = draws.oneOf({2, 3}), k2 = draws.oneOf({3, 5});
    const int c1 = draws.oneOf({4, 6, 8, 16}), c2 = draws.oneOf({8, 12, 16, 32});
    const int a = sizeAfter(n, k1, p1, s1), b = sizeAfter(a, pool, 0, pool), c = sizeAfter(b, k2, 0, 1);
    if (c < 2)
        return false;
    const auto last = [&](int side) { return double(c2) * side * side; };
    const int overlapping = sizeAfter(sizeAfter(a, pool, 0, 1), k2, 0, 1);
    const int unpadded = sizeAfter(sizeAfter(sizeAfter(n, k1, 0, s1), pool, 0, pool), k2, 0, 1);
    const std::array alternatives{
        NamedNumber{"channels-forgotten", double(c) * c, "for a single map", "There is one for each output channel."},
        NamedNumber{"first-channels", double(c1) * c * c, "with the channels of the first convolution",
                    "The last convolution decides how many maps there are."},
        NamedNumber{"channels-multiplied", double(c1) * c2 * c * c,
                    "by multiplying the channels of both convolutions",
                    "The second one adds over the channels that come in."},
        NamedNumber{"pooling-stride-1", last(overlapping), "when the pooling moves by one cell",
                    "It moves by its own size."},
        NamedNumber{"padding-forgotten", p1 ? last(unpadded) : kNone, "without the padding",
                    "It stands on both sides."},
        NamedNumber{"side-not-squared", double(c2) * c, "with one side of the map", "A map has rows and columns."},
    };
    constexpr std::array<std::string_view, 2> kTells{"channels-forgotten", "pooling-stride-1"};
    if (!toldApart(last(c), alternatives, kTells))
        return false;
    question.parameters = {double(n),  double(k1),   double(p1), double(s1),
                           double(c1), double(pool), double(k2), double(c2)};
    question.text =
        filled("An image of %1 × %1 goes through a convolution (%2 × %2, padding %3, stride %4, %5 channels "
               "out), a max pooling %6 × %6 that moves by its own size, and a convolution (%7 × %7, %8 "
               "channels out). How many numbers are in the last feature maps?",
               {said(n), said(k1), said(p1), said(s1), said(c1), said(pool), said(k2), said(c2)});
    setAnswer(question, {{last(c)}}, alternatives);
    question.session = examSession(
        anyInput(n, n), {onesLayer({k1, k1}, p1, s1), maxPoolLayer(pool, pool), onesLayer({k2, k2}, 0, 1)});
    question.steps = {
        {filled("After the first convolution: ⌊(%1 + 2·%2 − %3)/%4⌋ + 1 = %5.",
                {said(n), said(p1), said(k1), said(s1), said(a)}),
         "table"},
        {filled("The pooling steps by its size: ⌊(%1 − %2)/%2⌋ + 1 = %3.", {said(a), said(pool), said(b)}), "table"},
        {filled("After the second convolution: %1 − %2 + 1 = %3.", {said(b), said(k2), said(c)}), "table"},
        {filled("Times its channels: %1 · %2² = %3.", {said(c2), said(c), said(last(c))}), "table"},
    };
    return true;
}

bool drawSame(Draws& draws, ExamQuestion& question)
{
    const int k = draws.oneOf({3, 5, 7, 9, 11}), d = draws.whole(1, 3), lost = d * (k - 1);
    const int half = k / 2; // k is odd
    const std::array alternatives{
        NamedNumber{"total-for-side", double(lost), "for both sides together", "Half of it stands on each side."},
        NamedNumber{"kernel-half", d > 1 ? double(half) : kNone, "without the dilation",
                    "The kernel reaches over d(k − 1) + 1 cells."},
        NamedNumber{"whole-kernel", double(k), "with the whole kernel",
                    "What is lost is d(k − 1), on both sides together."},
        NamedNumber{"half-rounded-up", double(half + 1), "with half the kernel, rounded up",
                    "The middle cell needs no padding."},
    };
    question.parameters = {double(k), double(d)};
    question.text = filled("A kernel has %1 × %1 weights and the dilation %2, the stride is 1. How many zeros must "
                           "stand on each side for the output to be as large as the input?",
                           {said(k), said(d)});
    setAnswer(question, {{lost / 2.0}}, alternatives);
    Layer layer = onesLayer({k, k}, 0, 1, d);
    layer.spec.padding.mode = PaddingMode::Same;
    const int side = lost + 5;
    question.session = examSession(anyInput(side, side), {layer});
    question.steps = {
        {filled("Without padding, d(k − 1) = %1·%2 = %3 rows and columns are lost.",
                {said(d), said(k - 1), said(lost)}),
         "table"},
        {filled("They come back from two sides: %1/2 = %2 on each.", {said(lost), said(lost / 2)}), "stage"},
    };
    return true;
}

bool drawBackwards(Draws& draws, ExamQuestion& question)
{
    const int o = draws.whole(5, 30), k = draws.oneOf({3, 5, 7}), p = draws.whole(0, 3), s = draws.whole(2, 4);
    const int least = (o - 1) * s + k - 2 * p, most = least + s - 1;
    if (least <= k)
        return false;
    const std::array alternatives{
        NamedNumber{"times-stride", double(o) * s, "by multiplying with the stride",
                    "The kernel and the padding count too."},
        NamedNumber{"no-minus-one", double(o * s + k - 2 * p), "without taking 1 away",
                    "The first window needs no step: o − 1 steps."},
        NamedNumber{"padding-sign", p ? double((o - 1) * s + k + 2 * p) : kNone, "by adding the padding",
                    "The padding is no part of the input: it is taken away."},
        NamedNumber{"largest", double(most), "for the largest input", "Asked first is the smallest."},
    };
    question.parameters = {double(o), double(k), double(p), double(s)};
    question.text = filled("Along one axis an output has %1 cells. The kernel has %2, padding %3 stands on each "
                           "side, the stride is %4. What are the smallest and the largest input?",
                           {said(o), said(k), said(p), said(s)});
    question.asked = {"smallest", "largest"};
    setAnswer(question, {{double(least), double(most)}}, alternatives);
    question.session = examSession(anyInput(least, least), {onesLayer({k, k}, p, s)});
    question.steps = {
        {filled("Undo the + 1: %1 windows are %2 steps.", {said(o), said(o - 1)}), "table"},
        {filled("Undo the division: %1·%2 = %3 cells from the first window to the last.",
                {said(o - 1), said(s), said((o - 1) * s)}),
         "stage"},
        {filled("Add the kernel and take the padding away: %1 + %2 − 2·%3 = %4.",
                {said((o - 1) * s), said(k), said(p), said(least)}),
         "stage"},
        {filled("Rounding down left a rest of 0 to %1: up to %2.", {said(s - 1), said(most)}), "stage"},
    };
    return true;
}

/// A layer along one axis.
struct Line {
    int kernel = 1, stride = 1, padding = 0;
};

bool drawPlace(Draws& draws, ExamQuestion& question)
{
    std::array<Line, 2> lines;
    for (Line& line : lines) {
        const int s = draws.whole(1, 2);
        line = {3, s, draws.whole(0, 1)};
    }
    const int n = draws.whole(16, 32);
    const int between = sizeAfter(n, 3, lines[0].padding, lines[0].stride);
    const int o = sizeAfter(between, 3, lines[1].padding, lines[1].stride);
    const int cell = draws.whole(0, o - 1);
    if (lines[0].stride == 1 && lines[1].stride == 1)
        return false;
    const auto first = [&](int i, int at) {
        return at * lines[std::size_t(i)].stride - lines[std::size_t(i)].padding;
    };
    const int lo1 = first(1, cell), hi1 = lo1 + 2, lo = first(0, lo1), hi = first(0, hi1) + 2;
    const int jump = lines[0].stride * lines[1].stride, start = lo - cell * jump;
    const int from = std::max(lo, 0), to = std::min(hi, n - 1);
    const std::array alternatives{
        NamedNumber{"padding-forgotten", start ? double(cell * jump) : kNone, "without the padding",
                    "With padding the first window begins before the input."},
        NamedNumber{"padding-added", start ? double(cell * jump - start) : kNone, "by adding the padding",
                    "It moves the field to the front: take it away."},
        NamedNumber{"stride-of-last-only", lines[0].stride > 1 ? double(cell * lines[1].stride + start) : kNone,
                    "with the stride of the last layer only", "The strides multiply."},
        NamedNumber{"not-cut", lo < 0 ? double(lo) : kNone, "when the padding is counted", "The input begins at 0."},
    };
    question.parameters = {double(n)};
    for (const Line& line : lines)
        question.parameters.insert(question.parameters.end(),
                                   {double(line.kernel), double(line.stride), double(line.padding)});
    question.parameters.push_back(cell);
    question.text = filled("Along one axis an input of %1 cells goes through two kernels of 3: the first with stride "
                           "%2 and padding %3, the second with stride %4 and padding %5. Which are the first and the "
                           "last input that output %6 sees? Cells are counted from 0.",
                           {said(n), said(lines[0].stride), said(lines[0].padding), said(lines[1].stride),
                            said(lines[1].padding), said(cell)});
    question.asked = {"first", "last"};
    setAnswer(question, {{double(from), double(to)}}, alternatives);
    question.session = examSession(anyInput(n, n), {onesLayer({3, 3}, lines[0].padding, lines[0].stride),
                                                    onesLayer({3, 3}, lines[1].padding, lines[1].stride)});
    question.session->focus = 1;
    const std::int64_t position = (std::int64_t(cell) * o + cell) * 9;
    question.steps = {
        {filled("Back through the second layer: cells %1·%2 − %3 = %4 to %5 of the map between.",
                {said(cell), said(lines[1].stride), said(lines[1].padding), said(lo1), said(hi1)}),
         "stage", position},
        {filled("Back through the first: from %1·%2 − %3 = %4 to %5·%2 − %3 + 2 = %6.",
                {said(lo1), said(lines[0].stride), said(lines[0].padding), said(lo), said(hi1), said(hi)}),
         "stack", position},
        {filled("Cut at the ends of the input, 0 and %1: from %2 to %3.", {said(n - 1), said(from), said(to)}),
         "stack", position},
    };
    return true;
}

bool drawMatrix(Draws& draws, ExamQuestion& question)
{
    const int h = draws.whole(4, 9), w = draws.whole(4, 9), kh = draws.whole(2, 3), kw = draws.whole(2, 3);
    if (h == w)
        return false;
    const int outputs = (h - kh + 1) * (w - kw + 1), inputs = h * w, used = outputs * kh * kw;
    question.parameters = {double(h), double(w), double(kh), double(kw)};
    question.text = filled("A convolution of a %1 × %2 input with a %3 × %4 kernel, without padding, is written as "
                           "one matrix that is multiplied with all inputs in a column. How many rows and columns has "
                           "the matrix, and how many of its entries hold a weight?",
                           {said(h), said(w), said(kh), said(kw)});
    question.asked = {"rows", "columns", "weights"};
    setAnswer(question, {{double(outputs), double(inputs), double(used)}}, {});
    const auto weights = [&](std::string_view mistake, int number, std::string_view sentence) {
        if (number != used)
            question.alternatives.push_back({mistake,
                                             {{kNone, kNone, double(number)}},
                                             filled("%1 is what you get %2", {said(number), std::string(sentence)})});
    };
    weights("all-entries", outputs * inputs, "for all entries. Most of them are 0.");
    weights("one-kernel", kh * kw, "for one row. Each row holds the kernel.");
    weights("input-size", inputs * kh * kw, "with a row for each input. There is one for each output.");
    weights("rows", outputs, "for the rows. Each holds a whole kernel.");
    question.session = examSession(anyInput(h, w), {onesLayer({kh, kw}, 0, 1)});
    question.steps = {
        {filled("One row for each output: (%1 − %2 + 1)·(%3 − %4 + 1) = %5.",
                {said(h), said(kh), said(w), said(kw), said(outputs)}),
         "matrix"},
        {filled("One column for each input: %1·%2 = %3.", {said(h), said(w), said(inputs)}), "matrix"},
        {filled("Each row holds the kernel, %1·%2 weights: %3·%4 = %5.",
                {said(kh), said(kw), said(outputs), said(kh * kw), said(used)}),
         "matrix"},
    };
    return true;
}

constexpr std::array kTemplates{
    ExamTemplate{"chain", 3, "Sizes in a row of layers", 2, "7.5", drawChain},
    ExamTemplate{"same", 4, "Padding that keeps the size", 1, "7.3", drawSame},
    ExamTemplate{"backwards", 5, "The input of an output", 3, "7.3", drawBackwards},
    ExamTemplate{"field-place", 13, "What an output sees", 3, "7.2", drawPlace},
    ExamTemplate{"matrix-form", 14, "A convolution as a matrix", 2, "7.2", drawMatrix},
};

} // namespace

std::span<const ExamTemplate> sizeTemplates()
{
    return kTemplates;
}

} // namespace lab
