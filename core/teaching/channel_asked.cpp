// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/channel_asked.h"

#include "core/channels/channel_forward.h"
#include "core/channels/channel_stack.h"
#include "core/numbers/number_text.h"
#include "core/session/session.h"
#include "core/teaching/right_answer.h"

#include <string>

namespace lab
{

namespace
{

MapCell cellOf(const Question& question)
{
    return {question.channel, question.row, question.col};
}

Result<AskedChannels> channelsOfCell(const Session& session, const Question& question)
{
    auto asked = askedChannels(session, question.layer);
    if (asked && !inside(cellOf(question), asked->geometry.output)) {
        const MapsShape shape = asked->geometry.output;
        return Error{ErrorCode::AskedOutside,
                     {std::to_string(question.row), std::to_string(question.col), std::to_string(shape.rows),
                      std::to_string(shape.cols)}};
    }
    return asked;
}

/// "1 · (−3)"
std::string factorsText(const ChannelTerm& term)
{
    const std::string weight = display(term.w);
    return display(term.x) + " · " + (term.w < 0 ? "(" + weight + ")" : weight);
}

std::string beginChannel(const AskedChannels& asked, const Question& question)
{
    const ChannelExplanation e = asked.explain(cellOf(question));
    const auto part = std::size_t(question.asked == Asked::ChannelSum ? question.part : 0);
    const ChannelPart& first = e.parts[part];
    const std::string channel = std::to_string(first.channel);
    return "Begin with channel " + channel + ": K" + std::to_string(question.channel) + "," + channel + " lies on X" +
           channel + ", and the first product is " + factorsText(first.terms.front()) + ".";
}

} // namespace

bool ofChannels(const Question& question)
{
    return question.asked >= Asked::ChannelSum ||
           (question.asked == Asked::Number && question.name.starts_with("channel-"));
}

bool AskedChannels::addsChannels() const
{
    return geometry.kind == ChannelKind::Convolution || geometry.kind == ChannelKind::Dense;
}

Result<AskedChannels> askedChannels(const Session& session, std::size_t layer)
{
    const std::size_t count = session.stack ? session.stack->layers.size() : 0;
    if (layer >= count)
        return Error{ErrorCode::AskedLayer, {std::to_string(layer + 1), std::to_string(count)}};
    const ChannelStack& stack = *session.stack;
    const auto geometries = resolveChannels(stack.input.shape(), stack.layers);
    if (!geometries)
        return geometries.error();
    auto maps = stackMaps(stack.input, std::span(stack.layers).first(layer), std::span(*geometries).first(layer));
    if (!maps)
        return maps.error();
    return AskedChannels{std::move(maps->back()), stack.layers[layer], (*geometries)[layer]};
}

Result<Answer> channelSumAnswer(const Session& session, const Question& question)
{
    const auto asked = channelsOfCell(session, question);
    if (!asked)
        return asked.error();
    if (!asked->addsChannels())
        return ErrorCode::AskedProducts;
    const int parts = asked->geometry.insOfGroup();
    if (question.part < 0 || question.part >= parts)
        return Error{ErrorCode::AskedTap, {std::to_string(question.part), std::to_string(parts)}};
    return Answer{Grid64{{asked->explain(cellOf(question)).parts[std::size_t(question.part)].subtotal}}};
}

Result<Answer> channelCellAnswer(const Session& session, const Question& question)
{
    const auto asked = channelsOfCell(session, question);
    if (!asked)
        return asked.error();
    return Answer{Grid64{{channelCell(asked->x, asked->layer, asked->geometry, cellOf(question)).value}}};
}

Result<Answer> channelMapAnswer(const Session& session, const Question& question)
{
    Question first = question;
    first.row = first.col = 0;
    const auto asked = channelsOfCell(session, first);
    if (!asked)
        return asked.error();
    const Shape shape = asked->geometry.output.plane();
    if (shape.cells() > kMostAskedCells)
        return Error{ErrorCode::TooLarge, {std::to_string(shape.rows), std::to_string(shape.cols)}};
    Grid64 numbers(shape);
    for (int r = 0; r < shape.rows; ++r)
        for (int c = 0; c < shape.cols; ++c)
            numbers.at(r, c) = channelCell(asked->x, asked->layer, asked->geometry, {question.channel, r, c}).value;
    return Answer{std::move(numbers)};
}

Result<Answer> channelShapeAnswer(const Session& session, const Question& question)
{
    const auto asked = askedChannels(session, question.layer);
    if (!asked)
        return asked.error();
    const MapsShape shape = asked->geometry.output;
    return Answer{Grid64{{double(shape.channels), double(shape.rows), double(shape.cols)}}};
}

Result<Answer> weightsShapeAnswer(const Session& session, const Question& question)
{
    const auto asked = askedChannels(session, question.layer);
    if (!asked)
        return asked.error();
    if (!asked->layer.learns())
        return ErrorCode::AskedProducts;
    const WeightsShape shape = asked->layer.weights.shape();
    return Answer{Grid64{{double(shape.out), double(shape.in), double(shape.rows), double(shape.cols)}}};
}

std::string channelFirstStep(const Session& session, const Question& question)
{
    const auto asked = askedChannels(session, question.layer);
    if (!asked)
        return {};
    const std::string size =
        std::to_string(asked->geometry.plane.rows.kernel) + " × " + std::to_string(asked->geometry.plane.cols.kernel);
    switch (question.asked) {
    case Asked::ChannelSum:
    case Asked::ChannelCell:
    case Asked::ChannelMap:
        return beginChannel(*asked, question);
    case Asked::ChannelShape:
        return "Begin with the channels: there is one for each kernel of the layer.";
    case Asked::WeightsShape:
        return "Begin with the outputs: there is a kernel for each of them, and it has a layer for each input "
               "channel.";
    default:
        return "Begin with one layer of one kernel: it has " + size + " weights.";
    }
}

} // namespace lab
