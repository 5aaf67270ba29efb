// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>

namespace lab::bench
{

template <class F>
double secondsOf(F f)
{
    const auto begin = std::chrono::steady_clock::now();
    f();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// What this machine can do at most, on one thread. Measured when first asked for, and again by refresh(), which
/// keeps the better: other programs and the clock of the processor make it swing.
struct Limits {
    double gflops = 0; ///< fused multiply-adds of floats on registers, two operations each
    double gigabytes = 0; ///< a second, read and written, when 48 MB are copied
    std::string instructions; ///< that were used

    void refresh();
};
Limits& limits();

} // namespace lab::bench
