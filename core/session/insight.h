// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/curvature.h"
#include "core/learning/least_squares.h"
#include "core/learning/trainer.h"

#include <memory>
#include <stop_token>

namespace lab
{

struct Session;

/// What a session poses to be learned, ready to be run.
struct PreparedProblem {
    std::shared_ptr<const Trainer> base; ///< at its start
    std::shared_ptr<const NormalMatrix> normal; ///< null for a kernel of too many weights
};

/// Errors: those of trainProblem() and normalMatrix(), DataNotFinite.
Result<PreparedProblem> prepareProblem(const Session& session, std::stop_token stop = {});

/// What is known about a problem once its normal matrix is made.
struct Insight {
    std::shared_ptr<const NormalMatrix> normal;
    Curvature curvature;
    LeastSquares answer; ///< nearest to the start
    Identifiability identifiability;
};

/// Of a problem that has a normal matrix. Errors: Stopped.
Result<Insight> insightOf(const PreparedProblem& prepared, const TrainSpec& spec, std::stop_token stop = {});

/// The answer nearest to the start of `spec`, the rest being known.
LeastSquares answerOf(const Insight& insight, const TrainProblem& problem, const TrainSpec& spec);

/// Multiplications of one pass over all windows that a session learns from; 0 where they do not fit.
double workOfPass(const Session& session);
/// Multiplications until a session's PreparedProblem and Insight are had.
double workOfInsight(const Session& session);

} // namespace lab
