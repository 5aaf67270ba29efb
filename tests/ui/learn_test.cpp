// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Learn panel: the chapter's run, stepping, scrubbing, divergence.
#include "tests/ui/support.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QUndoStack>
#include <QWheelEvent>

namespace lab::test
{

class Learn : public WindowTest
{
protected:
    Learner& learner() { return window->learner(); }
    LearnPanel& panel() { return window->panel().learn(); }
    QPushButton* button(const QString& text)
    {
        for (QPushButton* each : panel().findChildren<QPushButton*>())
            if (each->text() == text)
                return each;
        ADD_FAILURE() << "no button " << text.toStdString();
        return nullptr;
    }
    /// Lets the pace have all the time it wants.
    void finish()
    {
        for (int i = 0; i < 1000 && learner().running(); ++i)
            learner().advance(1);
        EXPECT_FALSE(learner().running());
    }
};

const char* const kBookLog = "epoch 2, loss 8.644\n"
                             "epoch 4, loss 2.690\n"
                             "epoch 6, loss 0.959\n"
                             "epoch 8, loss 0.369\n"
                             "epoch 10, loss 0.147\n"
                             "[[ 0.9510, -1.0295]]\n"
                             "after 10 updates, loss 0.094";

TEST_F(Learn, OneClickGivesTheBooksLogAndTenPoints)
{
    button(QStringLiteral("As in the book"))->click();
    EXPECT_TRUE(learner().running());
    finish();
    EXPECT_EQ(panel().log().toStdString(), kBookLog);
    ASSERT_EQ(panel().chart()->points(), 10);
    const double losses[] = {16.598, 8.644, 4.722, 2.690, 1.586, 0.959, 0.591, 0.369, 0.232, 0.147};
    for (int n = 0; n < 10; ++n)
        EXPECT_NEAR(panel().chart()->lossAt(n), losses[n], 5e-4);
}

TEST_F(Learn, TheBooksRunComesFromAnyState)
{
    use("ring");
    action("book")->trigger();
    finish();
    EXPECT_EQ(panel().log().toStdString(), kBookLog);
}

TEST_F(Learn, TheKernelOnTheStageFollowsEachEpoch)
{
    action("book")->trigger();
    EXPECT_EQ(session().layer().kernel, (Grid{{-0.2113F, -0.5195F}}));
    learner().advance(0.5); // four of eight epochs a second
    EXPECT_EQ(learner().epoch(), 4);
    EXPECT_EQ(session().layer().kernel, converted<float>(learner().history()[3].kernel));
    finish();
    EXPECT_NEAR(session().layer().kernel.at(0, 0), 0.9510, 5e-5);
    EXPECT_NEAR(session().layer().kernel.at(0, 1), -1.0295, 5e-5);
}

TEST_F(Learn, ARunIsOneUndoStepNamedByItsEpochs)
{
    document().undoStack()->clear();
    learner().run();
    finish();
    EXPECT_EQ(document().undoStack()->count(), 1);
    EXPECT_EQ(document().undoStack()->undoText(), QStringLiteral("Learn kernel (10 epochs)"));
    document().undoStack()->undo();
    EXPECT_EQ(session(), startSession());
    document().undoStack()->redo();
    EXPECT_EQ(learner().epoch(), 10);
    EXPECT_EQ(panel().chart()->points(), 10);
}

TEST_F(Learn, StepsBackAndResetComeToTheSameKernels)
{
    action("epoch")->trigger();
    EXPECT_EQ(learner().epoch(), 1);
    const Grid first = session().layer().kernel;
    action("epoch")->trigger();
    action("epoch")->trigger();
    EXPECT_EQ(learner().epoch(), 3);
    action("epochBack")->trigger();
    action("epochBack")->trigger();
    EXPECT_EQ(session().layer().kernel, first);
    action("resetLearning")->trigger();
    EXPECT_EQ(learner().epoch(), 0);
    EXPECT_EQ(session().layer().kernel, (Grid{{-0.2113F, -0.5195F}}));
    action("epoch")->trigger();
    EXPECT_EQ(session().layer().kernel, first);
}

TEST_F(Learn, AnotherOptimiserTakesAnotherWayAndMovesTheLimit)
{
    QComboBox* box = nullptr;
    for (QComboBox* one : window->findChildren<QComboBox*>())
        if (one->accessibleName() == QStringLiteral("Optimiser"))
            box = one;
    ASSERT_NE(box, nullptr);
    ASSERT_EQ(box->count(), int(optimisers().size()));
    const auto choose = [&](Optimiser optimiser) {
        box->setFocus();
        while (box->currentIndex() > 0) // Home is a key that steps
            QTest::keyClick(box, Qt::Key_Up);
        for (int i = 0; i < int(optimiser); ++i)
            QTest::keyClick(box, Qt::Key_Down);
        EXPECT_EQ(session().train.optimiser, optimiser);
    };
    const auto* limit = window->findChild<QLabel*>(QStringLiteral("limit"));
    EXPECT_TRUE(limit->text().contains(QStringLiteral("0.0333")));
    EXPECT_TRUE(limit->text().contains(QStringLiteral("best")));
    choose(Optimiser::Momentum);
    EXPECT_TRUE(limit->text().contains(QStringLiteral("0.0633"))) << limit->text().toStdString(); // 3.8 / 60
    EXPECT_FALSE(limit->text().contains(QStringLiteral("best")));
    choose(Optimiser::Adam);
    EXPECT_TRUE(limit->text().contains(QStringLiteral("bounds no rate"))) << limit->text().toStdString();
    action("epoch")->trigger();
    // Adam's first step has the size of the rate, against the sign of the gradient.
    EXPECT_NEAR(double(session().layer().kernel.at(0, 0)), -0.2113 + 0.03, 1e-6);
    document().undoStack()->undo(); // the epoch
    document().undoStack()->undo(); // the optimiser
    EXPECT_EQ(session().train.optimiser, Optimiser::Adagrad);
}

TEST_F(Learn, ScrollingThePanelChangesNoSetting)
{
    const Session before = session();
    const auto turn = [](QWidget* widget) {
        const QPointF middle = QRectF(widget->rect()).center();
        QWheelEvent wheel(middle, widget->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &wheel);
    };
    int turned = 0;
    for (QWidget* widget : panel().findChildren<QWidget*>())
        if (qobject_cast<QComboBox*>(widget) || qobject_cast<QSpinBox*>(widget)) {
            turn(widget);
            ++turned;
        }
    EXPECT_GT(turned, 4);
    EXPECT_EQ(session(), before);
}

TEST_F(Learn, SeekingGoesToAnyEpochComputed)
{
    learner().run();
    finish();
    learner().seek(4);
    EXPECT_EQ(session().layer().kernel, converted<float>(learner().history()[3].kernel));
    EXPECT_EQ(panel().chart()->points(), 4);
    EXPECT_EQ(learner().history().size(), 10u);
    learner().seek(9); // and forward again
    EXPECT_EQ(panel().chart()->points(), 9);
}

TEST_F(Learn, TheStableLimitOfThisInputIsShown)
{
    ASSERT_NE(learner().curvature(), nullptr);
    EXPECT_NEAR(learner().curvature()->largestStableRate(), 2.0 / 60, 1e-12);
    const auto labels = panel().findChildren<QLabel*>();
    QString all;
    for (const QLabel* label : labels)
        all += label->text();
    for (const char* number : {"0.0333", "0.02778", "λ from 12 to 60", "condition 5", "[[36, 24], [24, 36]]", "0.64",
                               "−0.8", "15 (d₀ + d₁)² + 3 (d₀ − d₁)²"})
        EXPECT_TRUE(all.contains(QString::fromUtf8(number))) << number;
}

TEST_F(Learn, ADivergingRunStopsByItselfAndNamesTheStableRate)
{
    learner().setPace(0);
    panel().runExperiment("rate-05");
    finish();
    EXPECT_EQ(learner().ended(), RunEnd::Diverged);
    const auto* status = panel().findChild<QLabel*>(QStringLiteral("status"));
    EXPECT_TRUE(status->text().contains(QStringLiteral("diverged")));
    EXPECT_TRUE(status->text().contains(QStringLiteral("0.0333")));
}

TEST_F(Learn, WithTheBiasTheBooksRateDiverges)
{
    panel().runExperiment("bias");
    finish();
    EXPECT_NEAR(learner().curvature()->largestStableRate(), 0.0161, 5e-5);
    EXPECT_NEAR(learner().history()[9].loss, 4.5e8, 0.1e8);
    EXPECT_TRUE(panel().findChild<QLabel*>(QStringLiteral("status"))->text().contains(QStringLiteral("0.0160")));
}

TEST_F(Learn, SaysThatNothingIsLearnedFromWhatIsNoNumber)
{
    Session session = document().session();
    Grid input(session.input->shape(), 1);
    input.at(0, 0) = std::numeric_limits<float>::quiet_NaN();
    session.input = matrixPicture("", std::move(input));
    ASSERT_TRUE(document().edit(QStringLiteral("Open"), session));
    EXPECT_TRUE(learner().problem().contains(QStringLiteral("NaN")));
    EXPECT_EQ(panel().findChild<QLabel*>(QStringLiteral("status"))->text(), learner().problem());
    EXPECT_FALSE(button(QStringLiteral("Run"))->isEnabled());
}

TEST_F(Learn, ALossThatIsInfiniteFromTheStartIsSaidToBeSo)
{
    TrainSpec spec = session().train;
    spec.startKernel = {{1e200, 1}};
    ASSERT_TRUE(learner().setSpec(QStringLiteral("Start"), spec));
    learner().run();
    finish();
    EXPECT_EQ(learner().ended(), RunEnd::StartNotFinite);
    const QString status = panel().findChild<QLabel*>(QStringLiteral("status"))->text();
    EXPECT_TRUE(status.contains(QStringLiteral("start"))) << qPrintable(status);
    EXPECT_FALSE(status.contains(QStringLiteral("diverged")));
}

TEST_F(Learn, OffersNoRateWhereNoneLearns)
{
    Session session = document().session();
    session.input = matrixPicture("", Grid(session.input->shape()));
    ASSERT_TRUE(document().edit(QStringLiteral("Open"), session));
    ASSERT_TRUE(learner().curvature());
    for (const auto* label : panel().findChildren<QLabel*>())
        EXPECT_FALSE(label->text().contains(QStringLiteral("href='best'"))) << qPrintable(label->text());
}

TEST_F(Learn, WithTheMeanItCrawls)
{
    panel().runExperiment("mean");
    finish();
    EXPECT_NEAR(learner().history()[0].sumOfSquares, 16.6, 0.05);
    EXPECT_NEAR(learner().history()[9].sumOfSquares, 11.0, 0.05);
    EXPECT_TRUE(panel().log().contains(QStringLiteral("sum")));
}

TEST_F(Learn, AnotherRateIsAnotherRunFromTheSameStart)
{
    learner().run();
    finish();
    TrainSpec spec = session().train;
    spec.rate = 0.01;
    learner().setSpec(QStringLiteral("Rate"), spec);
    EXPECT_EQ(learner().epoch(), 0);
    EXPECT_TRUE(learner().history().empty());
    EXPECT_EQ(session().layer().kernel, (Grid{{-0.2113F, -0.5195F}}));
}

TEST_F(Learn, ASavedRunIsThereAgainWithItsChart)
{
    learner().run();
    finish();
    fileToChoose = folder.filePath(QStringLiteral("run.corr2d"));
    action("save")->trigger();
    action("startOver")->trigger();
    window->openFiles({fileToChoose});
    ASSERT_TRUE(until([&] { return learner().epoch() == 10; }));
    ASSERT_TRUE(until([&] { return panel().chart()->points() == 10; }));
    EXPECT_EQ(panel().log().toStdString(), kBookLog);
}

TEST_F(Learn, APictureIsLearnedOnAThreadAndFindsTheKernel)
{
    use("zone-plate");
    learner().want();
    ASSERT_TRUE(until([&] { return learner().curvature() != nullptr; }));
    TrainSpec spec = session().train;
    spec.rate = learner().curvature()->bestRate();
    spec.epochs = 40;
    ASSERT_TRUE(learner().setSpec(QStringLiteral("Rate"), spec));
    ASSERT_TRUE(until([&] { return learner().curvature() != nullptr; }));
    learner().setPace(0);
    learner().run();
    ASSERT_TRUE(until([&] { return !learner().running(); }));
    EXPECT_EQ(learner().epoch(), 40);
    EXPECT_NEAR(session().layer().kernel.at(0, 0), 1, 0.01);
    EXPECT_NEAR(session().layer().kernel.at(0, 1), -1, 0.01);
}

TEST_F(Learn, AKernelOfAnotherSizeGetsAStartOfItsSize)
{
    ASSERT_TRUE(learner().setHidden(QStringLiteral("Sobel"), findKernelPreset("sobel-x")->values(), 0));
    EXPECT_EQ(session().train.startKernel, uniformKernel({3, 3}, 0));
    EXPECT_TRUE(learner().problem().isEmpty());
    ASSERT_NE(learner().curvature(), nullptr);
    EXPECT_EQ(learner().curvature()->eigenvalues.size(), 9u);
}

TEST_F(Learn, AnOutputFromAFileIsLearned)
{
    fileToChoose = folder.filePath(QStringLiteral("edges.csv"));
    exportBy("exportOutput");
    emit panel().targetWanted();
    ASSERT_TRUE(until([&] { return session().train.target != nullptr; }));
    learner().run();
    finish();
    EXPECT_NEAR(learner().history().back().loss, 0.147, 5e-4);
}

TEST_F(Learn, AnOutputOfTheWrongSizeIsRefusedWithBothSizes)
{
    fileToChoose = folder.filePath(QStringLiteral("small.csv"));
    QFile file(fileToChoose);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("1,2\n");
    file.close();
    emit panel().targetWanted();
    ASSERT_TRUE(until([&] {
        return !document().loading() && !message().isEmpty() && !message().startsWith(QStringLiteral("Opening"));
    }));
    EXPECT_TRUE(message().contains(QStringLiteral("1 × 2"))) << message().toStdString();
    EXPECT_TRUE(message().contains(QStringLiteral("6 × 7"))) << message().toStdString();
    EXPECT_EQ(session(), startSession());
}

} // namespace lab::test
