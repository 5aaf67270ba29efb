// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/grid.h"

namespace lab
{

/// The largest |x|; infinity when a cell is infinite or not a number.
float largestMagnitude(GridView<float> x);

} // namespace lab
