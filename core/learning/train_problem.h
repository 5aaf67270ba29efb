// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/fused_epoch.h"
#include "core/geometry/conv_spec.h"
#include "core/learning/normal_matrix.h"
#include "core/learning/train_spec.h"

#include <cmath>
#include <memory>
#include <stop_token>
#include <vector>

namespace lab
{

/// What a trainer works on: the planes of an input and, for each, the output to reach. A light value: it looks at
/// them.
struct TrainProblem {
    std::vector<GridView<float>> inputs;
    std::vector<GridView<float>> targets; ///< one for each input, of the geometry's output shape
    Geometry geometry;
    bool learnBias = false;
    Optimiser optimiser = Optimiser::GradientDescent;
    Reduction reduction = Reduction::Sum;
    std::shared_ptr<const void> owner = {}; ///< keeps alive what is looked at

    /// Residuals: cells of all targets.
    double residuals() const { return double(geometry.output().cells()) * double(targets.size()); }
};

/// How large the numbers of a problem are: what a loss can be called large against.
struct ProblemScale {
    double targets = 0; ///< Σ t²: the sum of squares of the zero kernel
    /// Σ ‖f‖² over all windows f, at most (but for cells that a border rule repeats): the sum of squares that kernels
    /// of length 1 have against a target of zeros.
    double windows = 0;
    bool finite() const { return std::isfinite(targets) && std::isfinite(windows); } ///< and so are all cells
};
/// Of all cells, also those that no window reads.
ProblemScale scaleOf(const TrainProblem& problem);

/// The normal matrix of all planes of a problem. Errors: Stopped, OutOfMemory.
Result<NormalMatrix> normalMatrix(const TrainProblem& problem, int threads, std::stop_token stop = {});

/// How the epochs of a problem are computed.
enum class EpochMethod {
    Windows, ///< by WindowPass: a small problem
    Normal, ///< from its normal matrix: the same epochs but for the rounding of doubles, whatever the image
    Fused, ///< fusedEpoch(), in float: a kernel of so many weights that their matrix is too large
};
EpochMethod epochMethod(const TrainProblem& problem);
/// Whether its normal matrix is made: of up to 1024 weights, when it takes 8 MB.
bool measurable(const TrainProblem& problem);

} // namespace lab
