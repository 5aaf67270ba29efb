// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/overlap_save.h"

#include "core/engine/scratch.h"

#include <algorithm>
#include <cstring>

namespace lab
{

namespace
{

constexpr int kAhead =
    8; ///< rows that are fetched before they are needed: tiles are too narrow for the processor to see

} // namespace

FftPath::FftPath(const Job& job, int side)
    : m_job(job),
      m_side(side), m_tiling{job.region, outputsOf(side, job.geometry.rows), outputsOf(side, job.geometry.cols)}
{
    const Geometry& g = job.geometry;
    const auto spectrum = scratch<float>(Scratch::Spectrum, fftSize(side));
    m_spectrum = spectrum.data();

    // A correlation is the product with the conjugate spectrum. The inverse is side² too large: undone here, once.
    const auto weights = scratch<float>(Scratch::Tile, 2 * fftSize(side)).first(fftSize(side));
    std::fill(weights.begin(), weights.end(), 0.0F);
    const float scale = 1 / (float(side) * float(side)); // a power of two
    for (int a = 0; a < g.rows.kernel; ++a)
        for (int b = 0; b < g.cols.kernel; ++b) {
            const int row = a * g.rows.dilation, col = b * g.cols.dilation;
            weights[fftPlace(side, col / kFftStrip, row) + std::size_t(col % kFftStrip)] =
                scale * job.kernel.at(g.weightAt(a, b));
        }
    fftDown(side, weights.data(), spectrum.data());
    fftAlong(side, spectrum.data());
    for (int strip = 0; strip < side / kFftStrip; ++strip)
        for (int r = 0; r < side; ++r)
            for (float& im : spectrum.subspan(fftPlace(side, strip, r) + kFftStrip, kFftStrip))
                im = -im;
}

/// What the outputs of a tile read: the input, and its margin where it ends. Part 0 is the real one, 1 the imaginary.
void FftPath::copyInput(Rect tile, int part, float* to) const
{
    const Geometry& g = m_job.geometry;
    const int row = g.rows.index(tile.row, 0), col = g.cols.index(tile.col, 0);
    const auto map = rule(g.border).map;
    // Beyond the windows is nothing that is asked for: zeros, whatever stands there.
    const int rows = (tile.rows - 1) * g.rows.stride + g.rows.extent();
    const int end = (tile.cols - 1) * g.cols.stride + g.cols.extent();
    const int own = std::clamp(-col, 0, end), ownEnd = std::clamp(g.cols.input - col, own, end);
    float line[kFftSides.back()];
    for (int r = 0; r < m_side; ++r) {
        const int from = r < rows ? map(row + r, g.rows.input) : -1;
        const float* source = from < 0 ? line : m_job.x.row(from).data() + col;
        if (from >= 0 && from + kAhead < g.rows.input)
            for (int c = own; c < ownEnd; c += 16)
                __builtin_prefetch(source + kAhead * m_job.x.stride() + c);
        if (from < 0) {
            std::fill(line, line + m_side, 0.0F);
        } else if (own > 0 || ownEnd < m_side) {
            const auto margin = [&](int begin, int stop) {
                for (int c = begin; c < stop; ++c) {
                    const int at = map(col + c, g.cols.input);
                    line[c] = at < 0 ? 0.0F : source[at - col];
                }
            };
            margin(0, own);
            std::copy(source + own, source + ownEnd, line + own);
            margin(ownEnd, end);
            std::fill(line + end, line + m_side, 0.0F);
            source = line;
        }
        for (int strip = 0; strip < m_side / kFftStrip; ++strip)
            std::memcpy(to + fftPlace(m_side, strip, r) + part * kFftStrip, source + strip * kFftStrip,
                        kFftStrip * sizeof(float));
    }
}

void FftPath::copyOutput(Rect tile, int part, const float* from) const
{
    const PerAxis stride{m_job.geometry.rows.stride, m_job.geometry.cols.stride};
    const GridSpan<float> y = m_job.part(tile);
    const float bias = m_job.bias;
    for (int r = 0; r < y.rows(); ++r) {
        const auto to = y.row(r);
        if (r + kAhead < y.rows())
            for (int c = 0; c < y.cols(); c += 16)
                __builtin_prefetch(to.data() + kAhead * y.stride() + c, 1);
        if (stride.cols > 1) {
            for (int c = 0; c < y.cols(); ++c) {
                const int at = c * stride.cols;
                to[std::size_t(c)] = bias + from[fftPlace(m_side, at / kFftStrip, r * stride.rows) +
                                                 std::size_t(at % kFftStrip + part * kFftStrip)];
            }
            continue;
        }
        for (int c = 0; c < y.cols(); c += kFftStrip) {
            const float* cells = from + fftPlace(m_side, c / kFftStrip, r * stride.rows) + part * kFftStrip;
            float sums[kFftStrip];
            for (int i = 0; i < kFftStrip; ++i)
                sums[i] = cells[i] + bias;
            std::memcpy(to.data() + c, sums, std::size_t(std::min(kFftStrip, y.cols() - c)) * sizeof(float));
        }
    }
}

void FftPath::run(int part) const
{
    const auto memory = scratch<float>(Scratch::Tile, 2 * fftSize(m_side));
    float* const cells = memory.data();
    float* const turned = cells + fftSize(m_side);
    const int tiles = std::min(2, m_tiling.count() - 2 * part);
    if (tiles == 1)
        std::fill(cells, turned, 0.0F);
    for (int i = 0; i < tiles; ++i)
        copyInput(m_tiling.at(2 * part + i), i, cells);
    fftDown(m_side, cells, turned);
    fftMultiply(m_side, turned, m_spectrum);
    fftBack(m_side, turned, cells, (m_tiling.cols - 1) * m_job.geometry.cols.stride + 1);
    for (int i = 0; i < tiles; ++i)
        copyOutput(m_tiling.at(2 * part + i), i, cells);
}

} // namespace lab
