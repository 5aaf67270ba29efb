// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/histogram.h"
#include "tests/core/support.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace lab
{

namespace
{

constexpr float kInfinite = std::numeric_limits<float>::infinity();
constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

std::vector<GridView<float>> planesOf(const Grid& grid)
{
    return {grid.view()};
}

TEST(HistogramCounts, WhatLiesWhere)
{
    const Grid grid{{0, 0.25F, 0.5F, 1}, {-1, 2, kNone, kInfinite}};
    const Histogram h = histogramOf(planesOf(grid), {0, 1}, 4);
    EXPECT_EQ(h.counts, (std::vector<std::int64_t>{1, 1, 1, 1})); // the upper end belongs to the last
    EXPECT_EQ(h.below, 1);
    EXPECT_EQ(h.above, 2);
    EXPECT_EQ(h.nans, 1);
    EXPECT_EQ(h.cells(), 8);
    EXPECT_EQ(beyond(planesOf(grid), {0, 1}), 3);
}

TEST(HistogramCounts, LoseNothingOfRandomNumbers)
{
    test::Random random(7);
    for (int i = 0; i < 50; ++i) {
        const Grid grid = random.reals({random.integer(1, 40), random.integer(1, 40)});
        const Histogram h = histogramOf(planesOf(grid), {-0.3, 0.6}, random.integer(1, 99));
        EXPECT_EQ(h.cells(), grid.shape().cells());
        EXPECT_EQ(h.below + h.above, beyond(planesOf(grid), {-0.3, 0.6}));
    }
}

TEST(StatisticsOfPlanes, OfTheFiniteNumbers)
{
    const Grid a{{1, 2, kNone}}, b{{3, 6, -kInfinite}};
    const std::vector<GridView<float>> planes{a.view(), b.view()};
    const Statistics s = statisticsOf(planes);
    EXPECT_EQ(s.finite, 4);
    EXPECT_EQ(s.others, 2);
    EXPECT_EQ(s.least, 1);
    EXPECT_EQ(s.greatest, 6);
    EXPECT_EQ(s.mean, 3);
    EXPECT_DOUBLE_EQ(s.deviation, std::sqrt(3.5)); // (4 + 1 + 0 + 9) / 4
    const Grid none{{kNone}};
    EXPECT_EQ(statisticsOf(planesOf(none)).finite, 0);
    EXPECT_EQ(statisticsOf(planesOf(none)).mean, 0);
}

TEST(RangeOfShare, LeavesOutWhatIsAtTheEnds)
{
    test::Random random(3);
    for (const double share : {0.5, 0.9, 0.99}) {
        const Grid grid = random.reals({150, 200});
        std::vector<float> sorted(grid.cells().begin(), grid.cells().end());
        std::ranges::sort(sorted);
        const auto out = std::size_t((1 - share) / 2 * double(sorted.size()));
        const double extent = sorted.back() - sorted.front();
        const ValueRange range = rangeOfShare(planesOf(grid), share);
        EXPECT_NEAR(range.lo, sorted[out], 2e-6 * extent);
        EXPECT_NEAR(range.hi, sorted[sorted.size() - 1 - out], 2e-6 * extent);
        EXPECT_LE(beyond(planesOf(grid), range), std::int64_t(2 * out));
    }
}

TEST(RangeOfShare, OfAllIsTheWholeAndOfEqualNumbersNotEmpty)
{
    const Grid grid{{-2, 1, 5}};
    EXPECT_EQ(rangeOfShare(planesOf(grid), 1), (ValueRange{-2, 5}));
    const Grid equal({4, 4}, 3.0F);
    const ValueRange range = rangeOfShare(planesOf(equal), 0.99);
    EXPECT_LT(range.lo, 3);
    EXPECT_GT(range.hi, 3);
    const Grid infinite{{-kInfinite, 0, 1, kInfinite}};
    EXPECT_EQ(rangeOfShare(planesOf(infinite), 1), (ValueRange{0, 1}));
}

TEST(Patch, IsThoseCellsAndSaysWhere)
{
    const PicturePtr whole = matrixPicture("m", {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}});
    const PicturePtr patch = patchOf(*whole, {1, 0, 2, 2});
    EXPECT_EQ(patch->planes().front(), (Grid{{3, 4}, {6, 7}}));
    EXPECT_EQ(patch->name(), "m [1–2, 0–1]");
    EXPECT_EQ(patch->content(), whole->content());
}

} // namespace

} // namespace lab
