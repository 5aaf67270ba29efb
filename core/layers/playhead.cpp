// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/playhead.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace lab
{

void Playhead::setCount(std::int64_t count, std::int64_t index)
{
    assert(count >= 1);
    m_count = count;
    m_index = std::clamp<std::int64_t>(index, 0, count - 1);
}

void Playhead::seek(std::int64_t index)
{
    m_index = std::clamp<std::int64_t>(index, 0, m_count - 1);
    m_elapsed = 0;
}

void Playhead::setSpeed(double stepsPerSecond)
{
    m_speed = std::clamp(stepsPerSecond, kSlowest, kFastest);
}

void Playhead::play()
{
    if (atEnd())
        m_index = 0;
    m_elapsed = 0;
    m_playing = true;
}

void Playhead::pause()
{
    m_playing = false;
}

bool Playhead::advance(double seconds)
{
    if (!m_playing || !(seconds > 0))
        return false;
    m_elapsed += seconds * m_speed;
    const double whole = std::floor(m_elapsed);
    if (whole < 1)
        return false;
    m_elapsed -= whole;
    const double target = double(m_index) + whole;
    if (target < double(m_count)) {
        m_index = std::int64_t(target);
        m_playing = m_loop || !atEnd();
    } else if (m_loop) {
        m_index = std::int64_t(std::fmod(target, double(m_count)));
    } else {
        m_index = m_count - 1;
        m_playing = false;
    }
    return true;
}

} // namespace lab
