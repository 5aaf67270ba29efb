// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_samples.h"

#include <array>
#include <numeric>

namespace lab
{

namespace
{

using Kernels = std::vector<std::vector<Grid64>>;

ChannelLayer convolutionOf(const Kernels& kernels)
{
    ChannelLayer layer;
    layer.weights = Weights(kernels);
    return layer;
}

/// 1×1 kernels: one row of numbers for each output channel.
ChannelLayer mixing(const std::vector<std::vector<double>>& rows)
{
    Kernels kernels;
    for (const auto& row : rows) {
        std::vector<Grid64> ofOutput;
        for (const double w : row)
            ofOutput.push_back({{w}});
        kernels.push_back(std::move(ofOutput));
    }
    return convolutionOf(kernels);
}

const Grid64& bookKernel()
{
    static const Grid64 kernel{{0, 1}, {2, 3}};
    return kernel;
}

const Grid64& bookKernelPlusOne()
{
    static const Grid64 kernel{{1, 2}, {3, 4}};
    return kernel;
}

/// Section 7.4.1: 0 … 8 and 1 … 9.
Maps bookMaps()
{
    Maps maps(MapsShape{2, 3, 3});
    std::iota(maps.cells().begin(), maps.cells().begin() + 9, 0.0F);
    std::iota(maps.cells().begin() + 9, maps.cells().end(), 1.0F);
    return maps;
}

std::vector<ChannelLayer> severalInputs()
{
    return {convolutionOf({{bookKernel(), bookKernelPlusOne()}})};
}

/// Section 7.4.2: K, K + 1 and K + 2.
std::vector<ChannelLayer> severalOutputs()
{
    Kernels kernels;
    for (const double more : {0, 1, 2}) {
        std::vector<Grid64> ofOutput{bookKernel(), bookKernelPlusOne()};
        for (Grid64& kernel : ofOutput)
            for (double& w : kernel.cells())
                w += more;
        kernels.push_back(std::move(ofOutput));
    }
    return {convolutionOf(kernels)};
}

std::vector<ChannelLayer> twoGroups()
{
    ChannelLayer layer = convolutionOf({{bookKernel()}, {bookKernelPlusOne()}});
    layer.groups = 2;
    return {layer};
}

std::vector<ChannelLayer> oneByOne()
{
    return {mixing({{1, 2}, {0, -1}, {0.5, 0.5}})};
}

/// Section 14.10.
Maps stampedMaps()
{
    return Maps({Grid{{0, 1}, {2, 3}}});
}

ChannelLayer stamping()
{
    ChannelLayer layer = convolutionOf({{bookKernel()}});
    layer.kind = ChannelKind::Transposed;
    return layer;
}

std::vector<ChannelLayer> transposedPlain()
{
    return {stamping()};
}

std::vector<ChannelLayer> transposedStride()
{
    ChannelLayer layer = stamping();
    layer.spec.stride = {2, 2};
    return {layer};
}

std::vector<ChannelLayer> transposedPadding()
{
    ChannelLayer layer = stamping();
    layer.spec.padding = {PaddingMode::Explicit, {1, 1}, {1, 1}};
    return {layer};
}

const Grid& tinyImage()
{
    static const Grid image{{0, 1, 0, 2, 1}, {1, 2, 1, 0, 0}, {0, 1, 2, 1, 0}, {2, 0, 1, 2, 1}, {1, 0, 0, 1, 0}};
    return image;
}

Maps tinyMaps()
{
    return Maps({tinyImage()});
}

Maps tinyPair()
{
    return Maps(
        {tinyImage(), Grid{{1, 0, 0, 0, 1}, {0, 1, 0, 1, 0}, {0, 0, 1, 0, 0}, {0, 1, 0, 1, 0}, {1, 0, 0, 0, 1}}});
}

/// What follows the convolution: ReLU is its activation, then the pool, the row of eight, two neurons.
std::vector<ChannelLayer> tinyNetworkOf(ChannelLayer first)
{
    first.biases = {0, -1};
    first.activation = Activation::Relu;
    ChannelLayer pool;
    pool.kind = ChannelKind::MaxPool;
    ChannelLayer flat;
    flat.kind = ChannelKind::Flatten;
    ChannelLayer neurons = convolutionOf({{{{1, 0, -1, 1, 0, 1, 0, -1}}}, {{{0, 1, 1, 0, -1, 0, 2, 0}}}});
    neurons.kind = ChannelKind::Dense;
    neurons.biases = {1, -2};
    return {std::move(first), pool, flat, std::move(neurons)};
}

const Grid64& fallingEdge()
{
    static const Grid64 kernel{{1, 0, -1}, {1, 0, -1}, {1, 0, -1}};
    return kernel;
}

const Grid64& diagonal()
{
    static const Grid64 kernel{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    return kernel;
}

std::vector<ChannelLayer> tinyNetwork()
{
    return tinyNetworkOf(convolutionOf({{fallingEdge()}, {diagonal()}}));
}

std::vector<ChannelLayer> tinyNetworkOfTwo()
{
    const Grid64 cross{{0, 1, 0}, {1, 0, 1}, {0, 1, 0}}, middle{{0, 0, 0}, {0, 2, 0}, {0, 0, 0}};
    return tinyNetworkOf(convolutionOf({{fallingEdge(), cross}, {diagonal(), middle}}));
}

/// Black, white, the primary colours, their mixtures, a skin tone and a grey, each two columns wide: 0 to 255.
Maps colourPatches()
{
    constexpr std::array<std::array<float, 3>, 10> kColours{{{0, 0, 0},
                                                             {255, 255, 255},
                                                             {255, 0, 0},
                                                             {0, 255, 0},
                                                             {0, 0, 255},
                                                             {255, 255, 0},
                                                             {0, 255, 255},
                                                             {255, 0, 255},
                                                             {224, 172, 105},
                                                             {128, 128, 128}}};
    Maps maps(MapsShape{3, 4, 10});
    for (int c = 0; c < maps.channels(); ++c)
        for (int r = 0; r < maps.rows(); ++r)
            for (int col = 0; col < maps.cols(); ++col)
                maps.at(c, r, col) = kColours[std::size_t(r / 2 * 5 + col / 2)][std::size_t(c)];
    return maps;
}

/// ITU-R BT.601.
std::vector<ChannelLayer> grey()
{
    return {mixing({{0.299, 0.587, 0.114}})};
}

/// The matrix of Microsoft's example of a sepia effect, which image programs have copied since.
std::vector<ChannelLayer> sepia()
{
    return {mixing({{0.393, 0.769, 0.189}, {0.349, 0.686, 0.168}, {0.272, 0.534, 0.131}})};
}

/// Red against green, blue against yellow, and light: all three the plain differences and mean.
std::vector<ChannelLayer> opponents()
{
    return {mixing({{1, -1, 0}, {-0.5, -0.5, 1}, {1.0 / 3, 1.0 / 3, 1.0 / 3}})};
}

std::vector<ChannelLayer> edgesInRed()
{
    const Grid64 none({1, 2});
    return {convolutionOf({{{{1, -1}}, none, none}})};
}

std::vector<ChannelLayer> sharedEdges()
{
    return {eachByItself({{1, -1}}, 3)};
}

constexpr std::array kChannelSamples{
    ChannelSample{"inputs-2", "From the book", "Two channels in, one out",
                  "Each channel has a kernel of its own; the products are added over both (7.4.1).", bookMaps,
                  severalInputs},
    ChannelSample{"outputs-3", "From the book", "Two channels in, three out",
                  "Each output channel has a kernel for each input channel: K, K + 1 and K + 2 (7.4.2).", bookMaps,
                  severalOutputs},
    ChannelSample{"groups-2", "From the book", "Each channel by itself",
                  "With as many groups as channels nothing is added over the channels.", bookMaps, twoGroups},
    ChannelSample{"one-by-one", "From the book", "1×1: channels mixed",
                  "A kernel of one cell mixes the channels of each cell: a matrix product over channels (7.4.3).",
                  bookMaps, oneByOne},
    ChannelSample{"transposed", "From the book", "Transposed convolution",
                  "Each input cell stamps the kernel, times its value, onto a larger output (14.10).", stampedMaps,
                  transposedPlain},
    ChannelSample{"transposed-stride-2", "From the book", "Transposed convolution, stride 2",
                  "The stamps lie two cells apart and do not overlap.", stampedMaps, transposedStride},
    ChannelSample{"transposed-padding-1", "From the book", "Transposed convolution, padding 1",
                  "Padding takes away cells of the output: a single one is left.", stampedMaps, transposedPadding},
    ChannelSample{
        "tiny-network", "By hand", "A tiny network by hand",
        "5×5, two 3×3 kernels, ReLU, max pooling, flatten, two neurons: whole numbers for pencil and paper.",
        tinyMaps, tinyNetwork},
    ChannelSample{"tiny-network-2", "By hand", "A tiny network of two channels",
                  "The same with two input channels, so that each kernel has two planes.", tinyPair,
                  tinyNetworkOfTwo},
    ChannelSample{"grey", "Colours", "Colours to grey",
                  "One 1×1 kernel weighs red, green and blue as the eye does (ITU-R BT.601).", colourPatches, grey},
    ChannelSample{"sepia", "Colours", "Sepia", "Three channels to three by 1×1 kernels: a matrix for each pixel.",
                  colourPatches, sepia},
    ChannelSample{"opponents", "Colours", "Opponent colours",
                  "Red against green, blue against yellow, and light, as three output channels.", colourPatches,
                  opponents},
    ChannelSample{"edges-in-red", "Colours", "Edges in red only",
                  "The kernels of green and blue are zero, so that only edges of red are found.", colourPatches,
                  edgesInRed},
    ChannelSample{"shared-edges", "Colours", "Each colour by itself, one kernel",
                  "What image programs do: one kernel shared by the colours, and the result is a colour picture.",
                  colourPatches, sharedEdges},
};

} // namespace

std::span<const ChannelSample> channelSamples()
{
    return kChannelSamples;
}

const ChannelSample* findChannelSample(std::string_view id)
{
    const auto found = std::find_if(kChannelSamples.begin(), kChannelSamples.end(),
                                    [&](const ChannelSample& sample) { return sample.id == id; });
    return found == kChannelSamples.end() ? nullptr : &*found;
}

} // namespace lab
