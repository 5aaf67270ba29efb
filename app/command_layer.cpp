// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layer_operands.h"
#include "app/names.h"
#include "app/operands.h"
#include "app/results.h"
#include "core/channels/channel_counts.h"
#include "core/channels/channel_forward.h"
#include "core/channels/channel_samples.h"
#include "core/channels/map_arrays.h"
#include "core/numbers/array_layout.h"
#include "core/numbers/number_text.h"
#include "ui/io/error_text.h"

#include <algorithm>
#include <array>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// Options that an option leaves nothing for.
struct Exclusion {
    const char* option;
    std::array<const char*, 8> others;
};
constexpr std::array kExclusions{
    Exclusion{"dense",
              {"transposed", "groups", "operation", "padding", "border", "stride", "dilation", "output-padding"}},
    Exclusion{"no-bias", {"bias"}},
    Exclusion{"list", {"counts", "output", "format", "write-weights"}},
    Exclusion{"counts", {"output", "format"}},
};

void checkExclusions(Arguments& arguments)
{
    for (const Exclusion& one : kExclusions)
        for (const char* const other : one.others)
            if (other && arguments.has(QLatin1String(one.option)) && arguments.has(QLatin1String(other)))
                arguments.setProblem(Arguments::tr("--%1 leaves nothing for --%2.")
                                         .arg(QLatin1String(one.option), QLatin1String(other)));
    if (arguments.has("output-padding"_L1) && !arguments.has("transposed"_L1))
        arguments.setProblem(Arguments::tr("--output-padding needs --transposed."));
}

/// "1,2,3"
std::optional<std::vector<double>> givenBiases(Arguments& arguments)
{
    if (!arguments.has("bias"_L1))
        return std::nullopt;
    std::vector<double> biases;
    for (const QString& part : arguments.text("bias"_L1).split(u',')) {
        const auto number = parseNumber(part.toStdString());
        if (!number) {
            arguments.setProblem(
                Arguments::tr("--bias needs a number for each output channel, such as 1,-2, not “%1”.")
                    .arg(arguments.text("bias"_L1)));
            return std::nullopt;
        }
        biases.push_back(*number);
    }
    return biases;
}

/// What the options say of the layer; its weights are yet to come.
ChannelLayer layerAsked(Arguments& arguments)
{
    ChannelLayer layer;
    layer.kind = arguments.has("dense"_L1)        ? ChannelKind::Dense
                 : arguments.has("transposed"_L1) ? ChannelKind::Transposed
                                                  : ChannelKind::Convolution;
    layer.groups = arguments.integer("groups"_L1, 1, 1);
    layer.spec = arguments.spec();
    layer.activation = activations()[arguments.choice("activation"_L1)].activation;
    layer.outputPadding = arguments.cell("output-padding"_L1).value_or(PerAxis{0, 0});
    layer.biases = givenBiases(arguments);
    return layer;
}

/// The weights of a sample, which are in our order already; its layer's other settings do not count.
std::optional<ChannelLayer> ofSample(Arguments& arguments, ChannelLayer layer, MapsShape input)
{
    const QString text = arguments.text("weights"_L1);
    const ChannelSample* const sample = findChannelSample(text.mid(1).toStdString());
    if (!sample) {
        arguments.refuse(noSuchName(text, channelSampleNames()));
        return std::nullopt;
    }
    const ChannelLayer first = sample->layers().front();
    layer.weights = first.weights;
    layer.biases = first.biases;
    const auto geometry = arguments.take(resolveChannels(input, layer));
    return geometry ? std::optional(layer) : std::nullopt;
}

QString arrayName(const GivenWeights& given, std::size_t tensor)
{
    return QString::fromStdString(given.file.tensors[tensor].name);
}

/// Those of the name that was asked for, or all. None where it is unknown.
std::vector<WeightOffer> offersAsked(const GivenWeights& given, const ChannelLayer& layer, MapsShape input,
                                     WeightLayout layout)
{
    auto offers = weightOffers(given.file.tensors, layer, input, layout);
    if (!given.name.isEmpty())
        std::erase_if(offers, [&](const WeightOffer& one) { return arrayName(given, one.weight) != given.name; });
    return offers;
}

QStringList offerNames(const GivenWeights& given, const std::vector<WeightOffer>& offers)
{
    QStringList names;
    for (const WeightOffer& one : offers)
        names += u"“"_s + arrayName(given, one.weight) + u"”"_s;
    return names;
}

