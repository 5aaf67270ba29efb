// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/result.h"

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace lab
{

/// In reading order, in double precision.
struct KernelSums {
    double sum = 0; ///< what a flat input of ones is answered by
    double mean = 0;
    double absolute = 0; ///< Σ|w|: the largest answer to inputs within ±1
};
/// NaN where a weight is. `kernel` is not empty.
KernelSums sumsOf(const Grid& kernel);

/// Which of its images a kernel equals, weight for weight and exactly; 0 equals −0, NaN nothing. A kernel of zeros
/// has all symmetries.
struct KernelSymmetries {
    bool halfTurn = false; ///< its own turn by 180°: correlation and convolution are the same
    bool transpose = false; ///< its own transpose; square
    bool leftRight = false; ///< its own mirror image, left and right exchanged
    bool topBottom = false; ///< the same for top and bottom
    bool antisymmetric = false; ///< the negative of its turn by 180°: convolution is the negative of correlation
};
KernelSymmetries symmetriesOf(const Grid& kernel);

/// σ₁ ≥ σ₂ ≥ … ≥ 0, as many as the lesser side has cells, by the one-sided rotations of Hestenes (1958) in double
/// precision; those below 2⁻⁵⁰·σ₁ are rounding. Takes some 50·m·n² operations, n the lesser side: 20 ms for 101×101.
/// Errors: EmptyKernel, KernelNotFinite, Stopped.
Result<std::vector<double>> singularValues(const Grid& kernel, std::stop_token stop = {});

/// How many singular values are greater than max(rows, cols)·2⁻²³·σ₁: numpy.linalg.matrix_rank of a float32 array.
/// What rounding each weight leaves, at most 2⁻²⁴·‖K‖, is below that.
int rankOf(std::span<const double> singularValues, Shape shape);

/// A kernel that is a column times a row, K[a,b] = column[a]·row[b].
struct Separation {
    std::vector<double> column;
    std::vector<double> row;
};

/// All that is known of a kernel without an input.
struct KernelFacts {
    KernelSums sums;
    KernelSymmetries symmetries;
    std::vector<double> singularValues;
    int rank = 0;
    /// Of a kernel of rank 1. Where all weights are whole numbers, the column is whole numbers without a common
    /// divisor and the row whole numbers too, and their product is exact. Of others, column and row have equal length
    /// (Euclidean), and the product is within max(rows, cols)·2⁻²³·σ₁ of each weight. The column's largest part is
    /// positive. The engine asks more before it computes this way: rankOne(), relative to each weight.
    std::optional<Separation> separation;
};
/// Errors: those of singularValues().
Result<KernelFacts> kernelFacts(const Grid& kernel, std::stop_token stop = {});

/// The frequency of a row or column of frequencyResponse(), in periods per cell: (i − ⌊side/2⌋)/side, −½ ≤ f < ½, as
/// numpy.fft.fftshift(numpy.fft.fftfreq(side)).
double frequencyAt(int index, int side);
/// |H|, side × side: by what factor the kernel changes the amplitude of a wave. H(f, g) = Σ K[a,b]·exp(−2πi(f·a +
/// g·b)), f = frequencyAt(row), g = frequencyAt(col): a row's frequency runs down, a column's to the right.
/// Correlation and convolution have the same |H|. For a side that is not less than the kernel's it is
/// abs(fftshift(fft2(K, (side, side)))); it is right for any. 1 ≤ side ≤ 1024. In double precision, rounded once.
/// Takes 8·cols·side·(rows + side) operations. Errors: EmptyKernel, KernelNotFinite, ParameterOutside,
/// WeightsTooLarge.
Result<Grid> frequencyResponse(const Grid& kernel, int side);

} // namespace lab
