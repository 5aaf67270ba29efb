// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/learning/train_problem.h"
#include "core/numbers/grid.h"

#include <optional>
#include <vector>

namespace lab
{

/// One product of a sum that makes a cell of a gradient.
struct GradientTerm {
    OutputCell output; ///< whose residual is multiplied
    InputCell position; ///< in the input's coordinates; may lie in the padding
    std::optional<InputCell> source; ///< the input cell whose value is there; none: a zero of the border
    WeightCell weight;
    double residual = 0;
    double factor = 0; ///< the input (for ∂K) or the weight (for ∂X) that the residual meets
    double product = 0;
    double partial = 0; ///< the sum of the products up to here
};

/// Residuals ŷ − y of one plane, in double: the definition, for outputs small enough to be looked at cell by cell.
Grid64 residuals(GridView<float> x, GridView<float> target, const Grid64& kernel, double bias,
                 const Geometry& geometry);

/// Σ r·x over all windows, in reading order of the output; ∂(sum of squares)/∂w is twice that (d2l.ai, exercise
/// 7.2.3). The sums of all weights are the cross-correlation of the input with the residuals as a kernel.
std::vector<GradientTerm> kernelGradientTerms(GridView<float> x, const Grid64& residual, const Geometry& geometry,
                                              WeightCell weight);
/// Σ r·w over all outputs that a cell of the input affects; ∂(sum of squares)/∂x is twice that. The sums of all cells
/// are the residuals under the kernel turned by 180°.
std::vector<GradientTerm> inputGradientTerms(const Grid64& residual, const Grid64& kernel, const Geometry& geometry,
                                             InputCell cell);

/// (S(w + h) − S(w − h)) / 2h, S the sum of squares; exact up to rounding for any h, since S is quadratic.
double kernelDifference(const TrainProblem& problem, const Grid64& kernel, double bias, WeightCell weight, double h);
/// The same for a cell of the input plane.
double inputDifference(GridView<float> x, GridView<float> target, const Grid64& kernel, double bias,
                       const Geometry& geometry, InputCell cell, double h);

} // namespace lab
