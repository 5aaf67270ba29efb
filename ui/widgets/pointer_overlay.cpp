// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pointer_overlay.h"

#include "ui/paint/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kDot = 14; ///< pixels of its radius, with its halo
constexpr int kHalo = 3;
constexpr double kLight = 0.22; ///< of the smaller side, its radius
constexpr int kDark = 190; ///< of 255

} // namespace

PointerOverlay::PointerOverlay(QWidget* parent) : Cover(parent) {}

void PointerOverlay::setDot(bool dot)
{
    m_dot = dot;
    follow();
}

void PointerOverlay::setLight(bool light)
{
    m_light = light;
    follow();
}

void PointerOverlay::follow()
{
    setVisible(m_dot || m_light);
    update();
}

void PointerOverlay::pointAt(QPoint at)
{
    if (at == m_at)
        return;
    const auto touched = [](QPoint centre) { return QRect(centre - QPoint(kDot, kDot), QSize(kDot, kDot) * 2); };
    if (m_light)
        update();
    else
        update(touched(m_at).united(touched(at)));
    m_at = at;
}

void PointerOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(palette());
    if (m_light) {
        const double radius = kLight * std::min(width(), height());
        QPainterPath dark;
        dark.addRect(rect());
        dark.addEllipse(m_at, radius, radius);
        painter.fillPath(dark, QColor(0, 0, 0, kDark)); // the ellipse is a hole in it
    }
    if (m_dot) {
        painter.setPen(QPen(theme.surface, kHalo));
        painter.setBrush(theme.bad);
        painter.drawEllipse(m_at, kDot - kHalo, kDot - kHalo);
    }
}

} // namespace lab
