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

/// Descent on the squared error, by default K ← K − rate · ∂loss/∂K (Dive into Deep Learning, 7.2.4), in double.
/// Deterministic: the same problem and start give the same bits.
class Trainer
{
public:
    /// A loss this many times the first one has diverged.
    static constexpr double kDivergence = 1e10;
    /// A history of more bytes than this is full.
    static constexpr std::size_t kMostBytes = 256U << 20U;

    /// `normal` is of the problem, if its epochs are computed so; else null.
    Trainer(TrainProblem problem, Grid64 startKernel, double startBias,
            std::shared_ptr<const NormalMatrix> normal = nullptr);

    /// Another trainer that goes on behind the first epochs of this one's run. Looks only at what never changes, so
    /// that it may be called while this one is stepped on another thread.
    Trainer resumed(History history) const;
    /// Another run on the same inputs and targets.
    Trainer restarted(const TrainSpec& spec) const;

    /// Runs one epoch with `rate`; false when stopped, or when it has diverged or its history is full.
    bool step(double rate, std::stop_token stop = {});
    const History& history() const { return m_history; }
    Grid64 kernel() const { return m_history.empty() ? m_startKernel : m_history.kernel(m_history.size() - 1); }
    double bias() const { return m_parameters.back(); }
    bool diverged() const;
    bool full() const { return m_history.bytes() > kMostBytes; }
    const TrainProblem& problem() const { return m_problem; }
    const std::shared_ptr<const NormalMatrix>& normal() const { return m_normal; }

private:
    /// The sum of squares and, in m_gradient, its derivatives. Errors: Stopped, OutOfMemory.
    Result<double> measure(std::stop_token stop);
    Result<double> measureFused(std::stop_token stop);

    TrainProblem m_problem;
    std::shared_ptr<const NormalMatrix> m_normal;
    std::optional<WindowPass> m_windows; ///< if its epochs are computed so
    Grid64 m_startKernel;
    double m_startBias;
    History m_history;
    // Of the last epoch; the bias, learned or not, is the last parameter.
    std::vector<double> m_parameters, m_gradient, m_memory;
};

} // namespace lab
