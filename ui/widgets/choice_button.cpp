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
    const QSize hint = QToolButton::sizeHint();
    if (!property("segment").isValid())
        return hint;
    QFont bold = font();
    bold.setBold(true);
    const int wider = QFontMetrics(bold).horizontalAdvance(text()) - fontMetrics().horizontalAdvance(text());
    return hint + QSize(std::max(0, wider), 0);
}

QSize ChoiceButton::minimumSizeHint() const
{
    return property("segment").isValid() ? sizeHint() : QToolButton::minimumSizeHint();
}

} // namespace lab
