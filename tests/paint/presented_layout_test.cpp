// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the stage stands before a class: large, nothing outside, nothing over another.

#include "ui/scenes/presented_layout.h"

#include <gtest/gtest.h>

namespace lab
{

namespace
{

constexpr QRect kProjector(24, 12, 976, 620); // of the stage at 1024×768
constexpr int kLine = 24;

std::vector<StageItem> layer(QSize x, QSize k, QSize y)
{
    return {{x, false, 0, {}, k}, {k, true, 0}, {y, false, 1}};
}

TEST(PresentedLayout, AllOfItStandsWhereItsCellsAreLargest)
{
    const auto small = layer({3, 3}, {2, 2}, {2, 2});
    EXPECT_GE(layoutWhole(kProjector, small, kLine).cell, kReadableAfar);
    // A tall room has the output under the input.
    const QRect tall(0, 0, 500, 1000);
    const StageLayout stacked = layoutWhole(tall, small, kLine);
    EXPECT_GT(stacked.cell, layoutStage(tall, small, kLine, false).cell);
    EXPECT_GT(stacked.places[2].view.top(), stacked.places[0].view.bottom());
    EXPECT_TRUE(stacked.operators[1].isEmpty());
    EXPECT_TRUE(layoutWhole(kProjector, layer({4000, 3000}, {3, 3}, {3998, 2998}), kLine).pictures);
}

TEST(PresentedLayout, TheBooksEdgeIsReadableInThreeRows)
{
    const LargeLayout large = layoutLarge(kProjector, layer({8, 6}, {2, 1}, {7, 6}), kLine, kReadableAfar);
    EXPECT_GE(large.stage.cell, kReadableAfar);
    EXPECT_EQ(large.sight[0], QSize(8, 3));
    EXPECT_EQ(large.sight[1], QSize(7, 3));
    EXPECT_FALSE(large.whole[0].view.isEmpty());
    EXPECT_FALSE(large.whole[1].view.isEmpty());
}

TEST(PresentedLayout, NothingLeavesTheStageAndNothingOverlaps)
{
    for (const QSize x : {QSize(3, 3), QSize(8, 6), QSize(28, 28), QSize(5, 200), QSize(300, 4), QSize(640, 480)})
        for (const QSize k : {QSize(1, 1), QSize(2, 1), QSize(3, 3), QSize(5, 5), QSize(11, 11), QSize(1, 6)})
            for (const QRect area : {kProjector, QRect(0, 0, 1872, 900), QRect(16, 8, 600, 360)}) {
                if (k.width() > x.width() || k.height() > x.height())
                    continue;
                const QSize y = x - k + QSize(1, 1);
                const LargeLayout large = layoutLarge(area, layer(x, k, y), kLine, kReadableAfar);
                const auto said = [&] {
                    return testing::Message()
                           << x.width() << "x" << x.height() << " " << k.width() << "x" << k.height() << " in "
                           << area.width() << ", cell " << large.stage.cell;
                };
                std::vector<QRect> parts;
                for (const StageSlot& place : large.stage.places) {
                    parts.push_back(place.view);
                    parts.push_back(place.header);
                }
                for (const LargeLayout::Whole& whole : large.whole)
                    if (!whole.view.isEmpty()) {
                        parts.push_back(whole.caption);
                        parts.push_back(whole.view);
                    }
                for (std::size_t i = 0; i < parts.size(); ++i) {
                    EXPECT_TRUE(area.adjusted(0, 0, 1, 1).contains(parts[i])) << said() << ", part " << i;
                    for (std::size_t j = 0; j < i; ++j)
                        EXPECT_TRUE(parts[i].intersected(parts[j]).isEmpty()) << said() << ", " << i << " and " << j;
                }
                EXPECT_GE(large.sight[0].width(), k.width()) << said();
                EXPECT_GE(large.sight[0].height(), k.height()) << said();
                EXPECT_LE(large.sight[0].width(), x.width()) << said();
                EXPECT_LE(large.sight[1].height(), y.height()) << said();
            }
}

TEST(PresentedLayout, RowsMoveNoMoreThanTheyMust)
{
    EXPECT_EQ(firstShown(0, 3, 0, 1, 6), 0);
    EXPECT_EQ(firstShown(0, 3, 1, 1, 6), 0);
    EXPECT_EQ(firstShown(0, 3, 2, 1, 6), 1) << "a neighbour on each side";
    EXPECT_EQ(firstShown(1, 3, 5, 1, 6), 3);
    EXPECT_EQ(firstShown(3, 3, 4, 1, 6), 3);
    EXPECT_EQ(firstShown(3, 3, 3, 1, 6), 2);
    EXPECT_EQ(firstShown(2, 3, 0, 3, 6), 0) << "no room for neighbours";
    EXPECT_EQ(firstShown(5, 8, 3, 2, 6), 0) << "all are shown";
}

} // namespace

} // namespace lab
