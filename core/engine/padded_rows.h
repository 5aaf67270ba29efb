// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/job.h"
#include "core/engine/scratch.h"
#include "core/geometry/conv_spec.h"

#include <algorithm>
#include <bit>
#include <type_traits>

namespace lab
{

/// Whether all windows of these output columns lie within the input's own columns.
inline bool insideInput(const Axis& cols, Columns columns)
{
    return cols.index(columns.begin, 0) >= 0 && cols.index(columns.end - 1, cols.kernel - 1) < cols.input;
}

/// The rows of an input with its padding, for the windows of some output columns, so that the loops over taps know no
/// border: output column `columns.begin + j` and tap column b read element offset(b) + j of a row. Rows of the input
/// itself are handed out where that is possible (floats, no column stride, all windows within its columns); else each
/// is made once for the windows that share it. In the scratch memory of the thread: one at a time.
template <class T>
class PaddedRows
{
public:
    /// Elements behind a row that was made, which may be read and are not used: the longest vector there is.
    static constexpr int kSlack = 64;
    /// Floats of the longest vector: shorter rows are copied, so that a vector of them may be read.
    static constexpr int kVector = 16;
    /// Elements to keep for a row of n that is read vector by vector: whole vectors, and one more.
    static constexpr std::size_t readableLength(int n)
    {
        return std::size_t(n + 2 * kVector - 1) / kVector * kVector;
    }

    /// `ahead`: how many rows beyond one window's are kept.
    PaddedRows(GridView<float> x, const Geometry& geometry, Columns columns, int ahead = 0)
        : m_x(x), m_geometry(geometry), m_map(infoOf(geometry.border).map),
          m_inPlace(std::is_same_v<T, float> && geometry.cols.stride == 1 && columns.count() >= kVector &&
                    insideInput(geometry.cols, columns)),
          m_padded((columns.count() - 1) * geometry.cols.stride + geometry.cols.extent()),
          m_phase((m_padded + geometry.cols.stride - 1) / geometry.cols.stride),
          m_length(std::size_t(m_phase) * std::size_t(geometry.cols.stride)),
          m_first(geometry.cols.index(columns.begin, 0)), m_own(std::clamp(-m_first, 0, m_padded)),
          m_ownEnd(std::clamp(geometry.cols.input - m_first, m_own, m_padded))
    {
        if (m_inPlace)
            return;
        m_margin = scratch<int>(Scratch::MarginSources, std::size_t(m_padded - (m_ownEnd - m_own))).data();
        int* source = m_margin;
        for (int c = 0; c < m_padded; ++c)
            if (c < m_own || c >= m_ownEnd)
                *source++ = m_map(m_first + c, geometry.cols.input);
        const std::size_t slots = std::bit_ceil(std::size_t(geometry.rows.extent() + ahead));
        m_made = scratch<int>(Scratch::LineKeys, slots);
        std::fill(m_made.begin(), m_made.end(), -1);
        m_lines = scratch<T>(Scratch::Lines, slots * m_length + kSlack).data();
    }

    /// The padded row that tap row `a` of output row `out` reads. Valid until a row more than rows.extent() + ahead
    /// further is asked for.
    const T* row(int out, int a)
    {
        const int padded = out * m_geometry.rows.stride + a * m_geometry.rows.dilation;
        int source = padded - m_geometry.rows.margin.before;
        if (source < 0 || source >= m_geometry.rows.input)
            source = m_map(source, m_geometry.rows.input);
        if constexpr (std::is_same_v<T, float>)
            if (m_inPlace)
                return source < 0 ? zeros() : m_x.row(source).data() + m_first;
        const std::size_t slot = std::size_t(padded) & (m_made.size() - 1);
        T* line = m_lines + slot * m_length;
        if (m_made[slot] != padded) {
            make(line, source);
            m_made[slot] = padded;
        }
        return line;
    }

    /// Where in a row tap column `b` of the first output cell reads; the next cell reads the next element. Columns
    /// that a stride sets apart lie side by side in a row, one phase after the other.
    int offset(int b) const
    {
        const int at = b * m_geometry.cols.dilation;
        return at % m_geometry.cols.stride * m_phase + at / m_geometry.cols.stride;
    }

private:
    const T* zeros()
    {
        if (!m_lines) {
            m_lines = scratch<T>(Scratch::Lines, std::size_t(m_padded)).data();
            std::fill(m_lines, m_lines + m_padded, T(0));
        }
        return m_lines;
    }

    void make(T* line, int sourceRow) const
    {
        if (sourceRow < 0) {
            std::fill(line, line + m_length, T(0));
            return;
        }
        const int stride = m_geometry.cols.stride;
        if (stride == 1) {
            fill(line, sourceRow);
            return;
        }
        T* plain = scratch<T>(Scratch::LineOfPhases, std::size_t(m_padded)).data();
        fill(plain, sourceRow);
        for (int phase = 0; phase < stride; ++phase)
            for (int c = phase, to = phase * m_phase; c < m_padded; c += stride, ++to)
                line[to] = plain[c];
    }

    void fill(T* line, int sourceRow) const
    {
        const float* source = m_x.row(sourceRow).data();
        const int* from = m_margin;
        for (int c = 0; c < m_own; ++c, ++from)
            line[c] = *from < 0 ? T(0) : T(source[*from]);
        std::copy_n(source + m_first + m_own, m_ownEnd - m_own, line + m_own);
        for (int c = m_ownEnd; c < m_padded; ++c, ++from)
            line[c] = *from < 0 ? T(0) : T(source[*from]);
    }

    GridView<float> m_x;
    const Geometry& m_geometry;
    int (*m_map)(int, int);
    bool m_inPlace;
    int m_padded; ///< columns of the padded input that the windows reach over
    int m_phase; ///< of them, those of one phase of the stride
    std::size_t m_length; ///< of a row as it is kept
    int m_first; ///< column of the input where a row begins; negative in the margin
    int m_own, m_ownEnd; ///< of a row, the cells that are the input's
    int* m_margin = nullptr; ///< for each of the others, the column of the input it repeats; −1 for a zero
    std::span<int> m_made; ///< which padded row each slot holds
    T* m_lines = nullptr;
};

} // namespace lab
