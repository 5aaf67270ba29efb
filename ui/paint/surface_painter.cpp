// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/surface_painter.h"

#include "ui/paint/words.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kShadeStep = 3; ///< pixels that share a shade
constexpr int kContourPoints = 180;
constexpr std::size_t kMostLevels = 9;
constexpr double kApart = 0.75; ///< pixels: points of a path that are nearer to each other are one
constexpr int kMostDots = 200;
constexpr double kBeyond = 16; ///< pixels around the view in which a path is still drawn
constexpr double kFarAway = 1e5; ///< pixels; what is farther is drawn as if it were there
constexpr double kPi = 3.14159265358979323846;

QColor mixed(const QColor& a, const QColor& b, double t)
{
    return QColor::fromRgbF(float(a.redF() + t * (b.redF() - a.redF())),
                            float(a.greenF() + t * (b.greenF() - a.greenF())),
                            float(a.blueF() + t * (b.blueF() - a.blueF())));
}

/// 1, 2 or 5 times a power of ten, at most `value`.
double roundDown(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    if (!(power > 0) || !std::isfinite(power))
        return 1;
    for (const double step : {5.0, 2.0})
        if (value >= step * power)
            return step * power;
    return power;
}

double greatest(const LossSurface& surface, const SurfaceViewport& view)
{
    double most = 0;
    for (const double x : {view.left(), view.right()})
        for (const double y : {view.bottom(), view.top()})
            most = std::max(most, surface.at({x, y}));
    return most;
}

