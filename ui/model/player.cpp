// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/player.h"

#include "ui/model/document.h"
#include "ui/model/frame_clock.h"
#include "ui/model/learner.h"
#include "ui/model/view_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lab
{

namespace
{

constexpr double kGlideSeconds = 0.18;
constexpr double kFastestGlide = 12; ///< steps per second beyond which the window jumps

QPointF cornerOf(const Geometry& geometry, OutputCell cell)
{
    const Rect window = geometry.inputWindow(cell);
    return {double(window.col), double(window.row)};
}

} // namespace

Player::Player(Document& document, ViewModel& view, Learner& learner, FrameClock& clock, QObject* parent)
    : QObject(parent), m_document(document), m_view(view), m_clock(clock), m_maps(view), m_epochs(learner),
      m_byEpochs(view.byEpochs()), m_cell(view.step().cell)
{
    connect(&document, &Document::adopted, this, [this](const Changes& changes) {
        if (changes.geometry || changes.focus)
            m_glide = 1;
    });
    connect(&view, &ViewModel::changed, this, &Player::followView);
    connect(&learner, &Learner::progressed, this, &Player::followLearner);
    connect(&learner, &Learner::problemChanged, this, &Player::followLearner);
    synchronise();
}

Timeline& Player::timeline()
{
    if (byProducts())
        return *m_products;
    return m_byEpochs ? static_cast<Timeline&>(m_epochs) : m_maps;
}

bool Player::byProducts() const
{
    return m_products && m_view.state().byProducts;
}

void Player::setProducts(Timeline* products)
{
    if (products == m_products)
        return;
    pause();
    m_products = products;
    m_byProducts = byProducts();
    synchronise();
    emit moved();
    emit settingsChanged();
}

void Player::followProducts()
{
    if (!byProducts() || m_going)
        return;
    synchronise();
    emit moved();
}

void Player::synchronise()
{
    m_head.setCount(timeline().count(), timeline().index());
}

void Player::followView(const ViewChanges& changes)
{
    const OutputCell to = m_view.step().cell;
    const QPointF from = windowAt().value_or(cornerOf(m_document.geometry(), m_cell));
    const bool neighbour = to.row == m_cell.row && std::abs(to.col - m_cell.col) == 1;
    m_cell = to;
    const bool other = m_view.byEpochs() != m_byEpochs || byProducts() != m_byProducts;
    if (other) {
        pause();
        m_byEpochs = m_view.byEpochs();
        m_byProducts = byProducts();
    }
    if (changes.place || changes.grain) {
        const bool slow = !m_head.playing() || m_head.speed() <= kFastestGlide;
        m_from = from;
        m_glide = m_going && m_animated && neighbour && slow ? 0 : 1;
    }
    if (!other && !changes.grain && (m_byEpochs || !changes.place))
        return;
    synchronise();
    emit moved();
    if (other || changes.grain)
        emit settingsChanged();
}

void Player::followLearner()
{
    if (!m_byEpochs || m_going)
        return;
    synchronise();
    emit moved();
}

std::optional<QPointF> Player::windowAt() const
{
    if (m_glide >= 1)
        return std::nullopt;
    const double eased = m_glide * m_glide * (3 - 2 * m_glide);
    return m_from + (cornerOf(m_document.geometry(), m_cell) - m_from) * eased;
}

/// Where another epoch is not computed yet, the learner gets less far: the head stands where the timeline does.
void Player::go(std::int64_t index)
{
    m_going = true;
    timeline().seek(index);
    m_going = false;
    if (m_byEpochs)
        followLearner();
    move();
}

/// `change` changes the head alone.
template <class F>
void Player::play(F&& change)
{
    const bool played = m_head.playing();
    const std::int64_t place = m_head.index();
    change();
    if (m_head.index() != place)
        go(m_head.index());
    if (m_head.playing() != played)
        emit playingChanged(m_head.playing());
    move();
}

void Player::move()
{
    if ((m_head.playing() || m_glide < 1) && !m_clock.drives(this))
        m_clock.drive(this, [this](double seconds) { return advance(seconds); });
}

void Player::seek(std::int64_t index)
{
    play([&] { m_head.seek(index); });
}

void Player::seekTo(OutputCell cell)
{
    pause();
    m_going = true;
    m_view.seekTo(cell);
    m_going = false;
    move();
}

void Player::seekLast()
{
    pause();
    go(timeline().count() - 1);
}

void Player::stepBy(std::int64_t steps)
{
    pause();
    go(std::clamp<std::int64_t>(timeline().index() + steps, 0, timeline().furthest()));
}

void Player::stepCoarser(int direction)
{
    pause();
    go(std::min(timeline().coarser(direction), timeline().furthest()));
}

void Player::togglePlaying()
{
    play([&] { m_head.playing() ? m_head.pause() : m_head.play(); });
}

void Player::pause()
{
    play([&] { m_head.pause(); });
}

void Player::setSpeed(double stepsPerSecond)
{
    m_head.setSpeed(stepsPerSecond);
    emit settingsChanged();
}

void Player::setLoop(bool loop)
{
    m_head.setLoop(loop);
    emit settingsChanged();
}

void Player::setAnimated(bool animated)
{
    m_animated = animated;
    m_glide = 1;
    emit windowMoved();
}

bool Player::advance(double seconds)
{
    if (m_glide < 1) {
        const double length = m_head.playing() ? std::min(kGlideSeconds, 0.6 / m_head.speed()) : kGlideSeconds;
        m_glide = std::min(1.0, m_glide + seconds / length);
        emit windowMoved();
    }
    play([&] { m_head.advance(seconds); });
    return m_head.playing() || m_glide < 1;
}

} // namespace lab
