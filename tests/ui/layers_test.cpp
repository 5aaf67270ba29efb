// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The stack of layers in the window: built by mouse and by keys, seen on every page.
#include "core/session/session.h"
#include "core/session/stack_edits.h"
#include "tests/ui/support.h"
#include "ui/layers/composition_view.h"
#include "ui/layers/layer_list.h"
#include "ui/layers/layer_panel.h"
#include "ui/layers/layer_table.h"
#include "ui/layers/layers_panel.h"
#include "ui/layers/matrix_view.h"
#include "ui/stage/stack_strip.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QUndoStack>

namespace lab::test
{

class Layers : public WindowTest
{
protected:
    Layers()
    {
        action("layersPlace")->trigger();
        openPanel("layer");
    }

    QListWidget* list() { return window->panel().layers().list()->findChild<QListWidget*>(); }
    std::size_t layers() { return session().layers.size(); }
    void setStack(std::vector<Layer> stack, std::size_t focus = 0)
    {
        Session after = session();
        after.layers = std::move(stack);
        after.focus = focus;
        EXPECT_TRUE(document().edit(QStringLiteral("Stack"), after));
    }
    void setInput(Grid grid)
    {
        Session after = session();
        after.input = matrixPicture("x", std::move(grid));
        EXPECT_TRUE(document().edit(QStringLiteral("Input"), after));
    }
    template <class Box>
    Box* named(const QString& name)
    {
        for (Box* each : window->panel().findChildren<Box*>())
            if (each->accessibleName() == name)
                return each;
        ADD_FAILURE() << "no " << name.toStdString();
        return nullptr;
    }
    void choose(const QString& combo, int index)
    {
        auto* box = named<QComboBox>(combo);
        box->setFocus();
        while (box->currentIndex() > 0) // Home is a key that steps
            QTest::keyClick(box, Qt::Key_Up);
        for (int i = 0; i < index; ++i)
            QTest::keyClick(box, Qt::Key_Down);
    }
    /// Three 2×2 convolutions on 6×6 numbers: deep enough for the strip.
    void threeLayers()
    {
        Grid x({6, 6});
        for (std::size_t i = 0; i < x.size(); ++i)
            x.cells()[i] = float(i % 7);
        setInput(x);
        setStack(std::vector<Layer>(3, Layer{{{0, 1}, {2, 3}}, 0, {}}), 2);
    }
};

TEST_F(Layers, AreAddedDuplicatedMovedAndRemovedByKeys)
{
    action("addConvolution")->trigger();
    EXPECT_EQ(layers(), 2u);
    EXPECT_EQ(session().focus, 1u);
    action("addMaxPool")->trigger();
    EXPECT_EQ(session().layer().kind, LayerKind::MaxPool);
    EXPECT_EQ(session().layer().spec.stride, (PerAxis{2, 2}));
    EXPECT_EQ(list()->count(), 3);
    EXPECT_TRUE(list()->currentItem()->text().startsWith(QStringLiteral("3  2 × 2 max pooling, stride 2")))
        << list()->currentItem()->text().toStdString();
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Up, Qt::AltModifier);
    EXPECT_EQ(session().layers[1].kind, LayerKind::MaxPool);
    EXPECT_EQ(session().focus, 1u);
    QTest::keyClick(list(), Qt::Key_Down, Qt::AltModifier);
    EXPECT_EQ(session().layers[2].kind, LayerKind::MaxPool);
    QTest::keyClick(list(), Qt::Key_Up);
    EXPECT_EQ(session().focus, 1u) << "the chosen row is the layer that is stepped";
    QTest::keyClick(list(), Qt::Key_Delete);
    EXPECT_EQ(layers(), 2u);
    QTest::keyClick(list(), Qt::Key_Up);
    action("duplicateLayer")->trigger();
    EXPECT_EQ(layers(), 3u);
    EXPECT_EQ(session().layers[0], session().layers[1]);
    while (document().undoStack()->canUndo())
        document().undoStack()->undo();
    EXPECT_EQ(session(), startSession());
}

