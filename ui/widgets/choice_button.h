// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace lab
{

/// One of several of which one is down: a radio button for a screen reader.
class ChoiceButton : public QToolButton
{
    Q_OBJECT
public:
    ChoiceButton(const QString& text, QWidget* parent);
    /// Of one in a row of segments with room for its text in bold, as it is written while it is down.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
};

} // namespace lab
