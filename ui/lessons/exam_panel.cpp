// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lessons/exam_panel.h"

#include "ui/paint/words.h"
#include "ui/widgets/integer_field.h"

#include <QComboBox>
#include <QDate>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <limits>

namespace lab
{

ExamPanel::ExamPanel(QWidget* parent) : QWidget(parent)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    auto* heading = new QLabel(tr("As in an exam"), this);
    heading->setProperty("heading", true);
    heading->setWordWrap(true);
    rows->addWidget(heading);
    auto* about = new QLabel(tr("Drawn anew from a seed: the same seed gives the same questions everywhere."), this);
    about->setWordWrap(true);
    about->setProperty("muted", true);
    rows->addWidget(about);
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_level = new QComboBox(this);
    for (const ExamLevelRow& row : examLevels())
        m_level->addItem(word(row.label));
    m_level->setAccessibleName(tr("Level"));
    form->addRow(tr("Level"), m_level);
    constexpr int kMost = 50, kAtFirst = 5;
    m_count = new IntegerField(this);
    m_count->setRange(1, kMost);
    m_count->setValue(kAtFirst);
    m_count->setAccessibleName(tr("Questions"));
    form->addRow(tr("Questions"), m_count);
    m_seed = new IntegerField(this);
    m_seed->setRange(1, std::numeric_limits<int>::max());
    m_seed->setValue(QDate::currentDate().toString(QStringLiteral("yyyyMMdd")).toInt()); // that of the day
    m_seed->setAccessibleName(tr("Seed"));
    form->addRow(tr("Seed"), m_seed);
    rows->addLayout(form);
    auto* begin = new QPushButton(tr("Begin the exam"), this);
    begin->setObjectName(QStringLiteral("primary"));
    auto* save = new QPushButton(tr("Save the sheet…"), this);
    save->setToolTip(tr("All questions with their answers, as a text or a table, for a class"));
    for (QPushButton* button : {begin, save}) {
        button->setAutoDefault(false);
        rows->addWidget(button);
    }
    connect(begin, &QPushButton::clicked, this, &ExamPanel::beginWanted);
    connect(save, &QPushButton::clicked, this, &ExamPanel::saveWanted);
}

std::vector<ExamQuestion> ExamPanel::sheet() const
{
    return examSheet(m_count->value(), seed(), level());
}

std::uint64_t ExamPanel::seed() const
{
    return std::uint64_t(m_seed->value());
}

ExamLevel ExamPanel::level() const
{
    return examLevels()[std::size_t(m_level->currentIndex())].level;
}

} // namespace lab
