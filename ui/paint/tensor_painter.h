// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/tensor_scene.h"
#include "ui/paint/viewport.h"

#include <QFont>
#include <QImage>

#include <array>

class QPainter;

namespace lab
{

/// How numbers stand in the cells of a tensor.
struct NumberStyle {
    QFont font; ///< with its size in pixels
    int digits = 5; ///< significant ones, at most; at least 2
    double room = 0; ///< pixels that a number may be wide
};
/// A number as it stands in a cell: of at least two significant digits, and never less than its whole part, so that
/// it is right within 5 %; empty where that is wider than the room.
QString cellNumber(double value, const NumberStyle& style);

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

    /// How the numbers of these cells are written: legibly, all with as many digits as the longest has room for;
    /// where not even two fit, that one is left out (see cellNumber). None when most numbers do not fit.
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
        bool dark = false;
        ColourScale scale;
        Apron apron;
        bool operator==(const Key&) const = default;
    };
    Key m_key;
    QImage m_image;
};

/// The colour bar below a tensor, with its numbers.
void paintScaleBar(QPainter& painter, QRect area, const ColourScale& scale, bool coloured, const Theme& theme,
                   const QFont& font);

} // namespace lab
