// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <functional>
#include <stop_token>

namespace lab
{

/// Calls work(begin, end) for bands of at most `bandRows` rows of [0, rows), on `threads` threads of which the
/// caller is one. Bands are taken from a counter, so nobody waits for a band that was not begun. No new band is
/// begun once a stop is requested. Errors: Stopped, OutOfMemory (from std::bad_alloc in `work`).
Result<Done> forEachBand(int rows, int bandRows, int threads, std::stop_token stop,
                         const std::function<void(int begin, int end)>& work);

} // namespace lab
