// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/blank_screen.h"

#include <QKeyEvent>
#include <QPainter>

namespace lab
{

namespace
{

bool changesOthers(int key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_Meta ||
           key == Qt::Key_AltGr;
}

} // namespace

BlankScreen::BlankScreen(QWidget* parent) : Cover(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents, false);
    setAttribute(Qt::WA_AcceptTouchEvents);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownKeys", true); // none of them steps
    setAccessibleName(tr("Blank screen"));
}

void BlankScreen::blank()
{
    m_focus = window()->focusWidget();
    show();
    setFocus();
}

void BlankScreen::lift()
{
    hide();
    if (m_focus)
        m_focus->setFocus();
}

bool BlankScreen::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: // the key of a command, too, comes here alone
        event->accept();
        return true;
    case QEvent::KeyPress:
        if (!changesOthers(static_cast<QKeyEvent*>(event)->key()))
            lift();
        return true;
    case QEvent::MouseButtonRelease:
    case QEvent::TouchEnd:
        lift();
        return true;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::Wheel:
    case QEvent::ContextMenu:
        event->accept();
        return true;
    default:
        return Cover::event(event);
    }
}

void BlankScreen::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Qt::black);
}

} // namespace lab
