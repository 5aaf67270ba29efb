// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/history.h"
#include "core/learning/window_pass.h"

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace lab
{

/// Why a run goes no further.
enum class RunEnd {
    Diverged,
    StartNotFinite, ///< the loss of the start, or what follows from it, is beyond the range of numbers
    DataNotFinite, ///< the inputs or targets hold numbers that are NaN or infinite
};

/// Descent on the squared error, by default K ← K − rate · ∂loss/∂K (Dive into Deep Learning, 7.2.4), in double.
/// Deterministic: the same problem and start give the same bits.
class Trainer
{
public:
    /// A loss this many times what descent could have come to has diverged.
    static constexpr double kDivergence = 1e10;

    /// `normal` is of the problem, if its epochs are computed so; else null.
    Trainer(const TrainProblem& problem, Grid64 startKernel, double startBias,
            std::shared_ptr<const NormalMatrix> normal = nullptr);

    /// Another trainer that goes on behind the first epochs of this one's run; computes the last of them where it is
    /// not kept. Looks only at what never changes, so that it may be called while this one is stepped on another
    /// thread.
    Trainer resumed(History history) const;
    /// Another run on the same inputs and targets.
    Trainer restarted(const TrainSpec& spec) const;

    /// Epoch i + 1 of a run of this trainer, computed from the one kept before it where it is not kept: bit for bit
    /// what it was. May be called like resumed(). Errors: Stopped, OutOfMemory.
    Result<EpochRecord> recordOf(const History& history, std::size_t i, std::stop_token stop = {}) const;
    Result<EpochRecord> recordOf(std::size_t i, std::stop_token stop = {}) const
    {
        return recordOf(m_history, i, stop);
    }

    /// Runs one epoch with `rate`; false when stopped, or when the run has ended().
    bool step(double rate, std::stop_token stop = {});
    const History& history() const { return m_history; }
    Grid64 kernel() const { return m_history.empty() ? m_startKernel : m_history.kernel(m_history.size() - 1); }
    double bias() const { return m_parameters.back(); }
    /// Of the kernel and bias as they are: what the next epoch would begin with. Errors: Stopped, OutOfMemory.
    Result<double> loss(std::stop_token stop = {}) const;
    std::optional<RunEnd> ended() const;
    bool diverged() const { return ended() == RunEnd::Diverged; }
    const TrainProblem& problem() const { return m_problem; }
    const std::shared_ptr<const NormalMatrix>& normal() const { return m_normal; }

private:
    Trainer(TrainProblem problem, Grid64 startKernel, double startBias, std::shared_ptr<const NormalMatrix> normal,
            const ProblemScale& scale);
    /// At the end of the last of the first `epochs` epochs that is kept; how many are done then.
    std::size_t goTo(const History& history, std::size_t epochs);
    /// The epoch behind `done` others; returns its sum of squares. Errors: Stopped, OutOfMemory.
    Result<double> advance(std::size_t done, double rate, std::stop_token stop);
    /// The sum of squares and, in m_gradient, its derivatives. Errors: Stopped, OutOfMemory.
    Result<double> measure(std::stop_token stop);
    Result<double> measureFused(std::stop_token stop);
    double lossScale() const { return m_problem.reduction == Reduction::Mean ? 1 / m_problem.residuals() : 1; }
    double reach() const;

    TrainProblem m_problem;
    std::shared_ptr<const NormalMatrix> m_normal;
    std::optional<WindowPass> m_windows; ///< if its epochs are computed so
    ProblemScale m_scale;
    Grid64 m_startKernel;
    double m_startBias;
    History m_history;
    // Of the last epoch; the bias, learned or not, is the last parameter.
    std::vector<double> m_parameters, m_gradient, m_memory;
    double m_largestRate = 0; ///< of the history
};

} // namespace lab
