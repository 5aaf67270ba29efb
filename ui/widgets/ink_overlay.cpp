// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ink_overlay.h"

#include "ui/paint/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTabletEvent>
#include <QTouchEvent>

#include <algorithm>

namespace lab
{

namespace
{

constexpr double kWidth = 5, kLeastPressed = 0.5, kInkHalo = 3; ///< pixels; of the width; pixels
constexpr int kMouse = -1, kTablet = -2; ///< pens; fingers have numbers from 0

} // namespace

InkOverlay::InkOverlay(QWidget* parent) : Cover(parent)
{
    setAttribute(Qt::WA_AcceptTouchEvents);
    setCursor(Qt::CrossCursor);
}

void InkOverlay::setDrawing(bool drawing)
{
    m_drawing = drawing;
    setAttribute(Qt::WA_TransparentForMouseEvents, !drawing);
    while (!m_pens.empty())
        end(m_pens.begin()->first);
    follow();
}

void InkOverlay::setFades(bool fades)
{
    m_fades = fades;
    update();
    if (fades && !m_strokes.empty())
        emit drawn();
}

void InkOverlay::follow()
{
    setVisible(m_drawing || !m_strokes.empty());
    update();
}

void InkOverlay::clear()
{
    m_strokes.clear();
    m_pens.clear();
    follow();
}

double InkOverlay::seen(const Stroke& stroke) const
{
    return m_fades ? std::clamp(1 - (stroke.age - kStays) / kFading, 0.0, 1.0) : 1;
}

bool InkOverlay::advance(double seconds)
{
    if (!m_fades)
        return false;
    for (Stroke& stroke : m_strokes)
        stroke.age += stroke.done ? seconds : 0;
    if (m_pens.empty()) // pens know their strokes by number
        std::erase_if(m_strokes, [this](const Stroke& stroke) { return seen(stroke) <= 0; });
    follow();
    return std::any_of(m_strokes.begin(), m_strokes.end(), [](const Stroke& stroke) { return stroke.done; });
}

void InkOverlay::begin(int pen, QPointF at, double width)
{
    m_pens[pen] = m_strokes.size();
    m_strokes.push_back({QPolygonF({at}), width});
    update();
}

void InkOverlay::draw(int pen, QPointF at)
{
    const auto down = m_pens.find(pen);
    if (down == m_pens.end())
        return;
    Stroke& stroke = m_strokes[down->second];
    const double reach = stroke.width + kInkHalo;
    update(QRectF(stroke.points.back(), at).normalized().adjusted(-reach, -reach, reach, reach).toAlignedRect());
    stroke.points << at;
}

void InkOverlay::end(int pen)
{
    const auto down = m_pens.find(pen);
    if (down == m_pens.end())
        return;
    m_strokes[down->second].done = true;
    m_pens.erase(down);
    emit drawn();
}

bool InkOverlay::event(QEvent* event)
{
    if (m_drawing && (takeMouse(event) || takeTouch(event) || takeTablet(event))) {
        event->accept();
        return true;
    }
    return Cover::event(event);
}

bool InkOverlay::takeMouse(QEvent* event)
{
    const auto at = [event] { return static_cast<QMouseEvent*>(event)->position(); };
    switch (event->type()) {
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonPress:
        if (static_cast<QMouseEvent*>(event)->button() != Qt::LeftButton)
            return false;
        begin(kMouse, at(), kWidth);
        return true;
    case QEvent::MouseMove:
        draw(kMouse, at());
        return true;
    case QEvent::MouseButtonRelease:
        end(kMouse);
        return true;
    default:
        return false;
    }
}

bool InkOverlay::takeTouch(QEvent* event)
{
    if (event->type() == QEvent::TouchCancel)
        return clear(), true;
    if (event->type() != QEvent::TouchBegin && event->type() != QEvent::TouchUpdate &&
        event->type() != QEvent::TouchEnd)
        return false;
    for (const QEventPoint& point : static_cast<QTouchEvent*>(event)->points()) {
        if (point.state() == QEventPoint::Pressed)
            begin(point.id(), point.position(), kWidth);
        else if (point.state() == QEventPoint::Updated)
            draw(point.id(), point.position());
        else if (point.state() == QEventPoint::Released)
            end(point.id());
    }
    return true;
}

/// What is pressed harder is wider.
bool InkOverlay::takeTablet(QEvent* event)
{
    const auto tablet = [event] { return static_cast<QTabletEvent*>(event); };
    switch (event->type()) {
    case QEvent::TabletPress:
        begin(kTablet, tablet()->position(), kWidth * (kLeastPressed + tablet()->pressure()));
        return true;
    case QEvent::TabletMove:
        draw(kTablet, tablet()->position());
        return true;
    case QEvent::TabletRelease:
        end(kTablet);
        return true;
    default:
        return false;
    }
}

/// A line with its halo is seen on every fill.
void InkOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(palette());
    const auto stroke = [&](const Stroke& each, double width, QColor colour) {
        colour.setAlphaF(float(seen(each)));
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        if (each.points.size() == 1)
            painter.drawPoint(each.points.front());
        else
            painter.drawPolyline(each.points);
    };
    for (const Stroke& each : m_strokes) {
        stroke(each, each.width + kInkHalo, theme.surface);
        stroke(each, each.width, theme.bad);
    }
}

} // namespace lab
