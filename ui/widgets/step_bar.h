// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>

namespace lab
{

/// How far one is in a row of steps: a segment each, which can be clicked, dragged and chosen by the keys.
class StepBar : public QAbstractSlider
{
    Q_OBJECT
public:
    explicit StepBar(QWidget* parent = nullptr);
    void setSteps(int count, int now);

    QSize sizeHint() const override { return {120, kHeight}; }
    QSize minimumSizeHint() const override { return {60, kHeight}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    static constexpr int kHeight = 18;
    QRectF segment(int step) const;
    void goTo(double x);
};

} // namespace lab
