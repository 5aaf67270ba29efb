// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/samples.h"
#include "core/session/session.h"
#include "tests/cli/process.h"
#include "ui/io/input_file.h"
#include "ui/io/output_file.h"
#include "ui/io/session_file.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace lab;
using namespace lab::test;

namespace
{

struct ComputeCase {
    const char* name;
    QStringList arguments;
    const char* output;
};
std::ostream& operator<<(std::ostream& out, const ComputeCase& c)
{
    return out << c.name;
}
class Compute : public testing::TestWithParam<ComputeCase>
{
};
TEST_P(Compute, Prints)
{
    const Outcome outcome = run(QStringList("compute") + GetParam().arguments);
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.out, GetParam().output);
    EXPECT_EQ(outcome.err, "");
}
INSTANTIATE_TEST_SUITE_P(
    CommandLine, Compute,
    testing::Values(
        ComputeCase{"FirstExample", {"--input", kFirstInput, "--kernel", "0,1;2,3"}, "19,25\n37,43\n"},
        ComputeCase{"EqualsSign", {"--input=" + QString(kFirstInput), "--kernel=0,1;2,3"}, "19,25\n37,43\n"},
        ComputeCase{"KernelThatBeginsWithMinus", {"--input", "1,2", "--kernel", "-1,1"}, "1\n"},
        ComputeCase{"Edge",
                    {"--input", kEdgeInput, "--kernel", "1,-1"},
                    "0,1,0,0,0,-1,0\n0,1,0,0,0,-1,0\n0,1,0,0,0,-1,0\n0,1,0,0,0,-1,0\n0,1,0,0,0,-1,0\n0,1,0,0,0,-1,"
                    "0\n"},
        ComputeCase{"Bias", {"--input", "1,2", "--kernel", "1,1", "--bias", "-0.5"}, "2.5\n"},
        ComputeCase{"Convolution",
                    {"--input", kFirstInput, "--kernel", "0,1;2,3", "--operation", "convolution"},
                    "5,11\n23,29\n"},
        ComputeCase{"Full", {"--input", "1,2", "--kernel", "1,1", "--padding", "full"}, "1,3,2\n"},
        ComputeCase{"Same", {"--input", "1,2", "--kernel", "1,1", "--padding", "same"}, "3,2\n"},
        ComputeCase{
            "Explicit", {"--input", "1,2", "--kernel", "1", "--padding", "1,0,2,1"}, "0,0,0,0,0\n0,0,1,2,0\n"},
        ComputeCase{"OnePaddingForAll", {"--input", "5", "--kernel", "1", "--padding", "1"}, "0,0,0\n0,5,0\n0,0,0\n"},
        ComputeCase{"Border",
                    {"--input", "1,2", "--kernel", "1", "--padding", "0,0,2,2", "--border", "circular"},
                    "1,2,1,2,1,2\n"},
        ComputeCase{"Stride", {"--input", "1,2,3,4,5", "--kernel", "1", "--stride", "1,2"}, "1,3,5\n"},
        ComputeCase{"OneStrideForBoth", {"--input", "1,2,3,4,5", "--kernel", "1", "--stride", "2"}, "1,3,5\n"},
        ComputeCase{"Dilation", {"--input", "1,2,3,4,5", "--kernel", "1,1", "--dilation", "1,3"}, "5,7\n"},
        ComputeCase{"Npy", {"--input", dataFile("v3_fortran.npy"), "--kernel", "1"}, "1,2,3\n4,5,6\n"},
        ComputeCase{"Nan", {"--input", "1,nan,3", "--kernel", "0"}, "0,nan,0\n"},
        ComputeCase{"ThreePlanes",
                    {"--input", dataFile("shape_3x2x4.npy"), "--kernel", "1;1"},
                    "# plane 1 of 3\n4,6,8,10\n# plane 2 of 3\n20,22,24,26\n# plane 3 of 3\n36,38,40,42\n"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(CommandLine, ComputeReadsAndWritesFiles)
{
    QTemporaryDir dir;
    QImage image(3, 2, QImage::Format_RGB32);
    image.fill(qRgb(255, 0, 51));
    ASSERT_TRUE(image.save(dir.filePath("x.png")));
    for (const char* name : {"y.csv", "y.npy", "y.png"}) {
        const Outcome outcome =
            run({"compute", "--input", dir.filePath("x.png"), "--kernel", "0.5,0.5", "--output", dir.filePath(name)});
        EXPECT_EQ(outcome.code, 0) << qPrintable(outcome.err);
        EXPECT_EQ(outcome.out, "");
        const auto y = readInput(dir.filePath(name));
        ASSERT_TRUE(y.ok()) << name;
        EXPECT_EQ((*y)->planes(), (std::vector<Grid>{Grid({2, 2}, 1), Grid({2, 2}, 0), Grid({2, 2}, 0.2F)})) << name;
    }
}

// Dive into Deep Learning, 7.2.4: the log of the book, and its kernel.
TEST(CommandLine, LearnPrintsTheBooksLines)
{
    const Outcome outcome =
        run({"learn", "--input", kEdgeInput, "--target", kEdgeOutput, "--kernel-start", "-0.2113,-0.5195"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.out, "epoch 2, loss 8.644\nepoch 4, loss 2.690\nepoch 6, loss 0.959\nepoch 8, loss 0.369\n"
                           "epoch 10, loss 0.147\nafter 10 updates, loss 0.094\n[[ 0.9510, -1.0295]]\n");
    EXPECT_EQ(outcome.err, "");
}

TEST(CommandLine, LearnPrintsEveryEpochAsked)
{
    const Outcome outcome = run({"learn", "--input", kEdgeInput, "--target", kEdgeOutput, "--kernel-start",
                                 "-0.2113,-0.5195", "--epochs", "3", "--log-every", "1"});
    EXPECT_EQ(outcome.out.section('\n', 0, 2), "epoch 1, loss 16.598\nepoch 2, loss 8.644\nepoch 3, loss 4.722");
}

TEST(CommandLine, LearnWithBiasPrintsIt)
{
    const Outcome outcome = run({"learn", "--input", kEdgeInput, "--target", kEdgeOutput, "--bias", "--rate", "0.01",
                                 "--epochs", "2000", "--log-every", "2000"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.out.section('\n', 2, 2), "[[ 1.0000, -1.0000]]");
    EXPECT_TRUE(outcome.out.section('\n', 3, 3) == "bias 0.0000" || outcome.out.section('\n', 3, 3) == "bias -0.0000")
        << qPrintable(outcome.out);
}

TEST(CommandLine, LearnWritesLargeLossesWithAnExponent)
{
    const Outcome outcome = run({"learn", "--input", kEdgeInput, "--target", kEdgeOutput, "--kernel-start",
                                 "-0.2113,-0.5195", "--bias", "--log-every", "10"});
    EXPECT_TRUE(outcome.out.startsWith("epoch 10, loss 4.5")) << qPrintable(outcome.out);
    EXPECT_TRUE(outcome.out.section('\n', 0, 0).endsWith("e+08")) << qPrintable(outcome.out);
}

TEST(CommandLine, LearnStartsTheSameForTheSameSeed)
{
    const auto learned = [](const QStringList& more) {
        return run(QStringList{"learn", "--input", kEdgeInput, "--target", kEdgeOutput} + more).out;
    };
    EXPECT_EQ(learned({}), learned({"--kernel-size", "1,2", "--seed", "0"}));
    EXPECT_NE(learned({}), learned({"--seed", "1"}));
    EXPECT_TRUE(learned({}).contains("[["));
}

TEST(CommandLine, LearnWritesTheKernel)
{
    QTemporaryDir dir;
    const Outcome outcome = run({"learn", "--input", kEdgeInput, "--target", kEdgeOutput, "--rate", "0.0277",
                                 "--epochs", "200", "--output", dir.filePath("k.npy")});
    ASSERT_EQ(outcome.code, 0) << qPrintable(outcome.err);
    const auto kernel = readInput(dir.filePath("k.npy"));
    ASSERT_TRUE(kernel.ok());
    ASSERT_EQ((*kernel)->shape(), (Shape{1, 2}));
    EXPECT_NEAR((*kernel)->grey().at(0, 0), 1, 1e-6);
    EXPECT_NEAR((*kernel)->grey().at(0, 1), -1, 1e-6);
}

TEST(CommandLine, LearnStopsWhenItDiverges)
{
    const Outcome outcome = run({"learn", "--input", kEdgeInput, "--target", kEdgeOutput, "--rate", "0.05",
                                 "--epochs", "1000", "--log-every", "1000"});
    expectFailure(outcome, 1, "above 0.03333, the largest stable rate");
}

TEST(CommandLine, ARateThatIsAdvisedConverges)
{
    QStringList ramp;
    for (int i = 0; i < 120; ++i)
        ramp << QString::number(i);
    const QStringList problem{"learn",         "--input", ramp.join(','), "--target", ramp.join(','), "--bias",
                              "--kernel-size", "1",       "--epochs",     "1000",     "--log-every",  "1000"};
    const Outcome outcome = run(problem + QStringList{"--rate", "0.5"});
    expectFailure(outcome, 1, "--rate 0.5 is above 1.757");
    const QString advised = outcome.err.section("try ", 1).trimmed().chopped(1);
    EXPECT_GT(advised.toDouble(), 1.7e-6) << qPrintable(outcome.err);
    EXPECT_EQ(run(problem + QStringList{"--rate", advised}).code, 0);
}

TEST(CommandLine, NoRateIsAdvisedWhereNoneLearns)
{
    const Outcome outcome = run({"learn", "--input", "0,0,0", "--target", "1,1", "--rate", "1e300"});
    EXPECT_EQ(outcome.code, 0) << qPrintable(outcome.err);
    EXPECT_EQ(outcome.out.section('\n', 5, 5), "after 10 updates, loss 2.000");
    const Outcome normalised =
        run({"learn", "--input", "0,0,0", "--target", "1,1", "--optimiser", "adam", "--bias", "--rate", "1e300"});
    EXPECT_FALSE(normalised.err.contains(QChar(0x221E))) << qPrintable(normalised.err);
}

TEST(CommandLine, ALossThatIsInfiniteFromTheStartHasNotDiverged)
{
    const Outcome outcome = run({"learn", "--input", "1,2,3", "--target", "1,2", "--kernel-start", "1e200,1"});
    expectFailure(outcome, 1, "The loss of the start kernel is beyond the range of numbers");
    expectFailure(run({"learn", "--input", "1,2,3", "--target", "1,2", "--kernel-start", "nan,1"}), 1,
                  "start kernel");
    expectFailure(run({"learn", "--input", "1,2,3", "--target", "1,inf"}), 1, "the target holds some");
}

struct Failure {
    const char* name;
    QStringList arguments;
    int code;
    const char* says;
};
std::ostream& operator<<(std::ostream& out, const Failure& failure)
{
    return out << failure.name;
}
class Fails : public testing::TestWithParam<Failure>
{
};
TEST_P(Fails, WithOneSentence)
{
    expectFailure(run(GetParam().arguments), GetParam().code, GetParam().says);
}
const QStringList kOneByOne{"compute", "--input", "1", "--kernel", "1"};
const QStringList kLearnOne{"learn", "--input", "1", "--target", "1"};
INSTANTIATE_TEST_SUITE_P(
    WrongUsage, Fails,
    testing::Values(Failure{"UnknownOption", {"--frobnicate"}, 2, "--frobnicate"},
                    Failure{"UnknownOptionOfACommand", {"compute", "--frobnicate"}, 2, "frobnicate"},
                    Failure{"NoInput", {"compute", "--kernel", "1"}, 2, "--input is missing"},
                    Failure{"NoKernel", {"compute", "--input", "1"}, 2, "--kernel is missing"},
                    Failure{"NoValue", {"compute", "--input"}, 2, "input"},
                    Failure{"AnArgumentTooMany", kOneByOne + QStringList{"2"}, 2, "“2” is one argument too many"},
                    Failure{"BiasText", kOneByOne + QStringList{"--bias", "x"}, 2, "--bias needs a number"},
                    Failure{"BiasNan", kOneByOne + QStringList{"--bias", "nan"}, 2, "--bias needs a number"},
                    Failure{"Operation", kOneByOne + QStringList{"--operation", "sum"}, 2,
                            "correlation, convolution"},
                    Failure{"Border", kOneByOne + QStringList{"--border", "wall"}, 2, "zero, replicate"},
                    Failure{"Padding", kOneByOne + QStringList{"--padding", "some"}, 2, "valid, same"},
                    Failure{"PaddingExplicit", kOneByOne + QStringList{"--padding", "explicit"}, 2, "valid, same"},
                    Failure{"PaddingTwo", kOneByOne + QStringList{"--padding", "1,2"}, 2, "top,bottom,left,right"},
                    Failure{"PaddingNegative", kOneByOne + QStringList{"--padding", "-1"}, 2, "--padding"},
                    Failure{"StrideZero", kOneByOne + QStringList{"--stride", "0"}, 2, "--stride"},
                    Failure{"StrideThree", kOneByOne + QStringList{"--stride", "1,2,3"}, 2, "--stride"},
                    Failure{"StrideEmpty", kOneByOne + QStringList{"--stride", "1,"}, 2, "--stride"},
                    Failure{"StrideHuge", kOneByOne + QStringList{"--stride", "99999999999"}, 2, "--stride"},
                    Failure{"Dilation", kOneByOne + QStringList{"--dilation", "1.5"}, 2, "--dilation"},
                    Failure{"NoTarget", {"learn", "--input", "1"}, 2, "--target is missing"},
                    Failure{"RateText", kLearnOne + QStringList{"--rate", "fast"}, 2, "--rate"},
                    Failure{"RateZero", kLearnOne + QStringList{"--rate", "0"}, 2, "--rate"},
                    Failure{"Epochs", kLearnOne + QStringList{"--epochs", "0"}, 2, "--epochs"},
                    Failure{"LogEvery", kLearnOne + QStringList{"--log-every", "0"}, 2, "--log-every"},
                    Failure{"Seed", kLearnOne + QStringList{"--seed", "-1"}, 2, "--seed"},
                    Failure{"TwoStarts", kLearnOne + QStringList{"--kernel-start", "1", "--kernel-size", "1"}, 2,
                            "--kernel-start"},
                    Failure{"RenderWithoutFile", {"render", "--output", "o.png"}, 2, "FILE is missing"},
                    Failure{"RenderWithoutOutput", {"render", "x.csv"}, 2, "--output is missing"},
                    Failure{"RenderSize", {"render", "--output", "o.png", "--size", "9x9", "x"}, 2, "1280x800"},
                    Failure{"RenderTheme", {"render", "--output", "o.png", "--theme", "blue", "x"}, 2, "light, dark"},
                    Failure{"RenderPage", {"render", "--output", "o.png", "--page", "nine", "x"}, 2, "film, surface"},
                    Failure{"RenderStep", {"render", "--output", "o.png", "--step", "-1", "x"}, 2, "--step"}),
    [](const auto& each) { return std::string(each.param.name); });

INSTANTIATE_TEST_SUITE_P(
    CouldNot, Fails,
    testing::Values(
        Failure{
            "NoSuchFile", {"compute", "--input", "none.csv", "--kernel", "1"}, 1, "“none.csv” could not be opened"},
        Failure{
            "MatrixWithLetters", {"compute", "--input", "1,x", "--kernel", "1"}, 1, "neither a file nor a matrix"},
        Failure{"RaggedMatrix", {"compute", "--input", "1,2;3", "--kernel", "1"}, 1, "differ in length"},
        Failure{
            "KernelTooLarge", {"compute", "--input", "1,2", "--kernel", "1;1"}, 1, "The kernel reaches over 2 × 1"},
        Failure{"NoDirectory", kOneByOne + QStringList{"--output", "/nowhere/y.csv"}, 1, "“/nowhere/y.csv”"},
        Failure{"NoFormat", kOneByOne + QStringList{"--output", "/tmp/y.exe"}, 1, "/tmp/y.exe"},
        Failure{"TargetShape",
                {"learn", "--input", "1,2,3", "--target", "1", "--kernel-start", "1,1"},
                1,
                "The target has 1 × 1"},
        Failure{"TargetLarger", {"learn", "--input", "1", "--target", "1,2"}, 1, "The target has 1 × 2"},
        Failure{"LearnNan", {"learn", "--input", "nan,1", "--target", "1"}, 1, "NaN"},
        Failure{"NotAPicture", {"compute", "--input", dataFile("make_npy.py"), "--kernel", "1"}, 1, "make_npy.py"},
        Failure{"ComplexNpy", {"compute", "--input", dataFile("complex.npy"), "--kernel", "1"}, 1, "<c16"},
        Failure{"RenderNoFile", {"render", "--output", "/tmp/o.png", "none.png"}, 1, "none.png"},
        Failure{"NoDisplay", {}, 1, "no display"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(CommandLine, HelpAndVersionNeedNoDisplay)
{
    for (const QStringList& arguments : {QStringList{"--help"},
                                         {"-h"},
                                         {"compute", "--help"},
                                         {"learn", "-h"},
                                         {"render", "--help"},
                                         {"--help", "file.png"}}) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 0);
        EXPECT_TRUE(outcome.out.startsWith("Usage: corr2d-lab")) << qPrintable(outcome.out);
        EXPECT_EQ(outcome.err, "");
    }
    for (const QStringList& arguments : {QStringList{"--version"}, {"-v"}, {"compute", "--version"}}) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 0);
        EXPECT_TRUE(outcome.out.startsWith("corr2d-lab ")) << qPrintable(outcome.out);
    }
}

TEST(CommandLine, AFullDiskBehindStandardOutputIsAnError)
{
    if (!QFile::exists("/dev/full"))
        GTEST_SKIP() << "no /dev/full";
    for (const QStringList& arguments : {kOneByOne, {"--help"}, kLearnOne}) {
        const Outcome outcome = run(arguments, {.standardOutput = "/dev/full"});
        EXPECT_EQ(outcome.code, 1) << qPrintable(arguments.join(' '));
        EXPECT_TRUE(outcome.err.startsWith("corr2d-lab: ")) << qPrintable(outcome.err);
    }
}

TEST(CommandLine, RenderPaintsPicturesMatricesAndSessions)
{
    QTemporaryDir dir;
    ASSERT_TRUE(writeFile(dir.filePath("m.csv"), "0,1,2\n3,4,5\n6,7,8\n").ok());
    ASSERT_TRUE(writeFile(dir.filePath("s.corr2d"), sessionToJson({startSession(), {}, {}})).ok());
    QImage photo(200, 150, QImage::Format_RGB32);
    photo.fill(qRgb(10, 200, 90));
    ASSERT_TRUE(photo.save(dir.filePath("p.jpg")));
    QImage last;
    for (const char* name : {"m.csv", "s.corr2d", "p.jpg"}) {
        const Outcome outcome = run(
            {"render", "--size", "640x400", "--step", "0", "--output", dir.filePath("o.png"), dir.filePath(name)});
        EXPECT_EQ(outcome.code, 0) << qPrintable(outcome.err);
        EXPECT_EQ(outcome.err, "");
        const QImage image(dir.filePath("o.png"));
        EXPECT_EQ(image.size(), QSize(640, 400));
        EXPECT_NE(image, last) << name;
        last = image;
    }
    ASSERT_EQ(run({"render", "--theme", "dark", "--output", dir.filePath("d.png"), dir.filePath("m.csv")}).code, 0);
    ASSERT_EQ(run({"render", "--theme", "light", "--output", dir.filePath("l.png"), dir.filePath("m.csv")}).code, 0);
    EXPECT_LT(qGray(QImage(dir.filePath("d.png")).pixel(2, 2)), qGray(QImage(dir.filePath("l.png")).pixel(2, 2)));
}

TEST(CommandLine, RenderPaintsEveryPage)
{
    QTemporaryDir dir;
    const QString session = QStringLiteral(LAB_TEST_DATA "/sessions/learning.corr2d");
    std::vector<QImage> seen;
    for (const char* page : {"stage", "surface", "epoch", "film", "why", "table", "matrix", "composition"}) {
        const QString picture = dir.filePath(QStringLiteral("%1.png").arg(QLatin1String(page)));
        const Outcome outcome = run({"render", "--page", page, "--size", "900x600", "--output", picture, session});
        EXPECT_EQ(outcome.code, 0) << page << qPrintable(outcome.err);
        EXPECT_EQ(outcome.err, "") << page;
        const QImage image(picture);
        EXPECT_EQ(image.size(), QSize(900, 600)) << page;
        for (const QImage& other : seen)
            EXPECT_NE(image, other) << page;
        seen.push_back(image);
        // The same page of the same file is the same picture.
        ASSERT_EQ(run({"render", "--page", page, "--size", "900x600", "--output", picture, session}).code, 0);
        EXPECT_EQ(QImage(picture), image) << page;
    }
}

TEST(CommandLine, RenderRefusesAStepBeyondTheLast)
{
    QTemporaryDir dir;
    ASSERT_TRUE(writeFile(dir.filePath("m.csv"), "0,1,2\n3,4,5\n6,7,8\n").ok());
    expectFailure(run({"render", "--step", "6", "--output", dir.filePath("o.png"), dir.filePath("m.csv")}), 1,
                  "the last window, which is 5");
    EXPECT_FALSE(QFile::exists(dir.filePath("o.png")));
}

TEST(Filter, KeepsColoursAndTransparency)
{
    QTemporaryDir folder;
    QImage image(30, 20, QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgba(x, 2 * y, 200, 10 * x));
    image.save(folder.filePath("in.png"));
    const auto done = run({"filter", "--input", folder.filePath("in.png"), "--kernel", "0,0,0;0,-1,0;0,0,0",
                           "--padding", "same", "--bias", "1", "--output", folder.filePath("out.png")});
    EXPECT_EQ(done.code, 0) << qPrintable(done.err);
    EXPECT_EQ(done.out, QStringLiteral("values from 55.0 to 255.0\n"));
    const QImage negative(folder.filePath("out.png"));
    ASSERT_EQ(negative.size(), image.size());
    EXPECT_EQ(negative.pixel(7, 5), qRgba(248, 245, 55, 70));
}

TEST(Filter, SaysWhatIsWrong)
{
    QTemporaryDir folder;
    expectFailure(run({"filter", "--input", "no-such.png", "--kernel", "1", "--output", folder.filePath("o.png")}), 1,
                  "no-such.png");
    QImage(8, 8, QImage::Format_RGB32).save(folder.filePath("in.png"));
    expectFailure(run({"filter", "--input", folder.filePath("in.png"), "--kernel", "1,2,3,4,5,6,7,8,9", "--output",
                       folder.filePath("o.png")}),
                  1, "9");
}

TEST(LearnWith, AnotherOptimiser)
{
    const auto adam = run({"learn", "--input", "1,1,0,0,1", "--target", "0,1,0,-1", "--kernel-start", "0,0",
                           "--optimiser", "adam", "--rate", "0.1", "--epochs", "200", "--log-every", "200"});
    EXPECT_EQ(adam.code, 0) << qPrintable(adam.err);
    EXPECT_TRUE(adam.out.contains("\n[[ 1.0000, -1.0000]]")) << qPrintable(adam.out);
    expectFailure(run({"learn", "--input", "1,2", "--target", "1,2", "--optimiser", "magic"}), 2, "optimiser");
}

TEST(Learn, AKernelThatNothingCouldHoldIsRefused)
{
    expectFailure(run({"learn", "--input", kEdgeInput, "--target", kEdgeOutput, "--kernel-size", "1000000,1000000"}),
                  1, "kernel");
}

#ifndef __SANITIZE_ADDRESS__ // whose shadow is larger than any limit
TEST(CommandLine, MemoryThatIsNotThereIsAnErrorOfEveryCommand)
{
    QTemporaryDir dir;
    const QString large = dir.filePath("large.npy");
    constexpr int kSide = 8000;
    QFile file(large);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    QByteArray header =
        QStringLiteral("{'descr': '|u1', 'fortran_order': False, 'shape': (%1, %1)}").arg(kSide).toUtf8();
    file.write(QByteArray("\x93NUMPY\1\0", 8) + char(header.size()) + '\0' + header);
    ASSERT_TRUE(file.resize(file.pos() + kSide * kSide)); // zeros that take no disk
    file.close();
    const QString side = QString::number(kSide);
    for (const rlim_t megabytes : {450U, 600U, 800U, 1200U}) {
        expectFailure(run({"learn", "--input", large, "--target", "1", "--kernel-size", side + ',' + side},
                          {.mostBytes = megabytes << 20U}),
                      1, "not enough memory");
        if (megabytes < 600)
            expectFailure(run({"compute", "--input", large, "--kernel", "1"}, {.mostBytes = megabytes << 20U}), 1,
                          "not enough memory");
    }
}
#endif

TEST(Filter, WhatHasNoEndIsRefused)
{
    expectFailure(run({"filter", "--input", "/dev/zero", "--kernel", "1", "--output", "/dev/null"}), 1,
                  "larger than");
}

} // namespace
