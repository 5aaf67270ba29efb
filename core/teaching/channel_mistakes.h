// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/teaching/channel_asked.h"
#include "core/teaching/mistake_tables.h"

#include <optional>
#include <span>
#include <vector>

namespace lab
{

/// An output cell of several channels, or what channel `part` adds to it.
struct ChannelCase {
    const AskedChannels& asked;
    MapCell cell;
    int part = 0;
    ChannelExplanation right;

    int parts() const { return int(right.parts.size()); }
    double subtotal(int of) const { return right.parts[std::size_t(of)].subtotal; }
    /// What channel `of` would add with the kernel layer of channel `slice` on it.
    double subtotal(int of, int slice) const;
    /// The same with each layer of the kernel turned around.
    double turned(int of) const;
    /// The number of the cell when the channels come to `sum`.
    double value(double sum) const;
    double value(double sum, double bias) const;
};

/// A mistake with several channels; `t` counts its variants, one for each channel.
struct ChannelMistake {
    Mistake mistake;
    std::optional<double> (*value)(const ChannelCase& of, int t);
    int (*variants)(const ChannelCase& of) = nullptr; ///< null: one, whose words have no detail
};
std::span<const ChannelMistake> channelMistakes(); ///< of ChannelSum and ChannelCell
std::span<const Mistake> channelShapeMistakes();

std::vector<Alternative> channelSumAlternatives(const Session& session, const Question& question);
std::vector<Alternative> channelCellAlternatives(const Session& session, const Question& question);
/// All cells with the same mistake.
std::vector<Alternative> channelMapAlternatives(const Session& session, const Question& question);
std::vector<Alternative> channelShapeAlternatives(const Session& session, const Question& question);

/// What the parameters and the products of the layer are counted from. Nothing where the question has no layer or
/// the layer no weights.
std::optional<CountCase> channelCounts(const Session& session, const Question& question);
std::span<const MistakeRow<CountCase>> channelWindowMistakes();

} // namespace lab
