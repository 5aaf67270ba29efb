// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"

#include <cstdint>

namespace lab
{

// Weights by their formulas, in double precision, as a cross-correlation takes them: laid on the input as they are.
// Who is named beside a formula computes the same. x runs to the right along the columns, y down along the rows, both
// in cells from the kernel's middle; angles are in degrees and turn from x to y, which is clockwise on the screen:
// 0 points to the right, 90 down. Multiples of 90 are exact. Arguments are checked by kernelGenerators(), here
// asserted.

/// ⌊4σ + ½⌋ cells, where SciPy and scikit-image cut a Gaussian off (truncate 4); σ > 0.
int gaussianRadius(double sigma);

/// exp(−(x² + y²)/2σ²), divided by its sum; (2·radius + 1)². scipy.ndimage.gaussian_filter.
Grid64 gaussianKernel(double sigma);

/// 1/(rows·cols) everywhere. cv2.blur.
Grid64 boxKernel(Shape shape);

/// What a point becomes that moves by `length` ≥ 1 cells while it is looked at: 1 − d where the middle of a cell is
/// d < 1 away from the segment of length − 1 through the kernel's middle, 0 elsewhere; divided by the sum. As small
/// as holds all of them; a length of n cells along a row is n times 1/n. The idea is that of MATLAB's
/// fspecial('motion'), which measures d otherwise beyond the ends.
Grid64 motionKernel(double length, double degrees);

/// A wave under a Gaussian.
struct Gabor {
    int side = 1; ///< odd
    double sigma = 1; ///< of the Gaussian along the wave's direction, in cells; > 0
    double degrees = 0; ///< the direction in which the wave runs
    double wavelength = 2; ///< in cells; > 0
    double aspect = 1; ///< σ along the wave's direction over that across; > 0
    double phase = 0; ///< in degrees: 0 is symmetric, 90 antisymmetric about the middle
};
/// exp(−(x′² + aspect²·y′²)/2σ²)·cos(2πx′/wavelength + phase), side × side, and turned by 180°, which changes it only
/// where the phase is no multiple of 180°. x′ = x·cos + y·sin, y′ = −x·sin + y·cos. Not normalised.
/// cv2.getGaborKernel.
Grid64 gaborKernel(const Gabor& gabor);

/// cos·Kx + sin·Ky, 3×3. Kx is the column (side, middle, side) times the row (−1, 0, 1), Ky is Kx transposed: Sobel
/// is (1, 2), Scharr (3, 10), Prewitt (1, 1), with the signs of OpenCV. Greater than 0 where the input grows along
/// the angle. Not normalised.
Grid64 directedGradient(double side, double middle, double degrees);

/// The least aperture in which derivativeKernel() has this order.
int leastAperture(int order);
/// A column times a row; either is the coefficients of (z − 1)^order·(z + 1)^(aperture − 1 − order): differences,
/// smoothed by a binomial. Orders ≥ 0 are those along x and along y, the aperture is odd, from 1 to 31 and at least
/// leastAperture(); an aperture of 1 has 3 cells where there is something to differentiate. Not normalised.
/// cv2.getDerivKernels.
Grid64 derivativeKernel(int orderX, int orderY, int aperture);

/// ((x² + y²)/σ⁴ − 2/σ²)·g(x)·g(y), g the one-dimensional Gaussian of sum 1, cut off like gaussianKernel(). The sum
/// is 0 but for what was cut off and sampled. scipy.ndimage.gaussian_laplace.
Grid64 laplacianOfGaussian(double sigma);

/// G(σ₁) − G(σ₂), the smaller in the middle of the larger; of sum 0. skimage.filters.difference_of_gaussians.
Grid64 differenceOfGaussians(double sigma1, double sigma2);

/// δ + amount·(δ − G(σ)), δ the kernel that changes nothing; of sum 1. skimage.filters.unsharp_mask, unclipped.
Grid64 unsharpKernel(double sigma, double amount);

/// Uniform in [−1, 1), in reading order: (⌊m/2¹¹⌋·2⁻⁵³)·2 − 1, m the next number of std::mt19937_64 that began with
/// the seed. The same everywhere.
Grid64 seededUniform(Shape shape, std::uint64_t seed);

/// Normal, of mean 0 and deviation 1, in reading order, two weights at a time (Box and Muller 1958): √(−2·ln(1 − u))
/// times cos 2πv, then sin 2πv; u and v in [0, 1) are ⌊m/2¹¹⌋·2⁻⁵³ of the same numbers.
Grid64 seededNormal(Shape shape, std::uint64_t seed);

} // namespace lab
