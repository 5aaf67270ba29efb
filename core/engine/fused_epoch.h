// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/numbers/grid.h"
#include "core/numbers/result.h"

#include <stop_token>

namespace lab
{

/// The squared error of a layer's output, and its derivatives.
struct LossAndGradient {
    double sumOfSquares = 0;
    Grid64 kernel; ///< ∂(sum of squares)/∂K = 2 Σ r·x over all windows, r the residuals (d2l.ai, exercise 7.2.3)
    double bias = 0; ///< ∂(sum of squares)/∂b = 2 Σ r
};

/// Output, residual against `target`, loss and gradient in one pass over the input, in float, strip by strip while it
/// is in the first caches; summed up in double. Within some 1e-5 of the double result, relative to Σ|r||x|. The same
/// bits for any number of threads. `target` has the output's shape. Errors: Stopped, OutOfMemory.
Result<LossAndGradient> fusedEpoch(GridView<float> x, GridView<float> target, GridView<float> kernel, float bias,
                                   const Geometry& geometry, int threads = 1, std::stop_token stop = {});

} // namespace lab
