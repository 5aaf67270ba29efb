// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/tensor_scene.h"
#include "ui/paint/viewport.h"

#include <QImage>

namespace lab
{

/// The visible cells of a scene as pixels of `size`: nearest cell where a cell is larger than a pixel, up
/// to 3×3 samples of it where it is smaller (their mean; on a zero-centred scale the largest, so that edges
/// stay). Outside the content it is transparent; the apron is faded towards the window. Costs by the pixel, not
/// by the cell.
QImage planeImage(const TensorScene& scene, const Viewport& viewport, QSize size, const Theme& theme);

} // namespace lab
