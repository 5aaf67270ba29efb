// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/maps.h"
#include "core/layers/step.h"
#include "core/session/picture_look.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lab
{

/// A place on the stage: a cell of map `index` (0: the input, m: the output of layer m − 1) or a weight of the
/// kernel of layer `index`.
struct Spot {
    enum class Part { Map, Kernel };
    Part part = Part::Map;
    std::size_t index = 0;
    int row = 0;
    int col = 0;

    bool operator==(const Spot&) const = default;
};

/// What an input channel adds to an output cell of several channels.
struct ChannelPlace {
    MapCell cell; ///< of the output
    int part = 0; ///< the input channel, within its group
    bool operator==(const ChannelPlace&) const = default;
};

/// What is not told of one of the session's layers of several channels. While anything is, no other layer is shown,
/// and no example.
struct HiddenChannels {
    std::size_t layer = 0;
    std::vector<MapCell> cells; ///< of the output
    std::vector<int> maps; ///< output channels, all cells of them
    std::vector<ChannelPlace> parts;
    bool sums = false; ///< all that single input channels add
    bool counts = false; ///< parameters and products
    bool sizes = false; ///< of the output: nothing of the layer is shown

    bool any() const;
    bool cell(MapCell cell) const;
    bool part(const ChannelPlace& place) const;
    bool operator==(const HiddenChannels&) const = default;
};

/// What is not told, because a question asks for it: neither shown, nor read out, copied or exported.
struct Hidden {
    std::vector<Spot> cells;
    std::vector<std::size_t> maps; ///< all cells of these maps
    std::vector<std::size_t> sizes; ///< maps whose size is asked for; their cells are hidden, too
    bool result = false; ///< of the present step
    std::vector<int> terms; ///< products of the present step, by their tap
    bool products = false; ///< all of them
    bool learning = false; ///< losses, residuals and gradients
    bool lights = false; ///< where the window lies, and what belongs to what
    HiddenChannels channels; ///< on the page of several channels

    bool any() const;
    bool onlyChannels() const; ///< nothing else is hidden
    bool size(std::size_t map) const;
    bool map(std::size_t map) const; ///< all of it
    bool cell(const Spot& spot) const;
    bool operator==(const Hidden&) const = default;
};

/// A place that a lesson points at, or that was chosen or judged as an answer.
struct Marked {
    enum class As { Shown, Chosen, Right, Wrong };
    Spot spot;
    As as = As::Shown;
    bool operator==(const Marked&) const = default;
};

/// What is looked at, and how: all that a person set up to see the session as it is seen, and nothing that undo goes
/// back over. By ids; one that is not known (of a later version) is kept.
struct ViewState {
    std::string page = "stage";
    std::string panel = "learn";
    Grain grain = Grain::Window;
    std::int64_t position = 0; ///< in the focused layer, counted in products: the same at every grain
    bool byEpochs = false; ///< the timeline goes through the epochs of learning also where it could through the layer
    bool byProducts = false; ///< on a page with products of its own, the timeline goes through them
    bool progressive = true; ///< the focused output fills as it is computed
    std::optional<Spot> pointed; ///< under the pointer; not after a step, though the pointer rests there
    std::optional<Spot> pinned; ///< chosen by a click or the keys
    int plane = 0; ///< of a coloured input: which numbers are shown and explained
    PictureLook look; ///< of a picture beside what becomes of it
    CompareWith comparison;
    ChannelLook channels;
    bool shadePaths = false; ///< fields are shaded by their number of paths
    std::optional<std::size_t> walk; ///< a field is lit in only so many maps back; none: in all of them
    Hidden hidden; ///< while something is asked
    std::vector<Marked> marked;
    std::optional<std::size_t> choosing; ///< cells of this map are clicked to answer

    /// What is asked about.
    std::optional<Spot> spot() const { return pointed ? pointed : pinned; }
    bool operator==(const ViewState&) const = default;
};

/// What differs between two states.
struct ViewChanges {
    bool page = false;
    bool panel = false;
    bool grain = false;
    bool place = false; ///< in the layer
    bool timeline = false; ///< whether it goes through the layer, the epochs or the products of a page
    bool spot = false; ///< what is asked about, and how far a walk from there has come
    bool look = false; ///< how a picture stands beside its output, what an output is compared with, and what of
                       ///< several channels is followed
    bool shown = false; ///< which numbers, and how: filling, plane, shading, what is hidden

    bool any() const { return page || panel || grain || place || timeline || spot || look || shown; }
};

ViewChanges diff(const ViewState& before, const ViewState& after);

} // namespace lab
