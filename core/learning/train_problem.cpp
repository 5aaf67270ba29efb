// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/train_problem.h"

#include <optional>

namespace lab
{

Result<NormalMatrix> normalMatrix(const TrainProblem& problem, int threads, std::stop_token stop)
{
    std::optional<NormalMatrix> sum;
    for (std::size_t p = 0; p < problem.inputs.size(); ++p) {
        auto plane = normalMatrix(problem.inputs[p], problem.targets[p], problem.geometry, threads, stop);
        if (!plane)
            return plane.error();
        if (sum)
            *sum += *plane;
        else
            sum = std::move(*plane);
    }
    return *std::move(sum);
}

EpochMethod epochMethod(const TrainProblem& problem)
{
    constexpr std::int64_t kFewProducts = 100'000;
    constexpr int kMostTaps = 1024; // whose matrix takes 8 MB
    const std::int64_t cells = problem.geometry.output().cells() * std::int64_t(problem.inputs.size());
    if (cells * problem.geometry.taps() <= kFewProducts)
        return EpochMethod::Windows;
    return problem.geometry.taps() <= kMostTaps ? EpochMethod::Normal : EpochMethod::Fused;
}

} // namespace lab
