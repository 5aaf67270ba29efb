// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learning/learning_page.h"

#include "ui/model/learner.h"

namespace lab
{

LearningPage::LearningPage(Learner& learner, QWidget* parent) : Page(parent), m_source(learner)
{
    setFocusPolicy(Qt::StrongFocus); // keys are the window's: they step
    connect(&learner, &Learner::progressed, this, &LearningPage::followLearner);
    connect(&learner, &Learner::problemChanged, this, &LearningPage::followLearner);
}

void LearningPage::followLearner()
{
    if (m_learning.trainer && m_learning.trainer != m_source.trainer()) {
        m_learning = {};
        forget();
    }
    follow();
}

QString LearningPage::absence()
{
    m_learning = m_source.state();
    switch (m_learning.kind) {
    case LearningState::Kind::Absent:
        return tr("There is no problem to learn here. %1").arg(m_learning.reason);
    case LearningState::Kind::Preparing:
        m_source.want();
        return tr("Preparing…");
    case LearningState::Kind::Ready:
        break;
    }
    return {};
}

} // namespace lab
