// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace lab
{

/// Output rows that are computed together, so that each input number is loaded once for all of them.
inline constexpr int kStripRows = 4;

/// A kernel as the loops read it.
struct StripWeights {
    int rows = 0;
    int cols = 0;
    const float* inOrder = nullptr; ///< reading order of the window
    /// For strips of kStripRows: line after line, tap column after tap column, the weights of the output rows that
    /// the line serves; output row q meets line r with its tap row r − q.
    const float* byLine = nullptr;
};

/// Floats of memory for a kernel of this many taps.
constexpr std::size_t stripWeightsSize(std::size_t taps)
{
    return taps * (1 + kStripRows);
}
/// Weights in reading order, laid out in `memory`, which must outlive the result.
StripWeights stripWeights(std::span<const float> inOrder, int rows, int cols, std::span<float> memory);

/// Neighbouring output rows of one cross-correlation, borders already laid out.
struct Strip {
    int rows; ///< kStripRows, or 1
    int cols; ///< output cells in a row
    float* const* out; ///< [rows]
    /// [rows − 1 + kernel rows]: output row q and tap row a read line q + a. Output cell j and tap column b read its
    /// element offsets[b] + j.
    const float* const* lines;
    const int* offsets; ///< [kernel columns]
    bool consecutive; ///< whether offsets are 0, 1, 2 …
    StripWeights weights;
    float bias;
    bool stream; ///< past the caches; `out` must be aligned to 64 bytes
};

/// Each cell is the bias plus its products in reading order, fused where the processor can: the same bits whether a
/// row is computed alone or in a strip. Uses the widest vectors of the processor it runs on. Lines that are shorter
/// than a vector (16 floats) must be readable to that length.
void correlateStrip(const Strip& strip);

/// Makes streamed cells visible to other threads.
void finishStreaming();

} // namespace lab
