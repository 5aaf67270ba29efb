// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>

class QPainter;

namespace lab
{

/// What stands between tensors. Drawn, so that all are of one size and weight in every font: ⋆ ∗ = − + · ≈.
enum class Sign { CrossCorrelation, Convolution, Equals, Minus, Plus, Times, About };

/// In the middle of `area`, its optical size 0.42 of the width, at least 12 and at most 28 pixels.
void paintSign(QPainter& painter, Sign sign, QRectF area, const QColor& colour);

} // namespace lab
