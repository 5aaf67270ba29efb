// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/train_spec.h"
#include "core/learning/trainer.h"
#include "core/numbers/plane.h"
#include "ui/model/latest_job.h"

#include <QObject>

#include <memory>
#include <mutex>
#include <optional>

namespace lab
{

/// Computes epochs up to a goal, ahead of what is shown: a few at once, more on a thread.
class TrainingRun : public QObject
{
    Q_OBJECT
public:
    explicit TrainingRun(QObject* parent = nullptr);
    ~TrainingRun() override;

    /// From the start of `base` to the goal; `workOfPass`: multiplications that a pass over the data takes.
    void begin(std::shared_ptr<const Trainer> base, const TrainSpec& spec, double workOfPass);
    void forget(); ///< the goal, too
    bool begun() const { return m_trainer != nullptr; }
    /// Keeps the first `epochs`, and goes on from there by `spec`.
    void truncate(int epochs, const TrainSpec& spec);
    /// Up to epoch `goal`, or the first of which the loss is at most `until`.
    void aim(int goal, double until);
    void stopHere(); ///< no further than what is computed

    int goal() const { return m_goal; }
    double until() const { return m_until; }
    int size() const { return int(m_history.size()); } ///< epochs that are computed
    /// All epochs computed from this start. Of a long run not each is kept; record() finds any.
    const History& history() const { return m_history; }
    /// Another one as soon as an epoch of the history is not what it was.
    Identity identity() const { return m_identity; }
    std::optional<RunEnd> ended() const { return m_end; } ///< why it goes no further
    bool reached() const; ///< the loss of the last epoch is small enough
    bool busy() const { return m_computation.busy(); }
    const std::shared_ptr<const Trainer>& base() const { return m_base; }
    /// Epoch n of history(), 1 ≤ n ≤ its size. Errors: OutOfMemory.
    Result<EpochRecord> record(int n) const;
    /// Takes over what a thread has come to so far. It never waits for those who look.
    void look();

signals:
    void advanced();

private:
    void compute();
    void take();

    std::shared_ptr<const Trainer> m_base; ///< at its start
    std::shared_ptr<Trainer> m_trainer; ///< stepped on a thread
    struct Published {
        std::mutex mutex;
        History history;
    };
    std::shared_ptr<Published> m_published; ///< of the computation on the thread
    TrainSpec m_spec;
    double m_workOfPass = 0;
    History m_history;
    Identity m_identity = Identity::fresh();
    mutable std::optional<EpochRecord> m_found; ///< the last one that was not kept and asked for
    std::optional<RunEnd> m_end;
    int m_goal = 0;
    double m_until = 0;
    LatestJob<int> m_computation;
};

} // namespace lab
