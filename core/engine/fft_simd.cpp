// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/fft_simd.h"

#include "core/engine/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/engine/fft_simd.cpp"
#include "core/engine/simd.h"

#include <cassert>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <numbers>
#include <span>
#include <vector>

#ifndef LAB_FFT_TABLES
#define LAB_FFT_TABLES
namespace lab
{

/// e^(−2πi·j/m) to the powers 1, 2 and 3: what the outputs of a butterfly are turned by.
struct Twiddles {
    float re[3];
    float im[3];
};

/// One pass of butterflies over blocks of `length`: radix 4, or 2 where the power of two is odd.
struct FftStage {
    int length;
    int radix;
    std::vector<Twiddles> twiddles; ///< [length / radix]
};

/// The stages of a side, longest blocks first.
const std::vector<FftStage>& fftStages(int side);

} // namespace lab
#endif

HWY_BEFORE_NAMESPACE();
namespace lab::HWY_NAMESPACE
{

using D8 = hn::CappedTag<float, kFftStrip>;
using Vec8 = hn::Vec<D8>;
constexpr int kWidth = kLanes < kFftStrip ? kLanes : kFftStrip; ///< columns that are computed at a time

struct Complex {
    Vec8 re, im;
};

HWY_INLINE Complex operator+(Complex a, Complex b)
{
    return {hn::Add(a.re, b.re), hn::Add(a.im, b.im)};
}
HWY_INLINE Complex operator-(Complex a, Complex b)
{
    return {hn::Sub(a.re, b.re), hn::Sub(a.im, b.im)};
}
HWY_INLINE Complex operator*(Complex a, Complex b)
{
    return {hn::NegMulAdd(a.im, b.im, hn::Mul(a.re, b.re)), hn::MulAdd(a.re, b.im, hn::Mul(a.im, b.re))};
}
/// a · conj(b)
HWY_INLINE Complex timesConj(Complex a, Complex b)
{
    return {hn::MulAdd(a.im, b.im, hn::Mul(a.re, b.re)), hn::NegMulAdd(a.re, b.im, hn::Mul(a.im, b.re))};
}
/// a + i·b
HWY_INLINE Complex plusI(Complex a, Complex b)
{
    return {hn::Sub(a.re, b.im), hn::Add(a.im, b.re)};
}
/// a − i·b
HWY_INLINE Complex minusI(Complex a, Complex b)
{
    return {hn::Add(a.re, b.im), hn::Sub(a.im, b.re)};
}

constexpr std::ptrdiff_t kPitch = 2 * kFftStrip; ///< floats from a row of a strip to the next

HWY_INLINE Complex load(const float* cells)
{
    return {hn::LoadU(D8(), cells), hn::LoadU(D8(), cells + kFftStrip)};
}
HWY_INLINE void store(Complex value, float* cells)
{
    hn::StoreU(value.re, D8(), cells);
    hn::StoreU(value.im, D8(), cells + kFftStrip);
}

HWY_INLINE Complex twiddle(const Twiddles& t, int power)
{
    return {hn::Set(D8(), t.re[power - 1]), hn::Set(D8(), t.im[power - 1])};
}

/// A butterfly there: the transform of four numbers.
HWY_INLINE void fourThere(Complex (&y)[4])
{
    const Complex sum = y[0] + y[2], difference = y[0] - y[2], otherSum = y[1] + y[3], other = y[1] - y[3];
    y[0] = sum + otherSum;
    y[1] = minusI(difference, other);
    y[2] = sum - otherSum;
    y[3] = plusI(difference, other);
}
/// Its inverse, four times too large.
HWY_INLINE void fourBack(Complex (&y)[4])
{
    const Complex sum = y[0] + y[2], difference = y[0] - y[2], otherSum = y[1] + y[3], other = y[1] - y[3];
    y[0] = sum + otherSum;
    y[1] = plusI(difference, other);
    y[2] = sum - otherSum;
    y[3] = minusI(difference, other);
}

/// One stage of the way there, on n rows of kWidth columns. kTurn: whether there are twiddles other than 1.
template <bool kTurn>
HWY_INLINE void stageThere(const FftStage& stage, int n, float* strip)
{
    const std::ptrdiff_t quarter = stage.length / 4 * kPitch, block = 4 * quarter;
    const float* const end = strip + n * kPitch;
    for (const Twiddles& t : stage.twiddles) {
        const Complex w1 = twiddle(t, 1), w2 = twiddle(t, 2), w3 = twiddle(t, 3);
        for (float* at = strip; at < end; at += block) {
            Complex y[4] = {load(at), load(at + quarter), load(at + 2 * quarter), load(at + 3 * quarter)};
            fourThere(y);
            store(y[0], at);
            store(kTurn ? y[1] * w1 : y[1], at + quarter);
            store(kTurn ? y[2] * w2 : y[2], at + 2 * quarter);
            store(kTurn ? y[3] * w3 : y[3], at + 3 * quarter);
        }
        strip += kPitch;
    }
}

/// What undoes stageThere(), four times too large.
template <bool kTurn>
HWY_INLINE void stageBack(const FftStage& stage, int n, float* strip)
{
    const std::ptrdiff_t quarter = stage.length / 4 * kPitch, block = 4 * quarter;
    const float* const end = strip + n * kPitch;
    for (const Twiddles& t : stage.twiddles) {
        const Complex w1 = twiddle(t, 1), w2 = twiddle(t, 2), w3 = twiddle(t, 3);
        for (float* at = strip; at < end; at += block) {
            Complex y[4] = {load(at), load(at + quarter), load(at + 2 * quarter), load(at + 3 * quarter)};
            if constexpr (kTurn) {
                y[1] = timesConj(y[1], w1);
                y[2] = timesConj(y[2], w2);
                y[3] = timesConj(y[3], w3);
            }
            fourBack(y);
            unroll<4>([&](auto i) LAB_INLINE { store(y[i], at + i * quarter); });
        }
        strip += kPitch;
    }
}

HWY_INLINE void halvesThere(const FftStage& stage, float* strip)
{
    const std::ptrdiff_t half = stage.length / 2 * kPitch;
    for (const Twiddles& t : stage.twiddles) {
        const Complex a = load(strip), b = load(strip + half);
        store(a + b, strip);
        store((a - b) * twiddle(t, 1), strip + half);
        strip += kPitch;
    }
}

HWY_INLINE void halvesBack(const FftStage& stage, float* strip)
{
    const std::ptrdiff_t half = stage.length / 2 * kPitch;
    for (const Twiddles& t : stage.twiddles) {
        const Complex a = load(strip), b = timesConj(load(strip + half), twiddle(t, 1));
        store(a + b, strip);
        store(a - b, strip + half);
        strip += kPitch;
    }
}

/// The transform of the columns of a strip, in place.
HWY_INLINE void there(std::span<const FftStage> stages, int side, float* strip)
{
    for (int c = 0; c < kFftStrip; c += kWidth)
        for (const FftStage& stage : stages) {
            if (stage.radix == 2)
                halvesThere(stage, strip + c);
            else if (stage.length > 4)
                stageThere<true>(stage, side, strip + c);
            else
                stageThere<false>(stage, side, strip + c);
        }
}

/// Its inverse, `side` times too large.
HWY_INLINE void back(std::span<const FftStage> stages, int side, float* strip)
{
    for (int c = 0; c < kFftStrip; c += kWidth)
        for (std::size_t i = stages.size(); i-- > 0;) {
            const FftStage& stage = stages[i];
            if (stage.radix == 2)
                halvesBack(stage, strip + c);
            else if (stage.length > 4)
                stageBack<true>(stage, side, strip + c);
            else
                stageBack<false>(stage, side, strip + c);
        }
}

/// The last stage there, the product with the spectrum's strip, and the first stage back: blocks of four rows are
/// done with one another, so they need not be stored in between.
HWY_INLINE void product(int side, float* strip, const float* factors)
{
    for (int c = 0; c < kFftStrip; c += kWidth)
        for (std::ptrdiff_t r = c; r < side * kPitch; r += 4 * kPitch) {
            float* at = strip + r;
            const float* w = factors + r;
            Complex y[4] = {load(at), load(at + kPitch), load(at + 2 * kPitch), load(at + 3 * kPitch)};
            fourThere(y);
            unroll<4>([&](auto i) LAB_INLINE { y[i] = y[i] * load(w + i * kPitch); });
            fourBack(y);
            unroll<4>([&](auto i) LAB_INLINE { store(y[i], at + i * kPitch); });
        }
}

/// kFftStrip × kFftStrip numbers, kPitch floats from row to row, turned over their diagonal.
HWY_INLINE void transpose(const float* from, float* to)
{
    if constexpr (kWidth < 4) {
        for (int r = 0; r < kFftStrip; ++r)
            for (int c = 0; c < kFftStrip; ++c)
                to[c * kPitch + r] = from[r * kPitch + c];
    } else {
#if HWY_TARGET != HWY_SCALAR
        const D8 d;
        // Blocks of four rows and four columns; a longer vector holds two of them side by side.
        const auto quads = [&](const float* rows, Vec8(&columns)[4]) LAB_INLINE {
            const Vec8 r0 = hn::LoadU(d, rows), r1 = hn::LoadU(d, rows + kPitch),
                       r2 = hn::LoadU(d, rows + 2 * kPitch), r3 = hn::LoadU(d, rows + 3 * kPitch);
            const Vec8 even0 = hn::InterleaveLower(d, r0, r2), odd0 = hn::InterleaveLower(d, r1, r3);
            const Vec8 even1 = hn::InterleaveUpper(d, r0, r2), odd1 = hn::InterleaveUpper(d, r1, r3);
            columns[0] = hn::InterleaveLower(d, even0, odd0);
            columns[1] = hn::InterleaveUpper(d, even0, odd0);
            columns[2] = hn::InterleaveLower(d, even1, odd1);
            columns[3] = hn::InterleaveUpper(d, even1, odd1);
        };
        Vec8 upper[4], lower[4];
        if constexpr (kWidth == 8) {
            quads(from, upper);
            quads(from + 4 * kPitch, lower);
            unroll<4>([&](auto i) LAB_INLINE {
                hn::StoreU(hn::ConcatLowerLower(d, lower[i], upper[i]), d, to + i * kPitch);
                hn::StoreU(hn::ConcatUpperUpper(d, lower[i], upper[i]), d, to + (4 + i) * kPitch);
            });
        } else {
            for (int c = 0; c < kFftStrip; c += 4) {
                quads(from + c, upper);
                quads(from + 4 * kPitch + c, lower);
                unroll<4>([&](auto i) LAB_INLINE {
                    hn::StoreU(upper[i], d, to + (c + i) * kPitch);
                    hn::StoreU(lower[i], d, to + (c + i) * kPitch + 4);
                });
            }
        }
#endif
    }
}

float put(int side, int row, const float* re, const float* im, float* tile)
{
    Vec8 sum = hn::Zero(D8());
    for (int c = 0; c < side; c += kWidth) {
        const Complex cells{hn::LoadU(D8(), re + c), hn::LoadU(D8(), im + c)};
        sum = hn::Add(sum, hn::Add(hn::Abs(cells.re), hn::Abs(cells.im)));
        store(cells, tile + fftPlace(side, c / kFftStrip, row) + c % kFftStrip);
    }
    return hn::GetLane(hn::SumOfLanes(D8(), sum));
}

void take(int side, int row, int part, const float* tile, float bias, int n, float* to, bool stream)
{
    const D8 d;
    const Vec8 bias8 = hn::Set(d, bias);
    for (int c = 0; c < n; c += kWidth) {
        const float* cells = tile + fftPlace(side, c / kFftStrip, row) + part * kFftStrip + c % kFftStrip;
        const Vec8 sums = hn::Add(hn::LoadU(d, cells), bias8);
        if (n - c < kWidth) {
            HWY_ALIGN float last[kFftStrip];
            hn::Store(sums, d, last);
            std::memcpy(to + c, last, std::size_t(n - c) * sizeof(float));
        } else if (stream) {
            hn::Stream(sums, d, to + c);
        } else {
            hn::StoreU(sums, d, to + c);
        }
    }
}

void down(int side, float* from, float* to)
{
    for (int s = 0; s < side / kFftStrip; ++s) {
        there(fftStages(side), side, from + fftPlace(side, s, 0));
        for (int t = 0; t < side / kFftStrip; ++t) {
            const float* block = from + fftPlace(side, s, t * kFftStrip);
            float* turned = to + fftPlace(side, t, s * kFftStrip);
            transpose(block, turned);
            transpose(block + kFftStrip, turned + kFftStrip);
        }
    }
}

void along(int side, float* tile)
{
    for (int s = 0; s < side / kFftStrip; ++s)
        there(fftStages(side), side, tile + fftPlace(side, s, 0));
}

void multiply(int side, float* tile, const float* spectrum)
{
    const auto stages = std::span(fftStages(side));
    const auto longer = stages.first(stages.size() - 1);
    for (int s = 0; s < side / kFftStrip; ++s) {
        float* strip = tile + fftPlace(side, s, 0);
        const float* factors = spectrum + fftPlace(side, s, 0);
        there(longer, side, strip);
        product(side, strip, factors);
        back(longer, side, strip);
    }
}

void inverse(int side, const float* tile, float* to, int cols)
{
    for (int s = 0; s * kFftStrip < cols; ++s) {
        for (int t = 0; t < side / kFftStrip; ++t) {
            const float* turned = tile + fftPlace(side, t, s * kFftStrip);
            float* block = to + fftPlace(side, s, t * kFftStrip);
            transpose(turned, block);
            transpose(turned + kFftStrip, block + kFftStrip);
        }
        back(fftStages(side), side, to + fftPlace(side, s, 0));
    }
}

} // namespace lab::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace lab
{

namespace
{

std::vector<FftStage> madeStages(int side)
{
    std::vector<FftStage> stages;
    for (int length = side; length > 1;) {
        const bool odd = int(std::lround(std::log2(length))) % 2 != 0;
        FftStage stage{length, odd ? 2 : 4, {}};
        for (int j = 0; j < length / stage.radix; ++j) {
            Twiddles twiddles{};
            for (int power = 1; power <= 3; ++power) {
                const double angle = -2 * std::numbers::pi * j * power / length;
                twiddles.re[power - 1] = float(std::cos(angle));
                twiddles.im[power - 1] = float(std::sin(angle));
            }
            stage.twiddles.push_back(twiddles);
        }
        length /= stage.radix;
        stages.push_back(std::move(stage));
    }
    return stages;
}

} // namespace

const std::vector<FftStage>& fftStages(int side)
{
    static const std::array<std::vector<FftStage>, kFftSides.size()> tables = [] {
        std::array<std::vector<FftStage>, kFftSides.size()> made;
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i] = madeStages(kFftSides[i]);
        return made;
    }();
    for (std::size_t i = 0; i < tables.size(); ++i)
        if (kFftSides[i] == side)
            return tables[i];
    assert(!"a side there are no tables for");
    std::abort();
}

HWY_EXPORT(put);
HWY_EXPORT(take);
HWY_EXPORT(down);
HWY_EXPORT(along);
HWY_EXPORT(multiply);
HWY_EXPORT(inverse);

float fftPut(int side, int row, const float* re, const float* im, float* tile)
{
    return HWY_DYNAMIC_DISPATCH(put)(side, row, re, im, tile);
}

void fftTake(int side, int row, int part, const float* tile, float bias, int n, float* to, bool stream)
{
    HWY_DYNAMIC_DISPATCH(take)(side, row, part, tile, bias, n, to, stream);
}

void fftDown(int side, float* from, float* to)
{
    HWY_DYNAMIC_DISPATCH(down)(side, from, to);
}

void fftAlong(int side, float* tile)
{
    HWY_DYNAMIC_DISPATCH(along)(side, tile);
}

void fftMultiply(int side, float* tile, const float* spectrum)
{
    HWY_DYNAMIC_DISPATCH(multiply)(side, tile, spectrum);
}

void fftBack(int side, const float* tile, float* to, int cols)
{
    HWY_DYNAMIC_DISPATCH(inverse)(side, tile, to, cols);
}

} // namespace lab
#endif
