// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/least_squares.h"

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kRefinements = 3; ///< each adds the digits that rounding took from the one before
constexpr double kFlat = 1e-9; ///< relative to the greatest curvature

std::vector<double> times(const Grid64& hessian, std::span<const double> direction)
{
    std::vector<double> product;
    for (int i = 0; i < hessian.rows(); ++i) {
        double sum = 0;
        for (int j = 0; j < hessian.cols(); ++j)
            sum += hessian.at(i, j) * direction[std::size_t(j)];
        product.push_back(sum);
    }
    return product;
}

/// Whether the loss does not change along a direction whose parts are about 1.
bool flat(const Curvature& curvature, std::span<const double> direction)
{
    const auto product = times(curvature.hessian, direction);
    return std::all_of(product.begin(), product.end(),
                       [&](double v) { return std::abs(v) <= kFlat * curvature.eigenvalues.back(); });
}

/// Whether weights that lie `rows` and `cols` apart can be exchanged, all of them.
bool exchangeable(const Curvature& curvature, Shape kernel, int rows, int cols)
{
    if (kernel.rows <= rows || kernel.cols <= cols)
        return false;
    for (int r = 0; r + rows < kernel.rows; ++r)
        for (int c = 0; c + cols < kernel.cols; ++c) {
            std::vector<double> direction(curvature.eigenvalues.size());
            direction[std::size_t(r * kernel.cols + c)] = 1;
            direction[std::size_t((r + rows) * kernel.cols + c + cols)] = -1;
            if (!flat(curvature, direction))
                return false;
        }
    return true;
}

} // namespace

LeastSquares leastSquares(const NormalMatrix& normal, const Curvature& curvature, std::span<const double> start,
                          bool learnBias, Reduction reduction)
{
    LeastSquares best{{start.begin(), start.end()}, 0};
    std::vector<double> gradient(best.parameters.size());
    const double scale = reduction == Reduction::Mean ? 1 / normal.windows() : 1;
    const std::size_t n = gradient.size() - (learnBias ? 0 : 1);
    assert(n == curvature.eigenvalues.size());
    for (int round = 0; round < kRefinements; ++round) {
        sumOfSquares(normal, best.parameters, gradient);
        for (std::size_t v = 0; v < n; ++v) {
            if (curvature.eigenvalues[v] == 0)
                continue;
            double along = 0;
            for (std::size_t i = 0; i < n; ++i)
                along += curvature.eigenvectors.at(int(i), int(v)) * gradient[i] * scale;
            for (std::size_t i = 0; i < n; ++i)
                best.parameters[i] -= along / curvature.eigenvalues[v] * curvature.eigenvectors.at(int(i), int(v));
        }
    }
    best.sumOfSquares = std::max(0.0, sumOfSquares(normal, best.parameters, gradient));
    return best;
}

Identifiability identifiability(const Curvature& curvature, Shape kernel, bool learnBias)
{
    Identifiability result;
    result.parameters = int(curvature.eigenvalues.size());
    result.rank = int(std::count_if(curvature.eigenvalues.begin(), curvature.eigenvalues.end(),
                                    [](double value) { return value > 0; }));
    if (result.undetermined() == 0)
        return result;
    const bool rows = exchangeable(curvature, kernel, 1, 0), cols = exchangeable(curvature, kernel, 0, 1);
    const bool oneRow = kernel.rows == 1, oneCol = kernel.cols == 1;
    if (learnBias) {
        std::vector<double> alike(curvature.eigenvalues.size(), 1.0);
        alike.back() = 0;
        alike.back() = -times(curvature.hessian, alike).back() /
                       curvature.hessian.at(result.parameters - 1, result.parameters - 1);
        result.biasTrades = flat(curvature, alike);
    }
    if (result.rank == (learnBias ? 1 : 0) && curvature.hessian.at(0, 0) == 0)
        result.told = Told::Nothing;
    else if ((rows || oneRow) && (cols || oneCol))
        result.told = Told::Sum;
    else if (rows)
        result.told = Told::ColumnSums;
    else if (cols)
        result.told = Told::RowSums;
    else
        result.told = Told::SomeDirections;
    return result;
}

std::vector<std::vector<double>> undeterminedDirections(const Curvature& curvature, const Identifiability& it,
                                                        Shape kernel)
{
    const std::size_t n = curvature.eigenvalues.size();
    std::vector<std::vector<double>> directions;
    const auto move = [&](WeightCell from, WeightCell to) {
        std::vector<double> direction(n);
        direction[std::size_t(from.row * kernel.cols + from.col)] = 1;
        direction[std::size_t(to.row * kernel.cols + to.col)] = -1;
        directions.push_back(std::move(direction));
    };
    const bool down = it.told == Told::ColumnSums || it.told == Told::Sum;
    const bool across = it.told == Told::RowSums || it.told == Told::Sum;
    for (int r = 0; r < kernel.rows; ++r)
        for (int c = 0; c < kernel.cols; ++c) {
            if (down && r + 1 < kernel.rows)
                move({r, c}, {r + 1, c});
            if (across && c + 1 < kernel.cols && (!down || r == 0)) // one way from each cell to any other is enough
                move({r, c}, {r, c + 1});
        }
    if (it.biasTrades) {
        std::vector<double> alike(n, 1.0);
        alike.back() = 0;
        alike.back() = -times(curvature.hessian, alike).back() / curvature.hessian.at(int(n) - 1, int(n) - 1);
        directions.push_back(std::move(alike));
    }
    if (int(directions.size()) == it.undetermined())
        return directions;
    directions.clear();
    for (int v = 0; v < it.undetermined(); ++v) {
        std::vector<double> direction;
        for (std::size_t i = 0; i < n; ++i)
            direction.push_back(curvature.eigenvectors.at(int(i), v));
        directions.push_back(std::move(direction));
    }
    return directions;
}

} // namespace lab
