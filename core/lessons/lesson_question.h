// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"

#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// What stands behind "ask": the kind, and what it is about. Answers what is wrong, as a sentence, or nothing.
/// "cell Y[0,1]", "product Y[0,0] 2", "shape", "cells input", "number parameters", "gradient K[0,1]",
/// "weight K[0,0] after 3", "choice", "build blur".
/// Of several channels, "channel-cell Y[0,1,1]", "channel-sum Y[0,0,0] 1", "channel-map Y[0]", "channel-shape",
/// "weights-shape": about layer `ask.question.layer` of the session's.
std::string readKind(std::string_view text, const Session& session, Ask& ask);
/// Whether what stands behind "ask" is about the session's layers of several channels.
bool asksOfChannels(std::string_view text);

/// The tensor and place that a name means: "Y[0,1]" (of the focused layer), "output 0,1", "input 1,1", "kernel 1,0",
/// "map 2 0,0". A range "0,0..1,1" means all its cells.
std::string readSpots(std::string_view text, const Session& session, std::vector<Spot>& spots);

/// One thing to be hidden, such as "Y", "Y[0]", "Y[0,1]", "K[1,0]", "shape", "explain-sum", "explain-products" or
/// "loss"; "status" is heard, since a read-out never tells what is hidden.
std::string readHidden(std::string_view name, const Session& session, Hidden& hidden);

/// What a question hides at the least, so that it cannot be read where it stands.
Hidden hiddenBy(const Ask& ask, const Session& session);
/// Both.
Hidden joined(Hidden one, const Hidden& other);

/// An answer written out: "19", "37 43", "1,2;3,4", or cells "0,1 0,2".
std::string readAnswer(std::string_view text, const Question& question, Answer& answer);

/// The question as it is asked: in the lesson's words, or else the standard ones.
std::string questionText(const Ask& ask, const Session& session);
/// The question in words, where a lesson has none of its own: "What is Y[0,1]?"
std::string standardText(const Question& question, const Session& session);

} // namespace lab
