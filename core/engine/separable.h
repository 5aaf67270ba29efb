// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/direct_simd.h"
#include "core/engine/job.h"

#include <optional>
#include <vector>

namespace lab
{

/// A kernel that is a column times a row: K[a,b] = column[a]·row[b].
struct RankOne {
    std::vector<float> column;
    std::vector<float> row;
};

/// The factors of a kernel that has numerically rank one; none for any other, or one that is not finite.
/// The test: |K[a,b] − column[a]·row[b]| ≤ 8·u·|K[a,b]| for every weight (u = 2⁻²⁴), zeros exactly. The row is the
/// one of the largest weight, the column that weight's column divided by it, but for a power of two: ¼ ≤ Σ|row| < ½.
/// A kernel that was computed as a product of two float vectors passes: each of its weights was rounded once, each
/// factor once more; not so where a factor would be too small or too large for all its digits.
std::optional<RankOne> rankOne(GridView<float> kernel);

/// First along the rows with the row, then along the columns with the column: k_rows + k_cols products a cell, not
/// their product. Within (k_rows + k_cols + 10)·u·Σ|x||w| of the double result, which is the bound of the direct path
/// where that has as many taps, and as much as (2·k_cols·Σ|w| + k_rows)·2⁻¹⁴⁹ for what underflows; as long as Σ|x||w|
/// does not overflow.
class SeparablePath
{
public:
    /// `factors` must outlive it. Uses the scratch memory of this thread: one at a time.
    SeparablePath(const Job& job, const RankOne& factors);

    int parts() const { return m_tiling.count(); }
    void run(int part) const;

private:
    const Job& m_job;
    StripWeights m_column;
    StripWeights m_row;
    Tiling m_tiling;
    bool m_stream;
};

} // namespace lab
