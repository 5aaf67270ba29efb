// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace lab
{

/// Counts, while it lives, as a piece of work that a thread was given and whose result is not on its way yet. Only
/// tests ask: with nothing under way, what comes next depends on no thread.
class WorkUnderWay
{
public:
    WorkUnderWay() { ++s_pieces; }
    ~WorkUnderWay()
    {
        --s_pieces;
        s_pieces.notify_all();
    }
    WorkUnderWay(const WorkUnderWay&) = delete;
    WorkUnderWay& operator=(const WorkUnderWay&) = delete;

    static bool any() { return s_pieces > 0; }
    /// Waits until some piece is done or begun, if there is one.
    static void waitForAPiece()
    {
        if (const int pieces = s_pieces)
            s_pieces.wait(pieces);
    }

private:
    static inline std::atomic<int> s_pieces = 0;
};

} // namespace lab
