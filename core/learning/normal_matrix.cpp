// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/normal_matrix.h"

#include "core/engine/dot_simd.h"
#include "core/engine/padded_rows.h"
#include "core/numbers/parallel.h"

#include <algorithm>
#include <functional>
#include <new>

namespace lab
{

namespace
{

constexpr std::int64_t kMostParts = 16; ///< each with sums of its own, added up in an order that no thread changes
constexpr std::int64_t kMostSums = 4'000'000; ///< of all parts: 32 MB
constexpr std::int64_t kPartProducts = 1'000'000; ///< below which a part is not worth its while

/// Sums over some of the output rows, for taps instead of weights.
struct Sums {
    Grid64 a; ///< (taps + 1)², only one of (s, t) and (t, s)
    std::vector<double> b;
    double c = 0;

    explicit Sums(int taps) : a({taps + 1, taps + 1}), b(std::size_t(taps) + 1) {}

    void add(const Sums& other)
    {
        for (std::size_t i = 0; i < a.size(); ++i)
            a.cells()[i] += other.a.cells()[i];
        for (std::size_t i = 0; i < b.size(); ++i)
            b[i] += other.b[i];
        c += other.c;
    }
};

/// The sums of the windows of one output row: f·t, t² and what the bias needs, and with `squares`, f·f for every
/// pair.
class RowSums
{
public:
    RowSums(const Geometry& geometry, Sums& sums)
        : m_geometry(geometry), m_sums(sums), m_ones(std::size_t(geometry.cols.output), 1.0), m_target(m_ones.size()),
          m_lines(std::size_t(geometry.taps())), m_products(m_lines.size() + 1)
    {
    }

    void add(PaddedRows<double>& rows, int i, std::span<const float> target, bool squares)
    {
        const int taps = m_geometry.taps(), n = m_geometry.cols.output;
        for (int a = 0, t = 0; a < m_geometry.rows.kernel; ++a)
            for (int b = 0; b < m_geometry.cols.kernel; ++b, ++t)
                m_lines[std::size_t(t)] = rows.row(i, a) + rows.offset(b);
        std::copy(target.begin(), target.end(), m_target.begin());

        dotRows(m_target.data(), m_lines, n, m_products.data());
        for (int t = 0; t < taps; ++t)
            m_sums.b[std::size_t(t)] += m_products[std::size_t(t)];
        const double* const both[] = {m_target.data(), m_ones.data()};
        dotRows(m_target.data(), both, n, m_products.data());
        m_sums.c += m_products[0];
        m_sums.b[std::size_t(taps)] += m_products[1];
        dotRows(m_ones.data(), m_lines, n, m_products.data());
        for (int t = 0; t < taps; ++t)
            m_sums.a.at(taps, t) += m_products[std::size_t(t)];
        m_sums.a.at(taps, taps) += n;
        if (!squares)
            return;
        for (int t = 0; t < taps; ++t) {
            dotRows(m_lines[std::size_t(t)], std::span(m_lines).first(std::size_t(t) + 1), n, m_products.data());
            for (int s = 0; s <= t; ++s)
                m_sums.a.at(t, s) += m_products[std::size_t(s)];
        }
    }

private:
    const Geometry& m_geometry;
    Sums& m_sums;
    std::vector<double> m_ones, m_target;
    std::vector<const double*> m_lines;
    std::vector<double> m_products;
};

/// f·f by lags. Two taps that are `rowLag` kernel rows and `colLag` columns apart multiply the same pairs of cells;
/// which of those pairs belong to a tap, depends on the tap only at the ends of a row.
class LagSums
{
public:
    explicit LagSums(const Geometry& geometry)
        : m_geometry(geometry), m_rows(geometry.rows.kernel), m_cols(geometry.cols.kernel),
          m_step(geometry.cols.dilation), m_core(std::size_t(m_rows * colLags() * m_cols))
    {
    }

