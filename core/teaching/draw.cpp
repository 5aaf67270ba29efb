// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/draw.h"

#include <limits>

namespace lab
{

int Draws::whole(int low, int high)
{
    assert(low <= high);
    // 2⁶⁴ is no number of 64 bits: the rest of its division by n is had from 2⁶⁴ − n instead.
    const auto n = std::uint64_t(std::int64_t(high) - low + 1);
    const std::uint64_t rest = (0 - n) % n;
    std::uint64_t bits = m_generator();
    while (bits > std::numeric_limits<std::uint64_t>::max() - rest)
        bits = m_generator();
    return int(low + std::int64_t(bits % n));
}

int Draws::notZero(int low, int high)
{
    assert(low != 0 || high != 0);
    int drawn = whole(low, high);
    while (drawn == 0)
        drawn = whole(low, high);
    return drawn;
}

Grid64 Draws::grid(Shape shape, int low, int high)
{
    Grid64 grid(shape);
    for (double& v : grid.cells())
        v = whole(low, high);
    return grid;
}

Grid64 Draws::gridNotZero(Shape shape, int low, int high)
{
    Grid64 grid(shape);
    for (double& v : grid.cells())
        v = notZero(low, high);
    return grid;
}

} // namespace lab
