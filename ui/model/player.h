// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/playhead.h"
#include "core/layers/step.h"
#include "core/session/view_state.h"
#include "ui/model/timeline.h"

#include <QObject>
#include <QPointF>

#include <optional>

namespace lab
{

class Document;
class FrameClock;

/// Steps, scrubs and plays through the timeline that the view is on: the focused layer's, or that of the epochs.
class Player : public QObject
{
    Q_OBJECT
public:
    Player(Document& document, ViewModel& view, Learner& learner, FrameClock& clock, QObject* parent = nullptr);

    const Playhead& playhead() const { return m_head; } ///< of the timeline that the view is on
    int epochs() const { return m_epochs.epochs(); } ///< that are planned or known
    /// The corner of the sliding window on the focused layer's input, in cells (x: column), while it glides.
    std::optional<QPointF> windowAt() const;

    void seek(std::int64_t index);
    void seekTo(OutputCell cell); ///< of the focused layer; pauses
    void stepBy(std::int64_t steps); ///< pauses
    void seekLast(); ///< of the layer, or the last epoch that is planned or known; pauses
    /// A step of the next coarser grain (or a whole epoch), on (1) or back (−1); pauses.
    void stepCoarser(int direction);
    void togglePlaying();
    void pause();
    void setSpeed(double stepsPerSecond);
    void setLoop(bool loop);
    /// The products of the page that is shown, as long as it is; null: it has none. They are gone through while the
    /// view is by products.
    void setProducts(Timeline* products);
    bool hasProducts() const { return m_products; }
    bool byProducts() const;
    /// They moved by themselves, or are others.
    void followProducts();
    /// Without animation the window jumps.
    void setAnimated(bool animated);
    bool animated() const { return m_animated; }

    /// Lets time pass: of the glide, and while playing of the steps. True while something still moves.
    bool advance(double seconds);

signals:
    void moved(); ///< index, count or grain
    void windowMoved(); ///< the sliding window only
    void playingChanged(bool playing);
    void settingsChanged(); ///< speed, loop, or what is gone through

private:
    Timeline& timeline();
    void followView(const ViewChanges& changes);
    void followLearner();
    void synchronise();
    void go(std::int64_t index);
    void move();
    template <class F>
    void play(F&& change);

    Document& m_document;
    ViewModel& m_view;
    FrameClock& m_clock;
    MapTimeline m_maps;
    EpochTimeline m_epochs;
    Timeline* m_products = nullptr;
    Playhead m_head;
    bool m_byEpochs = false; ///< what m_head is of
    bool m_byProducts = false;
    bool m_going = false;
    bool m_animated = true;
    OutputCell m_cell; ///< where the window stood
    QPointF m_from; ///< corner of the window where the glide began
    double m_glide = 1; ///< 0..1; 1: arrived
};

} // namespace lab
