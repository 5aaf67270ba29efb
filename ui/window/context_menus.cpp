// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/context_menus.h"

#include "ui/layers/layer_list.h"
#include "ui/layers/layer_table.h"
#include "ui/picture/kernel_box.h"
#include "ui/picture/workshop_panel.h"
#include "ui/stage/stage.h"
#include "ui/widgets/tensor_view.h"
#include "ui/widgets/loss_chart.h"
#include "ui/window/actions.h"
#include "ui/window/pages.h"
#include "ui/window/side_panel.h"

#include <QListWidget>
#include <QTableWidget>

namespace lab
{

namespace
{

void give(QWidget* widget, const QList<QAction*>& actions)
{
    widget->setContextMenuPolicy(Qt::ActionsContextMenu);
    widget->addActions(actions);
}

} // namespace

void giveContextMenus(const Workbench& bench)
{
    const Actions& a = bench.actions;
    const QList<QAction*> ofKernel{a.copy,         a.paste,     a.transposeKernel,
                                   a.rotateKernel, a.learnThis, a.exportKernel};
    bench.panel.workshop().kernel().view()->addActions(ofKernel);
    bench.stage.setTensorActions(
        {.input = {a.copy, a.paste, a.transposeInput, a.open},
         .kernel = ofKernel,
         .map = {a.copy, a.exportOutput, a.exportFiltered, a.walkBack, a.shadePaths}});
    const QList<QAction*> ofLayers{a.addConvolution, a.addMaxPool, a.addAveragePool, a.duplicateLayer,
                                   a.removeLayer,    a.layerUp,    a.layerDown};
    for (auto* list : bench.panel.findChildren<LayerList*>())
        give(list->findChild<QListWidget*>(), ofLayers);
    give(bench.pages.page<LayerTable>()->table(), ofLayers);
    for (auto* chart : bench.window.findChildren<LossChart*>())
        give(chart, {a.logLoss, a.clearRuns, a.exportLoss});
    for (QWidget* page : bench.pages.all())
        give(page, {a.exportPage, a.present});
}

} // namespace lab
