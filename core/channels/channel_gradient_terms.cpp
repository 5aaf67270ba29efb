// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_gradient_terms.h"

#include "core/channels/channel_forward.h"
#include "core/channels/readings.h"

namespace lab
{

namespace
{

void summed(std::vector<ChannelGradientTerm>& terms)
{
    double sum = 0;
    for (ChannelGradientTerm& term : terms) {
        term.product = term.dSum * term.factor;
        sum += term.product;
        term.partial = sum;
    }
}

/// What an input cell is multiplied with on the way to an output that it affects through `weight`.
double factorBetween(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry,
                     const ChannelContact& contact)
{
    if (layer.learns())
        return layer.weights.at(contact.weight);
    if (layer.kind == ChannelKind::AveragePool)
        return 1.0 / double(geometry.plane.taps());
    if (layer.kind == ChannelKind::Flatten)
        return 1;
    const int tap = contact.weight.row * geometry.plane.cols.kernel + contact.weight.col;
    return channelCell(x, layer, geometry, contact.output).winner == tap ? 1 : 0;
}

} // namespace

std::vector<ChannelGradientTerm> weightTerms(const Maps64& x, const Maps64& dSum, const ChannelGeometry& geometry,
                                             WeightAt weight)
{
    assert(infoOf(geometry.kind).learns && x.shape() == geometry.input && dSum.shape() == geometry.output);
    const int channel = geometry.inputChannel(weight.out, weight.in);
    std::vector<ChannelGradientTerm> terms;
    for (int i = 0; i < dSum.rows(); ++i)
        for (int j = 0; j < dSum.cols(); ++j)
            for (const PlaneReading& reading : planeReadings(geometry, {i, j})) {
                if (reading.weight != WeightCell{weight.row, weight.col})
                    continue;
                ChannelGradientTerm term{
                    {weight.out, i, j}, {channel, reading.position.row, reading.position.col}, std::nullopt, weight};
                if (reading.source)
                    term.source = MapCell{channel, reading.source->row, reading.source->col};
                term.dSum = dSum.at(term.output);
                term.factor = term.source ? x.at(*term.source) : 0;
                terms.push_back(term);
            }
    summed(terms);
    return terms;
}

std::vector<ChannelGradientTerm> biasTerms(const Maps64& dSum, int out)
{
    std::vector<ChannelGradientTerm> terms;
    for (int i = 0; i < dSum.rows(); ++i)
        for (int j = 0; j < dSum.cols(); ++j) {
            ChannelGradientTerm term;
            term.output = {out, i, j};
            term.dSum = dSum.at(term.output);
            term.factor = 1;
            terms.push_back(term);
        }
    summed(terms);
    return terms;
}

std::vector<ChannelGradientTerm> inputTerms(const Maps64& x, const Maps64& dSum, const ChannelLayer& layer,
                                            const ChannelGeometry& geometry, MapCell input)
{
    assert(x.shape() == geometry.input && dSum.shape() == geometry.output);
    std::vector<ChannelGradientTerm> terms;
    for (const ChannelContact& contact : contactsOf(geometry, input)) {
        ChannelGradientTerm term{contact.output, input, input, contact.weight};
        term.dSum = dSum.at(contact.output);
        term.factor = factorBetween(x, layer, geometry, contact);
        terms.push_back(term);
    }
    summed(terms);
    return terms;
}

} // namespace lab
