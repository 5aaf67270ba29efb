// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/cell_numbers.h"
#include "ui/paint/tensor_scene.h"
#include "ui/paint/viewport.h"

#include <QFont>
#include <QImage>

#include <array>

class QPainter;

namespace lab
{

/// Paints tensors, in the window and into files. Keeps the picture of the cells from one paint to the next, so
/// that a moving window costs only its frame.
class TensorPainter
{
public:
    /// Cells at least this large (pixels) are drawn one by one, with a grid.
    static constexpr double kGridFrom = 9;

    /// Paints `scene` into (0, 0, size) of `painter`.
    void paint(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport, const Theme& theme,
               const QFont& font);

    /// How the numbers of the visible cells are written, or that they are not: see numberStyle().
    static std::optional<NumberStyle> numberStyle(const TensorScene& scene, const Viewport& viewport, QSize size,
                                                  const QFont& font);

private:
    void paintImage(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport,
                    const Theme& theme);

    struct Key {
        std::array<Identity, 3> planes;
        Viewport viewport;
        QSize size;
        qreal ratio = 1;
        Colours colours = Colours::Light;
        ColourScale scale;
        Apron apron;
        bool operator==(const Key&) const = default;
    };
    Key m_key;
    QImage m_image;
};

/// The colour bar below a tensor, with its numbers.
void paintScaleBar(QPainter& painter, QRect area, const TensorScene& scene, const Theme& theme, const QFont& font);

} // namespace lab
