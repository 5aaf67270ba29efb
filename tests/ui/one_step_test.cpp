// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A change is one step for everybody: no view sees the new session with what was true of the old one, and no page
// goes on with what is not there any more. Texts from outside are shown letter by letter.

#include "core/layers/kernels.h"
#include "core/session/samples.h"
#include "tests/ui/laboratory.h"
#include "ui/learning/epoch_page.h"
#include "ui/learning/race_controls.h"
#include "ui/widgets/plain_text.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QClipboard>
#include <QLabel>
#include <QMimeData>
#include <QPaintEvent>
#include <QSlider>
#include <QToolButton>
#include <QToolTip>
#include <QUndoStack>

namespace lab::test
{

namespace
{

class OneStep : public Laboratory
{
protected:
    void paste(const QString& text)
    {
        QApplication::clipboard()->setText(text);
        action("paste")->trigger();
    }
    /// The timeline goes through the products of the gradient, and plays.
    void buildGradient()
    {
        action("epochPage")->trigger();
        named<QToolButton>(QStringLiteral("product"))->click();
        ASSERT_TRUE(player().byProducts());
        player().togglePlaying();
        ASSERT_TRUE(player().playhead().playing());
        player().advance(1);
    }
    static QString tr(const char* text) { return QString::fromUtf8(text); }
};

TEST_F(OneStep, ASmallerInputUnderTheLastEpoch)
{
    action("last")->trigger();
    view().setByEpochs(true);
    stage().setFocus();
    for (int i = 0; i < 6; ++i) {
        paste(i % 2 == 0 ? QStringLiteral("1,2,3;4,5,6")
                         : QStringLiteral("1,2,3,4,5,6,7,8;1,2,3,4,5,6,7,8;1,2,3,4,5,6,7,9"));
        view().setByEpochs(i % 3 != 0);
        action("last")->trigger();
        EXPECT_LT(view().step().cell.row, document().geometry().rows.output);
        QCoreApplication::processEvents();
    }
}

TEST_F(OneStep, UndoKeepsWithinItsMemory)
{
    const std::int64_t picture = 100 * 100 * 4;
    document().setUndoBudget(10 * picture);
    const auto open = [&](int i) {
        document().setInput(matrixPicture(std::to_string(i), Grid({100, 100}, float(i))));
    };
    for (int i = 0; i < 30; ++i)
        open(i);
    QUndoStack& undo = *document().undoStack();
    EXPECT_LT(undo.count(), 10);
    EXPECT_GT(undo.count(), 7);
    EXPECT_EQ(session().input->name(), "29");
    EXPECT_FALSE(undo.isClean());
    const int steps = undo.count();
    for (int i = 1; i <= steps; ++i) {
        undo.undo();
        EXPECT_EQ(session().input->name(), std::to_string(29 - i));
    }
    EXPECT_FALSE(undo.canUndo());
    EXPECT_FALSE(undo.isClean()); // what was there at first is not reached any more
    while (undo.canRedo())
        undo.redo();
    EXPECT_EQ(session().input->name(), "29");
    const QString path = folder.filePath(QStringLiteral("saved.corr2d"));
    bool saved = false;
    document().save(path, [&saved](bool done) { saved = done; });
    ASSERT_TRUE(saved);
    open(30);
    open(31);
    undo.undo();
    undo.undo();
    EXPECT_TRUE(undo.isClean());
    open(40);
    document().setUndoBudget(1); // one step back there always is
    open(41);
    EXPECT_EQ(undo.count(), 1);
    undo.undo();
    EXPECT_EQ(session().input->name(), "40");
    for (int i = 0; i < 1000; ++i) { // and small steps are many
        document().setUndoBudget(std::int64_t(64) << 20);
        Session after = session();
        after.layer().bias = float(i) + 1;
        ASSERT_TRUE(document().edit(QStringLiteral("Bias"), after));
    }
    EXPECT_GE(undo.count(), 1000);
}

// Every signal of every model, in every order, after edits that change everything.
TEST_F(OneStep, WhoeverIsToldAnythingSeesAWholeChange)
{
    int told = 0;
    const auto look = [&] {
        ++told;
        EXPECT_FALSE(document().changing());
        const Shape output = document().geometry().output();
        const Step step = view().step();
        EXPECT_LT(step.cell.row, output.rows);
        EXPECT_LT(step.cell.col, output.cols);
        EXPECT_EQ(document().geometries().size(), session().layers.size());
    };
    QObject here;
    QObject::connect(&document(), &Document::changed, &here, look);
    QObject::connect(&document(), &Document::mapsChanged, &here, look);
    QObject::connect(&player(), &Player::moved, &here, look);
    QObject::connect(&player(), &Player::settingsChanged, &here, look);
    QObject::connect(&player(), &Player::playingChanged, &here, look);
    QObject::connect(&learner(), &Learner::progressed, &here, look);
    QObject::connect(&learner(), &Learner::problemChanged, &here, look);
    QObject::connect(&learner(), &Learner::runningChanged, &here, look);
    QObject::connect(&window->race(), &Race::lanesChanged, &here, look);
    QObject::connect(&window->race(), &Race::progressed, &here, look);
    for (const Sample& each : samples()) {
        view().setByEpochs(false);
        action("last")->trigger();
        view().setByEpochs(true);
        action("run")->trigger();
        learner().advance(0.3);
        use(each.id.data());
        action("addMaxPool")->trigger();
        document().undoStack()->undo();
        document().undoStack()->undo();
        document().undoStack()->redo();
    }
    EXPECT_GT(told, 50);
}

TEST_F(OneStep, TheProductsOfTheGradientAreAGrainOfTheTimeline)
{
    runBook();
    action("epochPage")->trigger();
    key(Qt::Key_Left);
    named<QToolButton>(QStringLiteral("product"))->click();
    EXPECT_EQ(player().playhead().count(), 2 * 42 + 1);
    EXPECT_EQ(player().playhead().index(), 0);
    auto& page = *window->pages().page<EpochPage>();
    key(Qt::Key_Right);
    EXPECT_EQ(player().playhead().index(), 1);
    EXPECT_EQ(page.product(), 1);
    key(Qt::Key_Right, Qt::ShiftModifier); // to the next weight
    EXPECT_EQ(player().playhead().index(), 42);
    EXPECT_EQ(page.cell(), QPoint(1, 0));
    key(Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(player().playhead().index(), 0);
    key(Qt::Key_End);
    EXPECT_EQ(player().playhead().index(), 84);
    key(Qt::Key_Space); // from the beginning
    player().advance(1);
    EXPECT_GT(player().playhead().index(), 0);
    EXPECT_LT(player().playhead().index(), 84);
    for (auto* button : page.findChildren<QAbstractButton*>())
        EXPECT_FALSE(button->accessibleName().contains(QStringLiteral("lay"))) << "one play button is enough";
    named<QToolButton>(QStringLiteral("epoch"))->click();
    EXPECT_FALSE(player().playhead().playing());
    EXPECT_EQ(player().playhead().count(), 4 * 10 + 1);
    named<QToolButton>(QStringLiteral("product"))->click();
    action("stagePage")->trigger();
    EXPECT_FALSE(player().byProducts());
    EXPECT_EQ(player().playhead().count(), 4 * 10 + 1) << "on the stage the epochs, as before";
    EXPECT_EQ(view().state().grain, Grain::Window);
}

TEST_F(OneStep, AGradientThatIsBuiltEndsWithItsProblem)
{
    runBook();
    buildGradient();
    action("addMaxPool")->trigger(); // it is focused, and learns nothing
    QCoreApplication::processEvents();
    player().advance(1); // whoever asks
    player().stepBy(1);
    window->pages().page<EpochPage>()->findChild<QSlider*>()->setValue(1);
    QCoreApplication::processEvents();
    EXPECT_FALSE(learner().problem().isEmpty());
}

TEST_F(OneStep, AReasonStandsInsteadOfThePageAndNotAcrossIt)
{
    runBook();
    for (const char* page : {"epochPage", "surfacePage", "filmPage"}) {
        action(page)->trigger();
        action("addMaxPool")->trigger();
        QCoreApplication::processEvents();
        auto* notice = window->pages().currentPage().findChild<QLabel*>(QStringLiteral("pageNotice"));
        ASSERT_TRUE(notice && notice->isVisible()) << page;
        const QImage seen = window->pages().currentPage().grab().toImage();
        const QColor ground = themeOf(window->palette()).window;
        const int margin = seen.height() / 4; // the sentence stands in the middle
        for (int y = 0; y < margin; ++y)
            for (int x = 0; x < seen.width(); ++x)
                ASSERT_EQ(seen.pixelColor(x, y), ground) << page << " at " << x << ", " << y;
        document().undoStack()->undo();
    }
}

TEST_F(OneStep, TheColourBarsArePaintedAnewWithTheirMaps)
{
    QCoreApplication::processEvents();
    struct Painted : QObject {
        QRegion region;
        bool eventFilter(QObject*, QEvent* event) override
        {
            if (event->type() == QEvent::Paint)
                region += static_cast<QPaintEvent*>(event)->region();
            return false;
        }
    } painted;
    stage().installEventFilter(&painted);
    emit kernel()->edited({0, 0}, 5, 1);
    QCoreApplication::processEvents();
    const QRect map = output()->geometry();
    const QRect belowTheChips(map.left(), map.bottom() + 32, map.width(), 48);
    EXPECT_TRUE(painted.region.intersects(belowTheChips));
}

TEST_F(OneStep, TheMarksOfARaceHaveTheColours)
{
    window->setColours(Colours::Light);
    action("surfacePage")->trigger();
    window->race().setLanes({session().train});
    auto* controls = window->findChild<RaceControls*>();
    const auto mark = [&] {
        for (const QLabel* each : controls->findChildren<QLabel*>())
            if (!each->pixmap(Qt::ReturnByValue).isNull())
                return each->pixmap(Qt::ReturnByValue).toImage();
        return QImage();
    };
    const QImage light = mark();
    ASSERT_FALSE(light.isNull());
    window->setColours(Colours::Dark);
    EXPECT_NE(mark(), light);
    window->setColours(Colours::Light);
}

TEST_F(OneStep, AMessageHasTheIconOfTheColours)
{
    window->setColours(Colours::Light);
    window->messages().showError(QStringLiteral("Something went wrong."));
    auto* icon = window->messages().findChild<QLabel*>();
    const QImage light = icon->pixmap(Qt::ReturnByValue).toImage();
    window->setColours(Colours::Dark);
    EXPECT_NE(icon->pixmap(Qt::ReturnByValue).toImage(), light);
    window->setColours(Colours::Light);
}

TEST_F(OneStep, AGradientThatIsBuiltEndsWithAnotherInput)
{
    runBook();
    buildGradient();
    use("landscape");
    QCoreApplication::processEvents();
    player().advance(1);
    EXPECT_EQ(player().playhead().count(), 1) << "of so large an input products are not stepped through";
    action("stagePage")->trigger();
    window->setColours(Colours::Dark); // hidden pages follow the colours too
    use("chapter-first");
    window->setColours(Colours::Light);
}

// The focus leaves a field that a change disables: it goes to a matrix, whose cursor speaks up in the middle of it.
TEST_F(OneStep, AFieldThatAChangeDisablesSaysNothing)
{
    Session pooled = session();
    pooled.layer().kind = LayerKind::MaxPool;
    pooled.layer().kernel = Grid{{1, 1}};
    ASSERT_TRUE(document().edit(QStringLiteral("Pool"), pooled));
    Session folded = session();
    folded.layer().kind = LayerKind::Convolution;
    folded.layer().kernel = Grid({4, 4}, 1);
    ASSERT_TRUE(document().edit(QStringLiteral("Convolve"), folded));
    player().seekTo({1, 1});
    const Session before = session();
    for (auto* field : window->findChildren<QAbstractSpinBox*>()) {
        if (!field->isVisible() || !field->isEnabled())
            continue;
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(field, Qt::Key_2);
        document().undoStack()->undo();
        document().undoStack()->redo();
        EXPECT_EQ(session(), before) << field->accessibleName().toStdString();
    }
    for (auto* button : window->findChildren<QAbstractButton*>())
        if (button->isVisible() && button->isEnabled() && button->focusPolicy() != Qt::NoFocus) {
            button->setFocus();
            document().undoStack()->undo();
            document().undoStack()->redo();
            EXPECT_EQ(session(), before) << button->accessibleName().toStdString();
        }
}

/// Names and texts that Qt would take for HTML, and read what they name.
constexpr const char* kHtml = "<img src=/dev/zero>";

TEST_F(OneStep, TextFromOutsideIsShownLetterByLetter)
{
    QFile file(folder.filePath(QStringLiteral("bad.csv")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(kHtml) + ",1,2\n");
    file.close();
    window->openFiles({file.fileName()});
    ASSERT_TRUE(until([&] { return !document().loading() && !message().isEmpty(); }));
    EXPECT_TRUE(message().contains(QLatin1String(kHtml))) << message().toStdString();

    Session after = session();
    after.input = matrixPicture(kHtml, Grid{{1, 2, 3}, {4, 5, 6}});
    ASSERT_TRUE(document().edit(QStringLiteral("Open %1").arg(QLatin1String(kHtml)), after));
    for (const char* page : {"stagePage", "filterPage", "filtersPage", "kernelsPage", "channelsPage", "surfacePage",
                             "epochPage", "filmPage", "answerPage", "tablePage", "matrixPage", "compositionPage"})
        action(page)->trigger();
    QCoreApplication::processEvents();
    for (const QLabel* label : window->findChildren<QLabel*>())
        EXPECT_NE(label->textFormat(), Qt::AutoText) << label->text().toStdString();
    EXPECT_TRUE(Qt::mightBeRichText(QLatin1String(kHtml)));
    EXPECT_EQ(plainToolTip(QLatin1String(kHtml)), QStringLiteral("<span>&lt;img src=/dev/zero&gt;</span>"));
    EXPECT_EQ(plainToolTip(QStringLiteral("a < b")), QStringLiteral("a < b"));
    // Any widget's tool tip, whoever set it.
    QLabel tip(window.get());
    tip.setToolTip(QLatin1String(kHtml));
    QHelpEvent help(QEvent::ToolTip, {1, 1}, window->mapToGlobal(QPoint(40, 40)));
    QCoreApplication::sendEvent(&tip, &help);
    EXPECT_EQ(QToolTip::text(), plainToolTip(QLatin1String(kHtml)));
    QToolTip::hideText();
}

/// Sessions that did harm: an endless scale, a loss that is not a number, a start farther away than any view.
TEST_F(OneStep, ASurfaceThatCannotBeDrawnSaysSo)
{
    for (const char* name : {"surf_start1e38", "surf_nan", "hs_1e20neg"}) {
        document().openFile(QStringLiteral(LAB_TEST_DATA "/sessions/%1.corr2d").arg(QLatin1String(name)));
        ASSERT_TRUE(until([&] { return !document().loading(); })) << name;
        action("surfacePage")->trigger();
        ASSERT_TRUE(until([&] { return learner().trainer() || !learner().problem().isEmpty(); })) << name;
        window->grab();
        EXPECT_FALSE(surface()->scene() && !std::isfinite(surface()->scene()->surface.least())) << name;
    }
}

TEST_F(OneStep, ARunThatDivergesIsDrawnAtOnce)
{
    window->panel().learn().runExperiment("rate-05");
    action("surfacePage")->trigger();
    finish();
    ASSERT_FALSE(scene().paths.empty());
    SurfaceViewport view;
    view.area = QRectF(0, 0, 800, 500);
    view.scale = 100;
    for (const SurfacePath& path : scene().paths)
        for (const QPolygonF& piece : visiblePath(path.points, view))
            EXPECT_TRUE(view.area.adjusted(-17, -17, 17, 17).contains(piece.boundingRect()));
}

} // namespace

} // namespace lab::test
