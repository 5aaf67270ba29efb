// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/field_walk.h"

#include "ui/model/frame_clock.h"
#include "ui/model/view_model.h"

namespace lab
{

namespace
{

constexpr double kStepsPerSecond = 2;

} // namespace

FieldWalk::FieldWalk(ViewModel& view, FrameClock& clock, QObject* parent)
    : QObject(parent), m_view(view), m_clock(clock)
{
}

bool FieldWalk::walking() const
{
    return m_view.state().walk.has_value();
}

void FieldWalk::start(std::size_t maps, bool animated)
{
    if (walking() && (animated || m_animated))
        return stop();
    if (walking())
        return step();
    m_maps = maps;
    m_elapsed = 0;
    m_animated = animated;
    m_view.walkTo(0);
    if (animated)
        m_clock.drive(this, [this](double seconds) { return advance(seconds); });
}

void FieldWalk::stop()
{
    m_view.walkTo({});
}

void FieldWalk::step()
{
    const std::size_t next = *m_view.state().walk + 1;
    m_view.walkTo(next <= m_maps ? std::optional(next) : std::nullopt);
}

bool FieldWalk::advance(double seconds)
{
    m_elapsed += seconds * kStepsPerSecond;
    for (; m_elapsed >= 1 && walking(); m_elapsed -= 1)
        step();
    return walking();
}

} // namespace lab
