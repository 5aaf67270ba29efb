// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/learner.h"

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

} // namespace lab