    /// The products of padded row (i, 0) with the rows of later taps, for every tap of the first kernel row: the row
    /// is within the windows of all tap rows.
    void add(PaddedRows<double>& rows, int i)
    {
        const int span = (m_cols - 1) * m_step, n = m_geometry.cols.output;
        const double* x = rows.row(i, 0);
        std::vector<const double*>& others = m_others;
        for (int rowLag = 0; rowLag < m_rows; ++rowLag) {
            const double* y = rows.row(i, rowLag);
            const int least = rowLag == 0 ? 0 : 1 - m_cols; // the other half of a lag of zero rows is the same
            others.clear();
            for (int colLag = least; colLag < m_cols; ++colLag)
                others.push_back(y + span + colLag * m_step);
            m_dots.resize(others.size());
            // What all taps share: columns [span, n) of the padded row.
            dotRows(x + span, others, n - span, m_dots.data());
            for (int colLag = least; colLag < m_cols; ++colLag)
                addEnds(x, y, rowLag, colLag, m_dots[std::size_t(colLag - least)]);
        }
    }

    /// Hands the sums to every tap row.
    void giveTo(Sums& sums) const
    {
        for (int a = 0; a < m_rows; ++a)
            for (int rowLag = 0; a + rowLag < m_rows; ++rowLag)
                for (int colLag = rowLag == 0 ? 0 : 1 - m_cols; colLag < m_cols; ++colLag)
                    for (int b = std::max(0, -colLag); b < m_cols - std::max(0, colLag); ++b)
                        sums.a.at((a + rowLag) * m_cols + b + colLag, a * m_cols + b) += core(rowLag, colLag, b);
    }

private:
    int colLags() const { return 2 * m_cols - 1; }
    double core(int rowLag, int colLag, int b) const { return m_core[index(rowLag, colLag, b)]; }
    std::size_t index(int rowLag, int colLag, int b) const
    {
        return std::size_t((rowLag * colLags() + colLag + m_cols - 1) * m_cols + b);
    }

    /// The columns that belong to some taps: tap column b covers [b·step, b·step + n).
    void addEnds(const double* x, const double* y, int rowLag, int colLag, double shared)
    {
        const int span = (m_cols - 1) * m_step, n = m_geometry.cols.output, apart = colLag * m_step;
        const int first = std::max(0, -colLag), last = m_cols - 1 - std::max(0, colLag);
        double head = 0; // of [b·step, span)
        int from = span;
        for (int b = last; b >= first; --b) {
            for (; from > b * m_step; --from)
                head += x[from - 1] * y[from - 1 + apart];
            m_core[index(rowLag, colLag, b)] += shared + head;
        }
        double tail = 0; // of [n, b·step + n)
        int to = n;
        for (int b = first; b <= last; ++b) {
            for (; to < b * m_step + n; ++to)
                tail += x[to] * y[to + apart];
            m_core[index(rowLag, colLag, b)] += tail;
        }
    }

