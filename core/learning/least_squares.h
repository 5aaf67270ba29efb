// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/curvature.h"
#include "core/learning/normal_matrix.h"

#include <span>
#include <vector>

namespace lab
{

/// The exact answer that descent approaches: of all kernels with the smallest sum of squares, the one nearest to the
/// start, p + H⁺(−∂loss(p)) (Golub and Van Loan, Matrix Computations, 5.5). Gradient descent cannot leave the start
/// in a direction along which the loss is flat, and so ends there.
struct LeastSquares {
    std::vector<double> parameters; ///< the weights in row-major order, then the bias
    double sumOfSquares = 0;
};
/// `start`: weights and bias; the bias stays when it is not learned. `curvature` is that of `normal`.
LeastSquares leastSquares(const NormalMatrix& normal, const Curvature& curvature, std::span<const double> start,
                          bool learnBias, Reduction reduction);

/// What of a kernel an input tells at all.
enum class Told {
    Everything,
    ColumnSums, ///< all rows of each window are the same: weights of a column can be exchanged
    RowSums, ///< all columns are
    Sum, ///< all cells of each window are the same, though windows may differ: only the sum of all weights matters
    Nothing, ///< all windows are zero
    SomeDirections, ///< none of these patterns
};
/// Which of the parameters, or sums of them, the outputs depend on.
struct Identifiability {
    Told told = Told::Everything;
    int rank = 0; ///< directions that change an output
    int parameters = 0; ///< directions there are
    /// All weights can be changed alike when the bias makes up for it.
    bool biasTrades = false;
    int undetermined() const { return parameters - rank; }
};
Identifiability identifiability(const Curvature& curvature, Shape kernel, bool learnBias);

/// Directions (weights, then the bias if it is learned) along which no output changes, undetermined() of them,
/// linearly independent. Where there is a pattern they show it: weight moved from one cell to its neighbour. Else of
/// length 1 and at right angles.
std::vector<std::vector<double>> undeterminedDirections(const Curvature& curvature, const Identifiability& it,
                                                        Shape kernel);

} // namespace lab
