// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_explain.h"
#include "core/teaching/question.h"

namespace lab
{

struct Session;

/// Whether a question is about the session's layers of several channels.
bool ofChannels(const Question& question);

/// The layer of several channels that a question is about, and what it reads.
struct AskedChannels {
    Maps64 x;
    ChannelLayer layer;
    ChannelGeometry geometry;

    ChannelExplanation explain(MapCell cell) const { return explainChannels(x, layer, geometry, cell); }
    bool addsChannels() const; ///< a convolution or a dense layer
};
/// Errors: AskedLayer (also where the session has no such layers), those of resolveChannels() and stackMaps().
Result<AskedChannels> askedChannels(const Session& session, std::size_t layer);

// The right answers. Errors: those of askedChannels(), AskedOutside, AskedTap, AskedProducts.
Result<Answer> channelSumAnswer(const Session& session, const Question& question);
Result<Answer> channelCellAnswer(const Session& session, const Question& question);
Result<Answer> channelMapAnswer(const Session& session, const Question& question);
Result<Answer> channelShapeAnswer(const Session& session, const Question& question);
Result<Answer> weightsShapeAnswer(const Session& session, const Question& question);

/// How to begin, in a sentence, as firstStepOf() says it.
std::string channelFirstStep(const Session& session, const Question& question);

} // namespace lab
