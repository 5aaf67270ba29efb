// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learning/race_controls.h"

#include "core/numbers/number_text.h"
#include "ui/paint/theme.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/possible.h"
#include "ui/widgets/retire.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace lab
{

namespace
{

QPixmap swatch(const QColor& colour, Qt::PenStyle style)
{
    QPixmap pixmap(26, 12);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setPen(QPen(colour, 2.5, style));
    painter.drawLine(0, 6, 26, 6);
    return pixmap;
}

} // namespace

Qt::PenStyle laneStyle(std::size_t lane)
{
    constexpr Qt::PenStyle kStyles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    return kStyles[lane % std::size(kStyles)];
}

RaceControls::RaceControls(Document& document, Learner& learner, Race& race, QWidget* parent)
    : QWidget(parent), m_document(document), m_learner(learner), m_race(race)
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    auto* title = new QLabel(tr("Race: up to four runs, started together"), this);
    title->setProperty("muted", true);
    all->addWidget(title);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(2);
    all->addLayout(m_rows);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    const auto add = [&](const QString& text, const QString& tip, auto slot) {
        auto* button = new QPushButton(text, this);
        button->setToolTip(tip);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QPushButton::clicked, this, slot);
        buttons->addWidget(button);
        return button;
    };
    m_start = add(tr("Start race"), tr("All lanes from their start, for as many epochs as are set"),
                  [this] { m_race.start(); });
    m_pause = add(tr("Pause"), tr("Stop where the lanes are, or go on"), [this] { m_race.pause(); });
    m_add = add(tr("Add lane"), tr("The settings of the Learn panel become a lane"), [this] {
        if (!m_race.add(m_document.train()))
            emit informed(m_race.full() ? tr("A race has four lanes at most; remove one first.")
                                        : m_learner.problem());
    });
    auto* recipes = new QPushButton(tr("Ready-made"), this);
    recipes->setFocusPolicy(Qt::TabFocus);
    auto* menu = new QMenu(recipes);
    menu->setToolTipsVisible(true);
    for (const RaceRecipe& recipe : raceRecipes()) {
        auto* action = menu->addAction(tr(recipe.title), this, [this, &recipe] {
            if (!m_learner.curvature())
                return emit informed(m_learner.missingInsight());
            if (!std::isfinite(m_learner.curvature()->bestRate()))
                return emit informed(tr("The loss is the same for every kernel here: there is nothing to race for."));
            m_race.setLanes(recipe.make(m_document.train(), *m_learner.curvature()));
            emit informed(tr("%1. Start race shows them.").arg(tr(recipe.sentence)));
        });
        action->setToolTip(tr(recipe.sentence));
    }
    recipes->setMenu(menu);
    buttons->addWidget(recipes);
    all->addLayout(buttons);
    connect(&race, &Race::lanesChanged, this, &RaceControls::rebuild);
    connect(&race, &Race::progressed, this, &RaceControls::refresh);
    rebuild();
}

void RaceControls::rebuild()
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        if (item->widget())
            retire(item->widget(), this);
        delete item;
    }
    m_losses.clear();
    m_marks.clear();
    for (std::size_t i = 0; i < m_race.lanes().size(); ++i) {
        auto* line = new QWidget(this);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        auto* mark = new QLabel(line);
        m_marks.push_back(mark);
        auto* name = new QLabel(m_race.lanes()[i].name, line);
        name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        name->setToolTip(m_race.lanes()[i].name);
        auto* loss = new QLabel(line);
        m_losses.push_back(loss);
        auto* remove = new QToolButton(line);
        remove->setIcon(icon(QStringLiteral("close")));
        remove->setAutoRaise(true);
        remove->setAccessibleName(tr("Remove lane %1").arg(m_race.lanes()[i].name));
        remove->setToolTip(remove->accessibleName());
        remove->setFocusPolicy(Qt::TabFocus);
        connect(remove, &QToolButton::clicked, this, [this, i] { m_race.remove(i); });
        row->addWidget(mark);
        row->addWidget(name, 1);
        row->addWidget(loss);
        row->addWidget(remove);
        m_rows->addWidget(line);
    }
    refresh();
    drawMarks();
}

void RaceControls::drawMarks()
{
    const Theme& theme = themeOf(palette());
    for (std::size_t i = 0; i < m_marks.size(); ++i)
        m_marks[i]->setPixmap(swatch(theme.text, laneStyle(i)));
}

void RaceControls::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        drawMarks();
    QWidget::changeEvent(event);
}

void RaceControls::refresh()
{
    for (std::size_t i = 0; i < m_losses.size() && i < m_race.lanes().size(); ++i) {
        const Lane& lane = m_race.lanes()[i];
        const auto shown = std::min(std::size_t(m_race.epoch()), lane.history.size());
        QString text = tr("at its start");
        if (shown > 0)
            text = QString::fromStdString(display(lane.history.losses()[shown - 1], 4));
        if (lane.end && shown == lane.history.size())
            text += lane.end == RunEnd::Diverged ? tr(" · diverged") : tr(" · beyond the range of numbers");
        m_losses[i]->setText(text);
    }
    const bool any = !m_race.lanes().empty();
    setPossible(*m_start, any, tr("Add a lane first"));
    setPossible(*m_pause, any && (m_race.running() || m_race.epoch() > 0), tr("No race has been started"));
    m_pause->setText(m_race.running() || m_race.epoch() == 0 ? tr("Pause") : tr("Go on"));
    setPossible(*m_add, !m_race.full(), tr("No more lanes fit on one chart"));
}

} // namespace lab
