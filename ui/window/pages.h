// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/actions.h"

#include <QWidget>

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

class QComboBox;
class QLabel;
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

/// What a person is about: each has pages of its own, and a first tab of the panel.
struct PlaceInfo {
    const char* id;
    QAction* Actions::*show; ///< names it, too
    const char* panel; ///< the tab of the panel that is its own
    bool panelAtFirst; ///< whether the panel is there until somebody closes it
};
std::span<const PlaceInfo> placeTable();

/// A page: the one place where it is known.
struct PageInfo {
    const char* id; ///< in session files
    const char* place;
    QAction* Actions::*show; ///< names it, too
    bool ofEpochs; ///< the timeline goes through the epochs while it is shown
    QWidget* (*make)(const PageContext& context, QWidget* parent); ///< null: it shows the stage, as others do
    bool wide = false; ///< it needs the room of the panel, which does not open by itself
    bool ownSteps = false; ///< it has steps of its own, instead of the timeline
};
std::span<const PageInfo> pageTable();
/// That of the id; the first for one that is not known.
const PageInfo& infoOfPage(std::string_view id);
/// The place of a page; that of the first for one that is not known.
std::string_view placeOfPage(std::string_view page);
const PlaceInfo& infoOfPlace(std::string_view id);
/// Whether the page with this id is there, and about the epochs.
bool pageOfEpochs(std::string_view id);

/// The views of a place as tabs, and the page of the one that is chosen. A page asks for no size of the window: what
/// does not fit is scrolled.
class Pages : public QWidget
{
    Q_OBJECT
public:
    Pages(PageContext context, const Actions& actions, QWidget* parent);

    const PageInfo& current() const;
    QWidget& currentPage() const;
    Stage& stage() const;
    StagePage& stagePage() const { return *m_stagePage; }
    /// Each of the table once, but for those that show the stage of another.
    std::vector<QWidget*> all() const;
    QWidget& bar() const { return *m_bar; } ///< the tabs, with what belongs to the view beside them
    template <class W>
    W* page() const
    {
        return findChild<W*>();
    }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addPages(PageContext context, const Actions& actions);
    void addPlaces(const Actions& actions);
    void addChips(Document& document);
    void follow();
    void showTabs();
    QWidget* pageNow() const; ///< what of the stack shows it, or its cover
    const PageInfo& known() const; ///< the page that is shown

    ViewModel& m_view;
    const Actions& m_actions;
    QWidget* m_bar = nullptr;
    QTabBar* m_tabs = nullptr;
    QComboBox* m_list = nullptr; ///< instead of the tabs, where the bar is narrow
    std::vector<QWidget*> m_chips; ///< of the layer, beside the tabs of the stage
    QStackedWidget* m_stack = nullptr;
    QLabel* m_cover = nullptr; ///< instead of a page that would tell what is asked
    StagePage* m_stagePage = nullptr;
    std::vector<QWidget*> m_places; ///< of each page, what of the stack shows it
    std::map<std::string, std::string, std::less<>> m_last; ///< of each place, the page that was shown there last
};

} // namespace lab
