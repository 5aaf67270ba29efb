// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/timeline.h"

#include "ui/model/learner.h"
#include "ui/model/view_model.h"

#include <algorithm>

namespace lab
{

std::int64_t MapTimeline::count() const
{
    return m_view.plan().count();
}

std::int64_t MapTimeline::index() const
{
    return m_view.index();
}

std::int64_t MapTimeline::coarser(int direction) const
{
    const Plan& plan = m_view.plan();
    const Plan coarse = m_view.planAt(Grain(std::min(int(plan.grain()) + 1, int(Grain::Map))));
    const std::int64_t position = m_view.step().position;
    std::int64_t index = coarse.indexAt(position);
    if (coarse.at(index).position == position || direction < 0)
        index += direction;
    return index < 0 ? 0 : index >= coarse.count() ? plan.count() - 1 : plan.indexAt(coarse.at(index).position);
}

void MapTimeline::seek(std::int64_t index)
{
    m_view.seek(index);
}

int EpochTimeline::epochs() const
{
    const int known = int(m_learner.history().size());
    return m_learner.ended() ? known : std::max({known, m_learner.epoch(), m_learner.planned()});
}

std::int64_t EpochTimeline::count() const
{
    return std::max<std::int64_t>(kPhases * std::int64_t(epochs()), m_learner.position()) + 1;
}

std::int64_t EpochTimeline::index() const
{
    return m_learner.position();
}

std::int64_t EpochTimeline::furthest() const
{
    const bool another = index() + 1 >= count() && !m_learner.ended();
    return count() - 1 + (another ? kPhases : 0);
}

std::int64_t EpochTimeline::coarser(int direction) const
{
    const std::int64_t begin = index() / kPhases * kPhases;
    const bool within = begin != index();
    return std::max<std::int64_t>(0, direction > 0 ? begin + kPhases : within ? begin : begin - kPhases);
}

void EpochTimeline::seek(std::int64_t index)
{
    m_learner.seekPosition(int(index));
}

} // namespace lab
