// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/view_state.h"
#include "ui/scenes/sentences.h"
#include "ui/scenes/stage_scene.h"

namespace lab
{

/// What a question does to the scenes of the stage: what it asks for is in none of them.

/// Takes what is hidden of a tensor (a spot says which) out of its scene: of its numbers nothing is left that could
/// be read, nor of the scale that is made of them.
void hideAsked(TensorScene& scene, const Hidden& hidden, const Spot& tensor);
/// Of maps whose size is asked for, nothing that is lit in or around them tells it.
void darkenAsked(StageScenes& scenes, const Hidden& hidden);
/// What the sentence of an output cell of a layer keeps to itself; `present`: it is the step's.
SentenceMask maskOf(const Hidden& hidden, std::size_t layer, OutputCell cell, bool present);
/// Frames what a lesson points at, and what was chosen or judged.
void addMarked(StageScenes& scenes, const ViewState& view);

} // namespace lab
