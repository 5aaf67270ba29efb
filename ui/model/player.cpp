// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/player.h"

#include "core/session/evaluate.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace lab
{

namespace
{

constexpr double kGlideSeconds = 0.18;
constexpr double kFastestGlide = 12; ///< steps per second beyond which the window jumps
constexpr int kFrame = 16; ///< milliseconds

QPointF cornerOf(const Geometry& geometry, OutputCell cell)
{
    const Rect window = geometry.inputWindow(cell);
    return {double(window.col), double(window.row)};
}

} // namespace

Player::Player(Document& document, Learner& learner, QObject* parent)
    : QObject(parent), m_document(document), m_learner(learner)
{
    m_plan = Plan(document.geometry(), Grain::Window);
    m_playhead.setCount(m_plan.count(), 0);
    m_timer.setInterval(kFrame);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Player::tick);
    connect(&document, &Document::adopted, this, &Player::replan);
    connect(&learner, &Learner::progressed, this, &Player::followLearner);
    connect(&learner, &Learner::problemChanged, this, &Player::followLearner);
    followLearner();
}

void Player::setByEpochs(bool byEpochs)
{
    if (byEpochs == m_byEpochs)
        return;
    pause();
    m_byEpochs = byEpochs;
    followLearner();
    emit moved();
    emit settingsChanged();
}

int Player::epochs() const
{
    return std::max({int(m_learner.history().size()), m_learner.epoch(), m_document.train().epochs});
}

void Player::followLearner()
{
    if (m_leading)
        return;
    m_epochs.setCount(std::max<std::int64_t>(kPhases * epochs(), m_learner.position()) + 1, m_learner.position());
    if (m_byEpochs)
        emit moved();
}

void Player::makeRoomForAnother()
{
    if (m_byEpochs && m_epochs.atEnd() && !m_learner.ended())
        m_epochs.setCount(m_epochs.count() + kPhases, m_epochs.index());
}

void Player::leadLearner()
{
    m_leading = true;
    m_learner.seekPosition(int(m_epochs.index()));
    m_leading = false;
    followLearner();
}

bool Player::progressive() const
{
    return m_progressive && byReference(m_document.geometry().output());
}

Step Player::step() const
{
    assert(!m_document.changing() && m_plan.output() == m_document.geometry().output());
    return m_plan.at(m_playhead.index());
}

std::optional<QPointF> Player::windowAt() const
{
    if (m_glide >= 1)
        return std::nullopt;
    const double eased = m_glide * m_glide * (3 - 2 * m_glide);
    return m_from + (cornerOf(m_document.geometry(), step().cell) - m_from) * eased;
}

template <class F>
void Player::move(F&& change)
{
    Playhead& head = m_byEpochs ? m_epochs : m_playhead;
    if (m_byEpochs) {
        const bool played = head.playing();
        const std::int64_t place = head.index();
        change(head);
        if (head.index() != place)
            leadLearner();
        if (head.playing() != played)
            emit playingChanged(head.playing());
        updateTimer();
        return;
    }
    const OutputCell before = step().cell;
    const bool wasPlaying = m_playhead.playing();
    const std::int64_t index = m_playhead.index();
    change(head);
    if (m_playhead.index() != index) {
        glide(before);
        emit moved();
    }
    if (m_playhead.playing() != wasPlaying)
        emit playingChanged(m_playhead.playing());
    updateTimer();
}

void Player::replan(const Changes& changes)
{
    if (!changes.geometry && !changes.focus)
        return;
    const OutputCell cell = m_plan.at(m_playhead.index()).cell; // the plan is still that of the layer before
    const Geometry& geometry = m_document.geometry();
    const Shape output = geometry.output();
    m_plan = Plan(geometry, m_plan.grain());
    OutputCell place{std::min(cell.row, output.rows - 1), std::min(cell.col, output.cols - 1)};
    if (changes.input) // something else was opened: a picture in its middle, a matrix at its first window
        place = byReference(output) ? OutputCell{} : OutputCell{output.rows / 2, output.cols / 2};
    m_playhead.setCount(m_plan.count(), m_plan.indexOf(place));
    if (m_plan.grain() == Grain::Product && place == OutputCell{})
        m_playhead.seek(0);
    m_glide = 1;
    m_document.whenComplete([this] {
        emit moved();
        emit settingsChanged();
    });
}

