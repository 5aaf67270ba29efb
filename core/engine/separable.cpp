// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/separable.h"

#include "core/engine/direct.h"
#include "core/engine/padded_rows.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace lab
{

namespace
{

constexpr double kUnit = 0x1p-24;
constexpr double kRankTolerance = 8 * kUnit;
constexpr int kTileCols = 512; ///< whose filtered rows stay in the first or second cache
constexpr int kTileRows = 64; ///< at least; many against the rows that neighbouring tiles filter twice
constexpr int kAhead = 8; ///< input rows that are fetched before they are needed
constexpr std::int64_t kPartProducts = 12'000'000; ///< in some 0.5 ms: how soon a stop is heard

/// Moves a power of two from the row to the column, so that the magnitudes of the row sum to less than a half: what
/// is filtered along the rows is then smaller than the input and cannot overflow. False where a factor would lose
/// digits.
bool inRange(RankOne& factors)
{
    double sum = 0;
    for (const float w : factors.row)
        sum += std::abs(double(w));
    int exponent = 0;
    std::frexp(sum, &exponent);
    const auto scaled = [](std::vector<float>& vector, int by) {
        return std::all_of(vector.begin(), vector.end(), [by](float& w) {
            w = std::ldexp(w, by);
            return w == 0 || std::isnormal(w);
        });
    };
    return scaled(factors.row, -exponent - 1) && scaled(factors.column, exponent + 1);
}

} // namespace

std::optional<RankOne> rankOne(GridView<float> kernel)
{
    int pivotRow = 0, pivotCol = 0;
    for (int a = 0; a < kernel.rows(); ++a)
        for (int b = 0; b < kernel.cols(); ++b) {
            if (!std::isfinite(kernel.at(a, b)))
                return std::nullopt;
            if (std::abs(kernel.at(a, b)) > std::abs(kernel.at(pivotRow, pivotCol)))
                pivotRow = a, pivotCol = b;
        }
    const double pivot = double(kernel.at(pivotRow, pivotCol));
    if (pivot == 0)
        return std::nullopt;
    RankOne factors;
    for (int a = 0; a < kernel.rows(); ++a)
        factors.column.push_back(float(double(kernel.at(a, pivotCol)) / pivot));
    const auto row = kernel.row(pivotRow);
    factors.row.assign(row.begin(), row.end());
    for (int a = 0; a < kernel.rows(); ++a)
        for (int b = 0; b < kernel.cols(); ++b) {
            const double weight = double(kernel.at(a, b));
            const double product = double(factors.column[std::size_t(a)]) * double(factors.row[std::size_t(b)]);
            if (!(std::abs(weight - product) <= kRankTolerance * std::abs(weight)))
                return std::nullopt;
        }
    if (!inRange(factors))
        return std::nullopt;
    return factors;
}

SeparablePath::SeparablePath(const Job& job, const RankOne& factors) : m_job(job)
{
    const bool turned = job.geometry.operation == Operation::Convolution;
    const auto memory = scratch<float>(Scratch::Weights, stripWeightsSize(factors.column.size()) +
                                                             stripWeightsSize(factors.row.size()) +
                                                             std::max(factors.column.size(), factors.row.size()));
    const auto layOut = [&](const std::vector<float>& vector, bool upright, std::span<float> to) {
        const auto inOrder = memory.last(std::max(factors.column.size(), factors.row.size())).first(vector.size());
        std::copy(vector.begin(), vector.end(), inOrder.begin());
        if (turned)
            std::reverse(inOrder.begin(), inOrder.end());
        return stripWeights(inOrder, upright ? int(vector.size()) : 1, upright ? 1 : int(vector.size()), to);
    };
    m_column = layOut(factors.column, true, memory);
    m_row = layOut(factors.row, false, memory.subspan(stripWeightsSize(factors.column.size())));

    const int cols = std::min(kTileCols, job.region.cols);
    const std::int64_t rowProducts = std::int64_t(cols) * (job.geometry.rows.kernel + job.geometry.cols.kernel);
    std::int64_t rows = std::min<std::int64_t>(job.region.rows, kPartProducts / rowProducts);
    if (job.threads > 1)
        rows = std::min<std::int64_t>(rows, job.region.rows / (2 * job.threads));
    m_stream = streams(job);
    m_tiling = {job.region, int(std::max<std::int64_t>(kTileRows, rows)), cols};
}

void SeparablePath::run(int part) const
{
    const Geometry& g = m_job.geometry;
    const Rect tile = m_tiling.at(part);
    const GridSpan<float> y = m_job.part(tile);
    PaddedRows<float> rows(m_job.x, g, {tile.col, tile.col + tile.cols});
    const Columns columns{g.cols.index(tile.col, 0), g.cols.index(tile.col + tile.cols - 1, g.cols.kernel - 1) + 1};

    const auto offsets = scratch<int>(Scratch::Offsets, std::size_t(g.cols.kernel) + 1);
    bool consecutive = true;
    for (int b = 0; b < g.cols.kernel; ++b) {
        offsets[std::size_t(b)] = rows.offset(b);
        consecutive &= rows.offset(b) == b;
    }
    int& none = offsets.back() = 0;

    const std::size_t pitch = PaddedRows<float>::readableLength(tile.cols);
    const auto made = scratch<int>(Scratch::FilteredKeys, std::size_t(g.rows.extent() + kStripRows - 1));
    std::fill(made.begin(), made.end(), -1);
    float* const filtered = scratch<float>(Scratch::Filtered, made.size() * pitch).data();
    /// The row that tap row `a` of output row `out` reads, filtered along the row: each once.
    const auto filteredRow = [&](int out, int a) -> const float* {
        const int padded = out * g.rows.stride + a * g.rows.dilation;
        const std::size_t slot = std::size_t(padded) % made.size();
        float* to = filtered + slot * pitch;
        if (made[slot] != padded) {
            const float* from = rows.row(out, a);
            fetch(m_job.x, padded - g.rows.margin.before + kAhead, columns);
            correlateStrip({.rows = 1,
                            .cols = tile.cols,
                            .out = &to,
                            .lines = &from,
                            .offsets = offsets.data(),
                            .consecutive = consecutive,
                            .weights = m_row,
                            .bias = 0,
                            .stream = false});
            made[slot] = padded;
        }
        return to;
    };

    const bool stream = m_stream && aligned(y.row(0).data());
    const auto lines = scratch<const float*>(Scratch::LinePointers, std::size_t(kStripRows - 1 + g.rows.kernel));
    float* out[kStripRows];
    const bool shared = g.rows.stride == 1 && g.rows.dilation == 1 && y.rows() >= kStripRows;
    const int count = shared ? kStripRows : 1;
    for (int i = 0; i < y.rows(); i += count) {
        i = std::min(i, y.rows() - count); // the last strip may compute rows again
        for (int a = 0; a < count - 1 + g.rows.kernel; ++a)
            lines[std::size_t(a)] = filteredRow(tile.row + i, a);
        for (int q = 0; q < count; ++q)
            out[q] = y.row(i + q).data();
        correlateStrip({.rows = count,
                        .cols = tile.cols,
                        .out = out,
                        .lines = lines.data(),
                        .offsets = &none,
                        .consecutive = true,
                        .weights = m_column,
                        .bias = m_job.bias,
                        .stream = stream});
    }
    if (stream)
        finishStreaming();
}

} // namespace lab
