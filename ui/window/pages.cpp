// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/pages.h"

#include "ui/channels/channels_page.h"
#include "ui/layers/composition_view.h"
#include "ui/layers/layer_table.h"
#include "ui/layers/matrix_view.h"
#include "ui/learning/answer_page.h"
#include "ui/learning/epoch_page.h"
#include "ui/learning/film_page.h"
#include "ui/learning/surface_page.h"
#include "ui/model/view_model.h"
#include "ui/picture/compare_page.h"
#include "ui/picture/filter_page.h"
#include "ui/settings/choice_chip.h"
#include "ui/stage/stage.h"
#include "ui/stage/stage_page.h"
#include "ui/widgets/style.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

constexpr int kBarHeight = 40;
constexpr int kNarrow = 640; ///< pixels of width: a list instead of tabs, and no chips

using Context = const PageContext&;

constexpr std::array kPlaces{
    PlaceInfo{"slide", &Actions::slidePlace, "layer", false},
    PlaceInfo{"picture", &Actions::picturePlace, "workshop", true},
    PlaceInfo{"learn", &Actions::learnPlace, "learn", true},
    PlaceInfo{"layers", &Actions::layersPlace, "layers", true},
    PlaceInfo{"lesson", &Actions::lessonPlace, "lesson", true},
};

constexpr std::array kPages{
    PageInfo{"stage", "slide", &Actions::stagePage, false,
             [](Context c, QWidget* parent) -> QWidget* {
                 return new StagePage(c.document, c.view, c.player, c.clock, parent);
             }},
    PageInfo{"channels", "slide", &Actions::channelsPage, false,
             [](Context c, QWidget* parent) -> QWidget* { return new ChannelsPage(c.document, c.view, parent); },
             false, true},
    PageInfo{
        "kernels", "slide", &Actions::kernelsPage, false,
        [](Context c, QWidget* parent) -> QWidget* { return new ComparePage(c.document, c.view, *c.stage, parent); }},
    PageInfo{
        "filter", "picture", &Actions::filterPage, false,
        [](Context c, QWidget* parent) -> QWidget* { return new FilterPage(c.document, c.view, *c.stage, parent); }},
    PageInfo{
        "filters", "picture", &Actions::filtersPage, false,
        [](Context c, QWidget* parent) -> QWidget* { return new ComparePage(c.document, c.view, *c.stage, parent); }},
    PageInfo{"run", "learn", &Actions::runPage, true, nullptr},
    PageInfo{
        "epoch", "learn", &Actions::epochPage, true,
        [](Context c, QWidget* parent) -> QWidget* { return new EpochPage(c.document, c.learner, c.player, parent); },
        true},
    PageInfo{"film", "learn", &Actions::filmPage, true,
             [](Context c, QWidget* parent) -> QWidget* { return new FilmPage(c.document, c.learner, parent); }},
    PageInfo{"surface", "learn", &Actions::surfacePage, true,
             [](Context c, QWidget* parent) -> QWidget* {
                 return new SurfacePage(c.document, c.learner, c.race, parent);
             }},
    PageInfo{"why", "learn", &Actions::answerPage, true,
             [](Context c, QWidget* parent) -> QWidget* { return new AnswerPage(c.document, c.learner, parent); }},
    PageInfo{"stack", "layers", &Actions::stackPage, false, nullptr},
    PageInfo{"table", "layers", &Actions::tablePage, false,
             [](Context c, QWidget* parent) -> QWidget* { return new LayerTable(c.document, parent); }},
    PageInfo{"matrix", "layers", &Actions::matrixPage, false,
             [](Context c, QWidget* parent) -> QWidget* {
                 return new MatrixView(c.document, c.view, c.player, *c.stage, parent);
             }},
    PageInfo{"composition", "layers", &Actions::compositionPage, false,
             [](Context c, QWidget* parent) -> QWidget* { return new CompositionView(c.document, parent); }},
    PageInfo{"lesson", "lesson", &Actions::lessonPage, false, nullptr},
    PageInfo{"predict", "lesson", &Actions::predictPage, false, nullptr},
    PageInfo{"exercises", "lesson", &Actions::exercisesPage, false, nullptr},
    PageInfo{"compare", "lesson", &Actions::comparePage, false, nullptr},
};

