// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the vector loops share. Compiles the file that includes it, which HWY_TARGET_INCLUDE names, once for each
// instruction set, and is read again each time; so no #pragma once.

#include <hwy/foreach_target.h> // before highway.h

#if defined(LAB_ENGINE_SIMD_H) == defined(HWY_TARGET_TOGGLE)
#ifdef LAB_ENGINE_SIMD_H
#undef LAB_ENGINE_SIMD_H
#else
#define LAB_ENGINE_SIMD_H
#endif

#include <hwy/highway.h>
#include <type_traits>
#include <utility>

/// For lambdas within the loops: compiled for the instruction set around them, and into their place.
#define LAB_INLINE HWY_ATTR __attribute__((always_inline))

HWY_BEFORE_NAMESPACE();
namespace lab::HWY_NAMESPACE
{

namespace hn = hwy::HWY_NAMESPACE;
using D = hn::ScalableTag<float>;
using Vec = hn::Vec<D>;
constexpr int kLanes = HWY_LANES(float);

/// Vector registers that a block may count on.
#if HWY_TARGET <= HWY_AVX3 || HWY_ARCH_ARM_A64
constexpr bool kManyRegisters = true; // 32
#else
constexpr bool kManyRegisters = false; // 16
#endif

/// f(0), f(1) … f(N − 1), each with its number as a type: what is indexed so stays in registers.
template <int N, class F>
HWY_INLINE void unroll(F f)
{
    [&]<int... i>(std::integer_sequence<int, i...>) LAB_INLINE
    {
        (f(std::integral_constant<int, i>()), ...);
    }
    (std::make_integer_sequence<int, N>());
}

/// Keeps a loaded vector in its register. GCC otherwise loads it again for every use, which halves the speed of the
/// loops that use a vector for several output rows.
HWY_INLINE void keep([[maybe_unused]] Vec& v)
{
#if HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
    asm("" : "+x"(v.raw));
#endif
}

/// Vectors side by side in V columns, one below the other in R rows.
template <int R, int V>
struct Block {
    Vec at[R][V];

    HWY_INLINE void fill(float value)
    {
        const Vec all = hn::Set(D(), value);
        unroll<R>([&](auto q) LAB_INLINE { unroll<V>([&](auto v) LAB_INLINE { at[q][v] = all; }); });
    }
    HWY_INLINE void store(float* const* out, int j) const
    {
        unroll<R>([&](auto q) LAB_INLINE {
            unroll<V>([&](auto v) LAB_INLINE { hn::StoreU(at[q][v], D(), out[q] + j + v * kLanes); });
        });
    }
    /// Past the caches. The places must be aligned.
    HWY_INLINE void stream(float* const* out, int j) const
    {
        unroll<R>([&](auto q) LAB_INLINE {
            unroll<V>([&](auto v) LAB_INLINE { hn::Stream(at[q][v], D(), out[q] + j + v * kLanes); });
        });
    }
};

} // namespace lab::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
