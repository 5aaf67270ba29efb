// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/bytes_simd.h"

#include "core/engine/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/engine/bytes_simd.cpp"
#include "core/engine/simd.h"

#include <algorithm>
#include <bit>
#include <cmath>

HWY_BEFORE_NAMESPACE();
namespace lab::HWY_NAMESPACE
{

// A pixel is one 32-bit lane: red in the lowest byte.
static_assert(std::endian::native == std::endian::little && sizeof(Rgba8) == 4);
using DPixel = hn::Repartition<std::uint32_t, D>;
using DInt = hn::Repartition<std::int32_t, D>;

void split(const Rgba8* pixels, int n, float* const planes[3])
{
    const DPixel d;
    const auto byte = hn::Set(d, 0xFFU);
    int j = 0;
    for (; j + kLanes <= n; j += kLanes) {
        const auto p = hn::LoadU(d, reinterpret_cast<const std::uint32_t*>(pixels + j));
        const auto put = [&](auto channel, float* to) LAB_INLINE {
            hn::StoreU(hn::ConvertTo(D(), hn::BitCast(DInt(), hn::And(channel, byte))), D(), to + j);
        };
        put(p, planes[0]);
        put(hn::ShiftRight<8>(p), planes[1]);
        put(hn::ShiftRight<16>(p), planes[2]);
    }
    for (; j < n; ++j) {
        planes[0][j] = float(pixels[j].red);
        planes[1][j] = float(pixels[j].green);
        planes[2][j] = float(pixels[j].blue);
    }
}

/// As a byte. The comparison also turns NaN into 0.
HWY_INLINE float saturated(float v)
{
    return v > 0 ? std::min(v, 255.0F) : 0.0F;
}

template <bool kRange>
HWY_INLINE void joinAs(const float* const planes[3], const Rgba8* alpha, int n, Rgba8* pixels,
                       [[maybe_unused]] ChannelRange* range)
{
    const DPixel d;
    const auto alphaBits = hn::Set(d, 0xFF000000U);
    const Vec zero = hn::Zero(D()), most = hn::Set(D(), 255.0F);
    Vec least[3], greatest[3];
    unroll<3>([&](auto c) LAB_INLINE {
        least[c] = hn::Set(D(), ChannelRange::kNone);
        greatest[c] = hn::Neg(least[c]);
    });
    int j = 0;
    for (; j + kLanes <= n; j += kLanes) {
        auto pixel = hn::And(hn::LoadU(d, reinterpret_cast<const std::uint32_t*>(alpha + j)), alphaBits);
        unroll<3>([&](auto c) LAB_INLINE {
            const Vec v = hn::LoadU(D(), planes[c] + j);
            if constexpr (kRange) {
                least[c] = hn::IfThenElse(hn::Lt(v, least[c]), v, least[c]);
                greatest[c] = hn::IfThenElse(hn::Gt(v, greatest[c]), v, greatest[c]);
            }
            const Vec clamped = hn::IfThenElseZero(hn::Gt(v, zero), hn::Min(v, most));
            const auto byte = hn::BitCast(d, hn::NearestInt(clamped));
            pixel = hn::Or(pixel, hn::ShiftLeft<8 * c>(byte));
        });
        hn::StoreU(pixel, d, reinterpret_cast<std::uint32_t*>(pixels + j));
    }
    [[maybe_unused]] const auto lower = [&](int c, float v) {
        if (v < range->least[std::size_t(c)])
            range->least[std::size_t(c)] = v;
        if (v > range->greatest[std::size_t(c)])
            range->greatest[std::size_t(c)] = v;
    };
    for (; j < n; ++j) {
        std::uint8_t bytes[3];
        for (int c = 0; c < 3; ++c) {
            bytes[c] = std::uint8_t(std::nearbyint(saturated(planes[c][j])));
            if constexpr (kRange)
                lower(c, planes[c][j]);
        }
        pixels[j] = {bytes[0], bytes[1], bytes[2], alpha[j].alpha};
    }
    if constexpr (kRange) {
        HWY_ALIGN float lanes[kLanes];
        unroll<3>([&](auto c) LAB_INLINE {
            for (const Vec& bound : {least[c], greatest[c]}) {
                hn::Store(bound, D(), lanes);
                for (const float lane : lanes)
                    if (std::isfinite(lane))
                        lower(c, lane);
            }
        });
    }
}

void join(const float* const planes[3], const Rgba8* alpha, int n, Rgba8* pixels, ChannelRange* range)
{
    if (range)
        joinAs<true>(planes, alpha, n, pixels, range);
    else
        joinAs<false>(planes, alpha, n, pixels, nullptr);
}

} // namespace lab::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lab
{

HWY_EXPORT(split);
HWY_EXPORT(join);

void splitPixels(const Rgba8* pixels, int n, float* const planes[3])
{
    HWY_DYNAMIC_DISPATCH(split)(pixels, n, planes);
}

void joinPixels(const float* const planes[3], const Rgba8* alpha, int n, Rgba8* pixels, ChannelRange* range)
{
    HWY_DYNAMIC_DISPATCH(join)(planes, alpha, n, pixels, range);
}

} // namespace lab
#endif
