// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/work_area.h"

#include <QEvent>

#include <algorithm>

namespace lab
{

WorkArea::WorkArea(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void WorkArea::setWidgets(QWidget* work, QWidget* panel)
{
    m_work = work;
    m_panel = panel;
    for (QWidget* widget : {work, panel})
        widget->setParent(this);
    panel->raise();
    panel->installEventFilter(this);
    place();
}

QSize WorkArea::minimumSizeHint() const
{
    return m_work ? m_work->minimumSizeHint() : QSize();
}

void WorkArea::resizeEvent(QResizeEvent*)
{
    place();
}

void WorkArea::place()
{
    if (!m_work)
        return;
    const int panel = m_panel->isHidden() ? 0 : std::min(m_panel->width(), width());
    const bool beside = width() >= kBesideFrom;
    m_work->setGeometry(0, 0, width() - (beside ? panel : 0), height());
    m_panel->setGeometry(width() - panel, 0, m_panel->width(), height());
}

bool WorkArea::eventFilter(QObject*, QEvent* event)
{
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent ||
        event->type() == QEvent::Resize) // it chooses its width itself
        place();
    return false;
}

} // namespace lab
