// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/composition.h"
#include "core/layers/layer.h"
#include "core/session/evaluate.h"
#include "core/session/session.h"
#include "tests/core/support.h"

#include <algorithm>

namespace lab::test
{

/// A stack of random layers on a small input that fits: both poolings, all activations but the ones left out.
struct RandomStack {
    Shape input;
    std::vector<Layer> layers;
    std::vector<Geometry> geometries;

    RandomStack(Random& random, int count, const std::vector<Activation>& choices) : input(random.shape(9, 9))
    {
        Shape shape = input;
        while (int(layers.size()) < count) {
            Layer layer;
            layer.kind = random.oneOf<LayerKind>(
                {LayerKind::Convolution, LayerKind::Convolution, LayerKind::MaxPool, LayerKind::AveragePool});
            layer.kernel = random.reals(random.shape(3, 3), 0.25, 1); // positive: no influence is cancelled
            layer.spec = randomSpec(random);
            layer.pool = random.shape(3, 3);
            layer.activation = random.oneOf(choices);
            const auto geometry = resolveLayer(shape, layer);
            if (!geometry || geometry->output().cells() > 100)
                continue;
            layers.push_back(layer);
            geometries.push_back(*geometry);
            shape = geometry->output();
        }
    }

    bool has(LayerKind kind) const
    {
        return std::any_of(layers.begin(), layers.end(), [&](const Layer& l) { return l.kind == kind; });
    }
    bool has(Activation activation) const
    {
        return std::any_of(layers.begin(), layers.end(), [&](const Layer& l) { return l.activates() == activation; });
    }

    std::vector<Grid> mapsOf(const Grid& x) const
    {
        Session session;
        session.input = matrixPicture("x", x);
        session.layers = layers;
        auto evaluated = evaluate(session, {});
        std::vector<Grid> maps;
        for (auto& planes : evaluated->maps)
            maps.push_back(std::move(planes.front()));
        return maps;
    }

    /// In double, so that no small influence is rounded away.
    std::vector<Grid64> mapsInDouble(Grid64 x) const
    {
        std::vector<Grid64> maps;
        for (std::size_t l = 0; l < layers.size(); ++l) {
            const Geometry& g = geometries[l];
            if (layers[l].kind != LayerKind::MaxPool) {
                x = mapInDouble(x.view(), layers[l], g);
            } else {
                Grid64 y(g.output());
                for (int i = 0; i < y.rows(); ++i)
                    for (int j = 0; j < y.cols(); ++j) {
                        double largest = -std::numeric_limits<double>::infinity();
                        for (int t = 0; t < g.taps(); ++t)
                            if (const auto source = g.sourceOf(g.positionOfTap({i, j}, t)))
                                largest = std::max(largest, x.at(*source));
                        y.at(i, j) = largest;
                    }
                x = std::move(y);
            }
            maps.push_back(x);
        }
        return maps;
    }

    std::string text() const
    {
        std::string all;
        for (std::size_t l = 0; l < layers.size(); ++l)
            all += std::string(infoOf(layers[l].kind).id) + ", " + std::string(infoOf(layers[l].activation).id) +
                   ": " + describe(geometries[l]) + "\n";
        return all;
    }
};

inline Layer maxPool(Shape pool, PerAxis stride)
{
    Layer layer;
    layer.kind = LayerKind::MaxPool;
    layer.pool = pool;
    layer.spec.stride = stride;
    return layer;
}

inline Layer averagePool(Shape pool, PerAxis stride)
{
    Layer layer = maxPool(pool, stride);
    layer.kind = LayerKind::AveragePool;
    return layer;
}

inline Grid outputOf(const Grid& x, const Layer& layer)
{
    Session session;
    session.input = matrixPicture("x", x);
    session.layers = {layer};
    return std::move(evaluate(session, {})->maps[0][0]);
}

} // namespace lab::test
