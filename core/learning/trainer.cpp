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
    return learned(problem) * std::size_t(infoOf(problem.optimiser).memories);
}

} // namespace

Trainer::Trainer(TrainProblem problem, Grid64 startKernel, double startBias,
                 std::shared_ptr<const NormalMatrix> normal, const ProblemScale& scale)
    : m_problem(std::move(problem)), m_normal(std::move(normal)), m_scale(scale),
      m_startKernel(std::move(startKernel)), m_startBias(startBias),
      m_history(m_problem.geometry.kernel(), memoryOf(m_problem)),
      m_parameters(m_startKernel.cells().begin(), m_startKernel.cells().end()), m_gradient(m_parameters.size() + 1),
      m_memory(memoryOf(m_problem))
{
    assert(m_startKernel.shape() == m_problem.geometry.kernel());
    m_parameters.push_back(startBias);
    if (!m_normal && epochMethod(m_problem) != EpochMethod::Fused)
        m_windows.emplace(m_problem);
}

Trainer::Trainer(const TrainProblem& problem, Grid64 startKernel, double startBias,
                 std::shared_ptr<const NormalMatrix> normal)
    : Trainer(problem, std::move(startKernel), startBias, std::move(normal), scaleOf(problem))
{
}

std::size_t Trainer::goTo(const History& history, std::size_t epochs)
{
    const std::size_t done = history.keptBefore(epochs);
    const auto copy = [](std::span<const double> from, std::vector<double>& to) {
        to.assign(from.begin(), from.end());
    };
    if (done == 0) {
        copy(m_startKernel.cells(), m_parameters);
        m_parameters.push_back(m_startBias);
        std::fill(m_memory.begin(), m_memory.end(), 0.0);
        return 0;
    }
    copy(history.parameters(done - 1), m_parameters);
    copy(history.gradient(done - 1), m_gradient);
    copy(history.memory(done - 1), m_memory);
    return done;
}

Trainer Trainer::resumed(History history) const
{
    Trainer other(m_problem, m_startKernel, m_startBias, m_normal, m_scale);
    std::size_t done = other.goTo(history, history.size());
    for (; done < history.size(); ++done)
        if (!other.advance(done, history.rate(done), {})) { // no memory: as far as it is kept
            history.truncate(other.goTo(history, history.size()));
            break;
        }
    if (!history.empty())
        history.keepLast({other.m_parameters, other.m_gradient, other.m_memory});
    other.m_largestRate = history.largestRate();
    other.m_history = std::move(history);
    return other;
}

Result<EpochRecord> Trainer::recordOf(const History& history, std::size_t i, std::stop_token stop) const
{
    if (history.kept(i))
        return history[i];
    Trainer other(m_problem, m_startKernel, m_startBias, m_normal, m_scale);
    for (std::size_t done = other.goTo(history, i + 1); done <= i; ++done)
        if (const auto advanced = other.advance(done, history.rate(done), stop); !advanced)
            return advanced.error();
    return history.record(i, other.m_parameters, other.m_gradient);
}

Trainer Trainer::restarted(const TrainSpec& spec) const
{
    assert(spec.startKernel.shape() == m_startKernel.shape());
    TrainProblem problem = m_problem;
    problem.learnBias = spec.learnBias;
    problem.optimiser = spec.optimiser;
    problem.reduction = spec.reduction;
    return {std::move(problem), spec.startKernel, spec.startBias, m_normal, m_scale};
}

/// A loss that descent may well come to on its way: what it began with, what the zero kernel has, or what lies a
/// step off for an optimiser whose steps are as long near the answer as far from it.
double Trainer::reach() const
{
    const double step = infoOf(m_problem.optimiser).longestStep * m_largestRate;
    const double bias = m_problem.learnBias ? m_problem.residuals() : 0;
    const double stepOff = (m_scale.windows + bias) * step * step * double(learned(m_problem));
    return std::max(m_history.losses().front(), lossScale() * std::max(m_scale.targets, stepOff));
}

std::optional<RunEnd> Trainer::ended() const
{
    if (!m_scale.finite())
        return RunEnd::DataNotFinite;
    if (m_history.empty())
        return std::nullopt;
    const double first = m_history.losses().front(), last = m_history.losses().back();
    if (!std::isfinite(first))
        return RunEnd::StartNotFinite;
    if (!std::isfinite(last) || last > kDivergence * reach())
        return RunEnd::Diverged;
    return std::nullopt;
}

Result<double> Trainer::loss(std::stop_token stop) const
{
    Trainer other(m_problem, kernel(), bias(), m_normal, m_scale);
    auto measured = other.measure(stop);
    return measured ? Result<double>(*measured * lossScale()) : measured;
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

Result<double> Trainer::advance(std::size_t done, double rate, std::stop_token stop)
{
    auto measured = measure(stop);
    if (!measured)
        return measured.error();
    if (stop.stop_requested())
        return ErrorCode::Stopped;
    for (double& g : m_gradient)
        g *= lossScale();
    const std::size_t n = learned(m_problem);
    infoOf(m_problem.optimiser)
        .step({.rate = rate,
               .number = int(done) + 1,
               .gradient = std::span(m_gradient).first(n),
               .memory = m_memory,
               .parameters = std::span(m_parameters).first(n)});
    return measured;
}

bool Trainer::step(double rate, std::stop_token stop)
{
    if (ended())
        return false;
    const auto measured = advance(m_history.size(), rate, stop);
    if (!measured)
        return false;
    m_largestRate = std::max(m_largestRate, rate);
    m_history.append(*measured, *measured * lossScale(), rate, {m_parameters, m_gradient, m_memory});
    return true;
}

} // namespace lab
