// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/layers/layers_panel.h"

#include "ui/layers/layer_list.h"

#include <QAction>
#include <QToolButton>
#include <QVBoxLayout>

namespace lab
{

LayersPanel::LayersPanel(Document& document, QWidget* parent) : QWidget(parent)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 16);
    rows->setSpacing(12);
    m_list = new LayerList(document, this);
    rows->addWidget(m_list);
    m_commands = new QVBoxLayout;
    m_commands->setSpacing(6);
    rows->addLayout(m_commands);
    rows->addStretch(1);
}

void LayersPanel::addCommands(const std::vector<QAction*>& commands, QMenu* architectures)
{
    const auto add = [this](QToolButton* button) {
        button->setProperty("round", true);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_commands->addWidget(button);
    };
    for (QAction* command : commands) {
        auto* button = new QToolButton(this);
        command->setIconText(command->text().section(QLatin1Char('\t'), 0, 0).remove(QLatin1Char('&')));
        button->setDefaultAction(command);
        add(button);
    }
    auto* button = new QToolButton(this);
    button->setText(tr("Layers of a published network"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(architectures);
    add(button);
}

} // namespace lab
