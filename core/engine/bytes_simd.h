// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/bytes.h"

namespace lab
{

/// planes[c][j] = channel c of pixel j, as a float, n pixels.
void splitPixels(const Rgba8* pixels, int n, float* const planes[3]);

/// Rounds (half to even) and saturates to bytes; the alpha is that of `alpha`. NaN becomes 0. Raises and lowers
/// `range`, when there is one, to what there was before that.
void joinPixels(const float* const planes[3], const Rgba8* alpha, int n, Rgba8* pixels, ChannelRange* range);

} // namespace lab
