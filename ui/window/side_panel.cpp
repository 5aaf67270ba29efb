// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/side_panel.h"

#include "ui/code/code_panel.h"
#include "ui/layers/layer_panel.h"
#include "ui/layers/layers_panel.h"
#include "ui/learning/learn_panel.h"
#include "ui/lessons/lesson_panel.h"
#include "ui/model/course.h"
#include "ui/model/view_model.h"
#include "ui/picture/workshop_panel.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/wheel_guard.h"
#include "ui/window/pages.h"

#include <QScrollArea>
#include <QSignalBlocker>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace lab
{

SidePanel::SidePanel(Document& document, ViewModel& view, Learner& learner, Course& course, Predictor& predictor,
                     QWidget* parent)
    : QFrame(parent), m_view(view), m_course(course)
{
    setObjectName(QStringLiteral("sidePanel"));
    setAccessibleName(tr("Side panel"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Side panel"));
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setFocusPolicy(Qt::TabFocus);
    m_tabs->tabBar()->setProperty("ownKeys", true);
    m_workshop = new WorkshopPanel(document, m_tabs);
    m_code = new CodePanel(document, view, m_tabs);
    m_learn = new LearnPanel(document, learner, m_tabs);
    m_layers = new LayersPanel(document, m_tabs);
    m_layer = new LayerPanel(document, m_tabs);
    m_lesson = new LessonPanel(document, view, course, predictor, m_tabs);
    addWhole(m_lesson, QStringLiteral("lesson"), tr("Lesson"));
    add(m_workshop, QStringLiteral("workshop"), tr("Workshop"));
    add(m_learn, QStringLiteral("learn"), tr("Learn"));
    add(m_layers, QStringLiteral("layers"), tr("Layers"));
    add(m_layer, QStringLiteral("layer"), tr("Layer"));
    addWhole(m_code, QStringLiteral("code"), tr("Code"));
    auto* close = new QToolButton(m_tabs);
    close->setIcon(icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::TabFocus);
    close->setProperty("tool", true);
    close->setAccessibleName(tr("Close the side panel"));
    close->setToolTip(tr("Close the side panel (F9)"));
    connect(close, &QToolButton::clicked, this, &SidePanel::closeWanted);
    m_tabs->setCornerWidget(close);
    rows->addWidget(m_tabs);
    connect(m_tabs, &QTabWidget::currentChanged, this,
            [this] { m_view.showPanel(m_tabs->currentWidget()->objectName().toStdString()); });
    connect(&view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.page)
            followPlace();
        if (changes.panel)
            follow();
        if (changes.shown)
            followAsked();
    });
    connect(&course, &Course::stepChanged, this, &SidePanel::followPlace);
    followPlace();
}

/// While something is asked, the panels that would tell it wait.
void SidePanel::followAsked()
{
    const bool asked = m_view.state().hidden.any();
    {
        const QSignalBlocker quiet(m_tabs); // the tab that is open stays it, though the next one could be
        const int now = m_tabs->currentIndex();
        for (int i = 0; i < m_tabs->count(); ++i)
            if (m_tabs->widget(i) != m_lesson) {
                m_tabs->setTabEnabled(i, !asked);
                m_tabs->setTabToolTip(i, asked ? tr("Here again once you have answered") : QString());
            }
        m_tabs->setCurrentIndex(now);
    }
    follow();
}

void SidePanel::addWhole(QWidget* panel, const QString& id, const QString& title)
{
    panel->setObjectName(id);
    new WheelGuard(panel);
    m_tabs->addTab(panel, title);
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

/// A place has its own panel, which comes first; that of the layer is in every place.
void SidePanel::followPlace()
{
    const std::string own = infoOfPlace(placeOfPage(m_view.state().page)).panel;
    const QSignalBlocker quiet(m_tabs);
    for (int i = 0; i < m_tabs->count(); ++i) {
        const std::string id = m_tabs->widget(i)->objectName().toStdString();
        m_tabs->setTabVisible(i,
                              id == own || id == "layer" || id == "code" || (id == "lesson" && m_course.running()));
        if (id == (m_course.running() ? "lesson" : own))
            m_tabs->setCurrentIndex(i);
    }
    follow();
}

/// A panel that is not known, or not of this place, changes nothing here.
void SidePanel::follow()
{
    const QSignalBlocker quiet(m_tabs);
    const QString id = QString::fromStdString(m_view.state().panel);
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->widget(i)->objectName() == id && m_tabs->isTabVisible(i))
            m_tabs->setCurrentIndex(i);
    takeWidth();
}

void SidePanel::takeWidth()
{
    setFixedWidth(int((m_tabs->currentWidget() == m_lesson ? kLessonWidth : kWidth) * m_widening));
}

void SidePanel::setWidening(double factor)
{
    m_widening = factor;
    takeWidth();
}

} // namespace lab
