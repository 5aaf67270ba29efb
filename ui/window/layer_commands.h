// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/workbench.h"

#include <QObject>

class QMenu;

namespace lab
{

/// Adds, moves and removes layers, and shows what they see.
class LayerCommands : public QObject
{
    Q_OBJECT
public:
    LayerCommands(const Workbench& bench, QObject* parent);
    QMenu* architectureMenu(QWidget* parent);

private:
    void growToCover();
    void follow();

    Workbench m_bench;
};

} // namespace lab
