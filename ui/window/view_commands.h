// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/workbench.h"

#include <QObject>

namespace lab
{

/// Steps, and how things are shown: nothing here changes the session.
class ViewCommands : public QObject
{
    Q_OBJECT
public:
    ViewCommands(const Workbench& bench, QObject* parent);
    void setDark(bool dark);
    /// The desktop changed its colours: the program's follow, light or dark.
    void followDesktop();
    void readSettings();
    void writeSettings() const;

private:
    void connectSteps();

    Workbench m_bench;
};

} // namespace lab
