// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/timeline_bar.h"

#include "core/numbers/number_text.h"
#include "ui/model/learner.h"
#include "ui/model/view_model.h"
#include "ui/paint/theme.h"
#include "ui/paint/words.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/live_label.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/possible.h"
#include "ui/widgets/style.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kScrubSteps = 1'000'000; ///< a slider's range; longer plans are scrubbed in coarser steps
constexpr int kSpeedSteps = 100;
constexpr int kCountedAtAGlance = 400; ///< steps
constexpr int kEpochs = 100; ///< the button of the epochs; the others have the number of their grain
constexpr const char* kPhaseNames[] = {
    QT_TRANSLATE_NOOP("lab::TimelineBar", "update"), QT_TRANSLATE_NOOP("lab::TimelineBar", "forward"),
    QT_TRANSLATE_NOOP("lab::TimelineBar", "residual"), QT_TRANSLATE_NOOP("lab::TimelineBar", "gradient")};
constexpr int kLeastWidth = 280, kHeight = 56, kSlim = 42, kSide = 16; ///< pixels
constexpr int kSlimLine = 8, kSlimSide = 24, kKnob = 9; ///< pixels
/// From which widths on what is less needed is there.
constexpr int kCellFrom = 1200, kButtonsFrom = 860, kSpeedFrom = 720, kEndsFrom = 620, kPlaceFrom = 480;

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
    : QWidget(parent), m_view(view), m_player(player)
{
    setAccessibleName(tr("Timeline"));
    setFixedHeight(kHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kSide, 4, kSide, 4);
    row->setSpacing(8);
    addButtons(row);
    m_scrub = new QSlider(Qt::Horizontal, this);
    m_scrub->setAccessibleName(tr("Place in the computation"));
    m_scrub->setFocusPolicy(Qt::TabFocus);
    m_scrub->setMinimumWidth(40);
    connect(m_scrub, &QSlider::valueChanged, this, [this](int value) {
        m_player.pause();
        m_player.seek(scrubbed(value, m_scrub->maximum() + 1, m_player.playhead().count()));
    });
    row->addWidget(m_scrub, 1);
    m_place = new LiveLabel(this, LiveLabel::Fit::OneLine, Qt::AlignRight);
    m_place->setObjectName(QStringLiteral("place"));
    row->addWidget(m_place);
    row->addSpacing(8);
    addGrains(row);
    m_speed = new Chip(tr("speed"), this);
    m_speed->setToolTip(tr("How fast it plays, and whether it begins again"));
    connect(m_speed, &Chip::clicked, this, &TimelineBar::openSpeed);
    connect(m_speed, &Chip::stepped, this, [this](int by) { // double and half
        const double speed = m_player.playhead().speed();
        m_player.setSpeed(std::clamp(by > 0 ? speed * 2 : speed / 2, Playhead::kSlowest, Playhead::kFastest));
    });
    row->addWidget(m_speed);
    m_optional.emplace_back(m_speed, kSpeedFrom);
    m_optional.emplace_back(m_place, kPlaceFrom);

    connect(&player, &Player::moved, this, &TimelineBar::showPlace);
    connect(&view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.shown) // whether a size is asked for
            showPlace();
    });
    connect(&player, &Player::playingChanged, this, &TimelineBar::showSettings);
    connect(&player, &Player::settingsChanged, this, &TimelineBar::showSettings);
    showSettings();
    showPlace();
}

void TimelineBar::addButtons(QHBoxLayout* row)
{
    auto* first = button(QStringLiteral("first"), tr("First step"), tr("Home"));
    auto* back = button(QStringLiteral("back"), tr("Step back"), QStringLiteral("←"));
    m_play = button(QStringLiteral("play"), tr("Play"), tr("Space"));
    m_play->setObjectName(QStringLiteral("playButton"));
    m_play->setIcon(icon(QStringLiteral("play"), true));
    auto* forward = button(QStringLiteral("forward"), tr("Step"), QStringLiteral("→"));
    auto* last = button(QStringLiteral("last"), tr("Last step"), tr("End"));
    connect(first, &QToolButton::clicked, this, [this] { m_player.stepBy(-m_player.playhead().count()); });
    connect(back, &QToolButton::clicked, this, [this] { m_player.stepBy(-1); });
    connect(m_play, &QToolButton::clicked, &m_player, &Player::togglePlaying);
    connect(forward, &QToolButton::clicked, this, [this] { m_player.stepBy(1); });
    connect(last, &QToolButton::clicked, &m_player, &Player::seekLast);
    for (auto* each : {first, back, m_play, forward, last})
        row->addWidget(each);
    m_optional = {{first, kEndsFrom}, {last, kEndsFrom}};
}

