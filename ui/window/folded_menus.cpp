// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/folded_menus.h"

#include "ui/widgets/style.h"

#include <QKeyEvent>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QShortcut>
#include <QToolButton>

namespace lab
{

FoldedMenus::FoldedMenus(QMainWindow& window, QToolButton& button)
    : QObject(&window), m_window(window), m_button(button), m_all(new QMenu(&window))
{
    m_all->addActions(window.menuBar()->actions());
    for (QAction* menu : window.menuBar()->actions()) {
        m_letters.push_back(new QShortcut(QKeySequence::mnemonic(menu->text()), &window));
        connect(m_letters.back(), &QShortcut::activated, this, [this, menu] { open(menu); });
    }
    auto* toMenus = new QAction(&window);
    toMenus->setShortcut(QKeySequence(Qt::Key_F10));
    window.addAction(toMenus);
    connect(toMenus, &QAction::triggered, this, [this] { open(nullptr); });
    connect(&button, &QToolButton::clicked, this, [this] { open(nullptr); });
    window.installEventFilter(this);
    follow();
}

void FoldedMenus::setHidden(bool hidden)
{
    m_hidden = hidden;
    follow();
}

void FoldedMenus::follow()
{
    const bool bar = !inSmallWindow(m_window);
    m_window.menuBar()->setVisible(bar && !m_hidden);
    m_button.setVisible(!bar);
    for (QShortcut* letter : m_letters)
        letter->setEnabled(!bar && !m_hidden);
}

void FoldedMenus::open(QAction* menu)
{
    QMenuBar* bar = m_window.menuBar();
    if (m_hidden)
        return;
    if (bar->isVisible()) {
        bar->setFocus();
        bar->setActiveAction(bar->actions().front());
        return;
    }
    m_all->popup(m_button.mapToGlobal(QPoint(0, m_button.height())));
    m_all->setActiveAction(menu ? menu : m_all->actions().front());
}

bool FoldedMenus::eventFilter(QObject*, QEvent* event)
{
    const auto alt = [event] { return static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt; };
    switch (event->type()) {
    case QEvent::Resize:
        follow();
        break;
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride:
        m_altAlone = alt();
        break;
    case QEvent::WindowDeactivate:
    case QEvent::Wheel:
    case QEvent::MouseButtonPress:
        m_altAlone = false;
        break;
    case QEvent::KeyRelease:
        if (alt() && m_altAlone && !m_window.menuBar()->isVisible())
            open(nullptr);
        m_altAlone = false;
        break;
    default:
        break;
    }
    return false;
}

} // namespace lab