QWidget* scrolled(QWidget* page, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

/// Pages of one layer, where nothing is asked about it.
bool hasChips(const PageInfo& page)
{
    constexpr std::array<std::string_view, 5> kOfTheLayer{"stage", "kernels", "filter", "filters", "stack"};
    return std::ranges::find(kOfTheLayer, page.id) != kOfTheLayer.end();
}

QWidget* pageIn(QWidget* place)
{
    auto* area = qobject_cast<QScrollArea*>(place);
    return area ? area->widget() : place;
}

} // namespace

std::span<const PlaceInfo> placeTable()
{
    return kPlaces;
}

std::span<const PageInfo> pageTable()
{
    return kPages;
}

const PageInfo& infoOfPage(std::string_view id)
{
    const auto* found = std::ranges::find(kPages, id, &PageInfo::id);
    return found == kPages.end() ? kPages.front() : *found;
}

bool pageOfEpochs(std::string_view id)
{
    return std::ranges::any_of(kPages, [&](const PageInfo& info) { return info.id == id && info.ofEpochs; });
}

std::string_view placeOfPage(std::string_view page)
{
    return infoOfPage(page).place;
}

const PlaceInfo& infoOfPlace(std::string_view id)
{
    const auto* found = std::ranges::find(kPlaces, id, &PlaceInfo::id);
    return found == kPlaces.end() ? kPlaces.front() : *found;
}

Pages::Pages(PageContext context, const Actions& actions, QWidget* parent)
    : QWidget(parent), m_view(context.view), m_actions(actions)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_bar = new QWidget(this);
    m_bar->setObjectName(QStringLiteral("viewBar"));
    m_bar->setFixedHeight(kBarHeight);
    auto* bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(4, 0, 16, 0);
    m_tabs = new QTabBar(m_bar);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Views"));
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_tabs->setProperty("ownKeys", true);
    bar->addWidget(m_tabs);
    m_list = new QComboBox(m_bar);
    m_list->setAccessibleName(tr("View"));
    bar->addWidget(m_list);
    bar->addStretch(1);
    addChips(context.document);
    rows->addWidget(m_bar);
    m_stack = new QStackedWidget(this);
    rows->addWidget(m_stack, 1);
    addPages(context, actions);
    m_cover = new QLabel(tr("Something is asked of you, and this view would tell the answer.\n"
                            "It is here again once you have answered, or while you play freely."),
                         m_stack);
    m_cover->setAlignment(Qt::AlignCenter);
    m_cover->setWordWrap(true);
    m_cover->setProperty("muted", true);
    m_cover->setFocusPolicy(Qt::ClickFocus);
    m_stack->addWidget(m_cover);
    addPlaces(actions);
    const auto choose = [this](int index) {
        if (index >= 0)
            m_view.showPage(m_tabs->tabData(index).toString().toStdString());
    };
    connect(m_tabs, &QTabBar::currentChanged, this, choose);
    connect(m_list, &QComboBox::activated, this, choose);
    connect(&m_view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.page)
            follow();
        else if (changes.shown && m_stack->currentWidget() != pageNow())
            m_stack->setCurrentWidget(pageNow());
        if (changes.shown)
            page<EpochPage>()->setAsked(m_view.state().hidden.learning);
    });
    follow();
}

/// The stage, the page of an epoch and that of several channels hide what is asked of them themselves.
QWidget* Pages::pageNow() const
{
    const PageInfo& info = known();
    QWidget* const page = m_places[std::size_t(&info - kPages.data())];
    const std::string_view id = info.id;
    const Hidden& hidden = m_view.state().hidden;
    const bool hides =
        page == m_stagePage || id == "epoch" || (id == "channels" && hidden.onlyChannels() && !hidden.channels.sizes);
    return hides || !hidden.any() ? page : m_cover;
}

