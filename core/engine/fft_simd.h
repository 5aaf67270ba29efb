// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

namespace lab
{

// Two-dimensional discrete Fourier transforms of square tiles (Cooley and Tukey, Mathematics of Computation 19, 1965;
// radix 4, decimation in frequency there and in time back), cut into the steps that a circular convolution passes
// through. Frequencies stay in the order in which the butterflies leave them, and transposed: it is the same for every
// tile of a side, and nothing but the product of two spectra looks at them. Nothing is scaled.

/// Sides there are tables for.
inline constexpr std::array kFftSides{64, 128, 256};

/// Floats between the rows of a tile: not a power of two, whose rows would share a few places of the cache.
constexpr std::size_t fftPitch(int side)
{
    return std::size_t(side) + 16;
}
/// Floats of one part (re or im) of a tile.
constexpr std::size_t fftPlane(int side)
{
    return std::size_t(side) * fftPitch(side);
}

/// side × side complex numbers, real and imaginary parts apart, fftPitch(side) floats from row to row.
struct FftTile {
    float* re;
    float* im;
};

/// side × side real numbers to be read, `pitch` floats from row to row.
struct FftSource {
    const float* data;
    std::ptrdiff_t pitch;
};

/// tile ← re + i·im, transformed down its columns. 1st of 3 steps.
void fftDown(int side, FftSource re, FftSource im, FftTile tile);
/// tile ← transformed along its rows as well: the whole transform. What the spectrum of a kernel is made with.
void fftAlong(int side, FftTile tile);
/// tile ← transformed along its rows, multiplied by `spectrum`, transformed back along its rows. 2nd of 3 steps.
void fftMultiply(int side, FftTile tile, FftTile spectrum);
/// out ← columns [0, cols) of the tile, transformed back down its columns. 3rd of 3 steps. `out` holds `side` rows of
/// `pitch` floats; cols and what is written are rounded up to 16.
void fftBack(int side, FftTile tile, FftTile out, std::size_t pitch, int cols);

} // namespace lab
