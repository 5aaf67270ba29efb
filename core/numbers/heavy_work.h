// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

namespace lab
{

/// What may take long: bytes read, written or made into numbers; numbers written as text; products computed.
enum class HeavyWork { Read, Write, Decode, Compute };

/// Says, before it is done, that so much is to be done on this thread. Only tests listen: what is much must not be
/// done on the window's thread.
void noteHeavyWork(HeavyWork kind, std::int64_t amount);
/// `listen` is called on the threads that do the work; empty: nobody listens. Not while work is going on.
void listenToHeavyWork(std::function<void(HeavyWork kind, std::int64_t amount)> listen);

} // namespace lab
