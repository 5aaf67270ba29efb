// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that deals with learning: its pages, its commands, its files.
#include "ui/io/error_text.h"
#include "ui/io/loss_file.h"
#include "ui/io/output_file.h"
#include "ui/learning/answer_page.h"
#include "ui/learning/epoch_page.h"
#include "ui/learning/film_page.h"
#include "ui/learning/learn_curves.h"
#include "ui/learning/learn_panel.h"
#include "ui/learning/surface_page.h"
#include "ui/stage/stage.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/main_window.h"

#include <QFileInfo>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>

namespace lab
{

namespace
{

/// The pages in the order of their tabs; each is shown by the action of this name.
constexpr const char* kPageActions[] = {"stagePage",  "surfacePage", "epochPage",  "filmPage",
                                        "answerPage", "tablePage",   "matrixPage", "compositionPage"};
constexpr int kLastOfEpochs = 4; ///< the pages after the stage up to this one are of epochs

} // namespace

void MainWindow::makeLearningPages()
{
    m_surfacePage = new SurfacePage(m_document, m_learner, m_race, m_pages);
    m_epochPage = new EpochPage(m_document, m_learner, m_pages);
    m_filmPage = new FilmPage(m_document, m_learner, m_pages);
    m_answerPage = new AnswerPage(m_document, m_learner, m_pages);
    for (QWidget* page : std::initializer_list<QWidget*>{m_surfacePage, m_epochPage, m_filmPage, m_answerPage})
        m_pages->addWidget(page);
    makeLayerPages();
    for (const char* id : kPageActions) {
        const QString name = m_actions[id]->text().remove(QLatin1Char('&'));
        m_pageTabs->setTabToolTip(m_pageTabs->addTab(name), m_actions[id]->toolTip());
    }
    connect(m_pageTabs, &QTabBar::currentChanged, this, &MainWindow::showPage);
    connect(m_surfacePage, &SurfacePage::informed, m_messages, &MessageBar::showInfo);
    connect(m_epochPage, &EpochPage::pointed, this, [this](const QString& readOut) { m_readOut->setText(readOut); });
    connect(m_filmPage, &FilmPage::epochClicked, &m_learner, &Learner::seek);
    connect(m_epochPage, &EpochPage::seekWanted, this, [this](int position) {
        m_player.setByEpochs(true);
        m_learner.seekPosition(position);
    });
}

void MainWindow::showPage(int page)
{
    const auto ofEpochs = [](int index) { return index > 0 && index <= kLastOfEpochs; };
    if (!ofEpochs(m_pages->currentIndex()) && ofEpochs(page))
        m_stageByEpochs = m_player.byEpochs();
    m_pages->setCurrentIndex(page);
    m_player.setByEpochs(ofEpochs(page) || m_stageByEpochs);
    QWidget* shown = page == 0 ? m_stage : m_pages->currentWidget();
    shown->setFocus(); // not a control in it: the arrows step
}

void MainWindow::connectLearningActions()
{
    const auto on = [this](const char* id, auto slot) { connect(m_actions[id], &QAction::triggered, this, slot); };
    on("run", [this] { m_learner.running() ? m_learner.pause() : m_learner.run(); });
    on("epoch", [this] { m_learner.stepForward(); });
    on("epochBack", [this] { m_learner.stepBack(); });
    on("resetLearning", [this] { m_learner.reset(); });
    on("book", [this] {
        m_actions["panel"]->setChecked(true);
        m_tabs->setCurrentIndex(0);
        m_learnPanel->runExperiment("book");
    });
    for (int page = 0; page < int(std::size(kPageActions)); ++page)
        on(kPageActions[page], [this, page] { m_pageTabs->setCurrentIndex(page); });
    connect(m_actions["logLoss"], &QAction::toggled, this, [this](bool logarithmic) {
        m_learnPanel->chart()->setLogarithmic(logarithmic);
        m_surfacePage->chart()->setLogarithmic(logarithmic);
    });
    on("clearRuns", [this] { m_learner.clearEarlier(); });
    on("exportLoss", [this] { exportLoss(); });
    for (LossChart* chart : {m_learnPanel->chart(), m_surfacePage->chart()}) {
        chart->setContextMenuPolicy(Qt::ActionsContextMenu);
        for (const char* id : {"logLoss", "clearRuns", "exportLoss"})
            chart->addAction(m_actions[id]);
    }
    m_learnPanel->addChartActions({m_actions["logLoss"], m_actions["clearRuns"], m_actions["exportLoss"]});
    const auto canClear = [this] { m_actions["clearRuns"]->setEnabled(!m_learner.earlier().runs().empty()); };
    const auto canExport = [this] {
        m_actions["exportLoss"]->setEnabled(!m_learner.history().empty() || m_race.epoch() > 0);
    };
    for (const auto signal : {&Learner::progressed, &Learner::problemChanged}) {
        connect(&m_learner, signal, this, canClear);
        connect(&m_learner, signal, this, canExport);
    }
    connect(&m_race, &Race::progressed, this, canExport);
    canClear();
    canExport();
}

void MainWindow::exportLoss()
{
    QString path = askForFile(tr("Export loss"), tr("Numbers (*.csv);;Pictures (*.png *.svg)"),
                              QStringLiteral("loss.csv"), true);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".csv");
    const QString kind = QFileInfo(path).suffix().toLower();
    const bool large = m_pages->currentWidget() == m_surfacePage;
    const LossChart* chart = large ? m_surfacePage->chart() : m_learnPanel->chart();
    Result<Done> done = Done{};
    if (kind == QLatin1String("csv")) {
        const auto curves = otherCurves(m_learner, &m_race, themeOf(palette()));
        std::vector<LossColumn> others;
        for (const LossCurve& curve : curves)
            others.push_back({curve.name, *curve.losses});
        const int epochs = std::min(m_learner.epoch(), int(m_learner.history().size()));
        done = writeFile(path, lossCsv(m_learner.history(), epochs, m_learner.kernel().shape(), others));
    } else if (kind == QLatin1String("svg")) {
        done = writeFile(path, chart->svg());
    } else {
        done = writeImage(path, chart->image());
    }
    if (!done)
        m_messages->showError(tr("%1 Nothing was exported.").arg(sentence(done.error())));
    else
        m_messages->showInfo(tr("Exported %1.").arg(QFileInfo(path).fileName()));
}

} // namespace lab
