// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/trainer.h"

#include "core/numbers/parallel.h"

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

std::size_t learned(const TrainProblem& problem)
{
    return std::size_t(problem.geometry.taps()) + (problem.learnBias ? 1 : 0);
}

std::size_t memoryOf(const TrainProblem& problem)
{
    return learned(problem) * std::size_t(row(problem.optimiser).memories);
}

} // namespace

Trainer::Trainer(TrainProblem problem, Grid64 startKernel, double startBias,
                 std::shared_ptr<const NormalMatrix> normal)
    : m_problem(std::move(problem)), m_normal(std::move(normal)), m_startKernel(std::move(startKernel)),
      m_startBias(startBias), m_history(m_problem.geometry.kernel(), memoryOf(m_problem)),
      m_parameters(m_startKernel.cells().begin(), m_startKernel.cells().end()), m_gradient(m_parameters.size() + 1),
      m_memory(memoryOf(m_problem))
{
    assert(m_startKernel.shape() == m_problem.geometry.kernel());
    m_parameters.push_back(startBias);
    if (!m_normal && epochMethod(m_problem) != EpochMethod::Fused)
        m_windows.emplace(m_problem);
}

Trainer Trainer::resumed(History history) const
{
    Trainer other(m_problem, m_startKernel, m_startBias, m_normal);
    other.m_history = std::move(history);
    if (!other.m_history.empty()) {
        const std::size_t last = other.m_history.size() - 1;
        const auto copy = [](std::span<const double> from, std::vector<double>& to) {
            to.assign(from.begin(), from.end());
        };
        copy(other.m_history.parameters(last), other.m_parameters);
        copy(other.m_history.memory(last), other.m_memory);
    }
    return other;
}

Trainer Trainer::restarted(const TrainSpec& spec) const
{
    assert(spec.startKernel.shape() == m_startKernel.shape());
    TrainProblem problem = m_problem;
    problem.learnBias = spec.learnBias;
    problem.optimiser = spec.optimiser;
    problem.reduction = spec.reduction;
    return {std::move(problem), spec.startKernel, spec.startBias, m_normal};
}

bool Trainer::diverged() const
{
    if (m_history.empty())
        return false;
    const double first = m_history.losses().front(), last = m_history.losses().back();
    return !std::isfinite(last) || last > kDivergence * std::max(first, 1e-12);
}

Result<double> Trainer::measure(std::stop_token stop)
{
    if (m_normal) // a difference of large sums: rounding may leave less than nothing
        return std::max(lab::sumOfSquares(*m_normal, m_parameters, m_gradient), 0.0);
    if (m_windows)
        return (*m_windows)(m_parameters, m_gradient, stop);
    return measureFused(stop);
}

Result<double> Trainer::measureFused(std::stop_token stop)
{
    auto weights = Grid::uninitialised(m_startKernel.shape());
    std::transform(m_parameters.begin(), m_parameters.end() - 1, weights.cells().begin(),
                   [](double weight) { return float(weight); });
    double sumOfSquares = 0;
    std::fill(m_gradient.begin(), m_gradient.end(), 0.0);
    for (std::size_t p = 0; p < m_problem.inputs.size(); ++p) {
        const auto plane = fusedEpoch(m_problem.inputs[p], m_problem.targets[p], weights, float(bias()),
                                      m_problem.geometry, allowedThreads(), stop);
        if (!plane)
            return plane.error();
        sumOfSquares += plane->sumOfSquares;
        m_gradient.back() += plane->bias;
        for (std::size_t i = 0; i < weights.size(); ++i)
            m_gradient[i] += plane->kernel.cells()[i];
    }
    return sumOfSquares;
}

bool Trainer::step(double rate, std::stop_token stop)
{
    if (diverged() || full())
        return false;
    const auto measured = measure(stop);
    if (!measured || stop.stop_requested())
        return false;
    const double scale = m_problem.reduction == Reduction::Mean ? 1 / m_problem.residuals() : 1;
    for (double& g : m_gradient)
        g *= scale;
    const std::size_t n = learned(m_problem);
    row(m_problem.optimiser)
        .step({.rate = rate,
               .number = int(m_history.size()) + 1,
               .gradient = std::span(m_gradient).first(n),
               .memory = m_memory,
               .parameters = std::span(m_parameters).first(n)});
    m_history.append(*measured, *measured * scale, m_parameters, m_gradient, m_memory);
    return true;
}

} // namespace lab
