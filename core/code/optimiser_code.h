// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/optimiser.h"

#include <span>
#include <string_view>

namespace lab
{

/// An optimiser by its formula, as core/learning/optimiser.cpp computes it.
struct OptimiserCode {
    Optimiser optimiser;
    std::string_view torch; ///< its constructor's name and what follows the parameters and the rate
    std::string_view torchMore;
    std::span<const std::string_view> memories; ///< names of what it remembers of each parameter
    std::span<const std::string_view> numpy; ///< the step of all parameters, with gradient, rate and n
    std::span<const std::string_view> cpp; ///< the step of parameter t
};

const OptimiserCode& codeOf(Optimiser optimiser);

} // namespace lab