void Pages::addPages(PageContext context, const Actions& actions)
{
    for (const PageInfo& info : kPages) {
        connect(actions.*info.show, &QAction::triggered, this, [this, &info] { m_view.showPage(info.id); });
        if (!info.make) {
            m_places.push_back(m_stagePage);
            continue;
        }
        QWidget* page = info.make(context, m_stack);
        if (page->focusPolicy() == Qt::NoFocus)
            page->setFocusPolicy(Qt::ClickFocus);
        if (!m_stagePage) {
            m_stagePage = qobject_cast<StagePage*>(page);
            context.stage = &m_stagePage->stage();
            m_places.push_back(page);
        } else {
            m_places.push_back(scrolled(page, m_stack));
        }
        m_stack->addWidget(m_places.back());
    }
}

/// A place shows what was shown in it last.
void Pages::addPlaces(const Actions& actions)
{
    for (const PlaceInfo& place : kPlaces) {
        const auto* first = std::ranges::find_if(
            kPages, [&](const PageInfo& page) { return std::string_view(page.place) == place.id; });
        m_last.emplace(place.id, first->id);
        connect(actions.*place.show, &QAction::triggered, this,
                [this, &place] { m_view.showPage(m_last[place.id]); });
    }
}

/// What makes the layer what it is, beside the tabs of the stage.
void Pages::addChips(Document& document)
{
    auto* bar = qobject_cast<QHBoxLayout*>(m_bar->layout());
    for (const ChoiceSetting* setting : {&kOperation, &kActivation}) {
        m_chips.push_back(new ChoiceChip(*setting, document, focusedLayer, m_bar));
        bar->addWidget(m_chips.back());
    }
}

const PageInfo& Pages::known() const
{
    return infoOfPage(m_view.state().page);
}

const PageInfo& Pages::current() const
{
    return known();
}

QWidget& Pages::currentPage() const
{
    return *pageIn(m_stack->currentWidget());
}

std::vector<QWidget*> Pages::all() const
{
    std::vector<QWidget*> pages;
    for (std::size_t i = 0; i < m_places.size(); ++i)
        if (kPages[i].make)
            pages.push_back(pageIn(m_places[i]));
    return pages;
}

Stage& Pages::stage() const
{
    return m_stagePage->stage();
}

/// The tabs of the place, with Ctrl+1, Ctrl+2, … in their order.
void Pages::showTabs()
{
    const std::string_view place = known().place;
    const QSignalBlocker quietTabs(m_tabs), quietList(m_list);
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);
    m_list->clear();
    for (const PageInfo& info : kPages) {
        QAction* show = m_actions.*info.show;
        show->setShortcut({});
        if (place != info.place)
            continue;
        const int index = m_tabs->addTab(show->text().remove(QLatin1Char('&')));
        m_tabs->setTabData(index, QLatin1String(info.id));
        m_tabs->setTabToolTip(index, show->toolTip());
        m_list->addItem(m_tabs->tabText(index), QLatin1String(info.id));
        show->setShortcut(QKeySequence(int(Qt::CTRL) | (Qt::Key_1 + index)));
        if (&info == &known()) {
            m_tabs->setCurrentIndex(index);
            m_list->setCurrentIndex(index);
        }
    }
}

void Pages::follow()
{
    const PageInfo& page = known();
    m_last[page.place] = page.id;
    showTabs();
    m_stack->setFocus(); // else what had it on that page gets it and loses it at once, and lets go of what is pinned
    m_stack->setCurrentWidget(pageNow());
    const bool stageShown = m_stack->currentWidget() == m_stagePage;
    for (QWidget* chip : m_chips)
        chip->setVisible(hasChips(page) && inBaseText(*this, width()) >= kNarrow);
    QWidget* shown = stageShown ? &stage() : pageIn(m_stack->currentWidget());
    shown->setFocus(); // not a control in it: the arrows step
}

void Pages::resizeEvent(QResizeEvent*)
{
    const bool narrow = inBaseText(*this, width()) < kNarrow;
    m_tabs->setVisible(!narrow);
    m_list->setVisible(narrow);
    const PageInfo& page = known();
    for (QWidget* chip : m_chips)
        chip->setVisible(!narrow && hasChips(page));
}

} // namespace lab
