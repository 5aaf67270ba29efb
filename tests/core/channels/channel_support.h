// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_forward.h"
#include "core/channels/channel_layer.h"
#include "core/channels/channel_samples.h"
#include "tests/core/support.h"

namespace lab
{

inline void PrintTo(const MapsShape& shape, std::ostream* out)
{
    *out << textOf(shape);
}

inline void PrintTo(const MapCell& cell, std::ostream* out)
{
    *out << "(" << cell.channel << ", " << cell.row << ", " << cell.col << ")";
}

inline void PrintTo(const WeightAt& at, std::ostream* out)
{
    *out << "(" << at.out << ", " << at.in << ", " << at.row << ", " << at.col << ")";
}

template <class T>
void PrintTo(const BasicMaps<T>& maps, std::ostream* out)
{
    *out << textOf(maps.shape()) << " [" << std::setprecision(std::numeric_limits<T>::max_digits10);
    for (const T v : maps.cells())
        *out << " " << v;
    *out << " ]";
}

namespace test
{

inline Maps64 realMaps(Random& random, MapsShape shape, double low = -1, double high = 1)
{
    Maps64 maps(shape);
    for (double& v : maps.cells())
        v = random.real(low, high);
    return maps;
}

inline Weights realWeights(Random& random, WeightsShape shape, double low = -1, double high = 1)
{
    Weights weights(shape);
    for (double& w : weights.cells())
        w = random.real(low, high);
    return weights;
}

inline MapCell cellOf(Random& random, MapsShape shape)
{
    return {random.integer(0, shape.channels - 1), random.integer(0, shape.rows - 1),
            random.integer(0, shape.cols - 1)};
}

/// Random layers of all kinds, borders and spec on small maps that fit.
struct RandomChannelStack {
    MapsShape input;
    std::vector<ChannelLayer> layers;
    std::vector<ChannelGeometry> geometries;

    struct Choice {
        std::vector<ChannelKind> kinds;
        std::vector<Activation> activations;
        double low = -1; ///< of the weights
        double high = 1;
    };

    static Choice everything()
    {
        std::vector<ChannelKind> kinds{ChannelKind::Convolution};
        for (const ChannelKindRow& row : channelKinds())
            kinds.push_back(row.kind);
        return {kinds, {Activation::None, Activation::Relu, Activation::Tanh, Activation::Sigmoid}};
    }

    RandomChannelStack(Random& random, int count, const Choice& choice)
        : input{random.integer(1, 4), random.integer(1, 6), random.integer(1, 6)}
    {
        MapsShape shape = input;
        while (int(layers.size()) < count) {
            const ChannelLayer layer = randomLayer(random, shape, choice);
            const auto geometry = resolveChannels(shape, layer);
            if (!geometry || geometry->output.cells() > 150)
                continue;
            layers.push_back(layer);
            geometries.push_back(*geometry);
            shape = geometry->output;
        }
    }

    static ChannelLayer randomLayer(Random& random, MapsShape shape, const Choice& choice)
    {
        ChannelLayer layer;
        layer.kind = random.oneOf(choice.kinds);
        const bool dense = layer.kind == ChannelKind::Dense;
        layer.groups = dense || shape.channels % 2 != 0 ? 1 : random.integer(1, 2);
        const Shape kernel = dense ? shape.plane() : random.shape(3, 3);
        layer.weights = realWeights(
            random, {layer.groups * random.integer(1, 2), shape.channels / layer.groups, kernel.rows, kernel.cols},
            choice.low, choice.high);
        if (random.coin()) {
            layer.biases.emplace();
            for (int o = 0; o < layer.weights.shape().out; ++o)
                layer.biases->push_back(random.real(choice.low, choice.high));
        }
        layer.spec = randomSpec(random);
        layer.outputPadding = {random.integer(0, layer.spec.stride.rows - 1),
                               random.integer(0, layer.spec.stride.cols - 1)};
        layer.pool = random.shape(3, 3);
        layer.activation = random.oneOf(choice.activations);
        return layer;
    }

    std::vector<Maps64> mapsOf(const Maps64& x) const { return *stackMaps(x, layers, geometries); }

    std::string text() const
    {
        std::ostringstream out;
        for (std::size_t l = 0; l < layers.size(); ++l)
            out << infoOf(layers[l].kind).id << ", " << infoOf(layers[l].activates()).id << ", groups "
                << geometries[l].groups << ": " << textOf(geometries[l].input) << " → "
                << textOf(geometries[l].output) << "; " << describe(geometries[l].plane) << "\n";
        return out.str();
    }
};

/// The output of the only layer of a sample, or of the last.
inline Maps64 outputOfSample(std::string_view id)
{
    const ChannelSample* sample = findChannelSample(id);
    const Maps maps = sample->maps();
    const std::vector<ChannelLayer> layers = sample->layers();
    const auto geometries = resolveChannels(maps.shape(), layers);
    return stackMaps(maps, layers, *geometries)->back();
}

} // namespace test
} // namespace lab
