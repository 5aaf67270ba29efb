// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"
#include "core/session/evaluate.h"
#include "core/session/samples.h"
#include "core/session/session.h"
#include "tests/core/support.h"

namespace lab
{
namespace
{

using test::Random;

FeatureMaps evaluated(const Session& session, int threads = 1, FeatureMaps recycled = {})
{
    auto maps = evaluate(session, {.threads = threads}, std::move(recycled));
    EXPECT_TRUE(maps.ok());
    return maps ? std::move(*maps) : FeatureMaps{};
}

testing::AssertionResult sameMaps(const FeatureMaps& actual, const FeatureMaps& expected)
{
    if (actual.maps.size() != expected.maps.size())
        return testing::AssertionFailure() << actual.maps.size() << " layers";
    for (std::size_t l = 0; l < actual.maps.size(); ++l) {
        if (actual.maps[l].size() != expected.maps[l].size())
            return testing::AssertionFailure() << actual.maps[l].size() << " planes in layer " << l;
        for (std::size_t p = 0; p < actual.maps[l].size(); ++p)
            if (const auto same = test::equalBits(actual.maps[l][p], expected.maps[l][p]); !same)
                return testing::AssertionFailure() << "layer " << l << ", plane " << p << ": " << same.message();
    }
    return testing::AssertionSuccess();
}

TEST(Evaluate, ASmallOutputIsTheReferenceBitForBit)
{
    Random random(90);
    for (int round = 0; round < 100; ++round) {
        const Geometry g = test::randomGeometry(random, {12, 14}, {4, 5});
        ConvSpec spec;
        spec.operation = g.operation;
        spec.border = g.border;
        spec.padding = {PaddingMode::Explicit, g.rows.margin, g.cols.margin};
        spec.stride = {g.rows.stride, g.cols.stride};
        spec.dilation = {g.rows.dilation, g.cols.dilation};
        const Session session = test::sessionOf(random.reals(g.input()), random.reals(g.kernel()), spec, 0.3F);
        const FeatureMaps maps = evaluated(session);
        ASSERT_EQ(maps.maps.size(), 1U);
        ASSERT_EQ(maps.maps[0].size(), 1U);
        ASSERT_TRUE(test::equalBits(maps.maps[0][0],
                                    corr2dReference(session.input->grey(), session.layer().kernel, 0.3F, g)));
    }
}

class EvaluateAtTheLimit : public testing::TestWithParam<Shape>
{
};

// Up to 64×64 every number is the explained one; beyond, pictures are filled within the bound.
TEST_P(EvaluateAtTheLimit, IsTheReferenceOrWithinTheBound)
{
    Random random(91);
    const Shape output = GetParam();
    const Session session = test::sessionOf(random.reals({output.rows + 2, output.cols + 4}), random.reals({3, 5}));
    const Grid& x = session.input->grey();
    const Grid& k = session.layer().kernel;
    const Geometry g = *resolve(x.shape(), k.shape(), {});
    ASSERT_EQ(g.output(), output);
    const Grid y = std::move(evaluated(session).maps[0][0]);
    const auto exact = corr2dReference<double>(x.view(), k.view(), 0.0, g);
    EXPECT_TRUE(test::nearNumbers(y, exact, 15 * test::kUnit * 15));
    if (output.rows <= kReferenceOutput.rows && output.cols <= kReferenceOutput.cols) {
        EXPECT_TRUE(test::equalBits(y, corr2dReference(x, k, 0, g)));
    }
}

INSTANTIATE_TEST_SUITE_P(Around64, EvaluateAtTheLimit,
                         testing::Values(Shape{64, 64}, Shape{65, 64}, Shape{64, 65}, Shape{1, 300}, Shape{300, 1},
                                         Shape{150, 170}),
                         [](const auto& test) {
                             return std::to_string(test.param.rows) + "x" + std::to_string(test.param.cols);
                         });

TEST(Evaluate, AStackIsTheReferenceThroughout)
{
    Random random(95);
    Session session = test::sessionOf(random.reals({200, 180}), random.reals({5, 5}));
    session.layers.push_back(Layer{random.reals({3, 3}), 0.1F, {}});
    ASSERT_FALSE(byReference({196, 176}));
    const FeatureMaps maps = evaluated(session, 2);
    const auto geometries = *resolve(session.input->shape(), session.layers);
    const Grid first = corr2dReference(session.input->grey(), session.layers[0].kernel, 0, geometries[0]);
    EXPECT_TRUE(test::equalBits(maps.maps[0][0], first));
    EXPECT_TRUE(
        test::equalBits(maps.maps[1][0], corr2dReference(first, session.layers[1].kernel, 0.1F, geometries[1])));
}

TEST(Evaluate, SeveralThreadsGiveTheSameBits)
{
    Random random(92);
    // Wide enough for several bands of 64 k outputs.
    Session session = test::sessionOf(random.reals({800, 900}), random.reals({3, 3}));
    session.layers.push_back(Layer{random.reals({2, 2}), 0.1F, {}});
    const FeatureMaps one = evaluated(session, 1);
    for (const int threads : {2, 3, 8})
        EXPECT_TRUE(sameMaps(evaluated(session, threads), one)) << threads << " threads";
}

TEST(Evaluate, AppliesTheSameKernelToEveryPlaneOfAColourPicture)
{
    Random random(93);
    Session session = startSession();
    session.input = test::colourPicture(random, {7, 9});
    const FeatureMaps maps = evaluated(session);
    ASSERT_EQ(maps.maps[0].size(), 3U);
    for (std::size_t p = 0; p < 3; ++p)
        EXPECT_TRUE(test::equalBits(maps.maps[0][p], corr2dReference(session.input->planes()[p], {{1, -1}}, 0,
                                                                     *resolve({7, 9}, {1, 2}, {}))));
}

TEST(Evaluate, TakesAColourPictureAsGreyWhenAsked)
{
    Random random(94);
    Session session = startSession();
    session.input = test::colourPicture(random, {7, 9});
    session.channels = Channels::Grey;
    const FeatureMaps maps = evaluated(session);
    ASSERT_EQ(maps.maps[0].size(), 1U);
    EXPECT_TRUE(test::equalBits(maps.maps[0][0],
                                corr2dReference(session.input->grey(), {{1, -1}}, 0, *resolve({7, 9}, {1, 2}, {}))));
}

TEST(Chapter6, TwoLayersEndInOneElement)
{
    Session session = test::sessionOf({{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}, {{0, 1}, {2, 3}});
    session.layers.push_back(session.layers[0]);
    const FeatureMaps maps = evaluated(session);
    ASSERT_EQ(maps.maps.size(), 2U);
    EXPECT_EQ(maps.maps[0][0], (Grid{{19, 25}, {37, 43}}));
    EXPECT_EQ(maps.maps[1][0], (Grid{{0 * 19 + 1 * 25 + 2 * 37 + 3 * 43}}));
}

TEST(Evaluate, ALayerSeesTheMapBeforeItWithBiasAndSpec)
{
    Random random(95);
    Session session = test::sessionOf(random.reals({8, 9}), random.reals({3, 2}));
    session.layers[0].bias = 0.5F;
    Layer second{random.reals({2, 2}), -1.0F, {}};
    second.spec.padding.mode = PaddingMode::Same;
    second.spec.border = Border::Circular;
    second.spec.stride = {2, 1};
    session.layers.push_back(second);
    const FeatureMaps maps = evaluated(session);
    const auto g = *resolve(session.input->shape(), session.layers);
    const Grid first = corr2dReference(session.input->grey(), session.layers[0].kernel, 0.5F, g[0]);
    EXPECT_TRUE(test::equalBits(maps.maps[0][0], first));
    EXPECT_TRUE(test::equalBits(maps.maps[1][0], corr2dReference(first, second.kernel, -1.0F, g[1])));
}

TEST(Evaluate, RecycledBuffersChangeNothing)
{
    Random random(96);
    const Session small = test::sessionOf(random.reals({9, 9}), random.reals({2, 2}));
    const Session large = test::sessionOf(random.reals({200, 210}), random.reals({3, 3}));
    Session other = large; // same shapes, other numbers
    other.layer().kernel = random.reals({3, 3});
    Session coloured = large;
    coloured.input = test::colourPicture(random, {200, 210});
    const Session turned = test::sessionOf(random.reals({210, 200}), random.reals({3, 3})); // as many cells
    const std::vector<Session> sessions = {small, large, turned, other, coloured, other, small, large};
    FeatureMaps recycled;
    for (const Session& session : sessions) {
        recycled = evaluated(session, 2, std::move(recycled));
        EXPECT_TRUE(sameMaps(recycled, evaluated(session)));
    }
}

TEST(Evaluate, UsesARecycledBufferThatFits)
{
    Random random(97);
    const Session session = test::sessionOf(random.reals({200, 210}), random.reals({3, 3}));
    FeatureMaps maps = evaluated(session);
    const float* buffer = maps.maps[0][0].cells().data();
    maps = evaluated(session, 1, std::move(maps));
    EXPECT_EQ(maps.maps[0][0].cells().data(), buffer);
}

TEST(Evaluate, AStopRequestStopsIt)
{
    Random random(98);
    const Session session = test::sessionOf(random.reals({200, 210}), random.reals({3, 3}));
    std::stop_source source;
    source.request_stop();
    for (const int threads : {1, 4}) {
        const auto maps = evaluate(session, {.threads = threads, .stop = source.get_token()});
        ASSERT_FALSE(maps.ok());
        EXPECT_EQ(maps.error(), Error{ErrorCode::Stopped});
    }
}

TEST(Evaluate, PassesOnWhyALayerDoesNotFit)
{
    Session session = startSession();
    session.layer().kernel = Grid({7, 2}, 1.0F);
    const auto maps = evaluate(session, {});
    ASSERT_FALSE(maps.ok());
    EXPECT_EQ(maps.error(), (Error{ErrorCode::KernelTooLarge, {"7", "2", "6", "8"}}));
}

} // namespace
} // namespace lab
