// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_samples.h"
#include "core/numbers/npy.h"
#include "ui/io/npz_file.h"
#include "ui/io/weight_file.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>
#include <random>

using namespace lab;

namespace
{

QByteArray fileBytes(const QString& path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
    return file.readAll();
}

QByteArray weightData(const char* name)
{
    return fileBytes(QStringLiteral(LAB_TEST_DATA "/weights/%1").arg(QLatin1String(name)));
}

ChannelLayer bookLayer()
{
    ChannelLayer layer = findChannelSample("outputs-3")->layers().front();
    layer.biases = {1, 2, 3};
    return layer;
}

constexpr MapsShape kBookInput{2, 3, 3};

/// What of a file fits, put into a bare layer.
Result<ChannelLayer> firstOf(const QByteArray& bytes, const QString& name, MapsShape input = kBookInput)
{
    const auto file = weightFileOf(bytes, name);
    if (!file)
        return file.error();
    for (const WeightOffer& offer : weightOffers(file->tensors, {}, input, WeightLayout::Oihw))
        if (offer.output)
            return layerWith(*file, offer, {}, input, WeightLayout::Oihw);
    return ErrorCode::NoChannels;
}

TEST(WeightFile, IsKnownByItsBytes)
{
    for (const char* name : {"book.npy", "book_fortran.npy", "book.npz"}) {
        const auto layer = firstOf(weightData(name), "whatever");
        ASSERT_TRUE(layer.ok()) << name;
        EXPECT_EQ(layer->weights, bookLayer().weights) << name;
    }
    EXPECT_EQ(firstOf(weightData("book.npz"), {})->biases, (std::vector<double>{1, 2, 3}));
    EXPECT_EQ(firstOf(weightData("book.npy"), {})->biases, std::nullopt);
    EXPECT_EQ(firstOf(weightData("tiny.safetensors"), {}, {1, 5, 5})->weights,
              findChannelSample("tiny-network")->layers().front().weights);
    EXPECT_EQ(weightFileOf("", "a").error(), (Error{ErrorCode::EmptyFile, {"a"}}));
    EXPECT_EQ(weightFileOf("1,2", "a.csv").error().code, ErrorCode::UnknownFormat);
    EXPECT_EQ(weightFileOf("1,2", "a.Safetensors").error().code, ErrorCode::SafetensorsShort);
}

TEST(WeightFile, SaysWhatItMakesOfAnArray)
{
    const auto file = weightFileOf(weightData("book.npz"), {});
    ASSERT_TRUE(file.ok());
    ASSERT_EQ(file->tensors.size(), 4U);
    EXPECT_EQ(meaningOf(*file, {0, 1, MapsShape{}}, ChannelKind::Convolution, WeightLayout::Oihw),
              "“conv.weight” of shape (3, 2, 2, 2) is read as (out, in/groups, rows, columns), with the biases "
              "“conv.bias”.");
    EXPECT_EQ(meaningOf(*weightFileOf(weightData("book_one.npy"), {}), {0, {}, MapsShape{}}, ChannelKind::Convolution,
                        WeightLayout::Oihw),
              "The array of shape (2, 2, 2) is read as (in, rows, columns), without a bias.");
}

TEST(WeightFile, ReadsWhatItWrites)
{
    QTemporaryDir dir;
    ChannelLayer layer = bookLayer();
    for (const double more : {0.0, 0.1}) { // in single and in double precision
        layer.weights.cells()[5] += more;
        for (const char* name : {"w.npz", "w.safetensors"}) {
            const QString path = dir.filePath(QLatin1String(name));
            const auto written = writeWeights(path, std::span(&layer, 1));
            ASSERT_TRUE(written.ok()) << name;
            EXPECT_FALSE(written->biasLeftOut);
            const auto read = firstOf(fileBytes(path), {});
            ASSERT_TRUE(read.ok()) << name;
            EXPECT_EQ(*read, layer) << name;
        }
        const QString npy = dir.filePath("w.npy");
        EXPECT_TRUE(writeWeights(npy, std::span(&layer, 1))->biasLeftOut);
        EXPECT_EQ(firstOf(fileBytes(npy), {})->weights, layer.weights);
        EXPECT_TRUE(fileBytes(npy).contains(more > 0 ? "<f8" : "<f4"));
    }
}

TEST(WeightFile, AStackGoesIntoOneArchive)
{
    QTemporaryDir dir;
    const auto layers = findChannelSample("tiny-network")->layers();
    for (const char* name : {"w.npz", "w.safetensors"}) {
        const QString path = dir.filePath(QLatin1String(name));
        ASSERT_TRUE(writeWeights(path, layers).ok());
        const auto file = weightFileOf(fileBytes(path), {});
        ASSERT_TRUE(file.ok());
        std::vector<std::string> names;
        for (const TensorFacts& one : file->tensors)
            names.push_back(one.name);
        EXPECT_EQ(names, (std::vector<std::string>{"0.weight", "0.bias", "4.weight", "4.bias"}));
    }
    EXPECT_EQ(writeWeights(dir.filePath("w.npy"), layers).error().code, ErrorCode::UnwritableFormat);
    EXPECT_EQ(writeWeights(dir.filePath("w.pt"), layers).error().code, ErrorCode::UnwritableFormat);
    EXPECT_EQ(writeWeights("/no/such/folder/w.npz", layers).error().code, ErrorCode::CannotWrite);
}

TEST(NpzWriter, TheSameArraysGiveTheSameBytes)
{
    const auto tensors = tensorsOf(findChannelSample("tiny-network")->layers());
    const auto once = npzFrom(tensors, false), again = npzFrom(tensors, false);
    ASSERT_TRUE(once.ok() && again.ok());
    EXPECT_EQ(*once, *again);
    EXPECT_EQ(tensorOfNpz(*once, "4.bias")->cells, (std::vector<double>{1, -2}));
    EXPECT_EQ(tensorOfNpz(*once, "5.bias").error().code, ErrorCode::NpzNoArray);
    EXPECT_EQ(memberOfNpz(*once, "4.weight")->array.planes.front().shape(), (Shape{2, 8}));
}

TEST(WeightFile, NoMutationOfAGoodArchiveDoesHarm)
{
    const QByteArray whole = weightData("book.npz");
    std::mt19937 random(1);
    int good = 0, bad = 0;
    for (int i = 0; i < 2000; ++i) {
        QByteArray bytes = whole;
        for (std::size_t changes = 1 + random() % 4; changes > 0; --changes)
            bytes[qsizetype(random() % std::size_t(bytes.size()))] = char(random() & 255U);
        const auto layer = firstOf(i % 4 == 0 ? bytes.left(qsizetype(random() % 1000)) : bytes, {});
        ++(layer ? good : bad);
    }
    EXPECT_GT(good, 50);
    EXPECT_GT(bad, 500);
}

} // namespace
