// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/train_problem.h"

#include <span>
#include <stop_token>
#include <vector>

namespace lab
{

/// The loss of a problem and its derivatives, in double, window by window: the definition. Lays out once what each
/// window reads, so that an epoch of a small problem allocates nothing; 8 bytes for each product.
class WindowPass
{
public:
    explicit WindowPass(const TrainProblem& problem);

    /// The sum of squares at `parameters` (the weights in row-major order, then the bias), and in `gradient` its
    /// derivatives in the same order. Unfinished once a stop is requested.
    double operator()(std::span<const double> parameters, std::span<double> gradient, std::stop_token stop = {});

private:
    int m_rows; ///< output rows of all planes
    int m_cols; ///< output columns
    std::vector<int> m_weights; ///< the weight of each tap
    std::vector<double> m_targets; ///< [row][column]
    std::vector<double> m_reads; ///< [row][tap][column]: the input that a tap of a window reads
    std::vector<double> m_residual; ///< of a row
};

/// The same at one kernel, for a single look.
LossAndGradient lossAndGradient(const TrainProblem& problem, const Grid64& kernel, double bias,
                                std::stop_token stop = {});

} // namespace lab
