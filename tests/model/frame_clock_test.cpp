// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/model/models.h"
#include "ui/model/field_walk.h"

#include <memory>

namespace lab::test
{

TEST(FrameClock, MovesUntilEachHasComeToRest)
{
    FrameClock clock;
    QObject one, two;
    double first = 0;
    int second = 0;
    clock.drive(&one, [&](double seconds) { return (first += seconds) < 1; });
    clock.drive(&two, [&](double) { return ++second < 2; });
    for (int frame = 0; frame < 10; ++frame)
        clock.advance(0.25);
    EXPECT_EQ(first, 1);
    EXPECT_EQ(second, 2);
    EXPECT_FALSE(clock.drives(&one));
}

TEST(FrameClock, AMoverHasOneMotionAndMayBeGone)
{
    FrameClock clock;
    auto mover = std::make_unique<QObject>();
    int before = 0, after = 0;
    clock.drive(mover.get(), [&](double) { return ++before > 0; });
    clock.drive(mover.get(), [&](double) { return ++after > 0; });
    clock.advance(1);
    EXPECT_EQ(before, 0);
    EXPECT_EQ(after, 1);
    mover.reset();
    clock.advance(1);
    EXPECT_EQ(after, 1);
}

TEST(FrameClock, AMoverMayStartAnotherAndItselfAnewWhileItMoves)
{
    FrameClock clock;
    QObject one, two;
    int ones = 0, twos = 0;
    const auto count = [](int& number) { return [&number](double) { return ++number < 3; }; };
    clock.drive(&one, [&](double) {
        clock.drive(&two, count(twos));
        clock.drive(&one, count(ones));
        return true;
    });
    clock.advance(1);
    EXPECT_EQ(ones + twos, 0) << "those begin with the next frame";
    clock.advance(1);
    EXPECT_EQ(ones, 1);
    EXPECT_EQ(twos, 1);
}

TEST_F(Models, AWalkGoesBackMapByMapAndStandsInTheView)
{
    use("chapter-receptive-field");
    view.setGrain(Grain::Product); // its last map is one cell: one window
    FieldWalk walk(view, clock);
    walk.start(2, true);
    EXPECT_EQ(view.state().walk, 0u);
    clock.advance(0.5);
    EXPECT_EQ(view.state().walk, 1u);
    clock.advance(0.5);
    EXPECT_EQ(view.state().walk, 2u);
    clock.advance(0.5);
    EXPECT_FALSE(walk.walking());
    walk.start(2, true);
    view.seek(view.index() == 0 ? 1 : 0);
    EXPECT_FALSE(walk.walking()) << "a step ends it";
    clock.advance(5);
    EXPECT_FALSE(walk.walking());
}

} // namespace lab::test
