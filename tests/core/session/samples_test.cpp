// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/trainer.h"
#include "core/session/evaluate.h"
#include "core/session/problem_of.h"
#include "core/session/samples.h"
#include "tests/core/support.h"

#include <algorithm>
#include <set>

namespace lab
{
namespace
{

Session applied(std::string_view id, Session session = startSession())
{
    const Sample* found = findSample(id);
    EXPECT_NE(found, nullptr) << id;
    if (found)
        found->apply(session);
    return session;
}

Grid output(const Session& session)
{
    auto maps = evaluate(session, {});
    EXPECT_TRUE(maps.ok());
    return maps ? maps->maps.back().front() : Grid();
}

TEST(Samples, HaveIdsTitlesAndSentences)
{
    std::set<std::string_view> ids, titles;
    for (const Sample& row : samples()) {
        EXPECT_TRUE(ids.insert(row.id).second) << row.id;
        EXPECT_TRUE(titles.insert(row.title).second) << row.title;
        EXPECT_FALSE(row.title.empty());
        EXPECT_FALSE(row.sentence.empty());
        EXPECT_EQ(findSample(row.id), &row);
    }
    EXPECT_EQ(findSample("no such sample"), nullptr);
}

class EverySample : public testing::TestWithParam<std::string_view>
{
};

TEST_P(EverySample, MakesAWholeSessionThatComputes)
{
    const Session session = applied(GetParam());
    ASSERT_NE(session.input, nullptr);
    EXPECT_FALSE(session.input->shape().empty());
    EXPECT_FALSE(session.input->name().empty());
    ASSERT_FALSE(session.layers.empty());
    EXPECT_LT(session.focus, session.layers.size());
    EXPECT_TRUE(resolve(session.input->shape(), session.layers).ok());
    EXPECT_TRUE(evaluate(session, {}).ok());
    EXPECT_TRUE(trainProblem(session).ok());
    EXPECT_EQ(session.train.epoch, 0);
    for (const Grid& plane : session.input->planes())
        for (const float v : plane.cells())
            ASSERT_TRUE(std::isfinite(v));
}

TEST_P(EverySample, IsTheSameEveryTime)
{
    EXPECT_EQ(applied(GetParam()), applied(GetParam()));
}

TEST_P(EverySample, OfBrightnessStaysBetweenBlackAndWhite)
{
    const Session session = applied(GetParam());
    if (session.input->content() == Content::Numbers)
        return;
    for (const Grid& plane : session.input->planes())
        for (const float v : plane.cells())
            ASSERT_TRUE(v >= 0 && v <= 1) << v;
}

std::vector<std::string_view> sampleIds()
{
    std::vector<std::string_view> ids;
    for (const Sample& row : samples())
        ids.push_back(row.id);
    return ids;
}

INSTANTIATE_TEST_SUITE_P(Each, EverySample, testing::ValuesIn(sampleIds()), [](const auto& test) {
    std::string name(test.param);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST(SamplesOfTheChapter, EdgeDetection)
{
    const Session session = applied("chapter-edge");
    EXPECT_EQ(session.input->grey(), test::edgeInput());
    EXPECT_EQ(session.layer().kernel, (Grid{{1, -1}}));
    EXPECT_EQ(session.layer().bias, 0);
    EXPECT_EQ(session.layer().spec, ConvSpec{});
    EXPECT_EQ(output(session), test::edgeOutput());
    EXPECT_EQ(session.train, TrainSpec{});
}

TEST(SamplesOfTheChapter, TheEdgesTransposedAreNotSeen)
{
    const Session session = applied("chapter-edge-transposed");
    EXPECT_EQ(session.input->grey(), transposed(test::edgeInput()));
    EXPECT_EQ(session.layer().kernel, (Grid{{1, -1}}));
    EXPECT_EQ(output(session), Grid({8, 5}));
}

TEST(SamplesOfTheChapter, FirstExample)
{
    const Session session = applied("chapter-first");
    EXPECT_EQ(session.input->grey(), (Grid{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}));
    EXPECT_EQ(session.layer().kernel, (Grid{{0, 1}, {2, 3}}));
    EXPECT_EQ(output(session), (Grid{{19, 25}, {37, 43}}));
}

TEST(SamplesOfTheChapter, ReceptiveField)
{
    const Session session = applied("chapter-receptive-field");
    ASSERT_EQ(session.layers.size(), 2U);
    EXPECT_EQ(session.focus, 1U);
    EXPECT_EQ(session.input->shape(), (Shape{3, 3}));
    EXPECT_EQ(output(session).shape(), (Shape{1, 1}));
    EXPECT_EQ(output(session).at(0, 0), 0 * 19 + 1 * 25 + 2 * 37 + 3 * 43);
}

TEST(SamplesOfTheChapter, ADiagonalEdgeIsSeenOncePerRow)
{
    const Session session = applied("chapter-diagonal");
    EXPECT_EQ(session.layer().kernel, (Grid{{1, -1}}));
    const Grid y = output(session);
    for (int r = 0; r < y.rows(); ++r)
        for (int c = 0; c < y.cols(); ++c)
            EXPECT_EQ(y.at(r, c), r == c ? 1 : 0);
    // Exercise 1: transposed input and kernel.
    Session turned = session;
    turned.layer().kernel = {{1}, {-1}};
    EXPECT_EQ(output(turned).shape(), (Shape{7, 8}));
}

TEST(SamplesOfTheChapter, LearnTheirOwnKernelOnce)
{
    for (const char* id : {"chapter-edge-transposed", "chapter-first", "chapter-diagonal"}) {
        const Session session = applied(id);
        EXPECT_EQ(session.train.hiddenKernel, session.layer().kernel) << id;
        ASSERT_TRUE(session.train.seed.has_value()) << id;
        EXPECT_EQ(session.train.startKernel, uniformKernel(session.layer().kernel.shape(), *session.train.seed))
            << id;
    }
}

TEST(Samples, PatternsKeepTheLayersThatAreThere)
{
    Session before = startSession();
    before.layers = {Layer{{{0, 1}, {2, 3}}, 0.5F, {}}};
    before.train.epoch = 4;
    for (const char* id : {"checkerboard", "ramp", "impulse", "ring", "zone-plate", "landscape"}) {
        const Session after = applied(id, before);
        EXPECT_EQ(after.layers, before.layers) << id;
        EXPECT_EQ(after.train.epoch, 0) << id;
    }
}

TEST(Samples, TheImpulseAnswersWithTheKernelTurned)
{
    Session session = applied("impulse");
    session.layers = {Layer{{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, 0, {}}};
    const Grid y = output(session);
    const Grid turned = rotated180(session.layer().kernel);
    for (int r = 0; r < 3; ++r)
        for (int c = 0; c < 3; ++c)
            EXPECT_EQ(y.at(2 + r, 2 + c), turned.at(r, c));
}

TEST(Samples, TheRampHasAConstantFirstDerivative)
{
    Session session = applied("ramp");
    session.layers = {Layer{{{-1, 1}}, 0, {}}};
    EXPECT_EQ(output(session), Grid({8, 11}, 1.0F));
    session.layers = {Layer{{{1, -2, 1}}, 0, {}}};
    EXPECT_EQ(output(session), Grid({8, 10}));
}

TEST(Samples, TheLandscapeIsColoured)
{
    const Session session = applied("landscape");
    EXPECT_TRUE(session.input->coloured());
    EXPECT_EQ(session.planes(), 3);
    EXPECT_EQ(session.input->content(), Content::Brightness);
}

TEST(StartSession, IsTheChaptersEdgeExample)
{
    const Session session = startSession();
    EXPECT_EQ(session, applied("chapter-edge"));
    EXPECT_EQ(session.input->shape(), (Shape{6, 8}));
    EXPECT_EQ(output(session), test::edgeOutput());
}

} // namespace
} // namespace lab
