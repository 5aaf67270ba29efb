// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/menus.h"

#include "ui/paint/words.h"
#include "ui/widgets/icons.h"
#include "ui/window/actions.h"
#include "ui/window/mnemonics.h"

#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>
#include <QUndoStack>

#include <array>

namespace lab
{

namespace
{

/// Menus of what there is, each behind a command.
struct SubmenuPlace {
    QAction* Actions::*behind;
    Submenu which;
};
constexpr std::array kSubmenus{
    SubmenuPlace{&Actions::open, Submenu::Recent},
    SubmenuPlace{&Actions::open, Submenu::Samples},
    SubmenuPlace{&Actions::chapterStack, Submenu::Architectures},
    SubmenuPlace{&Actions::learnThis, Submenu::Kernels},
};

void addUndo(QMainWindow& window, QUndoStack& stack, QMenu* menu)
{
    QAction* undo = stack.createUndoAction(&window, tr("&Undo"));
    QAction* redo = stack.createRedoAction(&window, tr("&Redo"));
    undo->setShortcut(QKeySequence::Undo);
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    menu->addActions({undo, redo});
    menu->addSeparator();
}

} // namespace

void makeMenus(QMainWindow& window, const Actions& actions, QUndoStack& undo, const MakeSubmenu& submenu)
{
    QMenu* menu = nullptr;
    QLatin1String current;
    for (const ActionInfo& info : actionTable()) {
        if (current != QLatin1String(info.menu)) {
            current = QLatin1String(info.menu);
            menu = window.menuBar()->addMenu(Actions::tr(info.menu));
            menu->setToolTipsVisible(true);
            if (current == QLatin1String("Edit"))
                addUndo(window, undo, menu);
        }
        menu->addAction(actions.*info.member);
        for (const SubmenuPlace& place : kSubmenus)
            if (place.behind == info.member)
                menu->addMenu(submenu(place.which, menu));
    }
    QStringList titles;
    QList<QMenu*> menus;
    for (QAction* action : window.menuBar()->actions()) {
        menus << action->menu();
        titles << action->menu()->title();
        giveMnemonics(action->menu());
    }
    const QStringList marked = withMnemonics(titles);
    for (qsizetype i = 0; i < menus.size(); ++i)
        menus[i]->setTitle(marked[i]);
    auto* toMenus = new QAction(&window);
    toMenus->setShortcut(QKeySequence(Qt::Key_F10));
    QMenuBar* bar = window.menuBar();
    QObject::connect(toMenus, &QAction::triggered, bar, [bar] {
        bar->setFocus();
        bar->setActiveAction(bar->actions().front());
    });
    window.addAction(toMenus);
}

void makeToolBar(QMainWindow& window, const Actions& actions, QUndoStack& undoStack, const MakeSubmenu& submenu)
{
    QToolBar* bar = window.addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({18, 18});
    const auto addMenu = [bar](const QString& name, const QString& iconName, QMenu* menu) {
        auto* button = new QToolButton(bar);
        button->setText(name);
        button->setIcon(icon(iconName));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setPopupMode(QToolButton::InstantPopup);
        button->setMenu(menu);
        button->setFocusPolicy(Qt::TabFocus);
        bar->addWidget(button);
    };
    const auto iconOnly = [bar](QAction* action) {
        bar->addAction(action);
        qobject_cast<QToolButton*>(bar->widgetForAction(action))->setToolButtonStyle(Qt::ToolButtonIconOnly);
    };
    bar->addAction(actions.open);
    actions.open->setIconText(actions.open->text().remove(QLatin1Char('&')).remove(QStringLiteral("…")));
    addMenu(tr("Samples"), QStringLiteral("samples"), submenu(Submenu::Samples, bar));
    addMenu(tr("Kernels"), QStringLiteral("kernel"), submenu(Submenu::Kernels, bar));
    bar->addSeparator();
    QAction* undo = undoStack.createUndoAction(&window, tr("Undo"));
    QAction* redo = undoStack.createRedoAction(&window, tr("Redo"));
    undo->setIcon(icon(QStringLiteral("undo")));
    redo->setIcon(icon(QStringLiteral("redo")));
    undo->setIconText(tr("Undo"));
    redo->setIconText(tr("Redo"));
    // The icon text follows the name of the edit otherwise, and the bar would dance.
    iconOnly(undo);
    iconOnly(redo);
    auto* space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    auto* exports = new QMenu(&window);
    exports->addActions({actions.exportOutput, actions.exportFiltered, actions.exportKernel, actions.exportPage});
    addMenu(tr("Export"), QStringLiteral("export"), exports);
    iconOnly(actions.dark);
    iconOnly(actions.panel);
}

} // namespace lab
