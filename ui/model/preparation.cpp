// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/preparation.h"

#include "core/session/problem_of.h"
#include "core/session/session.h"
#include "ui/io/error_text.h"
#include "ui/model/inline_work.h"

#include <utility>

namespace lab
{

namespace
{

constexpr int kPutOff = 50; ///< milliseconds

} // namespace

Preparation::Preparation(QObject* parent) : QObject(parent)
{
    m_later.setParent(this); // found there by whoever cannot wait
    m_later.setSingleShot(true);
    m_later.setInterval(kPutOff);
    connect(&m_later, &QTimer::timeout, this, &Preparation::make);
}

Preparation::~Preparation() = default;

void Preparation::begin(const Session& session)
{
    m_making.cancel();
    m_measurement.cancel();
    m_later.stop();
    m_prepared = {};
    m_insight.reset();
    m_absence.clear();
    m_for = std::make_unique<Session>(session);
    if (workOfInsight(session) <= kInlineWork)
        take(prepareProblem(session, {}));
}

bool Preparation::waits() const
{
    return m_for && !made() && m_absence.isEmpty() && !m_making.busy();
}

void Preparation::want()
{
    if (waits() && !m_later.isActive())
        m_later.start();
}

void Preparation::make()
{
    m_making.start([session = *m_for](std::stop_token stop) { return prepareProblem(session, stop); },
                   [this](Result<PreparedProblem> made) { take(std::move(made)); });
}

void Preparation::restart(const Session& session, bool sameHessian)
{
    m_measurement.cancel();
    m_for = std::make_unique<Session>(session);
    m_prepared.base = std::make_shared<const Trainer>(m_prepared.base->restarted(session.train));
    if (sameHessian && m_insight) {
        m_insight->answer = answerOf(*m_insight, m_prepared.base->problem(), session.train);
    } else {
        m_insight.reset();
        measure();
    }
    emit done();
}

void Preparation::take(Result<PreparedProblem> made)
{
    if (made) {
        m_prepared = std::move(*made);
        measure();
    } else if (made.error().code != ErrorCode::Stopped) {
        m_absence = sentence(made.error());
    }
    emit done();
}

bool Preparation::measurable() const
{
    return !m_prepared.base || m_prepared.normal;
}

void Preparation::measure()
{
    const auto use = [this](Result<Insight> insight) {
        if (insight)
            m_insight = std::move(*insight);
        emit measured();
    };
    if (!measurable())
        return;
    if (workOfInsight(*m_for) <= kInlineWork)
        use(insightOf(m_prepared, m_for->train, {}));
    else
        m_measurement.start([prepared = m_prepared,
                             spec = m_for->train](std::stop_token stop) { return insightOf(prepared, spec, stop); },
                            use);
}

} // namespace lab
