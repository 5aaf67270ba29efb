// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/training_run.h"

#include "ui/model/inline_work.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace lab
{

namespace
{

constexpr auto kPublishEvery = std::chrono::milliseconds(15);

/// Whether a run that has got to `history` is to go on.
bool wanted(const History& history, int goal, double until)
{
    return int(history.size()) < goal && (history.empty() || until <= 0 || history.losses().back() > until);
}

bool stepOn(Trainer& trainer, const TrainSpec& spec, std::stop_token stop = {})
{
    return trainer.step(spec.rateOf(int(trainer.history().size()) + 1), stop);
}

} // namespace

TrainingRun::TrainingRun(QObject* parent) : QObject(parent) {}

TrainingRun::~TrainingRun() = default;

void TrainingRun::begin(std::shared_ptr<const Trainer> base, const TrainSpec& spec, double workOfPass)
{
    m_base = std::move(base);
    m_trainer = std::make_shared<Trainer>(*m_base);
    m_history = m_trainer->history();
    m_spec = spec;
    m_workOfPass = workOfPass;
    compute();
}

void TrainingRun::forget()
{
    m_computation.cancel();
    m_published.reset();
    m_base.reset();
    m_trainer.reset();
    m_history = {};
    m_identity = Identity::fresh();
    m_found.reset();
    m_end.reset();
    m_goal = 0;
    m_until = 0;
}

void TrainingRun::truncate(int epochs, const TrainSpec& spec)
{
    m_computation.cancel();
    m_published.reset();
    m_history.truncate(std::size_t(epochs));
    m_identity = Identity::fresh();
    m_found.reset();
    m_end.reset();
    m_trainer = std::make_shared<Trainer>(m_base->resumed(std::move(m_history)));
    m_history = m_trainer->history();
    m_spec = spec;
}

void TrainingRun::aim(int goal, double until)
{
    m_goal = goal;
    m_until = until;
    compute();
}

void TrainingRun::stopHere()
{
    m_goal = std::min(m_goal, size());
}

bool TrainingRun::reached() const
{
    return !m_history.empty() && m_until > 0 && m_history.losses().back() <= m_until;
}

Result<EpochRecord> TrainingRun::record(int n) const
{
    const auto i = std::size_t(n - 1);
    if (m_history.kept(i))
        return m_history[i];
    if (!m_found || m_found->epoch != n) {
        auto found = m_base->recordOf(m_history, i);
        if (!found)
            return found.error();
        m_found = std::move(*found);
    }
    return *m_found;
}

void TrainingRun::compute()
{
    if (!m_trainer || m_computation.busy() || m_end || !wanted(m_history, m_goal, m_until))
        return;
    const double parameters = double(m_spec.startKernel.size());
    const double workOfEpoch = m_trainer->normal() ? parameters * parameters : m_workOfPass * 2;
    if (workOfEpoch * (m_goal - size()) <= kInlineWork) {
        while (wanted(m_trainer->history(), m_goal, m_until) && stepOn(*m_trainer, m_spec)) {
        }
        return take();
    }
    m_published = std::make_shared<Published>();
    m_published->history = m_trainer->history();
    m_computation.start(
        [trainer = m_trainer, spec = m_spec, goal = m_goal, until = m_until,
         published = m_published](std::stop_token stop) {
            auto next = std::chrono::steady_clock::now() + kPublishEvery;
            while (wanted(trainer->history(), goal, until) && stepOn(*trainer, spec, stop)) {
                if (std::chrono::steady_clock::now() < next)
                    continue;
                const std::lock_guard lock(published->mutex);
                published->history.follow(trainer->history());
                next = std::chrono::steady_clock::now() + kPublishEvery;
            }
            return 0;
        },
        [this](int) {
            m_published.reset();
            take();
            compute();
        });
}

void TrainingRun::look()
{
    if (!m_published)
        return;
    const std::lock_guard lock(m_published->mutex);
    if (m_published->history.size() > m_history.size())
        m_history.follow(m_published->history);
}

void TrainingRun::take()
{
    m_history.follow(m_trainer->history());
    m_end = m_trainer->ended();
    if (m_end || reached())
        m_goal = size();
    emit advanced();
}

} // namespace lab
