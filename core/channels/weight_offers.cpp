// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/weight_offers.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

namespace lab
{

namespace
{

/// What the names of weights end in, and those of the biases beside them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kBiasNames{
    {{"weight", "bias"}, {"kernel", "bias"}, {"kernel:0", "bias:0"}, {"W", "b"}, {"w", "b"}}};

bool endsAsWord(std::string_view name, std::string_view end)
{
    constexpr std::string_view kBefore = "./_";
    return name.ends_with(end) &&
           (name.size() == end.size() || kBefore.find(name[name.size() - end.size() - 1]) != std::string_view::npos);
}

Result<Done> biasesFit(std::uint64_t biases, int outs)
{
    if (biases == std::uint64_t(outs))
        return Done{};
    return Error{ErrorCode::BiasCount, {std::to_string(biases), std::to_string(outs)}};
}

/// The output of a layer with such weights.
Result<MapsShape> outputWith(ChannelLayer layer, WeightsShape shape, MapsShape input)
{
    layer.weights = Weights(shape);
    layer.biases.reset();
    const auto geometry = resolveChannels(input, layer);
    return geometry ? Result<MapsShape>(geometry->output) : geometry.error();
}

Result<MapsShape> outputOf(std::span<const TensorFacts> tensors, const WeightOffer& offer, const ChannelLayer& layer,
                           MapsShape input, WeightLayout layout)
{
    const auto shape = shapeOfWeights(tensors[offer.weight].shape, layer, input, layout);
    if (!shape)
        return shape.error();
    if (offer.bias)
        if (const auto fit = biasesFit(cellsOf(tensors[*offer.bias].shape).value_or(0), shape->out); !fit)
            return fit.error();
    return outputWith(layer, *shape, input);
}

} // namespace

std::optional<std::size_t> biasOf(std::span<const TensorFacts> tensors, std::size_t weight)
{
    const std::string_view name = tensors[weight].name;
    for (const auto& [ending, bias] : kBiasNames) {
        if (!endsAsWord(name, ending))
            continue;
        const std::string wanted = std::string(name.substr(0, name.size() - ending.size())) + std::string(bias);
        const auto found =
            std::find_if(tensors.begin(), tensors.end(), [&](const TensorFacts& one) { return one.name == wanted; });
        if (found != tensors.end())
            return std::size_t(found - tensors.begin());
    }
    return std::nullopt;
}

std::vector<WeightOffer> weightOffers(std::span<const TensorFacts> tensors, const ChannelLayer& layer,
                                      MapsShape input, WeightLayout layout)
{
    std::vector<bool> isBias(tensors.size(), false);
    for (std::size_t i = 0; i < tensors.size(); ++i)
        if (const auto bias = biasOf(tensors, i))
            isBias[*bias] = true;
    std::vector<WeightOffer> offers;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        if (isBias[i])
            continue;
        WeightOffer offer{i, biasOf(tensors, i), MapsShape{}};
        offer.output = outputOf(tensors, offer, layer, input, layout);
        offers.push_back(std::move(offer));
    }
    return offers;
}

Result<ChannelLayer> withWeights(ChannelLayer layer, const Tensor& weight, const Tensor* bias, MapsShape input,
                                 WeightLayout layout)
try {
    auto weights = weightsFrom(weight, layer, input, layout);
    if (!weights)
        return weights.error();
    if (bias)
        if (const auto fit = biasesFit(bias->cells.size(), weights->shape().out); !fit)
            return fit.error();
    if (const auto output = outputWith(layer, weights->shape(), input); !output)
        return output.error();
    layer.weights = std::move(*weights);
    layer.biases.reset();
    if (bias)
        layer.biases = bias->cells;
    return layer;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

std::vector<NamedTensor> tensorsOf(std::span<const ChannelLayer> layers)
{
    std::vector<NamedTensor> tensors;
    int module = 0;
    for (const ChannelLayer& layer : layers) {
        const std::string name = std::to_string(module);
        if (layer.learns()) {
            tensors.push_back(
                {name + ".weight", tensorFrom(layer.weights, layer.kind, layer.groups, usualLayout(layer.kind))});
            if (layer.biases)
                tensors.push_back({name + ".bias", {{layer.biases->size()}, *layer.biases}});
        }
        module += layer.activates() == Activation::None ? 1 : 2;
    }
    return tensors;
}

} // namespace lab
