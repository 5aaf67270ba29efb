// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/controls.h"

#include "core/channels/channel_stack.h"

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

/// Whether a member differs in any layer that both have.
template <class Get>
bool anyLayer(const Session& a, const Session& b, const Get& get)
{
    const std::size_t count = std::min(a.layers.size(), b.layers.size());
    for (std::size_t l = 0; l < count; ++l)
        if (!(get(a.layers[l]) == get(b.layers[l])))
            return true;
    return false;
}

/// What is learned, without how far it has come.
bool learnsOther(const Session& a, const Session& b)
{
    TrainSpec one = a.train, other = b.train;
    one.epoch = other.epoch = 0;
    return !(one == other);
}

template <auto Member>
bool ofLayers(const Session& a, const Session& b)
{
    return anyLayer(a, b, [](const Layer& layer) { return layer.*Member; });
}

template <auto Member>
bool ofSpecs(const Session& a, const Session& b)
{
    return anyLayer(a, b, [](const Layer& layer) { return layer.spec.*Member; });
}

constexpr std::array kRows{
    ControlRow{"input", "the input",
               [](const Session& a, const Session& b) {
                   Session same = b;
                   same.layers = a.layers;
                   same.focus = a.focus;
                   same.train = a.train;
                   return a.input != b.input && !(same == a);
               }},
    ControlRow{"layers", "the number of layers",
               [](const Session& a, const Session& b) {
                   return a.layers.size() != b.layers.size() || ofLayers<&Layer::kind>(a, b);
               }},
    ControlRow{"kernel", "the kernel",
               [](const Session& a, const Session& b) {
                   return a.train.epoch == b.train.epoch && ofLayers<&Layer::kernel>(a, b);
               }},
    ControlRow{"bias", "the bias",
               [](const Session& a, const Session& b) {
                   return a.train.epoch == b.train.epoch && ofLayers<&Layer::bias>(a, b);
               }},
    ControlRow{"operation", "the operation", ofSpecs<&ConvSpec::operation>},
    ControlRow{"padding", "the padding", ofSpecs<&ConvSpec::padding>},
    ControlRow{"border", "the border", ofSpecs<&ConvSpec::border>},
    ControlRow{"stride", "the stride", ofSpecs<&ConvSpec::stride>},
    ControlRow{"dilation", "the dilation", ofSpecs<&ConvSpec::dilation>},
    ControlRow{"activation", "the activation", ofLayers<&Layer::activation>},
    ControlRow{"pool", "the window of the pooling", ofLayers<&Layer::pool>},
    ControlRow{"channels", "the layers of several channels",
               [](const Session& a, const Session& b) {
                   return a.stack != b.stack && !(a.stack && b.stack && *a.stack == *b.stack);
               }},
    ControlRow{"learning", "what is learned, and how", learnsOther},
};

} // namespace

std::span<const ControlRow> controlRows()
{
    return kRows;
}

const ControlRow* lockedChange(const Controls& controls, const Session& before, const Session& after)
{
    const auto locked = [&](std::string_view id) {
        return std::ranges::any_of(controls.locked,
                                   [&](const std::string& each) { return each == id || each == "all"; });
    };
    const auto* row = std::ranges::find_if(
        kRows, [&](const ControlRow& each) { return locked(each.id) && each.differs(before, after); });
    return row == kRows.end() ? nullptr : row;
}

} // namespace lab
