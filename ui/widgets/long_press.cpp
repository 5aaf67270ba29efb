// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/long_press.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QStyleHints>
#include <QTouchEvent>
#include <QWindow>

namespace lab
{

LongPress::LongPress(QWidget* window) : QObject(window), m_window(window)
{
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &LongPress::open);
    qApp->installEventFilter(this);
}

/// The window is told of a touch before what is in it.
bool LongPress::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_window->windowHandle())
        return false;
    const auto* hints = QGuiApplication::styleHints();
    const auto touch = [event] { return static_cast<QTouchEvent*>(event); };
    switch (event->type()) {
    case QEvent::TouchBegin:
        m_at = touch()->points().front().globalPosition();
        if (touch()->points().size() == 1)
            m_rest.start(hints->mousePressAndHoldInterval());
        break;
    case QEvent::TouchUpdate: {
        const QPointF way = touch()->points().front().globalPosition() - m_at;
        if (touch()->points().size() > 1 || way.manhattanLength() > hints->startDragDistance())
            m_rest.stop();
        break;
    }
    case QEvent::TouchEnd:
    case QEvent::TouchCancel:
        m_rest.stop();
        break;
    default:
        break;
    }
    return false;
}

void LongPress::open()
{
    const QPoint at = m_window->mapFromGlobal(m_at).toPoint();
    QWidget* there = m_window->childAt(at);
    if (!there || QApplication::activePopupWidget())
        return;
    QContextMenuEvent menu(QContextMenuEvent::Mouse, there->mapFromGlobal(m_at).toPoint(), m_at.toPoint());
    QApplication::sendEvent(there, &menu);
}

} // namespace lab
