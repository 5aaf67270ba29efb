// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of learning: loss surface, one epoch, film strip, races, and why a kernel is not found.
#include "core/number_text.h"
#include "tests/ui/support.h"
#include "ui/views/answer_page.h"
#include "ui/views/epoch_page.h"
#include "ui/views/film_page.h"
#include "ui/views/live_label.h"
#include "ui/views/surface_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>
#include <QUndoStack>

namespace lab::test
{

class Laboratory : public WindowTest
{
protected:
    Learner& learner() { return window->learner(); }
    LearnPanel& panel() { return *window->learnPanel(); }
    template <class W>
    W* named(const QString& name)
    {
        for (W* each : window->findChildren<W*>())
            if (each->accessibleName() == name)
                return each;
        ADD_FAILURE() << "nothing is called " << name.toStdString();
        return nullptr;
    }
    QPushButton* button(const QString& text)
    {
        for (QPushButton* each : window->findChildren<QPushButton*>())
            if (each->text() == text)
                return each;
        ADD_FAILURE() << "no button " << text.toStdString();
        return nullptr;
    }
    void finish()
    {
        for (int i = 0; i < 2000 && learner().running(); ++i) {
            learner().advance(1);
            QCoreApplication::processEvents();
        }
        EXPECT_FALSE(learner().running());
    }
    void runBook()
    {
        action("book")->trigger();
        finish();
    }
    void change(const std::function<void(TrainSpec&)>& change)
    {
        TrainSpec spec = session().train;
        change(spec);
        ASSERT_TRUE(learner().setSpec(QStringLiteral("Change"), spec));
    }
    void type(const QString& name, const QString& text)
    {
        auto* edit = named<QLineEdit>(name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    LossSurfaceView* surface() { return window->surfacePage()->surface(); }
    const SurfaceScene& scene() { return *surface()->scene(); }
};

// --- the loss surface

TEST_F(Laboratory, ThePathOnTheSurfaceIsTheKernelsOfTheTrainer)
{
    runBook();
    action("surfacePage")->trigger();
    ASSERT_TRUE(surface()->scene());
    const auto& points = scene().paths.back().points;
    ASSERT_EQ(points.size(), 11u);
    EXPECT_EQ(points[0], (SurfacePoint{-0.2113, -0.5195}));
    for (std::size_t n = 0; n < 10; ++n) {
        const Grid64 kernel = learner().history().kernel(n);
        EXPECT_EQ(points[n + 1], (SurfacePoint{kernel.at(0, 0), kernel.at(0, 1)}));
        EXPECT_NEAR(scene().surface.at(points[n]), learner().history().losses()[n], 1e-12);
    }
    // The zig-zag at 0.03: the error along (1, 1), the steep direction, changes its sign each epoch.
    for (std::size_t n = 0; n + 1 < points.size(); ++n)
        EXPECT_LT((points[n].x + points[n].y) * (points[n + 1].x + points[n + 1].y), 0);
    // And all of it is in view.
    for (const SurfacePoint& p : points)
        EXPECT_TRUE(QRectF(surface()->rect()).contains(surface()->pixelOf(p)));
}

TEST_F(Laboratory, TheArrowOfGradientDescentLeadsToTheNextKernel)
{
    action("surfacePage")->trigger();
    const SurfacePoint step = *scene().step;
    action("epoch")->trigger();
    EXPECT_NEAR(session().layer().kernel.at(0, 0), step.x, 1e-6);
    EXPECT_NEAR(session().layer().kernel.at(0, 1), step.y, 1e-6);
}

TEST_F(Laboratory, TheStartIsDraggedAndItsWayFollows)
{
    runBook();
    action("surfacePage")->trigger();
    document().undoStack()->clear();
    const QPoint from = surface()->pixelOf(*scene().start).toPoint();
    QTest::mousePress(surface(), Qt::LeftButton, Qt::NoModifier, from);
    for (int i = 1; i <= 5; ++i)
        QTest::mouseMove(surface(), from + QPoint(12 * i, 8 * i));
    const SurfacePoint to = surface()->viewport().toValue(from + QPoint(60, 40));
    QTest::mouseRelease(surface(), Qt::LeftButton, Qt::NoModifier, from + QPoint(60, 40));
    EXPECT_EQ(session().train.startKernel, (Grid64{{to.x, to.y}}));
    EXPECT_EQ(learner().epoch(), 0);
    EXPECT_EQ(document().undoStack()->count(), 1);
    // Where the run will go is seen before it goes.
    const auto predicted = scene().paths.front().points;
    ASSERT_EQ(predicted.size(), 11u);
    learner().run();
    finish();
    for (std::size_t n = 0; n < 10; ++n)
        EXPECT_EQ(predicted[n + 1].x, learner().history().kernel(n).at(0, 0));
    document().undoStack()->undo();
    document().undoStack()->undo();
    EXPECT_EQ(session().train.startKernel, TrainSpec{}.startKernel);
}

TEST_F(Laboratory, TheStartIsMovedByKeysToo)
{
    action("surfacePage")->trigger();
    surface()->setFocus();
    const double before = session().train.startKernel.at(0, 0);
    key(Qt::Key_Right);
    EXPECT_GT(session().train.startKernel.at(0, 0), before);
    EXPECT_NEAR(session().train.startKernel.at(0, 1), -0.5195, 1e-12);
    const double scale = surface()->viewport().scale;
    key(Qt::Key_Plus);
    EXPECT_GT(surface()->viewport().scale, scale);
    key(Qt::Key_0);
    EXPECT_NEAR(surface()->viewport().scale, scale, 0.2 * scale);
    EXPECT_TRUE(surface()->accessibleDescription().contains(QStringLiteral("Lowest at K[0,0] = 1, K[0,1] = −1")))
        << surface()->accessibleDescription().toStdString();
}

TEST_F(Laboratory, AnyTwoWeightsAndTheBiasCanBeLookedAt)
{
    use("ring");
    ASSERT_TRUE(learner().setHidden(QStringLiteral("Sobel"), kernelPreset("sobel-x")->values(), 0));
    change([](TrainSpec& t) { t.learnBias = true; });
    action("surfacePage")->trigger();
    ASSERT_TRUE(until([&] { return surface()->scene().has_value(); }));
    window->surfacePage()->setAxes(4, 9);
    EXPECT_EQ(scene().xName, QStringLiteral("K[1,1]"));
    EXPECT_EQ(scene().yName, QStringLiteral("b"));
    const Curvature& curvature = *learner().curvature();
    EXPECT_EQ(scene().surface.hxx(), curvature.hessian.at(4, 4));
    EXPECT_EQ(scene().surface.hxy(), curvature.hessian.at(4, 9));
    auto* across = named<QComboBox>(QStringLiteral("Weight across"));
    across->setFocus();
    QTest::keyClick(across, Qt::Key_Home);
    EXPECT_EQ(scene().xName, QStringLiteral("K[0,0]"));
}

// --- the epoch as the fifth grain

TEST_F(Laboratory, AnEpochIsSteppedThroughItsPhasesForwardsAndBackExactly)
{
    runBook();
    const History whole = learner().history();
    const auto* place = window->findChild<LiveLabel*>(QStringLiteral("place"));
    learner().reset();
    action("epochPage")->trigger();
    EXPECT_TRUE(player().byEpochs());
    const char* const phases[] = {"update", "forward", "residual", "gradient"};
    for (int position = 1; position <= 40; ++position) {
        key(Qt::Key_Right);
        ASSERT_EQ(learner().position(), position);
        EXPECT_TRUE(place->text().contains(QLatin1String(phases[position % 4]))) << place->text().toStdString();
        EXPECT_EQ(session().layer().kernel,
                  converted<float>(position < 4 ? session().train.startKernel
                                                : whole.kernel(std::size_t(position / 4 - 1))));
    }
    for (int position = 39; position >= 0; --position) {
        key(Qt::Key_Left);
        ASSERT_EQ(learner().position(), position);
        EXPECT_EQ(learner().kernel(),
                  position < 4 ? session().train.startKernel : whole.kernel(std::size_t(position / 4 - 1)));
    }
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(learner().position(), 4);
    key(Qt::Key_End);
    EXPECT_EQ(learner().epoch(), 10);
    key(Qt::Key_Home);
    EXPECT_EQ(learner().epoch(), 0);
}

TEST_F(Laboratory, SteppingGoesOnBeyondTheEpochsThatWereRun)
{
    action("epochPage")->trigger();
    for (int i = 0; i < 44; ++i)
        key(Qt::Key_Right);
    EXPECT_EQ(learner().epoch(), 11);
    EXPECT_EQ(learner().history().size(), 11u);
}

TEST_F(Laboratory, TheTimelinePlaysThroughTheEpochsAndStops)
{
    action("epochPage")->trigger();
    key(Qt::Key_Space);
    EXPECT_TRUE(player().playhead().playing());
    for (int i = 0; i < 100 && player().playhead().playing(); ++i)
        player().advance(0.25);
    EXPECT_FALSE(player().playhead().playing());
    EXPECT_EQ(learner().epoch(), 10);
    EXPECT_NEAR(session().layer().kernel.at(0, 0), 0.9510, 5e-5);
}

TEST_F(Laboratory, TheStageKeepsItsOwnGrain)
{
    player().setGrain(Grain::Row);
    action("filmPage")->trigger();
    EXPECT_TRUE(player().byEpochs());
    action("stagePage")->trigger();
    EXPECT_FALSE(player().byEpochs());
    EXPECT_EQ(player().grain(), Grain::Row);
    named<QToolButton>(QStringLiteral("Step by epoch"))->click(); // on the stage too
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(learner().epoch(), 1);
}

// --- the rate while it runs, tolerance, starts, hidden kernels

TEST_F(Laboratory, TheRateChangesWhileItRunsAndTheSavedRunIsTheSame)
{
    learner().run();
    learner().advance(0.5); // four epochs
    ASSERT_EQ(learner().epoch(), 4);
    const History before = learner().history();
    ASSERT_TRUE(learner().changeRate(QStringLiteral("Rate"), 0.01));
    EXPECT_TRUE(learner().running());
    EXPECT_EQ(learner().epoch(), 4);
    finish();
    EXPECT_EQ(learner().epoch(), 10);
    for (std::size_t n = 0; n < 4; ++n)
        EXPECT_EQ(learner().history().kernel(n), before.kernel(n));
    const Grid64 k3 = learner().history().kernel(3), k4 = learner().history().kernel(4);
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_DOUBLE_EQ(k4.cells()[i], k3.cells()[i] - 0.01 * learner().history().gradient(4)[i]);
    const Grid64 last = learner().kernel();
    fileToChoose = folder.filePath(QStringLiteral("rates.corr2d"));
    action("save")->trigger();
    action("startOver")->trigger();
    window->openFiles({fileToChoose});
    ASSERT_TRUE(until([&] { return learner().epoch() == 10 && learner().history().size() == 10; }));
    EXPECT_EQ(learner().kernel(), last);
    EXPECT_EQ(session().train.rateChanges, (std::vector<RateChange>{{4, 0.01}}));
}

TEST_F(Laboratory, ARunEndsWhenTheLossHasFallenToTheTolerance)
{
    type(QStringLiteral("Loss at which a run ends early"), QStringLiteral("1"));
    EXPECT_EQ(session().train.tolerance, 1);
    learner().run();
    finish();
    EXPECT_EQ(learner().epoch(), 6); // 0.959 is the first below 1
    EXPECT_TRUE(panel().findChild<QLabel*>(QStringLiteral("status"))->text().contains(QStringLiteral("fallen to 1")));
    action("epoch")->trigger(); // one more is had by asking for it
    EXPECT_EQ(learner().epoch(), 7);
    type(QStringLiteral("Loss at which a run ends early"), QStringLiteral("little"));
    EXPECT_EQ(session().train.tolerance, 1);
    EXPECT_TRUE(message().contains(QStringLiteral("0 for none"))) << message().toStdString();
}

TEST_F(Laboratory, StartsAreDrawnByTheChosenRuleAndSeed)
{
    auto* start = named<QComboBox>(QStringLiteral("Start kernel"));
    start->setFocus();
    QTest::keyClick(start, Qt::Key_Home);
    QTest::keyClick(start, Qt::Key_Down);
    EXPECT_EQ(session().train.startKernel, drawnKernel(Draw::Uniform, {1, 2}, 0));
    QTest::keyClick(start, Qt::Key_Down);
    EXPECT_EQ(session().train.startKernel, drawnKernel(Draw::Kaiming, {1, 2}, 0));
    named<QSpinBox>(QStringLiteral("Seed of the random start"))->setValue(5);
    EXPECT_EQ(session().train.startKernel, drawnKernel(Draw::Kaiming, {1, 2}, 5));
    QTest::keyClick(start, Qt::Key_Down);
    EXPECT_EQ(session().train.startKernel, (Grid64{{0, 0}}));
}

TEST_F(Laboratory, AHiddenRandomKernelIsFoundAndShownOnlyThen)
{
    use("ring");
    auto* what = named<QComboBox>(QStringLiteral("What is learned"));
    what->setCurrentIndex(2);
    emit what->activated(2);
    named<QSpinBox>(QStringLiteral("Rows of the hidden kernel"))->setValue(2);
    named<QSpinBox>(QStringLiteral("Columns of the hidden kernel"))->setValue(3);
    named<QSpinBox>(QStringLiteral("Seed of the hidden kernel"))->setValue(7);
    ASSERT_EQ(session().train.hiddenKernel.shape(), (Shape{2, 3}));
    EXPECT_TRUE(session().train.concealed);
    EXPECT_EQ(learner().hiddenKernel(), nullptr);
    action("answerPage")->trigger();
    ASSERT_TRUE(until([&] { return learner().insight().has_value(); }));
    EXPECT_TRUE(window->answerPage()->tile(AnswerPage::kHidden)->scene().planes.empty());
    change([&](TrainSpec& t) {
        t.rate = learner().curvature()->bestRate();
        t.epochs = 3000;
    });
    learner().setPace(0);
    learner().run();
    ASSERT_TRUE(until([&] { return !learner().running(); }));
    const Grid hidden = session().train.hiddenKernel;
    for (std::size_t i = 0; i < hidden.size(); ++i)
        EXPECT_NEAR(learner().kernel().at(int(i / 3), int(i % 3)), double(hidden.cells()[i]), 1e-3);
    button(QStringLiteral("Reveal the kernel"))->click();
    ASSERT_NE(learner().hiddenKernel(), nullptr);
    EXPECT_FALSE(window->answerPage()->tile(AnswerPage::kHidden)->scene().planes.empty());
    EXPECT_EQ(learner().epoch(), 3000); // revealing is no other run
    document().undoStack()->undo();
    EXPECT_TRUE(session().train.concealed);
}

// --- charts

TEST_F(Laboratory, EarlierRunsStayNamedByWhatDiffered)
{
    runBook();
    change([](TrainSpec& t) { t.rate = 0.01; });
    learner().run();
    finish();
    ASSERT_EQ(learner().earlier().runs().size(), 1u);
    EXPECT_EQ(learner().earlier().runs()[0].name, QStringLiteral("rate 0.03"));
    EXPECT_EQ(learner().earlier().runs()[0].losses->size(), 10u);
    change([](TrainSpec& t) { t.optimiser = Optimiser::Adam; });
    ASSERT_EQ(learner().earlier().runs().size(), 2u);
    EXPECT_EQ(learner().earlier().runs()[1].name, QStringLiteral("Gradient descent"));
    EXPECT_EQ(panel().chart()->others(), 2u);
    EXPECT_TRUE(panel().chart()->valuesAt(10).contains(QStringLiteral("rate 0.03: 0.14")))
        << panel().chart()->valuesAt(10).toStdString();
    document().undoStack()->undo(); // the run at 0.01 is the present one again, and no earlier one
    ASSERT_EQ(learner().earlier().runs().size(), 1u);
    action("clearRuns")->trigger();
    EXPECT_EQ(panel().chart()->others(), 0u);
    EXPECT_FALSE(action("clearRuns")->isEnabled());
}

TEST_F(Laboratory, TheLossIsSeenOnALogarithmicScaleToo)
{
    runBook();
    action("logLoss")->trigger();
    EXPECT_TRUE(panel().chart()->logarithmic());
    EXPECT_TRUE(window->surfacePage()->chart()->logarithmic());
    ASSERT_EQ(panel().chart()->points(), 10);
    EXPECT_NEAR(panel().chart()->lossAt(9), 0.147, 5e-4);
    action("logLoss")->trigger();
    EXPECT_NEAR(panel().chart()->lossAt(0), 16.598, 5e-4);
}

TEST_F(Laboratory, AHundredThousandEpochsAreThinnedButNoPeakIsLost)
{
    LossChart chart;
    chart.resize(400, 200);
    std::vector<double> losses(100'000, 1.0);
    losses[77'777] = 9;
    losses[33'333] = 0.125;
    chart.showLosses(losses, 100'000, 100'000, false);
    EXPECT_LE(chart.points(), 1000);
    double least = 1, most = 1;
    for (int i = 0; i < chart.points(); ++i) {
        least = std::min(least, chart.lossAt(i));
        most = std::max(most, chart.lossAt(i));
    }
    EXPECT_EQ(most, 9);
    EXPECT_EQ(least, 0.125);
    EXPECT_TRUE(chart.valuesAt(77'778).contains(QStringLiteral("loss 9")));
}

TEST_F(Laboratory, TheLossIsExportedAsNumbersAndAsPictures)
{
    runBook();
    change([](TrainSpec& t) { t.rate = 0.01; });
    learner().run();
    finish();
    fileToChoose = folder.filePath(QStringLiteral("loss.csv"));
    action("exportLoss")->trigger();
    QFile csv(fileToChoose);
    ASSERT_TRUE(csv.open(QIODevice::ReadOnly));
    const auto lines = csv.readAll().trimmed().split('\n');
    ASSERT_EQ(lines.size(), 11);
    EXPECT_EQ(lines[0], QByteArray("epoch,loss,sum_of_squares,\"K[0,0]\",\"K[0,1]\",bias,\"rate 0.03\""));
    const auto cells = lines[10].split(',');
    EXPECT_EQ(cells[1].toDouble(), learner().history().losses()[9]);
    EXPECT_EQ(cells[3].toDouble(), learner().kernel().at(0, 0));
    EXPECT_NEAR(cells[6].toDouble(), 0.147, 5e-4);
    for (const char* name : {"loss.png", "loss.svg"}) {
        fileToChoose = folder.filePath(QLatin1String(name));
        action("exportLoss")->trigger();
        const QImage image(fileToChoose);
        EXPECT_GT(image.width(), 100) << name;
    }
    fileToChoose = folder.filePath(QStringLiteral("nowhere/loss.csv"));
    action("exportLoss")->trigger();
    EXPECT_TRUE(message().contains(QStringLiteral("Nothing was exported"))) << message().toStdString();
}

// --- the gradient

TEST_F(Laboratory, TheGradientIsBuiltCellByCellAndAgreesWithFiniteDifferences)
{
    action("epochPage")->trigger();
    EpochPage& page = *window->epochPage();
    page.show({1, 0}, 41); // the last product of K[0,1]
    const auto exact = page.view(EpochPage::kGradient)->scene().number(0, 1);
    EXPECT_NEAR(exact,
                lossAndGradient(learner().trainer()->problem(), session().train.startKernel, 0, {}).kernel.at(0, 1),
                1e-12);
    EXPECT_EQ(page.view(EpochPage::kGradient)->scene().filled, 2);
    page.show({0, 0}, 3);
    EXPECT_EQ(page.view(EpochPage::kGradient)->scene().filled, 1); // K[0,1] is still to come
    // Where the residuals lie on the input: as many cells as the output has, at the weight's place.
    bool laid = false;
    for (const FrameMark& frame : page.view(EpochPage::kInput)->scene().frames)
        laid |= frame.cells == QRectF(0, 0, 7, 6);
    EXPECT_TRUE(laid);
    const QString check = page.checkText();
    EXPECT_EQ(check.count(QString::fromStdString(display(
                  learner().history().empty() ? page.view(EpochPage::kGradient)->scene().number(0, 0) : 0, 6))),
              2)
        << check.toStdString();
}

TEST_F(Laboratory, TheGradientOfTheInputIsTheTurnedKernelOverTheResiduals)
{
    runBook();
    learner().seek(1);
    action("epochPage")->trigger();
    EpochPage& page = *window->epochPage();
    named<QToolButton>(QStringLiteral("Gradient of the input"))->click();
    EXPECT_EQ(page.gradientOf(), EpochPage::Of::Input);
    const TrainProblem& problem = learner().trainer()->problem();
    const Grid64 start = session().train.startKernel; // what epoch 1 was computed at
    const Grid64 residual = residuals(problem.inputs[0], problem.targets[0], start, 0, problem.geometry);
    const auto& scene = page.view(EpochPage::kGradient)->scene();
    for (int r = 0; r < 6; ++r)
        for (int c = 0; c < 8; ++c) {
            const double left = c > 0 ? residual.at(r, c - 1) * start.at(0, 1) : 0;
            const double right = c < 7 ? residual.at(r, c) * start.at(0, 0) : 0;
            EXPECT_NEAR(scene.planes[0].at(r, c), 2 * (left + right), 1e-5);
        }
    page.show({3, 2}, 0);
    EXPECT_TRUE(page.checkText().contains(QStringLiteral("X[2,3]")));
}

TEST_F(Laboratory, ThePhasesShowWhatIsComputedSoFar)
{
    action("epochPage")->trigger();
    EpochPage& page = *window->epochPage();
    const auto has = [&](EpochPage::View view) { return !page.view(view)->scene().planes.empty(); };
    key(Qt::Key_Right); // forward
    EXPECT_TRUE(has(EpochPage::kOutput));
    EXPECT_FALSE(has(EpochPage::kResidual));
    key(Qt::Key_Right);
    EXPECT_TRUE(has(EpochPage::kResidual));
    EXPECT_FALSE(has(EpochPage::kGradient));
    key(Qt::Key_Right);
    EXPECT_TRUE(has(EpochPage::kGradient));
    EXPECT_EQ(page.view(EpochPage::kUpdate)->scene().number(0, 0), -0.2113);
    key(Qt::Key_Right);
    EXPECT_EQ(page.view(EpochPage::kUpdate)->scene().number(0, 0), learner().history().kernel(0).at(0, 0));
}

TEST_F(Laboratory, ALargePictureHasItsMapsToo)
{
    use("zone-plate");
    action("epochPage")->trigger();
    EpochPage& page = *window->epochPage();
    ASSERT_TRUE(until([&] { return !page.view(EpochPage::kGradient)->scene().planes.empty(); }));
    named<QToolButton>(QStringLiteral("Gradient of the input"))->click();
    ASSERT_TRUE(until([&] {
        return page.view(EpochPage::kGradient)->scene().shape == session().input->shape() &&
               !page.view(EpochPage::kGradient)->scene().planes.empty();
    }));
}

// --- the film strip

TEST(FilmStrip, ChoosesTheFirstTheLastAndRoundNumbersBetween)
{
    EXPECT_EQ(FilmPage::chosenEpochs(3, 6), (std::vector<int>{0, 1, 2, 3}));
    EXPECT_EQ(FilmPage::chosenEpochs(100, 6), (std::vector<int>{0, 1, 5, 10, 50, 100}));
    for (const int shown : {0, 1, 5, 6, 7, 1000, 100'000})
        for (const int columns : {2, 3, 5, 11}) {
            const auto chosen = FilmPage::chosenEpochs(shown, columns);
            EXPECT_LE(int(chosen.size()), std::max(columns, 1));
            EXPECT_EQ(chosen.front(), 0);
            EXPECT_EQ(chosen.back(), shown);
            EXPECT_TRUE(std::is_sorted(chosen.begin(), chosen.end(), std::less_equal<>()) || chosen.size() == 1);
        }
}

TEST_F(Laboratory, AClickOnTheFilmGoesToTheEpoch)
{
    runBook();
    action("filmPage")->trigger();
    FilmPage& film = *window->filmPage();
    ASSERT_GE(film.epochs().size(), 4u);
    EXPECT_EQ(film.epochs().back(), 10);
    QTest::mouseClick(&film, Qt::LeftButton, Qt::NoModifier, film.columnRect(2).center().toPoint());
    EXPECT_EQ(learner().epoch(), film.epochs()[1]);
    learner().seek(10);
    film.setFocus();
    QTest::keyClick(&film, Qt::Key_Down);
    QTest::keyClick(&film, Qt::Key_Return);
    EXPECT_EQ(learner().epoch(), 2);
}

// --- races

TEST_F(Laboratory, FourLanesStartTogetherOnOneChartAndOneSurface)
{
    action("surfacePage")->trigger();
    Race& race = window->race();
    race.setLanes(raceRecipes()[0].make(session().train, *learner().curvature()));
    ASSERT_EQ(race.lanes().size(), 4u);
    EXPECT_FALSE(button(QStringLiteral("Add lane"))->isEnabled());
    learner().setPace(8);
    button(QStringLiteral("Start race"))->click();
    ASSERT_TRUE(until([&] { return race.lanes()[3].history.size() == 10u; }));
    race.advance(0.5);
    EXPECT_EQ(race.epoch(), 4);
    EXPECT_EQ(window->surfacePage()->chart()->others(), 4u);
    EXPECT_EQ(scene().paths.size(), 4u);
    for (const SurfacePath& path : scene().paths)
        EXPECT_EQ(path.points.size(), 5u);
    for (int i = 0; i < 20; ++i)
        race.advance(1);
    EXPECT_FALSE(race.running());
    EXPECT_EQ(race.epoch(), 10);
    // Each lane is the run that it names.
    for (const Lane& lane : race.lanes()) {
        Trainer alone(*trainProblem(session()), lane.spec.startKernel, 0);
        alone = alone.restarted(lane.spec);
        for (int n = 1; n <= 10; ++n)
            alone.step(lane.spec.rateOf(n));
        EXPECT_EQ(lane.history.kernel(9), alone.kernel()) << lane.name.toStdString();
    }
    EXPECT_EQ(race.lanes()[0].name, QStringLiteral("A Gradient descent, rate 0.02778"));
}

TEST_F(Laboratory, LanesAreAddedFromTheSettingsAndRemoved)
{
    action("surfacePage")->trigger();
    button(QStringLiteral("Add lane"))->click();
    change([](TrainSpec& t) { t.optimiser = Optimiser::Adam; });
    button(QStringLiteral("Add lane"))->click();
    ASSERT_EQ(window->race().lanes().size(), 2u);
    EXPECT_EQ(window->race().lanes()[1].spec.optimiser, Optimiser::Adam);
    named<QToolButton>(QStringLiteral("Remove lane A Gradient descent, rate 0.03"))->click();
    ASSERT_EQ(window->race().lanes().size(), 1u);
    EXPECT_TRUE(window->race().lanes()[0].name.startsWith(QStringLiteral("A Adam")));
    use("ring"); // other data: the lanes run on it
    EXPECT_EQ(window->race().epoch(), 0);
    ASSERT_TRUE(until([&] { return window->race().lanes().empty() || window->race().lanes()[0].trainer; }));
}

// --- why

TEST_F(Laboratory, WhatAConstantImageLeavesOpenIsNamedAndDrawn)
{
    Session after = session();
    after.input = matrixPicture("constant", Grid({6, 8}, 0.5F));
    ASSERT_TRUE(document().edit(QStringLiteral("Constant"), after));
    action("answerPage")->trigger();
    AnswerPage& page = *window->answerPage();
    EXPECT_TRUE(page.verdict().contains(QStringLiteral("only the sum of all weights")))
        << page.verdict().toStdString();
    ASSERT_EQ(page.directions(), 1u);
    page.setAlong(0.5);
    const auto* note = page.tile(AnswerPage::kOther);
    const auto& other = note->scene().number;
    EXPECT_NEAR(other(0, 0) + other(0, 1), 0, 1e-12); // the hidden kernel's sum is 0, and so is this one's
    EXPECT_NEAR(other(0, 0) - page.tile(AnswerPage::kExact)->scene().number(0, 0), 0.5, 1e-12);
}

TEST_F(Laboratory, VerticalEdgesDoNotTellTheRowsOfASobelApart)
{
    Session after = session();
    after.layer().kernel = kernelPreset("sobel-x")->values();
    after.train.hiddenKernel = after.layer().kernel;
    after.train.startKernel = uniformKernel({3, 3}, 3);
    ASSERT_TRUE(document().edit(QStringLiteral("Sobel"), after));
    action("answerPage")->trigger();
    EXPECT_TRUE(window->answerPage()->verdict().contains(QStringLiteral("sum of each column")));
    EXPECT_EQ(window->answerPage()->directions(), 6u);
}

TEST_F(Laboratory, TheChaptersKernelIsFoundAndSaidSo)
{
    change([](TrainSpec& t) { t.epochs = 60; });
    action("answerPage")->trigger();
    EXPECT_TRUE(window->answerPage()->verdict().contains(QStringLiteral("exactly one kernel")));
    learner().setPace(0);
    learner().run();
    finish();
    EXPECT_TRUE(window->answerPage()->verdict().startsWith(QStringLiteral("Found")))
        << window->answerPage()->verdict().toStdString();
    EXPECT_NEAR(window->answerPage()->tile(AnswerPage::kExact)->scene().number(0, 0), 1, 1e-15);
}

} // namespace lab::test
