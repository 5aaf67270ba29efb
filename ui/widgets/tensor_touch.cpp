// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Fingers on a tensor: what they do is what the mouse does, where that has a meaning.

#include "ui/widgets/tensor_view.h"

#include <QTouchEvent>

#include <algorithm>
#include <cmath>
#include <utility>

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
        pinch({fingers[0].position(), fingers[1].position()});
    } else if (event->type() == QEvent::TouchBegin) {
        m_touched = true;
        m_pinch.reset();
        setFocus(Qt::MouseFocusReason);
        press(at);
    } else if (m_touched && event->type() == QEvent::TouchUpdate) {
        moveTo(at, Qt::NoModifier);
    } else if (m_touched && event->type() == QEvent::TouchEnd) {
        release(at);
    }
    if (event->type() == QEvent::TouchEnd || event->type() == QEvent::TouchCancel) {
        m_drag = Drag::None;
        m_touched = false;
        m_pinch.reset();
    }
    return true;
}

/// The cells that were under the two fingers are under them again.
void TensorView::pinch(std::array<QPointF, 2> fingers)
{
    const auto before = std::exchange(m_pinch, fingers);
    if (!before)
        return;
    const auto apart = [](const std::array<QPointF, 2>& two) {
        return std::max(1.0, std::hypot(two[1].x() - two[0].x(), two[1].y() - two[0].y()));
    };
    const auto middle = [](const std::array<QPointF, 2>& two) { return (two[0] + two[1]) / 2; };
    Viewport to = m_viewport.zoomed(apart(fingers) / apart(*before), middle(*before), smallestScale());
    to.origin += middle(fingers) - middle(*before);
    changeViewport(to);
}

} // namespace lab