void TimelineBar::addGrains(QHBoxLayout* row)
{
    m_grainButtons = new QWidget(this);
    m_grainButtons->setAccessibleName(tr("Step by"));
    auto* buttons = new QHBoxLayout(m_grainButtons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(0);
    m_grainList = new QComboBox(this);
    m_grainList->setAccessibleName(tr("Step by"));
    m_grains = new QButtonGroup(this);
    const auto add = [&](const QString& name, const QString& tip, int id, const char* segment) {
        auto* grain = new ChoiceButton(name, m_grainButtons);
        grain->setAccessibleDescription(tip);
        grain->setToolTip(tip);
        grain->setProperty("segment", QLatin1String(segment));
        m_grains->addButton(grain, id);
        buttons->addWidget(grain);
        m_grainList->addItem(name, id);
        m_grainList->setItemData(m_grainList->count() - 1, tip, Qt::ToolTipRole);
    };
    for (const GrainInfo& info : grains()) {
        const QString name = word(info.label);
        add(name, tr("One step is one %1").arg(name), int(info.grain),
            &info == &grains().front() ? "first" : "middle");
    }
    add(tr("epoch"), tr("Through the epochs of learning: forward, residual, gradient, update"), kEpochs, "last");
    connect(m_grains, &QButtonGroup::idClicked, this, &TimelineBar::chooseGrain);
    connect(m_grainList, &QComboBox::activated, this,
            [this](int index) { chooseGrain(m_grainList->itemData(index).toInt()); });
    row->addWidget(m_grainButtons);
    row->addWidget(m_grainList);
}

void TimelineBar::chooseGrain(int id)
{
    if (id == kEpochs)
        m_view.setByEpochs(true);
    else if (Grain(id) == Grain::Product && m_player.hasProducts())
        m_view.setByProducts(true);
    else
        m_view.setGrain(Grain(id));
}

void TimelineBar::openSpeed()
{
    auto* box = new QWidget;
    auto* rows = new QVBoxLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    auto* label = new QLabel(tr("steps per second"), box);
    label->setProperty("muted", true);
    rows->addWidget(label);
    auto* slider = new QSlider(Qt::Horizontal, box);
    slider->setRange(0, kSpeedSteps);
    slider->setMinimumWidth(180);
    slider->setAccessibleName(tr("Speed, steps per second"));
    slider->setProperty("ownKeys", true);
    slider->setValue(positionOf(m_player.playhead().speed()));
    label->setBuddy(slider);
    connect(slider, &QSlider::valueChanged, this, [this](int value) { m_player.setSpeed(speedAt(value)); });
    rows->addWidget(slider);
    auto* loop = new QCheckBox(tr("Begin again at the end"), box);
    loop->setChecked(m_player.playhead().loop());
    connect(loop, &QCheckBox::toggled, &m_player, &Player::setLoop);
    rows->addWidget(loop);
    Popover::open(m_speed, box, tr("Speed"));
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
    return {kLeastWidth, m_slim ? kSlim : kHeight};
}

void TimelineBar::setSlim(bool slim)
{
    m_slim = slim;
    setFixedHeight(slim ? kSlim : kHeight);
    for (QWidget* each : findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        each->setVisible(!slim);
    if (!slim)
        showWhatFits();
}

/// Where the line is, beside the text that says how far it is.
QRect TimelineBar::slimLine() const
{
    const int text = fontMetrics().horizontalAdvance(shortPlace()) + kSlimSide;
    const int wide = std::max(kLeastWidth / 2, width() - 2 * kSlimSide - text);
    return {kSlimSide, (height() - kSlimLine) / 2, wide, kSlimLine};
}

void TimelineBar::seekTo(int x)
{
    const QRect line = slimLine();
    m_player.pause();
    m_player.seek(
        scrubbed(std::clamp(x - line.left(), 0, line.width() - 1), line.width(), m_player.playhead().count()));
}

void TimelineBar::mousePressEvent(QMouseEvent* event)
{
    if (m_slim && event->button() == Qt::LeftButton)
        seekTo(event->position().toPoint().x());
    else
        QWidget::mousePressEvent(event);
}

void TimelineBar::mouseMoveEvent(QMouseEvent* event)
{
    if (m_slim && event->buttons() & Qt::LeftButton)
        seekTo(event->position().toPoint().x());
}

void TimelineBar::resizeEvent(QResizeEvent*)
{
    if (!m_slim)
        showWhatFits();
}

void TimelineBar::showWhatFits()
{
    showPlace();
    const int width = inBaseText(*this, this->width());
    for (const auto& [widget, least] : m_optional)
        widget->setVisible(width >= least);
    m_grainButtons->setVisible(width >= kButtonsFrom);
    m_grainList->setVisible(width < kButtonsFrom);
}

void TimelineBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
    if (!m_slim)
        return;
    const Playhead& head = m_player.playhead();
    const double done = double(head.index()) / double(std::max<std::int64_t>(head.count() - 1, 1));
    const QRectF line(slimLine());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.line);
    painter.drawRoundedRect(line, kSlimLine / 2.0, kSlimLine / 2.0);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(
        QRectF(line.topLeft(), QSizeF(std::max<double>(kSlimLine, done * line.width()), kSlimLine)), kSlimLine / 2.0,
        kSlimLine / 2.0);
    painter.setPen(QPen(theme.accent, 3));
    painter.setBrush(theme.surface);
    painter.drawEllipse(QPointF(line.left() + done * line.width(), line.center().y()), kKnob - 1.5, kKnob - 1.5);
    painter.setPen(theme.text);
    painter.drawText(rect().adjusted(0, 0, -kSlimSide, 0), Qt::AlignRight | Qt::AlignVCenter, shortPlace());
}

