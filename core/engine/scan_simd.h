// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/grid.h"

#include <stop_token>

namespace lab
{

/// The largest |x|; infinity when a cell is infinite or not a number, or when a stop is requested.
float largestMagnitude(GridView<float> x, std::stop_token stop);

} // namespace lab