TEST_F(Layers, AreReorderedByDragging)
{
    threeLayers();
    Session after = session();
    after.layers[0].bias = 5;
    document().edit(QStringLiteral("Bias"), after);
    // What a drop inside the list makes of its model.
    EXPECT_EQ(list()->dragDropMode(), QAbstractItemView::InternalMove);
    ASSERT_TRUE(list()->model()->moveRow({}, 0, {}, 3));
    EXPECT_TRUE(until([&] { return session().layers[2].bias == 5; }));
    EXPECT_EQ(session().focus, 2u);
    EXPECT_TRUE(list()->item(2)->text().startsWith(QLatin1Char('3')));
    ASSERT_TRUE(list()->model()->moveRow({}, 2, {}, 1));
    EXPECT_TRUE(until([&] { return session().layers[1].bias == 5; }));
}

TEST_F(Layers, TheLastOneStaysAndNoMoreThan32AreMade)
{
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Delete);
    EXPECT_EQ(layers(), 1u);
    EXPECT_FALSE(action("removeLayer")->isEnabled());
    setStack(std::vector<Layer>(kMostLayers));
    EXPECT_FALSE(action("addConvolution")->isEnabled());
    window->panel().layers().list()->duplicate();
    EXPECT_EQ(layers(), kMostLayers);
    EXPECT_TRUE(message().contains(QStringLiteral("32"))) << message().toStdString();
}

TEST_F(Layers, KindAndActivationAreChosenAndExplained)
{
    setInput({{0, 1, 2}, {3, 4, 5}, {6, 7, 8}});
    choose(QStringLiteral("Kind of layer"), 1);
    EXPECT_EQ(session().layer().kind, LayerKind::MaxPool);
    EXPECT_EQ(formula(), QStringLiteral("max( 0, 1, 3, 4 ) = 4"));
    EXPECT_EQ(stage().formula()->words, QStringLiteral("Y, row 0, column 0: the largest of 0, 1, 3, 4 is 4."));
    ASSERT_EQ(input()->scene().winners.size(), 1u) << "the winner";
    EXPECT_EQ(input()->scene().winners[0], QPoint(1, 1));
    EXPECT_EQ(kernel()->scene().valueAt(1, 1), 1.0);
    EXPECT_EQ(kernel()->scene().valueAt(0, 0), 0.0);
    EXPECT_FALSE(kernel()->editable());
    choose(QStringLiteral("Kind of layer"), 2);
    EXPECT_EQ(formula(), QStringLiteral("( 0 + 1 + 3 + 4 ) / 4 = 2"));
    EXPECT_EQ(kernel()->scene().valueAt(0, 0), 0.25);
    EXPECT_EQ(outputAt(0, 0), 2);
    choose(QStringLiteral("Kind of layer"), 0);
    EXPECT_EQ(session().layer().kernel, startSession().layer().kernel) << "it was kept";
    Session after = session();
    after.layer().spec.stride = {};
    document().edit(QStringLiteral("Stride"), after);
    choose(QStringLiteral("Activation"), 1);
    EXPECT_EQ(formula(), QStringLiteral("0 · 1 + 1 · (−1) + 0 = −1 → ReLU(−1) = 0"));
    EXPECT_EQ(stage().formula()->symbols, QStringLiteral("Y[0,0] = ReLU(X[0,0]·K[0,0] + X[0,1]·K[0,1] + b)"));
    EXPECT_EQ(outputAt(0, 0), 0);
    EXPECT_TRUE(stage().formula()->words.endsWith(QStringLiteral("the sum is −1. ReLU of −1 is 0.")));
}

TEST_F(Layers, PoolingsPaddingEndsAtHalfItsWindow)
{
    setInput(Grid({9, 9}, 1.0F));
    Layer pool = newLayer(LayerKind::MaxPool, {9, 9});
    pool.pool = {3, 5};
    setStack({pool});
    EXPECT_EQ(named<QSpinBox>(QStringLiteral("Padding top"))->maximum(), 1);
    EXPECT_EQ(named<QSpinBox>(QStringLiteral("Padding left"))->maximum(), 2);
    named<QSpinBox>(QStringLiteral("Padding left"))->setValue(2);
    EXPECT_EQ(session().layer().spec.padding.cols, (Margin{2, 0}));
    EXPECT_EQ(named<QSpinBox>(QStringLiteral("Kernel columns"))->minimum(), 4) << "or it would be more than half";
    EXPECT_FALSE(named<QSpinBox>(QStringLiteral("Dilation rows"))->isVisible());
    EXPECT_FALSE(named<QComboBox>(QStringLiteral("Activation"))->isVisible());
}