/// The loss as a shade: its root, since a quadratic would be pale nearly everywhere.
void paintShade(QPainter& painter, const LossSurface& surface, const SurfaceViewport& view, const Theme& theme)
{
    const double least = surface.least(), reach = std::max(greatest(surface, view) - least, 1e-300);
    const QSize size(std::max(1, int(view.area.width()) / kShadeStep),
                     std::max(1, int(view.area.height()) / kShadeStep));
    QImage image(size, QImage::Format_RGB32);
    std::array<QRgb, 64> shades{};
    for (std::size_t i = 0; i < shades.size(); ++i)
        shades[i] = mixed(theme.surface, theme.negative, 0.45 * double(i) / double(shades.size() - 1)).rgb();
    for (int row = 0; row < size.height(); ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
        for (int col = 0; col < size.width(); ++col) {
            const QPointF pixel = view.area.topLeft() + QPointF(col + 0.5, row + 0.5) * kShadeStep;
            const double t = std::sqrt(std::clamp((surface.at(view.toValue(pixel)) - least) / reach, 0.0, 1.0));
            line[col] = std::isfinite(t) ? shades[std::size_t(t * double(shades.size() - 1))] : shades.back();
        }
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(view.area, image);
}

void paintText(QPainter& painter, QPointF at, const QString& text, const Theme& theme, const QColor& colour)
{
    const QRectF box = painter.fontMetrics().boundingRect(text).toRectF().translated(at);
    QColor ground = theme.surface;
    ground.setAlphaF(0.82F);
    painter.fillRect(box.adjusted(-2, 0, 2, 0), ground);
    painter.setPen(colour);
    painter.drawText(at, text);
}

/// Where an axis' curvature is written: where its line leaves the view, on the right.
QPointF curvatureTextAt(const LossSurface::Axis& axis, const LossSurface& surface, const SurfaceViewport& view)
{
    const SurfacePoint m = surface.minimum(), d = axis.direction;
    const double sign = d.x < 0 ? -1 : 1;
    double way =
        std::min((view.right() - m.x) / std::max(std::abs(d.x), 1e-9),
                 ((sign * d.y > 0 ? view.top() - m.y : m.y - view.bottom())) / std::max(std::abs(d.y), 1e-9));
    way = std::max(0.0, way - 90 / view.scale);
    return view.toPixel({m.x + sign * way * d.x, m.y + sign * way * d.y}) + QPointF(-18, -4);
}

void paintContours(QPainter& painter, const LossSurface& surface, const SurfaceViewport& view, const Theme& theme)
{
    for (const double level : contourLevels(surface, view)) {
        QColor ink = theme.muted;
        ink.setAlphaF(0.55F);
        painter.setPen(QPen(ink, 1));
        for (const auto& line : contour(surface, level, view))
            for (const QPolygonF& piece : visiblePath(line, view))
                painter.drawPolyline(piece);
        // The number stands where the contour crosses the steeper direction, upwards or downwards.
        const LossSurface::Axis& steep = surface.axes()[1];
        const double way =
            std::sqrt(2 * (level - surface.least()) / steep.curvature) * (steep.direction.y < 0 ? -1 : 1);
        const QString text = number(level, 3);
        const QPointF at = view.toPixel({surface.minimum().x + way * steep.direction.x,
                                         surface.minimum().y + way * steep.direction.y}) -
                           QPointF(painter.fontMetrics().horizontalAdvance(text) / 2.0, -4);
        const bool covered = std::ranges::any_of(surface.axes(), [&](const LossSurface::Axis& axis) {
            const QPointF away = at - curvatureTextAt(axis, surface, view);
            return std::abs(away.x()) < 48 && std::abs(away.y()) < 18;
        });
        if (!covered && view.area.adjusted(4, 14, -36, -4).contains(at))
            paintText(painter, at, text, theme, theme.muted);
    }
}

/// In words first: "steep, λ 60".
QString curvatureText(const LossSurface::Axis& axis, const LossSurface& surface)
{
    const auto& axes = surface.axes();
    const auto least = std::min(axes[0].curvature, axes[1].curvature);
    const auto most = std::max(axes[0].curvature, axes[1].curvature);
    const QString lambda = number(axis.curvature, 3);
    return most <= least * 1.5      ? QStringLiteral("λ %1").arg(lambda)
           : axis.curvature == most ? tr("steep, λ %1").arg(lambda)
                                    : tr("flat, λ %1").arg(lambda);
}

void paintAxes(QPainter& painter, const LossSurface& surface, const SurfaceViewport& view, const Theme& theme)
{
    const double reach = (view.area.width() + view.area.height()) / view.scale;
    for (const LossSurface::Axis& axis : surface.axes()) {
        const SurfacePoint m = surface.minimum(), d = axis.direction;
        painter.setPen(QPen(theme.muted, 1, Qt::DashLine));
        painter.drawLine(view.toPixel({m.x - reach * d.x, m.y - reach * d.y}),
                         view.toPixel({m.x + reach * d.x, m.y + reach * d.y}));
        paintText(painter, curvatureTextAt(axis, surface, view), curvatureText(axis, surface), theme, theme.text);
    }
}

void paintArrow(QPainter& painter, QPointF from, QPointF to, const QColor& colour)
{
    const QPointF way = to - from;
    const double length = std::hypot(way.x(), way.y());
    if (length < 2 || length > kFarAway)
        return;
    const QPointF unit = way / length, side(-unit.y(), unit.x());
    const double head = std::min(9.0, length * 0.6);
    painter.setPen(QPen(colour, 2));
    painter.drawLine(from, to - unit * head * 0.6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF{to, to - unit * head + side * head * 0.45, to - unit * head - side * head * 0.45});
    painter.setBrush(Qt::NoBrush);
}

/// The part of a line that lies in `room` (Liang and Barsky 1984).
std::optional<QLineF> clipped(const QLineF& line, const QRectF& room)
{
    double from = 0, to = 1;
    const auto cut = [&](double away, double distance) { // away · t ≤ distance
        if (away == 0)
            return distance >= 0;
        (away < 0 ? from : to) = away < 0 ? std::max(from, distance / away) : std::min(to, distance / away);
        return from <= to;
    };
    if (!cut(-line.dx(), line.x1() - room.left()) || !cut(line.dx(), room.right() - line.x1()) ||
        !cut(-line.dy(), line.y1() - room.top()) || !cut(line.dy(), room.bottom() - line.y1()))
        return std::nullopt;
    return QLineF(line.pointAt(from), line.pointAt(to));
}

/// The last of a path that is seen, where it ends outside the map.
std::optional<QLineF> wayOut(const std::vector<QPolygonF>& pieces, QPointF end, const QRectF& area)
{
    constexpr double kEdge = 4; ///< pixels
    const QRectF map = area.adjusted(kEdge, kEdge, -kEdge, -kEdge);
    if (pieces.empty() || map.contains(end))
        return std::nullopt;
    const QPolygonF& last = pieces.back();
    for (qsizetype i = last.size() - 1; i > 0; --i)
        if (const auto seen = clipped(QLineF(last[i - 1], last[i]), map))
            return seen;
    return std::nullopt;
}

void paintPath(QPainter& painter, const SurfacePath& path, const SurfaceViewport& view, const Theme& theme)
{
    const auto pieces = visiblePath(path.points, view);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(path.colour, path.width, path.style));
    qsizetype corners = 0;
    for (const QPolygonF& piece : pieces) {
        painter.drawPolyline(piece);
        corners += piece.size();
    }
    if (path.dots && corners <= kMostDots) {
        painter.setPen(QPen(theme.surface, 1));
        painter.setBrush(path.colour);
        for (const QPolygonF& piece : pieces)
            for (const QPointF& p : piece)
                if (view.area.contains(p))
                    painter.drawEllipse(p, 3, 3);
    }
    painter.setBrush(Qt::NoBrush);
    if (path.points.empty())
        return;
    QPointF end = view.toPixel(path.points.back());
    if (const auto out = wayOut(pieces, end, view.area)) {
        constexpr double kArrow = 24; ///< pixels
        paintArrow(painter, out->length() > kArrow ? out->pointAt(1 - kArrow / out->length()) : out->p1(), out->p2(),
                   path.colour);
        end = out->p2();
    }
    if (!path.label.isEmpty() && view.area.contains(end))
        paintText(painter, end + QPointF(7, 4), path.label, theme, path.colour);
}

