// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/normal_matrix.h"
#include "core/learning/optimiser.h"
#include "core/learning/train_problem.h"

#include <stop_token>
#include <vector>

namespace lab
{

/// The Hessian of the loss and what follows from it. The loss is quadratic in the kernel, so this is the same
/// everywhere: H = 2 Σ f fᵀ over all windows, f the inputs a window sees (and 1 for the bias, if it is
/// learned); divided by the number of residuals for the mean.
struct Curvature {
    Grid64 hessian; ///< weights in row-major order, then the bias
    std::vector<double> eigenvalues; ///< ascending
    Grid64 eigenvectors; ///< one per column, of length 1
    double largestStableRate() const; ///< of gradient descent: 2/λmax; infinite when λmax is 0
    /// Of an optimiser whose steps follow the gradient; infinite for one that divides by its size.
    double largestStableRate(Optimiser optimiser) const;
    /// Of gradient descent: 2/(λmin + λmax), λmin the least that is not 0: along flat directions nothing moves.
    double bestRate() const;
    double condition() const; ///< λmax/λmin; infinite when λmin is not positive
};
/// Takes some 30·n³ operations for n parameters. Errors: Stopped, OutOfMemory.
Result<Curvature> curvature(const NormalMatrix& normal, bool learnBias, Reduction reduction, std::stop_token stop);
inline Curvature curvature(const NormalMatrix& normal, bool learnBias, Reduction reduction)
{
    return *curvature(normal, learnBias, reduction, {});
}
/// Errors: Stopped, OutOfMemory.
Result<Curvature> curvature(const TrainProblem& problem, std::stop_token stop = {});

} // namespace lab