void TimelineBar::showPlace()
{
    const Playhead& head = m_player.playhead();
    if (m_slim)
        update();
    const QSignalBlocker quiet(m_scrub);
    m_scrub->setRange(0, int(std::min<std::int64_t>(head.count(), kScrubSteps)) - 1);
    m_scrub->setEnabled(head.count() > 1);
    m_scrub->setValue(int(scrubbed(head.index(), head.count(), m_scrub->maximum() + 1)));
    QString place = markedPlace(head.index());
    if (saysCell())
        place += tr(" · row %1 · column %2").arg(m_view.step().cell.row).arg(m_view.step().cell.col);
    m_place->setText(place);
    QString widest = m_view.byEpochs()
                         ? tr("epoch %1 of %1 · residual").arg(m_player.epochs() + 1)
                         : tr("%1 %2 of %2").arg(word(infoOf(m_view.state().grain).label)).arg(head.count());
    if (saysCell())
        widest += tr(" · row %1 · column %1").arg(9999);
    m_place->setMinimumWidth(fontMetrics().horizontalAdvance(widest) + 12);
    m_scrub->setAccessibleDescription(m_place->text());
}

/// Of many windows the number alone says nothing of the place.
bool TimelineBar::saysCell() const
{
    return !m_view.byEpochs() && m_view.state().grain <= Grain::Window && inBaseText(*this, width()) >= kCellFrom &&
           m_player.playhead().count() > kCountedAtAGlance;
}

/// How many steps there are, as long as no question asks for a size.
QString TimelineBar::stepsText() const
{
    return m_view.state().hidden.sizes.empty() ? countText(m_player.playhead().count()) : QStringLiteral("?");
}

QString TimelineBar::markedPlace(std::int64_t index) const
{
    const Playhead& head = m_player.playhead();
    if (m_player.byProducts())
        return tr("product <b>%1</b> of %2").arg(countText(index), countText(head.count() - 1));
    if (!m_view.byEpochs())
        return tr("%1 <b>%2</b> of %3")
            .arg(word(infoOf(m_view.state().grain).label), countText(index + 1), stepsText());
    if (index == 0)
        return tr("<b>start</b>, before epoch 1");
    const std::int64_t epoch = (index - 1) / kPhases + 1;
    return tr("epoch <b>%1</b> of %2 · %3")
        .arg(countText(epoch), countText(std::max<std::int64_t>(epoch, m_player.epochs())),
             tr(kPhaseNames[index % kPhases]));
}

QString TimelineBar::placeText(std::int64_t index) const
{
    return markedPlace(index).remove(QStringLiteral("<b>")).remove(QStringLiteral("</b>"));
}

/// Before a class: of windows the numbers alone.
QString TimelineBar::shortPlace() const
{
    const Playhead& head = m_player.playhead();
    return m_player.byProducts() || m_view.byEpochs() ? placeText(head.index())
                                                      : tr("%1 of %2").arg(countText(head.index() + 1), stepsText());
}

void TimelineBar::showSettings()
{
    const bool playing = m_player.playhead().playing();
    m_play->setIcon(icon(playing ? QStringLiteral("pause") : QStringLiteral("play"), true));
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
    m_play->setToolTip(playing ? tr("Pause (Space)") : tr("Play (Space)"));
    const QSignalBlocker quiet(m_grains), quietList(m_grainList);
    m_speed->setValue(tr("%1 / s").arg(QString::fromStdString(display(m_player.playhead().speed(), 2))));
    auto* list = qobject_cast<QStandardItemModel*>(m_grainList->model());
    for (QAbstractButton* each : m_grains->buttons()) {
        const int id = m_grains->id(each);
        const bool products = id == int(Grain::Product) && m_player.hasProducts();
        const bool there = !m_view.pageOfEpochs() || id == kEpochs || products;
        setPossible(*each, there, tr("This view goes by epochs; the grains are those of the stage"));
        list->item(m_grainList->findData(m_grains->id(each)))->setEnabled(there);
    }
    const int now = m_player.byProducts() ? int(Grain::Product)
                    : m_view.byEpochs()   ? kEpochs
                                          : int(m_view.state().grain);
    m_grains->button(now)->setChecked(true);
    m_grainList->setCurrentIndex(m_grainList->findData(now));
}

} // namespace lab
