// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corr2d_simd.h"

// Compiled once for each instruction set by Highway, which picks one when the program runs. Vectors whose length is
// not known to the compiler cannot stand in arrays, and so not in the register blocks below.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/corr2d_simd.cpp"
#include <algorithm>
#include <cstring>
#include <hwy/foreach_target.h> // must stand before highway.h
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace lab::HWY_NAMESPACE
{

namespace hn = hwy::HWY_NAMESPACE;
using D = hn::ScalableTag<float>;
using Vec = hn::Vec<D>;

/// The products of line r with the tap rows of output rows Q0 to Q1, V vectors wide.
template <int Q0, int Q1, int R, int V>
HWY_INLINE void addLine(const Strip& strip, int r, int j, Vec (&sums)[R][V])
{
    const D d;
    const auto lanes = std::ptrdiff_t(hn::Lanes(d));
    for (int b = 0; b < strip.kernelCols; ++b) {
        const float* line = strip.lines[r] + strip.offsets[b] + j;
        Vec x[V];
        for (int v = 0; v < V; ++v)
            x[v] = hn::LoadU(d, line + v * lanes);
        for (int q = Q0; q <= Q1; ++q) {
            const Vec w = hn::Set(d, strip.weights[(r - q) * strip.kernelCols + b]);
            for (int v = 0; v < V; ++v)
                sums[q][v] = hn::MulAdd(x[v], w, sums[q][v]);
        }
    }
}

/// V vectors of R output rows from column j on.
template <int R, int V>
HWY_INLINE void block(const Strip& strip, int j, Vec (&sums)[R][V])
{
    const Vec bias = hn::Set(D(), strip.bias);
    for (int q = 0; q < R; ++q)
        for (int v = 0; v < V; ++v)
            sums[q][v] = bias;
    const int last = strip.kernelRows - 1;
    if constexpr (R == 1) {
        for (int r = 0; r <= last; ++r)
            addLine<0, 0>(strip, r, j, sums);
        return;
    } else {
        // Line r serves the output rows q with 0 ≤ r − q ≤ last.
        static_assert(R == 4);
        for (int r = 0; r <= last + 3; ++r) {
            // clang-format off: a table
            switch (std::min(r, 3) + 4 * std::max(0, r - last)) {
            case 0:
                addLine<0, 0>(strip, r, j, sums);
                break;
            case 1:
                addLine<0, 1>(strip, r, j, sums);
                break;
            case 2:
                addLine<0, 2>(strip, r, j, sums);
                break;
            case 3:
                addLine<0, 3>(strip, r, j, sums);
                break;
            case 4 + 1:
                addLine<1, 1>(strip, r, j, sums);
                break;
            case 4 + 2:
                addLine<1, 2>(strip, r, j, sums);
                break;
            case 4 + 3:
                addLine<1, 3>(strip, r, j, sums);
                break;
            case 8 + 2:
                addLine<2, 2>(strip, r, j, sums);
                break;
            case 8 + 3:
                addLine<2, 3>(strip, r, j, sums);
                break;
            default:
                addLine<3, 3>(strip, r, j, sums);
                break;
            }
            // clang-format on
        }
    }
}

template <int R>
HWY_INLINE void wholeStrip(const Strip& strip)
{
    const D d;
    const int lanes = int(hn::Lanes(d));
    constexpr int kWide = 3;
    int j = 0;
    for (; j + kWide * lanes <= strip.cols; j += kWide * lanes) {
        Vec sums[R][kWide];
        block(strip, j, sums);
        for (int q = 0; q < R; ++q)
            for (int v = 0; v < kWide; ++v)
                hn::StoreU(sums[q][v], d, strip.out[q] + j + v * lanes);
    }
    for (; j < strip.cols; j += lanes) {
        Vec sums[R][1];
        block(strip, j, sums);
        HWY_ALIGN float cells[HWY_MAX_BYTES / sizeof(float)];
        for (int q = 0; q < R; ++q) {
            hn::Store(sums[q][0], d, cells);
            std::memcpy(strip.out[q] + j, cells, std::size_t(std::min(lanes, strip.cols - j)) * sizeof(float));
        }
    }
}

void correlate(const Strip& work)
{
    if (work.rows == kStripRows)
        wholeStrip<kStripRows>(work);
    else
        wholeStrip<1>(work);
}

} // namespace lab::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lab
{

HWY_EXPORT(correlate);

void correlateStrip(const Strip& strip)
{
    HWY_DYNAMIC_DISPATCH(correlate)(strip);
}

} // namespace lab
#endif
