// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wheel_guard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>

namespace lab
{

WheelGuard::WheelGuard(QWidget* panel) : QObject(panel)
{
    for (QWidget* widget : panel->findChildren<QWidget*>()) {
        if (!qobject_cast<QComboBox*>(widget) && !qobject_cast<QAbstractSpinBox*>(widget))
            continue;
        // Not by the wheel; and a box that is clicked gives the focus back when its list is closed.
        widget->setFocusPolicy(qobject_cast<QComboBox*>(widget) ? Qt::TabFocus : Qt::StrongFocus);
        widget->installEventFilter(this);
    }
}

bool WheelGuard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus())
        return false;
    event->ignore(); // it goes on to what scrolls
    return true;
}

} // namespace lab
