// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/step_bar.h"

#include "ui/paint/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>

namespace lab
{

namespace
{

constexpr double kThick = 6, kPartGap = 4, kThinnest = 3;

} // namespace

StepBar::StepBar(QWidget* parent) : QAbstractSlider(parent)
{
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::TabFocus);
    setProperty("ownKeys", true);
    setPageStep(1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractSlider::valueChanged, this, qOverload<>(&QWidget::update));
}

void StepBar::setSteps(int count, int now)
{
    const QSignalBlocker quiet(this);
    setRange(0, std::max(0, count - 1));
    setValue(now);
    setAccessibleName(tr("Step %1 of %2").arg(now + 1).arg(count));
    update();
}

QRectF StepBar::segment(int step) const
{
    const int count = maximum() + 1;
    const double each = double(width()) / count;
    const double gap = each - kPartGap < kThinnest ? 0 : kPartGap;
    return {step * each, (height() - kThick) / 2, each - gap, kThick};
}

void StepBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const Theme& theme = themeOf(palette());
    for (int step = 0; step <= maximum(); ++step) {
        painter.setBrush(step < value() ? theme.text : step == value() ? theme.accent : theme.line);
        painter.drawRoundedRect(segment(step), kThick / 2, kThick / 2);
    }
    if (!hasFocus())
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.text, 2));
    painter.drawRoundedRect(
        segment(value()).adjusted(-1, -4, 1, 4).intersected(QRectF(rect()).adjusted(1, 1, -1, -1)), 4, 4);
}

/// PgUp and PgDn go through the steps from everywhere, and here in the same direction.
void StepBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown || event->key() == Qt::Key_Space)
        event->ignore();
    else
        QAbstractSlider::keyPressEvent(event);
}

void StepBar::goTo(double x)
{
    const int step = int(x * (maximum() + 1) / std::max(1, width()));
    setValue(std::clamp(step, 0, maximum()));
}

void StepBar::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        goTo(event->position().x());
}

void StepBar::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        goTo(event->position().x());
}

} // namespace lab
