// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_stack.h"

#include "core/channels/channel_samples.h"
#include "core/numbers/picture.h"

#include <algorithm>

namespace lab
{

namespace
{

Grid64 firstKernel(const Weights& weights)
{
    auto kernel = Grid64::uninitialised(weights.shape().plane());
    std::copy_n(weights.cells().begin(), kernel.size(), kernel.cells().begin());
    return kernel;
}

} // namespace

ChannelStack stackOf(const ChannelSample& sample)
{
    return {sample.maps(), sample.layers()};
}

ChannelStack stackOfPlanes(const std::vector<GridView<float>>& planes, const Grid& kernel, const ConvSpec& spec,
                           double bias)
{
    std::vector<Grid> small;
    small.reserve(planes.size());
    for (const GridView<float>& plane : planes)
        small.push_back(reducedTo(plane, kMostSteppedSide));
    ChannelLayer layer;
    layer.weights = Weights({std::vector(planes.size(), converted<double>(kernel))});
    layer.biases = std::vector{bias};
    layer.spec = spec;
    return {Maps(small), {layer}};
}

ChannelLayer withWeightsShape(ChannelLayer layer, WeightsShape shape)
{
    const Weights before = std::move(layer.weights);
    const WeightsShape old = before.shape();
    layer.weights = Weights(shape);
    for (int o = 0; o < std::min(shape.out, old.out); ++o)
        for (int i = 0; i < std::min(shape.in, old.in); ++i)
            for (int a = 0; a < std::min(shape.rows, old.rows); ++a)
                for (int b = 0; b < std::min(shape.cols, old.cols); ++b)
                    layer.weights.at({o, i, a, b}) = before.at({o, i, a, b});
    if (layer.biases)
        layer.biases->resize(std::size_t(shape.out), 0);
    return layer;
}

ChannelLayer withBiases(ChannelLayer layer, bool there)
{
    if (!there)
        layer.biases.reset();
    else if (!layer.biases)
        layer.biases.emplace(std::size_t(layer.weights.shape().out), 0.0);
    return layer;
}

ChannelLayer fittedTo(MapsShape input, const ChannelLayer& layer)
{
    WeightsShape wanted = layer.weights.shape();
    if (layer.kind == ChannelKind::Dense)
        wanted = {wanted.out, input.channels, input.rows, input.cols};
    else if (layer.learns() && layer.groups > 0 && input.channels % layer.groups == 0)
        wanted.in = input.channels / layer.groups;
    return wanted == layer.weights.shape() ? layer : withWeightsShape(layer, wanted);
}

ChannelStack fitted(ChannelStack stack)
{
    MapsShape shape = stack.input.shape();
    for (ChannelLayer& layer : stack.layers) {
        layer = fittedTo(shape, layer);
        const auto geometry = resolveChannels(shape, layer);
        if (!geometry)
            break;
        shape = geometry->output;
    }
    return stack;
}

ChannelStack withLayerBehind(ChannelStack stack, std::size_t after)
{
    const auto geometries = resolveChannels(stack.input.shape(), stack.layers);
    const int channels = geometries ? (*geometries)[after].output.channels : 1;
    ChannelLayer layer;
    layer.weights = Weights(WeightsShape{channels, channels, 3, 3});
    for (int c = 0; c < channels; ++c)
        layer.weights.at({c, c, 1, 1}) = 1;
    layer.biases.emplace(std::size_t(channels), 0.0);
    layer.spec.padding.mode = PaddingMode::Same;
    stack.layers.insert(stack.layers.begin() + std::ptrdiff_t(after) + 1, std::move(layer));
    return fitted(std::move(stack));
}

ChannelStack withoutLayer(ChannelStack stack, std::size_t layer)
{
    if (stack.layers.size() > 1)
        stack.layers.erase(stack.layers.begin() + std::ptrdiff_t(layer));
    return fitted(std::move(stack));
}

ChannelLayer withChannelsAdded(const ChannelLayer& layer, int channels, bool added)
{
    using Planes = std::vector<Grid64>;
    const Grid64 kernel = firstKernel(layer.weights);
    const auto count = std::size_t(channels);
    ChannelLayer after = layer;
    after.weights = added ? Weights({Planes(count, kernel)}) : Weights(std::vector(count, Planes{kernel}));
    after.groups = added ? 1 : channels;
    if (layer.biases)
        after.biases.emplace(added ? 1 : count, layer.biases->front());
    return after;
}

} // namespace lab
