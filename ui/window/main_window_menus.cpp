// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The menus and the tool bar of MainWindow, from the tables of actions, samples and kernels.
#include "core/layers/kernels.h"
#include "core/session/samples.h"
#include "ui/widgets/icons.h"
#include "ui/window/dialogs.h"
#include "ui/window/main_window.h"
#include "ui/window/mnemonics.h"

#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace lab
{

QMenu* MainWindow::kernelMenu()
{
    auto* menu = new QMenu(tr("&Kernels"), this);
    menu->setToolTipsVisible(true);
    for (const KernelPreset& preset : kernelPresets()) {
        auto* action =
            menu->addAction(kernelIcon(preset.values(), palette()), tr(preset.name.data()), this, [this, &preset] {
                edit(tr("Kernel “%1”").arg(tr(preset.name.data())), [&](Session& s) {
                    s.layer().kernel = preset.values();
                    s.layer().kind = LayerKind::Convolution;
                    s.train.epoch = 0;
                });
            });
        action->setToolTip(tr(preset.sentence.data()));
        action->setStatusTip(tr(preset.sentence.data()));
    }
    return menu;
}

QMenu* MainWindow::sampleMenu()
{
    auto* menu = new QMenu(tr("S&amples"), this);
    menu->setToolTipsVisible(true);
    for (const Sample& sample : samples()) {
        auto* action = menu->addAction(tr(sample.title.data()), this, [this, &sample] {
            edit(tr(sample.title.data()), [&](Session& s) { sample.apply(s); });
        });
        action->setToolTip(tr(sample.sentence.data()));
        action->setStatusTip(tr(sample.sentence.data()));
    }
    return menu;
}

void MainWindow::makeMenus()
{
    QMenu* menu = nullptr;
    QString current;
    for (const ActionInfo& info : actionTable()) {
        if (current != QLatin1String(info.menu)) {
            current = QLatin1String(info.menu);
            menu = menuBar()->addMenu(Actions::tr(info.menu));
            menu->setToolTipsVisible(true);
            if (current == QLatin1String("Edit")) {
                QAction* undo = m_document.undoStack()->createUndoAction(this, tr("&Undo"));
                QAction* redo = m_document.undoStack()->createRedoAction(this, tr("&Redo"));
                undo->setShortcut(QKeySequence::Undo);
                redo->setShortcuts(
                    {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
                menu->addActions({undo, redo});
                menu->addSeparator();
            }
        }
        menu->addAction(m_actions[info.id]);
        if (qstrcmp(info.id, "open") == 0) {
            m_recent = menu->addMenu(tr("Open &recent"));
            menu->addMenu(sampleMenu());
        } else if (qstrcmp(info.id, "chapterStack") == 0) {
            menu->addMenu(architectureMenu());
        } else if (qstrcmp(info.id, "learnThis") == 0) {
            menu->addMenu(kernelMenu());
        }
    }
    QStringList titles;
    QList<QMenu*> menus;
    for (QAction* action : menuBar()->actions()) {
        menus << action->menu();
        titles << action->menu()->title();
        giveMnemonics(action->menu());
    }
    const QStringList marked = withMnemonics(titles);
    for (qsizetype i = 0; i < menus.size(); ++i)
        menus[i]->setTitle(marked[i]);
    auto* toMenus = new QAction(this);
    toMenus->setShortcut(QKeySequence(Qt::Key_F10));
    connect(toMenus, &QAction::triggered, this, [this] {
        menuBar()->setFocus();
        menuBar()->setActiveAction(menuBar()->actions().front());
    });
    addAction(toMenus);
}

void MainWindow::makeToolBar()
{
    auto* bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({18, 18});
    const auto plain = [](QString text) { return text.remove(QLatin1Char('&')).remove(QStringLiteral("…")); };
    const auto add = [&](const char* id) {
        bar->addAction(m_actions[id]);
        m_actions[id]->setIconText(plain(m_actions[id]->text().section(QLatin1Char('\t'), 0, 0)));
    };
    const auto addMenu = [&](const QString& name, const QString& iconName, QMenu* menu) {
        auto* button = new QToolButton(bar);
        button->setText(name);
        button->setIcon(icon(iconName));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setPopupMode(QToolButton::InstantPopup);
        button->setMenu(menu);
        button->setFocusPolicy(Qt::TabFocus);
        bar->addWidget(button);
    };
    add("open");
    addMenu(tr("Samples"), QStringLiteral("samples"), sampleMenu());
    addMenu(tr("Kernels"), QStringLiteral("kernel"), kernelMenu());
    bar->addSeparator();
    QAction* undo = m_document.undoStack()->createUndoAction(this, tr("Undo"));
    QAction* redo = m_document.undoStack()->createRedoAction(this, tr("Redo"));
    undo->setIcon(icon(QStringLiteral("undo")));
    redo->setIcon(icon(QStringLiteral("redo")));
    undo->setIconText(tr("Undo"));
    redo->setIconText(tr("Redo"));
    // The icon text follows the name of the edit otherwise, and the bar would dance.
    for (QAction* action : {undo, redo}) {
        bar->addAction(action);
        qobject_cast<QToolButton*>(bar->widgetForAction(action))->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    auto* space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    auto* exports = new QMenu(this);
    for (const char* id : {"exportOutput", "exportFiltered", "exportKernel", "exportStage"})
        exports->addAction(m_actions[id]);
    addMenu(tr("Export"), QStringLiteral("export"), exports);
    for (const char* id : {"dark", "panel"}) {
        bar->addAction(m_actions[id]);
        qobject_cast<QToolButton*>(bar->widgetForAction(m_actions[id]))->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
}

} // namespace lab