void Player::setGrain(Grain grain)
{
    setByEpochs(false);
    if (grain == m_plan.grain())
        return;
    const std::int64_t position = step().position;
    m_plan = Plan(m_document.geometry(), grain);
    m_playhead.setCount(m_plan.count(), m_plan.indexAt(position));
    m_glide = 1;
    emit moved();
    emit settingsChanged();
}

void Player::seek(std::int64_t index)
{
    move([&](Playhead& head) { head.seek(index); });
}

void Player::seekTo(OutputCell cell)
{
    setByEpochs(false);
    move([&](Playhead& head) {
        head.pause();
        head.seek(m_plan.indexOf(cell));
    });
}

void Player::seekLast()
{
    move([&](Playhead& head) {
        head.pause();
        head.seek(head.count() - 1);
    });
}

void Player::stepBy(std::int64_t steps)
{
    if (steps > 0)
        makeRoomForAnother();
    move([&](Playhead& head) {
        head.pause();
        head.stepBy(steps);
    });
}

void Player::stepCoarser(int direction)
{
    if (m_byEpochs) { // a whole epoch
        if (direction > 0)
            makeRoomForAnother();
        const std::int64_t begin = m_epochs.index() / kPhases * kPhases;
        const bool within = begin != m_epochs.index();
        move([&](Playhead& head) {
            head.pause();
            head.seek(std::max<std::int64_t>(0, direction > 0 ? begin + kPhases : within ? begin : begin - kPhases));
        });
        return;
    }
    const auto coarser = Grain(std::min(int(m_plan.grain()) + 1, int(Grain::Map)));
    const Plan plan(m_document.geometry(), coarser);
    const std::int64_t position = step().position;
    std::int64_t index = plan.indexAt(position);
    if (plan.at(index).position == position || direction < 0)
        index += direction;
    move([&](Playhead& head) {
        head.pause();
        head.seek(index < 0 ? 0 : index >= plan.count() ? head.count() - 1 : m_plan.indexAt(plan.at(index).position));
    });
}

void Player::togglePlaying()
{
    move([&](Playhead& head) { head.playing() ? head.pause() : head.play(); });
}

void Player::pause()
{
    move([&](Playhead& head) { head.pause(); });
}

void Player::setSpeed(double stepsPerSecond)
{
    for (Playhead* head : {&m_playhead, &m_epochs})
        head->setSpeed(stepsPerSecond);
    emit settingsChanged();
}

void Player::setLoop(bool loop)
{
    for (Playhead* head : {&m_playhead, &m_epochs})
        head->setLoop(loop);
    emit settingsChanged();
}

void Player::setProgressive(bool progressive)
{
    m_progressive = progressive;
    emit settingsChanged();
    emit moved();
}

void Player::setAnimated(bool animated)
{
    m_animated = animated;
    m_glide = 1;
    emit windowMoved();
}

void Player::glide(OutputCell from)
{
    const OutputCell to = step().cell;
    const bool neighbour = from.row == to.row && std::abs(from.col - to.col) == 1;
    const bool slow = !m_playhead.playing() || m_playhead.speed() <= kFastestGlide;
    if (!m_animated || !neighbour || !slow) {
        m_glide = 1;
        return;
    }
    m_from = windowAt().value_or(cornerOf(m_document.geometry(), from));
    m_glide = 0;
}

void Player::advance(double seconds)
{
    if (m_glide < 1) {
        const double length =
            m_playhead.playing() ? std::min(kGlideSeconds, 0.6 / m_playhead.speed()) : kGlideSeconds;
        m_glide = std::min(1.0, m_glide + seconds / length);
        emit windowMoved();
    }
    move([&](Playhead& head) { head.advance(seconds); });
}

void Player::tick()
{
    advance(double(m_clock.restart()) / 1000);
}

void Player::updateTimer()
{
    const bool needed = playhead().playing() || m_glide < 1;
    if (needed && !m_timer.isActive()) {
        m_clock.start();
        m_timer.start();
    } else if (!needed) {
        m_timer.stop();
    }
}

} // namespace lab
