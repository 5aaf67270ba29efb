// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/sign_painter.h"

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lab
{

namespace
{

/// A point on a circle, `turn` of its way around from the top.
QPointF around(QPointF middle, double radius, double turn)
{
    const double angle = 2 * std::numbers::pi * turn;
    return middle + QPointF(std::sin(angle), -std::cos(angle)) * radius;
}

void paintStar(QPainter& painter, QPointF middle, double size, const QColor& colour)
{
    constexpr double kInner = 0.4; // of a star whose arms are told from far
    QPolygonF star;
    for (int i = 0; i < 10; ++i)
        star << around(middle, (i % 2 ? kInner : 1) * size / 2, i / 10.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(star);
}

void paintLine(QPainter& painter, QPointF middle, double width, double y)
{
    painter.drawLine(middle + QPointF(-width / 2, y), middle + QPointF(width / 2, y));
}

} // namespace

void paintSign(QPainter& painter, Sign sign, QRectF area, const QColor& colour)
{
    const double size = std::clamp(0.42 * area.width(), 12.0, 28.0);
    const QPointF middle = area.center();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(colour, size / 9, Qt::SolidLine, Qt::FlatCap));
    painter.setBrush(Qt::NoBrush);
    switch (sign) {
    case Sign::CrossCorrelation:
        paintStar(painter, middle, size, colour);
        break;
    case Sign::Convolution:
        for (const double turn : {0.0, 1.0 / 6, 2.0 / 6})
            painter.drawLine(around(middle, size / 2, turn), around(middle, size / 2, turn + 0.5));
        break;
    case Sign::Equals:
        paintLine(painter, middle, size, -size / 4);
        paintLine(painter, middle, size, size / 4);
        break;
    case Sign::Plus:
        painter.drawLine(middle - QPointF(0, size / 2), middle + QPointF(0, size / 2));
        [[fallthrough]];
    case Sign::Minus:
        paintLine(painter, middle, size, 0);
        break;
    case Sign::Times:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(middle, size / 8, size / 8);
        break;
    case Sign::About:
        for (const double y : {-size / 5, size / 5}) {
            QPainterPath wave(middle + QPointF(-size / 2, y + size / 12));
            wave.cubicTo(middle + QPointF(-size / 6, y - size / 3), middle + QPointF(size / 6, y + size / 3),
                         middle + QPointF(size / 2, y - size / 12));
            painter.drawPath(wave);
        }
        break;
    }
    painter.restore();
}

} // namespace lab
