// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_gradient.h"
#include "tests/core/channels/channel_support.h"

#include <cstdint>
#include <fstream>

namespace lab::test
{

// What tests/data/make_channels.py draws, number by number.

/// The output function of SplitMix64 (Steele, Lea and Flood 2014).
inline std::uint64_t splitMixed(std::uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

class SplitMix
{
public:
    explicit SplitMix(std::uint64_t seed) : m_state(seed) {}
    /// low ≤ result ≤ high
    int integer(int low, int high)
    {
        m_state += 0x9E3779B97F4A7C15U;
        return low + int(splitMixed(m_state) % std::uint64_t(high - low + 1));
    }
    PerAxis two(int low, int high)
    {
        const int rows = integer(low, high);
        return {rows, integer(low, high)};
    }
    template <class Numbers>
    void eighths(Numbers& numbers)
    {
        for (double& v : numbers)
            v = integer(-8, 8) / 8.0;
    }

private:
    std::uint64_t m_state;
};

struct DrawnStack {
    Maps64 x;
    std::vector<ChannelLayer> layers;
    std::vector<ChannelGeometry> geometries;
    Maps64 target;
    SquaresOver over = SquaresOver::Sum;
};

inline Maps64 drawnMaps(SplitMix& draw, MapsShape shape)
{
    Maps64 maps(shape);
    auto cells = maps.cells();
    draw.eighths(cells);
    return maps;
}

/// A layer but for its numbers.
inline ChannelLayer drawnLayer(SplitMix& draw, MapsShape shape, const std::vector<ChannelKind>& kinds)
{
    ChannelLayer layer;
    layer.kind = kinds[std::size_t(draw.integer(0, int(kinds.size()) - 1))];
    layer.groups = draw.integer(1, 3);
    if (shape.channels % layer.groups != 0)
        layer.groups = 1;
    const int out = layer.groups * draw.integer(1, 6 / layer.groups);
    const PerAxis kernel = draw.two(1, 3);
    layer.pool = {kernel.rows, kernel.cols};
    layer.spec.stride = draw.two(1, 3);
    layer.spec.dilation = draw.two(1, 2);
    const PerAxis rows = draw.two(0, 2), cols = draw.two(0, 2);
    layer.spec.padding = {PaddingMode::Explicit, {rows.rows, rows.cols}, {cols.rows, cols.cols}};
    layer.spec.border = std::vector{Border::Zero, Border::Replicate, Border::Reflect,
                                    Border::Circular}[std::size_t(draw.integer(0, 3))];
    layer.spec.operation = draw.integer(0, 3) == 0 ? Operation::Convolution : Operation::Correlation;
    layer.outputPadding = draw.two(0, 2);
    if (draw.integer(0, 1) == 1)
        layer.biases.emplace(std::size_t(out));
    layer.activation = infoOf(Activation(draw.integer(0, 3))).activation;
    WeightsShape weights{out, shape.channels / layer.groups, kernel.rows, kernel.cols};
    if (layer.kind == ChannelKind::Dense) {
        layer.groups = 1;
        weights = {out, shape.channels, shape.rows, shape.cols};
    }
    layer.weights = Weights(weights);
    if (layer.kind == ChannelKind::Transposed)
        layer.spec.border = Border::Zero;
    return layer;
}

/// PyTorch's limits, where they are narrower than ours.
inline bool torchPads(MapsShape shape, const ChannelLayer& layer)
{
    if (layer.kind != ChannelKind::Convolution)
        return true;
    const int taken = layer.spec.border == Border::Reflect ? 1 : 0;
    if (layer.spec.border != Border::Reflect && layer.spec.border != Border::Circular)
        return true;
    const Margin rows = layer.spec.padding.rows, cols = layer.spec.padding.cols;
    return std::max(rows.before, rows.after) <= shape.rows - taken &&
           std::max(cols.before, cols.after) <= shape.cols - taken;
}

inline DrawnStack drawnStack(std::uint64_t seed, int count, const std::vector<ChannelKind>& kinds)
{
    SplitMix draw(seed);
    DrawnStack stack;
    const int channels = draw.integer(1, 6), rows = draw.integer(1, 7), cols = draw.integer(1, 7);
    MapsShape shape{channels, rows, cols};
    stack.x = drawnMaps(draw, shape);
    while (int(stack.layers.size()) < count) {
        ChannelLayer layer = drawnLayer(draw, shape, kinds);
        const auto geometry = resolveChannels(shape, layer);
        const bool always = layer.kind == ChannelKind::Flatten || layer.kind == ChannelKind::Dense;
        if (!geometry || !torchPads(shape, layer) || (!always && geometry->output.cells() > 300))
            continue;
        if (layer.learns()) {
            auto weights = layer.weights.cells();
            draw.eighths(weights);
            if (layer.biases)
                draw.eighths(*layer.biases);
        }
        stack.layers.push_back(std::move(layer));
        stack.geometries.push_back(*geometry);
        shape = geometry->output;
    }
    stack.over = draw.integer(0, 1) == 1 ? SquaresOver::Mean : SquaresOver::Sum;
    stack.target = drawnMaps(draw, shape);
    return stack;
}

/// Numbers times whole ones that depend on their place; and the sum of the magnitudes, which its rounding goes by.
struct Signature {
    double sum = 0;
    double reach = 0;
};
inline Signature signatureOf(std::span<const double> numbers)
{
    Signature signature;
    for (std::size_t n = 0; n < numbers.size(); ++n) {
        const double part = numbers[n] * double(int(splitMixed(n) % 2001) - 1000);
        signature.sum += part;
        signature.reach += std::abs(part);
    }
    return signature;
}

inline std::vector<double> numbersOfLine(const std::string& line)
{
    std::vector<double> numbers;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');)
        numbers.push_back(std::stod(cell));
    return numbers;
}

} // namespace lab::test
