// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/animation_export.h"

#include "ui/io/output_file.h"

#include <utility>

namespace lab
{

namespace
{

constexpr int kLook = 2; ///< milliseconds, while something is computed

/// Colours that mean something in every theme's pictures, those that fill areas first.
std::vector<QRgb> coloursOf(const Theme& theme)
{
    std::vector<QRgb> all;
    for (const QColor Theme::*each :
         {&Theme::window,   &Theme::surface,      &Theme::text,     &Theme::accent, &Theme::zero,
          &Theme::negative, &Theme::positive,     &Theme::ink,      &Theme::muted,  &Theme::empty,
          &Theme::grid,     &Theme::line,         &Theme::border,   &Theme::field,  &Theme::black,
          &Theme::white,    &Theme::accentGround, &Theme::onAccent, &Theme::bad,    &Theme::badGround,
          &Theme::good,     &Theme::goodGround})
        all.push_back((theme.*each).rgb());
    return all;
}

} // namespace

AnimationExport::AnimationExport(Animation animation, const AnimationFormat& format, QString path, QObject* parent)
    : QObject(parent), m_animation(std::move(animation)), m_format(format), m_path(std::move(path))
{
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &AnimationExport::turn);
}

AnimationExport::~AnimationExport()
{
    m_queue.stop();
}

void AnimationExport::start()
{
    m_turn.start(0);
}

void AnimationExport::cancel()
{
    m_cancelled = true;
    m_queue.stop();
}

void AnimationExport::turn()
{
    if (m_cancelled)
        return end(ErrorCode::Stopped);
    if (!m_frames) {
        if (const auto fits = check(m_animation); !fits)
            return end(fits);
        m_frames = std::make_unique<AnimationFrames>(m_animation);
        m_frames->showLast();
    }
    if (!m_frames->arrived()) {
        m_rested = 0;
        return m_turn.start(kLook);
    }
    if (++m_rested < LonePage::kRounds)
        return m_turn.start(0);
    m_rested = 0;
    m_writer ? paint() : begin();
}

void AnimationExport::begin()
{
    if (QString why = m_frames->absence(); !why.isEmpty()) {
        why = why.endsWith(QLatin1Char('.')) ? why.chopped(1) : why;
        return end(cannotWrite(m_path, why));
    }
    const auto last = m_frames->last();
    if (!last)
        return end(last.error());
    m_of = int(*last - m_animation.from + 1);
    m_writer =
        m_format.make({m_path, m_animation.size, m_of, m_animation.timing, coloursOf(themeFor(m_animation.colours))});
    m_frames->show(m_animation.from);
    m_turn.start(0);
}

void AnimationExport::paint()
{
    hand([writer = m_writer, picture = m_frames->picture()](const std::stop_token&) { return writer->add(picture); },
         [this] {
             emit progressed(++m_done, m_of);
             if (m_done < m_of) {
                 m_frames->show(m_animation.from + m_done);
                 return m_turn.start(0);
             }
             hand([writer = m_writer](const std::stop_token& stop) { return writer->finish(stop); },
                  [this] { end(Done()); });
         });
}

/// To the other thread; then on, unless it failed.
void AnimationExport::hand(std::function<Result<Done>(std::stop_token)> work, std::function<void()> then)
{
    m_queue.add(
        [work = std::move(work)](std::stop_token stop) -> Result<QString> {
            const auto done = work(std::move(stop));
            return done ? Result<QString>(QString()) : done.error();
        },
        [this, then = std::move(then)](const Result<QString>& done) {
            if (!done)
                return end(done.error());
            then();
        });
}

void AnimationExport::end(const Result<Done>& result)
{
    m_turn.stop();
    m_frames.reset();
    auto letGo = [writer = std::exchange(m_writer, nullptr)](const std::stop_token&) mutable {
        writer.reset(); // and with it what was not finished
        return QString();
    };
    m_queue.add(std::move(letGo), [this, result](const auto&) { emit finished(result); });
}

} // namespace lab
