// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "core/session/view_state.h"
#include "core/teaching/question.h"

#include <string>
#include <string_view>

namespace lab
{

/// How questions about several channels are written in a lesson, what they hide, and how they are asked.

/// "Y[o,i,j]" with three numbers: a cell of the question's layer. Answers what is wrong, as the other readers of
/// lesson_question.h do.
std::string readChannelCell(std::string_view name, const Session& session, Question& question);
/// "Y[o]".
std::string readOutputChannel(std::string_view name, const Session& session, Question& question);
/// An input channel of the group that the question's output channel reads.
std::string readInputChannel(std::string_view word, const Session& session, Question& question);

/// "channel-sums", "channel-counts", or a cell "Y[o,i,j]"; whether the name is one of them.
bool readHiddenChannels(std::string_view name, HiddenChannels& hidden);
HiddenChannels channelsHiddenBy(const Question& question);

std::string channelQuestionText(const Question& question);

} // namespace lab
