// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/picture_look.h"
#include "ui/paint/tensor_scene.h"
#include "ui/paint/viewport.h"

#include <optional>
#include <vector>

namespace lab
{

struct Geometry;
struct StageScenes;

/// The input of the focused layer and what becomes of it, each over the other.
struct PictureScene {
    TensorScene before;
    TensorScene after;
    /// Where the output lies on the input: the middle of its first cell, in cells of the input, and how many of these
    /// one of its cells is wide (the stride).
    QPointF first{0.5, 0.5};
    double step = 1;
    /// Whether its cells are as high as they are wide there; else it does not lie on the input.
    bool square = true;
    Tone tone = Tone::Seen; ///< that of the look, or the one that the weights ask for

    /// Through which the output is seen when the input is seen through `input`.
    Viewport afterViewport(const Viewport& input) const;
    Viewport beforeViewport(const Viewport& output) const;
};

PictureScene pictureScene(const StageScenes& scenes, const Geometry& geometry, const PictureLook& look);

/// The range of the output's colours that stands while none is chosen.
ValueRange rangeOfTone(const TensorScene& automatic, Tone tone);

} // namespace lab
