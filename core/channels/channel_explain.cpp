// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_explain.h"

#include "core/channels/channel_forward.h"
#include "core/channels/readings.h"

#include <cmath>
#include <limits>

namespace lab
{

namespace
{

/// The readings as terms, channel by channel; an input channel without any has a part too.
std::vector<ChannelPart> openParts(const Maps64& x, const ChannelGeometry& geometry, MapCell cell)
{
    std::vector<ChannelPart> parts;
    if (geometry.kind != ChannelKind::Flatten)
        for (int in = 0; in < geometry.insOfGroup(); ++in)
            parts.push_back({.channel = geometry.inputChannel(cell.channel, in)});
    for (const ChannelReading& reading : readingsOf(geometry, cell)) {
        if (parts.empty())
            parts.push_back({.channel = reading.position.channel});
        ChannelTerm term{reading.position, reading.source, reading.weight};
        term.x = reading.source ? x.at(*reading.source) : 0;
        parts[std::size_t(reading.weight.in)].terms.push_back(term);
    }
    return parts;
}

/// Of a kind without weights: a single channel.
void weighPooled(ChannelPart& part, ChannelKind kind, int winner)
{
    const bool largest = kind == ChannelKind::MaxPool;
    double partial = largest ? -std::numeric_limits<double>::infinity() : 0;
    for (std::size_t t = 0; t < part.terms.size(); ++t) {
        ChannelTerm& term = part.terms[t];
        term.w = !largest ? 1.0 / double(part.terms.size()) : int(t) == winner ? 1 : 0;
        term.product = term.x * term.w;
        if (!largest)
            partial += term.x;
        else if (term.source && (term.x > partial || std::isnan(term.x)))
            partial = term.x;
        term.partial = partial;
    }
}

void weigh(ChannelPart& part, const Weights& weights)
{
    for (ChannelTerm& term : part.terms) {
        term.w = weights.at(term.weight);
        term.product = term.x * term.w;
        part.subtotal += term.product;
        term.partial = part.subtotal;
    }
}

} // namespace

ChannelExplanation explainChannels(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry,
                                   MapCell cell)
{
    const ChannelValue value = channelCell(x, layer, geometry, cell);
    ChannelExplanation explanation{.cell = cell, .kind = geometry.kind, .parts = openParts(x, geometry, cell)};
    explanation.activation = layer.activates();
    explanation.winner = value.winner;
    explanation.sum = value.sum;
    explanation.value = value.value;
    if (!layer.learns()) {
        ChannelPart& part = explanation.parts.front();
        weighPooled(part, geometry.kind, value.winner);
        part.subtotal = part.partial = explanation.products = value.value;
        return explanation;
    }
    for (ChannelPart& part : explanation.parts) {
        weigh(part, layer.weights);
        explanation.products += part.subtotal;
        part.partial = explanation.products;
    }
    if (layer.biases)
        explanation.bias = layer.biasOf(cell.channel);
    return explanation;
}

} // namespace lab
