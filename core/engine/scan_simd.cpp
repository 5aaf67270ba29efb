// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/scan_simd.h"

#include "core/engine/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/engine/scan_simd.cpp"
#include "core/engine/simd.h"

#include <algorithm>
#include <cmath>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace lab::HWY_NAMESPACE
{

/// Raises `largest` to the largest magnitude of a row; false if a cell is not finite.
bool scanRow(const float* x, int n, float& largest)
{
    const D d;
    constexpr int kVectors = 4;
    Block<1, kVectors> most, zero;
    most.fill(0);
    zero.fill(0);
    int j = 0;
    for (; j + kVectors * kLanes <= n; j += kVectors * kLanes)
        unroll<kVectors>([&](auto v) LAB_INLINE {
            const Vec cells = hn::LoadU(d, x + j + v * kLanes);
            most.at[0][v] = hn::Max(most.at[0][v], hn::Abs(cells));
            zero.at[0][v] = hn::MulAdd(cells, hn::Zero(d), zero.at[0][v]); // NaN as soon as one cell is not finite
        });
    float sum = 0;
    for (; j < n; ++j) {
        largest = std::max(largest, std::abs(x[j]));
        sum += x[j] * 0.0F;
    }
    HWY_ALIGN float lanes[kLanes];
    unroll<kVectors>([&](auto v) LAB_INLINE {
        hn::Store(most.at[0][v], d, lanes);
        for (const float lane : lanes)
            largest = std::max(largest, lane);
        hn::Store(zero.at[0][v], d, lanes);
        for (const float lane : lanes)
            sum += lane;
    });
    return sum == 0;
}

} // namespace lab::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lab
{

HWY_EXPORT(scanRow);

float largestMagnitude(GridView<float> x, std::stop_token stop)
{
    float largest = 0;
    for (int r = 0; r < x.rows(); ++r)
        if (stop.stop_requested() || !HWY_DYNAMIC_DISPATCH(scanRow)(x.row(r).data(), x.cols(), largest))
            return std::numeric_limits<float>::infinity();
    return largest;
}

} // namespace lab
#endif
