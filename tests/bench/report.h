// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/peer.h"

#include <benchmark/benchmark.h>
#include <functional>
#include <string>
#include <vector>

namespace lab::bench
{

/// Numbers without a pattern that a processor could learn, the same every time, in [low, high).
Grid noise(Shape shape, float low = 0, float high = 1);

/// What a case amounts to, for rates.
struct Work {
    double products = 0; ///< multiply-adds of the definition
    double bytes = 0; ///< that must be read and written once
};

/// `name` is the benchmark's. Runs ours and the peers in turn, again and again, and takes the least time of each:
/// what disturbs one, disturbs the other. Counts ours, peer, ratio, GFLOP/s, GB/s and the fraction of this machine's
/// limits that was reached.
void inTurn(benchmark::State& state, const std::string& name, const std::string& path, const Work& work,
            const std::function<void()>& ours, const std::vector<PeerPath>& peers);

/// Writes what inTurn() found as a Markdown table, when all is done. False if it could not.
bool writeTable(const std::string& path);

} // namespace lab::bench
