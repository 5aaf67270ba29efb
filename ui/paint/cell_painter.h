// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/tensor_scene.h"
#include "ui/paint/viewport.h"

#include <QBrush>
#include <QFont>

class QPainter;

namespace lab
{

/// How far cells outside a field are faded to the ground.
inline constexpr double kFade = 0.6;

/// The cells that an area shows, apron included; half open.
struct CellRange {
    int row0, row1, col0, col1;
    static CellRange visible(const TensorScene& scene, const Viewport& viewport, QSize size);
};

/// Cell edges on whole pixels, so that neighbours share one hairline.
QRectF snapped(const Viewport& viewport, QRectF cells);

/// Whether a cell has its number by now; those of the apron always.
bool hasValue(const TensorScene& scene, int row, int col);

/// Paints the visible cells of a tensor one by one, with their numbers, labels and grid: each as what it is.
void paintCells(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport, const Theme& theme,
                const QFont& font);

/// The name of a weight, where it stands: in a cell, or under its product.
void paintTag(QPainter& painter, QRectF box, const QString& text, const QFont& font, const Theme& theme);

/// Lines at 45°, for what no window reads.
QBrush hatching(const QColor& ink);

} // namespace lab
