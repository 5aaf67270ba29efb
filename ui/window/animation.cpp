// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/animation.h"

#include "ui/channels/channels_page.h"
#include "ui/paint/words.h"
#include "ui/scenes/stage_render.h"
#include "ui/widgets/style.h"
#include "ui/window/pages.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

/// Nothing of what is pointed at or asked: what is animated is the steps.
PageInput untouched(PageInput page)
{
    page.view.pointed = page.view.pinned = {};
    page.view.walk = {};
    page.view.marked.clear();
    page.view.byProducts = false;
    return page;
}

std::string text(double value)
{
    return number(value).toStdString();
}

Result<Done> within(const char* name, double value, double least, double most)
{
    if (value >= least && value <= most)
        return Done();
    return Error{ErrorCode::ParameterOutside, {name, text(value), text(least), text(most)}};
}

/// Counted from 0, as the command line does.
Result<Done> spanFits(std::int64_t from, std::int64_t to)
{
    constexpr std::int64_t kMost = Animation::kMostFrames;
    if (from > to)
        return Error{ErrorCode::ParameterOutside,
                     {"to", std::to_string(to), std::to_string(from), std::to_string(from + kMost - 1)}};
    if (to - from >= kMost)
        return Error{ErrorCode::ParameterOutside,
                     {"number of frames", std::to_string(to - from + 1), "1", std::to_string(kMost)}};
    return Done();
}

} // namespace

bool animates(const PageInfo& page)
{
    constexpr std::array<std::string_view, 4> kStill{"filter", "filters", "table", "composition"};
    return std::ranges::find(kStill, page.id) == kStill.end();
}

std::int64_t lastFrame(const ViewModel& view, const Learner& learner, const QWidget* page)
{
    if (view.byEpochs())
        return std::max({learner.planned(), learner.epoch(), int(learner.history().size())});
    const auto* channels = qobject_cast<const ChannelsPage*>(page);
    return (channels ? channels->plan().count() : view.plan().count()) - 1;
}

Result<Done> check(const Animation& animation)
{
    const AnimationTiming& timing = animation.timing;
    for (const auto& fits : {within("width", animation.size.width(), Animation::kLeastSide, Animation::kMostSide),
                             within("height", animation.size.height(), Animation::kLeastSide, Animation::kMostSide),
                             within("fps", timing.perSecond, timing.kLeastRate, timing.kMostRate),
                             within("pause-start", timing.before, 0, timing.kMostPause),
                             within("pause-end", timing.after, 0, timing.kMostPause)})
        if (!fits)
            return fits;
    return animation.to ? spanFits(animation.from, *animation.to) : Done();
}

AnimationFrames::AnimationFrames(const Animation& animation)
    : m_animation(animation), m_page(untouched(animation.page), animation.size)
{
    if (QWidget* page = m_page.widget(); page && themeOf(QApplication::palette()).colours != animation.colours)
        applyTheme(*page, themeFor(animation.colours));
}

void AnimationFrames::show(std::int64_t at)
{
    m_at = ofEpochs() ? std::min(at, Animation::kMostEpochs) : at;
    if (ofEpochs())
        m_page.learner().seekPosition(kPhases * int(m_at));
    else if (auto* channels = qobject_cast<ChannelsPage*>(m_page.widget()))
        channels->seek(at);
    else
        m_page.view().seek(at);
}

void AnimationFrames::showLast()
{
    show(m_animation.to.value_or(lastFrame(m_page.view(), m_page.learner(), m_page.widget())));
}

bool AnimationFrames::arrived()
{
    if (!m_page.quiet())
        return false;
    Learner& learner = m_page.learner();
    if (!ofEpochs() || !learner.state().ready())
        return true;
    const std::int64_t known = learner.ended() ? std::int64_t(learner.history().size()) : m_at;
    if (learner.epoch() == std::min(m_at, known))
        return true;
    show(m_at); // epochs are computed some at a time
    return false;
}

QString AnimationFrames::absence()
{
    if (!animates(infoOfPage(m_page.view().state().page)))
        return tr("this page has neither steps nor epochs");
    return ofEpochs() && !m_page.learner().state().ready() ? m_page.learner().state().reason : QString();
}

Result<std::int64_t> AnimationFrames::last()
{
    const Learner& learner = m_page.learner();
    const std::int64_t last = !ofEpochs()       ? lastFrame(m_page.view(), learner, m_page.widget())
                              : learner.ended() ? std::int64_t(learner.history().size())
                                                : m_at;
    const std::int64_t to = m_animation.to.value_or(last);
    if (m_animation.from > last || (to > last && !ofEpochs()))
        return Error{
            ErrorCode::ParameterOutside,
            {to > last ? "to" : "from", std::to_string(std::max(to, m_animation.from)), "0", std::to_string(last)}};
    const auto fits = spanFits(m_animation.from, std::min(last, to));
    return fits ? Result<std::int64_t>(std::min(last, to)) : fits.error();
}

QImage AnimationFrames::picture()
{
    const bool ofStage = !m_page.widget() || qobject_cast<StagePage*>(m_page.widget());
    if (ofStage)
        return stage();
    const QImage page = painted(*m_page.widget(), 1);
    if (page.size() == m_animation.size)
        return page;
    // A page with more than fits is shown smaller, all of it.
    QImage frame(m_animation.size, page.format());
    frame.fill(themeFor(m_animation.colours).window);
    const QImage fitting = page.scaled(frame.size(), Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QPainter(&frame).drawImage((frame.width() - fitting.width()) / 2, (frame.height() - fitting.height()) / 2,
                               fitting);
    return frame;
}

QImage AnimationFrames::stage()
{
    const Learner& learner = m_page.learner();
    StageShot shot{m_page.document().session(), m_page.document().maps(), m_page.view().step(),
                   m_page.view().onStage()};
    if (ofEpochs()) {
        const auto loss = learner.lossAfter(learner.epoch());
        shot.caption = loss ? tr("%1 · loss %2").arg(afterUpdates(learner.epoch()), number(*loss))
                            : afterUpdates(learner.epoch());
    }
    return renderStage(shot, {.size = m_animation.size, .colours = m_animation.colours, .window = {}});
}

} // namespace lab
