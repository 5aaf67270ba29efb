// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lessons/predict_panel.h"

#include "core/lessons/lesson_question.h"
#include "core/session/session.h"
#include "ui/lessons/ask_box.h"
#include "ui/model/document.h"
#include "ui/model/predictor.h"
#include "ui/paint/words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace lab
{

PredictPanel::PredictPanel(Document& document, Predictor& predictor, QWidget* parent)
    : QWidget(parent), m_document(document), m_predictor(predictor)
{
    constexpr int kMargin = 16;
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    rows->setSpacing(12);
    m_on = new QCheckBox(tr("Predict first"), this);
    rows->addWidget(m_on);
    auto* about = new QLabel(tr("Each step waits until you say what comes out. Choose the grain below: a product, a "
                                "window, a row, the whole map."),
                             this);
    about->setWordWrap(true);
    about->setProperty("muted", true);
    rows->addWidget(about);
    m_ask = new AskBox(this);
    rows->addWidget(m_ask);
    m_nothing =
        new QLabel(tr("There is nothing to be predicted at this step: the window or the map is too large to be "
                      "computed by hand, or nothing was learned yet."),
                   this);
    m_nothing->setWordWrap(true);
    rows->addWidget(m_nothing);
    rows->addStretch(1);
    m_score = new QLabel(this);
    m_score->setProperty("muted", true);
    rows->addWidget(m_score);
    auto* row = new QHBoxLayout;
    m_show = new QPushButton(tr("Show me"), this);
    m_next = new QPushButton(tr("Next step"), this);
    row->addStretch(1);
    for (QPushButton* button : {m_show, m_next}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    rows->addLayout(row);
    connect(m_on, &QCheckBox::toggled, &predictor, &Predictor::setOn);
    connect(m_ask, &AskBox::answered, &predictor, &Predictor::answer);
    connect(m_show, &QPushButton::clicked, &predictor, &Predictor::showAnswer);
    connect(m_next, &QPushButton::clicked, this, &PredictPanel::stepWanted);
    connect(&predictor, &Predictor::changed, this, &PredictPanel::follow);
    follow();
}

void PredictPanel::follow()
{
    const QSignalBlocker quiet(m_on);
    m_on->setChecked(m_predictor.on());
    const Ask* const ask = m_predictor.shown();
    m_ask->setVisible(ask);
    m_nothing->setVisible(m_predictor.on() && !ask);
    if (ask)
        m_ask->show(*ask, m_predictor.state(), QString::fromStdString(questionText(*ask, m_document.session())), 0);
    m_show->setVisible(m_predictor.open() && !m_predictor.state().tried.empty());
    m_next->setVisible(m_predictor.on());
    m_next->setText(m_predictor.open() ? tr("Skip") : tr("Next step"));
    m_score->setText(m_predictor.asked() == 0
                         ? QString()
                         : tr("%1 of %2 at the first try").arg(m_predictor.right()).arg(m_predictor.asked()));
}

void PredictPanel::goOn()
{
    if (m_predictor.open())
        m_ask->check();
    else
        emit stepWanted();
}

} // namespace lab
