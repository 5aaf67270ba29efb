// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/direct_simd.h"
#include "core/engine/job.h"
#include "core/engine/padded_rows.h"

namespace lab
{

/// Multiplies and adds as the definition says, tile by tile. Every cell has the same bits however the region lies and
/// is divided. Within taps·u·Σ|x||w| of the double result (u = 2⁻²⁴; one rounding more for a bias); integers are
/// exact while all partial sums stay below 2²⁴.
class DirectPath
{
public:
    /// Uses the scratch memory of this thread: one at a time.
    explicit DirectPath(const Job& job);

    int parts() const { return m_bands * m_chunks; }
    void run(int part) const;

private:
    Columns band(int i) const;

    const Job& m_job;
    StripWeights m_weights;
    int m_innerBegin, m_innerEnd; ///< columns between the bands that reach into the margins
    int m_bandCols, m_bands, m_chunks, m_chunkRows;
    bool m_stream;
};

/// A kernel made ready for strips, its weights in reading order of the window (turned by 180° for a convolution). In
/// the scratch memory of this thread: one at a time.
StripWeights layOutWeights(GridView<float> kernel, const Geometry& geometry);

} // namespace lab
