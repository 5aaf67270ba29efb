// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/view_commands.h"

#include "ui/model/player.h"
#include "ui/model/view_model.h"
#include "ui/stage/stage.h"
#include "ui/widgets/style.h"
#include "ui/window/actions.h"
#include "ui/window/dialogs.h"
#include "ui/window/side_panel.h"

#include <QApplication>
#include <QSettings>

namespace lab
{

ViewCommands::ViewCommands(const Workbench& bench, QObject* parent) : QObject(parent), m_bench(bench)
{
    const Actions& actions = bench.actions;
    const auto on = [this](QAction* action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    connectSteps();
    Stage& stage = bench.stage;
    on(actions.zoomIn, [&stage] { stage.zoom(1.5); });
    on(actions.zoomOut, [&stage] { stage.zoom(1 / 1.5); });
    on(actions.fit, [&stage] { stage.fit(); });
    actions.zoomIn->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    for (QAction* action : {actions.fill, actions.animate, actions.panel})
        action->setChecked(true);
    connect(actions.fill, &QAction::toggled, &bench.view, &ViewModel::setProgressive);
    connect(&bench.view, &ViewModel::changed, this,
            [this] { m_bench.actions.fill->setChecked(m_bench.view.state().progressive); });
    connect(actions.animate, &QAction::toggled, &bench.player, &Player::setAnimated);
    connect(actions.panel, &QAction::toggled, &bench.panel, &QWidget::setVisible);
    connect(actions.dark, &QAction::triggered, this, [this](bool dark) {
        QSettings().setValue(QStringLiteral("dark"), dark); // until one is chosen, the desktop's palette decides
        setDark(dark);
    });
    on(actions.keys, [this] { showKeys(&m_bench.window); });
    on(actions.about, [this] { showAbout(&m_bench.window); });
}

void ViewCommands::connectSteps()
{
    const Actions& actions = m_bench.actions;
    Player& player = m_bench.player;
    const auto on = [this](QAction* action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(actions.play, [&player] { player.togglePlaying(); });
    on(actions.forward, [&player] { player.stepBy(1); });
    on(actions.back, [&player] { player.stepBy(-1); });
    on(actions.coarserForward, [&player] { player.stepCoarser(1); });
    on(actions.coarserBack, [&player] { player.stepCoarser(-1); });
    on(actions.first, [&player] { player.stepBy(-player.playhead().count()); });
    on(actions.last, [&player] { player.seekLast(); });
}

void ViewCommands::setDark(bool dark)
{
    m_bench.actions.dark->setChecked(dark);
    applyTheme(dark ? darkTheme() : lightTheme());
}

void ViewCommands::followDesktop()
{
    const Theme& theme = themeOf(QApplication::palette());
    if (theme.dark != m_bench.actions.dark->isChecked())
        setDark(theme.dark);
}

void ViewCommands::readSettings()
{
    const QSettings settings;
    m_bench.actions.panel->setChecked(settings.value(QStringLiteral("panel"), true).toBool());
    m_bench.actions.animate->setChecked(settings.value(QStringLiteral("animate"), true).toBool());
    m_bench.player.setSpeed(settings.value(QStringLiteral("speed"), 4.0).toDouble());
    const bool darkDesktop = themeOf(QApplication::palette()).dark;
    setDark(settings.value(QStringLiteral("dark"), darkDesktop).toBool());
}

void ViewCommands::writeSettings() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("panel"), m_bench.actions.panel->isChecked());
    settings.setValue(QStringLiteral("animate"), m_bench.actions.animate->isChecked());
    settings.setValue(QStringLiteral("speed"), m_bench.player.playhead().speed());
}

} // namespace lab
