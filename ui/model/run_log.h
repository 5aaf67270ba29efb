// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>
#include <span>
#include <vector>

namespace lab
{

struct Session;
struct TrainSpec;

/// A run that came before the present one, kept to be compared with it.
struct EarlierRun {
    QString name; ///< by what differs from the run that followed it: "rate 0.03, Adam"
    std::shared_ptr<const Session> session; ///< whose run it was; never null
    std::shared_ptr<const std::vector<double>> losses;
};

/// The last few runs.
class RunLog
{
public:
    static constexpr std::size_t kMost = 6;

    const std::vector<EarlierRun>& runs() const { return m_runs; }
    /// Keeps a run; `next` is what came after it.
    void keep(const Session& session, std::span<const double> losses, const Session& next);
    /// Forgets the runs that are the same as this one's: it is the present run.
    void forget(const Session& session);
    void clear() { m_runs.clear(); }

private:
    std::vector<EarlierRun> m_runs; ///< the oldest first
};

/// What a spec has that another has not, for a legend: "rate 0.03, Adam". `a` and `b` learn from the same data;
/// else "other input or target". Empty when they take the same path.
QString differenceText(const Session& a, const Session& b);
/// All that a race or a log may differ in: "gradient descent, rate 0.03".
QString settingsText(const TrainSpec& spec);

} // namespace lab
