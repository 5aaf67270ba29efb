// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/corr2d.h"

namespace lab
{

/// ∂loss/∂X in float, as fast as corr2d(): it is the full cross-correlation of dY with the kernel turned by 180°,
/// where a stride has put zeros between the cells of dY; what falls into the margin is added to the cell that the
/// border rule repeats there. `dX` has the input's shape. Bounds as of corr2d() for windows of as many taps, and the
/// additions of the margin. Errors: Stopped, OutOfMemory.
Result<Done> inputGradient(GridView<float> dY, GridView<float> k, const Geometry& geometry, GridSpan<float> dX,
                           const Corr2dOptions& options = {});

} // namespace lab
