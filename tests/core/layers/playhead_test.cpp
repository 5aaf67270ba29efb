// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/playhead.h"
#include "tests/core/support.h"

namespace lab
{
namespace
{

Playhead playheadOf(std::int64_t count, std::int64_t index = 0, double speed = 4)
{
    Playhead head;
    head.setCount(count, index);
    head.setSpeed(speed);
    return head;
}

TEST(Playhead, BeginsStoppedAtTheFirstStep)
{
    const Playhead head;
    EXPECT_EQ(head.index(), 0);
    EXPECT_EQ(head.count(), 1);
    EXPECT_FALSE(head.playing());
    EXPECT_FALSE(head.loop());
    EXPECT_TRUE(head.atEnd());
}

TEST(Playhead, SeeksWithinItsBounds)
{
    Playhead head = playheadOf(10);
    head.seek(7);
    EXPECT_EQ(head.index(), 7);
    head.seek(-3);
    EXPECT_EQ(head.index(), 0);
    head.seek(10);
    EXPECT_EQ(head.index(), 9);
    EXPECT_TRUE(head.atEnd());
}

TEST(Playhead, StepsForwardAndBackWithinItsBounds)
{
    Playhead head = playheadOf(3);
    head.stepBy(-1);
    EXPECT_EQ(head.index(), 0);
    head.stepBy(1);
    head.stepBy(1);
    EXPECT_EQ(head.index(), 2);
    head.stepBy(1);
    EXPECT_EQ(head.index(), 2);
    head.stepBy(-1);
    EXPECT_EQ(head.index(), 1);
}

TEST(Playhead, ANewCountClampsTheIndex)
{
    Playhead head = playheadOf(10, 9);
    head.setCount(4, 9);
    EXPECT_EQ(head.index(), 3);
    head.setCount(4, -1);
    EXPECT_EQ(head.index(), 0);
}

TEST(Playhead, ANewCountLetsItPlayOn)
{
    Playhead head = playheadOf(10);
    head.play();
    head.setCount(20, 5);
    EXPECT_TRUE(head.playing());
    EXPECT_TRUE(head.advance(0.25));
    EXPECT_EQ(head.index(), 6);
}

TEST(Playhead, ClampsItsSpeed)
{
    Playhead head;
    head.setSpeed(0);
    EXPECT_EQ(head.speed(), Playhead::kSlowest);
    head.setSpeed(1e9);
    EXPECT_EQ(head.speed(), Playhead::kFastest);
    head.setSpeed(12.5);
    EXPECT_EQ(head.speed(), 12.5);
}

TEST(Playhead, AdvancesOnlyWhilePlaying)
{
    Playhead head = playheadOf(10);
    EXPECT_FALSE(head.advance(100));
    EXPECT_EQ(head.index(), 0);
    head.play();
    EXPECT_TRUE(head.advance(0.25));
    EXPECT_EQ(head.index(), 1);
    head.pause();
    EXPECT_FALSE(head.advance(100));
    EXPECT_EQ(head.index(), 1);
}

TEST(Playhead, GathersSmallTimesToWholeSteps)
{
    Playhead head = playheadOf(10, 0, 4);
    head.play();
    EXPECT_FALSE(head.advance(0.125));
    EXPECT_EQ(head.index(), 0);
    EXPECT_TRUE(head.advance(0.125));
    EXPECT_EQ(head.index(), 1);
    EXPECT_FALSE(head.advance(0));
    EXPECT_FALSE(head.advance(-5));
    EXPECT_EQ(head.index(), 1);
}

TEST(Playhead, ALongTimeSkipsSeveralSteps)
{
    Playhead head = playheadOf(100, 0, 8);
    head.play();
    EXPECT_TRUE(head.advance(2.5));
    EXPECT_EQ(head.index(), 20);
    EXPECT_TRUE(head.playing());
}

TEST(Playhead, StopsAtTheLastStep)
{
    Playhead head = playheadOf(5, 0, 4);
    head.play();
    EXPECT_TRUE(head.advance(1)); // just reaches it
    EXPECT_EQ(head.index(), 4);
    EXPECT_FALSE(head.playing());
    EXPECT_FALSE(head.advance(1));

    head.seek(3);
    head.play();
    EXPECT_TRUE(head.advance(1e9));
    EXPECT_EQ(head.index(), 4);
    EXPECT_FALSE(head.playing());
}

TEST(Playhead, LoopsBackToTheFirstStep)
{
    Playhead head = playheadOf(5, 4, 4);
    head.setLoop(true);
    head.seek(3);
    head.play();
    head.advance(0.25);
    EXPECT_EQ(head.index(), 4); // the last step is shown for as long as the others
    EXPECT_TRUE(head.playing());
    EXPECT_TRUE(head.advance(0.25));
    EXPECT_EQ(head.index(), 0);
    EXPECT_TRUE(head.advance(0.25 * 13));
    EXPECT_EQ(head.index(), 3);
    EXPECT_TRUE(head.playing());
}

TEST(Playhead, PlayFromTheEndBeginsAgain)
{
    Playhead head = playheadOf(5, 4);
    head.play();
    EXPECT_EQ(head.index(), 0);
    EXPECT_TRUE(head.playing());
}

TEST(Playhead, PlayFromTheMiddleGoesOnFromThere)
{
    Playhead head = playheadOf(9, 4);
    head.play();
    EXPECT_EQ(head.index(), 4);
}

TEST(Playhead, PauseKeepsThePlace)
{
    Playhead head = playheadOf(100, 0, 4);
    head.play();
    head.advance(2.6);
    EXPECT_EQ(head.index(), 10);
    head.pause();
    EXPECT_FALSE(head.playing());
    EXPECT_EQ(head.index(), 10);
    head.play();
    EXPECT_EQ(head.index(), 10);
}

TEST(Playhead, OfOneStepPlaysAndStops)
{
    Playhead head = playheadOf(1);
    head.play();
    EXPECT_TRUE(head.advance(1));
    EXPECT_EQ(head.index(), 0);
    EXPECT_FALSE(head.playing());
}

TEST(Playhead, TheSameTimeInAnyPortionsLeadsToTheSameStep)
{
    test::Random random(40);
    for (int round = 0; round < 50; ++round) {
        Playhead once = playheadOf(1000, 0, 16), often = once;
        once.play();
        often.play();
        int total = 0;
        while (total < 2000) {
            const int ticks = random.integer(1, 100); // of 1/256 s, exact in binary
            total += ticks;
            often.advance(ticks / 256.0);
        }
        once.advance(total / 256.0);
        EXPECT_EQ(once.index(), often.index());
    }
}

TEST(Playhead, OfAPhotographsProductsStaysExact)
{
    const std::int64_t count = std::int64_t(48) * 1000 * 1000 * 961;
    Playhead head = playheadOf(count, count - 3, 1);
    head.play();
    head.advance(1);
    EXPECT_EQ(head.index(), count - 2);
    EXPECT_TRUE(head.playing());
    head.advance(1);
    EXPECT_EQ(head.index(), count - 1);
    EXPECT_FALSE(head.playing());
}

} // namespace
} // namespace lab
