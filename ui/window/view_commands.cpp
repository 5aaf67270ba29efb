// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/view_commands.h"

#include "ui/model/player.h"
#include "ui/model/view_model.h"
#include "ui/picture/compare_page.h"
#include "ui/picture/filter_page.h"
#include "ui/stage/stage.h"
#include "ui/widgets/style.h"
#include "ui/window/actions.h"
#include "ui/window/pages.h"
#include "ui/window/side_panel.h"
#include "ui/window/work_area.h"

#include <QActionGroup>
#include <QApplication>
#include <QSettings>

namespace lab
{

namespace
{

QString panelKey(const PlaceInfo& place)
{
    return QStringLiteral("panel/%1").arg(QLatin1String(place.id));
}

} // namespace

ViewCommands::ViewCommands(const Workbench& bench, QObject* parent)
    : QObject(parent), m_bench(bench), m_desktop(themeOf(QApplication::palette()).colours)
{
    const Actions& actions = bench.actions;
    const auto on = [this](QAction* action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    connectSteps();
    // What is in sight: the picture, or else the stage.
    const auto zoom = [this](double factor) {
        if (auto* filter = qobject_cast<FilterPage*>(&m_bench.pages.currentPage()))
            filter->picture().zoom(factor);
        else if (auto* compare = qobject_cast<ComparePage*>(&m_bench.pages.currentPage()))
            compare->zoom(factor);
        else
            m_bench.stage.zoom(factor);
    };
    on(actions.zoomIn, [zoom] { zoom(1.5); });
    on(actions.zoomOut, [zoom] { zoom(1 / 1.5); });
    on(actions.fit, [this] {
        if (auto* filter = qobject_cast<FilterPage*>(&m_bench.pages.currentPage()))
            filter->picture().fit();
        else if (auto* compare = qobject_cast<ComparePage*>(&m_bench.pages.currentPage()))
            compare->fit();
        else
            m_bench.stage.fit();
    });
    on(actions.lineProfile, [this] {
        m_bench.view.showPage("filter");
        m_bench.pages.page<FilterPage>()->toggleProfile();
    });
    actions.present->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(Qt::Key_F11)});
    actions.zoomIn->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    for (QAction* action : {actions.fill, actions.animate})
        action->setChecked(true);
    connect(actions.fill, &QAction::toggled, &bench.view, &ViewModel::setProgressive);
    connect(&bench.view, &ViewModel::changed, this,
            [this] { m_bench.actions.fill->setChecked(m_bench.view.state().progressive); });
    connect(actions.animate, &QAction::toggled, &bench.player, &Player::setAnimated);
    bench.window.installEventFilter(this);
    connect(actions.panel, &QAction::toggled, &bench.panel, &QWidget::setVisible);
    connect(actions.panel, &QAction::triggered, this, [this](bool open) {
        if (!m_bench.actions.present->isChecked())
            m_panels[placeNow()] = open;
    });
    connect(&bench.panel, &SidePanel::closeWanted, actions.panel, &QAction::trigger);
    connect(&bench.view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.page)
            followPlace();
    });
    connectColours();
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

void ViewCommands::connectColours()
{
    const Actions& actions = m_bench.actions;
    auto* group = new QActionGroup(this);
    const auto choose = [this, group](QAction* action, std::optional<Colours> colours) {
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, colours] {
            QSettings().setValue(QStringLiteral("colours"), colours ? idOf(*colours) : QString());
            setColours(colours);
        });
    };
    choose(actions.light, Colours::Light);
    choose(actions.dark, Colours::Dark);
    choose(actions.highContrast, Colours::HighContrast);
    choose(actions.systemColours, std::nullopt);
    connect(actions.nextColours, &QAction::triggered, this, [this] { // after those that are seen
        QAction* const after[] = {m_bench.actions.dark, m_bench.actions.highContrast, m_bench.actions.light};
        after[int(m_chosen.value_or(m_desktop))]->trigger();
    });
}

void ViewCommands::setColours(std::optional<Colours> colours)
{
    const Actions& actions = m_bench.actions;
    m_chosen = colours;
    QAction* const of[] = {actions.light, actions.dark, actions.highContrast};
    (colours ? of[int(*colours)] : actions.systemColours)->setChecked(true);
    applyTheme(themeFor(colours.value_or(m_desktop)));
}

void ViewCommands::followDesktop()
{
    const Colours now = themeOf(QApplication::palette()).colours;
    if (now == m_chosen.value_or(m_desktop))
        return; // it was this program
    m_desktop = now;
    setColours(m_chosen);
}

bool ViewCommands::eventFilter(QObject*, QEvent* event)
{
    const bool roomy = m_bench.window.width() >= WorkArea::kBesideFrom;
    if (event->type() == QEvent::Resize && roomy != m_roomy && !m_bench.actions.present->isChecked()) {
        m_roomy = roomy;
        followPlace();
    }
    return false;
}

std::string ViewCommands::placeNow() const
{
    return std::string(placeOfPage(m_bench.view.state().page));
}

/// Each place has its panel open or not, as it was left; before that by itself where it covers nothing.
void ViewCommands::followPlace()
{
    if (m_bench.actions.present->isChecked()) // it lies over the view, as whoever presents has it
        return;
    const auto left = m_panels.find(placeNow());
    const bool open = left != m_panels.end() ? left->second
                                             : m_roomy && infoOfPlace(placeNow()).panelAtFirst &&
                                                   !infoOfPage(m_bench.view.state().page).wide;
    m_bench.actions.panel->setChecked(open);
    m_bench.panel.setVisible(open);
}

void ViewCommands::readSettings()
{
    const QSettings settings;
    for (const PlaceInfo& place : placeTable())
        if (const QVariant left = settings.value(panelKey(place)); left.isValid())
            m_panels[place.id] = left.toBool();
    followPlace();
    m_bench.actions.animate->setChecked(settings.value(QStringLiteral("animate"), true).toBool());
    m_bench.player.setSpeed(settings.value(QStringLiteral("speed"), 4.0).toDouble());
    const QString chosen = settings.value(QStringLiteral("colours")).toString();
    std::optional<Colours> colours;
    for (const Colours each : kAllColours)
        if (idOf(each) == chosen)
            colours = each;
    setColours(colours);
}

void ViewCommands::writeSettings() const
{
    QSettings settings;
    for (const PlaceInfo& place : placeTable())
        if (const auto left = m_panels.find(place.id); left != m_panels.end())
            settings.setValue(panelKey(place), left->second);
    settings.setValue(QStringLiteral("animate"), m_bench.actions.animate->isChecked());
    settings.setValue(QStringLiteral("speed"), m_bench.player.playhead().speed());
}

} // namespace lab
