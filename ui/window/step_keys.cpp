// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/step_keys.h"

#include "ui/window/actions.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenuBar>
#include <QTextEdit>

namespace lab
{

namespace
{

bool typesText(const QWidget* widget)
{
    if (qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QTextEdit*>(widget))
        return !widget->property("readOnly").toBool();
    const auto* combo = qobject_cast<const QComboBox*>(widget);
    return qobject_cast<const QAbstractSpinBox*>(widget) || (combo && combo->isEditable());
}

/// Those that a control which chooses by arrows or by typing would take for itself.
bool steps(int key)
{
    switch (key) {
    case Qt::Key_Space:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        return true;
    default:
        return key >= Qt::Key_0 && key <= Qt::Key_9;
    }
}

} // namespace

StepKeys::StepKeys(QWidget* window, const Actions& actions, std::function<void(int)> seekTenth)
    : QObject(window), m_window(window), m_actions(actions), m_seekTenth(std::move(seekTenth))
{
    for (const ActionInfo& info : actionTable())
        for (const QKeySequence& keys : bareKeys(info))
            m_members.insert(keys, info.member);
    qApp->installEventFilter(this);
}

bool StepKeys::take(const QKeyEvent* event)
{
    if (m_first(event))
        return true;
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool digit = modifiers == Qt::NoModifier && event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9;
    if (digit) {
        m_seekTenth(event->key() - Qt::Key_0);
        return true;
    }
    const auto found = m_members.constFind(QKeySequence(int(modifiers) | event->key()));
    if (found == m_members.cend())
        return false;
    (m_actions.**found)->trigger();
    return true;
}

bool StepKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress || QApplication::activePopupWidget())
        return false;
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget->window() != m_window || widget == m_window || typesText(widget) ||
        widget->property("ownKeys").toBool() || qobject_cast<const QMenuBar*>(widget))
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool button = qobject_cast<const QAbstractButton*>(widget) && key->key() == Qt::Key_Space;
    if (!steps(key->key()) || button || !take(key))
        return false;
    event->accept(); // whoever had it before may have ignored it
    return true;
}

} // namespace lab
