// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trainer.h"
#include "ui/document.h"
#include "ui/latest_job.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace lab
{

/// Learns the focused layer's kernel as the session's TrainSpec says. Epochs are computed ahead on a thread and
/// shown at a pace: the shown epoch is the session's train.epoch, and its kernel the layer's kernel, so that
/// undo and saving know it.
class Learner : public QObject
{
    Q_OBJECT
public:
    explicit Learner(Document& document, QObject* parent = nullptr);

    /// All epochs computed from this start; epoch n is history()[n − 1].
    const std::vector<EpochRecord>& history() const { return m_history; }
    int epoch() const { return m_document.session().train.epoch; }
    bool running() const { return m_running; }
    bool diverged() const { return m_diverged; }
    const std::optional<Curvature>& curvature() const { return m_curvature; } ///< none yet, or not computable
    const QString& problem() const { return m_problemText; } ///< why nothing can be learned; empty: it can
    /// Epochs shown per second; 0: as many as can be computed.
    double pace() const { return m_pace; }
    void setPace(double epochsPerSecond) { m_pace = epochsPerSecond; }

    /// Adds session.train.epochs epochs.
    void run();
    void pause();
    void stepForward();
    void stepBack();
    void seek(int epoch); ///< among those computed
    void reset(); ///< to epoch 0: the start kernel
    /// Makes `spec` what is learned, at epoch 0 with its start kernel in the layer; one undo step named `text`.
    bool setSpec(const QString& text, TrainSpec spec, const QString& mergeKey = {});
    /// Makes the output of this kernel what is learned. A start kernel of another size is drawn anew.
    bool setHidden(const QString& text, Grid kernel, float bias);
    /// Lets time pass; the timer calls it, and so do tests.
    void advance(double seconds);

signals:
    void progressed(); ///< history or the shown epoch
    void runningChanged(bool running);
    void problemChanged(); ///< a new problem, its curvature or its status

private:
    void documentChanged(const Changes& changes);
    void forget();
    void prepare();
    void prepared(Result<std::shared_ptr<Trainer>> trainer);
    void measureCurvature();
    void compute();
    void take();
    void show(int epoch);
    void stop();

    Document& m_document;
    Session m_for; ///< the session whose problem this is
    std::shared_ptr<Trainer> m_trainer; ///< null while it is being made
    std::vector<EpochRecord> m_history;
    std::optional<Curvature> m_curvature;
    QString m_problemText;
    bool m_running = false;
    bool m_diverged = false;
    int m_goal = 0; ///< the epoch to compute up to
    double m_pace = 8;
    double m_elapsed = 0; ///< epochs due, fractional
    QString m_gesture; ///< merges the epochs of one run for undo
    int m_gestureStart = 0;
    QTimer m_timer;
    QTimer m_later; ///< puts off what only the learner needs until a large picture is on the screen
    QElapsedTimer m_clock;
    LatestJob<Result<std::shared_ptr<Trainer>>> m_preparation;
    LatestJob<int> m_computation;
    LatestJob<Result<Curvature>> m_measurement;
};

} // namespace lab
