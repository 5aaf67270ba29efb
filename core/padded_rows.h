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
    /// `ahead`: how many rows beyond one window's are kept. `slack`: elements behind a row that may be read.
    PaddedRows(GridView<float> x, const Geometry& geometry, int ahead = 0, bool byPhase = false, int slack = 0)
        : m_x(x), m_geometry(geometry), m_byPhase(byPhase && geometry.cols.stride > 1),
          m_phase((geometry.cols.padded() + geometry.cols.stride - 1) / geometry.cols.stride),
          m_length(m_byPhase ? m_phase * geometry.cols.stride : geometry.cols.padded()),
          m_made(std::size_t(geometry.rows.extent() + ahead), -1),
          m_lines(m_made.size() * std::size_t(m_length) + std::size_t(slack)),
          m_plain(m_byPhase ? std::size_t(geometry.cols.padded()) : 0)
    {
    }

    /// The padded row that tap row `a` of output row `out` reads. Valid until a row more than rows.extent() + ahead
    /// further is asked for.
    const T* row(int out, int a)
    {
        const int padded = out * m_geometry.rows.stride + a * m_geometry.rows.dilation;
        const std::size_t slot = std::size_t(padded) % m_made.size();
        T* line = m_lines.data() + slot * std::size_t(m_length);
        if (m_made[slot] != padded) {
            make(line, rule(m_geometry.border).map(padded - m_geometry.rows.margin.before, m_geometry.rows.input));
            m_made[slot] = padded;
        }
        return line;
    }

    /// Where in a row tap column `b` of the first output cell reads; the next cell reads the next element.
    int offset(int b) const
    {
        const int at = b * m_geometry.cols.dilation;
        return m_byPhase ? at % m_geometry.cols.stride * m_phase + at / m_geometry.cols.stride : at;
    }

private:
    void make(T* line, int sourceRow)
    {
        if (!m_byPhase) {
            fill(line, sourceRow);
            return;
        }
        fill(m_plain.data(), sourceRow);
        for (int c = 0; c < m_geometry.cols.padded(); ++c)
            line[c % m_geometry.cols.stride * m_phase + c / m_geometry.cols.stride] = m_plain[std::size_t(c)];
    }

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
    bool m_byPhase;
    int m_phase; ///< columns of one phase
    int m_length; ///< of a row as it is kept
    std::vector<int> m_made; ///< which padded row each slot holds
    std::vector<T> m_lines;
    std::vector<T> m_plain; ///< a row before it is divided into phases
};

} // namespace lab
