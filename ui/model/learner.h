// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/train_spec.h"
#include "ui/model/document.h"
#include "ui/model/learning_state.h"
#include "ui/model/preparation.h"
#include "ui/model/run_log.h"
#include "ui/model/training_run.h"

#include <QElapsedTimer>
#include <QObject>

#include <algorithm>
#include <memory>
#include <optional>

namespace lab
{

class FrameClock;

/// Learns the focused layer's kernel as the session's TrainSpec says. A run computes epochs ahead, and here they are
/// shown at a pace: the shown epoch is the session's train.epoch, and its kernel the layer's kernel, so that
/// undo and saving know it.
class Learner : public QObject
{
    Q_OBJECT
public:
    Learner(Document& document, FrameClock& clock, QObject* parent = nullptr);
    ~Learner() override;

    /// Of a large picture, what is to be learned is made only once somebody says this: who shows it, in sight.
    void want() { m_preparation.want(); }
    /// What pages show, at this moment.
    LearningState state() const;
    const History& history() const { return m_run.history(); } ///< all epochs computed from this start
    Identity runIdentity() const { return m_run.identity(); } ///< of that history
    int epoch() const { return m_document.train().epoch; }
    int planned() const { return m_document.train().epochs; } ///< epochs of a run
    /// After the last update of a run that has ended there is no further epoch that could be in a phase.
    Phase phase() const { return m_run.ended() && shown() == m_run.size() ? Phase::Updated : m_phase; }
    int position() const { return kPhases * (m_run.ended() ? shown() : epoch()) + int(phase()); }
    /// Weights (in double) and bias after so many updates; 0: the start. At most history().size().
    Grid64 kernelAfter(int epochs) const;
    double biasAfter(int epochs) const;
    /// Of the kernel after so many updates, which the next epoch measures: none where that takes a pass over a large
    /// picture and has not been done.
    std::optional<double> lossAfter(int updates) const;
    /// Epoch n of history(), 1 ≤ n ≤ its size. Errors: OutOfMemory.
    Result<EpochRecord> record(int n) const { return m_run.record(n); }
    /// At the shown epoch.
    Grid64 kernel() const { return kernelAfter(shown()); }
    double bias() const { return biasAfter(shown()); }
    /// The kernel that is to be found; none when an output is given, or while it is concealed.
    const Grid* hiddenKernel() const;
    bool running() const { return m_running; }
    std::optional<RunEnd> ended() const { return m_run.ended(); } ///< why the run goes no further than its last epoch
    bool reached() const { return m_run.reached(); } ///< the loss of the last epoch is within the tolerance
    const std::optional<Insight>& insight() const
    {
        return m_preparation.insight();
    } ///< none yet, or too many weights
    QString missingInsight() const; ///< why there is none, in a sentence
    const Curvature* curvature() const { return insight() ? &insight()->curvature : nullptr; }
    /// Null while it is being made. Never changed, but replaced: it may be looked at by other threads.
    const std::shared_ptr<const Trainer>& trainer() const { return m_run.base(); }
    const RunLog& earlier() const { return m_earlier; }
    void clearEarlier();
    const QString& problem() const { return m_preparation.absence(); } ///< why nothing can be learned; empty: it can
    /// Epochs shown per second; 0: as many as can be computed.
    double pace() const { return m_pace; }
    void setPace(double epochsPerSecond) { m_pace = epochsPerSecond; }

    /// Adds session.train.epochs epochs.
    void run();
    void pause();
    void stepForward();
    void stepBack();
    void seek(int epoch); ///< among those computed
    /// To a phase of an epoch; one that is not computed yet is computed first.
    void seekPosition(int position);
    void reset(); ///< to epoch 0: the start kernel
    /// Makes `spec` what is learned, at epoch 0 with its start kernel in the layer; one undo step named `text`.
    bool setSpec(const QString& text, TrainSpec spec, const QString& mergeKey = {});
    /// Another rate: from the next epoch on while it runs, else of a new run from the same start.
    bool changeRate(const QString& text, double rate, const QString& mergeKey = {});
    /// Makes the output of this kernel what is learned. A start kernel of another size is drawn anew. One that was
    /// drawn with a seed is concealed at first.
    bool setHidden(const QString& text, Grid kernel, float bias, std::optional<std::uint64_t> seed = {});
    /// Shows the hidden kernel, or hides it again.
    void conceal(bool concealed);
    /// Lets time pass; the timer calls it, and so do tests.
    void advance(double seconds);

signals:
    void progressed(); ///< history or the shown epoch
    void runningChanged(bool running);
    void problemChanged(); ///< a new problem, its curvature or its status

private:
    void documentChanged(const Changes& changes);
    /// Makes the history that of `session`: keeps the epochs that it has in common with the one before.
    void follow(const Session& session);
    void prepared();
    void show(int epoch);
    int shown() const { return std::min(epoch(), m_run.size()); }
    void begin(double due); ///< to show epochs, of which `due` are due
    void stop();
    void measureShow();
    bool tooSoon() const;

    Document& m_document;
    FrameClock& m_clock;
    std::unique_ptr<Session> m_for; ///< the session whose problem this is; never null
    Preparation m_preparation;
    TrainingRun m_run;
    RunLog m_earlier;
    Phase m_phase = Phase::Updated;
    int m_furthest = 0; ///< the last epoch of this run that was shown
    bool m_running = false;
    double m_pace = 8;
    double m_elapsed = 0; ///< epochs due, fractional
    QString m_gesture; ///< merges the epochs of one run for undo
    int m_gestureStart = 0;
    QElapsedTimer m_shownAt;
    double m_showCost = 0; ///< milliseconds
};

} // namespace lab
