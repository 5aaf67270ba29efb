// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_samples.h"
#include "core/channels/channel_stack.h"
#include "core/layers/matrix_form.h"
#include "core/layers/receptive_field.h"
#include "core/session/evaluate.h"
#include "core/teaching/asked.h"
#include "core/teaching/right_answer.h"
#include "tests/core/teaching/teaching_support.h"

#include <set>

namespace lab
{
namespace
{

using namespace test;

TEST(RightAnswer, KnowsTheFirstExample)
{
    const Session session = sampleSession("chapter-first");
    EXPECT_EQ(numberOf(session, asking(Asked::Product, 0, 0, 2)), 6);
    EXPECT_EQ(numberOf(session, asking(Asked::Subtotal, 0, 0, 2)), 7);
    EXPECT_EQ(numberOf(session, asking(Asked::Cell)), 19);
    EXPECT_EQ(numbersOf(session, asking(Asked::Row, 1)), (Grid64{{37, 43}}));
    EXPECT_EQ(numbersOf(session, asking(Asked::Map)), (Grid64{{19, 25}, {37, 43}}));
    EXPECT_EQ(numbersOf(session, asking(Asked::Shape)), (Grid64{{2, 2}}));
    EXPECT_EQ(numberOf(session, askingNumber("parameters")), 5);
    EXPECT_EQ(numberOf(session, askingNumber("products")), 16);
    EXPECT_EQ(numberOf(session, askingNumber("products-window")), 4);
}

TEST(RightAnswer, ReadsTheMapsBeforeALayer)
{
    const Session session = sampleSession("chapter-receptive-field");
    Question question = asking(Asked::Cell);
    question.layer = 1;
    EXPECT_EQ(numberOf(session, question), 228);
    question = asking(Asked::Product, 0, 0, 3);
    question.layer = 1;
    EXPECT_EQ(numberOf(session, question), 129);
    EXPECT_EQ(numberOf(session, askingNumber("field-size", 1, 1)), 3);
    EXPECT_EQ(numberOf(session, askingNumber("parameters-all")), 10);
    EXPECT_EQ(numberOf(session, askingNumber("products-all")), 20);
    Question paths = askingNumber("paths", 1, 1);
    for (const auto& [row, col, count] : {std::tuple{1, 1, 4}, {0, 0, 1}, {0, 1, 2}}) {
        paths.of = {Spot::Part::Map, 0, row, col};
        EXPECT_EQ(numberOf(session, paths), count);
    }
}

TEST(RightAnswer, EqualsTheShownMapsOfRandomStacks)
{
    Random random(1);
    for (int round = 0; round < 200; ++round) {
        const RandomStack stack(random, random.integer(1, 3), {Activation::None, Activation::Relu, Activation::Tanh});
        Session session;
        session.input = matrixPicture("x", random.reals(stack.input));
        session.layers = stack.layers;
        const auto maps = evaluate(session, {});
        ASSERT_TRUE(maps);
        for (std::size_t l = 0; l < stack.layers.size(); ++l) {
            Question question = asking(Asked::Map);
            question.layer = l;
            const Grid& shown = maps->maps[l][0];
            EXPECT_TRUE(equalBits(converted<float>(numbersOf(session, question)), shown)) << stack.text();
            question.asked = Asked::Shape;
            EXPECT_EQ(numbersOf(session, question), (Grid64{{double(shown.rows()), double(shown.cols())}}));
            const auto row = layerTable(stack.layers, stack.geometries)[l];
            EXPECT_EQ(numberOf(session, askingNumber("field-rows", 1, l)), row.rows.size);
            EXPECT_EQ(numberOf(session, askingNumber("jump-columns", 1, l)), row.cols.jump);
        }
    }
}

TEST(RightAnswer, CountsAMatrixAsItIs)
{
    const Session edge = sampleSession("chapter-edge");
    EXPECT_EQ(numberOf(edge, askingNumber("inputs")), 48);
    EXPECT_EQ(numberOf(edge, askingNumber("outputs")), 42);
    EXPECT_EQ(numberOf(edge, askingNumber("dense-weights")), 2016);
    EXPECT_EQ(numberOf(edge, askingNumber("dense-parameters")), 2058);
    EXPECT_EQ(numberOf(edge, askingNumber("matrix-entries")), 2016);
    EXPECT_EQ(numberOf(edge, askingNumber("matrix-nonzeros")), 84);
    EXPECT_EQ(numberOf(edge, askingNumber("weights")), 2);
    Random random(2);
    for (int round = 0; round < 100; ++round) {
        const Geometry geometry = randomGeometry(random, {6, 6}, {3, 3});
        Layer layer;
        layer.kernel = random.reals(geometry.kernel(), 0.25, 1); // no two weights cancel
        Session session = sessionOf(random.integers(geometry.input()), layer.kernel, {});
        session.layers[0].spec.padding = {PaddingMode::Explicit, geometry.rows.margin, geometry.cols.margin};
        session.layers[0].spec.border = geometry.border;
        session.layers[0].spec.stride = {geometry.rows.stride, geometry.cols.stride};
        session.layers[0].spec.dilation = {geometry.rows.dilation, geometry.cols.dilation};
        const Grid64 matrix = toeplitz(session.inputPlane(0), session.layers[0], geometry);
        const auto zeros = std::count(matrix.cells().begin(), matrix.cells().end(), 0.0);
        EXPECT_EQ(numberOf(session, askingNumber("matrix-nonzeros")), double(matrix.size()) - double(zeros))
            << describe(geometry);
    }
}

TEST(RightAnswer, KnowsPaddingAndStride)
{
    Session session = typedSession("0,1,2;3,4,5;6,7,8", "0,1;2,3", 0, padded(1));
    EXPECT_EQ(numbersOf(session, asking(Asked::Padded)), (Grid64{{5, 5}}));
    EXPECT_EQ(numbersOf(session, asking(Asked::Shape)), (Grid64{{4, 4}}));
    EXPECT_EQ(numberOf(session, asking(Asked::Cell, 0, 1)), 3);
    EXPECT_EQ(numberOf(session, asking(Asked::Cell, 0, 2)), 8);
    EXPECT_EQ(numberOf(session, askingNumber("padded-cells")), 16);
    session.layers[0].spec.stride = {3, 2};
    EXPECT_EQ(numbersOf(session, asking(Asked::Map)), (Grid64{{0, 8}, {6, 8}}));
    Session left = sessionOf(Grid({6, 6}, 1), Grid({3, 3}, 1));
    left.layers[0].spec.stride = {2, 2};
    EXPECT_EQ(numbersOf(left, asking(Asked::Shape)), (Grid64{{2, 2}}));
    EXPECT_EQ(numberOf(left, askingNumber("unread-columns")), 1);
    EXPECT_EQ(numberOf(left, askingNumber("same-rows")), 1);
    EXPECT_EQ(numberOf(sessionOf(Grid({8, 8}, 1), Grid({5, 3}, 1)), askingNumber("same-rows")), 2);
}

TEST(RightAnswer, KnowsHowManyOutputsUseACell)
{
    const Session session = sessionOf(Grid({8, 8}, 1), Grid({3, 3}, 1));
    Question question = askingNumber("uses");
    for (const auto& [row, col, count] : {std::tuple{0, 0, 1}, {0, 3, 3}, {3, 3, 9}}) {
        question.of = {Spot::Part::Map, 0, row, col};
        EXPECT_EQ(numberOf(session, question), count);
    }
}

TEST(RightAnswer, ListsCells)
{
    const Session first = sampleSession("chapter-first");
    Question question = asking(Asked::Cells);
    const auto list = [&](const Session& session) { return std::get<CellList>(*rightAnswer(session, question)); };
    question.of = {Spot::Part::Kernel, 0, 1, 0};
    EXPECT_EQ(list(first), (CellList{{1, 0}, {1, 1}, {2, 0}, {2, 1}}));
    question.of = {Spot::Part::Map, 1, 0, 1};
    EXPECT_EQ(list(first), (CellList{{0, 1}, {0, 2}, {1, 1}, {1, 2}}));
    question.of = {Spot::Part::Map, 0, 1, 1};
    question.map = 1;
    EXPECT_EQ(list(first), (CellList{{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
    const Session two = sampleSession("chapter-receptive-field");
    question.of = {Spot::Part::Map, 2, 0, 0};
    EXPECT_EQ(list(two).size(), 4U);
    question.map = 0;
    EXPECT_EQ(list(two).size(), 9U);
    question.map = 2;
    EXPECT_EQ(rightAnswer(two, question).error().code, ErrorCode::AskedMaps);
}

TEST(RightAnswer, KnowsTheFirstEpochsOfTheBook)
{
    const Session edge = sampleSession("chapter-edge");
    const double kLosses[] = {16.598, 8.644, 4.722, 2.690, 1.586, 0.959, 0.591, 0.369, 0.232, 0.147};
    for (int epoch = 1; epoch <= 10; ++epoch)
        EXPECT_NEAR(numberOf(edge, askingNumber("loss", epoch)), kLosses[epoch - 1], 5e-4);
    EXPECT_NEAR(numberOf(edge, asking(Asked::Gradient, 0, 0)), -32.0748, 5e-5);
    EXPECT_NEAR(numberOf(edge, asking(Asked::Gradient, 0, 1)), -11.7732, 5e-5);
    EXPECT_NEAR(numberOf(edge, asking(Asked::Weight, 0, 0)), 0.750944, 1e-9);
    EXPECT_NEAR(numberOf(edge, asking(Asked::Weight, 0, 1)), -0.166304, 1e-9);
    Question later = asking(Asked::Weight, 0, 1);
    later.epoch = 10;
    EXPECT_NEAR(numberOf(edge, later), -1.0295, 5e-5);
    later.epoch = 0;
    EXPECT_EQ(numberOf(edge, later), -0.5195);
    EXPECT_NEAR(numberOf(edge, asking(Asked::Prediction, 0, 0)), -0.7308, 1e-12);
    EXPECT_NEAR(numberOf(edge, asking(Asked::Residual, 0, 1)), -1.2113, 1e-12);
    EXPECT_NEAR(numberOf(edge, askingNumber("rate-limit")), 2.0 / 60, 1e-12);
    EXPECT_NEAR(numberOf(edge, askingNumber("best-rate")), 1.0 / 36, 1e-12);
    EXPECT_NEAR(numberOf(edge, askingNumber("steepest-factor")), -0.8, 1e-9);
    EXPECT_NEAR(numberOf(edge, askingNumber("flattest-factor")), 0.64, 1e-9);
    Session withBias = edge;
    withBias.train.learnBias = true;
    EXPECT_NEAR(numberOf(withBias, askingNumber("rate-limit")), 0.0161, 5e-5);
}

TEST(RightAnswer, SaysWhatTheInputDoesNotTell)
{
    Session session = sampleSession("chapter-edge");
    session.train.hiddenKernel = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};
    session.train.startKernel = Grid64({3, 3});
    session.layers[0].kernel = session.train.hiddenKernel;
    EXPECT_EQ(numberOf(session, askingNumber("rank")), 3);
    EXPECT_EQ(numberOf(session, askingNumber("untold")), 6);
}

TEST(RightAnswer, PoolsAsTheLayersDo)
{
    Session session = sessionOf({{1, 3, 2, 0}, {4, 2, 1, 5}, {0, 1, 6, 2}, {3, 2, 4, 1}}, {{1}});
    session.layers = {maxPool({2, 2}, {2, 2})};
    EXPECT_EQ(numbersOf(session, asking(Asked::Map)), (Grid64{{4, 5}, {3, 6}}));
    EXPECT_EQ(numberOf(session, askingNumber("parameters")), 0);
    EXPECT_EQ(topicOf(session, asking(Asked::Cell)), Topic::Pooled);
    EXPECT_EQ(rightAnswer(session, asking(Asked::Product)).error().code, ErrorCode::AskedProducts);
    session.layers = {averagePool({2, 2}, {2, 2})};
    EXPECT_EQ(numbersOf(session, asking(Asked::Map)), (Grid64{{2.5, 2}, {1.5, 3.25}}));
    EXPECT_EQ(numberOf(session, asking(Asked::Product, 0, 0, 1)), 0.75);
}

TEST(RightAnswer, RefusesWhatIsNotThere)
{
    const Session session = sampleSession("chapter-first");
    const auto code = [&](const Question& question) { return rightAnswer(session, question).error(); };
    EXPECT_EQ(code(asking(Asked::Cell, 2, 0)), (Error{ErrorCode::AskedOutside, {"2", "0", "2", "2"}}));
    EXPECT_EQ(code(asking(Asked::Row, 2)).code, ErrorCode::AskedOutside);
    EXPECT_EQ(code(asking(Asked::Product, 0, 0, 4)), (Error{ErrorCode::AskedTap, {"4", "4"}}));
    EXPECT_EQ(code(asking(Asked::Product, 0, 0, -1)).code, ErrorCode::AskedTap);
    EXPECT_EQ(code(asking(Asked::Gradient, 0, 2)).code, ErrorCode::AskedOutside);
    EXPECT_EQ(code(askingNumber("weight")), (Error{ErrorCode::AskedUnknown, {"weight"}}));
    EXPECT_EQ(code(askingNumber("loss", 0)).code, ErrorCode::AskedEpoch);
    EXPECT_EQ(code(askingNumber("loss", kMostAskedEpochs + 1)).code, ErrorCode::AskedEpoch);
    for (const Asked asked : {Asked::Cell, Asked::Shape, Asked::Map, Asked::Gradient, Asked::Padded}) {
        Question behind = asking(asked);
        behind.layer = 1;
        EXPECT_EQ(code(behind), (Error{ErrorCode::AskedLayer, {"2", "1"}}));
    }
    for (const NumberName& name : numberNames())
        EXPECT_EQ(code(askingNumber(std::string(name.name), 1, 1)).code, ErrorCode::AskedLayer) << name.name;
    EXPECT_EQ(rightAnswer(sessionOf(Grid({300, 300}), {{1}}), asking(Asked::Map)).error().code, ErrorCode::TooLarge);
}

TEST(RightAnswer, HasANameForEachNumberOnce)
{
    Session session = sampleSession("chapter-first");
    session.stack = std::make_shared<const ChannelStack>(stackOf(channelSamples().front()));
    std::set<std::string_view> names;
    for (const NumberName& name : numberNames()) {
        EXPECT_TRUE(names.insert(name.name).second) << name.name;
        EXPECT_TRUE(name.sentence.ends_with('?')) << name.name;
        EXPECT_EQ(findNumber(name.name), &name);
        Question question = askingNumber(std::string(name.name));
        EXPECT_TRUE(std::isfinite(numberOf(session, question))) << name.name;
    }
}

} // namespace
} // namespace lab
