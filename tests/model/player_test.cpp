// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/model/models.h"

namespace lab::test
{

TEST_F(Models, BothTimelinesStepBackAndOn)
{
    use("chapter-first");
    player.setAnimated(false);
    for (const bool byEpochs : {false, true}) {
        view.setByEpochs(byEpochs);
        player.seek(0);
        player.stepBy(1);
        EXPECT_EQ(player.playhead().index(), 1) << byEpochs;
        player.stepBy(-1);
        EXPECT_EQ(player.playhead().index(), 0) << byEpochs;
        player.stepBy(-1);
        EXPECT_EQ(player.playhead().index(), 0) << byEpochs;
        player.seekLast();
        EXPECT_TRUE(player.playhead().atEnd()) << byEpochs;
    }
}

TEST_F(Models, AStepBeyondTheLastEpochTrainsAnother)
{
    view.setByEpochs(true);
    player.seekLast();
    const int planned = learner.planned();
    ASSERT_EQ(learner.epoch(), planned);
    player.seekLast();
    EXPECT_EQ(learner.epoch(), planned) << "the last one stays the last one";
    player.stepCoarser(1);
    EXPECT_EQ(learner.epoch(), planned + 1);
    player.stepCoarser(-1);
    EXPECT_EQ(learner.epoch(), planned);
}

TEST_F(Models, SpeedAndLoopAreOfBothTimelines)
{
    player.setSpeed(10);
    player.setLoop(true);
    view.setByEpochs(true);
    EXPECT_EQ(player.playhead().speed(), 10);
    EXPECT_TRUE(player.playhead().loop());
}

TEST_F(Models, PlayingStopsWhenTheTimelineIsAnother)
{
    use("chapter-edge");
    player.togglePlaying();
    ASSERT_TRUE(player.playhead().playing());
    clock.advance(0.5);
    EXPECT_GT(player.playhead().index(), 0);
    view.setByEpochs(true);
    EXPECT_FALSE(player.playhead().playing());
}

TEST_F(Models, TheWindowGlidesOnFromWhereItIs)
{
    use("chapter-edge");
    view.seekTo({0, 0});
    player.stepBy(1);
    clock.advance(0.09);
    const auto halfway = player.windowAt();
    ASSERT_TRUE(halfway);
    player.stepBy(1);
    EXPECT_EQ(player.windowAt(), halfway);
    clock.advance(1);
    EXPECT_FALSE(player.windowAt());
}

TEST_F(Models, AGlideEndsWhenTheLayerIsAnother)
{
    use("chapter-edge");
    player.stepBy(1);
    ASSERT_TRUE(player.windowAt());
    edit([](Session& session) { session.layer().spec.stride.cols = 2; });
    EXPECT_FALSE(player.windowAt());
}

} // namespace lab::test
