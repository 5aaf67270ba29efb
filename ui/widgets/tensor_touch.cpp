// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Fingers on a tensor: what they do is what the mouse does, where that has a meaning.

#include "ui/widgets/tensor_view.h"

#include <QTouchEvent>

#include <cmath>

namespace lab
{

/// One finger presses, drags and releases; a second one ends that, and both together zoom and move.
bool TensorView::takeTouch(QTouchEvent* event)
{
    const QList<QEventPoint>& fingers = event->points();
    const QPointF at = fingers.isEmpty() ? m_last : fingers.front().position(); // one that is cancelled has none
    event->accept();
    if (fingers.size() > 1 && event->type() != QEvent::TouchCancel) {
        m_drag = Drag::None;
        m_touched = false;
        pinch(fingers);
    } else if (event->type() == QEvent::TouchBegin) {
        m_touched = true;
        setFocus(Qt::MouseFocusReason);
        press(at);
    } else if (m_touched && event->type() == QEvent::TouchUpdate) {
        moveTo(at, Qt::NoModifier);
    } else if (m_touched && event->type() == QEvent::TouchEnd) {
        release(at);
    }
    if (event->type() == QEvent::TouchEnd || event->type() == QEvent::TouchCancel) {
        m_drag = Drag::None;
    }
    return true;
}

/// The cells that were under the two fingers are under them again.
void TensorView::pinch(const QList<QEventPoint>& fingers)
{
    const QPointF now = fingers[1].position() - fingers[0].position();
    const QPointF before = fingers[1].lastPosition() - fingers[0].lastPosition();
    const double length = std::hypot(before.x(), before.y());
    if (length <= 0 || fingers[0].state() == QEventPoint::Pressed || fingers[1].state() == QEventPoint::Pressed)
        return;
    const QPointF middle = (fingers[0].lastPosition() + fingers[1].lastPosition()) / 2;
    Viewport to = m_viewport.zoomed(std::hypot(now.x(), now.y()) / length, middle, smallestScale());
    to.origin += (fingers[0].position() + fingers[1].position()) / 2 - middle;
    changeViewport(to);
}

} // namespace lab
