// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole flow, as a person does it: with the mouse and the keyboard.
#include "tests/ui/support.h"
#include "ui/io/offered.h"
#include "ui/stage/tensor_chips.h"
#include "ui/widgets/drop_target.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QUndoStack>

namespace lab::test
{

using Flow = WindowTest;

TEST_F(Flow, StartsWithTheChaptersEdgeExamplePausedAtTheFirstWindow)
{
    EXPECT_EQ(session(), startSession());
    EXPECT_EQ(player().playhead().index(), 0);
    EXPECT_EQ(player().playhead().count(), 42);
    EXPECT_FALSE(player().playhead().playing());
    EXPECT_EQ(formula(), QStringLiteral("1 · 1 + 1 · (−1) + 0 = 0"));
    EXPECT_EQ(stage().formula()->symbols, QStringLiteral("Y[0,0] = X[0,0]·K[0,0] + X[0,1]·K[0,1] + b"));
    EXPECT_EQ(output()->scene().filled, 1);
}

TEST_F(Flow, StepsForwardAndBackWithTheKeyboard)
{
    key(Qt::Key_Right);
    EXPECT_EQ(player().playhead().index(), 1);
    EXPECT_EQ(formula(), QStringLiteral("1 · 1 + 0 · (−1) + 0 = 1"));
    key(Qt::Key_Left);
    EXPECT_EQ(player().playhead().index(), 0);
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(view().step().cell, (OutputCell{0, 6}));
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(view().step().cell, (OutputCell{1, 6}));
    key(Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(view().step().cell, (OutputCell{0, 6}));
    key(Qt::Key_End);
    EXPECT_EQ(player().playhead().index(), 41);
    EXPECT_EQ(output()->scene().filled, 42);
    key(Qt::Key_Home);
    EXPECT_EQ(player().playhead().index(), 0);
    key(Qt::Key_5);
    EXPECT_EQ(player().playhead().index(), 21);
    key(Qt::Key_PageDown);
    EXPECT_EQ(player().playhead().index(), 22);
    key(Qt::Key_PageUp);
    EXPECT_EQ(player().playhead().index(), 21);
}

TEST_F(Flow, SpacePlaysAndPausesAndTheLastStepEndsIt)
{
    key(Qt::Key_Space);
    EXPECT_TRUE(player().playhead().playing());
    player().advance(1.0);
    EXPECT_EQ(player().playhead().index(), 4);
    key(Qt::Key_Space);
    EXPECT_FALSE(player().playhead().playing());
    player().advance(5.0);
    EXPECT_EQ(player().playhead().index(), 4);
    key(Qt::Key_Space);
    player().advance(100.0);
    EXPECT_EQ(player().playhead().index(), 41);
    EXPECT_FALSE(player().playhead().playing());
}

TEST_F(Flow, HoveringAnOutputCellLightsItsReceptiveField)
{
    hover(output(), {1, 0});
    EXPECT_EQ(formula(), QStringLiteral("1 · 1 + 0 · (−1) + 0 = 1"));
    ASSERT_TRUE(input()->scene().field);
    EXPECT_EQ(input()->scene().field->cells, (CellSet{{0}, {1, 2}}));
    EXPECT_EQ(input()->scene().labels,
              (std::vector<CellLabel>{{0, 1, weightLabel({0, 0})}, {0, 2, weightLabel({0, 1})}}));
}

TEST_F(Flow, HoveringAnInputCellLightsEveryOutputItAffects)
{
    hover(input(), {3, 2});
    ASSERT_TRUE(output()->scene().field);
    EXPECT_EQ(output()->scene().field->cells, (CellSet{{2}, {2, 3}}));
    EXPECT_EQ(output()->scene().labels,
              (std::vector<CellLabel>{{2, 2, weightLabel({0, 1})}, {2, 3, weightLabel({0, 0})}}));
}

TEST_F(Flow, HoveringAWeightLightsEveryInputItMultiplies)
{
    hover(kernel(), {1, 0});
    ASSERT_TRUE(input()->scene().field);
    EXPECT_EQ(input()->scene().field->cells.size(), 42);
    EXPECT_EQ(input()->scene().field->cells.cols.front(), 1);
}

TEST_F(Flow, ClickingAnOutputCellTakesThePlayheadThere)
{
    player().seek(41);
    click(output(), {5, 1});
    EXPECT_EQ(view().step().cell, (OutputCell{1, 5}));
    key(Qt::Key_Down);
    EXPECT_EQ(view().step().cell, (OutputCell{2, 5}));
}

TEST_F(Flow, ACellIsTypedUndoneAndRedone)
{
    click(input(), {0, 0});
    key(Qt::Key_5);
    ASSERT_NE(input()->findChild<QLineEdit*>(), nullptr);
    key(Qt::Key_Return);
    EXPECT_EQ(session().input->grey().at(0, 0), 5);
    EXPECT_EQ(outputAt(0, 0), 4);
    EXPECT_EQ(document().undoStack()->undoText(), QStringLiteral("Change X[0,0] → 5"));
    document().undoStack()->undo();
    EXPECT_EQ(session(), startSession());
    EXPECT_EQ(outputAt(0, 0), 0);
    document().undoStack()->redo();
    EXPECT_EQ(outputAt(0, 0), 4);
}

TEST_F(Flow, EnterEndsTypingAndGoesToTheNextCell)
{
    click(input(), {0, 0});
    for (const Qt::Key digit : {Qt::Key_7, Qt::Key_8, Qt::Key_9}) {
        key(digit);
        key(Qt::Key_Return);
    }
    EXPECT_EQ(session().input->grey().at(0, 0), 7);
    EXPECT_EQ(session().input->grey().at(0, 1), 8);
    EXPECT_EQ(session().input->grey().at(0, 2), 9);
    EXPECT_EQ(input()->cursorCell(), QPoint(3, 0));
    key(Qt::Key_5);
    key(Qt::Key_Escape);
    EXPECT_EQ(session().input->grey().at(0, 3), 0) << "Esc keeps the value";
}

TEST_F(Flow, TheWholePaddingIsSetInTheLayerPanel)
{
    const auto box = [this](const QString& name) {
        for (QSpinBox* each : window->findChildren<QSpinBox*>())
            if (each->accessibleName() == name)
                return each;
        return static_cast<QSpinBox*>(nullptr);
    };
    box(QStringLiteral("Padding top"))->setValue(1);
    box(QStringLiteral("Padding right"))->setValue(2);
    const Padding expected{PaddingMode::Explicit, {1, 0}, {0, 2}};
    EXPECT_EQ(session().layer().spec.padding, expected);
    EXPECT_EQ(document().geometry().output(), (Shape{7, 9}));
    box(QStringLiteral("Kernel rows"))->setValue(500); // beyond what fits: the range ends before
    EXPECT_EQ(session().layer().kernel.rows(), 7);
}

TEST_F(Flow, WhatIsNoNumberLeavesTheCellAsItWas)
{
    click(input(), {0, 0});
    key(Qt::Key_Minus);
    key(Qt::Key_Return);
    EXPECT_EQ(session(), startSession());
    EXPECT_TRUE(note().contains(QStringLiteral("not a number")));
}

TEST_F(Flow, AWindowThatEndsWhileACellIsTypedEndsInPeace)
{
    click(kernel(), {0, 0});
    key(Qt::Key_3);
    ASSERT_NE(kernel()->findChild<QLineEdit*>(), nullptr);
    window.reset();
}

TEST_F(Flow, ArrowsMoveTheCursorAndDeleteZeroes)
{
    click(input(), {0, 0});
    key(Qt::Key_Right);
    key(Qt::Key_Down);
    EXPECT_EQ(input()->cursorCell(), QPoint(1, 1));
    key(Qt::Key_Delete);
    EXPECT_EQ(session().input->grey().at(1, 1), 0);
    EXPECT_EQ(player().playhead().index(), 0) << "the arrows belong to the cell while it has the focus";
    key(Qt::Key_Escape);
    key(Qt::Key_Right);
    EXPECT_EQ(player().playhead().index(), 1);
}

TEST_F(Flow, DraggingAWeightChangesItLiveAndIsOneUndoStep)
{
    const QPoint at = centreOf(kernel(), {0, 0});
    QTest::mousePress(kernel(), Qt::LeftButton, Qt::NoModifier, at);
    for (int y = 1; y <= 40; ++y) // four pixels to a tenth
        QTest::mouseMove(kernel(), at - QPoint(0, y));
    EXPECT_FLOAT_EQ(session().layer().kernel.at(0, 0), 2);
    EXPECT_FLOAT_EQ(outputAt(0, 0), 1);
    QTest::mouseRelease(kernel(), Qt::LeftButton, Qt::NoModifier, at - QPoint(0, 40));
    EXPECT_EQ(document().undoStack()->count(), 1);
    EXPECT_EQ(document().undoStack()->undoText(), QStringLiteral("Change K[0,0] → 2"));
    document().undoStack()->undo();
    EXPECT_EQ(session(), startSession());
}

TEST_F(Flow, ADragThatEndsWhereItBeganLeavesNothing)
{
    const QPoint at = centreOf(kernel(), {0, 0});
    QTest::mousePress(kernel(), Qt::LeftButton, Qt::NoModifier, at);
    for (const int y : {10, 20, 30, 20, 10, 0})
        QTest::mouseMove(kernel(), at - QPoint(0, y));
    QTest::mouseRelease(kernel(), Qt::LeftButton, Qt::NoModifier, at);
    EXPECT_EQ(document().undoStack()->count(), 0);
    EXPECT_EQ(session(), startSession());
}

TEST_F(Flow, EverySampleAndEveryKernelIsTwoClicksAway)
{
    const auto menuWith = [this](const QString& text) -> QMenu* {
        for (QMenu* menu : window->findChildren<QMenu*>())
            for (QAction* each : menu->actions())
                if (each->text() == text)
                    return menu;
        return nullptr;
    };
    for (const Sample& each : samples())
        EXPECT_NE(menuWith(QString::fromUtf8(each.title.data())), nullptr) << each.title;
    for (const KernelPreset& each : kernelPresets()) {
        QMenu* menu = menuWith(QString::fromUtf8(each.name.data()));
        ASSERT_NE(menu, nullptr) << each.name;
        for (QAction* item : menu->actions())
            if (item->text() == QString::fromUtf8(each.name.data()))
                item->trigger();
        EXPECT_EQ(session().layer().kernel, each.values()) << each.name;
    }
}

TEST_F(Flow, TheFirstExampleShowsItsNumbers)
{
    use("chapter-first");
    EXPECT_EQ(formula(), QStringLiteral("0 · 0 + 1 · 1 + 3 · 2 + 4 · 3 + 0 = 19"));
    for (const auto& [cell, value] : {std::pair{OutputCell{0, 1}, 25}, {{1, 0}, 37}, {{1, 1}, 43}}) {
        player().seekTo(cell);
        EXPECT_EQ(outputAt(cell.row, cell.col), value);
        EXPECT_TRUE(formula().endsWith(QStringLiteral("= %1").arg(value)));
    }
}

TEST_F(Flow, ProductsAddUpOneByOne)
{
    use("chapter-first");
    view().setGrain(Grain::Product);
    player().seek(2);
    EXPECT_EQ(formula(), QStringLiteral("0 · 0 + 1 · 1 + 3 · 2 + 4 · 3 + 0 so far 7"));
    EXPECT_EQ(output()->scene().filled, 0);
    player().seek(3);
    EXPECT_EQ(formula(), QStringLiteral("0 · 0 + 1 · 1 + 3 · 2 + 4 · 3 + 0 = 19"));
    EXPECT_EQ(output()->scene().filled, 1);
}

TEST_F(Flow, TheLastElementOfTwoLayersSeesFourCellsAndAllNineInputs)
{
    use("chapter-receptive-field");
    EXPECT_EQ(stage().mapView(1)->scene().labels.size(), 4u);
    ASSERT_TRUE(input()->scene().field);
    EXPECT_EQ(input()->scene().field->cells.size(), 9);
    EXPECT_EQ(formula(), QStringLiteral("19 · 0 + 25 · 1 + 37 · 2 + 43 · 3 + 0 = 228"));
    hover(input(), {0, 0});
    EXPECT_EQ(stage().mapView(1)->scene().labels.size(), 1u);
    ASSERT_TRUE(stage().mapView(2)->scene().field);
    EXPECT_EQ(stage().mapView(2)->scene().field->cells.size(), 1);
}

TEST_F(Flow, AMatrixIsPastedFromASpreadsheet)
{
    QApplication::clipboard()->setText(QStringLiteral("1\t2\t3\r\n4\t5\t6\r\n"));
    action("paste")->trigger();
    EXPECT_EQ(session().input->grey(), (Grid{{1, 2, 3}, {4, 5, 6}}));
    EXPECT_EQ(outputAt(0, 0), -1);
}

TEST_F(Flow, ATextThatIsNoMatrixChangesNothing)
{
    QApplication::clipboard()->setText(QStringLiteral("1, two, 3"));
    action("paste")->trigger();
    EXPECT_EQ(session(), startSession());
    EXPECT_TRUE(message().contains(QStringLiteral("two")));
    EXPECT_TRUE(message().contains(QStringLiteral("What was open is still here")));
}

TEST_F(Flow, AKernelThatReadsBothWaysIsSaidWithTheOtherWay)
{
    kernel()->setFocus();
    QApplication::clipboard()->setText(QStringLiteral("1,5;2,5"));
    action("paste")->trigger();
    EXPECT_EQ(session().layer().kernel, (Grid{{1, 5}, {2, 5}}));
    EXPECT_TRUE(message().contains(QStringLiteral("otherwise"))) << message().toStdString();
    for (auto* button : window->messages().findChildren<QPushButton*>())
        if (button->isVisible())
            button->menu()->actions().first()->trigger();
    EXPECT_EQ(session().layer().kernel, (Grid{{1.5F}, {2.5F}}));
    QApplication::clipboard()->setText(QStringLiteral("[[[1]],[[2]],[[3]]]"));
    action("paste")->trigger();
    EXPECT_TRUE(message().contains(QStringLiteral("3 planes"))) << message().toStdString();
    EXPECT_EQ(session().layer().kernel, (Grid{{1.5F}, {2.5F}}));
}

TEST_F(Flow, APasteIntoTheKernelReplacesTheKernel)
{
    kernel()->setFocus();
    QApplication::clipboard()->setText(QStringLiteral("0 1\n2 3"));
    action("paste")->trigger();
    EXPECT_EQ(session().layer().kernel, (Grid{{0, 1}, {2, 3}}));
}

TEST_F(Flow, AKernelLargerThanTheInputIsRefusedWithTheReason)
{
    kernel()->setFocus();
    QApplication::clipboard()->setText(QStringLiteral("1 2 3 4 5 6 7 8 9"));
    action("paste")->trigger();
    EXPECT_EQ(session(), startSession());
    EXPECT_TRUE(message().contains(QStringLiteral("1 × 9"))) << message().toStdString();
}

TEST_F(Flow, ATextTooLongForAKernelDoesNotBecomeTheInput)
{
    kernel()->setFocus();
    QApplication::clipboard()->setText(QStringLiteral("1 2\n").repeated(300'000));
    action("paste")->trigger();
    EXPECT_EQ(session(), startSession());
    EXPECT_TRUE(message().contains(QStringLiteral("too long for a kernel"))) << message().toStdString();
}

TEST_F(Flow, CopyGivesASpreadsheetItsNumbers)
{
    action("copy")->trigger();
    EXPECT_TRUE(QApplication::clipboard()->text().startsWith(QStringLiteral("0\t1\t0\t0\t0\t-1\t0\n")));
}

TEST_F(Flow, ASessionReopensEqualToWhatWasSaved)
{
    click(kernel(), {0, 0});
    key(Qt::Key_3);
    key(Qt::Key_Return);
    player().seek(17);
    fileToChoose = folder.filePath(QStringLiteral("my.corr2d"));
    action("save")->trigger();
    EXPECT_FALSE(document().modified());
    const Session saved = session();
    action("startOver")->trigger();
    EXPECT_EQ(session(), startSession());
    window->openFiles({fileToChoose});
    ASSERT_TRUE(until([&] { return session() == saved; }));
    EXPECT_EQ(player().playhead().index(), 17);
    EXPECT_FALSE(document().modified());
}

TEST_F(Flow, ClosingAsksAboutUnsavedChanges)
{
    int asked = 0;
    window->asking.aboutChanges = [&] {
        ++asked;
        return Asking::Answer::Cancel;
    };
    click(kernel(), {0, 0});
    key(Qt::Key_3);
    key(Qt::Key_Return);
    EXPECT_FALSE(window->close());
    EXPECT_TRUE(window->isVisible());
    EXPECT_EQ(asked, 1);
    document().undoStack()->undo();
    EXPECT_TRUE(window->close());
    EXPECT_EQ(asked, 1) << "nothing is unsaved after the undo";
}

/// What was not made by hand can be had again.
TEST_F(Flow, ClosingAsksNothingWhereNothingWasChangedByHand)
{
    window->asking.aboutChanges = [] {
        ADD_FAILURE() << "nothing is lost";
        return Asking::Answer::Cancel;
    };
    QImage image(12, 9, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    const QString path = folder.filePath(QStringLiteral("astronaut.png"));
    ASSERT_TRUE(image.save(path));
    window->openFiles({path});
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{9, 12}; }));
    EXPECT_EQ(window->windowTitle(), QStringLiteral("astronaut.png[*] — Corr2D Lab"));
    EXPECT_FALSE(window->isWindowModified());
    EXPECT_TRUE(document().undoStack()->canUndo()) << "it can be taken back all the same";
    Session after = session();
    findSample("ring")->apply(after);
    ASSERT_TRUE(document().put(QStringLiteral("A ring"), after));
    EXPECT_TRUE(window->close());
}

TEST_F(Flow, AnOpenedInputIsOfferedToBeSavedWithWhatWasChangedBefore)
{
    click(kernel(), {0, 0});
    key(Qt::Key_3);
    key(Qt::Key_Return);
    document().openOffered({.text = QStringLiteral("1,2\n3,4\n")});
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{2, 2}; }));
    EXPECT_TRUE(document().modified());
}

