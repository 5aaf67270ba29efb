// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/fields.h"

#include <QLatin1String>

#include <array>
#include <concepts>
#include <span>
#include <string_view>

namespace lab
{

/// What the writer and the reader of session files agree on beside the fields of a session.

inline constexpr const char* kSessionFormat = "corr2d-lab-session";
inline constexpr std::int64_t kMostRowsOfNumbers = 4096; ///< cells of a matrix that is written as rows of numbers
inline constexpr std::int64_t kMostKernelCells = 1'000'000;

inline QLatin1String latin1(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

/// Two whole numbers, written as [first, second].
template <class T>
concept Pair = std::same_as<T, Shape> || std::same_as<T, PerAxis> || std::same_as<T, Margin>;

/// An enumerator and its id in files, where no table of the core has it.
template <class E>
struct Id {
    E value;
    std::string_view id;
};

inline constexpr std::array kContentIds{Id<Content>{Content::Numbers, "numbers"},
                                        Id<Content>{Content::Brightness, "brightness"}};
inline constexpr std::array kChannelIds{Id<Channels>{Channels::Colour, "colour"},
                                        Id<Channels>{Channels::Grey, "grey"}};
inline constexpr std::array kOperationIds{Id<Operation>{Operation::Correlation, "correlation"},
                                          Id<Operation>{Operation::Convolution, "convolution"}};
inline constexpr std::array kReductionIds{Id<Reduction>{Reduction::Sum, "sum"},
                                          Id<Reduction>{Reduction::Mean, "mean"}};

/// The rows that give the enumerators of E their ids, and the member of a row that holds the enumerator.
template <class Row, class E>
struct Ids {
    std::span<const Row> rows;
    E Row::*value;
};

// clang-format off
inline Ids<Id<Content>, Content> idsOf(Content) { return {kContentIds, &Id<Content>::value}; }
inline Ids<Id<Channels>, Channels> idsOf(Channels) { return {kChannelIds, &Id<Channels>::value}; }
inline Ids<Id<Operation>, Operation> idsOf(Operation) { return {kOperationIds, &Id<Operation>::value}; }
inline Ids<Id<Reduction>, Reduction> idsOf(Reduction) { return {kReductionIds, &Id<Reduction>::value}; }
inline Ids<LayerKindRow, LayerKind> idsOf(LayerKind) { return {layerKinds(), &LayerKindRow::kind}; }
inline Ids<ChannelKindRow, ChannelKind> idsOf(ChannelKind) { return {channelKinds(), &ChannelKindRow::kind}; }
inline Ids<ActivationRow, Activation> idsOf(Activation) { return {activations(), &ActivationRow::activation}; }
inline Ids<PaddingRule, PaddingMode> idsOf(PaddingMode) { return {paddingRules(), &PaddingRule::mode}; }
inline Ids<BorderRule, Border> idsOf(Border) { return {borderRules(), &BorderRule::border}; }
inline Ids<DrawRow, Draw> idsOf(Draw) { return {draws(), &DrawRow::draw}; }
inline Ids<OptimiserRow, Optimiser> idsOf(Optimiser) { return {optimisers(), &OptimiserRow::optimiser}; }
// clang-format on

} // namespace lab
