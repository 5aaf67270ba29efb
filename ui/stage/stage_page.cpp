// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stage/stage_page.h"

#include "core/session/session.h"
#include "ui/model/view_model.h"
#include "ui/paint/formula_painter.h"
#include "ui/stage/stage.h"
#include "ui/widgets/explain_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cmath>

namespace lab
{

StagePage::StagePage(Document& document, ViewModel& view, Player& player, FrameClock& clock, QWidget* parent)
    : QWidget(parent), m_document(document), m_view(view)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_stage = new Stage(document, view, player, clock, this);
    rows->addWidget(m_stage, 1);
    m_explain = new ExplainView(this);
    m_explain->setObjectName(QStringLiteral("stageExplanation"));
    auto* foot = new QWidget(this);
    foot->setObjectName(QStringLiteral("sentence"));
    foot->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_explain, 1);
    m_channel = new QComboBox(this);
    m_channel->addItems({tr("Red"), tr("Green"), tr("Blue")});
    m_channel->setAccessibleName(tr("Channel whose numbers are shown"));
    m_channel->setToolTip(m_channel->accessibleName());
    row->addWidget(m_channel, 0, Qt::AlignVCenter);
    rows->addWidget(foot);
    connect(m_channel, &QComboBox::activated, &view, &ViewModel::setPlane);
    connect(m_stage, &Stage::formulaChanged, this, [this] { m_explain->setFormula(m_stage->formula()); });
    connect(&document, &Document::changed, this, &StagePage::follow);
    connect(&view, &ViewModel::changed, this, &StagePage::follow);
    m_explain->setFormula(m_stage->formula());
    follow();
}

StagePage::~StagePage()
{
    m_stage->disconnect(this); // it still speaks while it goes
}

void StagePage::setPresented(std::optional<double> size)
{
    constexpr double kSentence = 44; ///< pixels high
    m_presented = size;
    QFont sentence;
    if (size)
        sentence.setPixelSize(int(std::lround(kSentence * *size / kSentenceSize)));
    m_explain->setFont(sentence);
    m_explain->setSymbols(!size);
    setLarge(size ? m_large : std::nullopt);
    follow();
}

void StagePage::setLarge(std::optional<bool> large)
{
    m_large = large;
    m_stage->setPresented(m_presented ? std::optional(Stage::Presented{int(kReadableAfar * *m_presented), large})
                                      : std::nullopt);
}

void StagePage::follow()
{
    const bool coloured = m_document.session().planes() == 3 && !m_presented;
    m_channel->setVisible(coloured);
    m_channel->parentWidget()->layout()->setContentsMargins(0, 0, coloured ? 12 : 0, 0);
    m_channel->setCurrentIndex(m_view.state().plane);
}

} // namespace lab
