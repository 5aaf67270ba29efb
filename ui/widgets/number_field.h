// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/field_keys.h"

#include <QAbstractSpinBox>

#include <limits>

namespace lab
{

/// A number to be typed, in any locale: what it reads and writes is core/numbers/number_text. It shows all digits.
/// What is no number, or out of range, is refused with a note at the field and changes nothing.
class NumberField : public QAbstractSpinBox
{
    Q_OBJECT
    // What a screen reader asks and does.
    Q_PROPERTY(double value READ value WRITE enter)
    Q_PROPERTY(double minimum READ minimum)
    Q_PROPERTY(double maximum READ maximum)
    Q_PROPERTY(double singleStep READ singleStep)
public:
    enum class Precision { Single, Double };
    explicit NumberField(Precision precision, QWidget* parent = nullptr);

    double value() const { return m_value; }
    /// Shows `value`, in range or not; emits nothing. What is being typed stays.
    void setValue(double value);
    /// As if the person had typed it.
    void enter(double value);

    /// Of what may be typed, both ends included. At first all finite numbers of the precision.
    void setRange(double minimum, double maximum);
    double minimum() const { return m_minimum; }
    double maximum() const { return m_maximum; }
    /// For keys and the wheel; 0: they do not step.
    void setSingleStep(double step) { m_step = step; }
    double singleStep() const { return m_step; }

    bool edited() const; ///< something is typed that was not taken yet
    int gesture() const { return m_gesture.number(); } ///< see FieldGesture
    /// What the number has to be, such as "a number above zero, such as 0.03"; at first it says the range. A refusal
    /// says it, and the tool tip.
    void setDemand(const QString& demand) { m_demand = demand; }
    QString demand() const;
    /// One sentence why `text` cannot be taken.
    QString refusal(const QString& text) const;

    void stepBy(int steps) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void valueChanged(double value); ///< by the person

protected:
    StepEnabled stepEnabled() const override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    double inPrecision(double value) const;
    QString textOf(double value) const;
    bool inRange(double value) const { return value >= m_minimum && value <= m_maximum; } // NaN is not
    void show();
    bool commit(); ///< what is typed; false when it is refused
    void take(double value);

    Precision m_precision;
    double m_value = 0;
    double m_minimum;
    double m_maximum;
    double m_step = 0;
    QString m_demand;
    QString m_shown; ///< the text of m_value
    FieldGesture m_gesture;
};

} // namespace lab
