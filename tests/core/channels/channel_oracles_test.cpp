// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_explain.h"
#include "core/channels/channel_step.h"
#include "tests/core/channels/channel_support.h"

namespace lab
{
namespace
{

// The numbers of Dive into Deep Learning, 7.4 and 14.10.

Maps64 mapsOfPlanes(const std::vector<Grid64>& planes)
{
    return Maps64(planes);
}

TEST(ChannelOracles, TwoChannelsInOneOut)
{
    EXPECT_EQ(test::outputOfSample("inputs-2"), mapsOfPlanes({{{56, 72}, {104, 120}}}));
}

TEST(ChannelOracles, TwoChannelsInOneOutAddWhatEachChannelGives)
{
    const ChannelSample& sample = *findChannelSample("inputs-2");
    const Maps64 x = converted<double>(sample.maps());
    const ChannelLayer layer = sample.layers()[0];
    const ChannelGeometry geometry = *resolveChannels(x.shape(), layer);
    const Grid64 first{{19, 25}, {37, 43}}, second{{37, 47}, {67, 77}};
    for (int i = 0; i < 2; ++i)
        for (int j = 0; j < 2; ++j) {
            const ChannelExplanation explained = explainChannels(x, layer, geometry, {0, i, j});
            ASSERT_EQ(explained.parts.size(), 2U);
            EXPECT_EQ(explained.parts[0].subtotal, first.at(i, j));
            EXPECT_EQ(explained.parts[1].subtotal, second.at(i, j));
            EXPECT_EQ(explained.value, first.at(i, j) + second.at(i, j));
            EXPECT_FALSE(explained.bias);
        }
}

TEST(ChannelOracles, TwoChannelsInThreeOut)
{
    EXPECT_EQ(test::outputOfSample("outputs-3"),
              mapsOfPlanes({{{56, 72}, {104, 120}}, {{76, 100}, {148, 172}}, {{96, 128}, {192, 224}}}));
}

TEST(ChannelOracles, EachByItself)
{
    EXPECT_EQ(test::outputOfSample("groups-2"), mapsOfPlanes({{{19, 25}, {37, 43}}, {{37, 47}, {67, 77}}}));
}

TEST(ChannelOracles, OneByOneIsAMatrixProductOverChannels)
{
    EXPECT_EQ(test::outputOfSample("one-by-one"),
              mapsOfPlanes({{{2, 5, 8}, {11, 14, 17}, {20, 23, 26}},
                            {{-1, -2, -3}, {-4, -5, -6}, {-7, -8, -9}},
                            {{0.5, 1.5, 2.5}, {3.5, 4.5, 5.5}, {6.5, 7.5, 8.5}}}));
}

TEST(ChannelOracles, Transposed)
{
    EXPECT_EQ(test::outputOfSample("transposed"), mapsOfPlanes({{{0, 0, 1}, {0, 4, 6}, {4, 12, 9}}}));
}

TEST(ChannelOracles, TransposedStride2)
{
    EXPECT_EQ(test::outputOfSample("transposed-stride-2"),
              mapsOfPlanes({{{0, 0, 0, 1}, {0, 0, 2, 3}, {0, 2, 0, 3}, {4, 6, 6, 9}}}));
}

TEST(ChannelOracles, TransposedPadding1)
{
    EXPECT_EQ(test::outputOfSample("transposed-padding-1"), mapsOfPlanes({{{4}}}));
}

// Computed on paper; what the window shows is asserted number by number.
TEST(ChannelOracles, TheTinyNetworkByHand)
{
    const ChannelSample& sample = *findChannelSample("tiny-network");
    const Maps x = sample.maps();
    const std::vector<ChannelLayer> layers = sample.layers();
    ASSERT_EQ(x, Maps({Grid{{0, 1, 0, 2, 1}, {1, 2, 1, 0, 0}, {0, 1, 2, 1, 0}, {2, 0, 1, 2, 1}, {1, 0, 0, 1, 0}}}));
    const auto geometries = *resolveChannels(x.shape(), layers);
    const auto maps = *stackMaps(x, layers, geometries);
    ASSERT_EQ(maps.size(), 5U);
    // The kernels 1 0 −1 in three rows, and 1 on the diagonal with the bias −1; ReLU.
    const Grid64 sums[] = {{{-2, 1, 2}, {-1, 0, 3}, {0, -3, 2}}, {{3, 2, -1}, {2, 5, 2}, {-1, 2, 3}}};
    for (int o = 0; o < 2; ++o)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                const auto explained = explainChannels(maps[0], layers[0], geometries[0], {o, i, j});
                EXPECT_EQ(explained.sum, sums[o].at(i, j)) << o << i << j;
                EXPECT_EQ(explained.value, std::max(0.0, explained.sum));
                EXPECT_EQ(explained.bias, o == 0 ? 0 : -1);
            }
    EXPECT_EQ(maps[1], mapsOfPlanes({{{0, 1, 2}, {0, 0, 3}, {0, 0, 2}}, {{3, 2, 0}, {2, 5, 2}, {0, 2, 3}}}));
    EXPECT_EQ(maps[2], mapsOfPlanes({{{1, 3}, {0, 3}}, {{5, 5}, {5, 5}}}));
    EXPECT_EQ(maps[3], mapsOfPlanes({{{1, 3, 0, 3, 5, 5, 5, 5}}}));
    // 1·1 − 0·1 + 3·1 + 5·1 − 5·1 + 1 and 3·1 + 0·1 − 5·1 + 5·2 − 2.
    EXPECT_EQ(maps[4], mapsOfPlanes({{{5}}, {{6}}}));
}

TEST(ChannelOracles, TheTinyNetworkOfTwoChannelsByHand)
{
    const ChannelSample& sample = *findChannelSample("tiny-network-2");
    const Maps x = sample.maps();
    const std::vector<ChannelLayer> layers = sample.layers();
    const auto geometries = *resolveChannels(x.shape(), layers);
    const auto maps = *stackMaps(x, layers, geometries);
    // The second channel's diagonals give 0 3 0 / 3 0 3 / 0 3 0 under 0 1 0 / 1 0 1 / 0 1 0; their middle, doubled,
    // is 2 0 2 / 0 2 0 / 2 0 2.
    EXPECT_EQ(maps[1], mapsOfPlanes({{{0, 4, 2}, {2, 0, 6}, {0, 0, 2}}, {{5, 2, 1}, {2, 7, 2}, {1, 2, 5}}}));
    EXPECT_EQ(maps[2], mapsOfPlanes({{{4, 6}, {2, 6}}, {{7, 7}, {7, 7}}}));
    EXPECT_EQ(maps[3], mapsOfPlanes({{{4, 6, 2, 6, 7, 7, 7, 7}}}));
    // 4 − 2 + 6 + 7 − 7 + 1 and 6 + 2 − 7 + 14 − 2.
    EXPECT_EQ(maps[4], mapsOfPlanes({{{9}}, {{13}}}));
}

TEST(ChannelSamples, EachResolvesAndSaysWhatItIs)
{
    std::vector<std::string_view> ids;
    for (const ChannelSample& sample : channelSamples()) {
        EXPECT_EQ(findChannelSample(sample.id), &sample);
        EXPECT_EQ(std::count(ids.begin(), ids.end(), sample.id), 0) << sample.id;
        ids.push_back(sample.id);
        EXPECT_FALSE(sample.name.empty());
        EXPECT_TRUE(sample.sentence.ends_with('.')) << sample.sentence;
        const auto geometries = resolveChannels(sample.maps().shape(), sample.layers());
        ASSERT_TRUE(geometries) << sample.id;
        EXPECT_FALSE(geometries->empty());
    }
    EXPECT_EQ(findChannelSample("none"), nullptr);
}

TEST(ChannelSamples, OfColoursAreWhatTheyAreCalled)
{
    // White stays white where the weights add up to 1; red is 0.299 of it.
    const Maps64 grey = test::outputOfSample("grey");
    EXPECT_NEAR(grey.at(0, 0, 2), 255, 1e-12);
    EXPECT_NEAR(grey.at(0, 0, 4), 0.299 * 255, 1e-12);
    const Maps64 opponents = test::outputOfSample("opponents");
    EXPECT_EQ(opponents.at(0, 0, 4), 255); // red
    EXPECT_EQ(opponents.at(1, 0, 8), 255); // blue
    EXPECT_EQ(opponents.at(1, 2, 0), -255); // yellow
    EXPECT_NEAR(opponents.at(0, 2, 8), 0, 1e-12); // grey has no colour
    EXPECT_NEAR(opponents.at(1, 2, 8), 0, 1e-12);
    // From white to red nothing of red changes; from red to green all of it.
    const Maps64 edges = test::outputOfSample("edges-in-red");
    ASSERT_EQ(edges.channels(), 1);
    EXPECT_EQ(edges.at(0, 0, 3), 0);
    EXPECT_EQ(edges.at(0, 0, 5), 255);
    const Maps64 sepia = test::outputOfSample("sepia");
    EXPECT_NEAR(sepia.at(0, 0, 4), 0.393 * 255, 1e-12);
    EXPECT_NEAR(sepia.at(2, 0, 8), 0.131 * 255, 1e-12);
    EXPECT_EQ(test::outputOfSample("shared-edges").channels(), 3);
}

} // namespace
} // namespace lab
