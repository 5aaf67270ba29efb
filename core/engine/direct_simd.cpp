// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/direct_simd.h"

#include "core/engine/simd_targets.h"

// Compiled once for each instruction set by Highway, which picks one when the program runs.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/engine/direct_simd.cpp"
#include "core/engine/simd.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <hwy/cache_control.h>

HWY_BEFORE_NAMESPACE();
namespace lab::HWY_NAMESPACE
{

/// The products of V vectors of a line with the weights w[0 … N) of the output rows Q0 … Q0 + N − 1.
template <int Q0, int N, int R, int V>
HWY_INLINE void addTap(const float* line, const float* w, Block<R, V>& sums)
{
    const D d;
    Vec x[V];
    unroll<V>([&](auto v) LAB_INLINE {
        x[v] = hn::LoadU(d, line + v * kLanes);
        if constexpr (N > 1)
            keep(x[v]);
    });
    unroll<N>([&](auto n) LAB_INLINE {
        const Vec weight = hn::Set(d, w[n]);
        unroll<V>([&](auto v) LAB_INLINE { sums.at[Q0 + n][v] = hn::MulAdd(x[v], weight, sums.at[Q0 + n][v]); });
    });
}

/// All taps of a line; `w` moves on to the next line's weights.
template <int Q0, int N, int R, int V>
HWY_INLINE void addLine(const Strip& strip, int r, int j, const float*& w, Block<R, V>& sums)
{
    const float* line = strip.lines[r] + j;
    const int taps = strip.weights.cols;
    const int* offsets = strip.offsets;
    for (int b = 0; b < taps; ++b, w += N)
        addTap<Q0, N>(line + offsets[b], w, sums);
}

/// V vectors of R output rows from column j on, a kernel of any size.
template <int R, int V>
HWY_INLINE Block<R, V> anyKernel(const Strip& strip, int j)
{
    Block<R, V> sums;
    sums.fill(strip.bias);
    const int taps = strip.weights.rows;
    if constexpr (R == 1) {
        const float* w = strip.weights.inOrder;
        for (int r = 0; r < taps; ++r)
            addLine<0, 1>(strip, r, j, w, sums);
    } else {
        // Line r serves the output rows q with 0 ≤ r − q < taps.
        static_assert(R == 4 && kStripRows == 4);
        const float* w = strip.weights.byLine;
        addLine<0, 1>(strip, 0, j, w, sums);
        if (taps == 1) {
            addLine<1, 1>(strip, 1, j, w, sums);
            addLine<2, 1>(strip, 2, j, w, sums);
        } else {
            addLine<0, 2>(strip, 1, j, w, sums);
            if (taps == 2) {
                addLine<1, 2>(strip, 2, j, w, sums);
            } else {
                addLine<0, 3>(strip, 2, j, w, sums);
                for (int r = 3; r < taps; ++r)
                    addLine<0, 4>(strip, r, j, w, sums);
                addLine<1, 3>(strip, taps, j, w, sums);
            }
            addLine<2, 2>(strip, taps + 1, j, w, sums);
        }
        addLine<3, 1>(strip, taps + 2, j, w, sums);
    }
    return sums;
}

/// Where the columns of a strip go.
template <int R>
struct Target {
    float* out[R];
    int cols;
    bool stream;

