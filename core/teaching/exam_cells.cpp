// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/exam_rows.h"
#include "core/teaching/mistake_tables.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lab
{

namespace
{

// Questions whose mistakes are those of the table of mistakes.

template <class Case>
std::vector<NamedNumber> numbersOf(std::span<const MistakeRow<Case>> rows, const Case& of)
{
    std::vector<NamedNumber> numbers;
    for (const MistakeRow<Case>& row : rows)
        numbers.push_back({row.mistake.id, row.value(of).value_or(kNone), std::string(row.mistake.how),
                           std::string(row.mistake.advice)});
    return numbers;
}

Axis axisOf(int n, int k, int p, int s, int d = 1)
{
    return {n, k, {p, p}, s, d, sizeAfter(n, k, p, s, d)};
}

bool drawShape(Draws& draws, ExamQuestion& question)
{
    const int h = draws.whole(6, 32), w = draws.whole(6, 32), kh = draws.whole(1, 5), kw = draws.whole(1, 5);
    const int p = draws.whole(0, 2), s = draws.whole(1, 3);
    if (h == w || kh == kw)
        return false;
    const Axis rows = axisOf(h, kh, p, s), cols = axisOf(w, kw, p, s);
    const auto ofRows = numbersOf(sizeMistakes(), rows), ofCols = numbersOf(sizeMistakes(), cols);
    std::vector<std::string_view> tells{"no-plus-one", "plus-for-minus"};
    if (s > 1)
        tells.emplace_back("stride-ignored");
    else if (p > 0)
        tells.emplace_back("padding-forgotten");
    if (!toldApart(rows.output, ofRows, tells))
        return false;
    question.parameters = {double(h), double(w), double(kh), double(kw), double(p), double(s)};
    question.text =
        filled("A %1 × %2 input meets a %3 × %4 kernel, with padding %5 on all sides and stride %6. What is "
               "the shape of the output?",
               {said(h), said(w), said(kh), said(kw), said(p), said(s)});
    question.asked = {"rows", "columns"};
    question.answer = {{double(rows.output), double(cols.output)}};
    for (std::size_t i = 0; i < ofRows.size(); ++i) {
        const bool swapped = ofRows[i].mistake == "axes-swapped";
        const double r = swapped ? cols.output : ofRows[i].value, c = swapped ? rows.output : ofCols[i].value;
        if ((std::isnan(r) || r == rows.output) && (std::isnan(c) || c == cols.output))
            continue;
        question.alternatives.push_back(
            {ofRows[i].mistake,
             {{r, c}},
             filled("%1 × %2 is what you get %3. %4", {std::isnan(r) ? "–" : said(r), std::isnan(c) ? "–" : said(c),
                                                       ofRows[i].how, ofRows[i].advice})});
    }
    question.session = examSession(anyInput(h, w), {onesLayer({kh, kw}, p, s)});
    question.question = asking(Asked::Shape);
    const int room = h + 2 * p;
    question.steps = {
        {filled("Rows: with the padding there is room for %1 + 2·%2 = %3.", {said(h), said(p), said(room)}), "stage"},
        {filled("The kernel takes %1 of them: %2 are left to move.", {said(kh), said(room - kh)}), "stage"},
        {filled("Steps of %1: ⌊%2/%1⌋ = %3; and the first place: %4.",
                {said(s), said(room - kh), said((room - kh) / s), said(rows.output)}),
         "stage"},
        {filled("Columns the same way: ⌊(%1 + 2·%2 − %3)/%4⌋ + 1 = %5.",
                {said(w), said(p), said(kw), said(s), said(cols.output)}),
         "table"},
    };
    return true;
}

bool drawDilation(Draws& draws, ExamQuestion& question)
{
    const int n = draws.whole(12, 40), k = draws.oneOf({2, 3, 4, 5}), p = draws.whole(0, 3), s = draws.whole(1, 2);
    const int d = draws.whole(2, 3);
    const Axis axis = axisOf(n, k, p, s, d);
    const auto numbers = numbersOf(sizeMistakes(), axis);
    static constexpr std::array<std::string_view, 3> kTells{"dilation-ignored", "dilation-times-kernel",
                                                            "no-plus-one"};
    if (!toldApart(axis.output, numbers, kTells))
        return false;
    question.parameters = {double(n), double(k), double(p), double(s), double(d)};
    question.text =
        filled("A square input has the side %1. The kernel is %2 × %2 with dilation %5, padding %3 stands "
               "on all sides, the stride is %4. What is the side of the output?",
               {said(n), said(k), said(p), said(s), said(d)});
    setAnswer(question, {{double(axis.output)}}, numbers);
    if (axis.output > 0)
        question.session = examSession(anyInput(n, n), {onesLayer({k, k}, p, s, d)});
    const int reach = axis.extent();
    question.steps = {
        {filled("The kernel reaches over %1·(%2 − 1) + 1 = %3 cells.", {said(d), said(k), said(reach)}), "stage"},
        {filled("Then as ever: ⌊(%1 + 2·%2 − %3)/%4⌋ + 1 = %5.",
                {said(n), said(p), said(reach), said(s), said(axis.output)}),
         "table"},
    };
    return true;
}

bool drawProducts(Draws& draws, ExamQuestion& question)
{
    const int h = draws.whole(8, 64), w = draws.whole(8, 64), in = draws.oneOf({3, 4, 8, 16});
    const int out = draws.oneOf({4, 8, 16, 32}), k = draws.oneOf({3, 5, 7}), p = draws.whole(0, 2),
              s = draws.whole(1, 2);
    const Shape output{sizeAfter(h, k, p, s), sizeAfter(w, k, p, s)};
    const CountCase counts{double(in), double(out), {k, k}, {h, w}, output, true};
    if (in == k || output.cells() == std::int64_t(h) * w)
        return false;
    const auto numbers = numbersOf(multiplicationMistakes(), counts);
    static constexpr std::array<std::string_view, 3> kTells{"input-size", "input-channels-forgotten", "adds-counted"};
    if (!toldApart(counts.products(), numbers, kTells))
        return false;
    question.parameters = {double(h), double(w), double(in), double(out), double(k), double(p), double(s)};
    question.text =
        filled("Maps of %1 × %2 with %3 channels go through a convolution %4 × %4 to %5 channels, padding "
               "%6, stride %7. How many multiplications is that?",
               {said(h), said(w), said(in), said(k), said(out), said(p), said(s)});
    setAnswer(question, {{counts.products()}}, numbers);
    question.session = examSession(anyInput(h, w), {onesLayer({k, k}, p, s)});
    question.steps = {
        {filled("The output is %1 × %2.", {said(output.rows), said(output.cols)}), "table"},
        {filled("Each of its numbers takes %1²·%2 = %3 multiplications.", {said(k), said(in), said(k * k * in)}),
         "stage"},
        {filled("There are %1·%2·%3 numbers: %4.",
                {said(output.rows), said(output.cols), said(out), said(counts.products())}),
         "table"},
    };
    return true;
}

bool drawField(Draws& draws, ExamQuestion& question)
{
    const int count = draws.whole(3, 4);
    std::vector<Axis> axes;
    std::vector<Layer> layers;
    std::string kernels;
    for (int i = 0; i < count; ++i) {
        const int k = draws.oneOf({2, 3, 5}), s = draws.whole(1, 2);
        Axis axis;
        axis.kernel = k;
        axis.stride = s;
        axes.push_back(axis);
        layers.push_back(onesLayer({k, k}, 0, s));
        kernels += filled(i ? ", %1 × %1 with stride %2" : "%1 × %1 with stride %2", {said(k), said(s)});
    }
    int field = 1, jump = 1;
    std::vector<WorkedStep> steps{{"Begin with field 1 and jump 1. Each layer adds (k − 1)·jump, then the stride "
                                   "multiplies the jump.",
                                   "table"}};
    for (const Axis& axis : axes) {
        const int before = field;
        field += (axis.kernel - 1) * jump;
        const std::string sum =
            filled("%1 + %2·%3 = %4", {said(before), said(axis.kernel - 1), said(jump), said(field)});
        jump *= axis.stride;
        steps.push_back({filled("Field %1; the jump is %2 now.", {sum, said(jump)}), "table"});
    }
    const auto numbers = numbersOf(fieldMistakes(), axes);
    static constexpr std::array<std::string_view, 5> kTells{"strides-ignored", "kernels-multiplied", "kernels-added",
                                                            "own-stride-too", "k-for-k-1"};
    if (!toldApart(field, numbers, kTells))
        return false;
    for (const Axis& axis : axes)
        question.parameters.insert(question.parameters.end(),
                                   {double(axis.kernel), double(axis.stride), double(axis.dilation)});
    question.text = filled("The layers of a network, from first to last, have kernels of %1. What is the side of the "
                           "receptive field of one output of the last layer?",
                           {kernels});
    setAnswer(question, {{double(field)}}, numbers);
    question.session = examSession(anyInput(field + jump, field + jump), layers);
    question.session->focus = layers.size() - 1;
    question.question = asking("field-size", layers.size() - 1);
    question.steps = std::move(steps);
    return true;
}

std::string productsText(const Explanation& explanation)
{
    std::string text;
    for (const Term& term : explanation.terms)
        text.append(text.empty() ? "" : " + ").append(said(term.x)).append("·").append(factor(term.w));
    return text;
}

bool drawCell(Draws& draws, ExamQuestion& question)
{
    const Grid64 x = draws.grid({4, 4}, 0, 9), k = draws.gridNotZero({2, 2}, -3, 4);
    const int b = draws.notZero(-5, 5), i = draws.whole(0, 2), j = draws.whole(0, 2);
    Session session = examSession(x, {layerWith(k, float(b))});
    const Question asked = asking(Asked::Cell, i, j);
    const auto geometry = resolveLayer(x.shape(), session.layer());
    const Explanation explanation = explain(session.inputPlane(0), session.layer(), *geometry, {i, j});
    const double right = explanation.sum;
    if (std::abs(right) < 0.5) // an answer of 0 tells nothing apart
        return false;
    const auto numbers = numbersOf(session, asked, false), all = numbersOf(session, asked, true);
    std::vector<std::string_view> tells{"flipped",    "transposed",       "bias-forgotten",
                                        "bias-twice", "bias-per-product", "mean",
                                        "sign",       "minus-signs-lost", "kernel-not-used"};
    for (const NamedNumber& number : all)
        if (number.mistake.starts_with("window"))
            tells.push_back(number.mistake);
    if (i != j)
        tells.emplace_back("row-column-swapped");
    if (!toldApart(right, numbers, tells))
        return false;
    addParameters(question, x);
    addParameters(question, k);
    question.parameters.insert(question.parameters.end(), {double(b), double(i), double(j)});
    question.text =
        filled("Input %1, kernel %2, bias %3. What is Y[%4,%5]?", {said(x), said(k), said(b), said(i), said(j)});
    setAnswer(question, {{right}}, all);
    const std::int64_t from = (std::int64_t(i) * 3 + j) * 4;
    question.steps = {
        {filled("The window begins at X[%1,%2].", {said(i), said(j)}), "stage", from},
        {filled("Its four products: %1 = %2.", {productsText(explanation), said(right - b)}), "stage", from + 3},
        {filled("The bias comes last, once: %1 + %2 = %3.", {said(right - b), factor(b), said(right)}), "stage",
         from + 3},
    };
    question.session = std::move(session);
    question.question = asked;
    return true;
}

bool drawMap(Draws& draws, ExamQuestion& question)
{
    const Grid64 x = draws.grid({4, 4}, 0, 9), k = draws.grid({3, 3}, -2, 2);
    Session session = examSession(x, {layerWith(k, 0, 1, 2)});
    const auto geometry = resolveLayer(x.shape(), session.layer());
    Grid64 y({2, 2});
    for (int i = 0; i < 4; ++i)
        y.at(i / 2, i % 2) = layerCell(x.view(), session.layer(), *geometry, {i / 2, i % 2}).value;
    const double right = y.at(0, 1); // of this cell the mistakes are to be told apart
    const Question cell = asking(Asked::Cell, 0, 1);
    static constexpr std::array<std::string_view, 5> kTells{"flipped", "stride-ignored", "stride-in-window",
                                                            "border-replicate", "border-reflect"};
    if (std::abs(right) < 0.5 || !toldApart(right, numbersOf(session, cell, false), kTells))
        return false;
    addParameters(question, x);
    addParameters(question, k);
    question.parameters.insert(question.parameters.end(), {1, 2});
    question.text = filled("Input %1, kernel %2, a padding of one zero on all sides, stride 2. What is the output, a "
                           "2 × 2 map?",
                           {said(x), said(k)});
    question.answer = y;
    for (const NamedNumber& number : numbersOf(session, cell, true)) {
        if (std::isnan(number.value) || number.value == right)
            continue;
        Grid64 answer({2, 2}, kNone);
        answer.at(0, 1) = number.value;
        question.alternatives.push_back(
            {number.mistake, std::move(answer),
             filled("Y[0,1] = %1 is what you get %2. %3", {said(number.value), number.how, number.advice})});
    }
    question.steps = {
        {"With the padding the input has 6 × 6 cells; the windows begin at its rows and columns 0 and 2.", "stage"}};
    for (int i = 0; i < 4; ++i) {
        const OutputCell at{i / 2, i % 2};
        question.steps.push_back({filled("Y[%1,%2] = %3.", {said(at.row), said(at.col), said(y.at(at))}), "stage",
                                  std::int64_t(i) * 9 + 8});
    }
    question.session = std::move(session);
    question.question = asking(Asked::Map);
    return true;
}

bool drawPooling(Draws& draws, ExamQuestion& question)
{
    const Grid64 x = draws.grid({4, 4}, -4, 9);
    const bool mean = draws.whole(0, 1) == 1;
    const int s = draws.whole(1, 2), i = 1, j = s == 2 ? 0 : 2;
    Layer layer = maxPoolLayer(2, s);
    layer.kind = mean ? LayerKind::AveragePool : LayerKind::MaxPool;
    Session session = examSession(x, {layer});
    const Question asked = asking(Asked::Cell, i, j);
    const auto geometry = resolveLayer(x.shape(), layer);
    const Explanation explanation = explain(session.inputPlane(0), layer, *geometry, {i, j});
    const double right = explanation.result;
    const auto numbers = numbersOf(session, asked, true);
    const auto possible = [&](std::string_view id) {
        return std::any_of(numbers.begin(), numbers.end(), [&](const NamedNumber& n) { return n.mistake == id; });
    };
    std::vector<std::string_view> tells{mean ? "max-for-mean" : "mean-for-max", "sum"};
    if (s == 2)
        tells.emplace_back("stride-ignored");
    else if (possible("stride-as-window"))
        tells.emplace_back("stride-as-window");
    if (!toldApart(right, numbers, tells))
        return false;
    addParameters(question, x);
    question.parameters.insert(question.parameters.end(), {mean ? 1.0 : 0.0, 2, double(s), double(i), double(j)});
    question.text = filled("%1 pooling of %2 with a window of 2 × 2 and stride %3. What is Y[%4,%5]?",
                           {mean ? "Average" : "Max", said(x), said(s), said(i), said(j)});
    question.digits = mean ? 2 : 0;
    setAnswer(question, {{right}}, numbers);
    std::string cells;
    for (const Term& term : explanation.terms)
        cells.append(cells.empty() ? "" : ", ").append(said(term.x));
    const std::int64_t at = (std::int64_t(i) * geometry->cols.output + j) * 4;
    question.steps = {
        {filled("The window begins at X[%1,%2] and holds %3.", {said(i * s), said(j * s), cells}), "stage", at + 3},
        {mean ? filled("They sum to %1; divided by all 4 cells that is %2.", {said(4 * right), said(right)})
              : filled("The largest is %1.", {said(right)}),
         "stage", at + 3},
    };
    question.session = std::move(session);
    question.question = asked;
    return true;
}

constexpr std::array kTemplates{
    ExamTemplate{"shape", 1, "The shape of an output", 1, "7.3", drawShape},
    ExamTemplate{"dilation", 2, "Size with dilation", 2, "7.3", drawDilation},
    ExamTemplate{"products", 8, "Multiplications of a layer", 2, "7.4", drawProducts},
    ExamTemplate{"field-size", 12, "The side of a receptive field", 2, "7.2", drawField},
    ExamTemplate{"cell", 15, "One cell", 1, "7.2", drawCell},
    ExamTemplate{"map", 16, "A map with padding and stride", 2, "7.3", drawMap},
    ExamTemplate{"pooling", 25, "One cell of a pooling", 1, "7.5", drawPooling},
};

} // namespace

std::span<const ExamTemplate> cellTemplates()
{
    return kTemplates;
}

} // namespace lab
