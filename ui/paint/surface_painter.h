// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/loss_surface.h"
#include "ui/paint/theme.h"

#include <QFont>
#include <QImage>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace lab
{

/// Values ↔ pixels of a surface: one scale for both axes, so that directions at right angles stay so; y upwards.
struct SurfaceViewport {
    QRectF area; ///< pixels
    SurfacePoint centre;
    double scale = 100; ///< pixels for 1
    bool operator==(const SurfaceViewport&) const = default;

    QPointF toPixel(SurfacePoint p) const;
    SurfacePoint toValue(QPointF pixel) const;
    double left() const { return centre.x - area.width() / 2 / scale; }
    double right() const { return centre.x + area.width() / 2 / scale; }
    double bottom() const { return centre.y - area.height() / 2 / scale; }
    double top() const { return centre.y + area.height() / 2 / scale; }
};

/// The kernels of a run, as far as they lie in the surface's two parameters.
struct SurfacePath {
    std::vector<SurfacePoint> points; ///< the start, then one for each epoch
    QColor colour;
    Qt::PenStyle style = Qt::SolidLine;
    double width = 2; ///< pixels
    bool dots = true;
    QString label = {}; ///< at its end
};

struct SurfaceScene {
    LossSurface surface;
    QString xName, yName;
    std::vector<SurfacePath> paths;
    std::optional<SurfacePoint> here; ///< where learning stands
    std::optional<SurfacePoint> step; ///< where −rate · gradient leads from there
    std::optional<SurfacePoint> start; ///< can be dragged
    bool startGrabbed = false;
};

/// What of a line through `points` is seen in a view, in pixels: in pieces where it leaves it, without the points
/// that are not seen apart, none farther outside than its stroke reaches. Points that are not finite break it.
std::vector<QPolygonF> visiblePath(const std::vector<SurfacePoint>& points, const SurfaceViewport& viewport);
/// Losses whose contours are drawn in a view: round numbers, ascending, evenly spaced by their ratio. Above the
/// least.
std::vector<double> contourLevels(const LossSurface& surface, const SurfaceViewport& viewport);
/// The contour of a loss: an ellipse, or in a valley the line at one of its sides and at the other. Exact.
std::vector<std::vector<SurfacePoint>> contour(const LossSurface& surface, double loss,
                                               const SurfaceViewport& viewport);
/// Paints surfaces. Keeps the picture of the landscape from one paint to the next: while a run goes on, only its path
/// changes.
class SurfacePainter
{
public:
    void paint(QPainter& painter, const SurfaceScene& scene, const SurfaceViewport& viewport, const Theme& theme,
               const QFont& font);

private:
    struct Key {
        LossSurface surface;
        SurfaceViewport viewport;
        qreal ratio = 1;
        Colours colours = Colours::Light;
        QString xName, yName;
        bool operator==(const Key&) const = default;
    };
    std::optional<Key> m_key;
    QImage m_landscape;
};

} // namespace lab
