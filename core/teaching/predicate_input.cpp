// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/composition.h"
#include "core/learning/least_squares.h"
#include "core/session/problem_of.h"
#include "core/teaching/predicate_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lab
{

namespace
{

/// Two inputs as equal as typed numbers are.
bool alike(float a, float b)
{
    constexpr double kUnseen = 1e-5;
    return std::abs(double(a) - double(b)) <= 1e-8 + kUnseen * std::abs(double(b));
}

/// The first cell, in reading order, that differs from the one (down, right) of it; none: all of them are alike.
std::optional<InputCell> changesTowards(GridView<float> x, int down, int right)
{
    for (int r = 0; r + down < x.rows(); ++r)
        for (int c = std::max(0, -right); c < std::min(x.cols(), x.cols() - right); ++c)
            if (!alike(x.at(r + down, c + right), x.at(r, c)))
                return InputCell{r + down, c + right};
    return std::nullopt;
}

bool flat(GridView<float> x)
{
    return !changesTowards(x, 0, 1) && !changesTowards(x, 1, 0);
}

constexpr std::array kDiagonalOutcomes{
    Outcome{"falling", true, "Its edges fall: every diagonal from the upper left to the lower right is constant."},
    Outcome{"rising", true, "Its edges rise: every diagonal from the lower left to the upper right is constant."},
    Outcome{"both", true, "Its edges fall and rise: the diagonals of both directions are constant."},
    Outcome{"too-small", false, "It has %1 × %2 cells; a diagonal needs at least 3 × 3."},
    Outcome{"flat", false, "All cells are equal, so there is no edge."},
    Outcome{"horizontal-edges", false,
            "All columns are equal: its edges lie flat. Shift each column one further down than the one before."},
    Outcome{"vertical-edges", false,
            "All rows are equal: its edges stand upright. Shift each row one further than the one above."},
    Outcome{"not-constant-along-a-diagonal", false, "Follow one diagonal: it changes at row %1, column %2."},
};

Found checkDiagonal(const Condition&, const Built& built)
{
    const GridView<float> x = built.now.inputPlane(0);
    if (x.rows() < 3 || x.cols() < 3)
        return {"too-small", {said(x.rows()), said(x.cols())}};
    const bool rowsAlike = !changesTowards(x, 1, 0), colsAlike = !changesTowards(x, 0, 1);
    if (rowsAlike && colsAlike)
        return {"flat"};
    if (colsAlike)
        return {"horizontal-edges"};
    if (rowsAlike)
        return {"vertical-edges"};
    const auto falling = changesTowards(x, 1, 1), rising = changesTowards(x, 1, -1);
    if (falling && rising) { // the direction that is followed further was meant
        const InputCell cell = std::max(*falling, *rising);
        return {"not-constant-along-a-diagonal", {said(cell.row), said(cell.col)}, inputSpot(cell.row, cell.col)};
    }
    return {!falling && !rising ? "both" : falling ? "rising" : "falling"};
}

/// The layer's sums alone.
Layer plain(Layer layer)
{
    layer.bias = 0;
    layer.activation = Activation::None;
    return layer;
}

constexpr std::array kStrongestOutcomes{
    Outcome{"strongest", true, "It reaches %1, and no picture between 0 and 1 gives more."},
    Outcome{"outside-0-1", false, "The values must lie between 0 and 1; there is one of %1."},
    Outcome{"weaker", false,
            "It reaches %1 of %2. Put 1 under every positive weight of one window and 0 under every negative one, or "
            "the other way round."},
};

// Of values in 0…1, a window gives at most ΣK⁺ (ones under the positive weights), and down to −Σ|K⁻|.
Found checkStrongest(const Condition&, const Built& built)
{
    const Session& now = built.now;
    const auto geometries = resolve(now.input->shape(), now.layers);
    if (!geometries || now.layer().pools())
        return {geometries ? kPools : kNoOutput};
    const Grid64 x = layerInput(now, *geometries);
    for (const double v : x.cells())
        if (!(v >= -kBuildTolerance && v <= 1 + kBuildTolerance))
            return {"outside-0-1", {said(v)}};
    double positive = 0, negative = 0;
    for (const float w : now.layer().kernel.cells())
        (w > 0 ? positive : negative) += std::abs(double(w));
    const Grid64 y = mapInDouble(x, plain(now.layer()), (*geometries)[now.focus]);
    const double best = std::max(positive, negative), reached = largestMagnitude(y);
    const bool enough = best > 0 && reached >= best - kBuildTolerance * (positive + negative);
    return {enough ? "strongest" : "weaker", {said(reached), said(best)}};
}

constexpr std::array kAdditiveOutcomes{
    Outcome{"not-linear", true, "The sum of both has the largest value %1 here, and the largest values sum to %2."},
    Outcome{"not-max-pooling", false, "This is about the largest of a window: make the layer a max pooling."},
    Outcome{"shapes-differ", false, "Two inputs of one size can be added: make this one %1 × %2, like the first."},
    Outcome{
        "adds-up-here", false,
        "With this input the largest values add up in every window: let the two have theirs in different places."},
};

// A is the input of the step, B the one that was built.
Found checkAdditive(const Condition&, const Built& built)
{
    const Session& now = built.now;
    if (now.layer().kind != LayerKind::MaxPool)
        return {"not-max-pooling"};
    const GridView<float> a = built.start.inputPlane(0), b = now.inputPlane(0);
    if (a.shape() != b.shape())
        return {"shapes-differ", {said(a.rows()), said(a.cols())}};
    const auto geometry = resolveLayer(b.shape(), now.layer());
    if (!geometry)
        return {kNoOutput};
    const Grid64 x = inDouble(a), y = inDouble(b);
    Grid64 sum = x;
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum.cells()[i] += std::as_const(y).cells()[i];
    const double least = kBuildTolerance * std::max(largestMagnitude(x), largestMagnitude(y));
    const auto largest = [&](const Grid64& of) { return mapInDouble(of, now.layer(), *geometry); };
    const Grid64 ofA = largest(x), ofB = largest(y), ofSum = largest(sum);
    for (int r = 0; r < ofSum.rows(); ++r) {
        for (int c = 0; c < ofSum.cols(); ++c) {
            const double apart = ofA.at(r, c) + ofB.at(r, c);
            if (std::abs(ofSum.at(r, c) - apart) > least)
                return {"not-linear", {said(ofSum.at(r, c)), said(apart)}, outputSpot(now, r, c)};
        }
    }
    return {"adds-up-here"};
}

constexpr std::array kFindableOutcomes{
    Outcome{"all-told", true, "The outputs tell all %2 weights: learning can find them."},
    Outcome{"too-large", false, "A kernel of that many weights cannot be asked for this: use a smaller one."},
    Outcome{"not-all-told", false, "Of %2 directions in which the weights can move, only %1 change an output. %3"},
    Outcome{
        "hardly-told", false,
        "All %2 weights are told, but some so faintly that learning does not get there: the steepest direction is "
        "%3 times as steep as the flattest. Use values that vary more."},
};

/// Why the input does not tell all weights.
struct ToldReason {
    Told told;
    const char* sentence;
};
constexpr std::array kReasons{
    ToldReason{Told::ColumnSums, "All rows of a window are equal: let the rows differ."},
    ToldReason{Told::RowSums, "All columns of a window are equal: let the columns differ."},
    ToldReason{Told::Sum, "All cells of a window are equal: let them differ."},
    ToldReason{Told::Nothing, "All windows are 0: they teach nothing."},
    ToldReason{Told::SomeDirections, "There must be more windows that differ."},
};

Found checkFindable(const Condition&, const Built& built)
{
    const auto problem = trainProblem(built.now);
    if (!problem)
        return {built.now.layer().pools() ? kPools : kNoOutput};
    if (!measurable(*problem))
        return {"too-large"};
    const auto curved = curvature(*problem);
    if (!curved)
        return {kNoOutput};
    const Identifiability it = identifiability(*curved, problem->geometry.kernel(), problem->learnBias);
    const std::string rank = said(it.rank), parameters = said(it.parameters);
    constexpr double kFaint = 1e6;
    if (it.rank < it.parameters) {
        const auto reason =
            std::find_if(kReasons.begin(), kReasons.end(), [&](const ToldReason& r) { return r.told == it.told; });
        return {"not-all-told", {rank, parameters, reason == kReasons.end() ? "" : reason->sentence}};
    }
    if (!(curved->condition() < kFaint))
        return {"hardly-told", {rank, parameters, display(curved->condition(), 2)}};
    return {"all-told", {rank, parameters}};
}

constexpr std::array kBorderOutcomes{
    Outcome{"border-only", true,
            "The picture is flat, and yet zeros around it make the border answer up to %1; mirrored, all is 0."},
    Outcome{"not-flat", false, "The picture must be flat: it changes at row %1, column %2."},
    Outcome{"no-padding", false, "Without padding there is no border to answer: add a cell on each side."},
    Outcome{
        "answers-inside", false,
        "Even mirrored it answers %1: the weights must sum to 0, and the bias be 0, so that a flat picture gives 0."},
    Outcome{"silent", false,
            "Zeros around this picture change nothing: it needs a value other than 0, and a kernel that is not 0."},
};

Found checkBorder(const Condition&, const Built& built)
{
    const Session& now = built.now;
    const GridView<float> x = now.inputPlane(0);
    if (now.layer().pools())
        return {kPools};
    if (!flat(x)) {
        const InputCell cell = changesTowards(x, 0, 1).value_or(changesTowards(x, 1, 0).value_or(InputCell{}));
        return {"not-flat", {said(cell.row), said(cell.col)}, inputSpot(cell.row, cell.col)};
    }
    const auto withBorder = [&](Border border) {
        Layer layer = now.layer();
        layer.spec.border = border;
        return resolveLayer(x.shape(), layer);
    };
    const auto zeros = withBorder(Border::Zero), mirrored = withBorder(Border::Reflect);
    if (!zeros || !mirrored)
        return {kNoOutput};
    const Axis &rows = zeros->rows, &cols = zeros->cols;
    if (rows.padded() == rows.input && cols.padded() == cols.input)
        return {"no-padding"};
    const Grid64 input = inDouble(x);
    const Grid64 y = mapInDouble(input, now.layer(), *zeros);
    const double least = kBuildTolerance * std::max(weightMagnitude(now.layer()) * largestMagnitude(input),
                                                    std::numeric_limits<double>::min());
    const double inside = largestMagnitude(mapInDouble(input, now.layer(), *mirrored));
    if (!(inside <= least))
        return {"answers-inside", {said(inside)}};
    const double outside = largestMagnitude(y);
    return {outside > least ? "border-only" : "silent", {said(outside)}};
}

constexpr std::array kRows{
    PredicateRow{"diagonal-image",
                 "diagonal-image",
                 {},
                 "",
                 nullptr,
                 "An input of at least 3 × 3 cells with diagonal edges.",
                 kDiagonalOutcomes,
                 checkDiagonal},
    PredicateRow{"strongest",
                 "strongest",
                 {},
                 "",
                 nullptr,
                 "An input with values from 0 to 1 that gives the largest output there can be.",
                 kStrongestOutcomes,
                 checkStrongest},
    PredicateRow{"not-additive",
                 "not-additive",
                 {},
                 "",
                 nullptr,
                 "A second input, so that the largest values of the sum are not the sum of the largest values.",
                 kAdditiveOutcomes,
                 checkAdditive},
    PredicateRow{"findable",
                 "findable",
                 {},
                 "",
                 nullptr,
                 "An input that tells every weight of the kernel.",
                 kFindableOutcomes,
                 checkFindable},
    PredicateRow{
        "border-only",
        "border-only",
        {},
        "",
        nullptr,
        "A flat picture and a kernel that answer at the border when zeros stand around, and nowhere when it is "
        "mirrored.",
        kBorderOutcomes,
        checkBorder},
};

} // namespace

std::span<const PredicateRow> inputPredicates()
{
    return kRows;
}

} // namespace lab
