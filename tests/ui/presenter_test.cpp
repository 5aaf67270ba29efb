// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Before a class: large, quiet, by remote control, and back exactly where one was.

#include "tests/ui/laboratory.h"
#include "ui/paint/tensor_painter.h"
#include "ui/scenes/stage_state.h"
#include "ui/stage/tensor_chips.h"
#include "ui/widgets/blank_screen.h"
#include "ui/widgets/ink_overlay.h"
#include "ui/widgets/pointer_overlay.h"
#include "ui/window/presenter.h"
#include "ui/window/speaker_view.h"
#include "ui/window/timeline_bar.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFontMetrics>
#include <QLabel>
#include <QMenuBar>
#include <QScreen>
#include <QSlider>

namespace lab::test
{

namespace
{

class Presenting : public Laboratory
{
protected:
    void present(QSize size = {1024, 768})
    {
        action("present")->trigger();
        setSize(size);
    }
    /// As a projector would have it; the screen of these tests is smaller.
    void setSize(QSize size)
    {
        window->setWindowState(window->windowState().setFlag(Qt::WindowFullScreen, false));
        window->resize(size);
        QCoreApplication::processEvents();
    }
    void endIt()
    {
        action("present")->setChecked(false);
        window->resize(1280, 800); // as the desktop does it, later
        QCoreApplication::processEvents();
    }
    Presenter& presenter() { return window->presenter(); }
    TimelineBar* timeline() { return window->findChild<TimelineBar*>(); }
    QWidget* sentence() { return window->findChild<QWidget*>(QStringLiteral("stageExplanation")); }
    /// Pixels that the digits in the cells of a view are high.
    static int digitsOf(const TensorView* view)
    {
        const auto style = TensorPainter::numberStyle(view->scene(), view->viewport(), view->size(), view->font());
        return style ? QFontMetrics(style->font).tightBoundingRect(QStringLiteral("0")).height() : 0;
    }
    QString text(const char* label) { return window->findChild<QLabel*>(QString::fromLatin1(label))->text(); }
};

TEST_F(Presenting, ShowsTheViewItsLargeSentenceAndALineOfTime)
{
    const int low = sentence()->height();
    action("present")->trigger();
    EXPECT_TRUE(window->isFullScreen());
    setSize({1024, 768});
    EXPECT_LE(timeline()->height(), 44);
    EXPECT_FALSE(stage().chipsOfMap(0)->isVisible());
    EXPECT_FALSE(window->menuBar()->isVisible());
    EXPECT_FALSE(window->panel().isVisible());
    for (QWidget* each : window->findChildren<QWidget*>())
        EXPECT_FALSE(each->isVisible() && (qobject_cast<QAbstractButton*>(each) || qobject_cast<QComboBox*>(each)))
            << each->metaObject()->className() << " " << each->accessibleName().toStdString();
    QTest::mouseClick(timeline(), Qt::LeftButton, Qt::NoModifier, QPoint(timeline()->width() - 1, 20));
    EXPECT_EQ(player().playhead().index(), player().playhead().count() - 1);
    QTest::mouseClick(timeline(), Qt::LeftButton, Qt::NoModifier, QPoint(0, 20));
    EXPECT_EQ(player().playhead().index(), 0);
    key(Qt::Key_Escape);
    window->resize(1280, 800);
    QCoreApplication::processEvents();
    EXPECT_FALSE(window->isFullScreen());
    EXPECT_EQ(timeline()->height(), 56);
    EXPECT_TRUE(stage().chipsOfMap(0)->isVisible());
    EXPECT_EQ(sentence()->height(), low);
}

TEST_F(Presenting, DigitsAreReadFromTheLastRow)
{
    use("chapter-edge");
    player().seek(12);
    present();
    EXPECT_TRUE(stage().large()) << "six rows and five do not fit at that size";
    EXPECT_TRUE(action("largeRows")->isChecked());
    for (const TensorView* each : {input(), kernel(), output()})
        EXPECT_GE(digitsOf(each), 36) << each->accessibleName().toStdString();
    EXPECT_EQ(input()->scene().part->size(), QSizeF(8, 3));
    use("chapter-first");
    EXPECT_FALSE(stage().large()) << "all of it is as large";
    for (const TensorView* each : {input(), kernel(), output()})
        EXPECT_GE(digitsOf(each), 36) << each->accessibleName().toStdString();
}

TEST_F(Presenting, LargeRowsFollowTheWindow)
{
    use("chapter-edge");
    present();
    for (const std::int64_t index : {0, 8, 21, 41, 20}) {
        player().seek(index);
        const OutputCell cell = view().step().cell;
        const QRectF shown = *input()->scene().part,
                     made = output()->scene().part.value_or(output()->scene().whole());
        EXPECT_TRUE(shown.contains(QRectF(cell.col, cell.row, 2, 1))) << index;
        EXPECT_TRUE(made.contains(QRectF(cell.col, cell.row, 1, 1))) << index;
        EXPECT_TRUE(QRectF(input()->rect()).contains(input()->cellRect({cell.col, cell.row}))) << index;
    }
    key(Qt::Key_Z);
    EXPECT_FALSE(stage().large());
    EXPECT_FALSE(input()->scene().part);
    key(Qt::Key_Z);
    EXPECT_TRUE(stage().large());
    endIt();
    EXPECT_FALSE(stage().large());
    EXPECT_FALSE(input()->scene().part);
}

TEST_F(Presenting, ALargeKernelOrAWideInputIsShownInParts)
{
    use("chapter-edge");
    Session after = session();
    after.input = matrixPicture("wide", Grid(Shape{30, 40}, 1.0F));
    after.layers[0].kernel = Grid(Shape{5, 5}, 1.0F);
    ASSERT_TRUE(document().edit(QStringLiteral("Wide"), after));
    present();
    if (!stage().large()) // such cells are looked at as a picture at first
        key(Qt::Key_Z);
    ASSERT_TRUE(stage().large());
    for (const std::int64_t index :
         {std::int64_t(0), player().playhead().count() / 2, player().playhead().count() - 1}) {
        player().seek(index);
        const OutputCell cell = view().step().cell;
        EXPECT_TRUE(input()->scene().part->contains(QRectF(cell.col, cell.row, 5, 5)));
        EXPECT_TRUE(output()->scene().part->contains(QRectF(cell.col, cell.row, 1, 1)));
        EXPECT_GE(digitsOf(input()), 24);
    }
    for (const TensorView* each : {input(), kernel(), output()})
        EXPECT_TRUE(stage().rect().contains(each->geometry())) << each->accessibleName().toStdString();
}

TEST_F(Presenting, EndsWhereItBegan)
{
    action("surfacePage")->trigger();
    action("stagePage")->trigger();
    output()->zoom(2);
    const Viewport zoomed = output()->viewport();
    action("panel")->setChecked(true);
    input()->setFocus();
    present();
    EXPECT_FALSE(window->panel().isVisible());
    action("tablePage")->trigger();
    key(Qt::Key_F9);
    endIt();
    EXPECT_STREQ(window->pages().current().id, "stage");
    EXPECT_TRUE(window->panel().isVisible());
    EXPECT_EQ(output()->viewport(), zoomed);
    EXPECT_EQ(window->focusWidget(), input());
    EXPECT_FALSE(window->isFullScreen());
    window->showMaximized();
    action("present")->trigger();
    action("present")->trigger();
    EXPECT_TRUE(window->isMaximized());
}

TEST_F(Presenting, TheDockStandsBesideTheViewWhereThereIsRoom)
{
    present({1600, 900});
    const QRect before = window->pages().geometry();
    key(Qt::Key_F9);
    EXPECT_TRUE(window->panel().isVisible());
    EXPECT_FALSE(window->pages().geometry().intersects(window->panel().geometry()));
    key(Qt::Key_F9);
    EXPECT_FALSE(window->panel().isVisible());
    EXPECT_EQ(window->pages().geometry(), before);
}

TEST_F(Presenting, AnyKeyBringsABlankScreenBackAndDoesNothingElse)
{
    present();
    player().seek(5);
    for (const Qt::Key each : {Qt::Key_B, Qt::Key_Period, Qt::Key_Right, Qt::Key_Space, Qt::Key_Escape, Qt::Key_F5,
                               Qt::Key_F9, Qt::Key_PageDown, Qt::Key_7, Qt::Key_Plus}) {
        key(each == Qt::Key_Period ? Qt::Key_Period : Qt::Key_B);
        ASSERT_TRUE(presenter().blank().isVisible());
        key(Qt::Key_Shift);
        EXPECT_TRUE(presenter().blank().isVisible()) << "it only changes other keys";
        key(each);
        EXPECT_FALSE(presenter().blank().isVisible()) << QKeySequence(each).toString().toStdString();
        EXPECT_EQ(player().playhead().index(), 5) << QKeySequence(each).toString().toStdString();
        EXPECT_TRUE(action("present")->isChecked()) << QKeySequence(each).toString().toStdString();
        EXPECT_FALSE(window->panel().isVisible());
    }
    key(Qt::Key_Right);
    EXPECT_EQ(player().playhead().index(), 6) << "the keys step again";
    key(Qt::Key_B);
    QTest::mouseClick(window->findChild<BlankScreen*>(), Qt::LeftButton);
    EXPECT_FALSE(presenter().blank().isVisible());
}

TEST_F(Presenting, ARemoteControlStepsFromWhereverOneTapped)
{
    use("chapter-edge");
    present();
    click(input(), {0, 0}); // a cell is pinned, not typed into
    player().seek(5);
    key(Qt::Key_PageDown);
    EXPECT_EQ(player().playhead().index(), 6);
    key(Qt::Key_Right);
    EXPECT_EQ(player().playhead().index(), 7);
    key(Qt::Key_PageUp);
    EXPECT_EQ(player().playhead().index(), 6);
    key(Qt::Key_Period);
    EXPECT_TRUE(presenter().blank().isVisible());
    key(Qt::Key_Period);
    key(Qt::Key_F5);
    EXPECT_FALSE(action("present")->isChecked());
    key(Qt::Key_F11);
    EXPECT_TRUE(action("present")->isChecked());
}

TEST_F(Presenting, TextsGrowAndShrinkByKey)
{
    use("chapter-first");
    const int desk = stage().fontMetrics().height();
    present();
    const auto sizes = [&] {
        return std::vector<int>{sentence()->fontMetrics().height(), stage().fontMetrics().height(),
                                window->panel().fontMetrics().height()};
    };
    const auto usual = sizes();
    EXPECT_GT(usual[1], desk * 1.3);
    key(Qt::Key_Plus);
    const auto larger = sizes();
    key(Qt::Key_Minus);
    EXPECT_EQ(sizes(), usual);
    key(Qt::Key_Minus);
    const auto smaller = sizes();
    for (std::size_t i = 0; i < usual.size(); ++i) {
        EXPECT_GT(larger[i], usual[i]) << i;
        EXPECT_LT(smaller[i], usual[i]) << i;
    }
    endIt();
    EXPECT_EQ(stage().fontMetrics().height(), desk);
}

TEST_F(Presenting, ASpotlightAndADotFollowThePointer)
{
    present();
    key(Qt::Key_S);
    ASSERT_TRUE(presenter().pointer().isVisible());
    QTest::mouseMove(window->windowHandle(), {300, 200});
    EXPECT_TRUE(until([&] { return presenter().pointer().at() == QPoint(300, 200); }));
    const QImage seen = window->grab().toImage();
    const QColor ground = themeOf(window->palette()).window;
    EXPECT_LT(seen.pixelColor(900, 560).lightness(), ground.lightness() / 2) << "dark";
    key(Qt::Key_S);
    EXPECT_FALSE(presenter().pointer().isVisible());
    key(Qt::Key_I);
    const QColor dot = window->grab().toImage().pixelColor(300, 200);
    EXPECT_EQ(dot, themeOf(window->palette()).bad);
    endIt();
    EXPECT_FALSE(presenter().pointer().isVisible());
    EXPECT_FALSE(action("pointer")->isChecked());
}

TEST_F(Presenting, ItsKeysDoNothingAtTheDesk)
{
    for (const Qt::Key each : {Qt::Key_B, Qt::Key_Z, Qt::Key_S, Qt::Key_I, Qt::Key_D, Qt::Key_Plus, Qt::Key_Minus})
        key(each);
    EXPECT_FALSE(presenter().blank().isVisible());
    EXPECT_FALSE(presenter().pointer().isVisible());
    EXPECT_FALSE(presenter().ink().isVisible());
    EXPECT_FALSE(stage().large());
}

TEST_F(Presenting, EveryViewCanBePresented)
{
    runBook();
    const int desk = stage().fontMetrics().height();
    for (const PageInfo& page : pageTable()) {
        view().showPage(page.id);
        present();
        EXPECT_FALSE(window->pages().bar().isVisible()) << page.id;
        EXPECT_TRUE(window->pages().currentPage().isVisible()) << page.id;
        EXPECT_GT(window->pages().currentPage().fontMetrics().height(), desk * 1.3) << page.id;
        endIt();
        EXPECT_STREQ(window->pages().current().id, page.id);
    }
}

TEST_F(Presenting, WhatIsPressedIsLargeEnoughForAFinger)
{
    constexpr int kFinger = 40; // pixels
    runBook();
    int tried = 0;
    for (const PageInfo& page : pageTable()) {
        view().showPage(page.id);
        present();
        key(Qt::Key_F9);
        QCoreApplication::processEvents();
        for (QWidget* each : window->findChildren<QWidget*>()) {
            const bool pressed = qobject_cast<QAbstractButton*>(each) || qobject_cast<QComboBox*>(each) ||
                                 qobject_cast<QSlider*>(each) || qobject_cast<QLineEdit*>(each);
            if (!pressed || !each->isVisible() || each->window() != window.get() ||
                qobject_cast<QAbstractSpinBox*>(each->parentWidget()) ||
                qobject_cast<NumberField*>(each->parentWidget()))
                continue;
            EXPECT_GE(each->height(), kFinger)
                << page.id << ": " << each->metaObject()->className() << " " << each->accessibleName().toStdString();
            ++tried;
        }
        endIt();
    }
    EXPECT_GT(tried, 20);
}

TEST_F(Presenting, AnotherScreenIsOneThatShowsSomethingElse)
{
    const QRect desk(0, 0, 1920, 1080), projector(1920, 0, 1024, 768);
    EXPECT_EQ(screenToPresentOn({desk}, 0), std::nullopt);
    EXPECT_EQ(screenToPresentOn({desk, projector}, 0), 1);
    EXPECT_EQ(screenToPresentOn({desk, projector}, 1), 0) << "the window lies on the projector";
    EXPECT_EQ(screenToPresentOn({desk, desk}, 0), std::nullopt) << "a mirror";
    EXPECT_EQ(screenToPresentOn({desk, QRect(0, 0, 1024, 768), projector}, 0), 2);
}

TEST_F(Presenting, TheSpeakerSeesTheTimeAndTheNextSentence)
{
    use("chapter-first");
    player().seek(0);
    present();
    SpeakerView& speaker = presenter().speaker();
    EXPECT_FALSE(speaker.isVisible()) << "there is one screen";
    QDateTime time(QDate(2024, 3, 1), QTime(10, 15, 0));
    speaker.now = [&] { return time; };
    speaker.begin();
    speaker.show();
    key(Qt::Key_Right);
    EXPECT_EQ(text("speakerClock"), QStringLiteral("10:15"));
    EXPECT_EQ(text("speakerPassed"), QStringLiteral("0:00"));
    EXPECT_TRUE(text("speakerPresent").endsWith(QStringLiteral("= 25"))) << text("speakerPresent").toStdString();
    EXPECT_TRUE(text("speakerNext").endsWith(QStringLiteral("= 37"))) << text("speakerNext").toStdString();
    time = time.addSecs(185);
    speaker.showTime();
    EXPECT_EQ(text("speakerClock"), QStringLiteral("10:18"));
    EXPECT_EQ(text("speakerPassed"), QStringLiteral("3:05"));
    QTest::mouseClick(window->findChild<QPushButton*>(QStringLiteral("speakerReset")), Qt::LeftButton);
    EXPECT_EQ(text("speakerPassed"), QStringLiteral("0:00"));
    auto* notes = window->findChild<QLabel*>(QStringLiteral("speakerNotes"));
    EXPECT_FALSE(notes->isVisible());
    speaker.setNotes(QStringLiteral("Ask which cells."));
    EXPECT_TRUE(notes->isVisible());
    speaker.setNotes({});
    EXPECT_FALSE(notes->isVisible());
    QTest::keyClick(&speaker, Qt::Key_PageDown); // its keys are the window's
    EXPECT_EQ(player().playhead().index(), 2);
    player().seekLast();
    EXPECT_EQ(text("speakerNext"), QStringLiteral("This is the last step."));
    QTest::keyClick(&speaker, Qt::Key_Escape);
    EXPECT_FALSE(action("present")->isChecked());
    EXPECT_FALSE(speaker.isVisible());
}

TEST_F(Presenting, TheSpeakerIsToldOfTheNextPhaseOfAnEpoch)
{
    runBook();
    action("runPage")->trigger();
    player().seek(1);
    present();
    presenter().speaker().show();
    player().seek(2);
    EXPECT_TRUE(text("speakerPresent").startsWith(QStringLiteral("epoch 1 of 10")))
        << text("speakerPresent").toStdString();
    EXPECT_TRUE(text("speakerNext").startsWith(QStringLiteral("epoch 1 of 10"))) << text("speakerNext").toStdString();
    EXPECT_NE(text("speakerPresent").section(u'\n', 0, 0), text("speakerNext"));
}

/// Run again with two_screens.json, where there is another one.
class TwoScreens : public Presenting
{
protected:
    void SetUp() override
    {
        if (QGuiApplication::screens().size() < 2)
            GTEST_SKIP() << "there is one screen";
    }
};

TEST_F(TwoScreens, TheClassHasOneAndTheSpeakerTheOther)
{
    use("chapter-first");
    const QRect desk = QGuiApplication::screens()[0]->geometry(),
                projector = QGuiApplication::screens()[1]->geometry();
    window->setGeometry(100, 50, 1280, 800);
    const QRect before = window->geometry();
    player().seek(1);
    action("present")->trigger();
    QCoreApplication::processEvents();
    EXPECT_EQ(window->geometry(), projector);
    EXPECT_TRUE(presenter().speaker().isVisible());
    EXPECT_TRUE(desk.contains(presenter().speaker().geometry()));
    EXPECT_TRUE(text("speakerPresent").endsWith(QStringLiteral("= 25"))) << text("speakerPresent").toStdString();
    EXPECT_GE(digitsOf(input()), 36);
    QTest::keyClick(&presenter().speaker(), Qt::Key_Escape);
    QCoreApplication::processEvents();
    EXPECT_EQ(window->geometry(), before);
    EXPECT_FALSE(presenter().speaker().isVisible());
}

} // namespace

} // namespace lab::test
