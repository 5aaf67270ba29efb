// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The palette of commands: what is found by which words, in which order, and that it finds all that there is.

#include "core/channels/channel_samples.h"
#include "core/workshop/kernel_generators.h"
#include "tests/ui/support.h"
#include "ui/io/lesson_file.h"
#include "ui/paint/words.h"
#include "ui/picture/own_kernels.h"
#include "ui/picture/workshop_panel.h"
#include "ui/stage/tensor_chips.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/popover.h"
#include "ui/window/finding.h"
#include "ui/window/pages.h"
#include "ui/window/palette_box.h"

#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QUndoStack>

namespace lab::test
{

namespace
{

Findable named(const char* name, const char* place = "", const char* about = "")
{
    return {.id = QString::fromUtf8(name),
            .name = QString::fromUtf8(name),
            .place = QString::fromUtf8(place),
            .about = QString::fromUtf8(about)};
}

/// Names of what is found, the best first.
QStringList namesFound(const std::vector<Findable>& all, const char* typed, const QStringList& lately = {})
{
    std::vector<FoundBy> words;
    for (const Findable& each : all)
        words.push_back(foundBy(each));
    QStringList names;
    for (const std::size_t i : found(all, words, QString::fromUtf8(typed), lately))
        names << all[i].name;
    return names;
}

TEST(Finding, WordsHaveNoCaseAndNoDiacritics)
{
    EXPECT_EQ(wordsOf(QStringLiteral("Größe ändern: É!")), (QStringList{"grosse", "andern", "e"}));
    EXPECT_EQ(wordsOf(QStringLiteral("Box blur 3×3")), (QStringList{"box", "blur", "3x3"}));
    EXPECT_TRUE(wordsOf(QStringLiteral(" … & ")).isEmpty());
}

TEST(Finding, EveryWordMustBeginOneInAnyOrder)
{
    const std::vector<Findable> all{named("Transpose input"), named("Transpose kernel"), named("Step back")};
    EXPECT_EQ(namesFound(all, "inp trans"), QStringList{"Transpose input"});
    EXPECT_EQ(namesFound(all, "TRANSPOSE KER"), QStringList{"Transpose kernel"});
    EXPECT_TRUE(namesFound(all, "ranspose").isEmpty());
    EXPECT_TRUE(namesFound(all, "transpose xyz").isEmpty());
}

TEST(Finding, TheBestIsFirst)
{
    const std::vector<Findable> all{named("Output as input", "Edit", "What the layer made becomes what it reads"),
                                    named("Export output…"), named("Input"), named("Input rows"),
                                    named("Other", "Input")};
    EXPECT_EQ(namesFound(all, "input"),
              (QStringList{"Input", "Input rows", "Output as input", "Export output…", "Other"}.mid(0, 3) +
               QStringList{"Other"}));
    EXPECT_EQ(namesFound(all, "reads"), QStringList{"Output as input"});
}

TEST(Finding, WhatMeansTheSameIsFoundAfterTheName)
{
    const std::vector<Findable> all{named("Gauss 3×3"), named("Sobel x"), named("Motion blur")};
    EXPECT_EQ(namesFound(all, "blur"), (QStringList{"Motion blur", "Gauss 3×3"}));
    EXPECT_EQ(namesFound(all, "gaussian 3x3"), QStringList{"Gauss 3×3"});
    EXPECT_EQ(namesFound(all, "derivative"), QStringList{"Sobel x"});
}

TEST(Finding, WhatCannotBeDoneComesAfterWhatFitsAsWell)
{
    std::vector<Findable> all{named("Move up"), named("Move to"), named("Move in")};
    all[0].reason = QStringLiteral("It is the first");
    EXPECT_EQ(namesFound(all, "move"), (QStringList{"Move to", "Move in", "Move up"}));
    EXPECT_EQ(namesFound(all, "move", {"Move in"}), (QStringList{"Move in", "Move to", "Move up"}));
}

TEST(Finding, WithNothingTypedWhatWasDoneLatelyIsFirst)
{
    const std::vector<Findable> all{named("a"), named("b"), named("c"), named("d")};
    EXPECT_EQ(namesFound(all, " ", {"d", "b"}), (QStringList{"d", "b", "a", "c"}));
}

TEST(Finding, WordsWithoutSpacesBetweenThemAreFoundInside)
{
    EXPECT_EQ(namesFound({named("转置输入"), named("输出")}, "输入"), QStringList{"转置输入"});
}

class Palette : public WindowTest
{
protected:
    PaletteBox* box()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        auto* popover = Popover::of(window.get());
        return popover ? popover->findChild<PaletteBox*>() : nullptr;
    }
    PaletteBox* opened()
    {
        if (!box())
            action("findCommand")->trigger();
        return box();
    }
    /// Which of the entries it is that is found at a row.
    int rowOf(PaletteBox* palette, const QString& name)
    {
        for (int row = 0; palette->at(row); ++row)
            if (palette->at(row)->name == name)
                return row;
        return -1;
    }
    /// Types a text, and expects what has this name among what is best.
    void expectFound(const QString& typed, const QString& name)
    {
        PaletteBox* palette = opened();
        palette->field()->setText(typed);
        const int row = rowOf(palette, name);
        ASSERT_GE(row, 0) << "“" << typed.toStdString() << "” does not find " << name.toStdString();
        EXPECT_LT(row, 8) << "“" << typed.toStdString() << "” finds " << name.toStdString() << " late; first "
                          << palette->at(0)->name.toStdString();
    }
    void choose(const char* typed)
    {
        PaletteBox* palette = opened();
        palette->field()->setText(QString::fromUtf8(typed));
        QTest::keyClick(palette->field(), Qt::Key_Return);
    }
    static QString plain(const QAction* each)
    {
        return each->text().section(QLatin1Char('\t'), 0, 0).remove(QLatin1Char('&'));
    }
};

TEST_F(Palette, OpensByItsKeyAndGoesByItAndByEscape)
{
    kernel()->setFocus();
    key(Qt::Key_K, Qt::ControlModifier);
    ASSERT_TRUE(box());
    EXPECT_TRUE(box()->field()->hasFocus());
    key(Qt::Key_K, Qt::ControlModifier);
    EXPECT_FALSE(box());
    EXPECT_TRUE(kernel()->hasFocus());
    key(Qt::Key_K, Qt::ControlModifier);
    key(Qt::Key_Escape);
    EXPECT_FALSE(box());
    EXPECT_TRUE(kernel()->hasFocus());
}

TEST_F(Palette, FindsEveryActionByItsText)
{
    int tried = 0;
    const std::function<void(const QList<QAction*>&)> look = [&](const QList<QAction*>& actions) {
        for (const QAction* each : actions) {
            if (each->menu())
                look(each->menu()->actions());
            else if (!each->isSeparator()) {
                expectFound(plain(each), plain(each));
                ++tried;
            }
        }
    };
    look(window->menuBar()->actions());
    for (const QAction* each : window->QWidget::actions())
        if (!plain(each).isEmpty()) {
            expectFound(plain(each), plain(each));
            ++tried;
        }
    EXPECT_GT(tried, int(2 * actionTable().size()));
    for (const ActionInfo& info : actionTable()) // by each of its words alone, too
        for (const QString& each : wordsOf(QString::fromUtf8(info.text).remove(QLatin1Char('&')))) {
            opened()->field()->setText(each);
            EXPECT_GE(rowOf(box(), plain(action(info.id))), 0) << info.id << ": " << each.toStdString();
        }
}

TEST_F(Palette, FindsEverySampleKernelLessonAndSetting)
{
    for (const Sample& each : samples())
        expectFound(word(each.title), word(each.title));
    for (const ChannelSample& each : channelSamples())
        expectFound(word(each.name), word(each.name));
    for (const KernelPreset& each : kernelPresets())
        expectFound(word(each.name), word(each.name));
    for (const KernelGenerator& each : kernelGenerators())
        expectFound(word(each.name), word(each.name));
    for (const QStringList& paths : {builtInLessons(), builtInExercises()})
        for (const QString& path : paths) {
            const auto lesson = readLessonFile(path, {}, false);
            ASSERT_TRUE(lesson);
            const QString title = QString::fromStdString(lesson->lesson.title);
            expectFound(title, title);
        }
    for (const char* each : {"Input rows", "Kernel columns", "Stride rows", "Dilation columns", "Padding", "Bias b",
                             "Activation", "Operation", "Optimiser", "Pace", "Epochs a run adds", "Start kernel"})
        expectFound(QString::fromUtf8(each), QString::fromUtf8(each));
    for (const Chip* each : stage().findChildren<Chip*>())
        if (each->isVisible())
            expectFound(each->accessibleName(), each->accessibleName());
}

TEST_F(Palette, FindsKernelsOfOnesOwnAndPutsThem)
{
    openPanel("workshop");
    action("picturePlace")->trigger();
    OwnKernels& own = window->panel().workshop().own();
    own.findChild<QLineEdit*>()->setText(QStringLiteral("Näher"));
    own.keep();
    const Grid kept = session().layer().kernel;
    use("chapter-first");
    ASSERT_NE(session().layer().kernel, kept);
    choose("naher");
    EXPECT_EQ(session().layer().kernel, kept);
    EXPECT_EQ(document().undoStack()->undoText(), QStringLiteral("Kernel “Näher”"));
}

TEST_F(Palette, FindsByWordsOfTheField)
{
    opened()->field()->setText(QStringLiteral("blur"));
    for (const char* each : {"Gaussian blur", "Box blur", "Box blur 3×3", "Gauss 3×3", "Gauss 5×5"})
        EXPECT_GE(rowOf(box(), QString::fromUtf8(each)), 0) << each;
    expectFound(QStringLiteral("deconvolution"), QStringLiteral("Transposed convolution"));
    expectFound(QStringLiteral("fullscreen"), QStringLiteral("Present"));
    expectFound(QStringLiteral("relu"), QStringLiteral("Activation"));
    opened()->field()->setText(QStringLiteral("step back"));
    EXPECT_EQ(box()->at(0)->name, QStringLiteral("Step back"));
    EXPECT_EQ(box()->at(0)->place, QStringLiteral("Step"));
    EXPECT_EQ(box()->at(0)->key, QStringLiteral("←"));
}

TEST_F(Palette, WhatCannotBeDoneSaysWhyAndIsNotDone)
{
    ASSERT_FALSE(action("removeLayer")->isEnabled());
    choose("remove layer");
    ASSERT_TRUE(box());
    EXPECT_EQ(box()->at(0)->name, QStringLiteral("Remove layer"));
    EXPECT_EQ(box()->at(0)->reason, action("removeLayer")->toolTip());
    EXPECT_TRUE(
        box()->list()->item(0)->data(Qt::AccessibleTextRole).toString().contains(action("removeLayer")->toolTip()));
    EXPECT_EQ(session().layers.size(), 1U);
    for (const ActionInfo& info : actionTable())
        if (!action(info.id)->isEnabled()) {
            box()->field()->setText(plain(action(info.id)));
            const Findable* found = box()->at(rowOf(box(), plain(action(info.id))));
            EXPECT_NE(found->reason, QStringLiteral("Not possible now")) << info.id << " does not say why";
        }
}

TEST_F(Palette, IsGoneThroughByKeys)
{
    QListWidget* list = opened()->list();
    const auto press = [&](Qt::Key each) {
        QTest::keyClick(box()->field(), each);
        return list->currentRow();
    };
    const int last = list->count() - 1;
    EXPECT_EQ(list->currentRow(), 0);
    EXPECT_EQ(press(Qt::Key_Down), 1);
    EXPECT_EQ(press(Qt::Key_Up), 0);
    EXPECT_EQ(press(Qt::Key_Up), last);
    EXPECT_EQ(press(Qt::Key_Down), 0);
    const int page = press(Qt::Key_PageDown);
    EXPECT_GT(page, 3);
    EXPECT_EQ(press(Qt::Key_PageDown), 2 * page);
    EXPECT_EQ(press(Qt::Key_PageUp), page);
    EXPECT_EQ(press(Qt::Key_PageUp), 0);
    EXPECT_EQ(player().playhead().index(), 0) << "these keys do not step";
    box()->field()->setText(QStringLiteral("no such thing"));
    EXPECT_EQ(list->count(), 0);
    EXPECT_EQ(press(Qt::Key_Down), -1);
    press(Qt::Key_Return);
    EXPECT_TRUE(box());
}

TEST_F(Palette, DoesWhatIsClickedAndRemembersIt)
{
    opened()->field()->setText(QStringLiteral("flip kernel"));
    QListWidget* list = box()->list();
    const Grid before = session().layer().kernel;
    QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier, list->visualItemRect(list->item(0)).center());
    EXPECT_EQ(session().layer().kernel, rotated180(before));
    EXPECT_FALSE(box());
    choose("table");
    EXPECT_EQ(view().state().page, "table");
    EXPECT_EQ(opened()->at(0)->name, QStringLiteral("Table"));
    EXPECT_EQ(box()->at(1)->name, QStringLiteral("Flip kernel"));
}

