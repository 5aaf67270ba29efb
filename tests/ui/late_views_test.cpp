// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Views and editors of what is no more say nothing more, though they may live on for a while, even with the focus.
#include "tests/ui/support.h"
#include "ui/scenes/stage_state.h"
#include "ui/stage/stack_strip.h"

#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QToolButton>
#include <QUndoStack>

namespace lab::test
{

class LateViews : public WindowTest
{
protected:
    void setLayers(std::size_t count)
    {
        Session after = session();
        after.layers.assign(count, Layer{{{1}}, 0, {}});
        after.focus = 0;
        ASSERT_TRUE(document().edit(QStringLiteral("Layers"), after));
    }
};

TEST_F(LateViews, AMapOfTheStripThatIsGonePinsNothing)
{
    setLayers(6);
    TensorView* const last = stage().strip()->view(6);
    last->setFocus();
    QMenu menu(window.get()); // while a popup has the keys, the focus of the window stays where it is
    menu.addAction(QStringLiteral("Anything"));
    menu.popup({0, 0});
    const QPointer<TensorView> late = last;
    setLayers(1);
    menu.close();
    if (late)
        late->setCursorCell(QPoint(0, 0));
    EXPECT_FALSE(stage().stateNow().view.spot());
}

TEST_F(LateViews, AMapOfAStripThatShrinksPinsNothing)
{
    setLayers(6);
    const QPointer<TensorView> late = stage().strip()->view(6);
    setLayers(3);
    ASSERT_TRUE(stage().strip()->isVisible());
    if (late)
        late->setCursorCell(QPoint(0, 0));
    EXPECT_FALSE(stage().stateNow().view.spot());
}

TEST_F(LateViews, ATensorThatIsGonePinsNothing)
{
    setLayers(2);
    const QPointer<TensorView> late = stage().kernelView(1);
    setLayers(1);
    if (late)
        late->setCursorCell(QPoint(0, 0));
    EXPECT_FALSE(stage().stateNow().view.spot());
}

TEST_F(LateViews, AWalkThatEndsWithItsLayersShowsTheNewOnes)
{
    setLayers(3);
    action("walkBack")->trigger();
    ASSERT_TRUE(stage().walk().walking());
    std::size_t kernels = 0;
    QObject::connect(&view(), &ViewModel::changed, window.get(),
                     [&] { kernels = stage().stateNow().kernels.size(); });
    setLayers(8);
    EXPECT_FALSE(stage().walk().walking());
    EXPECT_EQ(kernels, 8u);
}

TEST_F(LateViews, ABiasThatWasBeingTypedGoesWithItsLayer)
{
    setLayers(2);
    bias()->setFocus();
    QTest::keyClick(bias(), Qt::Key_A, Qt::ControlModifier);
    typeKeys(bias(), QStringLiteral("5"));
    setLayers(1);
    const Session after = session();
    QCoreApplication::processEvents();
    EXPECT_EQ(session(), after);
    EXPECT_EQ(document().undoStack()->count(), 2);
}

TEST_F(LateViews, ANumberThatWasBeingTypedGoesWithItsCell)
{
    kernel()->setFocus();
    kernel()->setCursorCell(QPoint(1, 0));
    QTest::keyClick(kernel(), Qt::Key_Return);
    const QPointer<QLineEdit> late = kernel()->findChild<QLineEdit*>(QStringLiteral("cellEditor"));
    ASSERT_TRUE(late);
    late->setText(QStringLiteral("77"));
    Session other = session();
    other.layer().kernel = Grid{{3, 4}};
    ASSERT_TRUE(document().edit(QStringLiteral("Kernel"), other));
    EXPECT_TRUE(kernel()->hasFocus()) << "the keys stay where the typing was";
    if (late)
        QTest::keyClick(late, Qt::Key_Return);
    EXPECT_EQ(session().layer().kernel, (Grid{{3, 4}}));
}

TEST_F(LateViews, ASecondClickOnALaneThatIsGoneTakesNoOther)
{
    ASSERT_TRUE(until([&] { return window->learner().curvature() != nullptr; }));
    window->race().setLanes(raceRecipes()[0].make(session().train, *window->learner().curvature()));
    ASSERT_EQ(window->race().lanes().size(), 4u);
    QPointer<QToolButton> last;
    for (auto* each : window->findChildren<QToolButton*>())
        if (each->accessibleName().startsWith(QStringLiteral("Remove lane")))
            last = each;
    ASSERT_TRUE(last);
    last->click();
    EXPECT_EQ(window->race().lanes().size(), 3u);
    if (last)
        last->click();
    EXPECT_EQ(window->race().lanes().size(), 3u);
}

} // namespace lab::test
