// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader is told.
#include "tests/ui/support.h"
#include "ui/learning/film_page.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/loss_surface_view.h"
#include "ui/widgets/rate_slider.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

namespace lab::test
{

using Accessibility = WindowTest;

TEST_F(Accessibility, EveryCellHasAPlaceAndAValue)
{
    QAccessibleInterface* table = QAccessible::queryAccessibleInterface(input());
    ASSERT_NE(table, nullptr);
    EXPECT_EQ(table->role(), QAccessible::Table);
    EXPECT_TRUE(table->text(QAccessible::Name).startsWith(QStringLiteral("Input X, 6 × 8")));
    ASSERT_EQ(table->childCount(), 48);
    QAccessibleInterface* cell = table->child(8 + 2);
    ASSERT_NE(cell, nullptr);
    EXPECT_EQ(cell->role(), QAccessible::Cell);
    EXPECT_EQ(cell->text(QAccessible::Name), QStringLiteral("row 1, column 2: 0"));
    EXPECT_EQ(cell->text(QAccessible::Value), QStringLiteral("0"));
    EXPECT_FALSE(cell->rect().isEmpty());
    EXPECT_EQ(table->indexOfChild(cell), 10);
}

TEST_F(Accessibility, OneOfSeveralIsARadioButtonWithItsVisibleName)
{
    int grains = 0;
    for (auto* button : window->findChildren<QToolButton*>()) {
        if (!button->property("segment").isValid() && !button->property("place").toBool())
            continue;
        QAccessibleInterface* choice = QAccessible::queryAccessibleInterface(button);
        EXPECT_EQ(choice->role(), QAccessible::RadioButton) << button->text().toStdString();
        EXPECT_EQ(choice->text(QAccessible::Name), button->text());
        EXPECT_EQ(bool(choice->state().checked), button->isChecked());
        if (button->text() == QStringLiteral("row")) {
            choice->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
            EXPECT_TRUE(button->isChecked());
            ++grains;
        }
    }
    EXPECT_EQ(grains, 1);
    EXPECT_EQ(view().state().grain, Grain::Row);
}

TEST_F(Accessibility, FilmAndSurfaceHaveChildren)
{
    action("book")->trigger();
    for (int i = 0; i < 2000 && window->learner().running(); ++i) {
        window->learner().advance(1);
        QCoreApplication::processEvents();
    }
    action("filmPage")->trigger();
    QCoreApplication::processEvents();
    QAccessibleInterface* film = QAccessible::queryAccessibleInterface(window->pages().page<FilmPage>());
    QStringList names;
    for (int i = 0; i < film->childCount(); ++i)
        if (film->child(i)->role() == QAccessible::ListItem)
            names << film->child(i)->text(QAccessible::Name);
    ASSERT_GT(names.size(), 5);
    EXPECT_TRUE(names.last().contains(QStringLiteral("after 10 updates"))) << names.last().toStdString();
    QAccessibleInterface* first = film->child(film->childCount() - int(names.size()) + 1);
    EXPECT_FALSE(first->rect().isEmpty());
    EXPECT_EQ(film->indexOfChild(first), film->childCount() - int(names.size()) + 1);
    first->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    EXPECT_EQ(session().train.epoch, 0);
    action("surfacePage")->trigger();
    QCoreApplication::processEvents();
    QAccessibleInterface* surface = QAccessible::queryAccessibleInterface(window->findChild<LossSurfaceView*>());
    ASSERT_GE(surface->childCount(), 3);
    EXPECT_TRUE(surface->child(0)->text(QAccessible::Name).startsWith(QStringLiteral("Lowest at")));
    EXPECT_FALSE(surface->child(0)->rect().isEmpty());
}

TEST_F(Accessibility, ACellThatIsNotComputedYetSaysSo)
{
    QAccessibleInterface* table = QAccessible::queryAccessibleInterface(output());
    EXPECT_EQ(table->child(0)->text(QAccessible::Value), QStringLiteral("0"));
    EXPECT_EQ(table->child(5)->text(QAccessible::Value), QStringLiteral("not computed yet"));
}

TEST_F(Accessibility, TheExplanationIsThereInWords)
{
    player().seek(1);
    const auto* explain = window->findChild<ExplainView*>(QStringLiteral("stageExplanation"));
    EXPECT_EQ(explain->accessibleDescription(),
              QStringLiteral("Y, row 0, column 1: 1 times 1 is 1; 0 times −1 is −0; plus bias 0; the sum is 1.")
                  .replace(QStringLiteral("−0;"), QStringLiteral("0;")));
}

TEST_F(Accessibility, TheExplanationIsATextAndTheRateASliderWithAValue)
{
    QAccessibleInterface* text =
        QAccessible::queryAccessibleInterface(window->findChild<ExplainView*>(QStringLiteral("stageExplanation")));
    EXPECT_EQ(text->role(), QAccessible::StaticText);
    EXPECT_TRUE(text->text(QAccessible::Name).startsWith(QStringLiteral("Y, row 0, column 0: 1 times 1 is 1;")));
    QAccessibleInterface* rate = QAccessible::queryAccessibleInterface(window->findChild<RateSlider*>());
    EXPECT_EQ(rate->role(), QAccessible::Slider);
    ASSERT_NE(rate->valueInterface(), nullptr);
    EXPECT_EQ(rate->valueInterface()->currentValue().toDouble(), 0.03);
    rate->valueInterface()->setCurrentValue(0.02);
    EXPECT_EQ(session().train.rate, 0.02);
}

TEST_F(Accessibility, EveryControlHasAName)
{
    const auto widgets = window->findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QAbstractSlider*>(widget) ||
                             qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractSpinBox*>(widget) ||
                             qobject_cast<TensorView*>(widget);
        const bool reachable = widget->focusPolicy() & Qt::TabFocus;
        if (!control || !reachable || !widget->isVisible())
            continue;
        QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
        ASSERT_NE(interface, nullptr);
        EXPECT_FALSE(interface->text(QAccessible::Name).isEmpty())
            << widget->metaObject()->className() << " " << widget->objectName().toStdString();
    }
}

TEST_F(Accessibility, TabReachesEveryTensorAndControl)
{
    stage().setFocus();
    QSet<QWidget*> visited;
    for (int n = 0; n < 200; ++n) {
        QWidget* focus = QApplication::focusWidget();
        ASSERT_NE(focus, nullptr);
        visited.insert(focus);
        QTest::keyClick(focus, Qt::Key_Tab);
    }
    for (TensorView* view : {input(), kernel(), output()})
        EXPECT_TRUE(visited.contains(view));
    EXPECT_GT(visited.size(), 20);
}

} // namespace lab::test
