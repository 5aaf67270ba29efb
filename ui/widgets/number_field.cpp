// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_field.h"

#include "core/numbers/number_text.h"
#include "ui/paint/words.h"
#include "ui/widgets/field_note.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyleOptionSpinBox>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

double greatest(NumberField::Precision precision)
{
    return precision == NumberField::Precision::Single ? double(std::numeric_limits<float>::max())
                                                       : std::numeric_limits<double>::max();
}

QString shown(double value)
{
    return QString::fromStdString(display(value));
}

} // namespace

NumberField::NumberField(Precision precision, QWidget* parent)
    : QAbstractSpinBox(parent), m_precision(precision), m_minimum(-greatest(precision)),
      m_maximum(greatest(precision))
{
    setButtonSymbols(NoButtons);
    setKeyboardTracking(false);
    setFocusPolicy(Qt::StrongFocus);
    setInputMethodHints(Qt::ImhPreferNumbers);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    shareKeys(
        this, [this] { return edited(); }, [this] { show(); });
    show();
}

double NumberField::inPrecision(double value) const
{
    return m_precision == Precision::Single ? double(float(value)) : value;
}

QString NumberField::textOf(double value) const
{
    return m_precision == Precision::Single ? exactNumber(float(value)) : exactNumber(value);
}

bool NumberField::edited() const
{
    return text() != m_shown;
}

void NumberField::setValue(double value)
{
    const bool typing = edited();
    m_value = inPrecision(value);
    m_shown = textOf(m_value);
    if (!typing && text() != m_shown)
        show();
}

void NumberField::show()
{
    m_shown = textOf(m_value);
    lineEdit()->setText(m_shown);
    if (hasFocus())
        selectAll();
    else
        lineEdit()->setCursorPosition(0); // of a long number the first digits
    QAccessibleValueChangeEvent changed(this, m_value);
    QAccessible::updateAccessibility(&changed);
}

void NumberField::enter(double value)
{
    m_gesture.begin();
    if (inRange(inPrecision(value)))
        take(value);
    else
        FieldNote::say(this, refusal(textOf(value)));
}

void NumberField::take(double value)
{
    const double before = m_value;
    m_value = inPrecision(value);
    FieldNote::dismiss(this);
    show();
    if (m_value != before || std::signbit(m_value) != std::signbit(before))
        emit valueChanged(m_value);
}

bool NumberField::commit()
{
    if (!edited())
        return true;
    const QString typed = text();
    const auto value = parseNumber(typed.toStdString());
    if (value && inRange(inPrecision(*value))) {
        m_gesture.begin();
        take(*value);
        return true;
    }
    show();
    if (typed.trimmed().isEmpty())
        return true; // nothing was meant
    FieldNote::say(this, refusal(typed));
    return false;
}

QString NumberField::demand() const
{
    if (!m_demand.isEmpty())
        return m_demand;
    return tr("a number from %1 to %2").arg(shown(m_minimum), shown(m_maximum));
}

QString NumberField::refusal(const QString& text) const
{
    const auto value = numberFromText(text.toStdString());
    const bool large = value ? std::isfinite(*value) && std::abs(*value) > greatest(m_precision)
                             : value.error().code == ErrorCode::ValueTooLarge;
    if (large)
        return tr("“%1” is too large: numbers here reach to %2. %3 stays %4.")
            .arg(text.trimmed(), shown(greatest(m_precision)), accessibleName(), m_shown);
    const bool anyNumber = m_demand.isEmpty() && !value;
    return tr("“%1” is not %2. %3 stays %4.")
        .arg(text.trimmed(), anyNumber ? tr("a number") : demand(), accessibleName(), m_shown);
}

void NumberField::setRange(double minimum, double maximum)
{
    m_minimum = minimum;
    m_maximum = maximum;
}

void NumberField::stepBy(int steps)
{
    if (!commit())
        return;
    // Of the decimals that are shown: ten steps of 0.1 are 1.
    const double decimal = parseNumber(m_shown.toStdString()).value_or(m_value);
    const double sum = decimal + steps * m_step;
    const double rounded = parseNumber(fixed(sum, 12)).value_or(sum);
    m_gesture.step();
    take(std::clamp(rounded, std::min(m_minimum, decimal), std::max(m_maximum, decimal)));
}

QAbstractSpinBox::StepEnabled NumberField::stepEnabled() const
{
    if (m_step == 0 || !std::isfinite(m_value))
        return StepNone;
    return (m_value < m_maximum ? StepUpEnabled : StepNone) | (m_value > m_minimum ? StepDownEnabled : StepNone);
}

QSize NumberField::sizeHint() const
{
    QStyleOptionSpinBox option;
    initStyleOption(&option);
    const QSize contents(fontMetrics().horizontalAdvance(QStringLiteral("−0.12345678")),
                         lineEdit()->sizeHint().height());
    return style()->sizeFromContents(QStyle::CT_SpinBox, &option, contents, this);
}

QSize NumberField::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(QStringLiteral("0.0000")), sizeHint().height()};
}

void NumberField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        const bool taken = commit();
        selectAll();
        event->accept();
        emit editingFinished();
        if (taken)
            giveFocusBack(this);
        return;
    }
    QAbstractSpinBox::keyPressEvent(event);
}

void NumberField::wheelEvent(QWheelEvent* event)
{
    if (hasFocus() && m_step != 0)
        QAbstractSpinBox::wheelEvent(event);
    else
        event->ignore();
}

void NumberField::focusInEvent(QFocusEvent* event)
{
    QAbstractSpinBox::focusInEvent(event);
    if (event->reason() == Qt::MouseFocusReason) // the press that follows would take the selection away
        QTimer::singleShot(0, this, [this] {
            if (hasFocus() && !edited())
                selectAll();
        });
    else if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        selectAll();
}

void NumberField::focusOutEvent(QFocusEvent* event)
{
    QAbstractSpinBox::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason)
        return; // it comes back
    commit();
    m_gesture.begin();
    lineEdit()->setCursorPosition(0);
}

} // namespace lab
