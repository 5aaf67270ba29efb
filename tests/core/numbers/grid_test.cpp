// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/grid.h"
#include "core/numbers/result.h"
#include "tests/core/support.h"

#include <memory>

namespace lab
{
namespace
{

TEST(Grid, IsRowMajor)
{
    const Grid grid{{1, 2, 3}, {4, 5, 6}};
    EXPECT_EQ(grid.shape(), (Shape{2, 3}));
    EXPECT_EQ(grid.size(), 6U);
    EXPECT_EQ(grid.at(1, 0), 4);
    EXPECT_EQ(grid.at(WeightCell{0, 2}), 3);
    EXPECT_EQ(grid.cells()[4], 5);
    EXPECT_EQ(grid.row(1)[2], 6);
}

TEST(Grid, IsEmptyWhenItHasNoCells)
{
    EXPECT_TRUE(Grid().empty());
    EXPECT_TRUE(Grid({0, 3}).empty());
    EXPECT_TRUE(Grid({3, 0}).empty());
    EXPECT_FALSE(Grid({1, 1}).empty());
}

TEST(Grid, FillsAndCopiesByValue)
{
    Grid grid({2, 2}, 7.0F);
    Grid copy = grid;
    copy.at(0, 0) = 1;
    EXPECT_EQ(grid.at(0, 0), 7);
    EXPECT_EQ(grid, Grid({2, 2}, 7.0F));
    EXPECT_FALSE(copy == grid);
}

TEST(Grid, EqualityTakesNaNAsItself)
{
    EXPECT_EQ((Grid{{test::kNaN, 1}}), (Grid{{test::kNaN, 1}}));
    EXPECT_FALSE((Grid{{test::kNaN, 1}}) == (Grid{{0, 1}}));
    EXPECT_FALSE((Grid{{0, 1}}) == (Grid{{test::kNaN, 1}}));
    EXPECT_FALSE((Grid{{1, 2}}) == (Grid{{1}, {2}}));
    EXPECT_EQ((Grid{{0.0F}}), (Grid{{-0.0F}}));
}

TEST(Grid, BeginsOnACacheLine)
{
    for (int cells = 1; cells < 40; ++cells) {
        const Grid grid({1, cells});
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(grid.cells().data()) % 64, 0U);
    }
}

TEST(GridView, WindowsShareTheNumbers)
{
    const Grid grid{{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}};
    const auto window = grid.view().window({1, 1, 2, 3});
    EXPECT_EQ(window.shape(), (Shape{2, 3}));
    EXPECT_EQ(window.at(0, 0), 6);
    EXPECT_EQ(window.at(1, 2), 12);
    EXPECT_EQ(window.row(1).size(), 3U);
    EXPECT_EQ(&window.row(1)[0], &grid.at(2, 1));
    EXPECT_EQ(window.window({1, 2, 1, 1}).at(0, 0), 12);
}

TEST(GridShapes, TransposeAndRotation)
{
    const Grid grid{{1, 2, 3}, {4, 5, 6}};
    EXPECT_EQ(transposed(grid), (Grid{{1, 4}, {2, 5}, {3, 6}}));
    EXPECT_EQ(rotated180(grid), (Grid{{6, 5, 4}, {3, 2, 1}}));
    EXPECT_EQ(transposed(transposed(grid)), grid);
    EXPECT_EQ(rotated180(rotated180(grid)), grid);
}

TEST(GridShapes, ConversionRoundsToTheTarget)
{
    EXPECT_EQ(converted<float>(Grid64{{0.1, 2}}), (Grid{{0.1F, 2}}));
    EXPECT_EQ(converted<double>(Grid{{0.5F}}), (Grid64{{0.5}}));
}

TEST(Cells, InsideAShape)
{
    EXPECT_TRUE(inside(InputCell{0, 0}, {1, 1}));
    EXPECT_FALSE(inside(InputCell{1, 0}, {1, 1}));
    EXPECT_FALSE(inside(InputCell{0, 1}, {1, 1}));
    EXPECT_FALSE(inside(InputCell{-1, 0}, {1, 1}));
}

TEST(Shape, CountsCellsBeyondInt)
{
    EXPECT_EQ((Shape{100000, 100000}).cells(), 10000000000LL);
}

TEST(ResultType, HoldsAValueOrAReason)
{
    const Result<int> good = 5;
    EXPECT_TRUE(good.ok());
    EXPECT_EQ(*good, 5);
    const Result<int> bad = Error{ErrorCode::RaggedRows, {"2", "3", "4"}};
    EXPECT_FALSE(bad.ok());
    EXPECT_EQ(bad.error().code, ErrorCode::RaggedRows);
    EXPECT_EQ(bad.error().arguments.size(), 3U);
    const Result<Done> done = Done{};
    EXPECT_TRUE(bool(done));
}

TEST(ResultType, MovesItsValueOut)
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(3);
    const std::unique_ptr<int> value = *std::move(result);
    EXPECT_EQ(*value, 3);
}

} // namespace
} // namespace lab
