// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/predicate_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace lab
{

namespace
{

/// A weight where it lies on the window, (a, b) input cells down and right of its corner.
struct Tap {
    double a = 0, b = 0, w = 0;
};

std::vector<Tap> tapsOf(const Layer& layer)
{
    const Grid64 weights = tapWeights(layer);
    std::vector<Tap> taps;
    for (int r = 0; r < weights.rows(); ++r)
        for (int c = 0; c < weights.cols(); ++c)
            taps.push_back(
                {double(r) * layer.spec.dilation.rows, double(c) * layer.spec.dilation.cols, weights.at(r, c)});
    return taps;
}

/// Σ w·value(tap): what a window answers to a picture that is `value` on its cells.
template <class Value>
double answerTo(const std::vector<Tap>& taps, Value value)
{
    double sum = 0;
    for (const Tap& tap : taps)
        sum += tap.w * value(tap);
    return sum;
}

double magnitude(const std::vector<Tap>& taps)
{
    double sum = 0;
    for (const Tap& tap : taps)
        sum += std::abs(tap.w);
    return sum;
}

/// Whether a picture that is constant along (v1, v2) gives exactly 0: so it does when the weights on every line in
/// that direction sum to 0.
bool exactlyAcross(std::vector<Tap> taps, double v1, double v2, double tolerance)
{
    const auto line = [&](const Tap& tap) { return tap.a * v2 - tap.b * v1; };
    std::sort(taps.begin(), taps.end(), [&](const Tap& s, const Tap& t) { return line(s) < line(t); });
    double sum = 0;
    for (std::size_t i = 0; i < taps.size(); ++i) {
        sum += taps[i].w;
        const bool ends = i + 1 == taps.size() || line(taps[i + 1]) - line(taps[i]) > 1e-9;
        if (ends && std::abs(sum) > tolerance)
            return false;
        if (ends)
            sum = 0;
    }
    return true;
}

constexpr std::array kNumbers2{ArgumentKind::Number, ArgumentKind::Number};
constexpr std::array kCounts2{ArgumentKind::Count, ArgumentKind::Count};
constexpr std::array kCount{ArgumentKind::Count};
constexpr std::array kMatrix{ArgumentKind::Matrix};

constexpr std::array kEdgeOutcomes{
    Outcome{"exact", true,
            "A ramp along (%1, %2) gives %3, and any picture that is constant along it gives exactly 0."},
    Outcome{"first-order", true,
            "A ramp along (%1, %2) gives %3 and a ramp across it 0; a hard step across it gives only nearly 0."},
    Outcome{"empty", false, "All weights are 0, so every picture gives 0."},
    Outcome{"answers-to-brightness", false,
            "On a plain grey picture of ones it gives %1; the weights must sum to 0."},
    Outcome{"no-slope", false, "Every ramp gives 0. It may be a second derivative: that does not know direction."},
    Outcome{"along-instead-of-across", false,
            "It sees edges along (%1, %2). Orthogonal means: the edge runs across, the change goes along."},
    Outcome{"components-swapped", false, "It looks along (%2, %1): the first number goes down, the second right."},
    Outcome{"mirrored", false, "It looks along (%3, %4), the mirror image of (%1, %2): look at the signs."},
    Outcome{"turned", false, "It prefers the direction (%3, %4), and (%1, %2) is asked."},
};

// With the moments m = (Σ a·w, Σ b·w): Σw = 0, so that a constant gives 0; m × v = 0, so that a ramp that rises only
// across v gives 0; m · v ≠ 0, so that a ramp along v does not.
Found checkEdge(const Condition& condition, const Built& built)
{
    const Layer& layer = built.now.layer();
    if (layer.pools())
        return {kPools};
    const double v1 = condition.numbers[0], v2 = condition.numbers[1], length = std::hypot(v1, v2);
    const auto taps = tapsOf(layer);
    const double least = kBuildTolerance * magnitude(taps);
    const double sum = answerTo(taps, [](const Tap&) { return 1.0; });
    const double down = answerTo(taps, [](const Tap& t) { return t.a; });
    const double right = answerTo(taps, [](const Tap& t) { return t.b; });
    const double slope = std::hypot(down, right);
    const double along = down * v1 + right * v2, across = down * v2 - right * v1;
    const auto none = [&](double value) { return std::abs(value) <= least * length; };

    if (least == 0)
        return {"empty"};
    if (std::abs(sum) > least)
        return {"answers-to-brightness", {said(sum)}};
    if (slope <= least)
        return {"no-slope"};
    const double longer = std::max(std::abs(down), std::abs(right));
    const std::vector<std::string> directions{said(v1), said(v2), said(down / longer), said(right / longer)};
    if (none(along))
        return {"along-instead-of-across", directions};
    if (!none(across))
        return {none(down * v1 - right * v2)   ? "components-swapped"
                : none(down * v2 + right * v1) ? "mirrored"
                                               : "turned",
                directions};
    return {exactlyAcross(taps, v1, v2, least) ? "exact" : "first-order", {said(v1), said(v2), said(along)}};
}

constexpr int kHighestOrder = 6;

constexpr std::array kDerivativeOutcomes{
    Outcome{"smallest", true, "It gives 0 up to the order below and %1 on %2; no kernel with fewer weights does."},
    Outcome{"larger-than-needed", true,
            "It gives 0 up to the order below and %1 on %2. Right, and larger than needed: %3 weights are enough."},
    Outcome{"empty", false, "All weights are 0 along this axis, so every picture that changes along it gives 0."},
    Outcome{"answers-to-degree-0", false, "On a plain picture of ones it gives %1; the weights must sum to 0."},
    Outcome{"answers-to-degree-1", false, "On a ramp it gives %1: that is a first derivative."},
    Outcome{"answers-to-degree-2", false, "On a parabola it gives %1: that is a second derivative."},
    Outcome{"answers-to-degree-3", false, "On the cubes 0, 1, 8 … it gives %1: that is a third derivative."},
    Outcome{"answers-to-degree-4", false, "On the fourth powers it gives %1: that is a fourth derivative."},
    Outcome{"answers-to-degree-5", false, "On the fifth powers it gives %1: that is a fifth derivative."},
    Outcome{"order-too-high", false, "It is 0 even on %2: that is a derivative of a higher order."},
};

/// By the power to which the cells 0, 1, 2 … rise.
constexpr std::array<const char*, kHighestOrder + 1> kPowers{"ones",
                                                             "a ramp",
                                                             "a parabola",
                                                             "the cubes 0, 1, 8 …",
                                                             "the fourth powers",
                                                             "the fifth powers",
                                                             "the sixth powers"};

// A derivative of order d gives 0 on every power below d, and not on the power d.
Found checkDerivative(const Condition& condition, const Built& built)
{
    static constexpr std::array<std::string_view, kHighestOrder> kAnswersTo{
        "answers-to-degree-0", "answers-to-degree-1", "answers-to-degree-2",
        "answers-to-degree-3", "answers-to-degree-4", "answers-to-degree-5"};
    const Layer& layer = built.now.layer();
    if (layer.pools())
        return {kPools};
    const int order = int(condition.numbers[0]);
    const bool down = condition.numbers[1] == 0;
    const auto all = tapsOf(layer);
    // Along the axis alone: what stands side by side adds up, and the cells are counted in steps of the dilation.
    std::vector<Tap> taps(std::size_t(down ? layer.kernel.rows() : layer.kernel.cols()));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto n = std::size_t(layer.kernel.cols());
        Tap& tap = taps[down ? i / n : i % n];
        tap = {down ? all[i].a : all[i].b, 0, tap.w + all[i].w};
    }
    const double least = kBuildTolerance * magnitude(all);
    if (magnitude(taps) <= least)
        return {"empty"};
    const double furthest = std::max(1.0, taps.back().a);
    const auto onPower = [&](int power) {
        return answerTo(taps, [&](const Tap& t) { return power == 0 ? 1.0 : std::pow(t.a, power); });
    };
    const auto none = [&](int power) { return std::abs(onPower(power)) <= least * std::pow(furthest, power); };
    for (int power = 0; power < order; ++power)
        if (!none(power))
            return {kAnswersTo[std::size_t(power)], {said(onPower(power))}};
    const std::vector<std::string> numbers{said(onPower(order)), kPowers[std::size_t(order)], said(order + 1)};
    if (none(order))
        return {"order-too-high", numbers};
    return {int(all.size()) == order + 1 ? "smallest" : "larger-than-needed", numbers};
}

constexpr std::array kBlurOutcomes{
    Outcome{"blur", true, "A mean of neighbours. Of the noise in a picture, %1 is left over: the root of ΣK²."},
    Outcome{"negative-weights", false,
            "The weight %1 is negative. A blur only mixes; what subtracts makes edges stronger."},
    Outcome{"empty", false, "All weights are 0: the picture turns black."},
    Outcome{"times-brighter", false,
            "The weights sum to %1: the picture gets %1 times as bright. Divide them by %1."},
    Outcome{"brighter", false, "The weights sum to %1: the picture gets brighter by %2 %. They must sum to 1."},
    Outcome{"darker", false, "The weights sum to %1: the picture gets darker by %2 %. They must sum to 1."},
    Outcome{"only-shifts", false, "A single weight mixes nothing: the picture stays sharp, at most it moves."},
};

Found checkBlur(const Condition&, const Built& built)
{
    const Layer& layer = built.now.layer();
    if (layer.pools())
        return {kPools};
    double sum = 0, squares = 0;
    int weights = 0;
    for (int r = 0; r < layer.kernel.rows(); ++r) {
        for (int c = 0; c < layer.kernel.cols(); ++c) {
            const double w = layer.kernel.at(r, c);
            if (w < -kBuildTolerance)
                return {"negative-weights", {said(w)}, weightSpot(built.now, r, c)};
            weights += w > kBuildTolerance ? 1 : 0;
            sum += w;
            squares += w * w;
        }
    }
    constexpr double kUnseen = 1e-3; // of the brightness
    if (weights == 0)
        return {"empty"};
    if (std::abs(sum - 1) > kUnseen) {
        const std::vector<std::string> numbers{said(sum), display(100 * std::abs(sum - 1), 3)};
        return {sum >= 2 ? "times-brighter" : sum > 1 ? "brighter" : "darker", numbers};
    }
    if (weights < 2)
        return {"only-shifts"};
    return {"blur", {display(std::sqrt(squares), 3)}};
}

constexpr std::array kChangedOutcomes{
    Outcome{"few-changed", true, "%1 of the weights changed, up to %2 may."},
    Outcome{"too-many-changed", false, "%1 of the weights changed, and only %2 may: put back what you do not need."},
    Outcome{"kernel-resized", false, "The kernel has another size now: it should stay %1 × %2."},
};

Found checkChanged(const Condition& condition, const Built& built)
{
    if (built.now.layer().pools())
        return {kPools};
    const std::size_t focus = built.now.focus;
    if (focus >= built.start.layers.size())
        return {kNoOutput};
    const Grid &now = built.now.layers[focus].kernel, &start = built.start.layers[focus].kernel;
    if (now.shape() != start.shape())
        return {"kernel-resized", {said(start.rows()), said(start.cols())}};
    int changed = 0;
    std::optional<Spot> last;
    for (int r = 0; r < now.rows(); ++r) {
        for (int c = 0; c < now.cols(); ++c) {
            if (sameNumber(now.at(r, c), start.at(r, c)))
                continue;
            ++changed;
            last = weightSpot(built.now, r, c);
        }
    }
    return {changed <= condition.numbers[0] ? "few-changed" : "too-many-changed",
            {said(changed), said(condition.numbers[0])},
            last};
}

constexpr std::array kKernelOutcomes{
    Outcome{"found", true, "This is the kernel."},
    Outcome{"nearly", true, "This is the kernel, to within %1 %."},
    Outcome{"size", false, "The kernel is %1 × %2, and it should be %3 × %4."},
    Outcome{"turned", false, "This is the kernel turned around: the last weight stands first."},
    Outcome{"transposed", false, "Rows and columns of the kernel are exchanged."},
    Outcome{"negative", false, "Every weight has the other sign."},
    Outcome{"differs", false, "The weight at row %1, column %2 is not yet right: it is %3."},
};

// Learning comes near, and seldom meets: one hundredth of the largest weight is near enough.
Found checkKernel(const Condition& condition, const Built& built)
{
    const Layer& layer = built.now.layer();
    if (layer.pools())
        return {kPools};
    const Grid64 given = converted<double>(layer.kernel);
    const Grid64& wanted = condition.matrix;
    if (given.shape() != wanted.shape())
        return {"size", {said(given.rows()), said(given.cols()), said(wanted.rows()), said(wanted.cols())}};
    const auto furthest = [&](const Grid64& from, double sign) {
        WeightCell cell;
        double most = -1;
        for (int r = 0; r < given.rows(); ++r) {
            for (int c = 0; c < given.cols(); ++c) {
                const double apart = std::abs(given.at(r, c) - sign * from.at(r, c));
                if (!(apart <= most)) {
                    most = apart;
                    cell = {r, c};
                }
            }
        }
        return std::pair(cell, most);
    };
    constexpr double kNear = 0.01;
    const double largest = largestMagnitude(wanted);
    const auto [cell, most] = furthest(wanted, 1);
    if (most <= kBuildTolerance * std::max(largest, weightMagnitude(layer)))
        return {"found"};
    if (most <= kNear * largest)
        return {"nearly", {display(100 * most / largest, 2)}};
    const Spot place = weightSpot(built.now, cell.row, cell.col);
    const bool square = given.rows() == given.cols();
    if (furthest(rotated180(wanted), 1).second <= kNear * largest)
        return {"turned", {}, place};
    if (square && furthest(transposed(wanted), 1).second <= kNear * largest)
        return {"transposed", {}, place};
    if (furthest(wanted, -1).second <= kNear * largest)
        return {"negative", {}, place};
    return {"differs", {said(cell.row), said(cell.col), said(given.at(cell))}, place};
}

constexpr std::array kRows{
    PredicateRow{"edge-across", "edge-across v1 v2", kNumbers2, "a direction, down and right, not both 0",
                 [](const Condition& c) { return c.numbers[0] != 0 || c.numbers[1] != 0; },
                 "A kernel that sees a change along (%1 down, %2 right) and none across it.", kEdgeOutcomes,
                 checkEdge},
    PredicateRow{
        "derivative", "derivative order axis", kCounts2, "an order from 1 to 6, and the axis 0 (down) or 1 (right)",
        [](const Condition& c) { return c.numbers[0] >= 1 && c.numbers[0] <= kHighestOrder && c.numbers[1] <= 1; },
        "A kernel that is a derivative of order %1 along axis %2 (0 goes down, 1 right).", kDerivativeOutcomes,
        checkDerivative},
    PredicateRow{
        "blur", "blur", {}, "", nullptr, "A kernel that blurs and keeps the brightness.", kBlurOutcomes, checkBlur},
    PredicateRow{"kernel", "kernel K", kMatrix, "a matrix, or the id of a kernel", nullptr,
                 "The kernel is to become %1.", kKernelOutcomes, checkKernel},
    PredicateRow{"changed-weights-at-most", "changed-weights-at-most n", kCount, "a count", nullptr,
                 "Up to %1 of the weights may change.", kChangedOutcomes, checkChanged},
};

} // namespace

std::span<const PredicateRow> kernelPredicates()
{
    return kRows;
}

} // namespace lab
