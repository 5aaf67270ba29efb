// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the way to a step, what is seen there is the same.
#include "tests/ui/support.h"
#include "ui/widgets/live_label.h"

#include <random>

namespace lab::test
{

class Way : public WindowTest, public testing::WithParamInterface<Grain>
{
protected:
    struct Seen {
        Step step;
        QString formula;
        std::int64_t filled;
        bool operator==(const Seen&) const = default;
    };
    Seen see() { return {view().step(), formula(), output()->scene().filled}; }
};

TEST_P(Way, DoesNotMatter)
{
    use("chapter-edge");
    view().setGrain(GetParam());
    const std::int64_t count = player().playhead().count();
    std::vector<Seen> straight;
    for (std::int64_t i = 0; i < count; ++i) {
        player().seek(i);
        straight.push_back(see());
    }
    std::mt19937 random(7);
    for (int n = 0; n < 300; ++n) {
        switch (random() % 6) {
        case 0:
            player().stepBy(1);
            break;
        case 1:
            player().stepBy(-1);
            break;
        case 2:
            player().seek(std::int64_t(random() % std::uint64_t(count)));
            break;
        case 3: // through another grain and back
            view().setGrain(Grain(random() % 4));
            view().setGrain(GetParam());
            break;
        case 4:
            player().stepCoarser(random() % 2 ? 1 : -1);
            break;
        case 5:
            player().togglePlaying();
            player().advance(double(random() % 100) / 50);
            player().pause();
            break;
        }
        ASSERT_EQ(see(), straight[std::size_t(player().playhead().index())]) << "after " << n << " moves";
    }
}

INSTANTIATE_TEST_SUITE_P(Grains, Way, testing::Values(Grain::Product, Grain::Window, Grain::Row, Grain::Map),
                         [](const auto& which) { return std::string(grains()[std::size_t(which.param)].id); });

using Glide = WindowTest;

TEST_F(Glide, TheWindowSlidesToItsNeighbourAndArrives)
{
    player().setAnimated(true);
    player().stepBy(1);
    ASSERT_TRUE(player().windowAt());
    EXPECT_EQ(player().windowAt()->x(), 0);
    player().advance(0.09);
    EXPECT_GT(player().windowAt()->x(), 0);
    EXPECT_LT(player().windowAt()->x(), 1);
    player().advance(0.2);
    EXPECT_FALSE(player().windowAt());
}

TEST_F(Glide, ItJumpsWithReducedMotion)
{
    player().stepBy(1);
    EXPECT_FALSE(player().windowAt());
}

TEST_F(Glide, ChangingTheGrainKeepsThePlace)
{
    player().seekTo({3, 4});
    view().setGrain(Grain::Product);
    EXPECT_EQ(view().step().cell, (OutputCell{3, 4}));
    view().setGrain(Grain::Window);
    EXPECT_EQ(view().step().cell, (OutputCell{3, 4}));
}

TEST_F(Glide, ASmallerOutputKeepsThePlaceAsFarAsItGoes)
{
    player().seekTo({5, 6});
    Session after = session();
    after.layer().kernel = findKernelPreset("sobel-x")->values();
    document().edit(QStringLiteral("Kernel"), after);
    EXPECT_EQ(view().step().cell, (OutputCell{3, 5}));
}

TEST_F(WindowTest, AWindowOfAPictureIsSaidByItsPlaceAndFollowedWhereOnlyAPartIsInSight)
{
    auto* place = window->findChild<LiveLabel*>(QStringLiteral("place"));
    EXPECT_FALSE(place->text().contains(QStringLiteral("column"))) << place->text().toStdString();
    use("zone-plate"); // 256×256
    const OutputCell cell = view().step().cell;
    EXPECT_TRUE(place->text().contains(QStringLiteral("row %1 · column %2").arg(cell.row).arg(cell.col)))
        << place->text().toStdString();
    output()->zoom(20);
    ASSERT_FALSE(output()->fitted());
    player().seekTo({3, 200});
    EXPECT_TRUE(QRectF(output()->rect()).contains(output()->cellRect({200, 3}).center()));
    EXPECT_TRUE(QRectF(input()->rect()).contains(input()->cellRect({200, 3}).center()));
}

} // namespace lab::test
