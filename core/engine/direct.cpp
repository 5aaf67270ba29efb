// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/direct.h"

#include "core/engine/strips.h"

#include <cstdint>

namespace lab
{

namespace
{

constexpr int kEdge = 16; ///< columns of a band at an edge: whole vectors, and a cache line of the output
constexpr int kMostBandCols = 4096; ///< whose lines stay in the second cache
constexpr std::int64_t kPartProducts = 8'000'000; ///< in some 0.2 ms: how soon a stop is heard

int roundedUp(int n, int step)
{
    return (n + step - 1) / step * step;
}

} // namespace

StripWeights layOutWeights(GridView<float> kernel, const Geometry& geometry)
{
    const auto taps = std::size_t(geometry.taps());
    const auto memory = scratch<float>(Scratch::Weights, taps + stripWeightsSize(taps));
    std::size_t t = 0;
    for (int a = 0; a < geometry.rows.kernel; ++a)
        for (int b = 0; b < geometry.cols.kernel; ++b)
            memory[t++] = kernel.at(geometry.weightAt(a, b));
    return stripWeights(memory.first(taps), geometry.rows.kernel, geometry.cols.kernel, memory.subspan(taps));
}

DirectPath::DirectPath(const Job& job) : m_job(job), m_weights(layOutWeights(job.kernel, job.geometry))
{
    const Geometry& g = job.geometry;
    // Columns whose windows lie within the input read it in place; those at the edges read copies with the margin.
    const int begin = job.region.col, end = begin + job.region.cols;
    m_innerBegin = begin, m_innerEnd = begin;
    if (g.cols.stride == 1) {
        const int inside = g.cols.margin.before;
        const int insideEnd = g.cols.input + g.cols.margin.before - g.cols.extent() + 1;
        const int from = inside <= begin ? begin : begin + roundedUp(inside - begin, kEdge);
        const int to = insideEnd >= end ? end : std::min(insideEnd, end - kEdge);
        if (to - from >= 4 * kEdge)
            m_innerBegin = from, m_innerEnd = to;
    }
    const auto fitting = kPartProducts / (kStripRows * std::int64_t(g.taps()));
    m_bandCols = int(std::clamp<std::int64_t>(fitting / kEdge * kEdge, 4 * kEdge, kMostBandCols));
    m_bands = (m_innerBegin > begin) + (m_innerEnd - m_innerBegin + m_bandCols - 1) / m_bandCols +
              (end - m_innerEnd + m_bandCols - 1) / m_bandCols;

    const std::int64_t rowProducts = std::int64_t(std::min(job.region.cols, m_bandCols)) * g.taps();
    std::int64_t rows = std::min<std::int64_t>(job.region.rows, kPartProducts / rowProducts);
    if (job.threads > 1)
        rows = std::min<std::int64_t>(rows, job.region.rows / (4 * job.threads));
    m_chunkRows = roundedUp(std::max(1, int(rows)), kStripRows);
    m_chunks = (job.region.rows + m_chunkRows - 1) / m_chunkRows;
    m_stream = streams(job);
}

Columns DirectPath::band(int i) const
{
    const int begin = m_job.region.col, end = begin + m_job.region.cols;
    if (m_innerBegin > begin && i-- == 0)
        return {begin, m_innerBegin};
    const int inner = (m_innerEnd - m_innerBegin + m_bandCols - 1) / m_bandCols;
    if (i < inner)
        return {m_innerBegin + i * m_bandCols, std::min(m_innerEnd, m_innerBegin + (i + 1) * m_bandCols)};
    i -= inner;
    return {m_innerEnd + i * m_bandCols, std::min(end, m_innerEnd + (i + 1) * m_bandCols)};
}

void DirectPath::run(int part) const
{
    const Geometry& g = m_job.geometry;
    const Columns columns = band(part % m_bands);
    const int rowBegin = m_job.region.row + part / m_bands * m_chunkRows;
    const int rowEnd = std::min(m_job.region.row + m_job.region.rows, rowBegin + m_chunkRows);
    const GridSpan<float> y = m_job.part({rowBegin, columns.begin, rowEnd - rowBegin, columns.count()});

    Strips strips(m_job.x, g, columns, m_weights, m_job.bias);
    const bool stream = m_stream && aligned(y.row(0).data());
    if (stream)
        strips.stream();
    strips.over(
        rowBegin, rowEnd, true, [&](int row) { return y.row(row - rowBegin).data(); },
        [](const Strip& strip, int) { correlateStrip(strip); });
    if (stream)
        finishStreaming();
}

} // namespace lab
