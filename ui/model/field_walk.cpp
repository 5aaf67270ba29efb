// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/field_walk.h"

namespace lab
{

namespace
{

constexpr int kFrame = 40; ///< milliseconds
constexpr double kStepsPerSecond = 2;

} // namespace

FieldWalk::FieldWalk(QObject* parent) : QObject(parent)
{
    m_timer.setInterval(kFrame);
    connect(&m_timer, &QTimer::timeout, this, [this] { advance(double(m_clock.restart()) / 1000); });
}

void FieldWalk::start(std::size_t maps, bool animated)
{
    if (walking() && (animated || m_timer.isActive()))
        return stop();
    if (walking())
        return step();
    m_maps = maps;
    m_reach = 0;
    m_elapsed = 0;
    if (animated) {
        m_clock.start();
        m_timer.start();
    }
    emit moved();
}

void FieldWalk::stop()
{
    m_timer.stop();
    if (!walking())
        return;
    m_reach.reset();
    emit moved();
}

void FieldWalk::step()
{
    if (*m_reach >= m_maps)
        return stop();
    ++*m_reach;
    emit moved();
}

void FieldWalk::advance(double seconds)
{
    m_elapsed += seconds * kStepsPerSecond;
    for (; m_elapsed >= 1 && walking(); m_elapsed -= 1)
        step();
}

} // namespace lab
