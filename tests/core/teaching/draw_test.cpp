// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/draw.h"
#include "core/teaching/filled.h"
#include "tests/core/support.h"

#include <array>
#include <set>

namespace lab
{
namespace
{

// The C++ standard names the 10000th number of the default seed: [rand.predef].
TEST(Draws, ComeFromTheGeneratorOfTheStandard)
{
    std::mt19937_64 generator(5489);
    generator.discard(9999);
    EXPECT_EQ(generator(), 9981545732273789042U);
}

TEST(Draws, TakeTheRestOfTheDivision)
{
    std::mt19937_64 generator(1);
    Draws draws(1);
    for (int n = 1; n < 1000; ++n) // so few numbers lie above the last whole multiple that none is met
        EXPECT_EQ(draws.whole(-n, 2 * n), -n + int(generator() % std::uint64_t(3 * n + 1))) << n;
}

TEST(Draws, ReachBothEndsAndStayBetween)
{
    Draws draws(7);
    std::set<int> seen;
    for (int i = 0; i < 500; ++i)
        seen.insert(draws.whole(-2, 3));
    EXPECT_EQ(seen, (std::set<int>{-2, -1, 0, 1, 2, 3}));
    EXPECT_EQ(draws.whole(4, 4), 4);
    constexpr int kMost = std::numeric_limits<int>::max(), kLeast = std::numeric_limits<int>::min();
    EXPECT_GE(draws.whole(kMost - 1, kMost), kMost - 1);
    draws.whole(kLeast, kMost);
}

TEST(Draws, LeaveOutZeroWhereAsked)
{
    Draws draws(3);
    for (int i = 0; i < 200; ++i)
        EXPECT_NE(draws.notZero(-1, 2), 0);
    const Grid64 grid = draws.gridNotZero({9, 9}, -1, 1);
    for (const double v : grid.cells())
        EXPECT_EQ(std::abs(v), 1);
}

TEST(Draws, AreTheSameForTheSameSeed)
{
    Draws a(42), b(42), c(43);
    const Grid64 first = a.grid({4, 4}, 0, 9);
    EXPECT_EQ(first, b.grid({4, 4}, 0, 9));
    EXPECT_NE(first, c.grid({4, 4}, 0, 9));
    EXPECT_EQ(a.oneOf({3, 5, 7}), b.oneOf({3, 5, 7}));
}

TEST(Filled, PutsThePartsInTheirPlaces)
{
    const std::array<std::string, 2> parts{"one", "%1"};
    EXPECT_EQ(filled("%2, %1 and %1", parts), "%1, one and one");
    EXPECT_EQ(filled("%3 is not there, 5 % is no place, %0 neither, %", parts),
              " is not there, 5 % is no place, %0 neither, %");
}

} // namespace
} // namespace lab
