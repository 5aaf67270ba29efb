// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"

#include <functional>
#include <stop_token>

namespace lab
{

/// Calls work(i) once for each i of [0, parts), on up to `threads` threads of which the caller is one. Parts are
/// taken from a counter, so nobody waits for a part that was not begun; the other threads are kept for the next call.
/// No new part is begun once a stop is requested. Allocates nothing when one thread is enough. Errors: Stopped,
/// OutOfMemory (from std::bad_alloc in `work`).
Result<Done> forEachPart(int parts, int threads, std::stop_token stop, const std::function<void(int part)>& work);

/// How many threads a computation may take: all processors unless setThreads() said otherwise. At least 1.
int allowedThreads();
/// The one setting of it, for the whole program; less than 1: all processors.
void setThreads(int threads);

} // namespace lab
