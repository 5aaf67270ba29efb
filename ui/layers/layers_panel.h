// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/document.h"

#include <QWidget>

#include <vector>

class QAction;
class QMenu;
class QVBoxLayout;

namespace lab
{

class LayerList;

/// The stack as a list, and what can be done with all of it.
class LayersPanel : public QWidget
{
    Q_OBJECT
public:
    explicit LayersPanel(Document& document, QWidget* parent = nullptr);
    LayerList* list() const { return m_list; }
    /// Commands on the whole stack, as buttons below the list.
    void addCommands(const std::vector<QAction*>& commands, QMenu* architectures);

private:
    LayerList* m_list = nullptr;
    QVBoxLayout* m_commands = nullptr;
};

} // namespace lab
