// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <algorithm>
#include <cmath>

namespace lab
{

/// Cells ↔ pixels: `scale` pixels to a cell, and the pixel at which cell (0, 0) begins. x counts columns, y
/// rows.
struct Viewport {
    static constexpr double kLargestCell = 160;
    double scale = 1;
    QPointF origin;

    QPointF toPixel(QPointF cell) const { return origin + cell * scale; }
    QPointF toCell(QPointF pixel) const { return (pixel - origin) / scale; }
    QRectF toPixel(QRectF cells) const { return {toPixel(cells.topLeft()), cells.size() * scale}; }

    /// All of `content` (in cells) in the middle of `area` (in pixels), `inset` pixels free on every side.
    /// Cells large enough to be told apart get a whole number of pixels, so that the grid is crisp.
    static Viewport fitting(QRectF content, QSizeF area, double inset = 0)
    {
        const double width = std::max(1.0, area.width() - 2 * inset),
                     height = std::max(1.0, area.height() - 2 * inset);
        double scale = std::min({width / content.width(), height / content.height(), kLargestCell});
        if (scale >= 8)
            scale = std::floor(scale);
        const QPointF corner((area.width() - content.width() * scale) / 2,
                             (area.height() - content.height() * scale) / 2);
        const QPointF origin = corner - content.topLeft() * scale;
        return {scale, {std::round(origin.x()), std::round(origin.y())}};
    }

    /// `factor` times as large, the cell under `pixel` staying where it is; between `smallest` and
    /// kLargestCell.
    Viewport zoomed(double factor, QPointF pixel, double smallest) const
    {
        const double wanted = std::clamp(scale * factor, std::min(smallest, kLargestCell), kLargestCell);
        return {wanted, pixel - toCell(pixel) * wanted};
    }

    /// Moved so that `content` neither leaves `area` nor sits off its middle without need.
    Viewport bounded(QRectF content, QSizeF area) const
    {
        const auto bound = [](double at, double begin, double length, double room) {
            if (length <= room)
                return (room - length) / 2 - begin;
            return std::clamp(at, room - length - begin, -begin);
        };
        return {scale,
                {bound(origin.x(), content.left() * scale, content.width() * scale, area.width()),
                 bound(origin.y(), content.top() * scale, content.height() * scale, area.height())}};
    }
    bool operator==(const Viewport&) const = default;
};

} // namespace lab
