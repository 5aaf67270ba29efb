// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/layers/layer_panel.h"

#include "ui/paint/words.h"
#include "ui/scenes/stage_text.h"
#include "ui/settings/setting_fields.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace lab
{

namespace
{

bool kernelThere(const Session& session)
{
    return convolves(session, focusedLayer(session));
}

} // namespace

LayerPanel::LayerPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 16);
    rows->setSpacing(8);
    const auto add = [this](QFormLayout* form, const char* label, QWidget* field,
                            bool (*there)(const Session&) = nullptr) {
        form->addRow(lab::tr(label), field);
        if (there)
            m_optional.push_back({form, field, there});
        return field;
    };
    const auto pair = [&](QFormLayout* form, const PairSetting& setting, bool (*there)(const Session&) = nullptr) {
        return add(form, setting.label, new PairField(setting, document, focusedLayer, this), there);
    };
    const auto choice = [&](QFormLayout* form, const ChoiceSetting& setting,
                            bool (*there)(const Session&) = nullptr) {
        return add(form, setting.label, new ChoiceField(setting, document, focusedLayer, this), there);
    };
    QFormLayout* kernel = addGroup(rows, tr("Kernel"));
    choice(kernel, kKind);
    pair(kernel, kKernelSize);
    pair(kernel, kDilation, kernelThere);
    add(kernel, QT_TRANSLATE_NOOP("lab", "bias b"), new BiasField(document, focusedLayer, this), kernelThere);
    choice(kernel, kActivation, kernelThere)
        ->setToolTip(tr("What is made of the sum as a last step. Learning fits the convolution before it."));
    QFormLayout* sliding = addGroup(rows, tr("Sliding"));
    pair(sliding, kStride);
    choice(sliding, kOperation, kernelThere);
    addGroup(rows, tr("Border"));
    rows->addWidget(new BorderFields(document, focusedLayer, this));
    QFormLayout* input = addGroup(rows, tr("Input"));
    pair(input, kInputSize);
    choice(input, kChannels, hasColours);

    m_result = new QLabel(this);
    m_result->setWordWrap(true);
    m_result->setObjectName(QStringLiteral("result"));
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    rows->addSpacing(8);
    rows->addWidget(m_result);
    rows->addStretch(1);
    connect(&document, &Document::changed, this, &LayerPanel::refresh);
    refresh();
}

QFormLayout* LayerPanel::addGroup(QVBoxLayout* rows, const QString& title)
{
    auto* heading = new QLabel(title, this);
    heading->setProperty("heading", true);
    rows->addSpacing(8);
    rows->addWidget(heading);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    rows->addLayout(form);
    return form;
}

void LayerPanel::refresh()
{
    const Session& session = m_document.session();
    for (const auto& [form, field, there] : m_optional)
        form->setRowVisible(field, there(session));
    const Geometry& g = m_document.geometry();
    QString result = tr("Output size %1.").arg(outputSizeText(g));
    if (g.rows.unread() > 0 || g.cols.unread() > 0)
        result +=
            tr(" No window reads the hatched cells: rows %1, columns %2.").arg(g.rows.unread()).arg(g.cols.unread());
    const std::int64_t windows = g.output().cells();
    result += QLatin1Char(' ') + (windows == 1 ? tr("1 window") : tr("%1 windows").arg(windows)) +
              QStringLiteral(", ") +
              (!kernelThere(session) ? tr("%1 numbers read.") : tr("%1 products.")).arg(windows * g.taps());
    m_result->setText(result);
}

} // namespace lab