TEST_F(Layers, ADeepStackIsAStripWithTheFocusedLayerBelow)
{
    use("chapter-receptive-field");
    EXPECT_FALSE(stage().strip()->isVisible());
    threeLayers();
    ASSERT_TRUE(stage().strip()->isVisible());
    for (std::size_t m = 0; m < 4; ++m)
        EXPECT_TRUE(stage().strip()->view(m)->isVisible());
    EXPECT_FALSE(stage().mapView(0)->isVisible());
    EXPECT_TRUE(stage().mapView(2)->isVisible());
    EXPECT_TRUE(stage().mapView(3)->isVisible());
    EXPECT_TRUE(stage().kernelView(2)->isVisible());
    EXPECT_FALSE(stage().kernelView(0)->isVisible());
}

TEST_F(Layers, HoveringAnyMapLightsFieldsBackAndWhatIsAffectedAhead)
{
    threeLayers();
    StackStrip& strip = *stage().strip();
    hover(strip.view(2), {1, 1}); // of 4×4
    ASSERT_TRUE(strip.view(0)->scene().field);
    EXPECT_EQ(strip.view(0)->scene().field->cells, (CellSet{{1, 2, 3}, {1, 2, 3}}));
    EXPECT_EQ(strip.view(1)->scene().labels.size(), 4u) << "its window, with the weights' names";
    EXPECT_EQ(strip.view(3)->scene().labels.size(), 4u) << "what it affects";
    EXPECT_TRUE(strip.view(0)->accessibleName().endsWith(QStringLiteral("sees 3 × 3")));
    EXPECT_TRUE(stage().formula()->note.contains(QStringLiteral("sees 3 × 3 = 9 cells of X")));
    hover(strip.view(0), {0, 0});
    ASSERT_TRUE(strip.view(3)->scene().field);
    EXPECT_EQ(strip.view(3)->scene().field->cells.size(), 1);
    EXPECT_FALSE(strip.view(0)->scene().field);
}

TEST_F(Layers, EveryCellOfEveryMapIsReachedByKeys)
{
    threeLayers();
    TensorView* map = stage().strip()->view(1);
    map->setFocus(Qt::TabFocusReason);
    QTest::keyClick(map, Qt::Key_Right);
    QTest::keyClick(map, Qt::Key_Down);
    EXPECT_EQ(map->cursorCell(), QPoint(1, 1));
    EXPECT_EQ(stage().strip()->view(0)->scene().labels.size(), 4u);
    QTest::keyClick(map, Qt::Key_Return);
    EXPECT_EQ(session().focus, 0u) << "Enter goes there";
    EXPECT_EQ(view().step().cell, (OutputCell{1, 1}));
}

TEST_F(Layers, AClickInTheStripGoesThere)
{
    threeLayers();
    click(stage().strip()->view(2), {2, 3});
    EXPECT_EQ(session().focus, 1u);
    EXPECT_EQ(view().step().cell, (OutputCell{3, 2}));
}

TEST_F(Layers, TheWalkGoesBackMapByMap)
{
    threeLayers();
    player().setAnimated(true);
    action("walkBack")->trigger();
    ASSERT_TRUE(stage().walk().walking());
    StackStrip& strip = *stage().strip();
    const auto lit = [&](std::size_t map) {
        return strip.view(map)->scene().field.has_value() || !strip.view(map)->scene().labels.empty();
    };
    EXPECT_FALSE(lit(2) || lit(1) || lit(0)) << "the element alone";
    for (std::size_t map = 3; map-- > 0;) {
        stage().walk().advance(0.5);
        for (std::size_t m = 0; m < 3; ++m)
            EXPECT_EQ(lit(m), m >= map) << map;
    }
    stage().walk().advance(0.5);
    EXPECT_FALSE(stage().walk().walking());
    EXPECT_TRUE(lit(0));
    action("walkBack")->trigger();
    stage().setFocus();
    key(Qt::Key_Escape);
    EXPECT_FALSE(stage().walk().walking()) << "Esc ends it";
}

