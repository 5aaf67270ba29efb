// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>

namespace lab
{

/// The line between two pictures that lie over each other, to be dragged over the width of its parent; a slider in
/// thousandths of it for the keys and for a screen reader.
class DividerBar : public QAbstractSlider
{
    Q_OBJECT
public:
    static constexpr int kSteps = 1000;

    explicit DividerBar(QWidget* parent);
    double share() const { return double(value()) / kSteps; }
    void setShare(double share); ///< emits nothing
    void place(); ///< where its share of its parent's width is

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void sliderChange(SliderChange change) override;

private:
    void goTo(QPointF inParent);
};

} // namespace lab
