// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dot_simd.h"

#include "core/engine/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/engine/dot_simd.cpp"
#include "core/engine/simd.h"

#include <cstddef>

HWY_BEFORE_NAMESPACE();
namespace lab::HWY_NAMESPACE
{

using D64 = hn::ScalableTag<double>;
using Vec64 = hn::Vec<D64>;
constexpr int kLanes64 = HWY_LANES(double);

/// N sums at a time, two vectors each: as many as the multipliers take in.
template <int N>
HWY_INLINE void dots(const double* x, const double* const* others, int n, double* sums)
{
    const D64 d;
    Vec64 even[N], odd[N];
    unroll<N>([&](auto k) LAB_INLINE { even[k] = odd[k] = hn::Zero(d); });
    int j = 0;
    for (; j + 2 * kLanes64 <= n; j += 2 * kLanes64) {
        const Vec64 x0 = hn::LoadU(d, x + j), x1 = hn::LoadU(d, x + j + kLanes64);
        unroll<N>([&](auto k) LAB_INLINE {
            even[k] = hn::MulAdd(x0, hn::LoadU(d, others[k] + j), even[k]);
            odd[k] = hn::MulAdd(x1, hn::LoadU(d, others[k] + j + kLanes64), odd[k]);
        });
    }
    unroll<N>([&](auto k) LAB_INLINE {
        double sum = hn::GetLane(hn::SumOfLanes(d, hn::Add(even[k], odd[k])));
        for (int c = j; c < n; ++c)
            sum += x[c] * others[k][c];
        sums[k] = sum;
    });
}

void dotAll(const double* x, std::span<const double* const> others, int n, double* sums)
{
    const std::size_t count = others.size();
    std::size_t k = 0;
    for (; k + 5 <= count; k += 5)
        dots<5>(x, others.data() + k, n, sums + k);
    for (; k + 3 <= count; k += 3)
        dots<3>(x, others.data() + k, n, sums + k);
    for (; k < count; ++k)
        dots<1>(x, others.data() + k, n, sums + k);
}

/// V vectors of sums, which stay in registers.
template <int V>
HWY_INLINE void combine(const double* rows, std::ptrdiff_t pitch, std::span<const double> factors, double* sums)
{
    const D64 d;
    Vec64 all[V];
    unroll<V>([&](auto v) LAB_INLINE { all[v] = hn::LoadU(d, sums + v * kLanes64); });
    for (const double factor : factors) {
        const Vec64 f = hn::Set(d, factor);
        unroll<V>([&](auto v) LAB_INLINE { all[v] = hn::MulAdd(f, hn::LoadU(d, rows + v * kLanes64), all[v]); });
        rows += pitch;
    }
    unroll<V>([&](auto v) LAB_INLINE { hn::StoreU(all[v], d, sums + v * kLanes64); });
}

void combineAll(const double* rows, std::ptrdiff_t pitch, std::span<const double> factors, int n, double* sums)
{
    int i = 0;
    for (; i + 6 * kLanes64 <= n; i += 6 * kLanes64)
        combine<6>(rows + i, pitch, factors, sums + i);
    for (; i + kLanes64 <= n; i += kLanes64)
        combine<1>(rows + i, pitch, factors, sums + i);
    for (std::size_t j = 0; j < factors.size(); ++j)
        for (int rest = i; rest < n; ++rest)
            sums[rest] += factors[j] * rows[std::ptrdiff_t(j) * pitch + rest];
}

} // namespace lab::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lab
{

HWY_EXPORT(dotAll);
HWY_EXPORT(combineAll);

void dotRows(const double* x, std::span<const double* const> others, int n, double* sums)
{
    HWY_DYNAMIC_DISPATCH(dotAll)(x, others, n, sums);
}

void combineRows(const double* rows, std::ptrdiff_t pitch, std::span<const double> factors, int n, double* sums)
{
    HWY_DYNAMIC_DISPATCH(combineAll)(rows, pitch, factors, n, sums);
}

} // namespace lab
#endif