TEST_F(Layers, WithoutAnimationTheWalkTakesAKeyForEachMap)
{
    threeLayers();
    stage().setFocus();
    key(Qt::Key_W);
    ASSERT_TRUE(stage().walk().walking());
    EXPECT_EQ(view().state().walk, 0u);
    for (std::size_t map = 1; map <= 3; ++map) {
        key(Qt::Key_W);
        EXPECT_EQ(view().state().walk, map);
    }
    key(Qt::Key_W);
    EXPECT_FALSE(stage().walk().walking());
}

TEST_F(Layers, PathsShadeTheFieldOnRequest)
{
    threeLayers();
    stage().setFocus();
    key(Qt::Key_P);
    EXPECT_TRUE(action("shadePaths")->isChecked());
    const TensorScene& x = stage().strip()->view(0)->scene();
    ASSERT_EQ(x.field->rowShares.size(), 4u); // 1, 3, 3, 1 paths along an axis
    EXPECT_DOUBLE_EQ(x.field->rowShares[0], 1.0 / 3);
    EXPECT_DOUBLE_EQ(x.field->rowShares[1], 1.0);
    EXPECT_TRUE(stage().formula()->note.contains(QStringLiteral("64 paths, up to 9 from one cell")))
        << stage().formula()->note.toStdString();
    key(Qt::Key_P);
    EXPECT_TRUE(stage().strip()->view(0)->scene().field->rowShares.empty());
}

TEST_F(Layers, ATableShowsEveryLayerWithItsNumbersInTheFormulas)
{
    action("chapterStack")->trigger();
    action("tablePage")->trigger();
    QTableWidget* table = window->pages().page<LayerTable>()->table();
    ASSERT_TRUE(table->isVisible());
    ASSERT_EQ(table->rowCount(), 2);
    EXPECT_EQ(table->item(1, 5)->text(), QStringLiteral("1 × 1"));
    EXPECT_EQ(table->item(1, 7)->text(), QStringLiteral("3"));
    EXPECT_EQ(table->item(0, 9)->text(), QStringLiteral("5"));
    const auto formulas = [&] {
        QStringList lines; // as they stand in the grid
        auto* grid = qobject_cast<QGridLayout*>(
            window->pages().page<LayerTable>()->findChild<QWidget*>(QStringLiteral("formulas"))->layout());
        for (int row = 0; row < grid->rowCount(); ++row) {
            QStringList parts;
            for (int column = 0; column < grid->columnCount(); ++column)
                if (auto* item = grid->itemAtPosition(row, column))
                    parts << qobject_cast<QLabel*>(item->widget())->text();
            lines << parts.join(u' ');
        }
        return lines.join(u'\n');
    };
    EXPECT_TRUE(formulas().contains(QStringLiteral("field = r + d·(k − 1)·j = 2 + 1·(2 − 1)·1 = 3")))
        << formulas().toStdString();
    EXPECT_TRUE(
        formulas().contains(QStringLiteral("start = t + (d·(k − 1)/2 − p₁)·j = 0.5 + (1·(2 − 1)/2 − 0)·1 = 1")));
    EXPECT_TRUE(formulas().contains(QStringLiteral("⌊(2 + 0 + 0 − 1·(2 − 1) − 1) / 1⌋ + 1 = 1")));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Up);
    EXPECT_EQ(session().focus, 0u);
    EXPECT_TRUE(formulas().contains(QStringLiteral("windows · weights = 2·2 · 4 = 16")));
    EXPECT_TRUE(window->pages().page<LayerTable>()->findChildren<QLabel*>().front()->text().contains(
        QStringLiteral("10 parameters and 20 multiplications")));
}

TEST_F(Layers, GrowUntilTheWholeInputIsSeen)
{
    use("chapter-first");
    action("growToCover")->trigger();
    EXPECT_EQ(layers(), 2u);
    EXPECT_EQ(document().geometry().output(), (Shape{1, 1}));
    EXPECT_EQ(stage().mapView(0)->scene().field->cells.size(), 9);
    EXPECT_TRUE(message().contains(QStringLiteral("sees the whole input")));
}

