// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/field_note.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QApplication>
#include <QMouseEvent>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kMilliseconds = 20'000; ///< enough to read two lines, three times
constexpr int kWidestNote = 320;
constexpr int kNoteGap = 3;

bool isViewport(const QWidget* widget)
{
    const auto* area = widget ? qobject_cast<const QAbstractScrollArea*>(widget->parentWidget()) : nullptr;
    return area && area->viewport() == widget;
}

/// What scrolls with the control; where nothing does, the window.
QWidget* hostOf(QWidget* control)
{
    QWidget* host = control;
    while (!host->isWindow() && !isViewport(host->parentWidget()))
        host = host->parentWidget();
    return host;
}

/// The part of a host that can be seen.
QRect seen(const QWidget* host)
{
    if (host->isWindow())
        return host->rect();
    return host->rect() & host->parentWidget()->rect().translated(-host->pos());
}

} // namespace

FieldNote::FieldNote(QWidget* host, QWidget* control, QRect part)
    : QLabel(host), m_control(control), m_part(part), m_descriptionBefore(control->accessibleDescription())
{
    setObjectName(QStringLiteral("fieldNote"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents); // a click is meant for what lies below
    control->installEventFilter(this);
    qApp->installEventFilter(this);
    connect(control, &QObject::destroyed, this, &FieldNote::go);
    m_fade.setSingleShot(true);
    connect(&m_fade, &QTimer::timeout, this, &FieldNote::go);
    m_fade.start(kMilliseconds);
}

FieldNote* FieldNote::of(const QWidget* widget)
{
    for (auto* note : widget->window()->findChildren<FieldNote*>())
        if (note->m_control)
            return note;
    return nullptr;
}

void FieldNote::say(QWidget* control, const QString& sentence, QRect part)
{
    dismiss(control);
    if (!control->isVisible())
        return; // nobody is there
    auto* note = new FieldNote(hostOf(control), control, part);
    note->setText(sentence);
    note->setAccessibleName(sentence);
    control->setAccessibleDescription(sentence);
    note->place();
    note->show();
    note->raise();
    QAccessibleEvent alert(note, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

bool FieldNote::dismiss(const QWidget* widget)
{
    FieldNote* note = of(widget);
    if (note)
        note->go();
    return note;
}

bool FieldNote::standsAt(const QWidget* control)
{
    const FieldNote* note = of(control);
    return note && note->m_control == control;
}

QString FieldNote::textOf(const QWidget* widget)
{
    const FieldNote* note = of(widget);
    return note ? note->text() : QString();
}

void FieldNote::go()
{
    if (m_control) {
        m_control->setAccessibleDescription(m_descriptionBefore);
        m_control->removeEventFilter(this);
    }
    m_control.clear();
    qApp->removeEventFilter(this);
    hide();
    deleteLater();
}

void FieldNote::place()
{
    ensurePolished();
    const QRect room = seen(parentWidget()).adjusted(kNoteGap, kNoteGap, -kNoteGap, -kNoteGap);
    const QRect part = m_part.isValid() ? m_part : m_control->rect();
    const QRect at(m_control->mapTo(parentWidget(), part.topLeft()), part.size());
    const int most = std::min(kWidestNote, room.width());
    const QSize whole = QLabel::sizeHint();
    const int wide = std::min(most, std::max(whole.width(), std::min(most, at.width())));
    const int high = heightForWidth(wide);
    const bool below = at.bottom() + kNoteGap + high <= room.bottom() || at.top() - kNoteGap - high < room.top();
    setGeometry(std::clamp(at.left(), room.left(), std::max(room.left(), room.right() - wide)),
                below ? at.bottom() + kNoteGap : at.top() - kNoteGap - high, wide, high);
}

bool FieldNote::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress &&
        rect().contains(mapFromGlobal(static_cast<QMouseEvent*>(event)->globalPosition().toPoint())))
        go();
    if (watched != m_control)
        return false;
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
        place();
        break;
    case QEvent::Hide:
    case QEvent::KeyPress:
        go();
        break;
    default:
        break;
    }
    return false;
}

} // namespace lab
