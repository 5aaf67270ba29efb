// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/learning_state.h"
#include "ui/widgets/page.h"

namespace lab
{

class Learner;

/// A page about what is learned. It reads the state of a moment: what was computed of a problem never meets another.
class LearningPage : public Page
{
    Q_OBJECT
protected:
    LearningPage(Learner& learner, QWidget* parent);

    /// Ready while the page is refreshed, and as it was then until learning has another problem.
    const LearningState& learning() const { return m_learning; }
    /// The problem is not there any more, in sight or not: what was made of it goes, what plays ends.
    virtual void forget() {}

    QString absence() override;

private:
    void followLearner();

    Learner& m_source;
    LearningState m_learning;
};

} // namespace lab
