// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/overlap_save.h"

#include "core/engine/scratch.h"

#include <algorithm>

namespace lab
{

FftPath::FftPath(const Job& job, int side)
    : m_job(job), m_side(side),
      m_tiling{job.region, outputsOf(side, job.geometry.rows), outputsOf(side, job.geometry.cols)}
{
    const Geometry& g = job.geometry;
    const std::size_t plane = fftPlane(side);
    const auto memory = scratch<float>(Scratch::Spectrum, 2 * plane + std::size_t(side) * std::size_t(side));
    m_spectrum = {memory.data(), memory.data() + plane};

    // A correlation is the product with the conjugate spectrum. The inverse is side² too large: undone here, once.
    float* weights = memory.data() + 2 * plane;
    std::fill(weights, weights + side * side, 0.0F);
    const float scale = 1 / (float(side) * float(side)); // a power of two
    for (int a = 0; a < g.rows.kernel; ++a)
        for (int b = 0; b < g.cols.kernel; ++b)
            weights[a * g.rows.dilation * side + b * g.cols.dilation] = scale * job.kernel.at(g.weightAt(a, b));
    const auto zeros = scratch<float>(Scratch::Lines, std::size_t(side));
    std::fill(zeros.begin(), zeros.end(), 0.0F);
    fftDown(side, {weights, side}, {zeros.data(), 0}, m_spectrum);
    fftAlong(side, m_spectrum);
    for (std::size_t i = 0; i < plane; ++i)
        m_spectrum.im[i] = -m_spectrum.im[i];
}

/// What the outputs of a tile read: the input itself, or where it ends, a copy with the margin in `copy`.
FftSource FftPath::source(Rect tile, float* copy) const
{
    const Geometry& g = m_job.geometry;
    const int row = g.rows.index(tile.row, 0), col = g.cols.index(tile.col, 0);
    const GridView<float>& x = m_job.x;
    if (row >= 0 && col >= 0 && row <= x.rows() - m_side && col <= x.cols() - m_side)
        return {&x.at(row, col), x.stride()};
    const auto map = rule(g.border).map;
    // Beyond the padded input nothing is asked for; a zero does as well as anything.
    const int colEnd = std::min(m_side, g.cols.input + g.cols.margin.after - col);
    const int own = std::clamp(-col, 0, colEnd), ownEnd = std::clamp(g.cols.input - col, own, colEnd);
    for (int r = 0; r < m_side; ++r) {
        float* to = copy + r * m_side;
        const bool padded = row + r < g.rows.input + g.rows.margin.after;
        const int from = padded ? map(row + r, g.rows.input) : -1;
        if (from < 0) {
            std::fill(to, to + m_side, 0.0F);
            continue;
        }
        const auto mapped = [&](int c) {
            const int at = map(col + c, g.cols.input);
            return at < 0 ? 0.0F : x.at(from, at);
        };
        for (int c = 0; c < own; ++c)
            to[c] = mapped(c);
        if (own < ownEnd)
            std::copy_n(&x.at(from, col + own), ownEnd - own, to + own);
        for (int c = ownEnd; c < colEnd; ++c)
            to[c] = mapped(c);
        std::fill(to + std::max(0, colEnd), to + m_side, 0.0F);
    }
    return {copy, m_side};
}

void FftPath::run(int part) const
{
    const Geometry& g = m_job.geometry;
    const auto side = std::size_t(m_side);
    const auto memory = scratch<float>(Scratch::Tile, 2 * fftPlane(m_side) + 2 * side * side + side);
    const FftTile tile{memory.data(), memory.data() + fftPlane(m_side)};
    float* const copies[2] = {tile.im + fftPlane(m_side), tile.im + fftPlane(m_side) + side * side};
    float* const zeros = copies[1] + side * side;
    const int second = 2 * part + 1 < m_tiling.count() ? 1 : 0;

    FftSource sources[2] = {source(m_tiling.at(2 * part), copies[0]), {zeros, 0}};
    if (second)
        sources[1] = source(m_tiling.at(2 * part + 1), copies[1]);
    else
        std::fill(zeros, zeros + side, 0.0F);
    fftDown(m_side, sources[0], sources[1], tile);
    fftMultiply(m_side, tile, m_spectrum);
    fftBack(m_side, tile, {copies[0], copies[1]}, side, (m_tiling.cols - 1) * g.cols.stride + 1);

    for (int i = 0; i <= second; ++i) {
        const GridSpan<float> y = m_job.part(m_tiling.at(2 * part + i));
        for (int r = 0; r < y.rows(); ++r) {
            const float* from = copies[i] + std::size_t(r * g.rows.stride) * side;
            const auto to = y.row(r);
            for (int c = 0; c < y.cols(); ++c)
                to[std::size_t(c)] = from[c * g.cols.stride] + m_job.bias;
        }
    }
}

} // namespace lab
