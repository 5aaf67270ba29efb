// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/direct_simd.h"

namespace lab
{

/// Sums over one row of residuals.
struct ResidualSums {
    float squares = 0;
    float plain = 0;
};

/// y ← y − target, n cells, and what that sums up to.
ResidualSums subtractTarget(float* y, const float* target, int n);

/// Floats that gradientStrip() keeps for each weight: partial sums, one a vector lane.
inline constexpr int kGradientLanes = 16;

/// sums[tap · kGradientLanes …] += residual row q × line q + a, for every tap (a, b) and every row q of the strip:
/// the gradient of the loss with respect to the weights, but for a factor 2. The strip is the one the residuals came
/// of; its `out` are the residuals.
void gradientStrip(const Strip& strip, float* sums);

} // namespace lab
