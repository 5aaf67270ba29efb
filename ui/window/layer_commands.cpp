// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/layer_commands.h"

#include "core/layers/architectures.h"
#include "core/session/samples.h"
#include "core/session/session.h"
#include "core/session/stack_edits.h"
#include "ui/io/error_text.h"
#include "ui/layers/composition_view.h"
#include "ui/layers/layer_list.h"
#include "ui/layers/layers_panel.h"
#include "ui/model/document.h"
#include "ui/model/view_model.h"
#include "ui/paint/words.h"
#include "ui/stage/stage.h"
#include "ui/widgets/possible.h"
#include "ui/widgets/toast.h"
#include "ui/window/actions.h"
#include "ui/window/pages.h"
#include "ui/window/side_panel.h"

#include <QMenu>

namespace lab
{

LayerCommands::LayerCommands(const Workbench& bench, QObject* parent) : QObject(parent), m_bench(bench)
{
    const Actions& actions = bench.actions;
    const auto on = [this](QAction* action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    LayerList* list = bench.panel.layers().list();
    on(actions.addConvolution, [list] { list->add(LayerKind::Convolution); });
    on(actions.addMaxPool, [list] { list->add(LayerKind::MaxPool); });
    on(actions.addAveragePool, [list] { list->add(LayerKind::AveragePool); });
    on(actions.duplicateLayer, [list] { list->duplicate(); });
    on(actions.removeLayer, [list] { list->remove(); });
    on(actions.layerUp, [list] { list->move(-1); });
    on(actions.layerDown, [list] { list->move(1); });
    on(actions.growToCover, [this] { growToCover(); });
    const auto takeExample = [this] {
        Session after = m_bench.document.session();
        findSample("chapter-receptive-field")->apply(after);
        m_bench.document.edit(tr("The book's two layers"), std::move(after));
    };
    on(actions.chapterStack, [this, takeExample] {
        takeExample();
        m_bench.view.showPage("stack");
    });
    connect(bench.pages.page<CompositionView>(), &CompositionView::exampleWanted, this, takeExample);
    on(actions.walkBack, [this] {
        m_bench.view.showPage("stack");
        m_bench.stage.walkBack();
    });
    connect(actions.shadePaths, &QAction::toggled, &bench.view, &ViewModel::setShadePaths);
    bench.panel.layers().addCommands(
        {actions.growToCover, actions.chapterStack, actions.walkBack, actions.shadePaths},
        architectureMenu(&bench.window));
    connect(&bench.document, &Document::changed, this, &LayerCommands::follow);
    connect(&bench.view, &ViewModel::changed, this, &LayerCommands::follow);
    follow();
}

void LayerCommands::growToCover()
{
    Session after = m_bench.document.session();
    auto grown = grownToCover(after.input->shape(), after.layers);
    if (!grown) {
        m_bench.messages.showError(tr("%1 The layers stay as they were.").arg(sentence(grown.error())));
        return;
    }
    const auto more = grown->size() - after.layers.size();
    after.layers = std::move(*grown);
    after.focus = after.layers.size() - 1;
    m_bench.document.edit(tr("Grow to cover the input"), std::move(after));
    m_bench.messages.showInfo(more == 0
                                  ? tr("An element of the last map sees the whole input already.")
                                  : tr("%1 more layers: an element of the last map sees the whole input.").arg(more));
}

void LayerCommands::follow()
{
    const Actions& actions = m_bench.actions;
    const Session& session = m_bench.document.session();
    const bool full = session.layers.size() >= kMostLayers;
    for (QAction* action :
         {actions.addConvolution, actions.addMaxPool, actions.addAveragePool, actions.duplicateLayer})
        setPossible(*action, !full, tr("A stack has up to %1 layers").arg(kMostLayers));
    setPossible(*actions.removeLayer, session.layers.size() > 1, tr("The only layer cannot be removed"));
    setPossible(*actions.layerUp, session.focus > 0, tr("It is the first layer"));
    actions.shadePaths->setChecked(m_bench.view.state().shadePaths);
    setPossible(*actions.layerDown, session.focus + 1 < session.layers.size(), tr("It is the last layer"));
}

QMenu* LayerCommands::architectureMenu(QWidget* parent)
{
    auto* menu = new QMenu(tr("&Architectures"), parent);
    menu->setToolTipsVisible(true);
    for (const Architecture& architecture : architectures()) {
        QAction* action = menu->addAction(word(architecture.title), this, [this, &architecture] {
            const QString title = word(architecture.title);
            if (!m_bench.document.edit(tr("Layers of %1").arg(title),
                                       withArchitecture(m_bench.document.session(), architecture)))
                return;
            m_bench.view.showPage("table");
            m_bench.messages.showInfo(
                tr("%1: %2 Weights are all alike, not the learned ones. Source: %3.")
                    .arg(title, word(architecture.sentence), QString::fromUtf8(architecture.source.data())));
        });
        action->setToolTip(word(architecture.sentence));
        action->setStatusTip(word(architecture.sentence));
    }
    return menu;
}

} // namespace lab
