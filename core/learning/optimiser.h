// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace lab
{

/// How a gradient becomes a step. Each is PyTorch's (1.13) with its usual settings, and equals it in double.
enum class Optimiser { GradientDescent, Momentum, Nesterov, RmsProp, Adagrad, Adam };

/// One step of an optimiser: the `number`-th, from 1. Of n parameters with their gradient; `memory` is what it
/// remembers from step to step, zero at first: OptimiserRow::memories numbers for each parameter.
struct OptimiserStep {
    double rate;
    int number;
    std::span<const double> gradient;
    std::span<double> memory;
    std::span<double> parameters;
};

struct OptimiserRow {
    Optimiser optimiser;
    std::string_view id; ///< in files and on the command line
    std::string_view label;
    std::string_view formula; ///< of one parameter w with gradient g; η is the rate
    int memories; ///< a mean of g, or of g², or both
    void (*step)(const OptimiserStep& step);
    /// The largest stable rate on a quadratic loss, in units of 1/λmax; 0 where the curvature sets none.
    double stable;
    /// How far one step may move a parameter whatever its gradient, in units of the rate; 0 where a small gradient
    /// makes a small step.
    double longestStep;
};

std::span<const OptimiserRow> optimisers();
const OptimiserRow& infoOf(Optimiser optimiser);

} // namespace lab
