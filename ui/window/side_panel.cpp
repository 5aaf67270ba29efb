// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/side_panel.h"

#include "ui/layers/layer_panel.h"
#include "ui/learning/learn_panel.h"
#include "ui/model/view_model.h"
#include "ui/widgets/wheel_guard.h"

#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>

namespace lab
{

namespace
{

constexpr int kWidth = 322;

} // namespace

SidePanel::SidePanel(Document& document, ViewModel& view, Learner& learner, QWidget* parent)
    : QDockWidget(parent), m_view(view)
{
    setWindowTitle(tr("Side panel"));
    setObjectName(QStringLiteral("sidePanel"));
    setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    setTitleBarWidget(new QWidget(this)); // the tabs are its title
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Side panel"));
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setFocusPolicy(Qt::TabFocus);
    m_tabs->tabBar()->setProperty("ownKeys", true);
    m_learn = new LearnPanel(document, learner, m_tabs);
    m_layers = new LayerPanel(document, m_tabs);
    add(m_learn, QStringLiteral("learn"), tr("Learn"));
    add(m_layers, QStringLiteral("layers"), tr("Layers"));
    m_tabs->setMinimumWidth(kWidth);
    setWidget(m_tabs);
    connect(m_tabs, &QTabWidget::currentChanged, this,
            [this] { m_view.showPanel(m_tabs->currentWidget()->objectName().toStdString()); });
    connect(&view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.panel)
            follow();
    });
}

void SidePanel::add(QWidget* panel, const QString& id, const QString& title)
{
    auto* area = new QScrollArea(m_tabs);
    area->setObjectName(id);
    area->setWidget(panel);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    new WheelGuard(panel);
    m_tabs->addTab(area, title);
}

/// A panel that is not known changes nothing here.
void SidePanel::follow()
{
    const QString id = QString::fromStdString(m_view.state().panel);
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->widget(i)->objectName() == id)
            m_tabs->setCurrentIndex(i);
}

} // namespace lab
