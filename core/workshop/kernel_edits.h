// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/workshop/parameter.h"

#include <span>
#include <string>
#include <string_view>

namespace lab
{

/// What can be done to a kernel as a whole. Whatever is computed, is so in double precision and rounded once.

/// An edit that needs nothing but the kernel.
struct KernelEdit {
    std::string_view id;
    std::string_view name;
    std::string_view sentence; ///< what it does
    Grid (*apply)(const Grid& kernel); ///< only where whyNot() is empty
    /// One of kernelEditReasons(), or empty where it can be done.
    std::string (*whyNot)(const Grid& kernel);
};
std::span<const KernelEdit> kernelEdits();
/// Null when there is none of that id.
const KernelEdit* findKernelEdit(std::string_view id);
/// All sentences that any whyNot() may say, for those who translate them.
std::span<const std::string_view> kernelEditReasons();

/// An edit that needs one number more.
struct KernelAdjustment {
    std::string_view id;
    std::string_view name;
    std::string_view sentence; ///< what it does
    Parameter parameter;
    /// Errors: EmptyKernel, KernelNotFinite, those of wrongWith(); beside those, what the function says.
    Result<Grid> (*apply)(const Grid& kernel, double value);
};
/// scaledBy(), dividedBy(), blendedWithIdentity().
std::span<const KernelAdjustment> kernelAdjustments();
/// Null when there is none of that id.
const KernelAdjustment* findKernelAdjustment(std::string_view id);

/// A quarter turn counter-clockwise, as numpy.rot90: the last column becomes the first row.
Grid turnedLeft(const Grid& kernel);
/// A quarter turn clockwise: the last row becomes the first column.
Grid turnedRight(const Grid& kernel);
/// Left and right exchanged, as numpy.fliplr.
Grid mirroredLeftRight(const Grid& kernel);
/// Top and bottom exchanged, as numpy.flipud.
Grid mirroredTopBottom(const Grid& kernel);
Grid negated(const Grid& kernel);

/// K/ΣK. Only where whyNoSumOfOne() is empty.
Grid sumToOne(const Grid& kernel);
/// The weights are taken to sum to 0 where |Σw| ≤ 2⁻²⁴·Σ|w|: so much may be left of a sum of 0 by rounding each
/// weight.
std::string whyNoSumOfOne(const Grid& kernel);
/// K less its mean, so that a flat input is answered by 0 but for rounding. Only where whyNoMeanOfZero() is empty.
Grid zeroMean(const Grid& kernel);
std::string whyNoMeanOfZero(const Grid& kernel);

/// factor·K, factor within ±10⁶. Errors: EmptyKernel, KernelNotFinite, ParameterOutside, WeightsTooLarge.
Result<Grid> scaledBy(const Grid& kernel, double factor);
/// K/divisor, divisor within ±10⁶. Errors: DivisorZero, and those of scaledBy().
Result<Grid> dividedBy(const Grid& kernel, double divisor);
/// δ + strength·(K − δ), δ the kernel of K's shape that changes nothing: 0 is δ, 1 is K, between them K works in
/// part, beyond 1 it is exaggerated, below 0 undone; −4 to 4. A kernel with an even side is refused: none of its
/// cells is the middle, and δ on one beside it would shift the picture against what K makes of it. Errors: NoCentre,
/// and those of scaledBy().
Result<Grid> blendedWithIdentity(const Grid& kernel, double strength);

} // namespace lab
