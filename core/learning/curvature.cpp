// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/curvature.h"

#include "core/numbers/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>

namespace lab
{

namespace
{

constexpr double kNoCurvature = 1e-12; ///< relative to the largest eigenvalue

/// Cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5): for symmetric matrices, small and
/// exact.
/// False when it was stopped on the way.
bool diagonalise(Grid64& m, Grid64& vectors, std::stop_token stop)
{
    const int n = m.rows();
    vectors = Grid64({n, n});
    for (int i = 0; i < n; ++i)
        vectors.at(i, i) = 1;
    double scale = 0;
    for (const double v : m.cells())
        scale += v * v;
    for (int sweep = 0; sweep < 60; ++sweep) {
        double off = 0;
        for (int p = 0; p < n; ++p)
            for (int q = p + 1; q < n; ++q)
                off += m.at(p, q) * m.at(p, q);
        if (!(off > 1e-30 * scale))
            return true;
        for (int p = 0; p < n; ++p) {
            if (stop.stop_requested())
                return false;
            for (int q = p + 1; q < n; ++q) {
                if (m.at(p, q) == 0)
                    continue;
                const double theta = (m.at(q, q) - m.at(p, p)) / (2 * m.at(p, q));
                const double t = std::copysign(1.0, theta) / (std::abs(theta) + std::hypot(theta, 1.0));
                const double c = 1 / std::hypot(t, 1.0), s = t * c;
                const auto rotate = [c, s](double& x, double& y) {
                    const double old = x;
                    x = c * old - s * y;
                    y = s * old + c * y;
                };
                for (int k = 0; k < n; ++k)
                    rotate(m.at(k, p), m.at(k, q));
                for (int k = 0; k < n; ++k)
                    rotate(m.at(p, k), m.at(q, k));
                for (int k = 0; k < n; ++k)
                    rotate(vectors.at(k, p), vectors.at(k, q));
            }
        }
    }
    return true;
}

Result<Curvature> decomposed(Grid64 hessian, std::stop_token stop)
{
    const int n = hessian.rows();
    Grid64 diagonal = hessian, vectors;
    if (!diagonalise(diagonal, vectors, stop))
        return ErrorCode::Stopped;
    std::vector<int> order(std::size_t(n), 0);
    for (int i = 0; i < n; ++i)
        order[std::size_t(i)] = i;
    std::sort(order.begin(), order.end(), [&](int a, int b) { return diagonal.at(a, a) < diagonal.at(b, b); });
    const double greatest = diagonal.at(order.back(), order.back());
    Curvature result{std::move(hessian), {}, Grid64({n, n})};
    for (int i = 0; i < n; ++i) {
        const int from = order[std::size_t(i)];
        // No eigenvalue of a sum of squares is negative, and what is this small is the rounding of the largest.
        const double value = diagonal.at(from, from);
        result.eigenvalues.push_back(value < kNoCurvature * greatest ? 0 : value);
        // The sign of an eigenvector is free: its largest part is made positive.
        double largest = 0;
        for (int k = 0; k < n; ++k)
            if (std::abs(vectors.at(k, from)) > std::abs(largest) + 1e-12)
                largest = vectors.at(k, from);
        for (int k = 0; k < n; ++k)
            result.eigenvectors.at(k, i) = std::copysign(1.0, largest) * vectors.at(k, from);
    }
    return result;
}

} // namespace

double Curvature::largestStableRate() const
{
    return largestStableRate(Optimiser::GradientDescent);
}

double Curvature::largestStableRate(Optimiser optimiser) const
{
    const double stable = infoOf(optimiser).stable, largest = eigenvalues.back();
    return stable > 0 && largest > 0 ? stable / largest : std::numeric_limits<double>::infinity();
}

double Curvature::bestRate() const
{
    const auto least = std::find_if(eigenvalues.begin(), eigenvalues.end(), [](double value) { return value > 0; });
    return least != eigenvalues.end() ? 2 / (*least + eigenvalues.back()) : std::numeric_limits<double>::infinity();
}

double Curvature::condition() const
{
    return eigenvalues.front() > 0 ? eigenvalues.back() / eigenvalues.front()
                                   : std::numeric_limits<double>::infinity();
}

Result<Curvature> curvature(const NormalMatrix& normal, bool learnBias, Reduction reduction, std::stop_token stop)
try {
    const int n = normal.taps() + (learnBias ? 1 : 0);
    const double scale = 2 / (reduction == Reduction::Mean ? normal.windows() : 1);
    Grid64 hessian({n, n});
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j)
            hessian.at(i, j) = scale * normal.a.at(i, j);
    return decomposed(std::move(hessian), stop);
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

Result<Curvature> curvature(const TrainProblem& problem, std::stop_token stop)
try {
    const auto normal = normalMatrix(problem, allowedThreads(), stop);
    if (!normal)
        return normal.error();
    return curvature(*normal, problem.learnBias, problem.reduction, stop);
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

} // namespace lab