TEST_F(Flow, APictureGoesToItsPlaceAndAMatrixToItsOwn)
{
    QImage image(12, 9, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    document().openOffered({.image = image});
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{9, 12}; }));
    EXPECT_EQ(view().state().page, "filter");
    document().openOffered({.text = QStringLiteral("1,2\n3,4\n")});
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{2, 2}; }));
    EXPECT_EQ(view().state().page, "stage");
    action("filmPage")->trigger();
    document().openOffered({.image = image});
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{9, 12}; }));
    EXPECT_EQ(view().state().page, "film") << "where something else is done, it goes on";
}

TEST_F(Flow, WhatIsDraggedOverTheWindowShowsWhereItGoes)
{
    QMimeData data;
    data.setText(QStringLiteral("1,2;3,4"));
    auto* target = window->findChild<DropTarget*>();
    ASSERT_NE(target, nullptr);
    const auto enter = [&] {
        QDragEnterEvent event({40, 40}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &event);
        EXPECT_TRUE(target->isVisible());
        EXPECT_EQ(target->size(), window->centralWidget()->size());
    };
    EXPECT_FALSE(target->isVisible());
    enter();
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(window.get(), &leave);
    EXPECT_FALSE(target->isVisible());
    enter();
    QDropEvent drop({40, 40}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &drop);
    EXPECT_FALSE(target->isVisible());
    EXPECT_EQ(session().input->shape(), (Shape{2, 2}));
}

