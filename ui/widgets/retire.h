// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lab
{

/// Takes away a widget of something that is no more. It lives on until the event loop deletes it, and may have the
/// focus, a click on its way, or what is being typed: neither it nor anything in it says so to `listener`.
inline void retire(QWidget* widget, const QObject* listener)
{
    for (const QObject* each : widget->findChildren<QObject*>())
        each->disconnect(listener);
    widget->disconnect(listener);
    widget->hide(); // last: a field that loses the focus takes what was typed
    widget->deleteLater();
}

} // namespace lab
