// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/cover.h"

#include <QPointer>

namespace lab
{

/// Black, so that a class looks at the teacher. Any key, click or tap takes it away, and does nothing else.
class BlankScreen : public Cover
{
    Q_OBJECT
public:
    explicit BlankScreen(QWidget* parent);
    void blank();
    void lift(); ///< the focus is where it was

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QPointer<QWidget> m_focus; ///< where it was
};

} // namespace lab
