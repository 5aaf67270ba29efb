// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/timeline_bar.h"

#include "core/numbers/number_text.h"
#include "ui/model/learner.h"
#include "ui/model/view_model.h"
#include "ui/paint/words.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/live_label.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace lab
{

namespace
{

constexpr int kScrubSteps = 1'000'000; ///< a slider's range; longer plans are scrubbed in coarser steps
constexpr int kSpeedSteps = 100;
constexpr int kEpochs = 100; ///< the button of the epochs; the others have the number of their grain
constexpr const char* kPhaseNames[] = {
    QT_TRANSLATE_NOOP("lab::TimelineBar", "update"), QT_TRANSLATE_NOOP("lab::TimelineBar", "forward"),
    QT_TRANSLATE_NOOP("lab::TimelineBar", "residual"), QT_TRANSLATE_NOOP("lab::TimelineBar", "gradient")};
constexpr int kLeastWidth = 280; ///< pixels

double speedAt(int position)
{
    return Playhead::kSlowest * std::pow(Playhead::kFastest / Playhead::kSlowest, double(position) / kSpeedSteps);
}

int positionOf(double speed)
{
    return int(std::lround(kSpeedSteps * std::log(speed / Playhead::kSlowest) /
                           std::log(Playhead::kFastest / Playhead::kSlowest)));
}

std::int64_t scrubbed(std::int64_t value, std::int64_t from, std::int64_t to)
{
    return from <= 1 ? 0 : std::int64_t(std::llround(double(value) * double(to - 1) / double(from - 1)));
}

} // namespace

TimelineBar::TimelineBar(ViewModel& view, Player& player, QWidget* parent)
    : QFrame(parent), m_view(view), m_player(player)
{
    setObjectName(QStringLiteral("card"));
    setAccessibleName(tr("Timeline"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(14, 10, 14, 10);
    rows->setSpacing(8);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    auto* first = button(QStringLiteral("first"), tr("First step"), tr("Home"));
    auto* back = button(QStringLiteral("back"), tr("Step back"), QStringLiteral("←"));
    m_play = button(QStringLiteral("play"), tr("Play"), tr("Space"));
    m_play->setObjectName(QStringLiteral("playButton"));
    m_play->setIcon(icon(QStringLiteral("play"), true));
    auto* forward = button(QStringLiteral("forward"), tr("Step"), QStringLiteral("→"));
    auto* last = button(QStringLiteral("last"), tr("Last step"), tr("End"));
    connect(first, &QToolButton::clicked, this, [this] { m_player.stepBy(-m_player.playhead().count()); });
    connect(back, &QToolButton::clicked, this, [this] { m_player.stepBy(-1); });
    connect(m_play, &QToolButton::clicked, &player, &Player::togglePlaying);
    connect(forward, &QToolButton::clicked, this, [this] { m_player.stepBy(1); });
    connect(last, &QToolButton::clicked, &player, &Player::seekLast);
    for (auto* each : {first, back, m_play, forward, last})
        top->addWidget(each);
    m_scrub = new QSlider(Qt::Horizontal, this);
    m_scrub->setAccessibleName(tr("Place in the computation"));
    m_scrub->setFocusPolicy(Qt::TabFocus);
    connect(m_scrub, &QSlider::valueChanged, this, [this](int value) {
        m_player.pause();
        m_player.seek(scrubbed(value, m_scrub->maximum() + 1, m_player.playhead().count()));
    });
    top->addWidget(m_scrub, 1);
    m_place = new LiveLabel(this, LiveLabel::Fit::OneLine, Qt::AlignRight);
    m_place->setObjectName(QStringLiteral("place"));
    top->addWidget(m_place);
    rows->addLayout(top);

    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(0);
    addGrains(bottom);
    bottom->addSpacing(16);
    auto* speedLabel = new QLabel(tr("speed"), this);
    speedLabel->setProperty("muted", true);
    bottom->addWidget(speedLabel);
    bottom->addSpacing(8);
    m_speed = new QSlider(Qt::Horizontal, this);
    m_speed->setRange(0, kSpeedSteps);
    m_speed->setFixedWidth(110);
    m_speed->setFocusPolicy(Qt::TabFocus);
    m_speed->setAccessibleName(tr("Speed, steps per second"));
    speedLabel->setBuddy(m_speed);
    connect(m_speed, &QSlider::valueChanged, this, [this](int value) { m_player.setSpeed(speedAt(value)); });
    bottom->addWidget(m_speed);
    bottom->addSpacing(8);
    m_speedText = new QLabel(this);
    m_speedText->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("000.0 / s")));
    bottom->addWidget(m_speedText);
    m_loop = button(QStringLiteral("loop"), tr("Begin again at the end"), {});
    m_loop->setCheckable(true);
    connect(m_loop, &QToolButton::toggled, &player, &Player::setLoop);
    bottom->addWidget(m_loop);
    bottom->addStretch(1);
    m_hint = new QLabel(tr("Space play · ← → step · hover any cell"), this);
    m_hint->setProperty("muted", true);
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // it never widens the window
    bottom->addWidget(m_hint, 20);
    rows->addLayout(bottom);
    m_optional = {{m_hint, 820}, {speedLabel, 660}, {m_speedText, 600},
                  {m_loop, 540}, {m_speed, 500},    {m_place, 420}};

    connect(&player, &Player::moved, this, &TimelineBar::showPlace);
    connect(&player, &Player::playingChanged, this, &TimelineBar::showSettings);
    connect(&player, &Player::settingsChanged, this, &TimelineBar::showSettings);
    showSettings();
    showPlace();
}

void TimelineBar::addGrains(QHBoxLayout* row)
{
    m_grains = new QButtonGroup(this);
    const auto add = [&](const QString& name, const QString& tip, int id, const char* segment) {
        auto* grain = new QToolButton(this);
        grain->setText(name);
        grain->setAccessibleName(tr("Step by %1").arg(name));
        grain->setToolTip(tip);
        grain->setCheckable(true);
        grain->setFocusPolicy(Qt::TabFocus);
        grain->setProperty("segment", QLatin1String(segment));
        m_grains->addButton(grain, id);
        row->addWidget(grain);
    };
    for (const GrainInfo& info : grains()) {
        const QString name = word(info.label);
        add(name, tr("One step is one %1").arg(name), int(info.grain),
            &info == &grains().front() ? "first" : "middle");
    }
    add(tr("epoch"), tr("Through the epochs of learning: forward, residual, gradient, update"), kEpochs, "last");
    connect(m_grains, &QButtonGroup::idClicked, this, [this](int id) {
        if (id == kEpochs)
            m_view.setByEpochs(true);
        else
            m_view.setGrain(Grain(id));
    });
}

QToolButton* TimelineBar::button(const QString& iconName, const QString& name, const QString& key)
{
    auto* made = new QToolButton(this);
    made->setIcon(icon(iconName));
    made->setIconSize({18, 18});
    made->setAccessibleName(name);
    made->setToolTip(key.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, key));
    made->setFocusPolicy(Qt::TabFocus);
    made->setProperty("round", true);
    return made;
}

