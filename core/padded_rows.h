// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/conv_spec.h"

#include <algorithm>
#include <vector>

namespace lab
{

/// The rows of an input with its padding, one at a time and each made once for the windows that share it, so
/// that the loops over taps know no border. For windows visited from top to bottom.
template <class T>
class PaddedRows
{
public:
    PaddedRows(GridView<float> x, const Geometry& geometry)
        : m_x(x), m_geometry(geometry), m_made(std::size_t(geometry.rows.extent()), -1),
          m_lines(std::size_t(geometry.rows.extent()) * std::size_t(geometry.cols.padded()))
    {
    }

    /// The padded row that tap row `a` of output row `out` reads; cols.padded() cells. Valid until a row more
    /// than rows.extent() further is asked for.
    const T* row(int out, int a)
    {
        const int padded = out * m_geometry.rows.stride + a * m_geometry.rows.dilation;
        const std::size_t slot = std::size_t(padded) % m_made.size();
        T* line = m_lines.data() + slot * std::size_t(m_geometry.cols.padded());
        if (m_made[slot] != padded) {
            fill(line, rule(m_geometry.border).map(padded - m_geometry.rows.margin.before, m_geometry.rows.input));
            m_made[slot] = padded;
        }
        return line;
    }

private:
    void fill(T* line, int sourceRow) const
    {
        const Axis& cols = m_geometry.cols;
        if (sourceRow < 0) {
            std::fill(line, line + cols.padded(), T(0));
            return;
        }
        const auto source = m_x.row(sourceRow);
        const auto map = rule(m_geometry.border).map;
        const auto mapped = [&](int col) {
            const int from = map(col, cols.input);
            return from < 0 ? T(0) : T(source[std::size_t(from)]);
        };
        T* const interior = line + cols.margin.before;
        for (int c = -cols.margin.before; c < 0; ++c)
            interior[c] = mapped(c);
        std::copy(source.begin(), source.end(), interior);
        for (int c = cols.input; c < cols.input + cols.margin.after; ++c)
            interior[c] = mapped(c);
    }

    GridView<float> m_x;
    const Geometry& m_geometry;
    std::vector<int> m_made; ///< which padded row each slot holds
    std::vector<T> m_lines;
};

} // namespace lab