TEST_F(Layers, EveryArchitectureIsOneClick)
{
    int found = 0;
    for (QMenu* menu : window->findChildren<QMenu*>()) {
        if (menu->title() != QStringLiteral("&Architectures"))
            continue;
        for (QAction* each : menu->actions()) {
            each->trigger();
            ++found;
            EXPECT_TRUE(message().contains(each->text().remove(QLatin1Char('&')))) << message().toStdString();
        }
        break;
    }
    EXPECT_EQ(found, int(architectures().size()));
    EXPECT_EQ(layers(), 18u);
    EXPECT_EQ(document().geometries()[17].output(), (Shape{7, 7}));
    EXPECT_EQ(window->pages().page<LayerTable>()->table()->item(17, 7)->text(), QStringLiteral("435"));
    EXPECT_TRUE(until([&] { return !document().evaluating(); }));
}

TEST_F(Layers, TwoLinearLayersAreReplacedByOne)
{
    use("chapter-receptive-field");
    const float z = outputAt(0, 0);
    action("compositionPage")->trigger();
    CompositionView& view = *window->pages().page<CompositionView>();
    EXPECT_TRUE(view.verdict().contains(QStringLiteral("Equal"))) << view.verdict().toStdString();
    EXPECT_EQ(view.kernel()->scene().valueAt(0, 0), 0.0);
    EXPECT_EQ(view.kernel()->scene().valueAt(2, 2), 9.0);
    QTest::mouseClick(view.replaceButton(), Qt::LeftButton);
    EXPECT_EQ(layers(), 1u);
    EXPECT_EQ(session().layer().kernel, (Grid{{0, 0, 1}, {0, 4, 6}, {4, 12, 9}}));
    EXPECT_EQ(outputAt(0, 0), z);
    document().undoStack()->undo();
    EXPECT_EQ(layers(), 2u);
}

TEST_F(Layers, AWeightOfTheOneKernelLightsItsProducts)
{
    action("compositionPage")->trigger();
    CompositionView& view = *window->pages().page<CompositionView>();
    for (auto* button : view.findChildren<QPushButton*>()) // there is only one layer
        if (button->text() == QStringLiteral("Take the book's two layers")) {
            EXPECT_TRUE(button->isVisible());
            button->click();
            EXPECT_FALSE(button->isVisible());
        }
    ASSERT_EQ(session().layers.size(), 2u);
    // A weight of the one kernel lights the products of which it is the sum.
    Session twice = session();
    for (Layer& layer : twice.layers)
        layer.kernel = Grid{{1, 2}, {3, 4}};
    ASSERT_TRUE(document().edit(QStringLiteral("kernels"), twice));
    emit view.kernel()->hovered(QPoint(1, 1));
    auto* product = view.findChild<QLabel*>(QStringLiteral("product"));
    EXPECT_EQ(product->text(), QStringLiteral("K[1,1] = 4 · 1 + 3 · 2 + 2 · 3 + 1 · 4 = 20"));
    EXPECT_EQ(view.findChildren<TensorView*>().front()->scene().frames.size(), 4u);
    emit view.kernel()->hovered(std::nullopt);
    EXPECT_TRUE(view.findChildren<TensorView*>().front()->scene().frames.empty());
}

TEST_F(Layers, AReluBetweenForbidsIt)
{
    Layer first = startSession().layer();
    first.activation = Activation::Relu;
    setStack({first, Layer{{{1, 1}}, 0, {}}});
    action("compositionPage")->trigger();
    CompositionView& view = *window->pages().page<CompositionView>();
    EXPECT_TRUE(view.verdict().contains(QStringLiteral("ReLU")));
    EXPECT_TRUE(view.verdict().contains(QStringLiteral("through two layers 0, through the one kernel −1")))
        << view.verdict().toStdString();
    EXPECT_FALSE(view.replaceButton()->isEnabled());
}

