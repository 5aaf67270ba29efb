// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/fft_simd.h"

#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/engine/fft_simd.cpp"
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <hwy/foreach_target.h> // must stand before simd.h
#include <numbers>
#include <vector>

#include "core/engine/simd.h"

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

// Eight columns at a time at most: so the rows of a strip stay in the first cache, and its tiles can be transposed.
using D8 = hn::CappedTag<float, 8>;
using Vec8 = hn::Vec<D8>;
constexpr int kWidth = HWY_LANES(float) < 8 ? HWY_LANES(float) : 8;
constexpr int kLongestSide = 256;

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
HWY_INLINE Complex minusI(Complex a)
{
    return {a.im, hn::Neg(a.re)};
}
HWY_INLINE Complex timesI(Complex a)
{
    return {hn::Neg(a.im), a.re};
}

/// Rows of complex numbers, kWidth columns wide: a strip of a tile, or of something that is read.
template <class T>
struct Rows {
    T* re;
    T* im;
    std::ptrdiff_t rePitch, imPitch;

    HWY_INLINE Complex load(int row) const
    {
        return {hn::LoadU(D8(), re + row * rePitch), hn::LoadU(D8(), im + row * imPitch)};
    }
    HWY_INLINE void store(int row, Complex value) const
    {
        hn::StoreU(value.re, D8(), re + row * rePitch);
        hn::StoreU(value.im, D8(), im + row * imPitch);
    }
};
using From = Rows<const float>;
using To = Rows<float>;

template <class T>
HWY_INLINE From reading(const Rows<T>& rows)
{
    return {rows.re, rows.im, rows.rePitch, rows.imPitch};
}

HWY_INLINE Complex twiddle(const Twiddles& t, int power)
{
    return {hn::Set(D8(), t.re[power - 1]), hn::Set(D8(), t.im[power - 1])};
}

/// One stage of the way there. kTurn: whether there are twiddles other than 1.
template <bool kTurn>
HWY_INLINE void stageThere(const FftStage& stage, int n, const From& from, const To& to)
{
    const int quarter = stage.length / 4;
    for (int j = 0; j < quarter; ++j) {
        const Twiddles& t = stage.twiddles[std::size_t(j)];
        const Complex w1 = twiddle(t, 1), w2 = twiddle(t, 2), w3 = twiddle(t, 3);
        for (int s = j; s < n; s += stage.length) {
            const Complex a = from.load(s), b = from.load(s + quarter), c = from.load(s + 2 * quarter),
                          d = from.load(s + 3 * quarter);
            const Complex sum = a + c, difference = a - c, otherSum = b + d, turned = minusI(b - d);
            const Complex y1 = difference + turned, y2 = sum - otherSum, y3 = difference - turned;
            to.store(s, sum + otherSum);
            to.store(s + quarter, kTurn ? y1 * w1 : y1);
            to.store(s + 2 * quarter, kTurn ? y2 * w2 : y2);
            to.store(s + 3 * quarter, kTurn ? y3 * w3 : y3);
        }
    }
}

/// What undoes stageThere(), four times too large.
template <bool kTurn>
HWY_INLINE void stageBack(const FftStage& stage, int n, const From& from, const To& to)
{
    const int quarter = stage.length / 4;
    for (int j = 0; j < quarter; ++j) {
        const Twiddles& t = stage.twiddles[std::size_t(j)];
        const Complex w1 = twiddle(t, 1), w2 = twiddle(t, 2), w3 = twiddle(t, 3);
        for (int s = j; s < n; s += stage.length) {
            const Complex y0 = from.load(s), y1 = from.load(s + quarter), y2 = from.load(s + 2 * quarter),
                          y3 = from.load(s + 3 * quarter);
            const Complex u1 = kTurn ? timesConj(y1, w1) : y1, u2 = kTurn ? timesConj(y2, w2) : y2,
                          u3 = kTurn ? timesConj(y3, w3) : y3;
            const Complex sum = y0 + u2, otherSum = y0 - u2, difference = u1 + u3, turned = timesI(u1 - u3);
            to.store(s, sum + difference);
            to.store(s + quarter, otherSum + turned);
            to.store(s + 2 * quarter, sum - difference);
            to.store(s + 3 * quarter, otherSum - turned);
        }
    }
}

