// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The history: each step by its name, and a way to any of them as one change.

#include "tests/ui/laboratory.h"
#include "ui/model/history.h"
#include "ui/stage/tensor_chips.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/popover.h"
#include "ui/window/history_box.h"
#include "ui/window/place_bar.h"

#include <QUndoStack>

namespace lab::test
{

namespace
{

class StepsBack : public Laboratory
{
protected:
    void setWeight(float value)
    {
        Session after = session();
        after.layer().kernel.at(0, 0) = value;
        EXPECT_TRUE(document().edit(QStringLiteral("Weight %1").arg(double(value)), after));
    }
    HistoryBox* opened()
    {
        action("history")->trigger();
        return Popover::of(window.get())->findChild<HistoryBox*>();
    }
    static QString spoken(const HistoryBox* box, int row)
    {
        return box->item(row)->data(Qt::AccessibleTextRole).toString();
    }
    float weight() { return session().layer().kernel.at(0, 0); }
};

TEST_F(StepsBack, NamesEveryStepAndMarksThePresentOne)
{
    for (const float value : {2.F, 3.F, 4.F})
        setWeight(value);
    document().undoStack()->undo();
    const HistoryBox* box = opened();
    ASSERT_EQ(box->count(), 4);
    EXPECT_EQ(spoken(box, 0), QStringLiteral("The first state"));
    EXPECT_EQ(spoken(box, 1), QStringLiteral("Weight 2"));
    EXPECT_EQ(spoken(box, 2), QStringLiteral("Weight 3, the present state"));
    EXPECT_EQ(spoken(box, 3), QStringLiteral("Weight 4, undone"));
    EXPECT_EQ(box->currentRow(), 2);
    EXPECT_TRUE(box->item(2)->font().bold());
    EXPECT_NE(box->item(3)->foreground(), box->item(1)->foreground());
}

TEST_F(StepsBack, GoesToAnyStepAsOneChange)
{
    for (const float value : {2.F, 3.F, 4.F, 5.F})
        setWeight(value);
    HistoryBox* box = opened();
    int changes = 0;
    QObject here;
    QObject::connect(&document(), &Document::changed, &here, [&] { ++changes; });
    QTest::mouseClick(box->viewport(), Qt::LeftButton, Qt::NoModifier, box->visualItemRect(box->item(1)).center());
    EXPECT_EQ(weight(), 2);
    EXPECT_EQ(changes, 1);
    EXPECT_EQ(spoken(box, 1), QStringLiteral("Weight 2, the present state"));
    EXPECT_EQ(box->count(), 5) << "the others can be done again";
    box->setFocus();
    box->setCurrentRow(4);
    QTest::keyClick(box, Qt::Key_Return);
    EXPECT_EQ(weight(), 5);
    EXPECT_EQ(changes, 2);
    box->setCurrentRow(0);
    QTest::keyClick(box, Qt::Key_Return);
    EXPECT_EQ(session(), startSession());
    EXPECT_EQ(changes, 3);
    EXPECT_EQ(document().undoStack()->index(), 0);
    document().undoStack()->redo();
    EXPECT_EQ(weight(), 2) << "each step is there as it was";
    document().undoStack()->redo();
    EXPECT_EQ(weight(), 3);
}

TEST_F(StepsBack, GoesNowhereWhereThereIsNoStep)
{
    setWeight(2);
    goToStep(*document().undoStack(), 7);
    goToStep(*document().undoStack(), -1);
    goToStep(*document().undoStack(), 1);
    EXPECT_EQ(weight(), 2);
    EXPECT_EQ(document().undoStack()->index(), 1);
}

TEST_F(StepsBack, KnowsWhatIsSaved)
{
    setWeight(2);
    document().undoStack()->setClean();
    setWeight(3);
    setWeight(4);
    EXPECT_TRUE(document().modified());
    goToStep(*document().undoStack(), 1);
    EXPECT_FALSE(document().modified());
}

TEST_F(StepsBack, StopsWhatPlays)
{
    setWeight(2);
    setWeight(3);
    player().togglePlaying();
    ASSERT_TRUE(player().playhead().playing());
    HistoryBox* box = opened();
    box->setCurrentRow(1);
    QTest::keyClick(box, Qt::Key_Return);
    EXPECT_FALSE(player().playhead().playing());
    EXPECT_EQ(weight(), 2);
}

TEST_F(StepsBack, StopsARunAndStaysWhereItWent)
{
    setWeight(2);
    action("learnThis")->trigger();
    action("run")->trigger();
    ASSERT_TRUE(learner().running());
    ASSERT_TRUE(until([&] {
        learner().advance(0.2);
        return session().train.epoch > 2;
    }));
    HistoryBox* box = opened();
    box->setCurrentRow(1);
    QTest::keyClick(box, Qt::Key_Return);
    EXPECT_FALSE(learner().running());
    learner().advance(1);
    QCoreApplication::processEvents();
    EXPECT_EQ(weight(), 2);
    EXPECT_EQ(document().undoStack()->index(), 1);
}

TEST_F(StepsBack, IsReachedFromUndoAndRedo)
{
    int reached = 0;
    for (const auto* button : window->findChild<PlaceBar*>()->findChildren<QToolButton*>())
        if (button->defaultAction() && button->actions().contains(action("history"))) {
            EXPECT_EQ(button->contextMenuPolicy(), Qt::ActionsContextMenu);
            ++reached;
        }
    EXPECT_EQ(reached, 2);
    EXPECT_EQ(opened()->count(), 1) << "nothing was changed yet";
}

TEST_F(StepsBack, StepsSayWhatTheyLedTo)
{
    const auto expect = [&](const char* text) {
        EXPECT_EQ(document().undoStack()->undoText(), QString::fromUtf8(text));
    };
    for (const auto& [name, change, text] : std::initializer_list<std::tuple<const char*, Qt::Key, const char*>>{
             {"stride 1", Qt::Key_Up, "Change stride → 2"},
             {"bias b 0", Qt::Key_Up, "Change bias b → 0.1"},
             {"padding 0", Qt::Key_Up, "Change padding → 1"}}) {
        auto* chip = named<Chip>(QString::fromUtf8(name));
        ASSERT_TRUE(chip);
        chip->setFocus();
        QTest::keyClick(chip, change);
        expect(text);
    }
    action("addMaxPool")->trigger();
    expect("Add a layer: max pooling");
    action("layerUp")->trigger();
    expect("Move layer 2 to place 1");
}

} // namespace

} // namespace lab::test