    const Geometry& m_geometry;
    int m_rows, m_cols, m_step;
    std::vector<double> m_core; ///< [row lag][column lag][tap column of the first]
    std::vector<const double*> m_others;
    std::vector<double> m_dots;
};

/// Adds f·f of the pairs of one padded row: tap row `a` of output row `out` with the same and later taps. For the
/// rows that do not lie within the windows of all tap rows.
void addPairs(const Geometry& geometry, PaddedRows<double>& rows, int out, int a, Sums& sums)
{
    const int cols = geometry.cols.kernel, n = geometry.cols.output;
    std::vector<const double*> others;
    std::vector<double> products(std::size_t(geometry.taps()));
    for (int b = 0; b < cols; ++b) {
        others.clear();
        for (int later = a * cols + b; later < geometry.taps(); ++later)
            others.push_back(rows.row(out, later / cols) + rows.offset(later % cols));
        dotRows(rows.row(out, a) + rows.offset(b), others, n, products.data());
        for (std::size_t k = 0; k < others.size(); ++k)
            sums.a.at(a * cols + b + int(k), a * cols + b) += products[k];
    }
}

NormalMatrix finished(const Geometry& geometry, const Sums& sums)
{
    const int taps = geometry.taps();
    NormalMatrix normal{geometry.kernel(), Grid64({taps + 1, taps + 1}), std::vector<double>(std::size_t(taps) + 1),
                        sums.c};
    const auto place = [&](int t) { return t == taps ? taps : geometry.weightOfTap(t); };
    for (int t = 0; t <= taps; ++t) {
        normal.b[std::size_t(place(t))] = sums.b[std::size_t(t)];
        for (int s = 0; s <= t; ++s)
            normal.a.at(place(t), place(s)) = normal.a.at(place(s), place(t)) = sums.a.at(t, s);
    }
    return normal;
}

} // namespace

NormalMatrix& NormalMatrix::operator+=(const NormalMatrix& other)
{
    assert(kernel == other.kernel);
    for (std::size_t i = 0; i < a.size(); ++i)
        a.cells()[i] += other.a.cells()[i];
    for (std::size_t i = 0; i < b.size(); ++i)
        b[i] += other.b[i];
    c += other.c;
    return *this;
}

Result<NormalMatrix> normalMatrix(GridView<float> x, GridView<float> target, const Geometry& geometry, int threads,
                                  std::stop_token stop)
try {
    assert(x.shape() == geometry.input() && target.shape() == geometry.output());
    const int rows = geometry.rows.output, taps = geometry.taps();
    const int spanRows = (geometry.rows.kernel - 1) * geometry.rows.dilation;
    const bool byLags = geometry.rows.stride == 1 && geometry.cols.stride == 1 && rows > spanRows &&
                        geometry.cols.output > (geometry.cols.kernel - 1) * geometry.cols.dilation;

    const std::int64_t rowProducts =
        std::int64_t(geometry.cols.output) * (byLags ? 4 * taps : taps * std::int64_t(taps) / 2 + taps);
    const auto most = std::clamp<std::int64_t>(kMostSums / ((taps + 1) * std::int64_t(taps + 1)), 1, kMostParts);
    const auto wanted = std::clamp<std::int64_t>(rows * rowProducts / kPartProducts, 1, most);
    const int partRows = int((rows + wanted - 1) / wanted);
    const int parts = (rows + partRows - 1) / partRows;
    std::vector<Sums> partSums(static_cast<std::size_t>(parts), Sums(taps));
    const auto run = [&](int part) {
        Sums& sums = partSums[std::size_t(part)];
        PaddedRows<double> padded(x, geometry, {0, geometry.cols.output});
        RowSums rowSums(geometry, sums);
        LagSums lags(geometry);
        const int end = std::min(rows, (part + 1) * partRows);
        for (int i = part * partRows; i < end && !stop.stop_requested(); ++i) {
            rowSums.add(padded, i, target.row(i), !byLags);
            if (!byLags)
                continue;
            // Padded row i is tap row a of output row i − a·dilation: of all, where those are rows of the output.
            if (i >= spanRows) {
                lags.add(padded, i);
                continue;
            }
            for (int a = 0; a * geometry.rows.dilation <= i; ++a)
                addPairs(geometry, padded, i - a * geometry.rows.dilation, a, sums);
        }
        // The padded rows behind the last output row belong to the last part.
        for (int i = rows; byLags && end == rows && i < rows + spanRows && !stop.stop_requested(); ++i)
            for (int a = 0; a < geometry.rows.kernel; ++a) {
                const int out = i - a * geometry.rows.dilation;
                if (out >= 0 && out < rows)
                    addPairs(geometry, padded, out, a, sums);
            }
        lags.giveTo(sums);
    };
    if (const auto done = forEachPart(parts, threads, stop, std::ref(run)); !done)
        return done.error();
    for (std::size_t part = 1; part < partSums.size(); ++part)
        partSums[0].add(partSums[part]);
    return finished(geometry, partSums[0]);
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

double sumOfSquares(const NormalMatrix& normal, std::span<const double> parameters, std::span<double> gradient)
{
    const std::size_t n = parameters.size();
    assert(int(n) == normal.taps() || int(n) == normal.taps() + 1);
    assert(gradient.size() == n);
    for (std::size_t i = 0; i < n; ++i)
        gradient[i] = -normal.b[i];
    combineRows(normal.a.row(0).data(), normal.a.cols(), parameters, int(n), gradient.data());
    double sum = normal.c;
    for (std::size_t i = 0; i < n; ++i) {
        sum += parameters[i] * (gradient[i] - normal.b[i]);
        gradient[i] *= 2;
    }
    return sum;
}

} // namespace lab