HWY_INLINE void halvesThere(const FftStage& stage, const From& from, const To& to)
{
    const int half = stage.length / 2;
    for (int j = 0; j < half; ++j) {
        const Complex a = from.load(j), b = from.load(j + half);
        to.store(j, a + b);
        to.store(j + half, (a - b) * twiddle(stage.twiddles[std::size_t(j)], 1));
    }
}

HWY_INLINE void halvesBack(const FftStage& stage, const From& from, const To& to)
{
    const int half = stage.length / 2;
    for (int j = 0; j < half; ++j) {
        const Complex a = from.load(j), b = timesConj(from.load(j + half), twiddle(stage.twiddles[std::size_t(j)], 1));
        to.store(j, a + b);
        to.store(j + half, a - b);
    }
}

/// The transform of kWidth columns; all stages but the first within `to`.
HWY_INLINE void there(const std::vector<FftStage>& stages, int n, From from, const To& to)
{
    for (const FftStage& stage : stages) {
        if (stage.radix == 2)
            halvesThere(stage, from, to);
        else if (stage.length > 4)
            stageThere<true>(stage, n, from, to);
        else
            stageThere<false>(stage, n, from, to);
        from = reading(to);
    }
}

/// Its inverse, n times too large; all stages but the last within `within`.
HWY_INLINE void back(const std::vector<FftStage>& stages, int n, const To& within, const To& to)
{
    for (std::size_t i = stages.size(); i-- > 0;) {
        const FftStage& stage = stages[i];
        const To& target = i == 0 ? to : within;
        if (stage.radix == 2)
            halvesBack(stage, reading(within), target);
        else if (stage.length > 4)
            stageBack<true>(stage, n, reading(within), target);
        else
            stageBack<false>(stage, n, reading(within), target);
    }
}

/// kWidth × kWidth numbers, turned over their diagonal.
HWY_INLINE void transpose(const float* from, std::ptrdiff_t fromPitch, float* to, std::ptrdiff_t toPitch)
{
#if HWY_TARGET == HWY_SCALAR
    (void)fromPitch, (void)toPitch;
    *to = *from;
#else
    const D8 d;
    Vec8 rows[kWidth];
    unroll<kWidth>([&](auto i) LAB_INLINE { rows[i] = hn::LoadU(d, from + i * fromPitch); });
    // Within blocks of four: rows 4g … 4g + 3.
    Vec8 mixed[kWidth];
    unroll<kWidth / 4>([&](auto g) LAB_INLINE {
        const Vec8 even0 = hn::InterleaveLower(d, rows[4 * g], rows[4 * g + 2]);
        const Vec8 odd0 = hn::InterleaveLower(d, rows[4 * g + 1], rows[4 * g + 3]);
        const Vec8 even1 = hn::InterleaveUpper(d, rows[4 * g], rows[4 * g + 2]);
        const Vec8 odd1 = hn::InterleaveUpper(d, rows[4 * g + 1], rows[4 * g + 3]);
        mixed[4 * g] = hn::InterleaveLower(d, even0, odd0);
        mixed[4 * g + 1] = hn::InterleaveUpper(d, even0, odd0);
        mixed[4 * g + 2] = hn::InterleaveLower(d, even1, odd1);
        mixed[4 * g + 3] = hn::InterleaveUpper(d, even1, odd1);
    });
    if constexpr (kWidth == 8) {
        unroll<4>([&](auto i) LAB_INLINE {
            hn::StoreU(hn::ConcatLowerLower(d, mixed[4 + i], mixed[i]), d, to + i * toPitch);
            hn::StoreU(hn::ConcatUpperUpper(d, mixed[4 + i], mixed[i]), d, to + (4 + i) * toPitch);
        });
    } else {
        unroll<kWidth>([&](auto i) LAB_INLINE { hn::StoreU(mixed[i], d, to + i * toPitch); });
    }
#endif
}

