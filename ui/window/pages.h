// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/actions.h"

#include <QWidget>

#include <span>

class QStackedWidget;
class QTabBar;

namespace lab
{

class Document;
class Learner;
class Player;
class Race;
class Stage;
class StagePage;

/// What pages are made from.
struct PageContext {
    Document& document;
    Player& player;
    Learner& learner;
    Race& race;
    Stage* stage; ///< null while the stage's page itself is made
};

/// A page: the one place where it is known.
struct PageInfo {
    const char* id; ///< in session files
    QAction* Actions::*show; ///< names it, too
    bool ofEpochs; ///< the timeline goes through the epochs while it is shown
    QWidget* (*make)(const PageContext& context, QWidget* parent);
};
std::span<const PageInfo> pageTable();

/// The tabs with their pages. A page asks for no size of the window: what does not fit is scrolled.
class Pages : public QWidget
{
    Q_OBJECT
public:
    Pages(PageContext context, const Actions& actions, QWidget* parent);

    const PageInfo& current() const;
    /// An unknown id changes nothing.
    void show(const QString& id);
    Stage& stage() const;
    StagePage& stagePage() const { return *m_stagePage; }
    template <class W>
    W* page() const
    {
        return findChild<W*>();
    }

private:
    void showIndex(int index);

    Player& m_player;
    QTabBar* m_tabs = nullptr;
    QStackedWidget* m_stack = nullptr;
    StagePage* m_stagePage = nullptr;
    bool m_stageByEpochs = false; ///< what the timeline of the stage stepped through
};

} // namespace lab
