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

namespace
{

double sumOfSquares(const std::vector<GridView<float>>& planes)
{
    double sum = 0;
    for (const auto& plane : planes)
        for (int r = 0; r < plane.rows(); ++r) {
            double parts[4] = {}; // a chain of additions would wait for each
            const auto row = plane.row(r);
            for (std::size_t c = 0; c < row.size(); ++c)
                parts[c % 4] += double(row[c]) * double(row[c]);
            sum += parts[0] + parts[1] + (parts[2] + parts[3]);
        }
    return sum;
}

} // namespace

ProblemScale scaleOf(const TrainProblem& problem)
{
    return {sumOfSquares(problem.targets), sumOfSquares(problem.inputs) * problem.geometry.taps()};
}

bool measurable(const TrainProblem& problem)
{
    constexpr int kMostTaps = 1024;
    return problem.geometry.taps() <= kMostTaps;
}

EpochMethod epochMethod(const TrainProblem& problem)
{
    constexpr std::int64_t kFewProducts = 100'000;
    const std::int64_t cells = problem.geometry.output().cells() * std::int64_t(problem.inputs.size());
    if (cells * problem.geometry.taps() <= kFewProducts)
        return EpochMethod::Windows;
    return measurable(problem) ? EpochMethod::Normal : EpochMethod::Fused;
}

} // namespace lab
