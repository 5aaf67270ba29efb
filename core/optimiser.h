// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace lab
{

/// How a gradient becomes a step. Each is PyTorch's (1.13) with its usual settings, and equals it in double.
enum class Optimiser { GradientDescent, Momentum, Nesterov, RmsProp, Adagrad, Adam };

/// What an optimiser remembers from epoch to epoch, for each parameter.
struct OptimiserState {
    std::vector<double> velocity; ///< v, or m of Adam
    std::vector<double> squares; ///< s, a mean or sum of g²
    int steps = 0;
};

struct OptimiserRow {
    Optimiser optimiser;
    std::string_view id; ///< in files and on the command line
    std::string_view label;
    std::string_view formula; ///< of one parameter w with gradient g; η is the rate
    /// Moves the parameters by one step.
    void (*step)(double rate, std::span<const double> gradient, OptimiserState& state, std::span<double> parameters);
    /// The largest stable rate on a quadratic loss, in units of 1/λmax; 0 where the curvature sets none.
    double stable;
};

std::span<const OptimiserRow> optimisers();
const OptimiserRow& row(Optimiser optimiser);

} // namespace lab
