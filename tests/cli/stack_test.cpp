// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions and layers in place: maps, receptive fields, tables, matrices, compositions.

#include "core/layers/composition.h"
#include "core/layers/corr2d.h"
#include "core/layers/kernels.h"
#include "core/numbers/number_text.h"
#include "core/session/evaluate.h"
#include "core/session/samples.h"
#include "core/session/session.h"
#include "tests/cli/process.h"
#include "ui/io/input_file.h"
#include "ui/io/output_file.h"
#include "ui/io/session_file.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace lab;
using namespace lab::test;

namespace
{

Grid64 read64(const QString& text)
{
    const auto matrix = matrix64FromText(text.toStdString());
    EXPECT_TRUE(matrix.ok()) << qPrintable(text);
    return matrix ? *matrix : Grid64();
}

Session sessionIn(const char* name)
{
    QFile file(dataFile(name));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return sessionFromJson(file.readAll()).value().session;
}

TEST(Run, WritesTheMapOfAnyLayer)
{
    expectOutput(run({"run", "@chapter-first"}), "19,25\n37,43\n");
    expectOutput(run({"run", "@chapter-receptive-field", "--layer", "1"}), "19,25\n37,43\n");
    expectOutput(run({"run", "@chapter-receptive-field"}), "228\n"); // 25 + 2·37 + 3·43
    expectFailure(run({"run", "@chapter-first", "--layer", "2"}), 1, "the last layer, which is 1");
    expectFailure(run({"run", "@chapter-first", "--layer", "0"}), 2, "--layer needs a whole number from 1 on");
    expectFailure(run({"run"}), 2, "FILE is missing");
    expectFailure(run({"run", "no-such.corr2d"}), 1, "no-such.corr2d");
}

TEST(Run, ComputesWhatASessionHolds)
{
    for (const char* name : {"sessions/stack.corr2d", "sessions/pooling.corr2d", "sessions/learning.corr2d"}) {
        const Session session = sessionIn(name);
        const auto maps = evaluate(session, {});
        ASSERT_TRUE(maps.ok());
        for (std::size_t l = 0; l < session.layers.size(); ++l) {
            const Outcome outcome = run({"run", dataFile(name), "--layer", QString::number(l + 1)});
            EXPECT_EQ(outcome.out.toStdString(), csvFromMatrix(maps->maps[l][0])) << name << l;
        }
    }
}

TEST(Run, TakesAnotherInput)
{
    expectOutput(run({"run", "@chapter-edge", "--input", kFirstInput}), "-1,-1\n-1,-1\n-1,-1\n");
    expectFailure(run({"run", "@chapter-edge", "--input", "1;2"}), 1, "The kernel reaches over");
}

TEST(Planes, OneColourOrTheBrightness)
{
    QTemporaryDir dir;
    const QString photo = dir.filePath("x.csv");
    ASSERT_TRUE(writeFile(photo, "# plane 1 of 3\n1,2\n# plane 2 of 3\n10,20\n# plane 3 of 3\n100,200\n").ok());
    const auto sum = [&](const QStringList& more) {
        return run(QStringList{"compute", "--input", photo, "--kernel", "1,1"} + more);
    };
    expectOutput(sum({}), "# plane 1 of 3\n3\n# plane 2 of 3\n30\n# plane 3 of 3\n300\n");
    expectOutput(sum({"--channel", "red"}), "3\n");
    expectOutput(sum({"--channel", "green"}), "30\n");
    expectOutput(sum({"--channel", "blue"}), "300\n");
    const double grey = 0.299 * 3 + 0.587 * 30 + 0.114 * 300;
    EXPECT_NEAR(sum({"--grey"}).out.toDouble(), grey, 1e-4);
    EXPECT_NEAR(sum({"--grey", "--exact"}).out.toDouble(), grey, 1e-4);
    expectFailure(sum({"--grey", "--channel", "red"}), 2, "--channel leaves nothing for --grey");
    expectFailure(run({"compute", "--input", "1", "--kernel", "1", "--channel", "red"}), 1, "coloured input");
    EXPECT_EQ(run({"run", "@landscape"}).out.count("# plane"), 3);
    EXPECT_EQ(run({"run", "@landscape", "--grey"}).out.count("# plane"), 0);
}

TEST(Exact, IsTheReferenceInDouble)
{
    Session session = startSession();
    findSample("ring")->apply(session);
    const Grid kernel = findKernelPreset("gauss-3")->values();
    ConvSpec spec;
    spec.padding.mode = PaddingMode::Same;
    spec.border = Border::Reflect;
    const auto geometry = resolve(session.input->shape(), kernel.shape(), spec);
    const QStringList call{"compute", "--input",  "@ring",   "--kernel", "@gauss-3", "--padding",
                           "same",    "--border", "reflect", "--bias",   "0.1",      "--exact"};
    const Grid64 expected =
        corr2dReference<double>(session.input->grey().view(), kernel.view(), double(0.1F), *geometry);
    EXPECT_EQ(read64(run(call).out), expected);
    QTemporaryDir dir;
    ASSERT_EQ(run(call + QStringList{"--output", dir.filePath("y.npy")}).code, 0);
    ASSERT_EQ(run(call + QStringList{"--output", dir.filePath("y.png")}).code, 0);
    EXPECT_EQ(readInput(dir.filePath("y.npy")).value()->grey(), converted<float>(expected));
    QFile npy(dir.filePath("y.npy"));
    ASSERT_TRUE(npy.open(QIODevice::ReadOnly));
    EXPECT_TRUE(npy.readAll().contains("<f8"));
}

TEST(Exact, RoundsNothingBetweenLayers)
{
    const Session session = sessionIn("sessions/stack.corr2d");
    const auto geometries = resolve(session.input->shape(), session.layers);
    Grid64 map = inDouble(session.input->grey());
    for (std::size_t l = 0; l < session.layers.size(); ++l)
        map = mapInDouble(map.view(), session.layers[l], (*geometries)[l]);
    EXPECT_EQ(read64(run({"run", dataFile("sessions/stack.corr2d"), "--exact"}).out), map);
    expectOutput(run({"compute", "--input", kFirstInput, "--kernel", "0,1;2,3", "--exact"}), "19,25\n37,43\n");
}

TEST(Compute, HasActivationsAndSeveralLayers)
{
    expectOutput(run({"compute", "--input", "1,2,1", "--kernel", "1,-1", "--activation", "relu"}), "0,1\n");
    expectOutput(run({"compute", "--input", "0", "--kernel", "1", "--activation", "sigmoid"}), "0.5\n");
    expectOutput(run({"compute", "--input", kFirstInput, "--kernel", "0,1;2,3", "--kernel", "0,1;2,3"}), "228\n");
}

const QStringList kTwoInPlace{"--input", kFirstInput, "--kernel", "0,1;2,3", "--kernel", "0,1;2,3"};

TEST(Field, OfTheBooksTwoLayers)
{
    const QString table = "map,rows,columns,cells,paths,most\n0,0-2,0-2,9,16,4\n1,0-1,0-1,4,4,1\n";
    expectOutput(run({"field", "@chapter-receptive-field", "--cell", "0,0", "--csv"}), table);
    expectOutput(run(QStringList{"field", "--cell", "0,0", "--csv"} + kTwoInPlace), table);
    expectOutput(run({"field", "@chapter-receptive-field", "--cell", "0,0", "--map", "0"}), "1,2,1\n2,4,2\n1,2,1\n");
    expectOutput(run({"field", "@chapter-receptive-field", "--cell", "1,0", "--layer", "1", "--csv"}),
                 "map,rows,columns,cells,paths,most\n0,1-2,0-1,4,4,1\n");
    expectOutput(run({"field", "@chapter-receptive-field", "--affects", "1,1", "--csv"}),
                 "map,rows,columns,cells,paths,most\n1,0-1,0-1,4,4,1\n2,0,0,1,4,4\n");
    expectOutput(run({"field", "@chapter-receptive-field", "--affects", "0,1", "--map", "1"}), "1,1\n0,0\n");
}

TEST(Field, HasHolesAndNothing)
{
    expectOutput(run({"field", "--input", "1,2,3", "--kernel", "1,1", "--dilation", "2", "--cell", "0,0", "--csv"}),
                 "map,rows,columns,cells,paths,most\n0,0,0 2,2,2,1\n");
    expectOutput(run({"field", "--input", "1,2,3", "--kernel", "1", "--stride", "2", "--affects", "0,1", "--csv"}),
                 "map,rows,columns,cells,paths,most\n1,0,-,0,0,0\n");
}

TEST(Field, SaysWhatIsWrong)
{
    const QStringList call{"field", "@chapter-receptive-field"};
    expectFailure(run(call), 2, "One of --cell and --affects");
    expectFailure(run(call + QStringList{"--cell", "0,0", "--affects", "0,0"}), 2, "One of --cell and --affects");
    expectFailure(run(call + QStringList{"--cell", "0"}), 2, "--cell needs row,column");
    expectFailure(run(call + QStringList{"--cell", "0,-1"}), 2, "--cell needs row,column");
    expectFailure(run(call + QStringList{"--cell", "1,0"}), 1, "which has 1 × 1 cells");
    expectFailure(run(call + QStringList{"--affects", "3,0"}), 1, "which has 3 × 3 cells");
    expectFailure(run(call + QStringList{"--cell", "0,0", "--map", "2"}), 1, "none of the maps 0 to 1");
    expectFailure(run(call + QStringList{"--affects", "0,0", "--map", "0"}), 1, "none of the maps 1 to 2");
    expectFailure(run(call + QStringList{"--cell", "0,0", "--format", "npy"}), 2, "are for --map");
    expectFailure(run(call + QStringList{"--cell", "0,0", "--stride", "2"}), 2, "FILE brings its layers");
    expectFailure(run({"field", "--cell", "0,0", "--input", "1"}), 2, "FILE is missing, or --input and --kernel");
}

TEST(Table, HasTheFieldsThatWerePublished)
{
    const QString text = run({"table", "@vgg-16", "--csv"}).out;
    EXPECT_EQ(
        text.section('\n', 0, 0),
        "layer,kind,activation,kernel,stride,dilation,padding,output,jump,field,start,parameters,multiplications");
    EXPECT_EQ(text.section('\n', 18, 18), "18,max-pool,none,2,2,1,0,7x7,32,212,15.5,0,0");
    EXPECT_EQ(text.section('\n', 1, 1), "1,convolution,relu,3,1,1,1,224x224,1,3,0,10,451584");
    const QString first = run({"table", "@chapter-first"}).out;
    EXPECT_TRUE(
        first.contains("In total 5 parameters and 16 multiplications; an element of the last map does not see"))
        << qPrintable(first);
}

TEST(Matrix, IsTheChaptersProduct)
{
    expectOutput(run({"matrix", "@chapter-first"}), "0,1,3,4\n1,2,4,5\n3,4,6,7\n4,5,7,8\n");
    expectOutput(run({"matrix", "@chapter-first", "--form", "toeplitz"}),
                 "0,1,0,2,3,0,0,0,0\n0,0,1,0,2,3,0,0,0\n0,0,0,0,1,0,2,3,0\n0,0,0,0,0,1,0,2,3\n");
    expectOutput(run({"matrix", "@chapter-receptive-field"}), "19,25,37,43\n"); // the last layer's
    expectOutput(run(QStringList{"matrix", "--layer", "2", "--form", "im2col"} + kTwoInPlace), "19,25,37,43\n");
    expectFailure(run({"matrix", "@landscape", "--form", "toeplitz"}), 1, "is too large");
    QTemporaryDir dir;
    ASSERT_EQ(run({"matrix", "@chapter-first", "--output", dir.filePath("p.npy")}).code, 0);
    EXPECT_EQ(readInput(dir.filePath("p.npy")).value()->shape(), (Shape{4, 4}));
}

TEST(Compose, MakesOneKernelOfTwo)
{
    const QString kernel = "0,0,1\n0,4,6\n4,12,9\n";
    expectOutput(run({"compose", "@chapter-receptive-field"}),
                 kernel + "--bias 0 --padding 0,0,0,0 --border zero --stride 1,1\n");
    expectOutput(run({"compose", "@chapter-receptive-field", "--output", "-"}), kernel);
    expectOutput(run({"compute", "--input", kFirstInput, "--kernel", "-"}, {.input = kernel.toUtf8()}), "228\n");
    expectOutput(run(QStringList{"compose", "--bias", "2", "--output", "-"} + kTwoInPlace), kernel);
    EXPECT_TRUE(run(QStringList{"compose", "--bias", "2"} + kTwoInPlace).out.contains("--bias 14 ")); // 2 + 2·6
}

TEST(Compose, NamesTheObstacle)
{
    const QStringList relu = QStringList{"compose", "--activation", "relu", "--output", "-"} + kTwoInPlace;
    expectFailure(run(relu), 1, "Between the two layers stands ReLU");
    expectOutput(run(relu + QStringList{"--anyway"}), "0,0,1\n0,4,6\n4,12,9\n");
    expectFailure(run(QStringList{"compose", "--padding", "same"} + kTwoInPlace), 1, "valid padding in the second");
    expectFailure(run({"compose", "@vgg-16", "--layer", "2", "--anyway"}), 1, "Max pooling chooses");
    expectFailure(run({"compose", "@chapter-first"}), 1, "Behind layer 1 is none");
}

} // namespace
