// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/divider_bar.h"

#include "ui/paint/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kGrip = 44;
constexpr double kRadius = 19, kLine = 3;

} // namespace

DividerBar::DividerBar(QWidget* parent) : QAbstractSlider(parent)
{
    setOrientation(Qt::Horizontal);
    setRange(0, kSteps);
    setSingleStep(kSteps / 100);
    setPageStep(kSteps / 10);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownKeys", true);
    setCursor(Qt::SplitHCursor);
    setAccessibleName(tr("Divider between input and output"));
    setToolTip(tr("Drag, or ← → while it has the focus"));
}

void DividerBar::setShare(double share)
{
    const QSignalBlocker quiet(this);
    setValue(int(std::lround(share * kSteps)));
    place();
}

void DividerBar::place()
{
    setGeometry(int(std::lround(share() * parentWidget()->width())) - kGrip / 2, 0, kGrip, parentWidget()->height());
}

void DividerBar::sliderChange(SliderChange change)
{
    QAbstractSlider::sliderChange(change);
    if (change == SliderValueChange)
        place();
}

void DividerBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF middle = QRectF(rect()).center();
    const QRectF line(middle.x() - kLine / 2, 0, kLine, height());
    painter.fillRect(line.adjusted(-1, 0, 1, 0), theme.surface);
    painter.fillRect(line, theme.text);
    painter.setPen(QPen(hasFocus() ? theme.accent : theme.text, hasFocus() ? 3 : 2));
    painter.setBrush(theme.surface);
    painter.drawEllipse(middle, kRadius, kRadius);
    const auto arrow = [&](double side) {
        const QPointF tip = middle + QPointF(side * 12, 0);
        painter.drawPolyline(QPolygonF{tip + QPointF(-side * 5, -5), tip, tip + QPointF(-side * 5, 5)});
    };
    painter.setPen(QPen(theme.text, 2));
    arrow(-1);
    arrow(1);
}

void DividerBar::goTo(QPointF inParent)
{
    setValue(int(std::lround(kSteps * inParent.x() / std::max(1, parentWidget()->width()))));
}

void DividerBar::mousePressEvent(QMouseEvent* event)
{
    event->accept();
}

void DividerBar::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        goTo(mapToParent(event->position()));
}

} // namespace lab
