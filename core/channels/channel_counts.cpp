// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_counts.h"

#include "core/numbers/number_text.h"

namespace lab
{

namespace
{

constexpr double kBytesOfNumber = 4; ///< single precision, as networks are run in

struct Factor {
    std::string name;
    double number = 1;
    std::string text; ///< the number; or, of a quotient, both numbers
};

std::string countText(double number)
{
    return displayCount(std::int64_t(number));
}

Factor factor(std::string name, double number)
{
    return {std::move(name), number, countText(number)};
}

/// Channels of one group: written as a quotient only where there are several.
Factor perGroup(const std::string& name, int channels, int groups)
{
    if (groups == 1)
        return factor(name, channels);
    return {name + "/g", double(channels) / groups, countText(channels) + "/" + countText(groups)};
}

ChannelCount productOf(const std::vector<Factor>& factors)
{
    ChannelCount count{1, {}, {}};
    for (const Factor& one : factors) {
        count.number *= one.number;
        count.names += (count.names.empty() ? "" : " · ") + one.name;
        count.numbers += (count.numbers.empty() ? "" : " · ") + one.text;
    }
    return count;
}

ChannelCount bytesOf(MapsShape maps, const std::string& index)
{
    return productOf({factor("4", kBytesOfNumber), factor("c_" + index, maps.channels),
                      factor("h_" + index, maps.rows), factor("w_" + index, maps.cols)});
}

ChannelCount parametersOf(const ChannelLayer& layer, const ChannelGeometry& geometry)
{
    const WeightsShape weights = layer.weights.shape();
    const Factor outs = factor("c_out", weights.out);
    ChannelCount count = productOf({perGroup("c_in", geometry.input.channels, geometry.groups),
                                    factor("k_h", weights.rows), factor("k_w", weights.cols)});
    const bool bias = layer.biases.has_value();
    count.number = outs.number * (count.number + (bias ? 1 : 0));
    count.names = outs.name + " · " + (bias ? "(" + count.names + " + 1)" : count.names);
    count.numbers = outs.text + " · " + (bias ? "(" + count.numbers + " + 1)" : count.numbers);
    return count;
}

ChannelCount multiplicationsOf(const ChannelLayer& layer, const ChannelGeometry& geometry)
{
    const bool stamps = layer.kind == ChannelKind::Transposed;
    const MapsShape input = geometry.input, output = geometry.output, walked = stamps ? input : output;
    const std::string index = stamps ? "in" : "out";
    return productOf({stamps ? factor("c_in", input.channels) : factor("c_out", output.channels),
                      stamps ? perGroup("c_out", output.channels, geometry.groups)
                             : perGroup("c_in", input.channels, geometry.groups),
                      factor("k_h", geometry.plane.rows.kernel), factor("k_w", geometry.plane.cols.kernel),
                      factor("h_" + index, walked.rows), factor("w_" + index, walked.cols)});
}

} // namespace

LayerCounts countsOf(const ChannelLayer& layer, const ChannelGeometry& geometry)
{
    LayerCounts counts;
    if (layer.learns()) {
        counts.parameters = parametersOf(layer, geometry);
        counts.multiplications = multiplicationsOf(layer, geometry);
    }
    counts.bytes = bytesOf(geometry.output, "out");
    return counts;
}

StackCounts countsOf(std::span<const ChannelLayer> layers, std::span<const ChannelGeometry> geometries)
{
    assert(layers.size() == geometries.size());
    StackCounts counts;
    if (geometries.empty())
        return counts;
    counts.inputBytes = bytesOf(geometries.front().input, "in");
    counts.bytes = counts.inputBytes.number;
    for (std::size_t l = 0; l < layers.size(); ++l) {
        counts.layers.push_back(countsOf(layers[l], geometries[l]));
        const LayerCounts& layer = counts.layers.back();
        counts.parameters += layer.parameters.number;
        counts.multiplications += layer.multiplications.number;
        counts.bytes += layer.bytes.number;
    }
    return counts;
}

} // namespace lab
