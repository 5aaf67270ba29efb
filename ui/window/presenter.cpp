// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/presenter.h"

#include "ui/stage/stage.h"
#include "ui/stage/stage_page.h"
#include "ui/window/folded_menus.h"
#include "ui/window/pages.h"
#include "ui/window/place_bar.h"
#include "ui/window/side_panel.h"
#include "ui/window/timeline_bar.h"

#include <QEvent>
#include <QGuiApplication>

#include <chrono>

namespace lab
{

namespace
{

constexpr std::chrono::seconds kPointerRests{2};

} // namespace

Presenter::Presenter(const Workbench& bench, FoldedMenus& menus, PlaceBar& places, TimelineBar& timeline,
                     QObject* parent)
    : QObject(parent), m_bench(bench), m_menus(menus), m_places(places), m_timeline(timeline)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kPointerRests);
    connect(&m_rest, &QTimer::timeout, this, [this] { showPointer(false); });
    connect(bench.actions.present, &QAction::toggled, this, &Presenter::present);
}

Presenter::~Presenter()
{
    showPointer(true);
}

void Presenter::present(bool on)
{
    m_menus.setHidden(on);
    m_places.setVisible(!on);
    m_bench.pages.bar().setVisible(!on);
    m_bench.panel.setVisible(!on && m_bench.actions.panel->isChecked());
    m_bench.pages.stagePage().setPresenting(on);
    m_timeline.setSlim(on);
    m_bench.window.setWindowState(m_bench.window.windowState().setFlag(Qt::WindowFullScreen, on));
    m_bench.stage.setFocus();
    showPointer(true);
    if (on) {
        qApp->installEventFilter(this);
        m_rest.start();
    } else {
        qApp->removeEventFilter(this);
        m_rest.stop();
    }
}

void Presenter::showPointer(bool shown)
{
    if (m_pointerHidden != shown)
        return;
    m_pointerHidden = !shown;
    if (shown)
        QGuiApplication::restoreOverrideCursor();
    else
        QGuiApplication::setOverrideCursor(Qt::BlankCursor);
}

bool Presenter::eventFilter(QObject*, QEvent* event)
{
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::MouseButtonPress) {
        showPointer(true);
        m_rest.start();
    }
    return false;
}

} // namespace lab
