// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture/workshop_panel.h"

#include "core/layers/kernels.h"
#include "ui/paint/words.h"
#include "ui/picture/facts_box.h"
#include "ui/picture/generator_box.h"
#include "ui/picture/kernel_box.h"
#include "ui/picture/kernel_gallery.h"
#include "ui/picture/own_kernels.h"
#include "ui/widgets/integer_field.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace lab
{

namespace
{

constexpr int kMostTimes = 100; ///< that a kernel is applied at once

} // namespace

WorkshopPanel::WorkshopPanel(Document& document, QWidget* parent) : QWidget(parent)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 16);
    rows->setSpacing(8);
    const auto heading = [&](const QString& text) {
        auto* label = new QLabel(text, this);
        label->setProperty("heading", true);
        rows->addSpacing(8);
        rows->addWidget(label);
    };
    rows->addWidget(m_kernel = new KernelBox(document, this));
    heading(tr("Try on this picture"));
    m_gallery = new KernelGallery(document, this);
    m_gallery->setAccessibleName(tr("Kernels to try"));
    std::vector<KernelGallery::Entry> entries;
    for (const KernelPreset& preset : kernelPresets())
        entries.push_back(
            {word(preset.name).section(QStringLiteral(" ["), 0, 0), word(preset.sentence), preset.values()});
    m_gallery->setEntries(std::move(entries));
    rows->addWidget(m_gallery);
    heading(tr("Try this kernel"));
    rows->addLayout(m_trials = new QVBoxLayout);
    m_trials->setSpacing(6);
    m_trials->addWidget(makeApply());
    heading(tr("Make one from a few numbers"));
    rows->addWidget(m_generator = new GeneratorBox(document, this));
    heading(tr("What this kernel is"));
    rows->addWidget(m_facts = new FactsBox(document, this));
    heading(tr("Kernels of your own"));
    rows->addWidget(m_own = new OwnKernels(document, this));
    rows->addStretch(1);
}

QWidget* WorkshopPanel::makeApply()
{
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto* times = new IntegerField(box);
    times->setBounds(1, kMostTimes, {});
    times->setValue(2);
    times->setAccessibleName(tr("How many times"));
    auto* apply = new QPushButton(tr("Apply so many times"), box);
    apply->setToolTip(tr("The output of the output …, as the input"));
    row->addWidget(times);
    row->addWidget(apply, 1);
    connect(apply, &QPushButton::clicked, this, [this, times] { emit applyWanted(times->value()); });
    return box;
}

void WorkshopPanel::addTrials(const QList<QAction*>& actions)
{
    for (QAction* action : actions) {
        auto* button = new QPushButton(QString(action->text()).remove(QLatin1Char('&')), this);
        button->setToolTip(action->toolTip());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_trials->insertWidget(m_trials->count() - 1, button);
    }
}

} // namespace lab
