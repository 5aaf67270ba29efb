// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choice_button.h"

#include <algorithm>

namespace lab
{

ChoiceButton::ChoiceButton(const QString& text, QWidget* parent) : QToolButton(parent)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
}

QSize ChoiceButton::sizeHint() const
{
    QFont bold = font();
    bold.setBold(true);
    const int wider = QFontMetrics(bold).horizontalAdvance(text()) - fontMetrics().horizontalAdvance(text());
    return QToolButton::sizeHint() + QSize(std::max(0, wider), 0);
}

} // namespace lab
