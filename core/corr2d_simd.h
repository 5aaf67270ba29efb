// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lab
{

/// Output rows that are computed together, so that each input number is loaded once for all of them.
inline constexpr int kStripRows = 4;
/// Floats behind a line that may be read (and are not used): the longest vector there is.
inline constexpr int kLineSlack = 64;

/// Neighbouring output rows of one cross-correlation, borders already laid out.
struct Strip {
    int rows; ///< kStripRows, or 1
    int cols; ///< output cells in a row
    float* const* out; ///< [rows]
    /// [rows − 1 + kernelRows]: output row q and tap row a read line q + a. Output cell j and tap column b read its
    /// element offsets[b] + j.
    const float* const* lines;
    const int* offsets; ///< [kernelCols]
    const float* weights; ///< [kernelRows · kernelCols], in reading order of the window
    int kernelRows;
    int kernelCols;
    float bias;
};

/// Each cell is the bias plus its products in reading order, fused where the processor can: the same bits whether a
/// row is computed alone or in a strip. Uses the widest vectors of the processor it runs on.
void correlateStrip(const Strip& strip);

} // namespace lab