/// The first that fits.
std::optional<WeightOffer> offerTaken(Arguments& arguments, const GivenWeights& given, const ChannelLayer& layer,
                                      MapsShape input, WeightLayout layout)
{
    const auto offers = offersAsked(given, layer, input, layout);
    std::vector<WeightOffer> fitting;
    for (const WeightOffer& one : offers)
        if (one.output)
            fitting.push_back(one);
    if (offers.empty()) {
        const auto all = weightOffers(given.file.tensors, layer, input, layout);
        arguments.refuse({ErrorCode::TensorUnknown,
                          {given.name.toStdString(), offerNames(given, all).join(u", "_s).toStdString()}});
        return std::nullopt;
    }
    if (fitting.empty()) {
        const QString reason = sentence(offers.front().output.error());
        arguments.refuse(offers.size() == 1 ? reason
                                            : Arguments::tr("None of %1 arrays fits; of “%2” the reason is: %3")
                                                  .arg(offers.size())
                                                  .arg(arrayName(given, offers.front().weight), reason));
        return std::nullopt;
    }
    if (given.fromFile)
        arguments.note(meaningOf(given.file, fitting.front(), layer.kind, layout));
    if (fitting.size() > 1)
        arguments.note(Arguments::tr("It is the first of those that fit: %1; --weights FILE:NAME takes another.")
                           .arg(offerNames(given, fitting).join(u", "_s)));
    return fitting.front();
}

WeightLayout layoutAsked(Arguments& arguments, ChannelKind kind)
{
    return arguments.has("layout"_L1) ? weightLayouts()[arguments.choice("layout"_L1)].layout : usualLayout(kind);
}

/// --bias and --no-bias instead of the biases that came with the weights.
void setBiases(Arguments& arguments, const ChannelLayer& asked, ChannelLayer& layer)
{
    if (asked.biases)
        layer.biases = asked.biases;
    if (arguments.has("no-bias"_L1))
        layer.biases.reset();
}

std::optional<ChannelLayer> readLayer(Arguments& arguments, const ChannelLayer& asked, MapsShape input)
{
    ChannelLayer bare = asked;
    bare.biases.reset();
    std::optional<ChannelLayer> layer;
    if (arguments.text("weights"_L1).startsWith(u'@')) {
        layer = ofSample(arguments, bare, input);
    } else if (const auto given = readWeights(arguments)) {
        const WeightLayout layout = layoutAsked(arguments, asked.kind);
        if (const auto offer = offerTaken(arguments, *given, bare, input, layout))
            layer = arguments.take(layerWith(given->file, *offer, bare, input, layout));
    }
    if (layer)
        setBiases(arguments, asked, *layer);
    return layer;
}

void listOffers(Arguments& arguments, const ChannelLayer& asked, MapsShape input)
{
    const auto given = readWeights(arguments);
    if (!given)
        return;
    WordTable table{{u"array"_s, u"shape"_s, u"bias"_s, u"output"_s}, {}};
    for (const WeightOffer& one : offersAsked(*given, asked, input, layoutAsked(arguments, asked.kind)))
        table.rows +=
            {arrayName(*given, one.weight), QString::fromStdString(shapeText(given->file.tensors[one.weight].shape)),
             one.bias ? arrayName(*given, *one.bias) : u"none"_s,
             one.output ? QString::fromStdString(textOf(*one.output)) : sentence(one.output.error())};
    print(inColumns(table));
}

void printCounts(const LayerCounts& counts)
{
    WordTable table{{u"count"_s, u"number"_s, u"formula"_s, u"with numbers"_s}, {}};
    const auto row = [&](const QString& name, const ChannelCount& count) {
        table.rows += {name, QString::fromStdString(shortest(count.number)), QString::fromStdString(count.names),
                       QString::fromStdString(count.numbers)};
    };
    row(u"parameters"_s, counts.parameters);
    row(u"multiplications"_s, counts.multiplications);
    row(u"bytes"_s, counts.bytes);
    print(inColumns(table));
}

void writeLayer(Arguments& arguments, const Maps64& maps, const ChannelLayer& layer)
{
    const auto geometries = arguments.take(resolveChannels(maps.shape(), std::span(&layer, 1)));
    if (!geometries)
        return;
    if (arguments.has("write-weights"_L1)) {
        const auto written = arguments.take(writeWeights(arguments.text("write-weights"_L1), std::span(&layer, 1)));
        if (written && written->biasLeftOut)
            arguments.note(Arguments::tr("A .npy file holds one array, so the biases were left out."));
    }
    if (arguments.good() && arguments.has("counts"_L1))
        printCounts(countsOf(layer, geometries->front()));
    else if (arguments.good())
        writeChannels(arguments, layerMaps(maps, layer, geometries->front()));
}

} // namespace

int runLayer(Arguments& arguments)
{
    checkExclusions(arguments);
    const ChannelLayer asked = layerAsked(arguments);
    const auto maps = arguments.good() ? readMaps(arguments) : std::nullopt;
    if (maps && arguments.has("list"_L1))
        listOffers(arguments, asked, maps->shape());
    else if (const auto layer = maps ? readLayer(arguments, asked, maps->shape()) : std::nullopt)
        writeLayer(arguments, *maps, *layer);
    return arguments.end();
}

} // namespace lab
