// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workshop/kernel_edits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lab
{

namespace
{

constexpr double kRoundingOfWeights = 0x1p-24;

constexpr std::string_view kNoCells = "The kernel has no cells.";
constexpr std::string_view kNotFinite = "A weight is no finite number.";
constexpr std::string_view kSumOfZero = "The weights sum to 0, so no factor makes them sum to 1.";
constexpr std::string_view kBeyondRange = "A weight would be beyond the range of numbers.";
constexpr std::array kReasons{kNoCells, kNotFinite, kSumOfZero, kBeyondRange};

bool allFinite(const Grid& kernel)
{
    return std::all_of(kernel.cells().begin(), kernel.cells().end(), [](float w) { return std::isfinite(w); });
}

double sumOfAll(const Grid& kernel)
{
    double sum = 0;
    for (const float w : kernel.cells())
        sum += double(w);
    return sum;
}

double sumOfMagnitudes(const Grid& kernel)
{
    double sum = 0;
    for (const float w : kernel.cells())
        sum += std::abs(double(w));
    return sum;
}

double meanOfAll(const Grid& kernel)
{
    return sumOfAll(kernel) / double(kernel.size());
}

/// Each weight by itself; what comes out may be infinite.
template <class Change>
Grid changedEach(const Grid& kernel, Change change)
{
    auto result = Grid::uninitialised(kernel.shape());
    for (std::size_t i = 0; i < kernel.size(); ++i)
        result.cells()[i] = float(change(double(kernel.cells()[i])));
    return result;
}

/// A grid of this shape, whose weight at (row, col) is that of `kernel` at from(row, col).
template <class From>
Grid moved(const Grid& kernel, Shape shape, From from)
{
    auto result = Grid::uninitialised(shape);
    for (int r = 0; r < shape.rows; ++r)
        for (int c = 0; c < shape.cols; ++c)
            result.at(r, c) = kernel.at(from(WeightCell{r, c}));
    return result;
}

Grid transposedKernel(const Grid& kernel)
{
    return transposed(kernel);
}

Grid halfTurned(const Grid& kernel)
{
    return rotated180(kernel);
}

std::string whyNotMoved(const Grid& kernel)
{
    return std::string(kernel.empty() ? kNoCells : std::string_view());
}

std::optional<Error> wrongKernel(const Grid& kernel)
{
    if (kernel.empty())
        return Error{ErrorCode::EmptyKernel};
    if (!allFinite(kernel))
        return Error{ErrorCode::KernelNotFinite};
    return std::nullopt;
}

Result<Grid> withinRange(Grid kernel)
{
    if (!allFinite(kernel))
        return ErrorCode::WeightsTooLarge;
    return kernel;
}

constexpr Parameter kFactor{
    .id = "factor", .name = "Factor", .unit = "", .least = -1e6, .most = 1e6, .step = 0.1, .usual = 1};
constexpr Parameter kDivisor{
    .id = "divisor", .name = "Divisor", .unit = "", .least = -1e6, .most = 1e6, .step = 1, .usual = 1};
constexpr Parameter kStrength{
    .id = "strength", .name = "Strength", .unit = "", .least = -4, .most = 4, .step = 0.05, .usual = 1};

constexpr std::array kEdits{
    KernelEdit{"transpose", "Transpose", "Rows become columns: the kernel is turned over its diagonal.",
               transposedKernel, whyNotMoved},
    KernelEdit{"turn-left", "Turn left by 90°", "A quarter turn counter-clockwise.", turnedLeft, whyNotMoved},
    KernelEdit{"turn-right", "Turn right by 90°", "A quarter turn clockwise.", turnedRight, whyNotMoved},
    KernelEdit{"turn-180", "Turn by 180°", "A half turn: what makes a convolution of a cross-correlation.",
               halfTurned, whyNotMoved},
    KernelEdit{"mirror-left-right", "Mirror left and right", "The first column becomes the last.", mirroredLeftRight,
               whyNotMoved},
    KernelEdit{"mirror-top-bottom", "Mirror top and bottom", "The first row becomes the last.", mirroredTopBottom,
               whyNotMoved},
    KernelEdit{"negate", "Negate", "Every weight changes its sign: bright answers become dark.", negated,
               whyNotMoved},
    KernelEdit{"sum-to-one", "Sum to 1", "Divides by the sum, so that a flat input keeps its value.", sumToOne,
               whyNoSumOfOne},
    KernelEdit{"zero-mean", "Mean of 0", "Subtracts the mean, so that a flat input is answered by 0.", zeroMean,
               whyNoMeanOfZero},
};

constexpr std::array kAdjustments{
    KernelAdjustment{"scale", "Scale", "Multiplies every weight by a factor.", kFactor, scaledBy},
    KernelAdjustment{"divide", "Divide", "Divides every weight by a number.", kDivisor, dividedBy},
    KernelAdjustment{"blend", "Blend with the identity",
                     "Lets the kernel work in part: 0 changes nothing, 1 is the kernel.", kStrength,
                     blendedWithIdentity},
};

} // namespace

std::span<const KernelEdit> kernelEdits()
{
    return kEdits;
}

const KernelEdit* findKernelEdit(std::string_view id)
{
    for (const KernelEdit& edit : kEdits)
        if (edit.id == id)
            return &edit;
    return nullptr;
}

std::span<const std::string_view> kernelEditReasons()
{
    return kReasons;
}

std::span<const KernelAdjustment> kernelAdjustments()
{
    return kAdjustments;
}

const KernelAdjustment* findKernelAdjustment(std::string_view id)
{
    for (const KernelAdjustment& adjustment : kAdjustments)
        if (adjustment.id == id)
            return &adjustment;
    return nullptr;
}

Grid turnedLeft(const Grid& kernel)
{
    const Shape shape{kernel.cols(), kernel.rows()};
    return moved(kernel, shape, [&](WeightCell to) { return WeightCell{to.col, kernel.cols() - 1 - to.row}; });
}

Grid turnedRight(const Grid& kernel)
{
    const Shape shape{kernel.cols(), kernel.rows()};
    return moved(kernel, shape, [&](WeightCell to) { return WeightCell{kernel.rows() - 1 - to.col, to.row}; });
}

Grid mirroredLeftRight(const Grid& kernel)
{
    return moved(kernel, kernel.shape(), [&](WeightCell to) {
        return WeightCell{to.row, kernel.cols() - 1 - to.col};
    });
}

Grid mirroredTopBottom(const Grid& kernel)
{
    return moved(kernel, kernel.shape(), [&](WeightCell to) {
        return WeightCell{kernel.rows() - 1 - to.row, to.col};
    });
}

Grid negated(const Grid& kernel)
{
    return changedEach(kernel, [](double w) { return w == 0 ? 0 : -w; }); // no −0, which nobody means
}

Grid sumToOne(const Grid& kernel)
{
    assert(whyNoSumOfOne(kernel).empty());
    const double sum = sumOfAll(kernel);
    return changedEach(kernel, [sum](double w) { return w / sum; });
}

std::string whyNoSumOfOne(const Grid& kernel)
{
    if (kernel.empty())
        return std::string(kNoCells);
    if (!allFinite(kernel))
        return std::string(kNotFinite);
    if (std::abs(sumOfAll(kernel)) <= kRoundingOfWeights * sumOfMagnitudes(kernel))
        return std::string(kSumOfZero);
    return {};
}

Grid zeroMean(const Grid& kernel)
{
    assert(whyNoMeanOfZero(kernel).empty());
    const double mean = meanOfAll(kernel);
    return changedEach(kernel, [mean](double w) { return w - mean; });
}

std::string whyNoMeanOfZero(const Grid& kernel)
{
    if (kernel.empty())
        return std::string(kNoCells);
    if (!allFinite(kernel))
        return std::string(kNotFinite);
    const double mean = meanOfAll(kernel);
    for (const float w : kernel.cells())
        if (std::abs(double(w) - mean) > double(std::numeric_limits<float>::max()))
            return std::string(kBeyondRange);
    return {};
}

Result<Grid> scaledBy(const Grid& kernel, double factor)
{
    if (auto error = wrongKernel(kernel))
        return std::move(*error);
    if (auto error = wrongWith(kFactor, factor))
        return std::move(*error);
    return withinRange(changedEach(kernel, [factor](double w) { return w * factor; }));
}

Result<Grid> dividedBy(const Grid& kernel, double divisor)
{
    if (auto error = wrongKernel(kernel))
        return std::move(*error);
    if (auto error = wrongWith(kDivisor, divisor))
        return std::move(*error);
    if (divisor == 0)
        return ErrorCode::DivisorZero;
    return withinRange(changedEach(kernel, [divisor](double w) { return w / divisor; }));
}

Result<Grid> blendedWithIdentity(const Grid& kernel, double strength)
{
    if (auto error = wrongKernel(kernel))
        return std::move(*error);
    if (auto error = wrongWith(kStrength, strength))
        return std::move(*error);
    if (kernel.rows() % 2 == 0 || kernel.cols() % 2 == 0)
        return Error{ErrorCode::NoCentre, {std::to_string(kernel.rows()), std::to_string(kernel.cols())}};
    Grid result = changedEach(kernel, [strength](double w) { return strength * w; });
    const int row = kernel.rows() / 2, col = kernel.cols() / 2;
    result.at(row, col) = float(strength * double(kernel.at(row, col)) + (1 - strength));
    return withinRange(std::move(result));
}

} // namespace lab
