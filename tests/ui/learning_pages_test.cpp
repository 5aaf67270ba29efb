// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One epoch, its gradient, the film strip, and why a kernel is not found.
#include "core/numbers/number_text.h"
#include "tests/ui/laboratory.h"
#include "ui/learning/answer_page.h"
#include "ui/learning/epoch_page.h"
#include "ui/learning/film_page.h"
#include "ui/stage/stage_page.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/live_label.h"

#include <QSlider>
#include <QToolButton>

namespace lab::test
{

// --- the epoch as the fifth grain

TEST_F(Laboratory, AnEpochIsSteppedThroughItsPhasesForwardsAndBackExactly)
{
    runBook();
    const History whole = learner().history();
    const auto* place = window->findChild<LiveLabel*>(QStringLiteral("place"));
    learner().reset();
    action("epochPage")->trigger();
    EXPECT_TRUE(view().byEpochs());
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

TEST_F(Laboratory, TheLastStepIsTheLastEpochHoweverOftenItIsAskedFor)
{
    action("epochPage")->trigger();
    for (int i = 0; i < 3; ++i) {
        action("last")->trigger();
        EXPECT_EQ(learner().epoch(), 10);
        EXPECT_EQ(learner().history().size(), 10u);
        named<QToolButton>(QStringLiteral("Last step"))->click();
        EXPECT_EQ(learner().epoch(), 10);
        auto* scrub = named<QSlider>(QStringLiteral("Place in the computation"));
        scrub->setValue(scrub->maximum());
        EXPECT_EQ(learner().history().size(), 10u);
    }
    key(Qt::Key_Right); // but one more can be asked for
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(learner().epoch(), 11);
    action("last")->trigger();
    EXPECT_EQ(learner().epoch(), 11);
}

TEST_F(Laboratory, ADraggedStartIsTheKernelThatIsSeen)
{
    action("surfacePage")->trigger();
    LossSurfaceView* surface = window->pages().page<SurfacePage>()->surface();
    for (const bool learned : {true, false}) {
        if (learned)
            runBook();
        const QPointF from = surface->pixelOf(*surface->scene()->start);
        QTest::mousePress(surface, Qt::LeftButton, Qt::NoModifier, from.toPoint());
        for (const QPointF by : {QPointF(12, 0), QPointF(24, 9), QPointF(-20, 30)}) {
            QTest::mouseMove(surface, (from + by).toPoint());
            EXPECT_EQ(session().layer().kernel, converted<float>(session().train.startKernel));
            EXPECT_NE(session().train.startKernel, startSession().train.startKernel);
        }
        QTest::mouseRelease(surface, Qt::LeftButton, Qt::NoModifier, (from + QPointF(-20, 30)).toPoint());
        EXPECT_EQ(session().train.epoch, 0);
    }
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
    view().setGrain(Grain::Row);
    action("filmPage")->trigger();
    EXPECT_TRUE(view().byEpochs());
    action("stagePage")->trigger();
    EXPECT_FALSE(view().byEpochs());
    EXPECT_EQ(view().state().grain, Grain::Row);
    named<QToolButton>(QStringLiteral("epoch"))->click(); // on the stage too
    key(Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(learner().epoch(), 1);
}

/// The whole map of the present kernel, and the sentence says of which.
TEST_F(Laboratory, TheOutputIsWholeWhileAKernelIsLearned)
{
    runBook();
    action("runPage")->trigger();
    EXPECT_EQ(output()->scene().filled, -1);
    EXPECT_TRUE(window->pages().page<StagePage>()->findChild<ExplainView*>()->layoutNow().noteText.contains(
        QStringLiteral("after 10 updates")));
    const auto before = output()->scene().planes.front().identity();
    learner().seek(9);
    EXPECT_NE(output()->scene().planes.front().identity(), before);
    EXPECT_EQ(output()->scene().filled, -1);
    action("stagePage")->trigger();
    named<QToolButton>(QStringLiteral("window"))->click();
    EXPECT_EQ(output()->scene().filled, view().step().filled);
}

// --- the gradient

TEST_F(Laboratory, TheGradientIsBuiltCellByCellAndAgreesWithFiniteDifferences)
{
    action("epochPage")->trigger();
    EpochPage& page = *window->pages().page<EpochPage>();
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
    EpochPage& page = *window->pages().page<EpochPage>();
    named<QToolButton>(QStringLiteral("∂loss/∂X"))->click();
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
    EpochPage& page = *window->pages().page<EpochPage>();
    const auto has = [&](EpochPage::View view) { return !page.view(view)->scene().planes.empty(); };
    key(Qt::Key_Right); // forward
    EXPECT_TRUE(has(EpochPage::kOutput));
    EXPECT_FALSE(has(EpochPage::kResidual));
    key(Qt::Key_Right);
    EXPECT_TRUE(has(EpochPage::kResidual));
    EXPECT_FALSE(has(EpochPage::kGradient));
    key(Qt::Key_Right);
    EXPECT_TRUE(has(EpochPage::kGradient));
    EXPECT_EQ(page.view(EpochPage::kBefore)->scene().number(0, 0), -0.2113);
    EXPECT_FALSE(has(EpochPage::kUpdate));
    key(Qt::Key_Right);
    EXPECT_EQ(page.view(EpochPage::kBefore)->scene().number(0, 0), -0.2113);
    EXPECT_EQ(page.view(EpochPage::kUpdate)->scene().number(0, 0), learner().history().kernel(0).at(0, 0));
}

/// Epoch 2 of the book's run: its kernel is 0.7509, −0.1663, its gradient 11.04, 24.04.
TEST_F(Laboratory, EachStepOfAnEpochIsASentenceOfNumbers)
{
    runBook();
    action("epochPage")->trigger();
    EpochPage& page = *window->pages().page<EpochPage>();
    const auto* sentence = page.findChild<ExplainView*>();
    const auto says = [&](const char* text) {
        const FormulaLayout& line = sentence->layoutNow();
        QString all = line.symbolText + QLatin1Char('\n');
        for (const auto& placed : line.numbers)
            all += placed.token.text + QLatin1Char(' ');
        all += QLatin1Char('\n') + line.noteText;
        EXPECT_TRUE(all.contains(QString::fromUtf8(text))) << text << " in " << all.toStdString();
    };
    learner().seekPosition(kPhases + int(Phase::Forward)); // of the second epoch
    says("Ŷ[0,5] = X[0,5]·K[0,0] + X[0,6]·K[0,1] + b");
    learner().seekPosition(kPhases + int(Phase::Residual));
    says("R[0,5] = Ŷ[0,5] − Y[0,5]");
    says("−0.1663 − (−1) = 0.8337");
    says("squared 0.695; the 42 squares add up to the loss 8.644");
    learner().seekPosition(kPhases + int(Phase::Gradient));
    page.show({1, 0}, 0);
    says("∂loss/∂K[0,1] = 2 · Σ R · X");
    learner().seekPosition(2 * kPhases);
    page.findChild<QSlider*>()->setValue(page.findChild<QSlider*>()->maximum());
    says("K[0,1] − rate · ∂loss/∂K[0,1]");
    says("−0.1663 − 0.03 · 24.04 = −0.8874");
    says("the loss grows with this weight, so it is made smaller");
    EXPECT_EQ(page.view(EpochPage::kLaid)->scene().shape, page.view(EpochPage::kResidual)->scene().shape);
}

/// What is pointed at takes the sentence, and gives it back.
TEST_F(Laboratory, APointedNumberOfAnEpochIsExplained)
{
    runBook();
    learner().seek(2);
    action("epochPage")->trigger();
    EpochPage& page = *window->pages().page<EpochPage>();
    const auto* sentence = page.findChild<ExplainView*>();
    const QString before = sentence->words();
    for (const auto view : {EpochPage::kOutput, EpochPage::kTarget, EpochPage::kResidual, EpochPage::kUpdate}) {
        emit page.view(view)->hovered(QPoint(1, 0));
        EXPECT_NE(sentence->words(), before) << view;
        emit page.view(view)->hovered(std::nullopt);
        EXPECT_EQ(sentence->words(), before) << view;
    }
}

TEST_F(Laboratory, ALargePictureHasItsMapsToo)
{
    use("zone-plate");
    action("epochPage")->trigger();
    EpochPage& page = *window->pages().page<EpochPage>();
    ASSERT_TRUE(until([&] { return !page.view(EpochPage::kGradient)->scene().planes.empty(); }));
    named<QToolButton>(QStringLiteral("∂loss/∂X"))->click();
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
    FilmPage& film = *window->pages().page<FilmPage>();
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

/// Epoch 10 has the loss of the kernel before its update; the kernel that came of it is named by its updates.
TEST_F(Laboratory, AnEpochMeansTheSameEverywhere)
{
    runBook();
    ASSERT_EQ(session().train.epoch, 10);
    const QString log = panel().log();
    EXPECT_TRUE(log.contains(QStringLiteral("epoch 10, loss 0.147"))) << log.toStdString();
    EXPECT_TRUE(log.contains(QStringLiteral("after 10 updates, loss 0.094"))) << log.toStdString();
    EXPECT_NEAR(*learner().lossAfter(9), learner().history().losses()[9], 1e-12);
    EXPECT_NEAR(*learner().lossAfter(10), 0.0935, 5e-5);
    EXPECT_EQ(*learner().lossAfter(0), learner().history().losses()[0]);
    action("filmPage")->trigger();
    FilmPage& film = *window->pages().page<FilmPage>();
    QTest::mouseMove(&film, film.columnRect(int(film.epochs().size())).center().toPoint());
    film.setFocus();
    for (std::size_t i = 0; i < film.epochs().size(); ++i)
        QTest::keyClick(&film, Qt::Key_Down);
    EXPECT_TRUE(film.accessibleDescription().startsWith(QStringLiteral("Kernel after 10 updates, loss 0.0935")))
        << film.accessibleDescription().toStdString();
    learner().seek(9);
    EXPECT_NEAR(*learner().lossAfter(10), 0.0935, 5e-5); // measured by no epoch yet
    learner().stepForward();
    learner().stepForward();
    EXPECT_NEAR(learner().history().losses()[10], *learner().lossAfter(10), 1e-12);
}

TEST_F(Laboratory, TheFilmFollowsAnotherRateFromAnEpochOn)
{
    runBook();
    action("filmPage")->trigger();
    FilmPage& film = *window->pages().page<FilmPage>();
    const auto column = [&film](int epoch) {
        const auto found = std::find(film.epochs().begin(), film.epochs().end(), epoch);
        EXPECT_NE(found, film.epochs().end());
        const QRect area = film.columnRect(int(found - film.epochs().begin()) + 1).toRect();
        return film.grab().toImage().copy(area.adjusted(0, 60, 0, -10));
    };
    const QImage second = column(2), fifth = column(5);
    Session other = session();
    other.train.changeRate(3, 0.001);
    other.train.epoch = 9;
    ASSERT_TRUE(document().edit(QStringLiteral("Another rate"), other));
    ASSERT_EQ(learner().history().size(), 9u);
    EXPECT_NE(column(5), fifth);
    EXPECT_EQ(column(2).size(), second.size());
}

// --- why

TEST_F(Laboratory, WhatAConstantImageLeavesOpenIsNamedAndDrawn)
{
    Session after = session();
    after.input = matrixPicture("constant", Grid({6, 8}, 0.5F));
    ASSERT_TRUE(document().edit(QStringLiteral("Constant"), after));
    action("answerPage")->trigger();
    AnswerPage& page = *window->pages().page<AnswerPage>();
    EXPECT_TRUE(page.verdict().contains(QStringLiteral("only the sum of all weights")))
        << page.verdict().toStdString();
    ASSERT_EQ(page.directions(), 1u);
    page.setAlong(0.5);
    const auto* note = page.tile(AnswerPage::kOther);
    const auto& other = note->scene().number;
    EXPECT_NEAR(other(0, 0) + other(0, 1), 0, 1e-12); // the hidden kernel's sum is 0, and so is this one's
    EXPECT_NEAR(other(0, 0) - page.tile(AnswerPage::kExact)->scene().number(0, 0), 0.5, 1e-12);
}

// Stripes are not the same everywhere, but each window of one row is.
TEST_F(Laboratory, WhatIsSaidOfStripesIsTrue)
{
    Session after = session();
    Grid stripes({6, 8});
    for (int r = 0; r < 6; ++r)
        for (float& cell : stripes.row(r))
            cell = float(r % 3);
    after.input = matrixPicture("stripes", stripes);
    ASSERT_TRUE(document().edit(QStringLiteral("Stripes"), after));
    action("answerPage")->trigger();
    const QString verdict = window->pages().page<AnswerPage>()->verdict();
    EXPECT_TRUE(verdict.startsWith(QStringLiteral("Within each window of this input all cells are the same")))
        << qPrintable(verdict);
    EXPECT_FALSE(verdict.contains(QStringLiteral("everywhere"))) << qPrintable(verdict);
}

TEST_F(Laboratory, VerticalEdgesDoNotTellTheRowsOfASobelApart)
{
    Session after = session();
    after.layer().kernel = findKernelPreset("sobel-x")->values();
    after.train.hiddenKernel = after.layer().kernel;
    after.train.startKernel = uniformKernel({3, 3}, 3);
    ASSERT_TRUE(document().edit(QStringLiteral("Sobel"), after));
    action("answerPage")->trigger();
    EXPECT_TRUE(window->pages().page<AnswerPage>()->verdict().contains(QStringLiteral("sum of each column")));
    EXPECT_EQ(window->pages().page<AnswerPage>()->directions(), 6u);
}

TEST_F(Laboratory, TheChaptersKernelIsFoundAndSaidSo)
{
    change([](TrainSpec& t) { t.epochs = 60; });
    action("answerPage")->trigger();
    EXPECT_TRUE(window->pages().page<AnswerPage>()->verdict().contains(QStringLiteral("exactly one kernel")));
    learner().setPace(0);
    learner().run();
    finish();
    EXPECT_TRUE(window->pages().page<AnswerPage>()->verdict().startsWith(QStringLiteral("Found")))
        << window->pages().page<AnswerPage>()->verdict().toStdString();
    EXPECT_NEAR(window->pages().page<AnswerPage>()->tile(AnswerPage::kExact)->scene().number(0, 0), 1, 1e-15);
}

} // namespace lab::test
