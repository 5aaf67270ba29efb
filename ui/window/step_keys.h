// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QObject>

#include <functional>

class QAction;
class QKeyEvent;
class QWidget;

namespace lab
{

class Actions;

/// The bare keys of the table of actions, from wherever no text is being typed: a combo box, a list or a slider that
/// has the focus does not take the keys that step. Space stays with a button; whoever has arrows of its own (a cell,
/// the start on the loss surface) says so with the property "ownKeys" and keeps what it uses; and ↑ and ↓ stay with
/// all controls.
class StepKeys : public QObject
{
    Q_OBJECT
public:
    StepKeys(QWidget* window, const Actions& actions, std::function<void(int tenth)> seekTenth);
    /// Who has keys of their own for a time, and answers whether this is one.
    void letFirst(std::function<bool(const QKeyEvent*)> first) { m_first = std::move(first); }
    /// Does what a key says, if it is one of the table; what is typed into a window without a focus comes here too.
    bool take(const QKeyEvent* event);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_window;
    const Actions& m_actions;
    std::function<void(int)> m_seekTenth;
    std::function<bool(const QKeyEvent*)> m_first = [](const QKeyEvent*) { return false; };
    QHash<QKeySequence, QAction * Actions::*> m_members;
};

} // namespace lab
