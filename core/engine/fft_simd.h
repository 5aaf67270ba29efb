// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

namespace lab
{

// Two-dimensional discrete Fourier transforms of square tiles (Cooley and Tukey, Mathematics of Computation 19, 1965;
// radix 4, decimation in frequency there and in time back), cut into the steps that a circular convolution passes
// through. Frequencies stay in the order in which the butterflies leave them, and transposed: it is the same for
// every tile of a side, and nothing but the product of two spectra looks at them. Nothing is scaled.

/// Sides there are tables for.
inline constexpr std::array kFftSides{64, 128, 256};

/// Columns of a strip. A tile is side × side complex numbers, cut into strips of this many columns that lie one
/// behind the other in memory: of each row first the real parts, then the imaginary ones, together one cache line. So
/// whatever goes down the columns of a strip, goes through memory from its beginning to its end.
inline constexpr int kFftStrip = 8;

/// Rows from one strip to the next: one more than there are, for a distance that is a power of two would put all
/// strips of a row in a few places of the cache.
constexpr std::size_t fftRows(int side)
{
    return std::size_t(side) + 1;
}
/// Floats of a tile.
constexpr std::size_t fftSize(int side)
{
    return 2 * std::size_t(side) * fftRows(side);
}
/// Where the real parts of a row of a strip stand; the imaginary ones follow kFftStrip further.
constexpr std::size_t fftPlace(int side, int strip, int row)
{
    return (std::size_t(strip) * fftRows(side) + std::size_t(row)) * 2 * kFftStrip;
}

/// Row `row` of a tile ← two rows of real numbers: one as its real parts, one as its imaginary ones. Returns the sum
/// of their magnitudes: not finite if one of them is not, and no less than what they can give to a spectrum.
float fftPut(int side, int row, const float* re, const float* im, float* tile);
/// to[0 … n) ← real (part 0) or imaginary (part 1) parts of a row, plus the bias; `stream` is past the caches, where
/// `to` is aligned to 64 bytes. finishStreaming() makes such cells visible to other threads.
void fftTake(int side, int row, int part, const float* tile, float bias, int n, float* to, bool stream);
/// to ← `from`, transformed down its columns. 1st of 3 steps. `from` is used up.
void fftDown(int side, float* from, float* to);
/// tile ← transformed along its rows as well: the whole transform. What the spectrum of a kernel is made with.
void fftAlong(int side, float* tile);
/// tile ← transformed along its rows, multiplied by `spectrum`, transformed back along its rows. 2nd of 3 steps.
void fftMultiply(int side, float* tile, const float* spectrum);
/// to ← columns [0, cols) of the tile, rounded up to whole strips, transformed back down its columns. 3rd of 3 steps.
void fftBack(int side, const float* tile, float* to, int cols);

} // namespace lab
