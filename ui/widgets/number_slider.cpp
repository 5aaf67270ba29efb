// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_slider.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace lab
{

NumberSlider::NumberSlider(const QString& name, NumberField::Precision precision, QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_name = new QLabel(this);
    m_slider = new QSlider(Qt::Horizontal, this);
    m_field = new NumberField(precision, this);
    m_field->setFixedWidth(m_field->fontMetrics().horizontalAdvance(QStringLiteral("−0000000")) + 20);
    row->addWidget(m_name, 2);
    row->addWidget(m_slider, 3);
    row->addWidget(m_field);
    setName(name);
    connect(m_slider, &QSlider::sliderPressed, this, [this] { m_gesture.begin(); });
    connect(m_slider, &QSlider::valueChanged, this, &NumberSlider::slide);
    connect(m_field, &NumberField::valueChanged, this, [this](double value) {
        setValue(value);
        emit valueChanged(value, m_field->gesture());
    });
}

void NumberSlider::setName(const QString& name)
{
    m_name->setText(name);
    m_slider->setAccessibleName(name);
    m_field->setAccessibleName(name);
}

void NumberSlider::setEnds(double least, double most, double step)
{
    m_least = least;
    m_step = step;
    const QSignalBlocker quiet(m_slider);
    m_slider->setRange(0, int(std::lround((most - least) / step)));
    m_slider->setPageStep(std::max(1, m_slider->maximum() / 10));
    m_field->setSingleStep(step);
    setValue(value());
}

void NumberSlider::setValue(double value)
{
    m_field->setValue(value);
    const QSignalBlocker quiet(m_slider);
    const double position = std::round((value - m_least) / m_step);
    m_slider->setValue(position > 0 ? int(std::min(position, double(m_slider->maximum()))) : 0);
}

void NumberSlider::slide(int position)
{
    if (!m_slider->isSliderDown())
        m_gesture.step();
    // The number that is nearest to position · step, without what a binary fraction leaves: 0.3, not
    // 0.30000000000000004.
    const double steps = 1 / m_step, whole = std::round(steps);
    const double along = std::abs(steps - whole) < 1e-9 ? position / whole : position * m_step;
    const double value = std::round((m_least + along) * 1e9) / 1e9;
    m_field->setValue(value);
    emit valueChanged(value, m_gesture.number());
}

} // namespace lab