QSize TimelineBar::minimumSizeHint() const
{
    return {kLeastWidth, QFrame::minimumSizeHint().height()};
}

void TimelineBar::resizeEvent(QResizeEvent* event)
{
    // What is least missed goes first.
    for (const auto& [widget, least] : m_optional)
        widget->setVisible(event->size().width() >= least);
}

void TimelineBar::showPlace()
{
    const Playhead& head = m_player.playhead();
    const QSignalBlocker quiet(m_scrub);
    m_scrub->setRange(0, int(std::min<std::int64_t>(head.count(), kScrubSteps)) - 1);
    m_scrub->setEnabled(head.count() > 1);
    m_scrub->setValue(int(scrubbed(head.index(), head.count(), m_scrub->maximum() + 1)));
    m_place->setText(placeText());
    QString widest = m_view.byEpochs()
                         ? tr("epoch %1 of %1 · residual").arg(m_player.epochs() + 1)
                         : tr("%1 %2 of %2").arg(word(infoOf(m_view.state().grain).label)).arg(head.count());
    m_place->setMinimumWidth(fontMetrics().horizontalAdvance(widest) + 12);
    m_scrub->setAccessibleDescription(m_place->text());
}

QString TimelineBar::placeText() const
{
    const Playhead& head = m_player.playhead();
    if (!m_view.byEpochs())
        return tr("%1 <b>%2</b> of %3")
            .arg(word(infoOf(m_view.state().grain).label), QString::number(head.index() + 1),
                 QString::number(head.count()));
    if (head.index() == 0)
        return tr("<b>start</b>, before epoch 1");
    const std::int64_t epoch = (head.index() - 1) / kPhases + 1;
    return tr("epoch <b>%1</b> of %2 · %3")
        .arg(epoch)
        .arg(std::max<std::int64_t>(epoch, m_player.epochs()))
        .arg(tr(kPhaseNames[head.index() % kPhases]));
}

void TimelineBar::showSettings()
{
    const bool playing = m_player.playhead().playing();
    m_play->setIcon(icon(playing ? QStringLiteral("pause") : QStringLiteral("play"), true));
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    m_play->setToolTip(playing ? tr("Pause (Space)") : tr("Play (Space)"));
    const QSignalBlocker quietSpeed(m_speed), quietLoop(m_loop), quietGrains(m_grains);
    m_speed->setValue(positionOf(m_player.playhead().speed()));
    m_speedText->setText(tr("%1 / s").arg(QString::fromStdString(display(m_player.playhead().speed(), 2))));
    m_loop->setChecked(m_player.playhead().loop());
    for (QAbstractButton* each : m_grains->buttons())
        each->setEnabled(!m_view.pageOfEpochs() || m_grains->id(each) == kEpochs);
    m_grains->button(m_view.byEpochs() ? kEpochs : int(m_view.state().grain))->setChecked(true);
}

} // namespace lab
