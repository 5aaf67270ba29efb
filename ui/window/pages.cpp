// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/pages.h"

#include "ui/layers/composition_view.h"
#include "ui/layers/layer_table.h"
#include "ui/layers/matrix_view.h"
#include "ui/learning/answer_page.h"
#include "ui/learning/epoch_page.h"
#include "ui/learning/film_page.h"
#include "ui/learning/surface_page.h"
#include "ui/model/view_model.h"
#include "ui/stage/stage_page.h"

#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

using Context = const PageContext&;

constexpr std::array kPages{
    PageInfo{"stage", &Actions::stagePage, false,
             [](Context c, QWidget* parent) -> QWidget* {
                 return new StagePage(c.document, c.view, c.player, c.clock, parent);
             }},
    PageInfo{"surface", &Actions::surfacePage, true,
             [](Context c, QWidget* parent) -> QWidget* {
                 return new SurfacePage(c.document, c.learner, c.race, parent);
             }},
    PageInfo{
        "epoch", &Actions::epochPage, true,
        [](Context c, QWidget* parent) -> QWidget* { return new EpochPage(c.document, c.learner, c.clock, parent); }},
    PageInfo{"film", &Actions::filmPage, true,
             [](Context c, QWidget* parent) -> QWidget* { return new FilmPage(c.document, c.learner, parent); }},
    PageInfo{"why", &Actions::answerPage, true,
             [](Context c, QWidget* parent) -> QWidget* { return new AnswerPage(c.document, c.learner, parent); }},
    PageInfo{"table", &Actions::tablePage, false,
             [](Context c, QWidget* parent) -> QWidget* { return new LayerTable(c.document, parent); }},
    PageInfo{"matrix", &Actions::matrixPage, false,
             [](Context c, QWidget* parent) -> QWidget* {
                 return new MatrixView(c.document, c.view, c.player, *c.stage, parent);
             }},
    PageInfo{"composition", &Actions::compositionPage, false,
             [](Context c, QWidget* parent) -> QWidget* { return new CompositionView(c.document, parent); }},
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

QWidget* pageIn(QWidget* place)
{
    auto* area = qobject_cast<QScrollArea*>(place);
    return area ? area->widget() : place;
}

} // namespace

std::span<const PageInfo> pageTable()
{
    return kPages;
}

bool pageOfEpochs(std::string_view id)
{
    return std::ranges::any_of(kPages, [&](const PageInfo& info) { return info.id == id && info.ofEpochs; });
}

Pages::Pages(PageContext context, const Actions& actions, QWidget* parent) : QWidget(parent), m_view(context.view)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_tabs = new QTabBar(this);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Pages"));
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_tabs->setProperty("ownKeys", true);
    rows->addWidget(m_tabs);
    m_stack = new QStackedWidget(this);
    rows->addWidget(m_stack, 1);
    for (const PageInfo& info : kPages) {
        const int index = m_tabs->count();
        QWidget* page = info.make(context, m_stack);
        if (page->focusPolicy() == Qt::NoFocus)
            page->setFocusPolicy(Qt::ClickFocus);
        if (index == 0) {
            m_stagePage = qobject_cast<StagePage*>(page);
            context.stage = &m_stagePage->stage();
            m_stack->addWidget(page);
        } else {
            m_stack->addWidget(scrolled(page, m_stack));
        }
        QAction* show = actions.*info.show;
        m_tabs->setTabToolTip(m_tabs->addTab(show->text().remove(QLatin1Char('&'))), show->toolTip());
        connect(show, &QAction::triggered, this, [this, &info] { m_view.showPage(info.id); });
    }
    connect(m_tabs, &QTabBar::currentChanged, this,
            [this](int index) { m_view.showPage(kPages[std::size_t(index)].id); });
    connect(&m_view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.page)
            follow();
    });
}

const PageInfo& Pages::current() const
{
    return kPages[std::size_t(m_stack->currentIndex())];
}

QWidget& Pages::currentPage() const
{
    return *pageIn(m_stack->currentWidget());
}

Stage& Pages::stage() const
{
    return m_stagePage->stage();
}

/// A page that is not known, of a later version, changes nothing here.
void Pages::follow()
{
    const auto* wanted = std::ranges::find(kPages, m_view.state().page, &PageInfo::id);
    if (wanted == kPages.end())
        return;
    const int index = int(wanted - kPages.begin());
    m_tabs->setCurrentIndex(index);
    m_stack->setCurrentIndex(index);
    QWidget* shown = index == 0 ? &stage() : pageIn(m_stack->currentWidget());
    shown->setFocus(); // not a control in it: the arrows step
}

} // namespace lab
