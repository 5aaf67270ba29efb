// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/model/models.h"

#include <limits>

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

TEST_F(Models, PlayThroughEpochsEndsWhereTheRunDoes)
{
    learner.setSpec(QStringLiteral("Rate"), [&] {
        TrainSpec spec = document.session().train;
        spec.rate = 1e30;
        spec.epochs = 60;
        return spec;
    }());
    view.setByEpochs(true);
    player.togglePlaying();
    for (int i = 0; i < 4000 && player.playhead().playing(); ++i)
        clock.advance(0.25);
    ASSERT_TRUE(learner.ended());
    EXPECT_FALSE(player.playhead().playing());
    EXPECT_EQ(learner.epoch(), int(learner.history().size()));
    EXPECT_EQ(learner.position() % kPhases, 0) << "after the last update, in no phase of an epoch that is not";
    EXPECT_EQ(player.playhead().count(), learner.position() + 1);
}

TEST_F(Models, ATimelineNeverStandsInAnEpochThatIsNot)
{
    edit([](Session& session) {
        session.train.startKernel.at(0, 0) = std::numeric_limits<double>::quiet_NaN();
        session.train.epoch = 7;
    });
    view.setByEpochs(true);
    player.togglePlaying();
    clock.advance(1);
    ASSERT_TRUE(learner.ended());
    EXPECT_EQ(learner.position(), kPhases * learner.state().epoch);
    EXPECT_EQ(player.playhead().index(), learner.position());
    EXPECT_TRUE(player.playhead().atEnd());
    EXPECT_FALSE(player.playhead().playing());
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
