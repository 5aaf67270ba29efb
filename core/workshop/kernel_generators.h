// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/workshop/parameter.h"

#include <span>
#include <string_view>
#include <vector>

namespace lab
{

/// A family of kernels, of which a few numbers make one.
struct KernelGenerator {
    std::string_view id;
    std::string_view group; ///< what its kind is good for; those of a group follow each other
    std::string_view name;
    std::string_view sentence; ///< what it does
    std::string_view reference; ///< the function whose weights it has; a test compares them
    std::span<const Parameter> parameters;
    /// One value for each parameter, none of which is wrong: see generated(), which asks that first.
    Result<Grid64> (*weights)(std::span<const double> values);
};
std::span<const KernelGenerator> kernelGenerators();
/// Null when there is none of that id.
const KernelGenerator* findKernelGenerator(std::string_view id);

/// What each parameter is until somebody sets it.
std::vector<double> usualValues(const KernelGenerator& generator);

/// The kernel of these values, computed in double precision and rounded once; at most kLargestSide rows and columns.
/// Errors: ParameterCount, those of wrongWith(), DerivativeTooShort.
Result<Grid> generated(const KernelGenerator& generator, std::span<const double> values);

} // namespace lab
