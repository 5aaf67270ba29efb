// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/menus.h"

#include "ui/paint/words.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/possible.h"
#include "ui/window/actions.h"
#include "ui/window/mnemonics.h"

#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>
#include <QUndoStack>
#include <QWidgetAction>

#include <array>
#include <tuple>

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
    for (const auto& [action, possible, why] :
         {std::tuple(undo, &QUndoStack::canUndoChanged, tr("Nothing was changed yet")),
          std::tuple(redo, &QUndoStack::canRedoChanged, tr("Nothing was undone"))}) {
        const auto follow = [action = action, why = why](bool can) { setPossible(*action, can, why); };
        QObject::connect(&stack, possible, action, follow);
        follow(action->isEnabled());
    }
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    menu->addActions({undo, redo});
    window.addActions({undo, redo});
}

} // namespace

void addHeading(QMenu* menu, const QString& text)
{
    auto* label = new QLabel(text, menu);
    label->setProperty("menuHeading", true);
    auto* heading = new QWidgetAction(menu);
    heading->setDefaultWidget(label);
    heading->setEnabled(false);
    heading->setSeparator(true); // for whoever goes from entry to entry
    menu->setSeparatorsCollapsible(false);
    menu->addAction(heading);
}

void makeMenus(QMainWindow& window, const Actions& actions, QUndoStack& undo, const MakeSubmenu& submenu)
{
    QMenu *menu = nullptr, *inner = nullptr;
    QLatin1String current;
    for (const ActionInfo& info : actionTable()) {
        window.addAction(actions.*info.member); // its key works where the bar is not shown
        if (current != QLatin1String(info.menu)) {
            current = QLatin1String(info.menu);
            menu = window.menuBar()->addMenu(Actions::tr(info.menu));
            menu->setToolTipsVisible(true);
            if (current == QLatin1String("Edit"))
                addUndo(window, undo, menu);
        }
        if (const QLatin1String within(info.submenu); within.isEmpty()) {
            inner = nullptr;
            menu->addAction(actions.*info.member);
            if (info.member == &Actions::history) // with undo and redo
                menu->addSeparator();
        } else {
            if (!inner || inner->objectName() != within) {
                inner = menu->addMenu(Actions::tr(info.submenu));
                inner->setObjectName(within);
                inner->setToolTipsVisible(true);
            }
            inner->addAction(actions.*info.member);
        }
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
}

} // namespace lab
