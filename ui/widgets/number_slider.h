// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/number_field.h"

#include <QWidget>

class QLabel;
class QSlider;

namespace lab
{

/// A number with its name, a slider and a field. The field takes what it may; the slider goes from end to end, and
/// stands at one of them where the number is beyond.
class NumberSlider : public QWidget
{
    Q_OBJECT
public:
    NumberSlider(const QString& name, NumberField::Precision precision, QWidget* parent = nullptr);

    NumberField* field() const { return m_field; }
    QSlider* slider() const { return m_slider; }
    void setName(const QString& name);
    /// Of the slider, and what a press of a key adds, there and in the field. It stands at multiples of `step` from
    /// `least` alone.
    void setEnds(double least, double most, double step);
    double value() const { return m_field->value(); }
    void setValue(double value);

signals:
    /// By the person; changes with the same `gesture` belong together.
    void valueChanged(double value, int gesture);

private:
    void slide(int position);

    QLabel* m_name = nullptr;
    QSlider* m_slider = nullptr;
    NumberField* m_field = nullptr;
    FieldGesture m_gesture; ///< of the slider
    double m_least = 0;
    double m_step = 1;
};

} // namespace lab
