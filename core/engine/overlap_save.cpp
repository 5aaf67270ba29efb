// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/overlap_save.h"

#include "core/engine/direct_simd.h"
#include "core/engine/scratch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lab
{

namespace
{

constexpr int kAhead = 8; ///< input rows that are fetched before they are needed
constexpr int kStreamCols = 16; ///< a tile's columns are a multiple, so that its rows are whole cache lines

} // namespace

FftPath::FftPath(const Job& job, int side)
    : m_job(job),
      m_side(side), m_tiling{job.region, outputsOf(side, job.geometry.rows), outputsOf(side, job.geometry.cols)}
{
    const Geometry& g = job.geometry;
    m_stream = g.cols.stride == 1 && streams(job) && m_tiling.cols >= kStreamCols;
    if (m_stream)
        m_tiling.cols = m_tiling.cols / kStreamCols * kStreamCols;
    const auto spectrum = scratch<float>(Scratch::Spectrum, fftSize(side));
    m_spectrum = spectrum.data();

    // A correlation is the product with the conjugate spectrum. The inverse is side² too large: undone here, once.
    const auto weights = scratch<float>(Scratch::Tile, 2 * fftSize(side)).first(fftSize(side));
    std::fill(weights.begin(), weights.end(), 0.0F);
    double magnitude = 0;
    const float scale = 1 / (float(side) * float(side)); // a power of two
    for (int a = 0; a < g.rows.kernel; ++a)
        for (int b = 0; b < g.cols.kernel; ++b) {
            const int row = a * g.rows.dilation, col = b * g.cols.dilation;
            const float weight = job.kernel.at(g.weightAt(a, b));
            weights[fftPlace(side, col / kFftStrip, row) + std::size_t(col % kFftStrip)] = scale * weight;
            magnitude += std::abs(double(weight));
        }
    m_most = 1e38 / std::max(1.0, magnitude);
    // From here on up, what underflows in some 2·log₂(side²) additions and a product for each cell of a tile is less
    // than their rounding: side² ≤ 2¹⁶, and sums of magnitudes are at most 2⁸·⁵ times the norms.
    constexpr double kLeast = 0x1p-84;
    if (magnitude > 0)
        m_least =
            magnitude < kLeast ? std::numeric_limits<double>::infinity() : kLeast * std::max(1.0, 1 / magnitude);
    const auto leftOut = scratch<bool>(Scratch::LeftOut, std::size_t(parts()));
    std::fill(leftOut.begin(), leftOut.end(), false);
    m_leftOut = leftOut.data();
    fftDown(side, weights.data(), spectrum.data());
    fftAlong(side, spectrum.data());
    for (int strip = 0; strip < side / kFftStrip; ++strip)
        for (int r = 0; r < side; ++r)
            for (float& im : spectrum.subspan(fftPlace(side, strip, r) + kFftStrip, kFftStrip))
                im = -im;
}

/// Row r of what the outputs of a tile read: the input's own memory, or `line` where its margin or its end lies
/// within the tile. Beyond the windows is nothing that is asked for: more of the input, or zeros.
const float* FftPath::inputRow(Rect tile, int r, float* line) const
{
    const Geometry& g = m_job.geometry;
    const int rows = tile.cols == 0 ? 0 : (tile.rows - 1) * g.rows.stride + g.rows.extent();
    const auto map = infoOf(g.border).map;
    const int from = r < rows ? map(g.rows.index(tile.row, 0) + r, g.rows.input) : -1;
    if (from < 0) {
        std::fill(line, line + m_side, 0.0F);
        return line;
    }
    const int col = g.cols.index(tile.col, 0);
    const int end = (tile.cols - 1) * g.cols.stride + g.cols.extent();
    const float* source = m_job.x.row(from).data();
    fetch(m_job.x, from + kAhead, {col, col + end});
    if (col >= 0 && col + m_side <= g.cols.input)
        return source + col;
    const int own = std::clamp(-col, 0, end), ownEnd = std::clamp(g.cols.input - col, own, end);
    const auto margin = [&](int begin, int stop) {
        for (int c = begin; c < stop; ++c) {
            const int at = map(col + c, g.cols.input);
            line[c] = at < 0 ? 0.0F : source[at];
        }
    };
    margin(0, own);
    std::copy_n(source + col + own, ownEnd - own, line + own);
    margin(ownEnd, end);
    std::fill(line + end, line + m_side, 0.0F);
    return line;
}

void FftPath::copyOutput(Rect tile, int part, const float* from) const
{
    const PerAxis stride{m_job.geometry.rows.stride, m_job.geometry.cols.stride};
    const GridSpan<float> y = m_job.part(tile);
    const bool stream = m_stream && aligned(y.row(0).data());
    for (int r = 0; r < y.rows(); ++r) {
        const auto to = y.row(r);
        if (stride.cols == 1) {
            fftTake(m_side, r * stride.rows, part, from, m_job.bias, y.cols(), to.data(), stream);
            continue;
        }
        for (int c = 0; c < y.cols(); ++c) {
            const int at = c * stride.cols;
            to[std::size_t(c)] = m_job.bias + from[fftPlace(m_side, at / kFftStrip, r * stride.rows) +
                                                   std::size_t(at % kFftStrip + part * kFftStrip)];
        }
    }
    if (stream)
        finishStreaming();
}

void FftPath::run(int part) const
{
    const auto memory = scratch<float>(Scratch::Tile, 2 * fftSize(m_side));
    float* const cells = memory.data();
    float* const turned = cells + fftSize(m_side);
    const int tiles = std::min(2, m_tiling.count() - 2 * part);
    const Rect first = m_tiling.at(2 * part), second = tiles == 2 ? m_tiling.at(2 * part + 1) : Rect{};
    // Row by row for both: they are neighbours, and what one reads lies beside what the other does.
    float lines[2][kFftSides.back()];
    double magnitude = 0;
    for (int r = 0; r < m_side; ++r)
        magnitude += double(fftPut(m_side, r, inputRow(first, r, lines[0]), inputRow(second, r, lines[1]), cells));
    if (!(magnitude < m_most) || (magnitude > 0 && magnitude < m_least)) {
        m_leftOut[part] = true;
        return;
    }
    fftDown(m_side, cells, turned);
    fftMultiply(m_side, turned, m_spectrum);
    fftBack(m_side, turned, cells, (m_tiling.cols - 1) * m_job.geometry.cols.stride + 1);
    copyOutput(first, 0, cells);
    if (tiles == 2)
        copyOutput(second, 1, cells);
}

} // namespace lab
