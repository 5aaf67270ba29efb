// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/learner.h"
#include "ui/paint/colour_scale.h"

namespace lab
{

/// One epoch laid open: from which kernel to which, by which gradient.
struct EpochState {
    int number = 1; ///< from 1
    Grid64 before; ///< kernel
    double biasBefore = 0;
    Grid64 gradient; ///< ∂loss/∂K at `before`; empty: it takes a pass over a large image
    double biasGradient = 0;
    Grid64 after; ///< empty like the gradient
    double biasAfter = 0;
    double rate = 0;
    /// How far it has come: in Phase::Updated all of it is done.
    Phase phase = Phase::Updated;
};

/// The epoch that stands on the timeline: when an epoch is done (Phase::Updated), the one that led here; else, and at
/// the start, the next one.
EpochState epochState(const Learner& learner, const TrainSpec& spec);

/// One tensor with the scale that it is shown on.
struct ScaledPlane {
    Plane plane; ///< none: not computed
    ColourScale scale;
};

/// What an epoch computes of the first plane, at its kernel before the update.
struct EpochMaps {
    ScaledPlane output, residual, inputGradient;
    ScaledPlane target, input; ///< what is given
    Grid64 exactResidual; ///< where maps are computed exactly
};

/// What Σ r·x is multiplied by in the gradient: 2, or 2 over the number of residuals.
double gradientFactor(const TrainProblem& problem);
/// Whether a problem is small enough to be computed exactly, and stepped through product by product.
bool steppedThrough(const TrainProblem& problem);
/// Empty when it was stopped, or there is no memory.
EpochMaps epochMaps(const TrainProblem& problem, const Grid64& kernel, double bias, std::stop_token stop);

} // namespace lab
