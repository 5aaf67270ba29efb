// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/insight.h"
#include "ui/model/latest_job.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace lab
{

/// Makes of a session what is to be learned, and measures it: small ones at once, others on a thread, and those only
/// once somebody wants them, and when a large picture that was opened then has had its time to get on the screen.
class Preparation : public QObject
{
    Q_OBJECT
public:
    explicit Preparation(QObject* parent = nullptr);
    ~Preparation() override;

    /// Another problem: what was is forgotten at once, and what comes of it is told by made() or failed().
    void begin(const Session& session);
    /// Somebody looks at what is to be learned, or learns: it is made if it waits for that. Safe to be said again.
    void want();
    /// Another start or other settings on the same data: at once. What was measured is kept, but for the answer,
    /// which depends on the start; with another Hessian it is measured anew.
    void restart(const Session& session, bool sameHessian);
    /// Whether there is something that restart() can begin from.
    bool made() const { return m_prepared.base != nullptr; }

    const PreparedProblem& problem() const { return m_prepared; } ///< empty while it is being made
    const QString& absence() const { return m_absence; } ///< why there is none, in a sentence; empty: there is
    bool measurable() const; ///< not a kernel of too many weights
    const std::optional<Insight>& insight() const { return m_insight; } ///< none yet, or not measurable()

signals:
    void done(); ///< it is made, or there is none; perhaps within begin() or restart()
    void measured();

private:
    bool waits() const; ///< to be wanted
    void make();
    void take(Result<PreparedProblem> made);
    void measure();

    std::unique_ptr<Session> m_for; ///< null before the first
    PreparedProblem m_prepared;
    std::optional<Insight> m_insight;
    QString m_absence;
    QTimer m_later;
    LatestJob<Result<PreparedProblem>> m_making;
    LatestJob<Result<Insight>> m_measurement;
};

} // namespace lab
