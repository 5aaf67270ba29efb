// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/playhead.h"
#include "core/layers/step.h"
#include "ui/model/learner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointF>
#include <QTimer>

#include <optional>

namespace lab
{

/// Steps through the document's focused layer, or through the epochs of its learning: a Playhead with a clock, at a
/// chosen grain.
class Player : public QObject
{
    Q_OBJECT
public:
    Player(Document& document, Learner& learner, QObject* parent = nullptr);

    Grain grain() const { return m_plan.grain(); }
    Step step() const; ///< of the session as it is; not while a change is going on
    /// Whether the timeline is that of the epochs: the fifth grain, whose steps are the phases of an epoch.
    bool byEpochs() const { return m_byEpochs; }
    int epochs() const; ///< that are planned or known
    /// Of what is stepped through: the layer, or the epochs.
    const Playhead& playhead() const { return m_byEpochs ? m_epochs : m_playhead; }
    /// Outputs cells are shown as they are computed, where the output is small enough for it to make sense.
    bool progressive() const;
    /// Where the sliding window is between two cells (x: column, y: row); none when it has arrived.
    std::optional<QPointF> windowAt() const;

    void setGrain(Grain grain); ///< the place stays
    void setByEpochs(bool byEpochs); ///< the place in the layer stays
    void seek(std::int64_t index);
    void seekTo(OutputCell cell); ///< pauses
    void stepBy(std::int64_t steps); ///< pauses
    void seekLast(); ///< of the layer, or the last epoch that is planned or known; pauses
    /// One step of the next coarser grain, from wherever it is; pauses.
    void stepCoarser(int direction);
    void togglePlaying();
    void pause();
    void setSpeed(double stepsPerSecond);
    void setLoop(bool loop);
    void setProgressive(bool progressive);
    void setAnimated(bool animated);
    bool animated() const { return m_animated; }
    /// Lets time pass; the timer calls it, and so do tests.
    void advance(double seconds);

signals:
    void moved(); ///< index, count or grain
    void windowMoved(); ///< the sliding window only
    void playingChanged(bool playing);
    void settingsChanged(); ///< speed, loop, progressive

private:
    void replan(const Changes& changes);
    void followLearner();
    /// Beyond the last epoch there is one more, where learning can go on.
    void makeRoomForAnother();
    /// Takes the learner to where the epochs' playhead is, or the playhead back to what could be reached.
    void leadLearner();
    void glide(OutputCell from);
    void tick();
    void updateTimer();
    template <class F>
    void move(F&& change);

    Document& m_document;
    Learner& m_learner;
    bool m_byEpochs = false;
    bool m_leading = false;
    Playhead m_epochs;
    Plan m_plan;
    Playhead m_playhead;
    QTimer m_timer;
    QElapsedTimer m_clock;
    bool m_progressive = true;
    bool m_animated = true;
    QPointF m_from; ///< corner of the window where the glide began
    double m_glide = 1; ///< 0..1; 1: arrived
};

} // namespace lab
