// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Layers of several channels: the numbers of Dive into Deep Learning 7.4 and 14.10, arrays and weights from files.

#include "core/channels/channel_samples.h"
#include "core/numbers/npy.h"
#include "core/numbers/safetensors.h"
#include "tests/cli/process.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace lab;
using namespace lab::test;

namespace
{

const QString kBookMaps = "[[[0,1,2],[3,4,5],[6,7,8]],[[1,2,3],[4,5,6],[7,8,9]]]";
const QString kBookWeights = "[[[0,1],[2,3]],[[1,2],[3,4]]]";

QStringList layerCall(const QString& input, const QString& weights, const QStringList& more = {})
{
    return QStringList{"layer", "--input", input, "--weights", weights} + more;
}

/// Standard output of a call that may say a word on standard error.
QString outputOf(const QStringList& call)
{
    const Outcome outcome = run(call);
    EXPECT_EQ(outcome.code, 0) << qPrintable(outcome.err);
    return outcome.out;
}

QString weightFile(const char* name)
{
    return dataFile(qPrintable(QStringLiteral("weights/") + name));
}

constexpr const char* kThreeOutputs =
    "# plane 1 of 3\n56,72\n104,120\n# plane 2 of 3\n76,100\n148,172\n# plane 3 of 3\n96,128\n192,224\n";

TEST(LayerCommand, TheBooksChannels)
{
    expectOutput(run(layerCall(kBookMaps, kBookWeights)), "56,72\n104,120\n");
    expectOutput(run(layerCall("@inputs-2", "@inputs-2")), "56,72\n104,120\n");
    expectOutput(run(layerCall("@outputs-3", "@outputs-3")), kThreeOutputs);
    expectOutput(run(layerCall(kBookMaps, "[[[[0,1],[2,3]]],[[[1,2],[3,4]]]]", {"--groups", "2"})),
                 "# plane 1 of 2\n19,25\n37,43\n# plane 2 of 2\n37,47\n67,77\n");
    expectOutput(run(layerCall(kBookMaps, "[[[[1]],[[2]]],[[[0]],[[-1]]],[[[0.5]],[[0.5]]]]")),
                 "# plane 1 of 3\n2,5,8\n11,14,17\n20,23,26\n"
                 "# plane 2 of 3\n-1,-2,-3\n-4,-5,-6\n-7,-8,-9\n"
                 "# plane 3 of 3\n0.5,1.5,2.5\n3.5,4.5,5.5\n6.5,7.5,8.5\n");
}

TEST(LayerCommand, TheBooksTransposedConvolutions)
{
    const auto call = [](const QStringList& more) {
        return layerCall("0,1;2,3", "0,1;2,3", QStringList{"--transposed"} + more);
    };
    expectOutput(run(call({})), "0,0,1\n0,4,6\n4,12,9\n");
    expectOutput(run(call({"--stride", "2"})), "0,0,0,1\n0,0,2,3\n0,2,0,3\n4,6,6,9\n");
    expectOutput(run(call({"--padding", "1"})), "4\n");
    EXPECT_EQ(outputOf(call({"--stride", "2", "--output-padding", "1,0"})).count('\n'), 5);
}

TEST(LayerCommand, ADenseLayerSeesAll)
{
    expectOutput(
        run(layerCall("1,2;3,4", "[[1,1,1,1],[0,0,0,-1]]", {"--dense", "--bias", "10,0", "--activation", "relu"})),
        "# plane 1 of 2\n20\n# plane 2 of 2\n0\n");
}

TEST(LayerCommand, BiasesAreOneForEachOutputOrNone)
{
    const auto call = [](const QStringList& more) { return layerCall("@outputs-3", weightFile("book.npz"), more); };
    const QString biased =
        "# plane 1 of 3\n57,73\n105,121\n# plane 2 of 3\n78,102\n150,174\n# plane 3 of 3\n99,131\n195,227\n";
    EXPECT_EQ(outputOf(call({})), biased);
    EXPECT_EQ(outputOf(call({"--no-bias"})), kThreeOutputs);
    EXPECT_EQ(outputOf(call({"--bias", "0,0,0"})), kThreeOutputs);
    expectFailure(run(call({"--bias", "1,2"})), 1, "The number of biases is 2, that of the output channels is 3");
    expectFailure(run(call({"--bias", "1,x"})), 2, "--bias needs a number for each output channel");
    expectFailure(run(call({"--bias", "1", "--no-bias"})), 2, "--no-bias leaves nothing for --bias");
}

TEST(LayerCommand, SaysHowWeightsAreRead)
{
    const Outcome outcome = run(layerCall(weightFile("book_x.npy"), weightFile("book.npz")));
    EXPECT_EQ(outcome.err,
              "corr2d-lab: “conv.weight” of shape (3, 2, 2, 2) is read as (out, in/groups, rows, columns), "
              "with the biases “conv.bias”.\n");
    EXPECT_EQ(outputOf(layerCall(weightFile("book_x.npy"), weightFile("book.npy"))), kThreeOutputs);
    EXPECT_EQ(outputOf(layerCall(weightFile("book_x.npy"), weightFile("book_fortran.npy"))), kThreeOutputs);
    EXPECT_EQ(outputOf(layerCall(weightFile("book_x.npy"), weightFile("book_one.npy"))), "56,72\n104,120\n");
    EXPECT_EQ(outputOf(layerCall(weightFile("book_x_last.npy"), weightFile("book.npy"),
                                 {"--input-layout", "channels-last"})),
              kThreeOutputs);
}

TEST(LayerCommand, TakesTheArrayThatIsNamed)
{
    EXPECT_EQ(outputOf(layerCall(kBookMaps, weightFile("book.npz:conv.weight"), {"--no-bias"})), kThreeOutputs);
    expectFailure(run(layerCall(kBookMaps, weightFile("book.npz:wide.weight"))), 1,
                  "The number of input channels is 2, but the kernels are for 3");
    expectFailure(run(layerCall(kBookMaps, weightFile("book.npz:none"))), 1,
                  "No array is called “none” here; there are “conv.weight”, “norm.weight”, “wide.weight”.");
    EXPECT_EQ(outputOf(layerCall(weightFile("layers.safetensors:conv_groups.x"),
                                 weightFile("layers.safetensors:conv_groups.weight"),
                                 {"--groups", "2", "--stride", "2", "--output", "-"}))
                  .count("# plane"),
              6);
}

TEST(LayerCommand, ListsWhatFits)
{
    const Outcome outcome = run(layerCall(kBookMaps, weightFile("book.npz"), {"--list"}));
    EXPECT_EQ(outcome.err, "");
    const QStringList lines = outcome.out.split('\n');
    ASSERT_EQ(lines.size(), 5);
    EXPECT_TRUE(lines[1].startsWith("conv.weight") && lines[1].contains("conv.bias") &&
                lines[1].endsWith("3 × 2 × 2"));
    EXPECT_TRUE(lines[2].contains("of shape (3) holds no weights"));
    EXPECT_TRUE(lines[3].contains("is 2, but the kernels are for 3"));
}

TEST(LayerCommand, ComputesATinyNetworkFromItsStateDict)
{
    QTemporaryDir dir;
    const QString first = dir.filePath("first.npy");
    ASSERT_EQ(
        run(layerCall("@tiny-network", weightFile("tiny.safetensors"), {"--activation", "relu", "--output", first}))
            .code,
        0);
    const ChannelSample* const tiny = findChannelSample("tiny-network");
    QFile file(first);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const auto maps = tensorFromNpy(file.readAll().toStdString());
    ASSERT_TRUE(maps.ok());
    EXPECT_EQ(maps->shape, (std::vector<std::uint64_t>{2, 3, 3}));
    EXPECT_EQ(tiny->layers().front().biases, (std::vector<double>{0, -1}));
    // The dense layer of the same file takes eight numbers.
    EXPECT_EQ(outputOf(layerCall("1,2,3,4,5,6,7,8", weightFile("tiny.safetensors"), {"--dense"})),
              "# plane 1 of 2\n1\n# plane 2 of 2\n12\n");
}

TEST(LayerCommand, Counts)
{
    const QString out = outputOf(layerCall(kBookMaps, weightFile("book.npy"), {"--counts", "--bias", "1,2,3"}));
    EXPECT_TRUE(out.contains("parameters       27")) << qPrintable(out);
    EXPECT_TRUE(out.contains("multiplications  96")) << qPrintable(out); // 3 · 2 · 2 · 2 · 2 · 2
}

TEST(LayerCommand, WritesMapsAndWeights)
{
    QTemporaryDir dir;
    for (const char* name : {"w.npz", "w.safetensors", "w.npy"}) {
        const QString path = dir.filePath(name);
        EXPECT_EQ(outputOf(layerCall("@outputs-3", "@outputs-3", {"--write-weights", path})), kThreeOutputs);
        EXPECT_EQ(outputOf(layerCall("@outputs-3", path)), kThreeOutputs) << name;
    }
    const Outcome left =
        run(layerCall("@outputs-3", "@outputs-3", {"--bias", "1,2,3", "--write-weights", dir.filePath("b.npy")}));
    EXPECT_TRUE(left.err.contains("the biases were left out")) << qPrintable(left.err);
    expectFailure(run(layerCall("1", "1", {"--write-weights", dir.filePath("w.pt")})), 1,
                  "use .npz, .safetensors or .npy");
    expectFailure(run(layerCall("1", "1", {"--output", dir.filePath("y.png")})), 1, "use .csv, .npy");
    const Outcome npy = run(layerCall(kBookMaps, kBookWeights, {"--format", "npy"}));
    EXPECT_EQ(tensorFromNpy(npy.bytes.toStdString())->shape, (std::vector<std::uint64_t>{1, 2, 2}));
    EXPECT_EQ(run(layerCall("-", "[[[1]]]"), {.input = npy.bytes}).out, "56,72\n104,120\n");
}

TEST(LayerCommand, SaysWhichAxesAnInputHas)
{
    const Outcome photo = run(layerCall(weightFile("photo.npy"), "[[[1]],[[0]],[[0]]]"));
    EXPECT_EQ(photo.out, "0,3,6,9,12\n15,18,21,24,27\n30,33,36,39,42\n45,48,51,54,57\n");
    EXPECT_TRUE(photo.err.contains("is read as rows, columns, channels")) << qPrintable(photo.err);
    const QString two = weightFile("two_examples.npy");
    expectFailure(run(layerCall(two, kBookWeights)), 1, "The array holds 2 examples");
    expectOutput(run(layerCall(two, kBookWeights, {"--example", "1"})), "56,72\n104,120\n");
    expectOutput(run(layerCall(two, kBookWeights, {"--example", "2"})), "-56,-72\n-104,-120\n");
    expectFailure(run(layerCall(two, kBookWeights, {"--example", "3"})), 1,
                  "There is no example 3: they go from 1 to 2");
    expectOutput(run(layerCall(dataFile("shape_1x1x2x3.npy"), "1")), "0,1,2\n3,4,5\n");
    EXPECT_EQ(outputOf(layerCall("@landscape", "[[[0.299]],[[0.587]],[[0.114]]]")).count("# plane"), 0);
}

TEST(LayerCommand, RefusesWithBothNumbers)
{
    const QString oneChannel = "1,2;3,4";
    expectFailure(run(layerCall(oneChannel, kBookWeights)), 1,
                  "The number of input channels is 1, but the kernels are for 2");
    expectFailure(
        run(layerCall(kBookMaps, kBookWeights, {"--groups", "3"})), 1,
        "The number of groups is 3, and must divide both that of the input channels, which is 2, and that of "
        "the output channels, which is 1");
    expectFailure(run(layerCall(kBookMaps, kBookWeights, {"--groups", "0"})), 2, "--groups needs a whole number");
    expectFailure(run(layerCall(kBookMaps, "[[[1,2],[3,4]],[[1,2]]]")), 1, "differ in length");
    expectFailure(run(layerCall(kBookMaps, "[[[[[1]]]]]")), 1, "holds no weights of such a layer: these have 2 to 4");
    expectFailure(run(layerCall(kBookMaps, "[[[a]]]")), 1, "neither a file nor numbers");
    expectFailure(run(layerCall("[[[[[1]]]]]", "1")), 1, "holds no maps");
    expectFailure(run(layerCall("@none", "1")), 1, "the names here are @inputs-2");
    expectFailure(run(layerCall("1", "@none")), 1, "the names here are @inputs-2");
    expectFailure(run(layerCall("1", "1", {"--dense", "--stride", "2"})), 2, "--dense leaves nothing for --stride");
    expectFailure(run(layerCall("1", "1", {"--output-padding", "1,1"})), 2, "needs --transposed");
    expectFailure(run(layerCall("1,2", "1,2,3", {"--dense"})), 1, "the shape 1 × 1 × 3 and the input has 1 × 1 × 2");
}

TEST(LayerCommand, RefusesFilesThatLie)
{
    QTemporaryDir dir;
    const QString path = dir.filePath("w.safetensors");
    const auto refuses = [&](const QByteArray& bytes, const char* says) {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        expectFailure(run(layerCall("1", path)), 1, says);
    };
    refuses("", "is empty");
    refuses("abc", "begins with 8 bytes");
    refuses(QByteArray(8, '\xff') + "{}", "is said to have 18446744073709551615 bytes, but only 2 follow");
    const auto whole = safetensorsFrom(std::vector<NamedTensor>{{"w", {{1000000000, 1, 1, 1}, {}}}}, false);
    refuses(QByteArray::fromStdString(whole),
            "“w” of shape (1000000000, 1, 1, 1) needs 4000000000 bytes");
}

} // namespace
