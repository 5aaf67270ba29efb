// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/samples.h"
#include "tests/io/support.h"
#include "ui/io/image_file.h"
#include "ui/io/session_file.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <limits>
#include <random>

using namespace lab;

namespace
{

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();

SessionFile reopened(const SessionFile& file)
{
    const auto back = sessionFromJson(sessionToJson(file));
    EXPECT_TRUE(back.ok()) << outcome(back);
    return back ? *back : SessionFile{startSession(), {}, {}};
}

Session reopened(const Session& session)
{
    return reopened(SessionFile{session, {}, {}}).session;
}

Grid randomGrid(Shape shape, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    Grid grid(shape);
    for (float& cell : grid.cells())
        cell = normal(random);
    return grid;
}

/// Nothing in it is as it is by default.
Session unusualSession()
{
    Session session;
    session.input = matrixPicture("größer “3×3” ∂", randomGrid({7, 9}, 1));
    session.channels = Channels::Grey;
    Layer layer;
    layer.kernel = {{0.1F, -0.0F, kNan}, {kInf, -kInf, 1e-45F}};
    layer.bias = -0.3F;
    layer.spec.operation = Operation::Convolution;
    layer.spec.padding = {PaddingMode::Explicit, {1, 2}, {3, 4}};
    layer.spec.border = Border::Symmetric;
    layer.spec.stride = {2, 3};
    layer.spec.dilation = {4, 5};
    layer.kind = LayerKind::AveragePool;
    layer.pool = {6, 7};
    layer.activation = Activation::Sigmoid;
    session.layers = {Layer(), layer};
    session.focus = 1;
    TrainSpec& train = session.train;
    train.target = matrixPicture("target", {{1, 2}, {3, 4}});
    train.hiddenKernel = {{3, 1, 4}};
    train.hiddenBias = 0.7F;
    train.startKernel = {{0.1, 1.0 / 3, -5e-324}};
    train.startBias = 1e300;
    train.seed = std::numeric_limits<std::uint64_t>::max();
    train.rate = 0.1 + 0.2;
    train.epochs = 1234;
    train.learnBias = true;
    train.reduction = Reduction::Mean;
    train.optimiser = Optimiser::Nesterov;
    train.draw = Draw::Kaiming;
    train.hiddenSeed = 77;
    train.concealed = true;
    train.tolerance = 1e-3;
    train.rateChanges = {{3, 0.1}, {9, 0.25}};
    train.epoch = 56;
    return session;
}

TEST(SessionFile, EverySampleReopensEqual)
{
    EXPECT_EQ(reopened(startSession()), startSession());
    for (const Sample& sample : samples()) {
        Session session = startSession();
        sample.apply(session);
        EXPECT_EQ(reopened(session), session) << sample.id;
    }
}

TEST(SessionFile, EveryFieldReopensEqual)
{
    const Session session = unusualSession();
    const Session back = reopened(session);
    EXPECT_EQ(back, session);
    EXPECT_TRUE(std::signbit(back.layers[1].kernel.at(0, 1)));
}

TEST(SessionFile, EveryIdReopensEqual)
{
    for (const BorderRule& border : borderRules()) {
        for (const PaddingRule& padding : paddingRules()) {
            Session session = startSession();
            session.layer().spec.border = border.border;
            session.layer().spec.padding.mode = padding.mode;
            EXPECT_EQ(reopened(session), session) << border.id << ' ' << padding.id;
        }
    }
}

TEST(SessionFile, EveryKindOfLayerAndActivationReopensEqual)
{
    for (const LayerKindRow& kind : layerKinds()) {
        for (const ActivationRow& activation : activations()) {
            Session session = startSession();
            session.layer().kind = kind.kind;
            session.layer().activation = activation.activation;
            EXPECT_EQ(reopened(session), session) << kind.id << ' ' << activation.id;
        }
    }
}

TEST(SessionFile, EveryFloatAndDoubleIsExact)
{
    std::mt19937_64 random(3);
    Session session = startSession();
    session.layer().kernel = Grid({40, 40});
    session.train.startKernel = Grid64({40, 40});
    for (float& cell : session.layer().kernel.cells())
        cell = std::bit_cast<float>(std::uint32_t(random()));
    for (double& cell : session.train.startKernel.cells())
        cell = std::bit_cast<double>(random());
    EXPECT_EQ(reopened(session), session);
}

TEST(SessionFile, LargeMatricesAreCompressedAndExact)
{
    Session session = startSession();
    session.input = matrixPicture("large", randomGrid({300, 200}, 2));
    session.layer().kernel = randomGrid({80, 80}, 3);
    session.train.startKernel = converted<double>(session.layer().kernel);
    EXPECT_EQ(reopened(session), session);
    const auto json = QJsonDocument::fromJson(sessionToJson({session, {}, {}})).object();
    EXPECT_TRUE(json["input"].toObject()["planes"].toArray()[0].toObject().contains("float32"));
    EXPECT_TRUE(json["layers"].toArray()[0].toObject()["kernel"].toObject().contains("float32"));
    EXPECT_TRUE(json["train"].toObject()["startKernel"].toObject().contains("float64"));
}

TEST(SessionFile, APictureIsKeptAsItsFile)
{
    const QByteArray jpeg = encoded(colourful(64, 48), "jpeg");
    Session session = startSession();
    session.input = *pictureFromBytes(jpeg, "photo.jpg");
    const Session back = reopened(session);
    EXPECT_EQ(back, session);
    EXPECT_EQ(back.input->encoded(), jpeg.toStdString());
    const auto json = QJsonDocument::fromJson(sessionToJson({session, {}, {}})).object();
    EXPECT_EQ(QByteArray::fromBase64(json["input"].toObject()["encoded"].toString().toLatin1()), jpeg);
}

TEST(SessionFile, ThreePlanesOfNumbersReopenEqual)
{
    Session session = startSession();
    session.input = std::make_shared<const Picture>("planes", Content::Numbers,
                                                    std::vector<Grid>{Grid{{1, 2}}, Grid{{3, 4}}, Grid{{5, 6}}});
    EXPECT_EQ(reopened(session), session);
}

TEST(SessionFile, ViewAndUnknownKeysSurvive)
{
    const SessionFile file{
        startSession(), {{"zoom", 2.5}, {"step", 7}}, {{"author", "Ada"}, {"tags", QJsonArray{1}}}};
    const SessionFile back = reopened(file);
    EXPECT_EQ(back.view, file.view);
    EXPECT_EQ(back.unknown, file.unknown);
}

// What was saved is saved again byte for byte: the format does not change by the way. “unusual” is unusualSession().
TEST(SessionFile, EverySavedSessionIsSavedAsItWas)
{
    const QDir folder(QStringLiteral(LAB_TEST_DATA "/sessions"));
    const QStringList names = folder.entryList({QStringLiteral("*.corr2d")});
    EXPECT_GE(names.size(), 10);
    for (const QString& name : names) {
        QFile saved(folder.filePath(name));
        ASSERT_TRUE(saved.open(QIODevice::ReadOnly)) << name.toStdString();
        const QByteArray bytes = saved.readAll();
        const auto file = sessionFromJson(bytes);
        ASSERT_TRUE(file.ok()) << name.toStdString() << ": " << outcome(file);
        EXPECT_EQ(sessionToJson(*file).toStdString(), bytes.toStdString()) << name.toStdString();
    }
}

TEST(SessionFile, IsReadable)
{
    const QByteArray json = sessionToJson({startSession(), {}, {}});
    EXPECT_TRUE(json.contains("\"format\":\"corr2d-lab-session\"")) << json.constData();
    EXPECT_TRUE(json.contains("\"version\":1"));
    EXPECT_TRUE(json.contains("\"kernel\":[[1,-1]]"));
    EXPECT_TRUE(json.contains("\"startKernel\":[[-0.2113,-0.5195]]"));
    EXPECT_TRUE(isSession(json));
    EXPECT_TRUE(isSession(" \n" + json.left(json.size() / 2)));
    EXPECT_FALSE(isSession("{\"format\": \"something else\"}"));
    EXPECT_FALSE(isSession("1,2"));
    EXPECT_FALSE(isSession(""));
}

TEST(SessionFile, WhatMayBeMissingGetsItsDefault)
{
    const auto file = sessionFromJson("{\"format\":\"corr2d-lab-session\",\"version\":1,"
                                      "\"input\":{\"planes\":[[[1,2]]]},\"layers\":[{\"kernel\":[[3]]}]}");
    ASSERT_TRUE(file.ok()) << outcome(file);
    EXPECT_EQ(file->session.layers, std::vector<Layer>{(Layer{{{3}}, 0, {}})});
    EXPECT_EQ(file->session.train, TrainSpec());
}

/// A change to a good session and where it must be found.
struct Damage {
    const char* name;
    QStringList path; ///< keys, and indices of arrays
    QJsonValue value;
    const char* where;
};
std::ostream& operator<<(std::ostream& out, const Damage& damage)
{
    return out << damage.name;
}

QJsonValue changed(const QJsonValue& json, const QStringList& path, const QJsonValue& value)
{
    if (path.isEmpty())
        return value;
    const QString& key = path.front();
    if (json.isArray()) {
        QJsonArray array = json.toArray();
        array[key.toInt()] = changed(array[key.toInt()], path.mid(1), value);
        return array;
    }
    QJsonObject object = json.toObject();
    const QJsonValue inner = changed(object.value(key), path.mid(1), value);
    if (inner.isUndefined())
        object.remove(key);
    else
        object[key] = inner;
    return object;
}

class DamagedSession : public testing::TestWithParam<Damage>
{
};
TEST_P(DamagedSession, SaysWhere)
{
    const QJsonValue good = QJsonDocument::fromJson(sessionToJson({unusualSession(), {}, {}})).object();
    const QJsonObject bad = changed(good, GetParam().path, GetParam().value).toObject();
    const auto file = sessionFromJson(QJsonDocument(bad).toJson());
    EXPECT_EQ(outcome(file), testing::PrintToString(Error{ErrorCode::SessionBroken, {GetParam().where}}));
}

const QJsonValue kMissing = QJsonValue::Undefined;
QJsonArray rowsOf(int rows, int cols)
{
    QJsonArray row, all;
    for (int c = 0; c < cols; ++c)
        row.append(0);
    for (int r = 0; r < rows; ++r)
        all.append(row);
    return all;
}
QJsonArray manyLayers()
{
    QJsonArray layers;
    for (int i = 0; i < 33; ++i)
        layers.append(QJsonObject{{"kernel", QJsonArray{QJsonArray{1}}}});
    return layers;
}
/// A compressed array that claims another size than it has.
QJsonObject lyingArray(int rows, int cols)
{
    return {
        {"rows", rows}, {"cols", cols}, {"float32", QString::fromLatin1(qCompress(QByteArray(64, '\0')).toBase64())}};
}

INSTANTIATE_TEST_SUITE_P(
    SessionFile, DamagedSession,
    testing::Values(
        Damage{"Format", {"format"}, "another", "format"}, Damage{"NoVersion", {"version"}, kMissing, "version"},
        Damage{"VersionZero", {"version"}, 0, "version"}, Damage{"VersionText", {"version"}, "1", "version"},
        Damage{"NoInput", {"input"}, kMissing, "input"}, Damage{"InputText", {"input"}, "photo", "input"},
        Damage{"Content", {"input", "content"}, "colours", "input.content"},
        Damage{"NoPlanes", {"input", "planes"}, QJsonArray(), "input.planes"},
        Damage{"EmptyPlane", {"input", "planes", "0"}, QJsonArray(), "input.planes[0]"},
        Damage{"PlaneOfEmptyRow", {"input", "planes", "0"}, rowsOf(1, 0), "input.planes[0]"},
        Damage{"TwoPlanes", {"input", "planes"}, QJsonArray{rowsOf(1, 1), rowsOf(1, 1)}, "input.planes[0]"},
        Damage{"PlanesDiffer",
               {"input", "planes"},
               QJsonArray{rowsOf(1, 2), rowsOf(2, 1), rowsOf(1, 2)},
               "input.planes[1]"},
        Damage{"RaggedPlane", {"input", "planes", "0", "2"}, QJsonArray{1, 2}, "input.planes[0][2]"},
        Damage{"CellText", {"input", "planes", "0", "2", "3"}, "x", "input.planes[0][2][3]"},
        Damage{"CellNull", {"input", "planes", "0", "2", "3"}, QJsonValue::Null, "input.planes[0][2][3]"},
        Damage{"CellBeyondFloat", {"input", "planes", "0", "2", "3"}, 1e39, "input.planes[0][2][3]"},
        Damage{"TooManyRowsOfNumbers", {"input", "planes", "0"}, rowsOf(70, 70), "input.planes[0]"},
        Damage{"ArrayPromisesTooLittle", {"input", "planes", "0"}, lyingArray(3, 5), "input.planes[0].float32"},
        Damage{"ArrayPromisesTooMuch", {"input", "planes", "0"}, lyingArray(40000, 50000), "input.planes[0].float32"},
        Damage{"ArrayBeyondInt", {"input", "planes", "0"}, lyingArray(2000000, 2000000), "input.planes[0]"},
        Damage{"ArrayNegative", {"input", "planes", "0"}, lyingArray(-4, 4), "input.planes[0].rows"},
        Damage{"EncodedIsNoBase64", {"input", "encoded"}, "%%%", "input.encoded"},
        Damage{"Channels", {"channels"}, "blue", "channels"}, Damage{"NoLayers", {"layers"}, QJsonArray(), "layers"},
        Damage{"LayersMissing", {"layers"}, kMissing, "layers"},
        Damage{"TooManyLayers", {"layers"}, manyLayers(), "layers"},
        Damage{"LayerText", {"layers", "1"}, "x", "layers[1]"},
        Damage{"NoKernel", {"layers", "1", "kernel"}, kMissing, "layers[1].kernel"},
        Damage{"EmptyKernel", {"layers", "1", "kernel"}, QJsonArray(), "layers[1].kernel"},
        Damage{"KernelTooLarge", {"layers", "1", "kernel"}, lyingArray(1001, 1000), "layers[1].kernel"},
        Damage{"Bias", {"layers", "1", "bias"}, QJsonObject(), "layers[1].bias"},
        Damage{"Operation", {"layers", "1", "operation"}, "sum", "layers[1].operation"},
        Damage{"PaddingText", {"layers", "1", "padding"}, "same", "layers[1].padding"},
        Damage{"PaddingMode", {"layers", "1", "padding", "mode"}, "most", "layers[1].padding.mode"},
        Damage{"PaddingNegative", {"layers", "1", "padding", "rows"}, QJsonArray{-1, 0}, "layers[1].padding.rows"},
        Damage{"Border", {"layers", "1", "border"}, "wall", "layers[1].border"},
        Damage{"StrideZero", {"layers", "1", "stride"}, QJsonArray{0, 1}, "layers[1].stride"},
        Damage{"StrideHalf", {"layers", "1", "stride"}, QJsonArray{1, 1.5}, "layers[1].stride"},
        Damage{"StrideHuge", {"layers", "1", "stride"}, QJsonArray{1, 1e10}, "layers[1].stride"},
        Damage{"StrideOne", {"layers", "1", "stride"}, QJsonArray{1}, "layers[1].stride"},
        Damage{"Dilation", {"layers", "1", "dilation"}, 2, "layers[1].dilation"},
        Damage{"FocusBeyond", {"focus"}, 2, "focus"}, Damage{"FocusNegative", {"focus"}, -1, "focus"},
        Damage{"TrainText", {"train"}, "x", "train"}, Damage{"RateNan", {"train", "rate"}, "nan", "train.rate"},
        Damage{"RateText", {"train", "rate"}, "fast", "train.rate"},
        Damage{"Epochs", {"train", "epochs"}, -1, "train.epochs"},
        Damage{"Epoch", {"train", "epoch"}, 0.5, "train.epoch"},
        Damage{"LearnBias", {"train", "learnBias"}, 1, "train.learnBias"},
        Damage{"Reduction", {"train", "reduction"}, "max", "train.reduction"},
        Damage{"Optimiser", {"train", "optimiser"}, "magic", "train.optimiser"},
        Damage{"Draw", {"train", "draw"}, "dice", "train.draw"},
        Damage{"HiddenSeed", {"train", "hiddenSeed"}, 5, "train.hiddenSeed"},
        Damage{"Concealed", {"train", "concealed"}, 1, "train.concealed"},
        Damage{"Tolerance", {"train", "tolerance"}, "inf", "train.tolerance"},
        Damage{"RateChanges", {"train", "rateChanges"}, 3, "train.rateChanges"},
        Damage{"RateChangeEpoch",
               {"train", "rateChanges"},
               QJsonArray{QJsonObject{{"epoch", 0}, {"rate", 1}}},
               "train.rateChanges[0].epoch"},
        Damage{"RateChangeOrder",
               {"train", "rateChanges"},
               QJsonArray{QJsonObject{{"epoch", 5}, {"rate", 1}}, QJsonObject{{"epoch", 5}, {"rate", 2}}},
               "train.rateChanges[1]"},
        Damage{"SeedNumber", {"train", "seed"}, 5, "train.seed"},
        Damage{"SeedText", {"train", "seed"}, "-1x", "train.seed"},
        Damage{"StartKernel", {"train", "startKernel"}, QJsonArray(), "train.startKernel"},
        Damage{"HiddenKernel", {"train", "hiddenKernel"}, "x", "train.hiddenKernel"},
        Damage{"Target", {"train", "target"}, QJsonArray(), "train.target"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(SessionFile, TheFutureIsNamed)
{
    QByteArray json = sessionToJson({startSession(), {}, {}});
    json.replace("\"version\":1", "\"version\":7");
    EXPECT_EQ(outcome(sessionFromJson(json)),
              testing::PrintToString(Error{ErrorCode::SessionFromFuture, {"7", "1"}}));
}

TEST(SessionFile, ADamagedPictureInItIsNamed)
{
    QJsonObject json = QJsonDocument::fromJson(sessionToJson({startSession(), {}, {}})).object();
    const QByteArray half = encoded(colourful(20, 20), "jpeg").left(300);
    json["input"] = QJsonObject{{"name", "photo.jpg"}, {"encoded", QString::fromLatin1(half.toBase64())}};
    EXPECT_EQ(outcome(sessionFromJson(QJsonDocument(json).toJson())),
              testing::PrintToString(Error{ErrorCode::PictureTruncated, {"photo.jpg"}}));
}

TEST(SessionFile, NoPartIsTakenForTheWhole)
{
    const QByteArray json = sessionToJson({startSession(), {}, {}}).trimmed();
    for (qsizetype size = 0; size < json.size(); ++size) {
        const auto file = sessionFromJson(json.left(size));
        ASSERT_FALSE(file.ok()) << size;
        ASSERT_EQ(file.error().code, ErrorCode::SessionBroken) << size;
    }
}

} // namespace
