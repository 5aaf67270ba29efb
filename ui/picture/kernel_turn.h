// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QVariantAnimation>
#include <QWidget>

namespace lab
{

/// A kernel that is seen to turn by 180° in its place: over its view, until it has come round.
class KernelTurn : public QWidget
{
    Q_OBJECT
public:
    explicit KernelTurn(QWidget* view);
    void start();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* m_view;
    QPixmap m_picture;
    QVariantAnimation m_angle; ///< in degrees, to 0
};

} // namespace lab
