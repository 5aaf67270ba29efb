// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_forward.h"
#include "core/channels/channel_stack.h"
#include "core/layers/receptive_field.h"
#include "core/learning/gradient_terms.h"
#include "core/session/problem_of.h"
#include "core/teaching/predicate_rows.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lab
{

namespace
{

constexpr std::array kCellAndNumber{ArgumentKind::Cell, ArgumentKind::Number};
constexpr std::array kCounts2{ArgumentKind::Count, ArgumentKind::Count};
constexpr std::array kMatrix{ArgumentKind::Matrix};
constexpr std::array kNumber{ArgumentKind::Number};

/// By how much a cell of the output may differ: what was added up in it, times 10⁻⁶.
double cellTolerance(const Session& session, const Grid64& input, double wanted)
{
    const Layer& layer = session.layer();
    return kBuildTolerance * std::max(weightMagnitude(layer) * largestMagnitude(input) + std::abs(double(layer.bias)),
                                      std::abs(wanted));
}

constexpr std::array kCellOutcomes{
    Outcome{"reached", true, "Y[%1,%2] is %3."},
    Outcome{"outside", false, "The output is %3 × %4: it has no Y[%1,%2]."},
    Outcome{"too-small", false, "Y[%1,%2] is %3; it should be larger: %4."},
    Outcome{"too-large", false, "Y[%1,%2] is %3; it should be smaller: %4."},
    Outcome{"sign", false, "Y[%1,%2] is %3; it should have the other sign."},
    Outcome{"no-number", false, "Y[%1,%2] is no number here."},
};

Found checkCell(const Condition& condition, const Built& built)
{
    const Session& now = built.now;
    const int row = int(condition.numbers[0]), col = int(condition.numbers[1]);
    const double wanted = condition.numbers[2];
    const auto geometries = resolve(now.input->shape(), now.layers);
    if (!geometries)
        return {kNoOutput};
    const Geometry& geometry = (*geometries)[now.focus];
    if (!inside(OutputCell{row, col}, geometry.output()))
        return {"outside", {said(row), said(col), said(geometry.rows.output), said(geometry.cols.output)}};
    const Grid64 x = layerInput(now, *geometries);
    const double value = layerCell(x.view(), now.layer(), geometry, {row, col}).value;
    const double least = cellTolerance(now, x, wanted);
    const auto outcome = [&]() -> std::string_view {
        if (std::isnan(value))
            return "no-number";
        if (std::abs(value - wanted) <= least)
            return "reached";
        if (std::abs(value + wanted) <= least)
            return "sign";
        return value < wanted ? "too-small" : "too-large";
    };
    return {outcome(), {said(row), said(col), said(value), said(wanted)}, outputSpot(now, row, col)};
}

constexpr std::array kMapOutcomes{
    Outcome{"reached", true, "All %1 cells are as they should be."},
    Outcome{"shape", false, "The output is %1 × %2, and it should be %3 × %4."},
    Outcome{"transposed", false, "Rows and columns are exchanged."},
    Outcome{"negative", false, "Every cell has the other sign."},
    Outcome{"differs", false, "%1 of %2 cells differ. The first is Y[%3,%4]: it is %5 and should be %6."},
};

Found checkMap(const Condition& condition, const Built& built)
{
    const Session& now = built.now;
    const auto geometries = resolve(now.input->shape(), now.layers);
    if (!geometries)
        return {kNoOutput};
    const Grid64& wanted = condition.matrix;
    const Shape shape = (*geometries)[now.focus].output();
    if (shape != wanted.shape())
        return {"shape", {said(shape.rows), said(shape.cols), said(wanted.rows()), said(wanted.cols())}};
    const Grid64 y = layerOutput(now, *geometries);
    const double least = cellTolerance(now, layerInput(now, *geometries), largestMagnitude(wanted));
    const auto differs = [&](const Grid64& from, double sign) {
        int count = 0;
        for (std::size_t i = 0; i < y.size(); ++i)
            count += !(std::abs(y.cells()[i] - sign * from.cells()[i]) <= least) ? 1 : 0;
        return count;
    };
    const int count = differs(wanted, 1), cells = int(y.size());
    if (count == 0)
        return {"reached", {said(cells)}};
    if (differs(wanted, -1) == 0)
        return {"negative"};
    if (shape.rows == shape.cols && differs(transposed(wanted), 1) == 0)
        return {"transposed"};
    int i = 0;
    while (std::abs(y.cells()[std::size_t(i)] - wanted.cells()[std::size_t(i)]) <= least)
        ++i;
    const int row = i / shape.cols, col = i % shape.cols;
    return {"differs",
            {said(count), said(cells), said(row), said(col), said(y.at(row, col)), said(wanted.at(row, col))},
            outputSpot(now, row, col)};
}

constexpr std::array kShapeOutcomes{
    Outcome{"reached", true, "The output is %1 × %2."},
    Outcome{"exchanged", false, "The output is %1 × %2: rows come first, then columns."},
    Outcome{"rows-differ", false, "The columns are right. There are %1 rows, and there should be %3."},
    Outcome{"columns-differ", false, "The rows are right. There are %2 columns, and there should be %4."},
    Outcome{"both-differ", false, "The output is %1 × %2, and it should be %3 × %4."},
};

Found checkShape(const Condition& condition, const Built& built)
{
    const Session& now = built.now;
    const auto geometries = resolve(now.input->shape(), now.layers);
    if (!geometries)
        return {kNoOutput};
    const Shape made = (*geometries)[now.focus].output();
    const Shape wanted{int(condition.numbers[0]), int(condition.numbers[1])};
    const std::string_view id = made == wanted                            ? "reached"
                                : made == Shape{wanted.cols, wanted.rows} ? "exchanged"
                                : made.cols == wanted.cols                ? "rows-differ"
                                : made.rows == wanted.rows                ? "columns-differ"
                                                                          : "both-differ";
    return {id, {said(made.rows), said(made.cols), said(wanted.rows), said(wanted.cols)}};
}

constexpr std::array kFieldOutcomes{
    Outcome{"covers", true, "One output sees the whole input, %3 × %4 cells."},
    Outcome{"too-small", false,
            "One output of the last layer sees %1 × %2 of the %3 × %4 inputs: more layers, larger kernels or strides "
            "make it see more."},
};

Found checkField(const Condition&, const Built& built)
{
    const Session& now = built.now;
    const auto geometries = resolve(now.input->shape(), now.layers);
    if (!geometries)
        return {kNoOutput};
    const LayerRow last = layerTable(now.layers, *geometries).back();
    const Shape input = now.input->shape();
    return {coversInput(*geometries) ? "covers" : "too-small",
            {said(std::min(last.rows.size, double(input.rows))), said(std::min(last.cols.size, double(input.cols))),
             said(input.rows), said(input.cols)}};
}

constexpr std::array kLossOutcomes{
    Outcome{"below", true, "The loss is %1, below %2."},
    Outcome{"still-above", false, "The loss is %1; it should fall below %2."},
    Outcome{"grew", false, "The loss has grown from %3 to %1: the steps are too large. Try a smaller rate."},
    Outcome{"another-size", false, "The kernel that is learned has another size than the one that is there."},
};

/// Of a kernel on the problem that a session poses.
double lossOf(const TrainProblem& problem, const Grid64& kernel, double bias)
{
    double squares = 0;
    for (std::size_t p = 0; p < problem.inputs.size(); ++p) {
        const Grid64 residual = residuals(problem.inputs[p], problem.targets[p], kernel, bias, problem.geometry);
        for (const double r : residual.cells())
            squares += r * r;
    }
    return problem.reduction == Reduction::Mean ? squares / problem.residuals() : squares;
}

Found checkLoss(const Condition& condition, const Built& built)
{
    const Session& now = built.now;
    const auto problem = trainProblem(now);
    if (!problem)
        return {now.layer().pools() ? kPools : kNoOutput};
    const Layer& layer = now.layer();
    if (layer.kernel.shape() != problem->geometry.kernel())
        return {"another-size"};
    const double loss = lossOf(*problem, converted<double>(layer.kernel), layer.bias);
    const double first = lossOf(*problem, now.train.startKernel, now.train.startBias);
    const std::vector<std::string> numbers{display(loss), said(condition.numbers[0]), display(first)};
    if (loss < condition.numbers[0])
        return {"below", numbers};
    return {loss <= first * (1 + kBuildTolerance) ? "still-above" : "grew", numbers};
}

constexpr std::array kChannelOutcomes{
    Outcome{"answers", true, "Y%1[%2,%3] is %4."},
    Outcome{"silent", false, "Every number of the output is still 0: what the channels add cancels."},
    Outcome{"no-channels", false, "There are no layers of several channels, or they do not fit each other."},
};

Found checkChannels(const Condition&, const Built& built)
{
    const auto& stack = built.now.stack;
    if (!stack)
        return {"no-channels"};
    const auto geometries = resolveChannels(stack->input.shape(), stack->layers);
    if (!geometries)
        return {"no-channels"};
    const auto maps = stackMaps(stack->input, stack->layers, *geometries);
    if (!maps)
        return {"no-channels"};
    const Maps64& y = maps->back();
    double most = 0; // of what goes in
    for (const float x : stack->input.cells())
        most = std::max(most, std::abs(double(x)));
    const auto cells = y.cells();
    const auto found = std::ranges::find_if(
        cells, [&](double value) { return std::abs(value) > kBuildTolerance * std::max(most, 1.0); });
    if (found == cells.end())
        return {"silent"};
    const MapCell at = cellAt(y.shape(), found - cells.begin());
    return {"answers", {said(at.channel), said(at.row), said(at.col), said(*found)}};
}

constexpr std::array kRows{
    PredicateRow{"channels-answer",
                 "channels-answer",
                 {},
                 "",
                 nullptr,
                 "The output of the layers of several channels is not to be 0 everywhere.",
                 kChannelOutcomes,
                 checkChannels},
    PredicateRow{"cell", "cell Y[i,j] value", kCellAndNumber, "a cell of the output, and a number", nullptr,
                 "Y[%1,%2] is to become %3.", kCellOutcomes, checkCell},
    PredicateRow{"map", "map Y", kMatrix, "a matrix", nullptr, "The output is to become %1.", kMapOutcomes, checkMap},
    PredicateRow{"shape", "shape rows columns", kCounts2, "counts, both at least 1",
                 [](const Condition& c) { return c.numbers[0] >= 1 && c.numbers[1] >= 1; },
                 "The output is to have %1 rows and %2 columns.", kShapeOutcomes, checkShape},
    PredicateRow{"field-covers-input",
                 "field-covers-input",
                 {},
                 "",
                 nullptr,
                 "One output of the last layer is to see the whole input.",
                 kFieldOutcomes,
                 checkField},
    PredicateRow{"loss-below", "loss-below x", kNumber, "a number above 0",
                 [](const Condition& c) { return c.numbers[0] > 0; }, "The loss is to fall below %1.", kLossOutcomes,
                 checkLoss},
};

} // namespace

std::span<const PredicateRow> outputPredicates()
{
    return kRows;
}

} // namespace lab
