// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segments.h"

#include "ui/widgets/choice_button.h"

#include <QButtonGroup>
#include <QHBoxLayout>

namespace lab
{

Segments::Segments(QWidget* parent) : QWidget(parent), m_group(new QButtonGroup(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    connect(m_group, &QButtonGroup::idClicked, this, &Segments::chosen);
}

void Segments::add(int id, const QString& text, const QString& tip)
{
    const QList<QAbstractButton*> before = m_group->buttons();
    if (before.size() > 1) // no longer the last one
        before.last()->setProperty("segment", QLatin1String("middle"));
    auto* button = new ChoiceButton(text, this);
    button->setProperty("segment", QLatin1String(before.isEmpty() ? "first" : "last"));
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    m_group->addButton(button, id);
    layout()->addWidget(button);
}

void Segments::choose(int id)
{
    if (QAbstractButton* const it = m_group->button(id))
        it->setChecked(true);
}

QAbstractButton* Segments::button(int id) const
{
    return m_group->button(id);
}

} // namespace lab
