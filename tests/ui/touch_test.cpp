// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Fingers: a tap chooses, a rest opens the menu, two zoom and move; nothing needs a pointer that hovers.

#include "tests/ui/support.h"
#include "ui/scenes/stage_state.h"

#include <QGuiApplication>
#include <QMenu>
#include <QPointingDevice>
#include <QStyleHints>
#include <QTest>

namespace lab::test
{

namespace
{

class Touch : public WindowTest
{
protected:
    Touch() : m_rest(QGuiApplication::styleHints()->mousePressAndHoldInterval()) { use("chapter-edge"); }
    ~Touch() override { QGuiApplication::styleHints()->setMousePressAndHoldInterval(m_rest); }

    void tap(QWidget* widget, QPoint at)
    {
        QTest::touchEvent(window.get(), finger()).press(0, at, widget);
        QTest::touchEvent(window.get(), finger()).release(0, at, widget);
    }
    void pinch(QWidget* widget, QPoint from0, QPoint from1, QPoint to0, QPoint to1)
    {
        QTest::touchEvent(window.get(), finger()).press(0, from0 + QPoint(2, 0), widget);
        QTest::touchEvent(window.get(), finger())
            .move(0, from0 + QPoint(1, 0), widget)
            .press(1, from1 - QPoint(1, 0), widget);
        QTest::touchEvent(window.get(), finger()).move(0, from0, widget).move(1, from1, widget);
        QTest::touchEvent(window.get(), finger()).move(0, to0, widget).move(1, to1, widget);
        QTest::touchEvent(window.get(), finger()).release(0, to0, widget).release(1, to1, widget);
    }
    /// It stays as long as the program does.
    static QPointingDevice* finger()
    {
        static QPointingDevice* const device = QTest::createTouchDevice();
        return device;
    }

private:
    int m_rest;
};

TEST_F(Touch, ATapOnACellAsksAboutItAndKeepsTheAnswer)
{
    const QString before = formula();
    tap(input(), centreOf(input(), {2, 1}));
    const auto spot = stage().stateNow().view.spot();
    ASSERT_TRUE(spot);
    EXPECT_EQ(*spot, (Spot{Spot::Part::Map, 0, 1, 2}));
    EXPECT_NE(formula(), before);
    tap(output(), centreOf(output(), {3, 2}));
    EXPECT_EQ(view().step().cell, (OutputCell{2, 3}));
    tap(kernel(), centreOf(kernel(), {1, 0}));
    EXPECT_EQ(stage().stateNow().view.spot()->part, Spot::Part::Kernel);
}

TEST_F(Touch, ADragOfAFingerChangesAValueAsThatOfTheMouse)
{
    const QPoint at = centreOf(kernel(), {0, 0});
    QTest::touchEvent(window.get(), finger()).press(0, at, kernel());
    QTest::touchEvent(window.get(), finger()).move(0, at - QPoint(0, 40), kernel());
    QTest::touchEvent(window.get(), finger()).release(0, at - QPoint(0, 40), kernel());
    EXPECT_FLOAT_EQ(session().layers[0].kernel.at(0, 0), 2);
}

TEST_F(Touch, TwoFingersZoomAboutWhatIsUnderThem)
{
    const QPoint middle = input()->rect().center(), by(20, 0);
    const QPointF cell = input()->viewport().toCell(middle);
    const double before = input()->viewport().scale;
    const Session session = this->session();
    pinch(input(), middle - by, middle + by, middle - by * 2, middle + by * 2);
    EXPECT_NEAR(input()->viewport().scale, before * 80 / 38, 1e-6)
        << "as far apart as they are now and were at first";
    const QPointF after = input()->viewport().toCell(middle);
    EXPECT_NEAR(after.x(), cell.x(), 0.1);
    EXPECT_NEAR(after.y(), cell.y(), 0.1);
    EXPECT_TRUE(this->session() == session) << "no cell was changed";
    EXPECT_FALSE(stage().stateNow().view.spot()) << "nor chosen";
    // One finger moves what is zoomed in.
    const QPointF origin = input()->viewport().origin;
    QTest::touchEvent(window.get(), finger()).press(0, middle, input());
    QTest::touchEvent(window.get(), finger()).move(0, middle + QPoint(16, 0), input());
    QTest::touchEvent(window.get(), finger()).move(0, middle + QPoint(26, 0), input());
    QTest::touchEvent(window.get(), finger()).release(0, middle + QPoint(26, 0), input());
    EXPECT_GT(input()->viewport().origin.x(), origin.x());
    EXPECT_TRUE(this->session() == session);
}

TEST_F(Touch, TwoFingersMoveWhatIsZoomedIn)
{
    input()->zoom(2);
    QCoreApplication::processEvents();
    ASSERT_FALSE(input()->fitted());
    const QPoint middle = input()->rect().center(), by(20, 0), on(30, 20);
    const QPointF cell = input()->viewport().toCell(middle);
    pinch(input(), middle - by, middle + by, middle - by + on, middle + by + on);
    const QPointF after = input()->viewport().toCell(middle + on);
    EXPECT_NEAR(after.x(), cell.x(), 0.1);
    EXPECT_NEAR(after.y(), cell.y(), 0.1);
}

TEST_F(Touch, AFingerThatRestsOpensTheMenuOfWhatIsUnderIt)
{
    QGuiApplication::styleHints()->setMousePressAndHoldInterval(1);
    const auto menuAt = [&](QWidget* widget, QPoint at) {
        QStringList texts;
        QTimer look; // some menus run a loop of their own
        QObject::connect(&look, &QTimer::timeout, &look, [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (!menu)
                return;
            for (const QAction* each : menu->actions())
                texts << each->text().remove(QLatin1Char('&'));
            menu->close();
        });
        look.start(0);
        QTest::touchEvent(window.get(), finger()).press(0, at, widget);
        EXPECT_TRUE(until([&] { return !texts.isEmpty(); }));
        QTest::touchEvent(window.get(), finger()).release(0, at, widget);
        return texts;
    };
    const QPoint cell = centreOf(kernel(), {0, 0});
    EXPECT_TRUE(menuAt(kernel(), cell).contains(QStringLiteral("Transpose kernel")));
    EXPECT_FALSE(stage().stateNow().view.spot()) << "it was no tap";
    QTest::mouseMove(kernel(), cell + QPoint(0, 30)); // and no drag has begun
    EXPECT_FLOAT_EQ(session().layers[0].kernel.at(0, 0), 1);
    action("present")->trigger();
    const QString presented = menuAt(&stage(), {4, 4}).join(u' ');
    EXPECT_TRUE(presented.contains(QStringLiteral("Present"))) << presented.toStdString();
    EXPECT_TRUE(presented.contains(QStringLiteral("Draw")));
}

TEST_F(Touch, AFingerThatMovesOpensNoMenu)
{
    QGuiApplication::styleHints()->setMousePressAndHoldInterval(60'000);
    input()->zoom(2);
    const QPoint middle = input()->rect().center();
    QTest::touchEvent(window.get(), finger()).press(0, middle, input());
    QTest::touchEvent(window.get(), finger()).move(0, middle + QPoint(40, 0), input());
    for (const QTimer* each : window->findChildren<QTimer*>())
        EXPECT_FALSE(each->isSingleShot() && each->isActive() && each->interval() == 60'000);
    QTest::touchEvent(window.get(), finger()).release(0, middle + QPoint(40, 0), input());
    EXPECT_EQ(QApplication::activePopupWidget(), nullptr);
}

} // namespace

} // namespace lab::test