TEST_F(Layers, TheMatrixFollowsTheWindowAndIsTheMap)
{
    use("chapter-first");
    action("matrixPage")->trigger();
    MatrixView& page = *window->pages().page<MatrixView>();
    EXPECT_EQ(numbersOf(page.parts().matrix), (Grid{{0, 1, 3, 4}, {1, 2, 4, 5}, {3, 4, 6, 7}, {4, 5, 7, 8}}));
    EXPECT_EQ(numbersOf(page.parts().output), (Grid{{19}, {25}, {37}, {43}}));
    EXPECT_EQ(page.note(), QStringLiteral("The product equals the map in every cell."));
    const auto litRow = [&] { return page.matrix()->scene().frames.front().cells.top(); };
    EXPECT_EQ(litRow(), 0);
    key(Qt::Key_Right); // the page leaves the arrows to the window
    EXPECT_EQ(litRow(), 1);
    hover(page.matrix(), {2, 3});
    EXPECT_EQ(litRow(), 3);
    EXPECT_TRUE(formula().endsWith(QStringLiteral("= 43")));
    click(page.output(), {0, 2});
    EXPECT_EQ(view().step().cell, (OutputCell{1, 0}));
    page.setForm(MatrixForm::Toeplitz);
    EXPECT_EQ(page.parts().matrix.shape(), (Shape{4, 9}));
    EXPECT_EQ(page.note(), QStringLiteral("The product equals the map in every cell."));
    EXPECT_EQ(page.matrix()->scene().labels.size(), 4u) << "the weights of the present row";
}

TEST_F(Layers, AMatrixTooLargeToBeLookedAtSaysSo)
{
    use("zone-plate");
    action("matrixPage")->trigger();
    window->pages().page<MatrixView>()->setForm(MatrixForm::Toeplitz);
    EXPECT_TRUE(window->pages().page<MatrixView>()->parts().matrix.none());
    EXPECT_TRUE(window->pages().page<MatrixView>()->note().contains(QStringLiteral("smaller input")));
}

TEST_F(Layers, APoolingSaysThatItCannotBeLearned)
{
    choose(QStringLiteral("Kind of layer"), 1);
    EXPECT_TRUE(window->learner().problem().contains(QStringLiteral("no weights to learn")));
    EXPECT_FALSE(action("rotateKernel")->isEnabled());
}

TEST_F(Layers, EveryControlOfEveryPageHasAName)
{
    threeLayers();
    for (const char* page : {"tablePage", "matrixPage", "compositionPage", "stagePage"}) {
        action(page)->trigger();
        for (QWidget* widget : window->findChildren<QWidget*>()) {
            const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
                                 qobject_cast<QAbstractItemView*>(widget) || qobject_cast<TensorView*>(widget) ||
                                 qobject_cast<QAbstractSpinBox*>(widget);
            if (!control || !widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            EXPECT_FALSE(QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty())
                << page << ": " << widget->metaObject()->className();
        }
    }
}

TEST_F(Layers, TheCellThatIsSteppedLightsWhatItAffects)
{
    threeLayers();
    Session after = session();
    after.focus = 0;
    document().edit(QStringLiteral("Focus"), after);
    player().seekTo({1, 1});
    EXPECT_EQ(stage().strip()->view(2)->scene().labels.size(), 4u);
    ASSERT_TRUE(stage().strip()->view(3)->scene().field);
    EXPECT_EQ(stage().strip()->view(3)->scene().field->cells.size(), 4);
}

TEST_F(Layers, ASessionKeepsTheStack)
{
    threeLayers();
    action("addAveragePool")->trigger();
    choose(QStringLiteral("Kind of layer"), 1);
    fileToChoose = folder.filePath(QStringLiteral("stack.corr2d"));
    action("save")->trigger();
    const Session saved = session();
    action("startOver")->trigger();
    window->openFiles({fileToChoose});
    EXPECT_TRUE(until([&] { return session() == saved; }));
}

TEST_F(Layers, ThirtyTwoLayersAnswerAHoverAllTheWayBack)
{
    Layer layer{findKernelPreset("gauss-3")->values(), 0, {}, Activation::Relu};
    layer.spec.padding.mode = PaddingMode::Same;
    Session after = session();
    after.input = zonePlate({64, 64});
    after.layers.assign(kMostLayers, layer);
    after.focus = kMostLayers - 1;
    ASSERT_TRUE(document().edit(QStringLiteral("Deep"), after));
    ASSERT_TRUE(until([&] { return document().maps() && document().maps()->maps.size() == kMostLayers; }));
    view().point(Spot{Spot::Part::Map, kMostLayers, 31, 30}); // live_bench measures how long it takes
    const CellSet field = stage().strip()->view(0)->scene().field->cells;
    EXPECT_EQ(field.rows.back(), 63);
    EXPECT_GT(field.size(), 60 * 60);
}

} // namespace lab::test
