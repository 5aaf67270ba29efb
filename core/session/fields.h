// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_stack.h"
#include "core/session/changes.h"
#include "core/session/session.h"

#include <limits>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace lab
{

/// What a value must be beyond its type.
struct Check {
    bool needed = false; ///< no default stands in for it
    bool finite = false; ///< of a number
    int least = 0; ///< of a whole number, of each of a pair, of the length of a list
    int most = std::numeric_limits<int>::max();
};

/// A member that undo and save must restore. Equality, diff() and session files walk these and list none themselves.
template <class Owner, class T>
struct Field {
    std::string_view id; ///< in files; none for a record whose fields stand there among its owner's
    T Owner::*member;
    bool Changes::*change = nullptr; ///< what differs with it; null where diff() looks closer
    Check check = {};
};
template <class Owner, class T>
Field(std::string_view, T Owner::*, bool Changes::* = nullptr, Check = {}) -> Field<Owner, T>;

/// The fields of a type in the order in which they are read; of other types none.
template <class T>
inline constexpr auto kFields = std::tuple<>();

template <>
inline constexpr auto kFields<Padding> = std::tuple{
    Field{"mode", &Padding::mode, &Changes::geometry},
    Field{"rows", &Padding::rows, &Changes::geometry},
    Field{"cols", &Padding::cols, &Changes::geometry},
};

template <>
inline constexpr auto kFields<ConvSpec> = std::tuple{
    Field{"operation", &ConvSpec::operation, &Changes::geometry},
    Field{"padding", &ConvSpec::padding},
    Field{"border", &ConvSpec::border, &Changes::geometry},
    Field{"stride", &ConvSpec::stride, &Changes::geometry, {.least = 1}},
    Field{"dilation", &ConvSpec::dilation, &Changes::geometry, {.least = 1}},
};

template <>
inline constexpr auto kFields<Layer> = std::tuple{
    Field{"kernel", &Layer::kernel, &Changes::weights, {.needed = true}},
    Field{"bias", &Layer::bias, &Changes::weights},
    Field{"kind", &Layer::kind, &Changes::geometry},
    Field{"pool", &Layer::pool, &Changes::geometry, {.least = 1}},
    Field{"activation", &Layer::activation, &Changes::weights},
    Field{"", &Layer::spec},
};

template <>
inline constexpr auto kFields<RateChange> = std::tuple{
    Field{"epoch", &RateChange::epoch, nullptr, {.least = 1}},
    Field{"rate", &RateChange::rate, nullptr, {.finite = true}},
};

template <>
inline constexpr auto kFields<TrainSpec> = std::tuple{
    Field{"target", &TrainSpec::target, &Changes::train},
    Field{"hiddenKernel", &TrainSpec::hiddenKernel, &Changes::train},
    Field{"hiddenBias", &TrainSpec::hiddenBias, &Changes::train},
    Field{"startKernel", &TrainSpec::startKernel, &Changes::train},
    Field{"startBias", &TrainSpec::startBias, &Changes::train},
    Field{"seed", &TrainSpec::seed, &Changes::train},
    Field{"draw", &TrainSpec::draw, &Changes::train},
    Field{"hiddenSeed", &TrainSpec::hiddenSeed, &Changes::train},
    Field{"concealed", &TrainSpec::concealed, &Changes::train},
    Field{"rateChanges", &TrainSpec::rateChanges, &Changes::train},
    Field{"tolerance", &TrainSpec::tolerance, &Changes::train, {.finite = true}},
    Field{"rate", &TrainSpec::rate, &Changes::train, {.finite = true}},
    Field{"epochs", &TrainSpec::epochs, &Changes::train},
    Field{"learnBias", &TrainSpec::learnBias, &Changes::train},
    Field{"optimiser", &TrainSpec::optimiser, &Changes::train},
    Field{"reduction", &TrainSpec::reduction, &Changes::train},
    Field{"epoch", &TrainSpec::epoch, &Changes::trainPlace},
};

template <>
inline constexpr auto kFields<ChannelLayer> = std::tuple{
    Field{"kind", &ChannelLayer::kind},
    Field{"weights", &ChannelLayer::weights, nullptr, {.needed = true}},
    Field{"biases", &ChannelLayer::biases},
    Field{"groups", &ChannelLayer::groups, nullptr, {.least = 1}},
    Field{"", &ChannelLayer::spec},
    Field{"outputPadding", &ChannelLayer::outputPadding},
    Field{"activation", &ChannelLayer::activation},
    Field{"pool", &ChannelLayer::pool, nullptr, {.least = 1}},
};

template <>
inline constexpr auto kFields<ChannelStack> = std::tuple{
    Field{"input", &ChannelStack::input, nullptr, {.needed = true}},
    Field{"layers", &ChannelStack::layers, nullptr, {.needed = true, .least = 1, .most = int(kMostLayers)}},
};

template <>
inline constexpr auto kFields<Session> = std::tuple{
    Field{"input", &Session::input, &Changes::input, {.needed = true}},
    Field{"channels", &Session::channels},
    Field{"layers", &Session::layers, nullptr, {.needed = true, .least = 1, .most = int(kMostLayers)}},
    Field{"focus", &Session::focus, &Changes::focus},
    Field{"train", &Session::train},
    Field{"other", &Session::other, &Changes::other},
    Field{"stack", &Session::stack, &Changes::stack},
};

/// A type that has fields.
template <class T>
concept Record = std::tuple_size_v<std::remove_const_t<decltype(kFields<T>)>>
!= 0;

/// Calls `visit` with each field of T in turn.
template <Record T, class Visit>
void forEachField(const Visit& visit)
{
    std::apply([&](const auto&... field) { (visit(field), ...); }, kFields<T>);
}

/// Whether `holds` is true of every field of T; the first of which it is not is the last that is asked.
template <Record T, class Holds>
bool everyField(const Holds& holds)
{
    return std::apply([&](const auto&... field) { return (holds(field) && ...); }, kFields<T>);
}

} // namespace lab
