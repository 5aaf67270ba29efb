// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/fft_simd.h"
#include "core/engine/job.h"

namespace lab
{

/// Overlap-save with fast Fourier transforms: square tiles of the padded input, each multiplied by the spectrum of
/// the kernel, of which the outputs are kept whose windows lie within the tile (Press et al., Numerical
/// Recipes, 13.1). Two real tiles pass as one complex one: the kernel is real, so that its product mixes nothing. The
/// error of a cell is within 16·u·log₂(side²)·‖x‖·‖K‖ (u = 2⁻²⁴; Euclidean norms, x the two tiles that pass
/// together): it is relative to what stands around the window, not to the window. So integers are not exact, and an
/// input that is not finite would spoil whole tiles; never where numbers are shown.
class FftPath
{
public:
    /// `side` is one of kFftSides, and no window is longer than it. Uses the scratch memory of this thread: one at a
    /// time.
    FftPath(const Job& job, int side);

    int parts() const { return (m_tiling.count() + 1) / 2; }
    /// Leaves out what it must not do: tiles with a cell that is not finite, or so large that a spectrum might
    /// overflow, and those so small, or under a kernel so small, that what underflows would exceed the bound.
    void run(int part) const;
    /// Calls visit(tile) for those that were left out, until it returns false.
    template <class Visit>
    void overLeftOut(Visit visit) const
    {
        for (int i = 0; i < m_tiling.count(); ++i)
            if (m_leftOut[i / 2] && !visit(m_tiling.at(i)))
                return;
    }

    /// Output cells along an axis that a tile of this side yields; none if a window is longer.
    static int outputsOf(int side, const Axis& axis)
    {
        return side < axis.extent() ? 0 : (side - axis.extent()) / axis.stride + 1;
    }

private:
    const float* inputRow(Rect tile, int r, float* line) const;
    void copyOutput(Rect tile, int part, const float* from) const;

    const Job& m_job;
    int m_side;
    Tiling m_tiling;
    bool m_stream = false;
    const float* m_spectrum = nullptr;
    double m_least = 0; ///< the sum of magnitudes in two tiles, if not 0, below which what underflows would count
    double m_most; ///< the sum of magnitudes in two tiles from which on something might overflow
    bool* m_leftOut; ///< [parts()]
};

} // namespace lab
