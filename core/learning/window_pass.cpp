// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/window_pass.h"

#include "core/engine/padded_rows.h"

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

/// Σ a[j]·b[j]; eight running sums, so that the compiler may use vectors without changing the result.
double dot(const double* a, const double* b, int n)
{
    std::array<double, 8> lanes{};
    int j = 0;
    for (; j + 8 <= n; j += 8)
        for (int l = 0; l < 8; ++l)
            lanes[std::size_t(l)] += a[j + l] * b[j + l];
    double sum = 0;
    for (; j < n; ++j)
        sum += a[j] * b[j];
    for (const double lane : lanes)
        sum += lane;
    return sum;
}

} // namespace

WindowPass::WindowPass(const TrainProblem& problem)
    : m_rows(problem.geometry.rows.output * int(problem.inputs.size())), m_cols(problem.geometry.cols.output),
      m_residual(std::size_t(m_cols))
{
    const Geometry& geometry = problem.geometry;
    for (int t = 0; t < geometry.taps(); ++t)
        m_weights.push_back(geometry.weightOfTap(t));
    m_targets.reserve(std::size_t(m_rows) * std::size_t(m_cols));
    m_reads.reserve(m_targets.capacity() * m_weights.size());
    for (std::size_t p = 0; p < problem.inputs.size(); ++p) {
        PaddedRows<double> rows(problem.inputs[p], geometry, {0, m_cols});
        for (int i = 0; i < geometry.rows.output; ++i) {
            const auto target = problem.targets[p].row(i);
            m_targets.insert(m_targets.end(), target.begin(), target.end());
            for (int a = 0; a < geometry.rows.kernel; ++a) {
                const double* line = rows.row(i, a);
                for (int b = 0; b < geometry.cols.kernel; ++b)
                    m_reads.insert(m_reads.end(), line + rows.offset(b), line + rows.offset(b) + m_cols);
            }
        }
    }
}

double WindowPass::operator()(std::span<const double> parameters, std::span<double> gradient, std::stop_token stop)
{
    assert(parameters.size() == m_weights.size() + 1 && gradient.size() == parameters.size());
    const double bias = parameters.back();
    double sumOfSquares = 0;
    std::fill(gradient.begin(), gradient.end(), 0.0);
    const double* target = m_targets.data();
    const double* reads = m_reads.data();
    double* const residual = m_residual.data();
    for (int i = 0; i < m_rows && !stop.stop_requested(); ++i) {
        for (int j = 0; j < m_cols; ++j)
            residual[j] = bias - *target++;
        const double* read = reads;
        for (const int weight : m_weights) {
            const double w = parameters[std::size_t(weight)];
            for (int j = 0; j < m_cols; ++j)
                residual[j] += w * read[j];
            read += m_cols;
        }
        for (const double r : m_residual) {
            sumOfSquares += r * r;
            gradient.back() += 2 * r;
        }
        for (const int weight : m_weights) {
            gradient[std::size_t(weight)] += 2 * dot(residual, reads, m_cols);
            reads += m_cols;
        }
    }
    return sumOfSquares;
}

LossAndGradient lossAndGradient(const TrainProblem& problem, const Grid64& kernel, double bias, std::stop_token stop)
{
    std::vector<double> parameters(kernel.cells().begin(), kernel.cells().end());
    parameters.push_back(bias);
    std::vector<double> gradient(parameters.size());
    LossAndGradient result{WindowPass(problem)(parameters, gradient, stop), Grid64(kernel.shape()), gradient.back()};
    std::copy_n(gradient.begin(), kernel.size(), result.kernel.cells().begin());
    return result;
}

} // namespace lab
