// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"
#include "ui/window/workbench.h"

#include <QObject>

#include <map>
#include <optional>
#include <string>

namespace lab
{

/// Steps, and how things are shown: nothing here changes the session.
class ViewCommands : public QObject
{
    Q_OBJECT
public:
    ViewCommands(const Workbench& bench, QObject* parent);
    /// The colours of the program; none: as the desktop has them, light or dark.
    void setColours(std::optional<Colours> colours);
    /// The desktop changed its colours: the program's follow, if they are to.
    void followDesktop();
    void readSettings();
    void writeSettings() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; ///< the window's size

private:
    void connectSteps();
    void connectColours();
    void followPlace();
    std::string placeNow() const;

    Workbench m_bench;
    std::optional<Colours> m_chosen;
    Colours m_desktop;
    std::map<std::string, bool> m_panels; ///< of each place where somebody opened or closed it: whether it is there
    bool m_roomy = true; ///< a panel has room beside the work
};

} // namespace lab
