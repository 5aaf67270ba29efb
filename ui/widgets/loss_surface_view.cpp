// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/loss_surface_view.h"

#include "ui/paint/words.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr double kGrab = 12; ///< pixels around the start
constexpr double kMargin = 1.25; ///< of what is fitted
constexpr double kLeastScale = 1e-4, kGreatestScale = 1e6;
constexpr double kRunsAway = 4; ///< a path that goes this many times farther than the start is not fitted whole
constexpr double kNudge = 12; ///< pixels that an arrow key moves the start

} // namespace

LossSurfaceView::LossSurfaceView(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownKeys", true);
    setAccessibleName(tr("Loss surface"));
    setToolTip(tr("Drag the start; drag elsewhere to move, wheel to zoom, 0 to fit. Arrow keys move the start."));
}

void LossSurfaceView::setScene(std::optional<SurfaceScene> scene, const QString& why)
{
    const bool other = !scene || !m_scene || scene->xName != m_scene->xName || scene->yName != m_scene->yName;
    m_scene = std::move(scene);
    m_why = why;
    // The view stays while a run goes on, unless what is to be seen leaves it.
    const auto outside = [&](std::optional<SurfacePoint> p) {
        return p && !m_viewport.area.contains(m_viewport.toPixel(*p));
    };
    if (m_scene && m_fitted && m_drag == Drag::None &&
        (other || outside(m_scene->start) || outside(m_scene->surface.minimum())))
        fit();
    describe();
    update();
}

void LossSurfaceView::describe()
{
    if (!m_scene) {
        setAccessibleDescription(m_why);
        return;
    }
    QStringList sentences;
    for (const Named& each : named())
        if (each.path.isEmpty())
            sentences << each.name + QLatin1Char('.');
    setAccessibleDescription(sentences.join(QLatin1Char(' ')));
}

std::vector<LossSurfaceView::Named> LossSurfaceView::named() const
{
    if (!m_scene)
        return {};
    const auto point = [&](SurfacePoint p) {
        return tr("%1 = %2, %3 = %4").arg(m_scene->xName, number(p.x), m_scene->yName, number(p.y));
    };
    const auto loss = [&](SurfacePoint p) { return number(m_scene->surface.at(p)); };
    const SurfacePoint m = m_scene->surface.minimum();
    std::vector<Named> all{{tr("Lowest at %1, loss %2").arg(point(m), number(m_scene->surface.least())), m, {}}};
    if (m_scene->start)
        all.push_back({tr("Start at %1").arg(point(*m_scene->start)), *m_scene->start, {}});
    if (m_scene->here)
        all.push_back(
            {tr("Now at %1, loss %2").arg(point(*m_scene->here), loss(*m_scene->here)), *m_scene->here, {}});
    for (const SurfacePath& path : m_scene->paths)
        if (!path.points.empty() && !path.label.isEmpty()) {
            const SurfacePoint end = path.points.back();
            all.push_back({tr("Path “%1”, at %2, loss %3").arg(path.label, point(end), loss(end)), end, path.label});
        }
    return all;
}

std::vector<PaintedPart> LossSurfaceView::paintedParts() const
{
    constexpr int kHalf = 8; ///< pixels about a point
    std::vector<PaintedPart> parts;
    for (const Named& each : named()) {
        const QPointF at = m_viewport.toPixel(each.at);
        const bool seen = QRectF(rect()).contains(at);
        const QRect box = seen ? QRect(at.toPoint() - QPoint(kHalf, kHalf), QSize(2 * kHalf, 2 * kHalf)) : QRect();
        parts.push_back({each.name, box, false});
    }
    return parts;
}

void LossSurfaceView::pressPart(int index)
{
    const auto all = named();
    if (std::size_t(index) >= all.size())
        return;
    m_viewport.centre = all[std::size_t(index)].at;
    m_fitted = false;
    update();
}

void LossSurfaceView::fit()
{
    m_fitted = true;
    m_viewport.area = QRectF(rect());
    if (!m_scene)
        return;
    const SurfacePoint m = m_scene->surface.minimum();
    double reachX = 0.25, reachY = 0.25;
    const auto include = [&](SurfacePoint p) {
        reachX = std::max(reachX, std::abs(p.x - m.x));
        reachY = std::max(reachY, std::abs(p.y - m.y));
    };
    if (m_scene->start)
        include(*m_scene->start);
    const double most = kRunsAway * std::max(reachX, reachY);
    for (const SurfacePath& path : m_scene->paths)
        for (const SurfacePoint& p : path.points)
            if (std::hypot(p.x - m.x, p.y - m.y) <= most)
                include(p);
    m_viewport.centre = m;
    m_viewport.scale = std::clamp(
        std::min(m_viewport.area.width() / (2 * kMargin * reachX), m_viewport.area.height() / (2 * kMargin * reachY)),
        kLeastScale, kGreatestScale);
    update();
}