    HWY_INLINE Target(const Strip& strip, int firstRow) : cols(strip.cols), stream(strip.stream)
    {
        unroll<R>([&](auto q) LAB_INLINE { out[q] = strip.out[firstRow + q]; });
    }
    template <int V>
    HWY_INLINE void put(int j, const Block<R, V>& sums) const
    {
        if (stream)
            sums.stream(out, j);
        else
            sums.store(out, j);
    }
};

/// make(V, j) for blocks that cover every column: V vectors wide, and less at the end, where the last vector may
/// compute again what stands before it.
template <int R, int V, class MakeBlock>
HWY_INLINE void overColumns(const Target<R>& to, MakeBlock make)
{
    using One = std::integral_constant<int, 1>;
    int j = 0;
    if (to.cols < kLanes) {
        const Block<R, 1> sums = make(One(), 0);
        HWY_ALIGN float cells[kLanes];
        unroll<R>([&](auto q) LAB_INLINE {
            hn::Store(sums.at[q][0], D(), cells);
            std::memcpy(to.out[q], cells, std::size_t(to.cols) * sizeof(float));
        });
        return;
    }
    if constexpr (V > 1) {
        // As wide as may be, without leaving a single vector for the end: alone, it waits for its own sums.
        int vectors = to.cols / kLanes;
        for (; vectors >= V + 2 || vectors == V; vectors -= V, j += V * kLanes)
            to.put(j, make(std::integral_constant<int, V>(), j));
        if constexpr (V > 2)
            for (; vectors >= 2; vectors -= 2, j += 2 * kLanes)
                to.put(j, make(std::integral_constant<int, 2>(), j));
    }
    for (; j + kLanes <= to.cols; j += kLanes)
        to.put(j, make(One(), j));
    if (j < to.cols) {
        j = to.cols - kLanes;
        make(One(), j).store(to.out, j);
    }
}

template <int R, int V>
void anyKernelStrip(const Strip& strip)
{
    overColumns<R, V>(Target<R>(strip, 0), [&](auto v, int j) LAB_INLINE { return anyKernel<R, v>(strip, j); });
}

/// A kernel so small that all its weights stay in registers: for it, loading them again and again would take longer
/// than the multiplying.
template <int KR, int KC, int R, int V>
HWY_INLINE void residentRows(const Strip& strip, int firstRow)
{
    const D d;
    Vec w[KR * KC];
    unroll<KR * KC>([&](auto i) LAB_INLINE { w[i] = hn::Set(d, strip.weights.inOrder[i]); });
    const float* lines[KR + R - 1];
    unroll<KR + R - 1>([&](auto r) LAB_INLINE { lines[r] = strip.lines[firstRow + r]; });
    const float bias = strip.bias;
    overColumns<R, V>(Target<R>(strip, firstRow), [&](auto width, int j) LAB_INLINE {
        constexpr int kWidth = width;
        Block<R, kWidth> sums;
        sums.fill(bias);
        unroll<KR + R - 1>([&](auto r) LAB_INLINE {
            constexpr int kFirst = std::max(0, int(r) - KR + 1), kLast = std::min(R - 1, int(r));
            unroll<KC>([&](auto b) LAB_INLINE {
                Vec x[kWidth];
                unroll<kWidth>([&](auto v) LAB_INLINE {
                    x[v] = hn::LoadU(d, lines[r] + j + b + v * kLanes);
                    keep(x[v]);
                });
                unroll<kLast - kFirst + 1>([&](auto n) LAB_INLINE {
                    constexpr int q = kFirst + n;
                    unroll<kWidth>([&](auto v) LAB_INLINE {
                        sums.at[q][v] = hn::MulAdd(x[v], w[(r - q) * KC + b], sums.at[q][v]);
                    });
                });
            });
        });
        return sums;
    });
}

template <int KR, int KC>
void residentStrip(const Strip& strip)
{
    if constexpr (KR == 1) {
        for (int q = 0; q < strip.rows; ++q)
            residentRows<KR, KC, 1, 4>(strip, q);
    } else {
        residentRows<KR, KC, kStripRows, kManyRegisters ? 3 : 1>(strip, 0);
    }
}

void correlate(const Strip& strip)
{
    using Run = void (*)(const Strip&);
    constexpr int kSmall = 3;
    static constexpr Run kResident[kSmall][kSmall] = {
        {residentStrip<1, 1>, residentStrip<1, 2>, residentStrip<1, 3>},
        {residentStrip<2, 1>, residentStrip<2, 2>, residentStrip<2, 3>},
        {residentStrip<3, 1>, residentStrip<3, 2>, residentStrip<3, 3>},
    };
    const auto [rows, cols] = std::pair(strip.weights.rows, strip.weights.cols);
    if (rows <= kSmall && cols <= kSmall && strip.consecutive && (strip.rows == kStripRows || rows == 1))
        kResident[rows - 1][cols - 1](strip);
    else if (strip.rows == kStripRows)
        anyKernelStrip<kStripRows, kManyRegisters ? 6 : 3>(strip);
    else
        anyKernelStrip<1, kManyRegisters ? 16 : 8>(strip);
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

void finishStreaming()
{
    hwy::FlushStream();
}

StripWeights stripWeights(std::span<const float> inOrder, int rows, int cols, std::span<float> memory)
{
    assert(memory.size() >= stripWeightsSize(inOrder.size()));
    std::copy(inOrder.begin(), inOrder.end(), memory.begin());
    float* byLine = memory.data() + inOrder.size();
    for (int r = 0; r < rows + kStripRows - 1; ++r)
        for (int b = 0; b < cols; ++b)
            for (int q = std::max(0, r - rows + 1); q <= std::min(kStripRows - 1, r); ++q)
                *byLine++ = inOrder[std::size_t(r - q) * std::size_t(cols) + std::size_t(b)];
    return {rows, cols, memory.data(), memory.data() + inOrder.size()};
}

} // namespace lab
#endif