/// A strip of kWidth columns, on the stack: both parts of the longest side are 16 KB.
struct Strip8 {
    HWY_ALIGN float re[std::size_t(kLongestSide) * kWidth];
    HWY_ALIGN float im[std::size_t(kLongestSide) * kWidth];
    To rows() { return {re, im, kWidth, kWidth}; }
};

void down(int side, FftSource re, FftSource im, FftTile tile)
{
    const auto& stages = fftStages(side);
    const auto pitch = std::ptrdiff_t(fftPitch(side));
    Strip8 strip;
    for (int c = 0; c < side; c += kWidth) {
        there(stages, side, {re.data + c, im.data + c, re.pitch, im.pitch}, strip.rows());
        for (int r = 0; r < side; r += kWidth) {
            transpose(strip.re + r * kWidth, kWidth, tile.re + c * pitch + r, pitch);
            transpose(strip.im + r * kWidth, kWidth, tile.im + c * pitch + r, pitch);
        }
    }
}

void along(int side, FftTile tile)
{
    const auto& stages = fftStages(side);
    const auto pitch = std::ptrdiff_t(fftPitch(side));
    for (int r = 0; r < side; r += kWidth) {
        const To rows{tile.re + r, tile.im + r, pitch, pitch};
        there(stages, side, reading(rows), rows);
    }
}

void multiply(int side, FftTile tile, FftTile spectrum)
{
    const auto& stages = fftStages(side);
    const auto pitch = std::ptrdiff_t(fftPitch(side));
    Strip8 strip;
    const To within = strip.rows();
    for (int r = 0; r < side; r += kWidth) {
        const To rows{tile.re + r, tile.im + r, pitch, pitch};
        const From factors{spectrum.re + r, spectrum.im + r, pitch, pitch};
        there(stages, side, reading(rows), within);
        for (int c = 0; c < side; ++c)
            within.store(c, reading(within).load(c) * factors.load(c));
        back(stages, side, within, rows);
    }
}

void inverse(int side, FftTile tile, FftTile out, std::size_t outPitch, int cols)
{
    const auto& stages = fftStages(side);
    const auto pitch = std::ptrdiff_t(fftPitch(side));
    Strip8 strip;
    for (int c = 0; c < cols; c += kWidth) {
        for (int r = 0; r < side; r += kWidth) {
            transpose(tile.re + c * pitch + r, pitch, strip.re + r * kWidth, kWidth);
            transpose(tile.im + c * pitch + r, pitch, strip.im + r * kWidth, kWidth);
        }
        back(stages, side, strip.rows(),
             {out.re + c, out.im + c, std::ptrdiff_t(outPitch), std::ptrdiff_t(outPitch)});
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

HWY_EXPORT(down);
HWY_EXPORT(along);
HWY_EXPORT(multiply);
HWY_EXPORT(inverse);

void fftDown(int side, FftSource re, FftSource im, FftTile tile)
{
    HWY_DYNAMIC_DISPATCH(down)(side, re, im, tile);
}

void fftAlong(int side, FftTile tile)
{
    HWY_DYNAMIC_DISPATCH(along)(side, tile);
}

void fftMultiply(int side, FftTile tile, FftTile spectrum)
{
    HWY_DYNAMIC_DISPATCH(multiply)(side, tile, spectrum);
}

void fftBack(int side, FftTile tile, FftTile out, std::size_t pitch, int cols)
{
    HWY_DYNAMIC_DISPATCH(inverse)(side, tile, out, pitch, cols);
}

} // namespace lab
#endif
