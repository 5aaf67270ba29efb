// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/work_queue.h"
#include "ui/window/animation.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace lab
{

/// Writes an animation into a file: the window and the command line let it run in their event loop. A frame at a time
/// is painted here; another thread packs and writes it before the next one is asked for. Gone before its end, it
/// leaves no file.
class AnimationExport : public QObject
{
    Q_OBJECT
public:
    AnimationExport(Animation animation, const AnimationFormat& format, QString path, QObject* parent = nullptr);
    ~AnimationExport() override;

    void start();
    void cancel();

signals:
    void progressed(int frames, int of); ///< `frames` of them are written
    /// Once, later than start(). Errors: those of check(), AnimationFrames::last() and AnimationWriter; CannotWrite
    /// where nothing moves; Stopped after cancel().
    void finished(const lab::Result<lab::Done>& result);

private:
    void turn();
    void begin();
    void paint();
    void hand(std::function<Result<Done>(std::stop_token)> work, std::function<void()> then);
    void end(const Result<Done>& result);

    Animation m_animation;
    const AnimationFormat& m_format;
    QString m_path;
    QTimer m_turn;
    std::unique_ptr<AnimationFrames> m_frames;
    std::shared_ptr<AnimationWriter> m_writer; ///< null until the last frame was looked at
    int m_rested = 0; ///< rounds in which nothing was under way
    int m_done = 0, m_of = 0; ///< frames
    bool m_cancelled = false;
    WorkQueue m_queue; ///< goes first: what it does speaks of all above
};

} // namespace lab
