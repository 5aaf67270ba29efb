// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/actions.h"

#include <QWidget>

#include <span>
#include <string_view>

class QStackedWidget;
class QTabBar;

namespace lab
{

class Document;
class FrameClock;
class Learner;
class Player;
class Race;
class Stage;
class StagePage;
class ViewModel;

/// What pages are made from.
struct PageContext {
    Document& document;
    ViewModel& view;
    Player& player;
    Learner& learner;
    Race& race;
    FrameClock& clock;
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
/// Whether the page with this id is there, and about the epochs.
bool pageOfEpochs(std::string_view id);

/// The tabs with their pages, of which the view chooses one. A page asks for no size of the window: what does not fit
/// is scrolled.
class Pages : public QWidget
{
    Q_OBJECT
public:
    Pages(PageContext context, const Actions& actions, QWidget* parent);

    const PageInfo& current() const;
    QWidget& currentPage() const;
    Stage& stage() const;
    StagePage& stagePage() const { return *m_stagePage; }
    template <class W>
    W* page() const
    {
        return findChild<W*>();
    }

private:
    void follow();

    ViewModel& m_view;
    QTabBar* m_tabs = nullptr;
    QStackedWidget* m_stack = nullptr;
    StagePage* m_stagePage = nullptr;
};

} // namespace lab
