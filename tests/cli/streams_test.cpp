// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What commands read and write: files, standard streams, pipes, matrices in place, and names.

#include "core/numbers/npy.h"
#include "tests/cli/process.h"
#include "ui/io/input_file.h"
#include "ui/io/output_file.h"
#include "ui/io/session_file.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <thread>

using namespace lab;
using namespace lab::test;

namespace
{

const QStringList kFirst{"compute", "--input", kFirstInput, "--kernel", "0,1;2,3"};

QByteArray pngOf(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

TEST(Streams, StandardInputIsAnyOperand)
{
    const QByteArray text = "0,1,2\n3,4,5\n6,7,8\n";
    expectOutput(run({"compute", "--input", "-", "--kernel", "0,1;2,3"}, {.input = text}), "19,25\n37,43\n");
    expectOutput(run({"compute", "--input", kFirstInput, "--kernel", "-"}, {.input = "0,1\n2,3\n"}),
                 "19,25\n37,43\n");
    const std::vector<Grid> planes{{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}};
    expectOutput(run({"compute", "--input", "-", "--kernel", "0,1;2,3"},
                     {.input = QByteArray::fromStdString(npyFromPlanes(planes))}),
                 "19,25\n37,43\n");
    QImage white(3, 1, QImage::Format_Grayscale8);
    white.fill(Qt::white);
    expectOutput(run({"compute", "--input", "-", "--kernel", "1,1"}, {.input = pngOf(white)}), "2,2\n");
    expectOutput(run({"run", "-"}, {.input = text}), "-1,-1\n-1,-1\n-1,-1\n");
    expectOutput(run({"learn", "--input", "1,2,3", "--target", "-", "--start", "zeros", "--epochs", "1",
                      "--log-every", "1", "--rate", "0.01"},
                     {.input = "5, 8"}),
                 "epoch 1, loss 89.000\nafter 1 update, loss 36.583\n[[0.4200, 0.6800]]\n");
}

TEST(Streams, OnlyOneOptionReadsStandardInput)
{
    expectFailure(run({"compute", "--input", "-", "--kernel", "-"}), 2, "Only one of --input and --kernel");
    expectFailure(run({"run", "--input", "-", "-"}), 2, "Only one of --input and FILE");
    expectFailure(run({"field", "--input", "1,1", "--kernel", "-", "--kernel", "-", "--cell", "0,0"}), 2,
                  "Only one of --kernel and --kernel");
    expectFailure(run({"learn", "@book", "--output", "-", "--losses", "-"}), 2, "Only one of --losses and --output");
}

TEST(Streams, WhatStandardInputHoldsIsSaid)
{
    expectFailure(run({"compute", "--input", "-", "--kernel", "1"}), 1, "“standard input” is empty");
    expectFailure(run({"compute", "--input", "-", "--kernel", "1"}, {.input = "no numbers"}), 1, "standard input");
}

TEST(Streams, StandardOutputTakesEveryFormat)
{
    for (const char* path : {"-", "/dev/stdout"}) {
        expectOutput(run(kFirst + QStringList{"--output", path}), "19,25\n37,43\n");
        const Outcome npy = run(kFirst + QStringList{"--output", path, "--format", "npy"});
        EXPECT_EQ(npy.code, 0) << qPrintable(npy.err);
        const auto planes = planesFromNpy(npy.bytes.toStdString());
        ASSERT_TRUE(planes.ok());
        EXPECT_EQ(planes->front(), (Grid{{19, 25}, {37, 43}}));
    }
    const Outcome png = run({"compute", "--input", "1,0", "--kernel", "1", "--format", "png"});
    QImage image;
    ASSERT_TRUE(image.loadFromData(png.bytes));
    EXPECT_EQ(image.pixel(0, 0), qRgb(255, 255, 255));
    EXPECT_EQ(image.pixel(1, 0), qRgb(0, 0, 0));
}

TEST(Streams, AFormatOverrulesTheName)
{
    QTemporaryDir dir;
    ASSERT_EQ(run(kFirst + QStringList{"--output", dir.filePath("y.dat"), "--format", "npy"}).code, 0);
    const auto read = readInput(dir.filePath("y.dat"));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ((*read)->grey(), (Grid{{19, 25}, {37, 43}}));
}

TEST(Streams, APipeIsWrittenThrough)
{
    QTemporaryDir dir;
    for (const char* name : {"pipe", "pipe.npy"}) {
        const QString pipe = dir.filePath(name);
        ASSERT_EQ(mkfifo(qPrintable(pipe), 0600), 0);
        QByteArray arrived;
        std::thread reader([&] {
            QFile file(pipe);
            if (file.open(QIODevice::ReadOnly))
                arrived = file.readAll();
        });
        const Outcome outcome = run(kFirst + QStringList{"--output", pipe});
        reader.join();
        EXPECT_EQ(outcome.code, 0) << qPrintable(outcome.err);
        const auto content = contentOf(arrived, name);
        ASSERT_TRUE(content.ok()) << name;
        EXPECT_EQ(std::get<PicturePtr>(*content)->grey(), (Grid{{19, 25}, {37, 43}})) << name;
        EXPECT_EQ(arrived.startsWith("19,25"), !QString(name).endsWith(".npy"));
    }
}

TEST(Streams, PicturesGoToStandardOutputAlone)
{
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(qRgb(10, 20, 30));
    const Outcome filtered =
        run({"filter", "--input", "-", "--kernel", "@identity", "--output", "-"}, {.input = pngOf(image)});
    EXPECT_EQ(filtered.code, 0) << qPrintable(filtered.err);
    QImage result;
    ASSERT_TRUE(result.loadFromData(filtered.bytes));
    EXPECT_EQ(result.pixel(1, 1), qRgb(10, 20, 30));
    ASSERT_TRUE(result.loadFromData(run({"render", "@book", "--size", "400x300", "--output", "-"}).bytes));
    EXPECT_EQ(result.size(), QSize(400, 300));
}

TEST(Streams, AFileWinsOverTheMatrixOfItsName)
{
    QTemporaryDir dir;
    for (const char* name : {"3", "nan", "1;2"}) {
        ASSERT_TRUE(writeFile(dir.filePath(name), "7 8\n").ok());
        const Surroundings around{.folder = dir.path()};
        const Outcome file = run({"compute", "--input", name, "--kernel", "1"}, around);
        EXPECT_EQ(file.out, "7,8\n");
        EXPECT_EQ(file.code, 0);
        EXPECT_EQ(file.err.count('\n'), 1);
        EXPECT_TRUE(file.err.contains(QStringLiteral("“%1” is a file and was read; write =%1").arg(name)))
            << qPrintable(file.err);
        expectOutput(run({"compute", "--input", QStringLiteral("./") + name, "--kernel", "1"}, around), "7,8\n");
    }
    const Surroundings around{.folder = dir.path()};
    expectOutput(run({"compute", "--input", "=3", "--kernel", "1"}, around), "3\n");
    expectOutput(run({"compute", "--input==1;2", "--kernel", "1"}, around), "1\n2\n");
    expectFailure(run({"compute", "--input", "3", "--kernel", "x"}, around), 1, "“x”"); // one sentence only
    expectFailure(run({"compute", "--input", "=x", "--kernel", "1"}, around), 1, "cannot be read as a number");
    ASSERT_TRUE(QDir(dir.path()).mkdir("5"));
    expectOutput(run({"compute", "--input", "5", "--kernel", "1"}, around), "5\n");
}

TEST(Streams, NamesBehindAnAt)
{
    expectOutput(run({"compute", "--input", "@chapter-first", "--kernel", "@chapter"}), "19,25\n37,43\n");
    expectFailure(run({"compute", "--input", "@nowhere", "--kernel", "1"}), 1, "chapter-edge");
    expectFailure(run({"compute", "--input", "1", "--kernel", "@nowhere"}), 1, "@sobel-x");
    expectFailure(run({"compute", "--input", "1", "--kernel", "@nowhere"}), 1, "@emboss");
    expectFailure(run({"run", "@nowhere"}), 1, "@vgg-16");
}

TEST(Streams, WhatIsTooLargeForAFloatIsRefused)
{
    expectFailure(run({"compute", "--input", "1", "--kernel", "1", "--bias", "1e39"}), 2, "too large");
    expectFailure(run({"compute", "--input", "1", "--kernel", "1", "--bias", "-1e999"}), 2, "too large");
    expectFailure(run({"compute", "--input", "1e39", "--kernel", "1"}), 1, "too large");
    expectFailure(run({"compute", "--input", "1", "--kernel", "1,-1e39"}), 1, "too large");
    expectFailure(run({"learn", "@book", "--find-bias", "1e39"}), 2, "too large");
    expectFailure(run({"learn", "@book", "--rate", "1e999"}), 2, "too large");
    expectFailure(run({"filter", "--input", "x.png", "--kernel", "1", "--bias", "1e39", "--output", "y.png"}), 2,
                  "too large");
    expectOutput(run({"compute", "--input", "3e38", "--kernel", "1"}), "3e+38\n");
}

TEST(Streams, WhatWasTypedBreaksNoLine)
{
    expectFailure(run({"compute", "--input", "1", "--kernel", "1", "--bias", "x\ny"}), 2, "--bias needs a number");
    expectFailure(run({"compute", "--input", "a\nb", "--kernel", "1"}), 1, "neither a file");
    expectFailure(run({"compute", "--input", "1", "--kernel", "1", "two\nlines"}), 2, "one argument too many");
}

TEST(Streams, NoFileIsLeftBehindAFailure)
{
    QTemporaryDir dir;
    const QString output = dir.filePath("y.csv");
    for (const QStringList& arguments : {QStringList{"compute", "--input", "1", "--kernel", "1,1"},
                                         {"run", "@book", "--layer", "9"},
                                         {"learn", "@rate-05", "--rate", "50", "--epochs", "1000", "--log-every",
                                          "1000", "--losses", dir.filePath("l.csv")},
                                         {"matrix", "@landscape", "--form", "toeplitz"},
                                         {"compose", "@lenet-5"}})
        expectFailure(run(arguments + QStringList{"--output", output}), 1, "");
    expectFailure(run({"filter", "--input", dataFile("v1_c.npy"), "--kernel", "nan", "--output", output}), 1, "NaN");
    EXPECT_TRUE(QDir(dir.path()).isEmpty());
}

TEST(Streams, APictureOfNumbersIsWrittenByItsRange)
{
    QTemporaryDir dir;
    const QString edges = dir.filePath("edges.png");
    const auto compute = [&](const QStringList& more) {
        return run(QStringList{"compute", "--input", "0,1,1,0", "--kernel", "1,-1", "--output", edges} + more);
    };
    const auto greys = [&] {
        const auto picture = readInput(edges);
        return picture.ok() ? (*picture)->grey() : Grid();
    };
    const Outcome cut = compute({});
    EXPECT_EQ(cut.code, 0);
    EXPECT_TRUE(cut.err.contains("33 % of the cells lie outside 0 to 1")) << qPrintable(cut.err);
    EXPECT_EQ(greys(), (Grid{{0, 0, 1}}));
    expectOutput(compute({"--range", "auto"}), "");
    EXPECT_EQ(greys(), (Grid{{0, 128.0F / 255, 1}}));
    expectOutput(compute({"--range", "-1,3", "--samples", "16"}), "");
    EXPECT_EQ(greys(), (Grid{{0, 16384.0F / 65535, 32768.0F / 65535}}));
    expectFailure(compute({"--range", "1"}), 2, "--range needs two numbers");
    expectFailure(compute({"--samples", "float"}), 1, ".tiff");
}

TEST(Streams, EmptyCellsOfAFileAreFilledOnRequest)
{
    QTemporaryDir dir;
    const QString path = dir.filePath("gaps.csv");
    ASSERT_TRUE(writeFile(path, "1,,3\n4,5,6\n").ok());
    const QStringList call{"compute", "--input", path, "--kernel", "1"};
    expectFailure(run(call), 1, "Row 1, column 2 is empty");
    const Outcome zero = run(call + QStringList{"--empty", "0"});
    EXPECT_EQ(zero.out, "1,0,3\n4,5,6\n");
    EXPECT_TRUE(zero.err.contains("1 empty cell")) << qPrintable(zero.err);
    EXPECT_EQ(run(call + QStringList{"--empty", "nan"}).out, "1,nan,3\n4,5,6\n");
}

TEST(Streams, WhatIsSaidOfAFileIsSaidOnStandardError)
{
    QTemporaryDir dir;
    const QString path = dir.filePath("x.csv");
    const auto read = [&](const QByteArray& bytes) {
        EXPECT_TRUE(writeFile(path, bytes).ok());
        return run({"compute", "--input", path, "--kernel", "1"});
    };
    EXPECT_EQ(read("0,25;4,5;-1,75;3\n").out, "0.25,4.5,-1.75,3\n");
    const Outcome half = read("0,5\n");
    EXPECT_EQ(half.out, "0,5\n");
    EXPECT_TRUE(half.err.contains("otherwise")) << qPrintable(half.err);
    const Outcome named = read("a,b\n1,2\n");
    EXPECT_EQ(named.out, "1,2\n");
    EXPECT_TRUE(named.err.contains("first row")) << qPrintable(named.err);
    expectOutput(read("1,2\n3,4\n"), "1,2\n3,4\n");
}

// A shell hands over the bytes as they are; QProcess would make UTF-8 of them.
TEST(Streams, TheNameOfAFileMayBeAnyBytes)
{
    QTemporaryDir dir;
    const auto shell = [&](const char* options) {
        QProcess process;
        process.setWorkingDirectory(dir.path());
        process.start("sh", {"-c",
                             QStringLiteral("name=$(printf 'gr\\374\\337.csv'); [ -e \"$name\" ] || echo 5,6,7 "
                                            ">\"$name\"; \"$1\" compute --kernel 1 %1")
                                 .arg(QLatin1String(options)),
                             "sh", LAB_BINARY});
        EXPECT_TRUE(process.waitForFinished());
        return std::pair(process.readAllStandardOutput(), process.readAllStandardError());
    };
    EXPECT_EQ(shell("--input \"$name\""), std::pair(QByteArray("5,6,7\n"), QByteArray()));
    const auto [out, err] = shell("--input 1 --output \"other-$name\"");
    EXPECT_EQ(out, QByteArray());
    EXPECT_TRUE(err.contains("UTF-8")) << err.constData();
    EXPECT_EQ(QDir(dir.path()).entryList({"other-*"}).size(), 0) << "no file of another name";
    shell("--input 1; rm \"$name\""); // QTemporaryDir could not
}

} // namespace
