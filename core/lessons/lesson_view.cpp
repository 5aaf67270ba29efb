// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/step.h"
#include "core/lessons/channel_settings.h"
#include "core/lessons/lesson_settings.h"
#include "core/lessons/lesson_values.h"

#include <algorithm>
#include <array>
#include <limits>

namespace lab
{

namespace
{

/// What a view block writes to.
struct Looking {
    const Session& session;
    const LessonSurroundings& around;
    ViewState view;
    std::string place = {};
    std::string channelPlace = {};
};

Problem setPage(Looking& to, std::string_view value)
{
    if (std::ranges::find(to.around.pages, value) == to.around.pages.end())
        return "there is no page " + quoted(value) + "." + meant(value, to.around.pages);
    to.view.page = value;
    return {};
}

Problem setGrain(Looking& to, std::string_view value)
{
    if (value == "epoch") {
        to.view.byEpochs = true;
        return {};
    }
    const GrainInfo* row = nullptr;
    Problem problem = setRow(value, grains(), row);
    if (row) {
        to.view.grain = row->grain;
        to.view.byEpochs = false;
    }
    return problem;
}

Problem setPanel(Looking& to, std::string_view value)
{
    to.view.panel = value == "none" ? "lesson" : std::string(value);
    return {};
}

Problem setPlane(Looking& to, std::string_view value)
{
    return setWhole(value, 0, to.session.planes() - 1, to.view.plane);
}

using ViewKey = Key<Looking>;

const auto& viewTable()
{
    static const std::array table{
        ViewKey{"page", "a page's id, such as stage, epoch or surface", setPage},
        ViewKey{"grain", "product, window, row, map or epoch", setGrain},
        ViewKey{"place", "i,j: the window of Y[i,j]; i,j.t: its product t",
                [](Looking& to, std::string_view value) {
                    to.place = value; // once the grain is known
                    return Problem();
                }},
        ViewKey{"fill", "yes or no: the output fills as it is computed",
                [](Looking& to, std::string_view value) { return setFlag(value, to.view.progressive); }},
        ViewKey{"panel", "the panel at the side", setPanel},
        ViewKey{"plane", "0, 1 or 2: of a coloured input", setPlane},
        ViewKey{"channel-grain", "of several channels: product, channel or window",
                [](Looking& to, std::string_view value) { return setChannelGrain(to.view.channels, value); }},
        ViewKey{
            "channel-layer", "of several channels: the layer, from 1, that is stepped",
            [](Looking& to, std::string_view value) { return setChannelLayer(to.session, to.view.channels, value); }},
        ViewKey{"channel-place", "o,i,j: Y[o,i,j]; o,i,j.c: what channel c adds; o,i,j.c.t: its product t",
                [](Looking& to, std::string_view value) {
                    to.channelPlace = value; // once the layer is known
                    return Problem();
                }},
        ViewKey{"paths", "yes or no: fields are shaded by their number of paths",
                [](Looking& to, std::string_view value) { return setFlag(value, to.view.shadePaths); }},
    };
    return table;
}

Problem goTo(std::string_view place, const Session& session, ViewState& view)
{
    const auto geometries = resolve(session.input->shape(), session.layers);
    if (!geometries)
        return {}; // said already
    const Geometry& geometry = (*geometries)[session.focus];
    const auto dot = place.find('.');
    const auto cell = wholeNumbers(place.substr(0, dot), 0, std::numeric_limits<int>::max());
    if (!cell || cell->size() != 2)
        return quoted(place) + " is no place: i,j or i,j.t.";
    const OutputCell at{(*cell)[0], (*cell)[1]};
    if (!inside(at, geometry.output()))
        return "place " + std::string(place) + " lies outside the output (" + std::to_string(geometry.output().rows) +
               "×" + std::to_string(geometry.output().cols) + ").";
    int tap = geometry.taps() - 1;
    if (dot != std::string_view::npos)
        if (Problem problem = setWhole(place.substr(dot + 1), 0, geometry.taps() - 1, tap); !problem.empty())
            return problem;
    const std::int64_t first = (std::int64_t(at.row) * geometry.output().cols + at.col) * geometry.taps();
    const Plan plan(geometry, view.grain);
    view.position = plan.at(plan.indexAt(first + tap)).position;
    return {};
}

} // namespace

void applyView(const LessonBlock& block, const LessonSurroundings& around, const Session& session, ViewState& view,
               std::vector<LessonFault>& faults)
{
    Looking to{session, around, view};
    applyLines(block, viewTable(), to, faults);
    const auto lines = linesOf(block);
    const auto lineOf = [&](std::string_view key) {
        return std::ranges::find(lines, key, [](const LessonLine& line) { return std::string_view(line.key); })->line;
    };
    if (!to.place.empty())
        if (const Problem problem = goTo(to.place, session, to.view); !problem.empty())
            faults.push_back({lineOf("place"), problem});
    if (!to.channelPlace.empty())
        if (const Problem problem = setChannelPlace(session, to.view.channels, to.channelPlace); !problem.empty())
            faults.push_back({lineOf("channel-place"), problem});
    view = std::move(to.view);
}

std::vector<LessonKey> viewKeys()
{
    std::vector<LessonKey> keys;
    for (const auto& row : viewTable())
        keys.push_back({row.key, row.value});
    return keys;
}

} // namespace lab
