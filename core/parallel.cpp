// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/parallel.h"

#include <algorithm>
#include <atomic>
#include <new>
#include <system_error>
#include <thread>

namespace lab
{

Result<Done> forEachBand(int rows, int bandRows, int threads, std::stop_token stop,
                         const std::function<void(int, int)>& work)
{
    const int bands = (rows + bandRows - 1) / bandRows;
    std::atomic<int> next = 0;
    std::atomic<bool> outOfMemory = false;
    const auto run = [&] {
        try {
            for (int band = next++; band < bands && !stop.stop_requested() && !outOfMemory; band = next++)
                work(band * bandRows, std::min(rows, (band + 1) * bandRows));
        } catch (const std::bad_alloc&) {
            outOfMemory = true;
        }
    };
    {
        std::vector<std::jthread> others;
        try {
            for (int t = 1; t < std::min(threads, bands); ++t)
                others.emplace_back(run);
        } catch (const std::system_error&) { // no more threads to be had: those there are do the work
        }
        run();
    }
    if (outOfMemory)
        return ErrorCode::OutOfMemory;
    if (stop.stop_requested())
        return ErrorCode::Stopped;
    return Done{};
}

} // namespace lab