void LossSurfaceView::zoom(double factor, std::optional<QPointF> about)
{
    const QPointF pixel = about.value_or(m_viewport.area.center());
    const SurfacePoint kept = m_viewport.toValue(pixel);
    m_viewport.scale = std::clamp(m_viewport.scale * factor, kLeastScale, kGreatestScale);
    const SurfacePoint moved = m_viewport.toValue(pixel);
    m_viewport.centre.x += kept.x - moved.x;
    m_viewport.centre.y += kept.y - moved.y;
    m_fitted = false;
    update();
}

bool LossSurfaceView::atStart(QPointF pixel) const
{
    if (!m_scene || !m_scene->start)
        return false;
    const QPointF way = pixel - m_viewport.toPixel(*m_scene->start);
    return std::hypot(way.x(), way.y()) <= kGrab;
}

void LossSurfaceView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(palette());
    painter.fillRect(rect(), theme.surface);
    if (!m_scene) {
        painter.setPen(theme.muted);
        painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, m_why);
        return;
    }
    SurfaceScene scene = *m_scene;
    scene.startGrabbed = m_drag == Drag::Start || hasFocus() || (m_pointed && atStart(*m_pointed));
    m_painter.paint(painter, scene, m_viewport, theme, font());
    if (m_pointed && m_drag != Drag::Pan) {
        const SurfacePoint p = m_viewport.toValue(*m_pointed);
        const QString text = tr("loss %1 at (%2, %3)").arg(number(scene.surface.at(p)), number(p.x), number(p.y));
        const QRect box = fontMetrics().boundingRect(text).adjusted(-6, -3, 6, 3);
        QRect at(QPoint(width() - box.width() - 8, 8), box.size());
        QColor ground = theme.surface;
        ground.setAlphaF(0.88F);
        painter.fillRect(at, ground);
        painter.setPen(theme.text);
        painter.drawText(at, Qt::AlignCenter, text);
    }
}

void LossSurfaceView::resizeEvent(QResizeEvent*)
{
    m_viewport.area = QRectF(rect());
    if (m_fitted)
        fit();
}

void LossSurfaceView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_last = event->position();
    m_drag = atStart(m_last) ? Drag::Start : Drag::Pan;
    ++m_gesture;
}

void LossSurfaceView::mouseMoveEvent(QMouseEvent* event)
{
    m_pointed = event->position();
    if (m_drag == Drag::Start) {
        emit startMoved(m_viewport.toValue(event->position()), m_gesture);
    } else if (m_drag == Drag::Pan) {
        const QPointF by = event->position() - m_last;
        m_viewport.centre.x -= by.x() / m_viewport.scale;
        m_viewport.centre.y += by.y() / m_viewport.scale;
        m_fitted = m_fitted && by.isNull();
        m_last = event->position();
    }
    setCursor(m_drag == Drag::Start || atStart(event->position()) ? Qt::SizeAllCursor : Qt::CrossCursor);
    update();
}

void LossSurfaceView::mouseReleaseEvent(QMouseEvent*)
{
    m_drag = Drag::None;
    update();
}

void LossSurfaceView::mouseDoubleClickEvent(QMouseEvent*)
{
    fit();
}

void LossSurfaceView::wheelEvent(QWheelEvent* event)
{
    zoom(std::pow(1.0015, event->angleDelta().y()), event->position());
    event->accept();
}

void LossSurfaceView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        return zoom(1.25);
    if (event->key() == Qt::Key_Minus)
        return zoom(1 / 1.25);
    if (event->key() == Qt::Key_0)
        return fit();
    const QPointF by = event->key() == Qt::Key_Left    ? QPointF(-1, 0)
                       : event->key() == Qt::Key_Right ? QPointF(1, 0)
                       : event->key() == Qt::Key_Up    ? QPointF(0, -1)
                       : event->key() == Qt::Key_Down  ? QPointF(0, 1)
                                                       : QPointF();
    if (by.isNull() || !m_scene || !m_scene->start || event->modifiers() != Qt::NoModifier)
        return QWidget::keyPressEvent(event);
    emit startMoved(m_viewport.toValue(m_viewport.toPixel(*m_scene->start) + kNudge * by), ++m_gesture);
}

void LossSurfaceView::leaveEvent(QEvent*)
{
    m_pointed.reset();
    update();
}

void LossSurfaceView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void LossSurfaceView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace lab
