// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/fused_simd.h"

#include "core/engine/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/engine/fused_simd.cpp"
#include "core/engine/simd.h"

#include <algorithm>

HWY_BEFORE_NAMESPACE();
namespace lab::HWY_NAMESPACE
{

ResidualSums subtract(float* y, const float* target, int n)
{
    const D d;
    constexpr int kVectors = 2;
    Block<1, kVectors> squares, plain;
    squares.fill(0);
    plain.fill(0);
    int j = 0;
    for (; j + kVectors * kLanes <= n; j += kVectors * kLanes)
        unroll<kVectors>([&](auto v) LAB_INLINE {
            const int at = j + v * kLanes;
            const Vec residual = hn::Sub(hn::LoadU(d, y + at), hn::LoadU(d, target + at));
            hn::StoreU(residual, d, y + at);
            squares.at[0][v] = hn::MulAdd(residual, residual, squares.at[0][v]);
            plain.at[0][v] = hn::Add(plain.at[0][v], residual);
        });
    ResidualSums sums{hn::GetLane(hn::SumOfLanes(d, hn::Add(squares.at[0][0], squares.at[0][1]))),
                      hn::GetLane(hn::SumOfLanes(d, hn::Add(plain.at[0][0], plain.at[0][1])))};
    for (; j < n; ++j) {
        y[j] -= target[j];
        sums.squares += y[j] * y[j];
        sums.plain += y[j];
    }
    return sums;
}

/// Line r, which serves N rows of residuals from Q0 on, with B tap columns from b on.
template <int Q0, int N, int B>
HWY_INLINE void addProducts(const Strip& strip, int r, int b, float* sums)
{
    const D d;
    const float* line[B];
    unroll<B>([&](auto i) LAB_INLINE { line[i] = strip.lines[r] + strip.offsets[b + i]; });
    const float* residual[N];
    unroll<N>([&](auto n) LAB_INLINE { residual[n] = strip.out[Q0 + n]; });
    Block<N, B> products;
    products.fill(0);
    int j = 0;
    for (; j + kLanes <= strip.cols; j += kLanes) {
        Vec x[B];
        unroll<B>([&](auto i) LAB_INLINE {
            x[i] = hn::LoadU(d, line[i] + j);
            keep(x[i]);
        });
        unroll<N>([&](auto n) LAB_INLINE {
            const Vec r4 = hn::LoadU(d, residual[n] + j);
            unroll<B>([&](auto i) LAB_INLINE { products.at[n][i] = hn::MulAdd(x[i], r4, products.at[n][i]); });
        });
    }
    unroll<N>([&](auto n) LAB_INLINE {
        unroll<B>([&](auto i) LAB_INLINE {
            float* to = sums + std::ptrdiff_t((r - Q0 - n) * strip.weights.cols + b + i) * kGradientLanes;
            hn::StoreU(hn::Add(hn::LoadU(d, to), products.at[n][i]), d, to);
            float rest = 0;
            for (int c = j; c < strip.cols; ++c)
                rest += residual[n][c] * line[i][c];
            to[0] += rest;
        });
    });
}

template <int Q0, int N>
HWY_INLINE void addLine(const Strip& strip, int r, float* sums)
{
    int b = 0;
    for (; b + 3 <= strip.weights.cols; b += 3)
        addProducts<Q0, N, 3>(strip, r, b, sums);
    for (; b + 2 <= strip.weights.cols; b += 2)
        addProducts<Q0, N, 2>(strip, r, b, sums);
    if (b < strip.weights.cols)
        addProducts<Q0, N, 1>(strip, r, b, sums);
}

void gradient(const Strip& strip, float* sums)
{
    const int taps = strip.weights.rows;
    if (strip.rows == 1) {
        for (int r = 0; r < taps; ++r)
            addLine<0, 1>(strip, r, sums);
        return;
    }
    using Add = void (*)(const Strip&, int, float*);
    // [first row served][rows served]
    static constexpr Add kAdd[kStripRows][kStripRows + 1] = {
        {nullptr, addLine<0, 1>, addLine<0, 2>, addLine<0, 3>, addLine<0, 4>},
        {nullptr, addLine<1, 1>, addLine<1, 2>, addLine<1, 3>},
        {nullptr, addLine<2, 1>, addLine<2, 2>},
        {nullptr, addLine<3, 1>},
    };
    for (int r = 0; r < taps + kStripRows - 1; ++r) {
        const int first = std::max(0, r - taps + 1), last = std::min(kStripRows - 1, r);
        kAdd[first][last - first + 1](strip, r, sums);
    }
}

} // namespace lab::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lab
{

HWY_EXPORT(subtract);
HWY_EXPORT(gradient);

ResidualSums subtractTarget(float* y, const float* target, int n)
{
    return HWY_DYNAMIC_DISPATCH(subtract)(y, target, n);
}

void gradientStrip(const Strip& strip, float* sums)
{
    HWY_DYNAMIC_DISPATCH(gradient)(strip, sums);
}

} // namespace lab
#endif
