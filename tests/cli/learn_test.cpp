// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every setting of a run, on the chapter's arrays (Dive into Deep Learning, 7.2.4).

#include "core/learning/start_kernel.h"
#include "core/numbers/number_text.h"
#include "tests/cli/process.h"
#include "ui/io/input_file.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace lab;
using namespace lab::test;

namespace
{

QStringList edges(const QStringList& more)
{
    return QStringList{"learn", "--input", kEdgeInput, "--target", kEdgeOutput} + more;
}

const QString kBook = "epoch 2, loss 8.644\nepoch 4, loss 2.690\nepoch 6, loss 0.959\nepoch 8, loss 0.369\n"
                      "epoch 10, loss 0.147\nafter 10 updates, loss 0.094\n[[ 0.9510, -1.0295]]\n";

TEST(LearnFrom, ASessionOrAnExperiment)
{
    expectOutput(run({"learn", "@book"}), kBook);
    expectOutput(run({"learn", dataFile("sessions/learning.corr2d")}), kBook);
    expectOutput(run(edges({"--start", "book"})), kBook);
    EXPECT_EQ(run({"learn", "@rate-034", "--log-every", "60"}).out.section('\n', 0, 0).section(',', 0, 0),
              "epoch 60");
    EXPECT_TRUE(run({"learn", "@book", "--epochs", "2"}).out.contains("after 2 updates"));
    expectFailure(run({"learn", "@bias", "--epochs", "1000", "--log-every", "1000"}), 1,
                  "the largest stable rate here");
    EXPECT_FALSE(run({"learn", "@bias", "--no-bias"}).out.contains("bias"));
    expectFailure(run({"learn", "@lenet-5", "--layer", "2"}), 1, "has no weights to learn");
    expectFailure(run({"learn", "@book", "--layer", "2"}), 1, "the last layer, which is 1");
}

TEST(LearnFrom, Starts)
{
    const auto start = [](const QStringList& more) {
        return run(edges(QStringList{"--epochs", "1", "--rate", "1e-12"} + more)).out.section('\n', -2, -2);
    };
    EXPECT_EQ(start({"--start", "zeros"}), "[[ 0.0000, -0.0000]]");
    EXPECT_EQ(start({"--start", "book"}), "[[-0.2113, -0.5195]]");
    for (const char* name : {"uniform", "kaiming"}) {
        const Draw draw = QString(name) == "uniform" ? Draw::Uniform : Draw::Kaiming;
        EXPECT_EQ(start({"--start", name, "--seed", "7"}).toStdString(), tensorText(drawnKernel(draw, {1, 2}, 7)));
    }
    EXPECT_EQ(start({}), start({"--start", "uniform", "--seed", "0"}));
    const QString zeros = run(edges({"--start", "zeros", "--log-every", "10"})).out;
    EXPECT_EQ(zeros, "epoch 10, loss 0.004\nafter 10 updates, loss 0.002\n[[ 0.9885, -0.9885]]\n")
        << qPrintable(zeros);
    EXPECT_TRUE(run({"learn", "@book", "--bias", "--start-bias", "2", "--epochs", "1", "--rate", "1e-9"})
                    .out.endsWith("bias 2.0000\n"));
}

TEST(Learn, ByTheBestRate)
{
    const QString out =
        run(edges({"--start", "zeros", "--rate", "best", "--epochs", "100", "--log-every", "100"})).out;
    EXPECT_TRUE(out.endsWith("[[ 1.0000, -1.0000]]\n")) << qPrintable(out);
    expectOutput(
        run(edges({"--limits"})),
        "largest stable rate 0.03333333333333333\nbest rate 0.027777777777777776\ncondition 5\neigenvalues 12,60\n");
    expectOutput(run(edges({"--limits", "--optimiser", "adam"})),
                 "largest stable rate inf\nbest rate 0.027777777777777776\ncondition 5\neigenvalues 12,60\n");
    const QString mean = run(edges({"--limits", "--reduction", "mean"})).out;
    EXPECT_NEAR(mean.section('\n', 1, 1).section(' ', -1).toDouble(), 42.0 * 2 / 72, 1e-12) << qPrintable(mean);
    expectFailure(run({"learn", "--input", "0,0,0", "--target", "1,1", "--rate", "best"}), 1, "No rate is the best");
}

TEST(Learn, TheExactAnswer)
{
    const QString out = run(edges({"--exact"})).out;
    const auto kernel = matrix64FromText(out.section('\n', 1, 1).toStdString());
    ASSERT_TRUE(kernel.ok()) << qPrintable(out);
    EXPECT_NEAR(kernel->at(0, 0), 1, 1e-14);
    EXPECT_NEAR(kernel->at(0, 1), -1, 1e-14);
    EXPECT_TRUE(out.startsWith("exact answer, loss ")) << qPrintable(out);
    EXPECT_EQ(out.section('\n', 2, 2), "the input tells 2 of 2 directions");
    EXPECT_EQ(run({"learn", "--input", "1,2,4", "--target", "-1,-2", "--start", "zeros", "--exact"})
                  .out.count("no output changes along "),
              1);
    EXPECT_TRUE(run(edges({"--exact", "--kernel-size", "1,2", "--bias"})).out.contains(" bias "));
    EXPECT_TRUE(
        run({"learn", "@chapter-edge", "--find", "@sobel-x", "--exact"}).out.contains("tells 3 of 9 directions"));
    QTemporaryDir dir;
    ASSERT_EQ(run(edges({"--exact", "--output", dir.filePath("k.npy")})).code, 0);
    EXPECT_EQ(readInput(dir.filePath("k.npy")).value()->shape(), (Shape{1, 2}));
    expectFailure(run({"learn", "--input", "@zone-plate", "--find-seed", "1", "--kernel-size", "33,33", "--exact"}),
                  1, "up to 1024 weights");
}

TEST(Learn, TheGradientOfTheStart)
{
    // 2 Σ (Y − T) X over all windows: six rows with the windows 1,1 1,0 0,0 0,0 0,0 0,1 1,1.
    const QString out = run({"learn", "@book", "--gradient"}).out;
    EXPECT_NEAR(out.section('\n', 0, 0).section(' ', 1).toDouble(), 16.598, 5e-4) << qPrintable(out);
    const double k0 = -0.2113, k1 = -0.5195;
    const auto gradient = matrix64FromText(out.section('\n', 1, 1).section(' ', 1).toStdString());
    ASSERT_TRUE(gradient.ok()) << qPrintable(out);
    EXPECT_NEAR(gradient->at(0, 0), 12 * (2 * (k0 + k1) + (k0 - 1)), 1e-12);
    EXPECT_NEAR(gradient->at(0, 1), 12 * (2 * (k0 + k1) + (k1 + 1)), 1e-12);
    EXPECT_TRUE(run({"learn", "@bias", "--gradient"}).out.contains(" bias "));
    expectFailure(run({"learn", "@book", "--gradient", "--exact"}), 2, "--exact leaves nothing for --gradient");
}

TEST(Learn, FindsAKernel)
{
    const QStringList call{"learn",    "--input", "@zone-plate", "--rate", "best",
                           "--epochs", "200",     "--log-every", "200"};
    const QString sobel = run(call + QStringList{"--find", "@sobel-x"}).out;
    EXPECT_TRUE(sobel.contains("-1.0000")) << qPrintable(sobel);
    EXPECT_TRUE(sobel.contains("2.0000")) << qPrintable(sobel);
    const QString hidden = run(call + QStringList{"--find-seed", "3", "--kernel-size", "1,2"}).out;
    EXPECT_EQ(hidden.section('\n', -2, -2).toStdString(), tensorText(hiddenKernel({1, 2}, 3))) << qPrintable(hidden);
    const QString bias =
        run({"learn", "--input", kFirstInput, "--find", "2", "--find-bias", "5", "--bias", "--exact"}).out;
    EXPECT_NEAR(bias.section('\n', 1, 1).section(' ', -1).toDouble(), 5, 1e-9) << qPrintable(bias);
}

TEST(Learn, WithAnyGeometry)
{
    const QString same =
        run({"learn", "--input", "@ring", "--find", "1,2,3", "--padding", "same", "--border", "reflect", "--stride",
             "2", "--rate", "best", "--epochs", "3000", "--log-every", "3000"})
            .out;
    EXPECT_TRUE(same.endsWith("[[1.0000, 2.0000, 3.0000]]\n")) << qPrintable(same);
    const QString turned = run({"learn", "--input", kFirstInput, "--target", "5,11;23,29", "--operation",
                                "convolution", "--exact", "--kernel-start", "0,1;2,3"})
                               .out;
    EXPECT_TRUE(turned.startsWith("exact answer, loss ")) << qPrintable(turned);
    expectFailure(run({"learn", "--input", "1,2", "--target", "1,2", "--padding", "same"}), 2,
                  "--kernel-size is missing");
    EXPECT_EQ(run({"learn", "--input", "1,2", "--target", "1,2", "--padding", "same", "--kernel-size", "1,2"}).code,
              0);
}

TEST(Learn, StopsAtALoss)
{
    const QString out = run({"learn", "@book", "--stop-at", "1", "--log-every", "1"}).out;
    EXPECT_TRUE(out.contains("epoch 6, loss 0.959\nafter 6 updates, ")) << qPrintable(out);
}

TEST(Learn, WritesItsLosses)
{
    QTemporaryDir dir;
    const QString file = dir.filePath("l.csv");
    ASSERT_EQ(run({"learn", "@book", "--losses", file}).code, 0);
    QFile read(file);
    ASSERT_TRUE(read.open(QIODevice::ReadOnly));
    const QString csv = QString::fromUtf8(read.readAll());
    EXPECT_EQ(csv.section('\n', 0, 0), "epoch,loss,sum_of_squares,\"K[0,0]\",\"K[0,1]\",bias");
    EXPECT_EQ(csv.count('\n'), 11);
    EXPECT_NEAR(csv.section('\n', 2, 2).section(',', 1, 1).toDouble(), 8.644, 5e-4);
    EXPECT_GT(csv.section('\n', 2, 2).section(',', 1, 1).size(), 12); // all its digits
    expectOutput(run({"learn", "@book", "--losses", "-"}), csv);
    const QString kernel = run({"learn", "@book", "--output", "-"}).out;
    EXPECT_EQ(kernel.count('\n'), 1) << qPrintable(kernel);
    EXPECT_EQ(kernel.trimmed(), csv.section('\n', 10, 10).section(',', 3, 4));
}

TEST(Learn, OptionsThatExcludeEachOther)
{
    expectFailure(run(edges({"--find", "1,1"})), 2, "--target leaves nothing for --find");
    expectFailure(run(edges({"--kernel-start", "1,1", "--start", "zeros"})), 2, "--kernel-start leaves nothing");
    expectFailure(run(edges({"--exact", "--limits"})), 2, "--exact leaves nothing for --limits");
    expectFailure(run(edges({"--bias", "--no-bias"})), 2, "--bias leaves nothing for --no-bias");
    expectFailure(run(edges({"--start", "zeros", "--seed", "1"})), 2, "--start leaves nothing for --seed");
    expectFailure(run(edges({"--format", "npy"})), 2, "--format is for --output");
    expectFailure(run(edges({"--layer", "1"})), 2, "--layer is for FILE");
    expectFailure(run({"learn", "--target", "1"}), 2, "--input is missing");
    expectFailure(run(edges({"--stop-at", "-1"})), 2, "--stop-at needs a number from 0 on");
    expectFailure(run(edges({"--rate", "fast"})), 2, "--rate needs a number");
}

TEST(Learn, OfOneColour)
{
    QTemporaryDir dir;
    const QString x = dir.filePath("x.csv"), y = dir.filePath("y.csv");
    ASSERT_EQ(run({"compute", "--input", "@landscape", "--kernel", "1,-1", "--output", x}).code, 0);
    ASSERT_EQ(run({"compute", "--input", x, "--kernel", "2", "--output", y}).code, 0);
    for (const QStringList& planes : {QStringList{}, {"--grey"}, {"--channel", "blue"}}) {
        const QString out = run(QStringList{"learn", "--input", x, "--target", y, "--rate", "best"} + planes).out;
        EXPECT_TRUE(out.endsWith("[[2.0000]]\n")) << qPrintable(out);
    }
}

} // namespace