TEST_F(Palette, LeadsToASettingWhereverItIs)
{
    choose("optimiser");
    EXPECT_EQ(view().state().panel, "learn");
    auto* focus = qobject_cast<QComboBox*>(QApplication::focusWidget());
    ASSERT_TRUE(focus);
    EXPECT_EQ(focus->accessibleName(), QStringLiteral("Optimiser"));
    EXPECT_TRUE(focus->isVisible());
    choose("stride rows");
    EXPECT_EQ(QApplication::focusWidget()->accessibleName(), QStringLiteral("Stride rows"));
    EXPECT_EQ(view().state().panel, "layer");
    choose("sepia");
    EXPECT_EQ(view().state().page, "channels");
    EXPECT_EQ(view().state().channels.sample, findChannelSample(view().state().channels.sample)->id);
    choose("stage");
    choose("stride 1");
    ASSERT_TRUE(Popover::of(window.get())) << "a chip opens";
    EXPECT_EQ(Popover::of(window.get())->control()->accessibleName(), QStringLiteral("stride 1"));
}

TEST_F(Palette, SaysWhatIsFoundToAScreenReader)
{
    opened()->field()->setText(QStringLiteral("transpose"));
    QTest::keyClick(box()->field(), Qt::Key_Down);
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(box()->list());
    ASSERT_EQ(list->childCount(), box()->list()->count());
    EXPECT_EQ(list->child(box()->list()->currentRow())->text(QAccessible::Name),
              QStringLiteral("Transpose input, Edit"));
    EXPECT_FALSE(box()->field()->accessibleName().isEmpty());
    EXPECT_FALSE(box()->list()->accessibleName().isEmpty());
}

} // namespace

} // namespace lab::test
