// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/frame_clock.h"

#include <algorithm>
#include <utility>

namespace lab
{

namespace
{

constexpr int kFrame = 16; ///< milliseconds

} // namespace

FrameClock::FrameClock(QObject* parent) : QObject(parent)
{
    m_timer.setInterval(kFrame);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { advance(double(m_since.restart()) / 1000); });
}

void FrameClock::drive(QObject* mover, std::function<bool(double)> advance)
{
    const auto known = std::ranges::find(m_movers, mover, [](const Mover& each) { return each.who.data(); });
    if (known != m_movers.end())
        known->advance = std::move(advance);
    else
        m_movers.push_back({mover, std::move(advance)});
    if (!m_timer.isActive()) {
        m_since.start();
        m_timer.start();
    }
}

bool FrameClock::drives(const QObject* mover) const
{
    return std::ranges::any_of(m_movers, [&](const Mover& each) { return each.who == mover; });
}

void FrameClock::advance(double seconds)
{
    // Movers may start others, or themselves anew, while they move: those begin with the next frame.
    for (Mover& mover : std::exchange(m_movers, {}))
        if (mover.who && mover.advance(seconds) && mover.who && !drives(mover.who))
            m_movers.push_back(std::move(mover));
    if (m_movers.empty())
        m_timer.stop();
}

} // namespace lab
