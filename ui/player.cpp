// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/player.h"

#include <algorithm>
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

Player::Player(Document& document, QObject* parent) : QObject(parent), m_document(document)
{
    m_plan = Plan(document.geometry(), Grain::Window);
    m_playhead.setCount(m_plan.count(), 0);
    m_timer.setInterval(kFrame);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Player::tick);
    connect(&document, &Document::changed, this, &Player::replan);
}

bool Player::progressive() const
{
    return m_progressive && byReference(m_document.geometry().output());
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
    const OutputCell before = step().cell;
    const bool wasPlaying = m_playhead.playing();
    const std::int64_t index = m_playhead.index();
    change();
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
    if (!changes.geometry && !changes.focus && !changes.input)
        return;
    const OutputCell cell = step().cell;
    const Geometry& geometry = m_document.geometry();
    const Shape output = geometry.output();
    const bool newSize = changes.geometry || changes.focus;
    m_plan = Plan(geometry, m_plan.grain());
    OutputCell place{std::min(cell.row, output.rows - 1), std::min(cell.col, output.cols - 1)};
    if (newSize && changes.input) // something else was opened: a picture in its middle, a matrix at its first window
        place = byReference(output) ? OutputCell{} : OutputCell{output.rows / 2, output.cols / 2};
    m_playhead.setCount(m_plan.count(), m_plan.indexOf(place));
    if (m_plan.grain() == Grain::Product && place == OutputCell{})
        m_playhead.seek(0);
    m_glide = 1;
    emit moved();
    emit settingsChanged();
}

void Player::setGrain(Grain grain)
{
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
    move([&] { m_playhead.seek(index); });
}

void Player::seekTo(OutputCell cell)
{
    move([&] {
        m_playhead.pause();
        m_playhead.seek(m_plan.indexOf(cell));
    });
}

void Player::stepBy(std::int64_t steps)
{
    move([&] {
        m_playhead.pause();
        m_playhead.stepBy(steps);
    });
}

void Player::stepCoarser(int direction)
{
    const auto coarser = Grain(std::min(int(m_plan.grain()) + 1, int(Grain::Map)));
    const Plan plan(m_document.geometry(), coarser);
    const std::int64_t position = step().position;
    std::int64_t index = plan.indexAt(position);
    if (plan.at(index).position == position || direction < 0)
        index += direction;
    move([&] {
        m_playhead.pause();
        m_playhead.seek(index < 0               ? 0
                        : index >= plan.count() ? m_playhead.count() - 1
                                                : m_plan.indexAt(plan.at(index).position));
    });
}

void Player::togglePlaying()
{
    move([&] { m_playhead.playing() ? m_playhead.pause() : m_playhead.play(); });
}

void Player::pause()
{
    move([&] { m_playhead.pause(); });
}

void Player::setSpeed(double stepsPerSecond)
{
    m_playhead.setSpeed(stepsPerSecond);
    emit settingsChanged();
}

void Player::setLoop(bool loop)
{
    m_playhead.setLoop(loop);
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
    move([&] { m_playhead.advance(seconds); });
}

void Player::tick()
{
    advance(double(m_clock.restart()) / 1000);
}

void Player::updateTimer()
{
    const bool needed = m_playhead.playing() || m_glide < 1;
    if (needed && !m_timer.isActive()) {
        m_clock.start();
        m_timer.start();
    } else if (!needed) {
        m_timer.stop();
    }
}

} // namespace lab
