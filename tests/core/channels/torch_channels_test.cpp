// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_counts.h"
#include "core/channels/channel_gradient.h"
#include "tests/core/channels/channel_vectors.h"

namespace lab
{
namespace
{

/// The signatures that a line has behind its shape, number of parameters and loss.
std::vector<test::Signature> signaturesOf(const StackGradient& gradient)
{
    std::vector<test::Signature> all{test::signatureOf(gradient.maps.back().cells()),
                                     test::signatureOf(gradient.ofMaps.front().cells())};
    for (const LayerGradient& layer : gradient.ofLayers) {
        if (layer.weights.size() > 0)
            all.push_back(test::signatureOf(layer.weights.cells()));
        if (layer.biases)
            all.push_back(test::signatureOf(*layer.biases));
    }
    return all;
}

void expectLine(const std::vector<double>& line, const test::DrawnStack& stack)
{
    ASSERT_GE(line.size(), 7U);
    const MapsShape output = stack.geometries.back().output;
    ASSERT_EQ((std::array{output.channels, output.rows, output.cols}),
              (std::array{int(line[0]), int(line[1]), int(line[2])}));
    ASSERT_EQ(countsOf(stack.layers, stack.geometries).parameters, line[3]);
    const auto gradient = stackGradient(stack.x, stack.layers, stack.geometries, stack.target, stack.over);
    ASSERT_TRUE(gradient);
    ASSERT_NEAR(gradient->loss, line[4], 1e-12 * (1 + line[4]));
    const auto signatures = signaturesOf(*gradient);
    ASSERT_EQ(signatures.size() + 5, line.size());
    for (std::size_t i = 0; i < signatures.size(); ++i)
        ASSERT_NEAR(signatures[i].sum, line[i + 5], 1e-12 * std::max(1000.0, signatures[i].reach)) << "number " << i;
}

int expectFile(const std::string& name, std::uint64_t seed, int (*layersOf)(int line),
               const std::vector<ChannelKind>& kinds)
{
    std::ifstream file(LAB_TEST_DATA "/channels/" + name);
    int n = 0;
    for (std::string line; std::getline(file, line); ++n) {
        expectLine(test::numbersOfLine(line), test::drawnStack(seed + std::uint64_t(n), layersOf(n), kinds));
        if (testing::Test::HasFatalFailure()) {
            ADD_FAILURE() << name << ", line " << n + 1;
            break;
        }
    }
    return n;
}

constexpr auto kConvolution = ChannelKind::Convolution;
constexpr auto kTransposed = ChannelKind::Transposed;

TEST(TorchChannels, TenThousandLayersAndTheirGradientsEqualAutograd)
{
    const std::vector<ChannelKind> kinds{
        kConvolution,      kConvolution, kConvolution, kConvolution,         kTransposed,
        kTransposed,       kTransposed,  kTransposed,  ChannelKind::MaxPool, ChannelKind::AveragePool,
        ChannelKind::Dense};
    EXPECT_EQ(expectFile(
                  "layers.csv", 0, [](int) { return 1; }, kinds),
              10000);
}

TEST(TorchChannels, AThousandStacksAndTheirGradientsEqualAutograd)
{
    const std::vector<ChannelKind> kinds{
        kConvolution,         kConvolution,      kTransposed, ChannelKind::MaxPool, ChannelKind::AveragePool,
        ChannelKind::Flatten, ChannelKind::Dense};
    EXPECT_EQ(expectFile(
                  "stacks.csv", 1000000, [](int line) { return 2 + line % 4; }, kinds),
              1000);
}

} // namespace
} // namespace lab
