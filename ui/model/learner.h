// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/train_spec.h"
#include "core/session/insight.h"
#include "ui/model/document.h"
#include "ui/model/latest_job.h"
#include "ui/model/run_log.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace lab
{

/// What an epoch does, one after the other. Where learning stands is a number: 4 · epochs done + phase.
enum class Phase {
    Updated, ///< the kernel is the one of the last epoch, or of the start
    Forward, ///< its output is computed
    Residual, ///< the target is taken away from it
    Gradient, ///< the residuals are correlated with the input
};
inline constexpr int kPhases = 4;

/// Learns the focused layer's kernel as the session's TrainSpec says. Epochs are computed ahead on a thread and
/// shown at a pace: the shown epoch is the session's train.epoch, and its kernel the layer's kernel, so that
/// undo and saving know it.
class Learner : public QObject
{
    Q_OBJECT
public:
    explicit Learner(Document& document, QObject* parent = nullptr);
    ~Learner() override;

    /// All epochs computed from this start. Of a long run not each is kept; record() finds any.
    const History& history() const { return m_history; }
    /// Another one as soon as an epoch of the history is not what it was.
    Identity runIdentity() const { return m_runIdentity; }
    int epoch() const { return m_document.train().epoch; }
    Phase phase() const { return m_phase; }
    int position() const { return kPhases * epoch() + int(m_phase); }
    /// Weights (in double) and bias after so many updates; 0: the start. At most history().size().
    Grid64 kernelAfter(int epochs) const;
    double biasAfter(int epochs) const;
    /// Of the kernel after so many updates, which the next epoch measures: none where that takes a pass over a large
    /// picture and has not been done.
    std::optional<double> lossAfter(int updates) const;
    /// Epoch n of history(), 1 ≤ n ≤ its size. Errors: OutOfMemory.
    Result<EpochRecord> record(int n) const;
    /// At the shown epoch.
    Grid64 kernel() const { return kernelAfter(shown()); }
    double bias() const { return biasAfter(shown()); }
    /// The kernel that is to be found; none when an output is given, or while it is concealed.
    const Grid* hiddenKernel() const;
    bool running() const { return m_running; }
    /// Why the run goes no further than its last epoch.
    std::optional<RunEnd> ended() const { return m_end; }
    bool reached() const; ///< the loss of the last epoch is within the tolerance
    const std::optional<Insight>& insight() const { return m_insight; } ///< none yet, or not measurable()
    QString missingInsight() const; ///< why there is none, in a sentence
    const Curvature* curvature() const { return m_insight ? &m_insight->curvature : nullptr; }
    /// Null while it is being made. Never changed, but replaced: it may be looked at by other threads.
    const std::shared_ptr<const Trainer>& trainer() const { return m_base; }
    const RunLog& earlier() const { return m_earlier; }
    void clearEarlier();
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
    void forget();
    void prepare();
    /// `known`: what is known already, but for the answer, which depends on the start.
    void prepared(Result<PreparedProblem> made, std::optional<Insight> known = {});
    bool measurable() const; ///< not a kernel of too many weights
    void measure();
    void compute();
    void take();
    void takePublished();
    void show(int epoch);
    int shown() const { return std::min(epoch(), int(m_history.size())); }
    void measureShow();
    bool tooSoon() const;
    void stop();

    Document& m_document;
    std::unique_ptr<Session> m_for; ///< the session whose problem this is; never null
    PreparedProblem m_prepared; ///< empty while it is being made
    std::shared_ptr<const Trainer> m_base; ///< at its start
    std::shared_ptr<Trainer> m_trainer; ///< stepped on a thread
    struct Published {
        std::mutex mutex;
        History history;
    };
    std::shared_ptr<Published> m_published; ///< of the computation on the thread
    History m_history;
    Identity m_runIdentity = Identity::fresh();
    mutable std::optional<EpochRecord> m_found; ///< the last one of m_history that was not kept and asked for
    std::optional<Insight> m_insight;
    RunLog m_earlier;
    Phase m_phase = Phase::Updated;
    int m_furthest = 0; ///< the last epoch of this run that was shown
    QString m_problemText;
    bool m_running = false;
    std::optional<RunEnd> m_end;
    int m_goal = 0; ///< the epoch to compute up to
    double m_until = 0; ///< or the loss
    double m_pace = 8;
    double m_elapsed = 0; ///< epochs due, fractional
    QString m_gesture; ///< merges the epochs of one run for undo
    int m_gestureStart = 0;
    QTimer m_timer;
    QTimer m_later; ///< puts off what only the learner needs until a large picture is on the screen
    QElapsedTimer m_clock;
    QElapsedTimer m_shownAt;
    double m_showCost = 0; ///< milliseconds
    LatestJob<Result<PreparedProblem>> m_preparation;
    LatestJob<int> m_computation;
    LatestJob<Result<Insight>> m_measurement;
};

} // namespace lab
