// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/view_state.h"

#include <algorithm>

namespace lab
{

bool Hidden::any() const
{
    return *this != Hidden{};
}

bool HiddenChannels::any() const
{
    HiddenChannels nothing;
    nothing.layer = layer;
    return *this != nothing;
}

bool HiddenChannels::cell(MapCell cell) const
{
    return sizes || std::ranges::find(cells, cell) != cells.end() ||
           std::ranges::find(maps, cell.channel) != maps.end();
}

bool HiddenChannels::part(const ChannelPlace& place) const
{
    return sizes || sums || std::ranges::find(parts, place) != parts.end();
}

bool Hidden::onlyChannels() const
{
    Hidden rest = *this;
    rest.channels = {};
    return !rest.any();
}

bool Hidden::size(std::size_t map) const
{
    return std::ranges::find(sizes, map) != sizes.end();
}

bool Hidden::map(std::size_t map) const
{
    return size(map) || std::ranges::find(maps, map) != maps.end();
}

bool Hidden::cell(const Spot& spot) const
{
    return (spot.part == Spot::Part::Map && map(spot.index)) || std::ranges::find(cells, spot) != cells.end();
}

ViewChanges diff(const ViewState& before, const ViewState& after)
{
    return {
        .page = before.page != after.page,
        .panel = before.panel != after.panel,
        .grain = before.grain != after.grain,
        .place = before.position != after.position,
        .timeline = before.byEpochs != after.byEpochs || before.byProducts != after.byProducts,
        .spot = before.spot() != after.spot() || before.walk != after.walk,
        .look =
            before.look != after.look || before.comparison != after.comparison || before.channels != after.channels,
        .shown = before.progressive != after.progressive || before.plane != after.plane ||
                 before.shadePaths != after.shadePaths || before.hidden != after.hidden ||
                 before.marked != after.marked || before.choosing != after.choosing,
    };
}

} // namespace lab
