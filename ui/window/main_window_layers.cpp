// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The stack of layers in MainWindow: its commands, and its pages.
#include "core/layers/receptive_field.h"
#include "core/session/samples.h"
#include "core/session/stack_edits.h"
#include "ui/io/error_text.h"
#include "ui/layers/composition_view.h"
#include "ui/layers/layer_list.h"
#include "ui/layers/layer_panel.h"
#include "ui/layers/layer_table.h"
#include "ui/layers/matrix_view.h"
#include "ui/stage/stage.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/main_window.h"

#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace lab
{

void MainWindow::makeLayerPages()
{
    m_layerTable = new LayerTable(m_document, m_pages);
    m_matrixView = new MatrixView(m_document, m_player, *m_stage, m_pages);
    m_compositionView = new CompositionView(m_document, m_pages);
    for (QWidget* page : std::initializer_list<QWidget*>{m_layerTable, m_matrixView, m_compositionView}) {
        page->setFocusPolicy(Qt::ClickFocus);
        m_pages->addWidget(page);
    }
}

QMenu* MainWindow::architectureMenu()
{
    auto* menu = new QMenu(tr("&Architectures"), this);
    menu->setToolTipsVisible(true);
    for (const Architecture& architecture : architectures()) {
        auto* action = menu->addAction(tr(architecture.title.data()), this, [this, &architecture] {
            const QString title = tr(architecture.title.data());
            if (!m_document.edit(tr("Layers of %1").arg(title), withArchitecture(m_document.session(), architecture)))
                return;
            m_pageTabs->setCurrentIndex(m_pages->indexOf(m_layerTable));
            m_messages->showInfo(
                tr("%1: %2 Weights are all alike, not the learned ones. Source: %3.")
                    .arg(title, tr(architecture.sentence.data()), QString::fromUtf8(architecture.source.data())));
        });
        action->setToolTip(tr(architecture.sentence.data()));
        action->setStatusTip(tr(architecture.sentence.data()));
    }
    return menu;
}

void MainWindow::connectLayerActions()
{
    const auto on = [this](const char* id, auto slot) { connect(m_actions[id], &QAction::triggered, this, slot); };
    LayerList* list = m_layerPanel->list();
    on("addConvolution", [list] { list->add(LayerKind::Convolution); });
    on("addMaxPool", [list] { list->add(LayerKind::MaxPool); });
    on("addAveragePool", [list] { list->add(LayerKind::AveragePool); });
    on("duplicateLayer", [list] { list->duplicate(); });
    on("removeLayer", [list] { list->remove(); });
    on("layerUp", [list] { list->move(-1); });
    on("layerDown", [list] { list->move(1); });
    on("growToCover", [this] {
        Session after = m_document.session();
        auto grown = grownToCover(after.input->shape(), after.layers);
        if (!grown) {
            m_messages->showError(tr("%1 The layers stay as they were.").arg(sentence(grown.error())));
            return;
        }
        const auto more = grown->size() - after.layers.size();
        after.layers = std::move(*grown);
        after.focus = after.layers.size() - 1;
        m_document.edit(tr("Grow to cover the input"), std::move(after));
        m_messages->showInfo(more == 0
                                 ? tr("An element of the last map sees the whole input already.")
                                 : tr("%1 more layers: an element of the last map sees the whole input.").arg(more));
    });
    on("chapterStack", [this] {
        edit(tr("The book's two layers"), [](Session& s) { sample("chapter-receptive-field")->apply(s); });
        m_pageTabs->setCurrentIndex(0);
    });
    on("walkBack", [this] {
        m_pageTabs->setCurrentIndex(0);
        m_stage->walkBack();
    });
    connect(m_actions["shadePaths"], &QAction::toggled, m_stage, &Stage::setShadePaths);
    m_layerPanel->addCommands(
        {m_actions["growToCover"], m_actions["chapterStack"], m_actions["walkBack"], m_actions["shadePaths"]},
        architectureMenu());
    const auto follow = [this] {
        const Session& session = m_document.session();
        const bool full = session.layers.size() >= kMostLayers;
        for (const char* id : {"addConvolution", "addMaxPool", "addAveragePool", "duplicateLayer"})
            m_actions[id]->setEnabled(!full);
        m_actions["removeLayer"]->setEnabled(session.layers.size() > 1);
        m_actions["layerUp"]->setEnabled(session.focus > 0);
        m_actions["layerDown"]->setEnabled(session.focus + 1 < session.layers.size());
        for (const char* id : {"transposeKernel", "rotateKernel", "exportKernel", "learnThis"})
            m_actions[id]->setEnabled(!session.layer().pools());
    };
    connect(&m_document, &Document::changed, this, follow);
    follow();
}

} // namespace lab
