// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace lab
{

/// Keeps the wheel for scrolling: a choice or a number in a panel that is scrolled does not change because it passes
/// under the pointer. Only one that has the focus takes the wheel.
class WheelGuard : public QObject
{
    Q_OBJECT
public:
    /// For all choices and numbers within `panel`, which owns it.
    explicit WheelGuard(QWidget* panel);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace lab
