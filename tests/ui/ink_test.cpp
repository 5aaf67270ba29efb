// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is drawn over a view: by mouse, tablet and finger; it fades, or stays until the next step.

#include "tests/ui/support.h"
#include "ui/widgets/ink_overlay.h"
#include "ui/window/presenter.h"

#include <QPointingDevice>
#include <QTabletEvent>
#include <QTest>

namespace lab::test
{

namespace
{

class Drawing : public WindowTest
{
protected:
    Drawing() { action("present")->trigger(); }

    InkOverlay* ink() { return window->findChild<InkOverlay*>(); }
    std::size_t strokes() { return ink()->strokes().size(); }
    void line(QPoint from, QPoint to)
    {
        QTest::mousePress(ink(), Qt::LeftButton, Qt::NoModifier, from);
        QMouseEvent move(QEvent::MouseMove, to, ink()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(ink(), &move);
        QTest::mouseRelease(ink(), Qt::LeftButton, Qt::NoModifier, to);
    }
};

TEST_F(Drawing, HasTheMouseWhileThePenIsOut)
{
    EXPECT_FALSE(ink()->isVisible());
    EXPECT_TRUE(ink()->testAttribute(Qt::WA_TransparentForMouseEvents));
    key(Qt::Key_D);
    ASSERT_TRUE(ink()->isVisible());
    EXPECT_EQ(ink()->geometry(), window->rect());
    EXPECT_FALSE(ink()->testAttribute(Qt::WA_TransparentForMouseEvents));
    line({100, 100}, {300, 100});
    ASSERT_EQ(strokes(), 1U);
    EXPECT_EQ(ink()->strokes()[0].points, QPolygonF({QPointF(100, 100), QPointF(300, 100)}));
    EXPECT_EQ(window->grab().toImage().pixelColor(200, 100), themeOf(window->palette()).bad);
    key(Qt::Key_D); // away: what is drawn is still there, and the page has the mouse
    EXPECT_TRUE(ink()->isVisible());
    EXPECT_EQ(window->childAt(200, 100) == ink(), false);
    key(Qt::Key_E);
    EXPECT_EQ(strokes(), 0U);
    EXPECT_FALSE(ink()->isVisible());
}

TEST_F(Drawing, FadesByItself)
{
    key(Qt::Key_D);
    line({100, 100}, {300, 100});
    EXPECT_TRUE(ink()->advance(InkOverlay::kStays));
    EXPECT_EQ(ink()->seen(ink()->strokes()[0]), 1);
    EXPECT_TRUE(ink()->advance(InkOverlay::kFading / 2));
    EXPECT_DOUBLE_EQ(ink()->seen(ink()->strokes()[0]), 0.5);
    line({100, 200}, {300, 200});
    EXPECT_TRUE(ink()->advance(InkOverlay::kFading));
    ASSERT_EQ(strokes(), 1U) << "the first is gone, the second is not";
    EXPECT_EQ(ink()->strokes()[0].points.front(), QPointF(100, 200));
    EXPECT_FALSE(ink()->advance(InkOverlay::kStays + InkOverlay::kFading)) << "the clock may rest";
    EXPECT_EQ(strokes(), 0U);
}

TEST_F(Drawing, StaysUntilTheNextStepIfItIsToldTo)
{
    action("inkFades")->trigger();
    EXPECT_FALSE(action("inkFades")->isChecked());
    key(Qt::Key_D);
    line({100, 100}, {300, 100});
    EXPECT_FALSE(ink()->advance(1000));
    EXPECT_EQ(strokes(), 1U);
    action("first")->trigger();
    line({100, 100}, {300, 100});
    key(Qt::Key_Right);
    EXPECT_EQ(strokes(), 0U);
    openWindow();
    EXPECT_FALSE(action("inkFades")->isChecked()) << "it is remembered";
}

TEST_F(Drawing, EscPutsThePenAwayBeforeItEndsThePresentation)
{
    key(Qt::Key_D);
    line({100, 100}, {300, 100});
    key(Qt::Key_Escape);
    EXPECT_EQ(strokes(), 0U);
    EXPECT_FALSE(action("pen")->isChecked());
    EXPECT_TRUE(action("present")->isChecked());
    key(Qt::Key_Escape);
    EXPECT_FALSE(action("present")->isChecked());
}

TEST_F(Drawing, FingersDrawEachTheirOwn)
{
    key(Qt::Key_D);
    static QPointingDevice* const device = QTest::createTouchDevice(); // it stays as long as the program does
    QTest::touchEvent(window.get(), device).press(0, {100, 100}, ink()).press(1, {100, 200}, ink());
    QTest::touchEvent(window.get(), device).move(0, {200, 100}, ink()).move(1, {200, 200}, ink());
    QTest::touchEvent(window.get(), device).release(0, {200, 100}, ink()).release(1, {200, 200}, ink());
    ASSERT_EQ(strokes(), 2U);
    for (const InkOverlay::Stroke& each : ink()->strokes()) {
        EXPECT_TRUE(each.done);
        EXPECT_EQ(each.points.back() - each.points.front(), QPointF(100, 0));
    }
}

TEST_F(Drawing, ATabletDrawsWiderWhereItIsPressed)
{
    key(Qt::Key_D);
    const auto tablet = [&](QEvent::Type type, QPointF at, double pressure) {
        QTabletEvent event(type, QPointingDevice::primaryPointingDevice(), at, ink()->mapToGlobal(at), pressure, 0, 0,
                           0, 0, 0, Qt::NoModifier, Qt::LeftButton, Qt::LeftButton);
        QApplication::sendEvent(ink(), &event);
    };
    for (const double pressure : {0.2, 0.9}) {
        tablet(QEvent::TabletPress, {50, 50}, pressure);
        tablet(QEvent::TabletMove, {90, 60}, pressure);
        tablet(QEvent::TabletRelease, {90, 60}, pressure);
    }
    ASSERT_EQ(strokes(), 2U);
    EXPECT_GT(ink()->strokes()[1].width, ink()->strokes()[0].width);
    EXPECT_EQ(ink()->strokes()[0].points.size(), 2);
}

} // namespace

} // namespace lab::test
