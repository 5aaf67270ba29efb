// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture/generator_box.h"

#include "core/workshop/kernel_generators.h"
#include "ui/io/error_text.h"
#include "ui/paint/words.h"
#include "ui/settings/layer_settings.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/number_slider.h"
#include "ui/widgets/retire.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

namespace
{

constexpr double kMostSteps = 1000; ///< of a slider; what is beyond is typed

QString nameOf(const Parameter& parameter)
{
    return parameter.unit.empty() || parameter.unit == "cells"
               ? word(parameter.name)
               : QStringLiteral("%1 (%2)").arg(word(parameter.name), word(parameter.unit));
}

} // namespace

GeneratorBox::GeneratorBox(Document& document, QWidget* parent) : QWidget(parent), m_document(document)
{
    m_rows = new QVBoxLayout(this);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(8);
    m_choice = new QComboBox(this);
    m_choice->setAccessibleName(tr("Make a kernel"));
    m_choice->setPlaceholderText(tr("Choose a family of kernels"));
    for (const KernelGenerator& generator : kernelGenerators()) {
        m_choice->addItem(word(generator.name));
        m_choice->setItemData(m_choice->count() - 1, word(generator.sentence), Qt::ToolTipRole);
    }
    m_choice->setCurrentIndex(-1);
    m_rows->addWidget(m_choice);
    m_about = new QLabel(this);
    m_about->setProperty("muted", true);
    m_about->setWordWrap(true);
    m_about->hide();
    m_rows->addWidget(m_about);
    connect(m_choice, &QComboBox::activated, this, &GeneratorBox::take);
}

void GeneratorBox::choose(std::string_view id)
{
    const auto table = kernelGenerators();
    const auto found = std::ranges::find(table, id, &KernelGenerator::id);
    if (found == table.end())
        return;
    m_choice->setCurrentIndex(int(found - table.begin()));
    take(m_choice->currentIndex());
}

void GeneratorBox::take(int index)
{
    const KernelGenerator& generator = kernelGenerators()[std::size_t(index)];
    if (m_generator != &generator) {
        m_generator = &generator;
        for (NumberSlider* slider : m_sliders)
            retire(slider, this);
        m_sliders.clear();
        for (const Parameter& parameter : generator.parameters) {
            auto* slider = new NumberSlider(nameOf(parameter), NumberField::Precision::Double, this);
            slider->field()->setRange(parameter.least, parameter.most);
            slider->setEnds(parameter.least, std::min(parameter.most, parameter.least + kMostSteps * parameter.step),
                            parameter.step);
            slider->setValue(parameter.usual);
            connect(slider, &NumberSlider::valueChanged, this, [this, slider](double, int gesture) {
                make(slider, QStringLiteral("generator:%1").arg(gesture));
            });
            m_rows->addWidget(slider);
            m_sliders.push_back(slider);
        }
        m_about->setText(word(generator.sentence) + QLatin1Char(' ') + tr("As %1.").arg(word(generator.reference)));
        m_about->show();
    }
    make(m_choice, {});
}

void GeneratorBox::make(QWidget* control, const QString& key)
{
    std::vector<double> values;
    for (const NumberSlider* slider : m_sliders)
        values.push_back(slider->value());
    auto kernel = generated(*m_generator, values);
    if (kernel)
        putKernel(m_document, control, tr("Kernel “%1”").arg(word(m_generator->name)), std::move(*kernel), key);
    else
        FieldNote::say(control, sentence(kernel.error()));
}

} // namespace lab
