// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/numbers/grid.h"
#include "core/numbers/result.h"

#include <span>
#include <stop_token>
#include <vector>

namespace lab
{

/// All that the squared error of a layer depends on, whatever the kernel: with p the weights in row-major order and
/// then the bias, the sum of squares over all windows is pᵀAp − 2bᵀp + c, where A = Σ f fᵀ, b = Σ f t, c = Σ t²; f
/// are the inputs that a window sees, and a 1 for the bias; t is its target (the normal equations of least squares,
/// e.g. Golub and Van Loan, Matrix Computations, 5.3). Made once, it makes an epoch independent of the size of the
/// image. In double.
struct NormalMatrix {
    Shape kernel;
    Grid64 a; ///< (taps + 1)², symmetric
    std::vector<double> b; ///< taps + 1
    double c = 0;

    int taps() const { return int(kernel.cells()); }
    /// Windows that were summed over.
    double windows() const { return a.at(taps(), taps()); }

    /// Adds what another input contributes: the planes of a picture, under one kernel.
    NormalMatrix& operator+=(const NormalMatrix& other);
};

/// Of one plane and its target (the geometry's output shape), for a kernel of the geometry's size. Without a column
/// stride, products are shared by all pairs of weights that are as far apart (an autocorrelation by lags): some
/// 2·k_rows·k_cols products an input cell, not (k_rows·k_cols)²/2. The same bits for any number of threads.
/// Errors: Stopped, OutOfMemory.
Result<NormalMatrix> normalMatrix(GridView<float> x, GridView<float> target, const Geometry& geometry,
                                  int threads = 1, std::stop_token stop = {});

/// Half of an epoch: gradient ← 2(Ap − b), the derivative of the sum of squares, and the sum of squares itself, at
/// `parameters`, the first of the weights and the bias (taps or taps + 1 of them; the rest are zero). Allocates
/// nothing.
double sumOfSquares(const NormalMatrix& normal, std::span<const double> parameters, std::span<double> gradient);

} // namespace lab