/// `from`, and what follows it by `step` up to `to`: counted, so that a step too small to move a number ends too.
std::vector<double> ticks(double from, double to, double step)
{
    constexpr double kMost = 200; // more than any screen has room for
    std::vector<double> at;
    const double first = std::ceil(from / step), count = std::floor(to / step) - first;
    for (int i = 0; count <= kMost && i <= count; ++i)
        at.push_back((first + i) * step);
    return at;
}

/// Numbers along the left and the lower edge.
void paintScales(QPainter& painter, const SurfaceScene& scene, const SurfaceViewport& view, const Theme& theme)
{
    const double step = roundDown(std::max(110 / view.scale, 1e-12));
    const auto tidy = [&](double v) { return std::abs(v) < step / 2 ? 0.0 : v; };
    for (const double x : ticks(view.left(), view.right(), step)) {
        const QPointF at = view.toPixel({x, view.bottom()});
        painter.setPen(theme.border);
        painter.drawLine(at, at - QPointF(0, 5));
        if (at.x() > view.area.left() + 40 && at.x() < view.area.right() - 70)
            paintText(painter, at + QPointF(-8, -8), number(tidy(x), 4), theme, theme.muted);
    }
    for (const double y : ticks(view.bottom(), view.top(), step)) {
        const QPointF at = view.toPixel({view.left(), y});
        painter.setPen(theme.border);
        painter.drawLine(at, at + QPointF(5, 0));
        if (at.y() > view.area.top() + 28 && at.y() < view.area.bottom() - 24)
            paintText(painter, at + QPointF(8, 4), number(tidy(y), 4), theme, theme.muted);
    }
    const QFontMetrics metrics = painter.fontMetrics();
    paintText(painter, view.area.bottomRight() - QPointF(metrics.horizontalAdvance(scene.xName) + 8, 8), scene.xName,
              theme, theme.text);
    paintText(painter, view.area.topLeft() + QPointF(8, metrics.ascent() + 6), scene.yName, theme, theme.text);
}

} // namespace

QPointF SurfaceViewport::toPixel(SurfacePoint p) const
{
    const QPointF offset((p.x - centre.x) * scale, (centre.y - p.y) * scale);
    const auto bounded = [](double v) { return std::isfinite(v) ? std::clamp(v, -kFarAway, kFarAway) : kFarAway; };
    return area.center() + QPointF(bounded(offset.x()), bounded(offset.y()));
}

SurfacePoint SurfaceViewport::toValue(QPointF pixel) const
{
    const QPointF offset = pixel - area.center();
    return {centre.x + offset.x() / scale, centre.y - offset.y() / scale};
}

std::vector<QPolygonF> visiblePath(const std::vector<SurfacePoint>& points, const SurfaceViewport& viewport)
{
    // A little beyond the view, so that no end of a line that goes on is seen.
    const QRectF room = viewport.area.adjusted(-kBeyond, -kBeyond, kBeyond, kBeyond);
    std::vector<QPolygonF> pieces;
    std::optional<QPointF> before;
    for (const SurfacePoint& point : points) {
        if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
            before.reset();
            continue;
        }
        const QPointF pixel = viewport.toPixel(point);
        if (!before) {
            before = pixel;
            if (room.contains(pixel))
                pieces.push_back({pixel});
            continue;
        }
        const QPointF way = pixel - *before;
        if (QPointF::dotProduct(way, way) < kApart * kApart)
            continue; // not seen apart
        if (const auto seen = clipped(QLineF(*before, pixel), room)) {
            if (pieces.empty() || pieces.back().back() != seen->p1())
                pieces.push_back({seen->p1()});
            pieces.back() << seen->p2();
        }
        before = pixel;
    }
    return pieces;
}