TEST_F(Flow, TheWholeMapIsExportedAsNumbers)
{
    fileToChoose = folder.filePath(QStringLiteral("out.csv"));
    exportBy("exportOutput");
    QFile file(fileToChoose);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().startsWith("0,1,0,0,0,-1,0\n"));
}

TEST_F(Flow, ASecondExportDoesNotDropTheFirst)
{
    const QString names[] = {QStringLiteral("a.png"), QStringLiteral("b.csv"), QStringLiteral("c.npy")};
    const char* const actions[] = {"exportPage", "exportKernel", "exportOutput"};
    for (int i = 0; i < 3; ++i) {
        fileToChoose = folder.filePath(names[i]);
        action(actions[i])->trigger();
    }
    ASSERT_TRUE(until([&] { return message() == QStringLiteral("Exported c.npy."); }));
    for (const QString& name : names)
        EXPECT_GT(QFileInfo(folder.filePath(name)).size(), 0) << name.toStdString();
}

TEST_F(Flow, TheStageIsExportedAsAPicture)
{
    fileToChoose = folder.filePath(QStringLiteral("stage")); // without an ending
    exportBy("exportPage");
    EXPECT_EQ(QImage(fileToChoose + QStringLiteral(".png")).size(), QSize(1920, 1080)) << message().toStdString();
}

