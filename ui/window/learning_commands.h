// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/workbench.h"

#include <QObject>

namespace lab
{

/// Runs and goes through learning, and what its charts show.
class LearningCommands : public QObject
{
    Q_OBJECT
public:
    LearningCommands(const Workbench& bench, QObject* parent);

private:
    void followScale();

    Workbench m_bench;
    bool m_needsLogarithm = false;
};

} // namespace lab
