// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/popover.h"

#include "ui/paint/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kShadow = 8; ///< pixels around the frame
constexpr int kInside = 16;
constexpr int kFromTop = 40; ///< pixels, of one that belongs to no control
constexpr int kGap = 2; ///< between the control and the shadow

} // namespace

Popover::Popover(QWidget* window, QWidget* control, QWidget* content) : QFrame(window), m_control(control), m_back(control)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(kShadow + kInside, kShadow + kInside, kShadow + kInside, kShadow + kInside);
    rows->addWidget(content);
    setFocusPolicy(Qt::NoFocus);
    qApp->installEventFilter(this);
    connect(control, &QObject::destroyed, this, &Popover::dismiss);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (now && now != m_control && !isAncestorOf(now))
            dismiss();
    });
}

Popover* Popover::of(const QWidget* widget)
{
    for (auto* popover : widget->window()->findChildren<Popover*>(QString(), Qt::FindDirectChildrenOnly))
        if (!popover->m_going)
            return popover;
    return nullptr;
}

Popover* Popover::open(QWidget* control, QWidget* content, const QString& name)
{
    if (Popover* before = of(control))
        before->dismiss();
    return shown(new Popover(control->window(), control, content), name);
}

Popover* Popover::openOnTop(QWidget* window, QWidget* content, const QString& name)
{
    if (Popover* before = of(window))
        before->dismiss(); // the focus is back at its control
    auto* popover = new Popover(window, window, content);
    popover->m_onTop = true;
    popover->setBack(window->focusWidget());
    return shown(popover, name);
}

Popover* Popover::shown(Popover* popover, const QString& name)
{
    popover->setAccessibleName(name);
    popover->place();
    popover->show();
    popover->raise();
    if (QWidget* first = popover->nextInFocusChain(); first && popover->isAncestorOf(first)) {
        while (first && popover->isAncestorOf(first) && !(first->focusPolicy() & Qt::TabFocus))
            first = first->nextInFocusChain();
        if (first && popover->isAncestorOf(first))
            first->setFocus(Qt::PopupFocusReason);
    }
    return popover;
}

void Popover::dismiss()
{
    if (m_going)
        return;
    m_going = true;
    qApp->removeEventFilter(this);
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadFocus && m_back)
        m_back->setFocus(Qt::PopupFocusReason);
    emit gone();
    deleteLater();
}

/// Below the control; above, where there is no room below; inside the window in any case.
void Popover::place()
{
    adjustSize();
    const QRect room = parentWidget()->rect();
    const QRect at(m_control->mapTo(parentWidget(), QPoint()), m_control->size());
    const QSize size = sizeHint().boundedTo(room.size());
    if (m_onTop)
        return setGeometry(
            {QPoint((room.width() - size.width()) / 2, std::min(kFromTop, room.height() - size.height())), size});
    const bool below = at.bottom() + kGap + size.height() <= room.bottom() || at.top() - size.height() < 0;
    const int y = below ? at.bottom() + kGap : at.top() - kGap - size.height();
    setGeometry(QRect(QPoint(std::clamp(at.left() - kShadow, 0, std::max(0, room.width() - size.width())),
                             std::clamp(y, 0, std::max(0, room.height() - size.height()))),
                      size));
}

bool Popover::eventFilter(QObject* watched, QEvent* event)
{
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || m_going)
        return false;
    switch (event->type()) {
    case QEvent::MouseButtonPress: {
        const bool inside = widget == this || isAncestorOf(widget) || widget->window() != window();
        if (inside)
            return false;
        const bool own = widget == m_control;
        dismiss();
        return own; // the click that would open it again
    }
    case QEvent::Resize:
        if (widget == parentWidget() && m_control)
            place();
        break;
    case QEvent::Hide:
        if (widget == m_control)
            dismiss();
        break;
    default:
        break;
    }
    return false;
}

void Popover::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void Popover::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QRectF frame = QRectF(rect()).adjusted(kShadow + 0.5, kShadow + 0.5, -kShadow - 0.5, -kShadow - 0.5);
    for (int i = 0; i < kShadow; ++i) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0, 0, 0, 8));
        painter.drawRoundedRect(frame.adjusted(-i, -i + 2, i, i), 8 + i, 8 + i);
    }
    painter.setPen(theme.border);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(frame, 8, 8);
}

} // namespace lab