TEST_F(Flow, AnotherPageIsExportedAsItStands)
{
    action("matrixPage")->trigger();
    fileToChoose = folder.filePath(QStringLiteral("page.png"));
    const QSize size = window->pages().currentPage().size();
    exportBy("exportPage");
    const QImage picture(fileToChoose);
    EXPECT_EQ(picture.size(), size * 2);
    action("tablePage")->trigger();
    exportBy("exportPage");
    EXPECT_NE(QImage(fileToChoose), picture);
}

TEST_F(Flow, TheBiasIsAddedEverywhere)
{
    bias()->enter(0.5);
    EXPECT_EQ(outputAt(0, 0), 0.5F);
    EXPECT_TRUE(formula().endsWith(QStringLiteral("+ 0.5 = 0.5")));
    EXPECT_EQ(document().undoStack()->undoText(), QStringLiteral("Change the bias → 0.5"));
}

// --- sessions of version 0.1

struct OldSession {
    const char* file;
    const char* page;
    const char* panel;
};

/// One of each kind, as version 0.1 wrote them.
TEST_F(Flow, SessionsOfVersionOneOpenForEver)
{
    for (const OldSession& old : {OldSession{"sample", "stage", "learn"}, OldSession{"photo", "stage", "layers"},
                                  OldSession{"stack", "matrix", "learn"}, OldSession{"learning", "epoch", "learn"},
                                  OldSession{"pooling", "stage", "learn"}}) {
        action("startOver")->trigger();
        const QString path = QStringLiteral(LAB_TEST_DATA "/sessions/%1.corr2d").arg(QLatin1String(old.file));
        window->openFiles({path});
        ASSERT_TRUE(until([&] { return document().path() == path; })) << old.file << ": " << message().toStdString();
        EXPECT_STREQ(window->pages().current().id, old.page) << old.file;
        EXPECT_EQ(view().state().panel, old.panel) << old.file;
        EXPECT_FALSE(document().modified());
        // Saved again, it is the same, and its page and panel are there by their ids.
        fileToChoose = folder.filePath(QStringLiteral("again.corr2d"));
        const Session before = session();
        action("saveAs")->trigger();
        ASSERT_TRUE(until([&] { return document().path() == fileToChoose; }));
        action("startOver")->trigger();
        window->openFiles({fileToChoose});
        ASSERT_TRUE(until([&] { return document().path() == fileToChoose; }));
        EXPECT_TRUE(session() == before) << old.file;
        EXPECT_STREQ(window->pages().current().id, old.page) << old.file;
    }
}

TEST_F(WindowTest, BeginsAtTheDeskAfterItWasClosedWhilePresenting)
{
    action("present")->trigger();
    QCoreApplication::processEvents();
    ASSERT_TRUE(window->isFullScreen());
    window->close();
    window = std::make_unique<MainWindow>();
    window->show();
    QCoreApplication::processEvents();
    EXPECT_FALSE(window->isFullScreen());
    EXPECT_FALSE(action("present")->isChecked());
}

} // namespace lab::test
