// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/learning_commands.h"

#include "ui/learning/epoch_page.h"
#include "ui/learning/film_page.h"
#include "ui/learning/learn_panel.h"
#include "ui/learning/surface_page.h"
#include "ui/model/player.h"
#include "ui/model/view_model.h"
#include "ui/widgets/possible.h"
#include "ui/window/pages.h"
#include "ui/window/side_panel.h"

namespace lab
{

LearningCommands::LearningCommands(const Workbench& bench, QObject* parent) : QObject(parent), m_bench(bench)
{
    const Actions& actions = bench.actions;
    Learner& learner = bench.learner;
    const auto on = [this](QAction* action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(actions.run, [&learner] { learner.running() ? learner.pause() : learner.run(); });
    on(actions.epoch, [&learner] { learner.stepForward(); });
    on(actions.epochBack, [&learner] { learner.stepBack(); });
    on(actions.resetLearning, [&learner] { learner.reset(); });
    on(actions.clearRuns, [&learner] { learner.clearEarlier(); });
    on(actions.book, [this] {
        if (!m_bench.view.pageOfEpochs())
            m_bench.actions.learnPlace->trigger();
        m_bench.panel.learn().runExperiment("book");
    });
    auto* surface = bench.pages.page<SurfacePage>();
    LearnPanel& panel = bench.panel.learn();
    for (LossChart* chart : {panel.chart(), surface->chart()})
        connect(actions.logLoss, &QAction::toggled, chart, &LossChart::setLogarithmic);
    panel.addChartActions({actions.logLoss, actions.clearRuns, actions.exportLoss});
    connect(bench.pages.page<FilmPage>(), &FilmPage::epochClicked, &learner, &Learner::seek);
    connect(&bench.view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.timeline && m_bench.player.byProducts())
            m_bench.pages.page<EpochPage>()->beginProducts();
    });
    connect(bench.pages.page<EpochPage>(), &EpochPage::seekWanted, this, [this](int position) {
        if (!m_bench.player.byProducts()) // on the stage too
            m_bench.view.setByEpochs(true);
        m_bench.learner.seekPosition(position);
    });
    const auto follow = [this] {
        followScale();
        setPossible(*m_bench.actions.clearRuns, !m_bench.learner.earlier().runs().empty(),
                    tr("There are no earlier runs of this problem"));
    };
    connect(&learner, &Learner::progressed, this, follow);
    connect(&learner, &Learner::problemChanged, this, follow);
    follow();
}

/// By itself when a run begins or ceases to need it; in between as the person wants it.
void LearningCommands::followScale()
{
    const std::span<const double> losses = m_bench.learner.history().losses();
    const auto shown = std::min(losses.size(), std::size_t(m_bench.document.train().epoch));
    const bool needs = needsLogarithm(losses.first(shown));
    if (needs != m_needsLogarithm)
        m_bench.actions.logLoss->setChecked(needs);
    m_needsLogarithm = needs;
}

} // namespace lab
