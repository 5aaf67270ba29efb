// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/channel_mistakes.h"

#include "core/layers/activation.h"
#include "core/teaching/alternatives.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lab
{

namespace
{

using Value = std::optional<double>;

constexpr std::string_view kAllAdded = "The products of all channels are added up in one output.";
constexpr std::string_view kOwnSlice = "Each channel has a layer of the kernel of its own.";
constexpr std::string_view kOneBiasOnly = "The bias belongs to the output: it comes last, once, added.";
constexpr std::string_view kAsItLies = "Each layer of the kernel lies on its channel as it stands.";

int everyChannel(const ChannelCase& c)
{
    return c.parts();
}

double sumOverChannels(const ChannelCase& c, double (*of)(const ChannelCase& c, int part))
{
    double sum = 0;
    for (int p = 0; p < c.parts(); ++p)
        sum += of(c, p);
    return sum;
}

constexpr ChannelMistake cellRow(std::string_view id, std::string_view how, std::string_view advice,
                                 Value (*value)(const ChannelCase&, int),
                                 int (*variants)(const ChannelCase&) = nullptr)
{
    return {{id, Topic::ChannelCell, how, advice, "channels"}, value, variants};
}

constexpr ChannelMistake sumRow(std::string_view id, std::string_view how, std::string_view advice,
                                Value (*value)(const ChannelCase&, int))
{
    return {{id, Topic::ChannelSum, how, advice, "channels"}, value};
}

constexpr std::array kChannelMistakes{
    cellRow(
        "only-channel", "from channel %1 alone", kAllAdded,
        [](const ChannelCase& c, int t) -> Value {
            return c.parts() > 1 ? Value(c.value(c.subtotal(t))) : std::nullopt;
        },
        everyChannel),
    // Of two channels, one alone is left.
    cellRow(
        "channel-forgotten", "without channel %1", kAllAdded,
        [](const ChannelCase& c, int t) -> Value {
            return c.parts() > 2 ? Value(c.value(c.right.products - c.subtotal(t))) : std::nullopt;
        },
        everyChannel),
    cellRow("channels-averaged", "with the mean of the channels", "They are added, not averaged.",
            [](const ChannelCase& c, int) -> Value {
                return c.parts() > 1 ? Value(c.value(c.right.products / c.parts())) : std::nullopt;
            }),
    cellRow("channels-multiplied", "by multiplying the channels", kAllAdded,
            [](const ChannelCase& c, int) -> Value {
                double product = 1;
                for (int p = 0; p < c.parts(); ++p)
                    product *= c.subtotal(p);
                return c.parts() > 1 ? Value(c.value(product)) : std::nullopt;
            }),
    cellRow("same-slice", "with the first layer of the kernel on every channel", kOwnSlice,
            [](const ChannelCase& c, int) -> Value {
                const double sum = sumOverChannels(c, [](const ChannelCase& of, int p) { return of.subtotal(p, 0); });
                return c.parts() > 1 ? Value(c.value(sum)) : std::nullopt;
            }),
    cellRow("slices-reversed", "with the layers of the kernel in reverse order", kOwnSlice,
            [](const ChannelCase& c, int) -> Value {
                const double sum = sumOverChannels(
                    c, [](const ChannelCase& of, int p) { return of.subtotal(p, of.parts() - 1 - p); });
                return c.parts() > 1 ? Value(c.value(sum)) : std::nullopt;
            }),
    cellRow("flipped", "with every layer of the kernel turned around", kAsItLies,
            [](const ChannelCase& c, int) -> Value {
                return c.value(sumOverChannels(c, [](const ChannelCase& of, int p) { return of.turned(p); }));
            }),
    cellRow("bias-per-channel", "with a bias for each input channel", kOneBiasOnly,
            [](const ChannelCase& c, int) -> Value {
                const double bias = c.right.bias.value_or(0);
                return bias != 0 && c.parts() > 1 ? Value(c.value(c.right.products, c.parts() * bias)) : std::nullopt;
            }),
    cellRow("bias-forgotten", "without the bias", kOneBiasOnly,
            [](const ChannelCase& c, int) -> Value {
                return c.right.bias.value_or(0) != 0 ? Value(c.value(c.right.products, 0)) : std::nullopt;
            }),
    sumRow(
        "same-slice", "with the first layer of the kernel", kOwnSlice,
        [](const ChannelCase& c, int) -> Value { return c.part > 0 ? Value(c.subtotal(c.part, 0)) : std::nullopt; }),
    sumRow("first-channel", "from channel 0 instead",
           "Both belong together: the channel and its layer of the kernel.",
           [](const ChannelCase& c, int) -> Value { return c.part > 0 ? Value(c.subtotal(0)) : std::nullopt; }),
    sumRow("all-channels", "from all channels together", "Asked is what this channel alone adds.",
           [](const ChannelCase& c, int) -> Value { return c.parts() > 1 ? Value(c.right.products) : std::nullopt; }),
    sumRow("flipped", "with the layer of the kernel turned around", kAsItLies,
           [](const ChannelCase& c, int) -> Value { return c.turned(c.part); }),
    sumRow("bias-added", "with the bias", kOneBiasOnly,
           [](const ChannelCase& c, int) -> Value {
               const double bias = c.right.bias.value_or(0);
               return bias != 0 ? Value(c.subtotal(c.part) + bias) : std::nullopt;
           }),
};

enum ShapeMistakeAt { ChannelsKept, OutputsForgotten, InputsExchanged, SizeAsInput };

constexpr std::string_view kWeightsOrder =
    "Outputs come first, then inputs, then the rows and columns of the kernel.";
constexpr std::array kShapeMistakes{
    Mistake{"channels-kept", Topic::ChannelShape, "when each input channel has an output of its own",
            "Each kernel gives one output channel, whatever number of channels it reads.", "channels"},
    Mistake{"outputs-forgotten", Topic::ChannelShape, "with one kernel only",
            "There is a kernel for each output channel.", "channels"},
    Mistake{"outputs-inputs-swapped", Topic::ChannelShape, "with inputs and outputs exchanged", kWeightsOrder,
            "channels"},
    Mistake{"as-input", Topic::ChannelShape, "when the maps keep their size",
            "A window of k cells leaves k − 1 fewer places.", "channels"},
};

std::optional<ChannelCase> channelCase(const AskedChannels& asked, MapCell cell, int part)
{
    if (!asked.addsChannels() || !inside(cell, asked.geometry.output))
        return std::nullopt;
    return ChannelCase{asked, cell, part, asked.explain(cell)};
}

std::vector<Alternative> madeOfChannels(const AskedChannels& asked, Topic topic, MapCell cell, int part)
{
    std::vector<Alternative> all;
    const auto of = channelCase(asked, cell, part);
    for (const ChannelMistake& row : kChannelMistakes)
        if (of && row.mistake.topic == topic)
            for (int t = 0; t < (row.variants ? row.variants(*of) : 1); ++t)
                if (const Value value = row.value(*of, t); value && std::isfinite(*value))
                    all.push_back({&row.mistake,
                                   Grid64{{*value}},
                                   row.variants ? of->right.parts[std::size_t(t)].channel : -1,
                                   {}});
    return all;
}

constexpr std::string_view kEveryWeight = "A window has a product for each weight of its kernel, in all its layers.";

} // namespace

double ChannelCase::subtotal(int of, int slice) const
{
    double sum = 0;
    for (const ChannelTerm& term : right.parts[std::size_t(of)].terms) {
        WeightAt at = term.weight;
        at.in = slice;
        sum += term.x * asked.layer.weights.at(at);
    }
    return sum;
}

double ChannelCase::turned(int of) const
{
    const auto& terms = right.parts[std::size_t(of)].terms;
    double sum = 0;
    for (std::size_t t = 0; t < terms.size(); ++t)
        sum += terms[t].x * terms[terms.size() - 1 - t].w;
    return sum;
}

double ChannelCase::value(double sum) const
{
    return value(sum, right.bias.value_or(0));
}

double ChannelCase::value(double sum, double bias) const
{
    return infoOf(right.activation).apply(sum + bias);
}

std::span<const ChannelMistake> channelMistakes()
{
    return kChannelMistakes;
}

std::span<const Mistake> channelShapeMistakes()
{
    return kShapeMistakes;
}

std::vector<Alternative> channelSumAlternatives(const Session& session, const Question& question)
{
    const auto asked = askedChannels(session, question.layer);
    return asked ? madeOfChannels(*asked, Topic::ChannelSum, {question.channel, question.row, question.col},
                                  question.part)
                 : std::vector<Alternative>();
}

std::vector<Alternative> channelCellAlternatives(const Session& session, const Question& question)
{
    const auto asked = askedChannels(session, question.layer);
    return asked ? madeOfChannels(*asked, Topic::ChannelCell, {question.channel, question.row, question.col}, 0)
                 : std::vector<Alternative>();
}

std::vector<Alternative> channelMapAlternatives(const Session& session, const Question& question)
{
    const auto asked = askedChannels(session, question.layer);
    if (!asked || asked->geometry.output.plane().cells() > kMostJudgedCells)
        return {};
    const MapsShape shape = asked->geometry.output;
    // What can be made in one cell can be made in all: it depends on the channels and the bias alone.
    std::vector<Alternative> all = madeOfChannels(*asked, Topic::ChannelCell, {question.channel, 0, 0}, 0);
    for (Alternative& each : all)
        each.answer = Grid64(shape.plane());
    for (int r = 0; r < shape.rows; ++r)
        for (int c = 0; c < shape.cols; ++c) {
            const auto here = madeOfChannels(*asked, Topic::ChannelCell, {question.channel, r, c}, 0);
            if (here.size() != all.size()) // a number of them is none
                return {};
            for (std::size_t i = 0; i < all.size(); ++i)
                std::get<Grid64>(all[i].answer).at(r, c) = std::get<Grid64>(here[i].answer).at(0, 0);
        }
    return all;
}

std::vector<Alternative> channelShapeAlternatives(const Session& session, const Question& question)
{
    const auto asked = askedChannels(session, question.layer);
    if (!asked || !asked->layer.learns())
        return {};
    const MapsShape in = asked->geometry.input, out = asked->geometry.output;
    const WeightsShape w = asked->layer.weights.shape();
    std::vector<Alternative> all;
    const auto add = [&](ShapeMistakeAt at, const std::vector<int>& numbers) {
        Grid64 shape({1, int(numbers.size())});
        std::copy(numbers.begin(), numbers.end(), shape.cells().begin());
        all.push_back({&kShapeMistakes[at], std::move(shape), -1, {}});
    };
    if (question.asked == Asked::WeightsShape) {
        add(OutputsForgotten, {1, w.in, w.rows, w.cols});
        add(InputsExchanged, {w.in, w.out, w.rows, w.cols});
        return all;
    }
    add(ChannelsKept, {in.channels, out.rows, out.cols});
    add(OutputsForgotten, {1, out.rows, out.cols});
    add(SizeAsInput, {out.channels, in.rows, in.cols});
    return all;
}

std::optional<CountCase> channelCounts(const Session& session, const Question& question)
{
    const auto asked = askedChannels(session, question.layer);
    if (!asked || !asked->layer.learns())
        return std::nullopt;
    const WeightsShape weights = asked->layer.weights.shape();
    CountCase counts;
    counts.in = weights.in;
    counts.out = weights.out;
    counts.biases = asked->layer.biases.has_value();
    counts.kernel = weights.plane();
    counts.input = asked->geometry.input.plane();
    counts.output = asked->geometry.output.plane();
    return counts;
}

std::span<const MistakeRow<CountCase>> channelWindowMistakes()
{
    static constexpr std::array kRows{
        MistakeRow<CountCase>{
            {"channel-forgotten", Topic::ChannelWindow, "from one channel alone", kEveryWeight, "channels"},
            [](const CountCase& c) -> Value { return double(c.kernel.cells()); }},
        MistakeRow<CountCase>{{"channels-added", Topic::ChannelWindow,
                               "by adding the channels to the weights of a layer", kEveryWeight, "channels"},
                              [](const CountCase& c) -> Value { return double(c.kernel.cells()) + c.in; }},
        MistakeRow<CountCase>{{"all-outputs", Topic::ChannelWindow, "for all output channels together",
                               "Asked is one window of one output channel.", "channels"},
                              [](const CountCase& c) -> Value { return c.weights(); }},
        MistakeRow<CountCase>{
            {"bias-counted", Topic::ChannelWindow, "with the bias", "The bias is added, not multiplied.", "channels"},
            [](const CountCase& c) -> Value { return c.weights() / c.out + 1; }},
    };
    return kRows;
}

} // namespace lab
