// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/direct_simd.h"
#include "core/engine/padded_rows.h"

namespace lab
{

/// Walks over output rows strip by strip: kStripRows at a time where they share lines, else one by one.
class Strips
{
public:
    /// In the scratch memory of the thread: one at a time.
    Strips(GridView<float> x, const Geometry& geometry, Columns columns, StripWeights weights, float bias)
        : m_rows(x, geometry, columns, kStripRows - 1),
          m_shared(geometry.rows.stride == 1 && geometry.rows.dilation == 1)
    {
        const auto offsets = scratch<int>(Scratch::Offsets, std::size_t(geometry.cols.kernel));
        bool consecutive = true;
        for (int b = 0; b < geometry.cols.kernel; ++b) {
            offsets[std::size_t(b)] = m_rows.offset(b);
            consecutive &= m_rows.offset(b) == b;
        }
        m_lines = scratch<const float*>(Scratch::LinePointers, std::size_t(kStripRows - 1 + geometry.rows.kernel));
        m_strip = {.rows = 1,
                   .cols = columns.count(),
                   .out = m_out,
                   .lines = m_lines.data(),
                   .offsets = offsets.data(),
                   .consecutive = consecutive,
                   .weights = weights,
                   .bias = bias,
                   .stream = false};
    }
    Strips(const Strips&) = delete;
    Strips& operator=(const Strips&) = delete;

    void stream() { m_strip.stream = true; }

    /// Calls visit(strip, i) for strips that begin at output row i and cover [begin, end); `outOf(row)` says where a
    /// row of the output goes. With `again`, the last strip may begin early and cover some rows a second time.
    template <class OutOf, class Visit>
    void over(int begin, int end, bool again, OutOf outOf, Visit visit)
    {
        int known = 0; // of the lines: those of the strip before that this one reads too
        for (int i = begin; i < end; i += m_strip.rows) {
            int rows = 1;
            if (m_shared && end - begin >= kStripRows) {
                if (i + kStripRows <= end) {
                    rows = kStripRows;
                } else if (again) {
                    i = end - kStripRows;
                    rows = kStripRows;
                    known = 0;
                }
            }
            m_strip.rows = rows;
            const int count = rows - 1 + m_strip.weights.rows;
            for (int a = known; a < count; ++a)
                m_lines[std::size_t(a)] = m_rows.row(i, a);
            for (int q = 0; q < rows; ++q)
                m_out[q] = outOf(i + q);
            visit(std::as_const(m_strip), i);
            known = 0;
            if (m_shared && count > rows) {
                std::copy(m_lines.begin() + rows, m_lines.begin() + count, m_lines.begin());
                known = count - rows;
            }
        }
    }

private:
    PaddedRows<float> m_rows;
    bool m_shared;
    std::span<const float*> m_lines;
    float* m_out[kStripRows] = {};
    Strip m_strip{};
};

} // namespace lab
