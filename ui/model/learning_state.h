// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/trainer.h"

#include <QString>

#include <memory>

namespace lab
{

/// How far the epoch that comes after the shown one is laid open.
enum class Phase {
    Updated, ///< the kernel is the one of the last epoch, or of the start
    Forward, ///< its output is computed
    Residual, ///< the target is taken away from it
    Gradient, ///< the residuals are correlated with the input
};
inline constexpr int kPhases = 4;

/// What there is to be learned at a moment, as pages read it: whole, or not there at all.
struct LearningState {
    enum class Kind {
        Absent, ///< there is nothing that could be learned
        Preparing, ///< it is being made
        Ready,
    };

    Kind kind = Kind::Preparing;
    QString reason = {}; ///< why there is nothing, in a sentence
    // Of one that is Ready:
    std::shared_ptr<const Trainer> trainer = nullptr; ///< at its start. Other threads may look at it
    int known = 0; ///< epochs that are computed
    int epoch = 0; ///< the shown one, ≤ known
    Phase phase = Phase::Updated;
    Grid64 kernel = {}; ///< at that epoch
    double bias = 0;

    bool ready() const { return kind == Kind::Ready; }
    const TrainProblem& problem() const { return trainer->problem(); }
};

} // namespace lab
