// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/channel_question.h"

#include "core/lessons/lesson_values.h"
#include "core/teaching/channel_asked.h"

#include <limits>
#include <optional>
#include <vector>

namespace lab
{

namespace
{

/// What stands in the brackets of "Y[…]": so many whole numbers.
std::optional<std::vector<int>> inBrackets(std::string_view name, std::size_t count)
{
    if (!name.starts_with("Y[") || !name.ends_with("]"))
        return std::nullopt;
    auto numbers = wholeNumbers(name.substr(2, name.size() - 3), 0, std::numeric_limits<int>::max());
    return numbers && numbers->size() == count ? numbers : std::nullopt;
}

constexpr std::string_view kNoStack =
    "this session has no layers of several channels: “stack”, or “maps” and “weights”.";

} // namespace

std::string readChannelCell(std::string_view name, const Session& session, Question& question)
{
    const auto at = inBrackets(name, 3);
    if (!at)
        return quoted(name) + " is no cell of several channels, such as Y[0,1,1].";
    const auto asked = askedChannels(session, question.layer);
    if (!asked)
        return std::string(kNoStack);
    question.channel = (*at)[0];
    question.row = (*at)[1];
    question.col = (*at)[2];
    const MapsShape shape = asked->geometry.output;
    return inside(MapCell{(*at)[0], (*at)[1], (*at)[2]}, shape)
               ? std::string()
               : std::string(name) + " lies outside the output (" + textOf(shape) + ").";
}

std::string readOutputChannel(std::string_view name, const Session& session, Question& question)
{
    const auto at = inBrackets(name, 1);
    if (!at)
        return quoted(name) + " is no output channel, such as Y[0].";
    return readChannelCell("Y[" + std::to_string(at->front()) + ",0,0]", session, question);
}

std::string readInputChannel(std::string_view word, const Session& session, Question& question)
{
    const auto asked = askedChannels(session, question.layer);
    if (!asked)
        return std::string(kNoStack);
    const Problem problem = setWhole(word, 0, asked->geometry.insOfGroup() - 1, question.part);
    return problem.empty() ? problem : "an input channel is asked by its number: " + problem;
}

bool readHiddenChannels(std::string_view name, HiddenChannels& hidden)
{
    if (name == "channel-sums")
        hidden.sums = true;
    else if (name == "channel-counts")
        hidden.counts = true;
    else if (const auto at = inBrackets(name, 3))
        hidden.cells.push_back({(*at)[0], (*at)[1], (*at)[2]});
    else
        return false;
    return true;
}

HiddenChannels channelsHiddenBy(const Question& question)
{
    HiddenChannels hidden;
    hidden.layer = question.layer;
    const MapCell cell{question.channel, question.row, question.col};
    switch (question.asked) {
    case Asked::ChannelSum:
        hidden.parts.push_back({cell, question.part});
        hidden.cells.push_back(cell); // less the others it would tell it
        break;
    case Asked::ChannelCell:
        hidden.cells.push_back(cell);
        break;
    case Asked::ChannelMap:
        hidden.maps.push_back(question.channel);
        break;
    case Asked::ChannelShape:
        hidden.sizes = true;
        break;
    default:
        hidden.counts = true;
    }
    return hidden;
}

std::string channelQuestionText(const Question& question)
{
    const std::string map = "Y" + std::to_string(question.channel);
    const std::string cell = map + "[" + std::to_string(question.row) + "," + std::to_string(question.col) + "]";
    switch (question.asked) {
    case Asked::ChannelSum:
        return "What does channel " + std::to_string(question.part) + " add to " + cell + "?";
    case Asked::ChannelCell:
        return "What is " + cell + "?";
    case Asked::ChannelMap:
        return "What is " + map + "? Row by row, with “;” between rows.";
    case Asked::ChannelShape:
        return "How many channels, rows and columns has the output?";
    case Asked::WeightsShape:
        return "What is the shape of the weights: outputs, inputs, rows, columns?";
    default:
        return {};
    }
}

} // namespace lab
