// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/limits.h"

#include "core/engine/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tests/bench/limits.cpp"
#include "core/engine/simd.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstring>
#include <vector>

HWY_BEFORE_NAMESPACE();
namespace lab::HWY_NAMESPACE
{

/// Multiply-adds on registers alone; returns their number of operations.
double multiplyAdds(int rounds)
{
    constexpr int kChains = kManyRegisters ? 24 : 12; // more than a result takes to be there
    Block<1, kChains> sums;
    sums.fill(1);
    Vec factor = hn::Set(D(), 0.999F);
    for (int i = 0; i < rounds; ++i) {
        keep(factor);
        unroll<kChains>([&](auto c) LAB_INLINE {
            sums.at[0][c] = hn::MulAdd(sums.at[0][c], factor, factor);
            keep(sums.at[0][c]); // not several rounds merged
        });
    }
    HWY_ALIGN float lanes[kLanes];
    unroll<kChains>([&](auto c) LAB_INLINE {
        hn::Store(sums.at[0][c], D(), lanes);
        benchmark::DoNotOptimize(lanes[0]);
    });
    return 2.0 * kChains * kLanes * rounds;
}

const char* instructionSet()
{
    return hwy::TargetName(HWY_TARGET);
}

} // namespace lab::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lab
{

HWY_EXPORT(multiplyAdds);
HWY_EXPORT(instructionSet);

namespace bench
{

void Limits::refresh()
{
    instructions = HWY_DYNAMIC_DISPATCH(instructionSet)();
    for (int n = 0; n < 20; ++n) {
        double operations = 0;
        const double seconds = secondsOf([&] { operations = HWY_DYNAMIC_DISPATCH(multiplyAdds)(50'000); });
        gflops = std::max(gflops, operations / seconds / 1e9);
    }
    static std::vector<char> from(48'000'000, 1), to(48'000'000, 2);
    for (int n = 0; n < 4; ++n) {
        const double seconds = secondsOf([&] {
            std::memcpy(to.data(), from.data(), to.size());
            benchmark::ClobberMemory();
        });
        gigabytes = std::max(gigabytes, 2 * double(to.size()) / seconds / 1e9);
    }
}

Limits& limits()
{
    static Limits measured = [] {
        Limits first;
        first.refresh();
        return first;
    }();
    return measured;
}

} // namespace bench
} // namespace lab
#endif