std::vector<double> contourLevels(const LossSurface& surface, const SurfaceViewport& viewport)
{
    std::vector<double> levels;
    double reach = greatest(surface, viewport) - surface.least();
    if (surface.axes()[1].curvature <= 0 || !(reach > 0) || !std::isfinite(reach))
        return levels;
    for (; levels.size() < kMostLevels && reach > 0; reach /= 3) {
        const double level = surface.least() + roundDown(reach * 0.8);
        if (!(level > surface.least())) // of a great least nothing smaller is told apart
            break;
        if (levels.empty() || level < levels.back())
            levels.push_back(level);
    }
    std::reverse(levels.begin(), levels.end());
    return levels;
}

std::vector<std::vector<SurfacePoint>> contour(const LossSurface& surface, double loss,
                                               const SurfaceViewport& viewport)
{
    const auto &flat = surface.axes()[0], &steep = surface.axes()[1];
    const double above = 2 * (loss - surface.least());
    if (above <= 0 || steep.curvature <= 0)
        return {};
    const SurfacePoint m = surface.minimum();
    const auto at = [&](double alongFlat, double alongSteep) {
        return SurfacePoint{m.x + alongFlat * flat.direction.x + alongSteep * steep.direction.x,
                            m.y + alongFlat * flat.direction.y + alongSteep * steep.direction.y};
    };
    const double b = std::sqrt(above / steep.curvature);
    if (surface.valley()) {
        const double reach = 2 * (viewport.area.width() + viewport.area.height()) / viewport.scale;
        return {{at(-reach, b), at(reach, b)}, {at(-reach, -b), at(reach, -b)}};
    }
    const double a = std::sqrt(above / flat.curvature);
    std::vector<SurfacePoint> ellipse;
    for (int i = 0; i <= kContourPoints; ++i) {
        const double angle = 2 * kPi * i / kContourPoints;
        ellipse.push_back(at(a * std::cos(angle), b * std::sin(angle)));
    }
    return {ellipse};
}

void SurfacePainter::paint(QPainter& painter, const SurfaceScene& scene, const SurfaceViewport& viewport,
                           const Theme& theme, const QFont& font)
{
    painter.save();
    painter.setClipRect(viewport.area);
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.88);
    const Key key{scene.surface, viewport,    painter.device()->devicePixelRatioF(),
                  theme.colours, scene.xName, scene.yName};
    if (!m_key || !(*m_key == key)) {
        m_key = key;
        m_landscape = QImage((viewport.area.size() * key.ratio).toSize(), QImage::Format_RGB32);
        m_landscape.setDevicePixelRatio(key.ratio);
        QPainter onImage(&m_landscape);
        onImage.translate(-viewport.area.topLeft());
        onImage.setRenderHint(QPainter::Antialiasing);
        onImage.setFont(small);
        paintShade(onImage, scene.surface, viewport, theme);
        paintAxes(onImage, scene.surface, viewport, theme);
        paintContours(onImage, scene.surface, viewport, theme);
        paintScales(onImage, scene, viewport, theme);
    }
    painter.drawImage(viewport.area.topLeft(), m_landscape);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(small);
    for (const SurfacePath& path : scene.paths)
        paintPath(painter, path, viewport, theme);
    if (scene.start) {
        painter.setPen(QPen(theme.text, scene.startGrabbed ? 3 : 2));
        painter.setBrush(theme.surface);
        painter.drawEllipse(viewport.toPixel(*scene.start), 7, 7);
        painter.setBrush(Qt::NoBrush);
        paintText(painter, viewport.toPixel(*scene.start) + QPointF(11, -8), lab::tr("start"), theme, theme.text);
    }
    const QPointF lowest = viewport.toPixel(scene.surface.minimum());
    painter.setPen(QPen(theme.text, 2));
    painter.drawLine(lowest - QPointF(6, 0), lowest + QPointF(6, 0));
    painter.drawLine(lowest - QPointF(0, 6), lowest + QPointF(0, 6));
    if (scene.here && scene.step)
        paintArrow(painter, viewport.toPixel(*scene.here), viewport.toPixel(*scene.step), theme.text);
    if (scene.here) {
        painter.setPen(QPen(theme.surface, 1.5));
        painter.setBrush(theme.accent);
        painter.drawEllipse(viewport.toPixel(*scene.here), 5.5, 5.5);
        painter.setBrush(Qt::NoBrush);
    }
    painter.setPen(theme.line);
    painter.drawRect(viewport.area.adjusted(0.5, 0.5, -0.5, -0.5));
    painter.restore();
}

} // namespace lab
