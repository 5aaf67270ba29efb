// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is learned and how: starts, rates, tolerance, hidden kernels, charts.
#include "tests/ui/laboratory.h"
#include "ui/learning/answer_page.h"

#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QUndoStack>

namespace lab::test
{

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
    EXPECT_TRUE(note().contains(QStringLiteral("0 for none"))) << message().toStdString();
}

TEST_F(Laboratory, StartsAreDrawnByTheChosenRuleAndSeed)
{
    auto* start = named<QComboBox>(QStringLiteral("Start kernel"));
    start->setFocus();
    while (start->currentIndex() > 0) // Home is a key that steps
        QTest::keyClick(start, Qt::Key_Up);
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
    EXPECT_TRUE(window->pages().page<AnswerPage>()->tile(AnswerPage::kHidden)->scene().planes.empty());
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
    EXPECT_FALSE(window->pages().page<AnswerPage>()->tile(AnswerPage::kHidden)->scene().planes.empty());
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
    EXPECT_TRUE(window->pages().page<SurfacePage>()->chart()->logarithmic());
    ASSERT_EQ(panel().chart()->points(), 10);
    EXPECT_NEAR(panel().chart()->lossAt(9), 0.147, 5e-4);
    action("logLoss")->trigger();
    EXPECT_NEAR(panel().chart()->lossAt(0), 16.598, 5e-4);
}

TEST_F(Laboratory, TheLossIsLogarithmicByItselfWhereItMustBe)
{
    EXPECT_FALSE(needsLogarithm(std::vector{16.6, 3.0, 0.147}));
    EXPECT_TRUE(needsLogarithm(std::vector{16.6, 3.0, 1e-3}));
    EXPECT_TRUE(needsLogarithm(std::vector{16.6, 400.0}));
    EXPECT_TRUE(needsLogarithm(std::vector{16.6, double(INFINITY)}));
    EXPECT_FALSE(needsLogarithm({}));
    action("learnPlace")->trigger();
    panel().runExperiment("book");
    finish();
    EXPECT_FALSE(action("logLoss")->isChecked());
    TrainSpec spec = session().train;
    spec.rate = 0.05;
    learner().setSpec(QStringLiteral("rate"), spec);
    learner().run();
    finish();
    EXPECT_TRUE(action("logLoss")->isChecked());
    action("logLoss")->trigger();
    learner().stepBack();
    EXPECT_FALSE(action("logLoss")->isChecked()) << "the person's choice stays";
    learner().reset();
    EXPECT_FALSE(action("logLoss")->isChecked());
}

TEST_F(Laboratory, ADivergedRunLeavesTheChartAtAnArrow)
{
    LossChart chart;
    chart.resize(400, 240);
    chart.showLosses(std::vector{2.0, 1.0, 0.5}, 3, 3, false);
    EXPECT_EQ(chart.arrows(), 0);
    const double before = chart.top();
    LossCurve wild{
        .name = QStringLiteral("wild"),
        .losses = std::make_shared<const std::vector<double>>(std::vector{2.0, 50.0, 1e9, 1e300, double(INFINITY)}),
        .colour = Qt::black};
    chart.showLosses(std::vector{2.0, 1.0, 0.5}, 3, 3, false, {wild});
    EXPECT_EQ(chart.arrows(), 1);
    EXPECT_LE(chart.top(), 10 * 2 * 1.05);
    EXPECT_GT(chart.top(), before);
    chart.setLogarithmic(true);
    EXPECT_EQ(chart.arrows(), 0);
    EXPECT_GE(chart.top(), 1e300);
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
    exportBy("exportLoss");
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
        exportBy("exportLoss");
        const QImage image(fileToChoose);
        EXPECT_GT(image.width(), 100) << name;
    }
    fileToChoose = folder.filePath(QStringLiteral("nowhere/loss.csv"));
    exportBy("exportLoss");
    EXPECT_TRUE(message().contains(QStringLiteral("Nothing was exported"))) << message().toStdString();
}

} // namespace lab::test
