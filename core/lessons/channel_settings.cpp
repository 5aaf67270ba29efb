// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/channel_settings.h"

#include "core/channels/channel_samples.h"
#include "core/channels/channel_stack.h"
#include "core/channels/channel_step.h"
#include "core/numbers/matrix_text.h"

#include <limits>
#include <memory>

namespace lab
{

namespace
{

template <class Edit>
void changeStack(Session& session, const Edit& edit)
{
    ChannelStack stack =
        session.stack ? *session.stack : ChannelStack{Maps(MapsShape{1, 1, 1}), std::vector<ChannelLayer>(1)};
    edit(stack);
    session.stack = std::make_shared<const ChannelStack>(std::move(stack));
}

/// Matrices of one size with "|" between them.
Problem readPlanes(std::string_view text, std::vector<Grid64>& planes)
{
    for (const std::string_view part : splitAt(text, '|')) {
        const std::string channel = "channel " + std::to_string(planes.size());
        auto read = matrix64FromText(trimmed(part));
        if (!read)
            return channel + ": " + problemOf(read.error());
        if (!planes.empty() && read->shape() != planes.front().shape())
            return channel + " has another size than channel 0.";
        if (planes.size() == std::size_t(kMostChannels))
            return "there are at most " + std::to_string(kMostChannels) + " channels.";
        planes.push_back(std::move(*read));
    }
    return {};
}

} // namespace

Problem setStack(Session& session, std::string_view value)
{
    const ChannelSample* sample = nullptr;
    Problem problem = setRow(value, channelSamples(), sample);
    if (sample)
        session.stack = std::make_shared<const ChannelStack>(stackOf(*sample));
    return problem;
}

Problem setMaps(Session& session, std::string_view value)
{
    std::vector<Grid64> read;
    if (Problem problem = readPlanes(value, read); !problem.empty())
        return problem;
    std::vector<Grid> planes;
    for (const Grid64& each : read)
        planes.push_back(converted<float>(each));
    changeStack(session, [&](ChannelStack& stack) { stack.input = Maps(planes); });
    return {};
}

Problem setWeights(Session& session, std::string_view value)
{
    std::vector<std::vector<Grid64>> kernels;
    for (std::size_t from = 0; from <= value.size();) {
        const std::size_t to = std::min(value.find("||", from), value.size());
        const std::string output = "output " + std::to_string(kernels.size());
        std::vector<Grid64> planes;
        if (Problem problem = readPlanes(value.substr(from, to - from), planes); !problem.empty())
            return output + ", " + problem;
        if (!kernels.empty() &&
            (planes.size() != kernels.front().size() || planes.front().shape() != kernels.front().front().shape()))
            return output + " has other input channels, or another size, than output 0.";
        if (kernels.size() == std::size_t(kMostChannels))
            return "there are at most " + std::to_string(kMostChannels) + " outputs.";
        kernels.push_back(std::move(planes));
        from = to + 2;
    }
    changeStack(session, [&](ChannelStack& stack) { stack.layers.front().weights = Weights(kernels); });
    return {};
}

Problem setBiases(Session& session, std::string_view value)
{
    std::optional<std::vector<double>> biases;
    if (value != "none") {
        biases.emplace();
        for (const std::string_view part : splitAt(value, ',')) {
            double bias = 0;
            if (Problem problem = setNumber(trimmed(part), bias); !problem.empty())
                return problem;
            biases->push_back(bias);
        }
    }
    changeStack(session, [&](ChannelStack& stack) { stack.layers.front().biases = biases; });
    return {};
}

Problem setGroups(Session& session, std::string_view value)
{
    int groups = 1;
    Problem problem = setWhole(value, 1, kMostChannels, groups);
    if (problem.empty())
        changeStack(session, [&](ChannelStack& stack) { stack.layers.front().groups = groups; });
    return problem;
}

Problem problemOfStack(const Session& session)
{
    if (!session.stack)
        return {};
    const auto geometries = resolveChannels(session.stack->input.shape(), session.stack->layers);
    if (geometries)
        return {};
    const auto& at = geometries.error().arguments;
    switch (geometries.error().code) {
    case ErrorCode::ChannelCount:
        return "the maps have " + at[0] + " channels, the weights are for " + at[1] + ".";
    case ErrorCode::BiasCount:
        return "biases: there are " + at[0] + " for " + at[1] + " outputs.";
    default:
        return problemOf(geometries.error());
    }
}

Problem setChannelGrain(ChannelLook& look, std::string_view value)
{
    const ChannelGrainRow* row = nullptr;
    Problem problem = setRow(value, channelGrains(), row);
    if (row)
        look.grain = row->id;
    return problem;
}

Problem setChannelLayer(const Session& session, ChannelLook& look, std::string_view value)
{
    int layer = 1;
    Problem problem = setWhole(value, 1, session.stack ? int(session.stack->layers.size()) : 1, layer);
    if (problem.empty()) {
        look.layer = std::size_t(layer) - 1;
        look.position = 0;
    }
    return problem;
}

Problem setChannelPlace(const Session& session, ChannelLook& look, std::string_view value)
{
    if (!session.stack)
        return "this session has no layers of several channels: “stack”, or “maps” and “weights”.";
    const auto geometries = resolveChannels(session.stack->input.shape(), session.stack->layers);
    if (!geometries || look.layer >= geometries->size())
        return {}; // said already
    const ChannelPlan plan((*geometries)[look.layer], ChannelGrain::Product);
    const auto parts = splitAt(value, '.');
    const auto cell = wholeNumbers(parts[0], 0, std::numeric_limits<int>::max());
    if (!cell || cell->size() != 3 || parts.size() > 3)
        return quoted(value) + " is no place: o,i,j or o,i,j.channel or o,i,j.channel.product.";
    const MapCell at{(*cell)[0], (*cell)[1], (*cell)[2]};
    if (!inside(at, plan.cells()))
        return "place " + std::string(parts[0]) + " lies outside the output (" + textOf(plan.cells()) + ").";
    int part = plan.parts() - 1, tap = plan.taps() - 1;
    if (parts.size() > 1)
        if (Problem problem = setWhole(parts[1], 0, plan.parts() - 1, part); !problem.empty())
            return problem;
    if (parts.size() > 2)
        if (Problem problem = setWhole(parts[2], 0, plan.taps() - 1, tap); !problem.empty())
            return problem;
    look.position = plan.at(plan.indexOf(at, part, tap)).position;
    return {};
}

} // namespace lab
