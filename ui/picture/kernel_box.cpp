// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture/kernel_box.h"

#include "core/layers/kernels.h"
#include "core/workshop/kernel_edits.h"
#include "ui/io/error_text.h"
#include "ui/model/document.h"
#include "ui/model/history.h"
#include "ui/paint/words.h"
#include "ui/scenes/stage_scene.h"
#include "ui/settings/layer_settings.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/number_slider.h"
#include "ui/widgets/possible.h"
#include "ui/widgets/tensor_view.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kViewSide = 216, kLeastViewSide = 84; ///< pixels
constexpr double kWeightStep = 0.05;
constexpr double kLeastReach = 4; ///< of the slider of a weight, to either side

/// What stands on the button of an edit: its name has no room there.
struct EditSign {
    std::string_view id;
    const char* text;
};
constexpr std::array kSigns{
    EditSign{"transpose", QT_TRANSLATE_NOOP("lab", "transpose")},
    EditSign{"turn-left", QT_TRANSLATE_NOOP("lab", "turn ↺ 90°")},
    EditSign{"turn-right", QT_TRANSLATE_NOOP("lab", "turn ↻ 90°")},
    EditSign{"turn-180", QT_TRANSLATE_NOOP("lab", "turn 180°")},
    EditSign{"mirror-left-right", QT_TRANSLATE_NOOP("lab", "mirror ↔")},
    EditSign{"mirror-top-bottom", QT_TRANSLATE_NOOP("lab", "mirror ↕")},
    EditSign{"negate", QT_TRANSLATE_NOOP("lab", "negate")},
    EditSign{"sum-to-one", QT_TRANSLATE_NOOP("lab", "sum to 1")},
    EditSign{"zero-mean", QT_TRANSLATE_NOOP("lab", "mean of 0")},
};
constexpr int kEditsAcross = 3;

QString textOf(const KernelEdit& edit)
{
    const auto* sign = std::ranges::find(kSigns, edit.id, &EditSign::id);
    return sign == kSigns.end() ? word(edit.name) : lab::tr(sign->text);
}

} // namespace

KernelBox::KernelBox(Document& document, QWidget* parent) : QWidget(parent), m_document(document)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    auto* head = new QHBoxLayout;
    m_title = new QLabel(this);
    m_title->setProperty("heading", true);
    m_about = new QLabel(this);
    m_about->setProperty("muted", true);
    head->addWidget(m_title);
    head->addWidget(m_about, 1);
    rows->addLayout(head);
    m_view = new TensorView(this);
    m_view->setName(tr("Kernel"));
    m_view->setKeys(TensorView::Keys::Edit);
    rows->addWidget(m_view);
    m_weight = new NumberSlider({}, NumberField::Precision::Single, this);
    rows->addWidget(m_weight);
    auto* grid = new QGridLayout;
    grid->setSpacing(6);
    addEdits(grid);
    rows->addLayout(grid);
    for (const std::string_view id : {"scale", "divide"})
        rows->addWidget(adjustment(id));
    const KernelAdjustment& blending = *findKernelAdjustment("blend");
    const Parameter& parameter = blending.parameter;
    m_strength = new NumberSlider(word(parameter.name), NumberField::Precision::Double, this);
    m_strength->field()->setRange(parameter.least, parameter.most);
    m_strength->setEnds(-1, 2, parameter.step);
    m_strength->setToolTip(word(blending.sentence));
    rows->addWidget(m_strength);
    connect(m_view, &TensorView::clicked, this, &KernelBox::choose);
    connect(m_view, &TensorView::cursorMoved, this, &KernelBox::choose);
    connect(m_view, &TensorView::edited, this, &KernelBox::setWeight);
    connect(m_weight, &NumberSlider::valueChanged, this,
            [this](double value, int gesture) { setWeight(m_chosen, value, gesture); });
    connect(m_strength, &NumberSlider::valueChanged, this, &KernelBox::blend);
    connect(&document, &Document::changed, this, &KernelBox::refresh);
    refresh();
}

void KernelBox::addEdits(QGridLayout* grid)
{
    for (const KernelEdit& edit : kernelEdits()) {
        auto* button = new QToolButton(this);
        button->setText(textOf(edit));
        button->setAccessibleName(word(edit.name));
        button->setToolTip(word(edit.sentence));
        button->setFocusPolicy(Qt::TabFocus);
        button->setProperty("round", true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        const int at = int(m_edits.size());
        grid->addWidget(button, at / kEditsAcross, at % kEditsAcross);
        m_edits.emplace_back(&edit, button);
        connect(button, &QToolButton::clicked, this, [this, &edit, button] {
            putKernel(m_document, button, word(edit.name), edit.apply(m_document.layer().kernel));
        });
    }
}

/// A number, and a button that changes the kernel by it.
QWidget* KernelBox::adjustment(std::string_view id)
{
    const KernelAdjustment& adjusting = *findKernelAdjustment(id);
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto* name = new QLabel(word(adjusting.parameter.name), box);
    auto* field = new NumberField(NumberField::Precision::Double, box);
    field->setObjectName(QString::fromLatin1(adjusting.id));
    field->setAccessibleName(name->text());
    field->setRange(adjusting.parameter.least, adjusting.parameter.most);
    field->setSingleStep(adjusting.parameter.step);
    field->setValue(2);
    auto* apply = new QPushButton(word(adjusting.name), box);
    apply->setToolTip(word(adjusting.sentence));
    row->addWidget(name, 1);
    row->addWidget(field, 1);
    row->addWidget(apply, 1);
    connect(apply, &QPushButton::clicked, this, [this, &adjusting, field] {
        auto changed = adjusting.apply(m_document.layer().kernel, field->value());
        if (changed)
            putKernel(m_document, field, word(adjusting.name), std::move(*changed));
        else
            FieldNote::say(field, sentence(changed.error()));
    });
    return box;
}

QToolButton* KernelBox::edit(std::string_view id) const
{
    for (const auto& [edit, button] : m_edits)
        if (edit->id == id)
            return button;
    return nullptr;
}

void KernelBox::choose(QPoint cell)
{
    m_chosen = cell;
    refresh();
}

void KernelBox::setWeight(QPoint cell, double value, int gesture)
{
    Grid kernel = m_document.layer().kernel;
    if (m_document.layer().pools() || cell.y() >= kernel.rows() || cell.x() >= kernel.cols())
        return;
    kernel.at(cell.y(), cell.x()) = float(value);
    putKernel(m_document, m_weight, changedTo(tr("Change K[%1,%2]").arg(cell.y()).arg(cell.x()), number(value)),
              std::move(kernel), QStringLiteral("weight:%1").arg(gesture));
}

/// Always of the kernel at strength 1: nothing is lost on the way to 0 and back.
void KernelBox::blend(double strength, int gesture)
{
    auto blended = blendedWithIdentity(m_whole, strength);
    if (!blended) {
        m_strength->setValue(1);
        FieldNote::say(m_strength, sentence(blended.error()));
        return;
    }
    m_blended = *blended;
    putKernel(m_document, m_strength, changedTo(tr("Strength of the kernel"), number(strength)), std::move(*blended),
              QStringLiteral("strength:%1").arg(gesture));
}

void KernelBox::refresh()
{
    const Layer& layer = m_document.layer();
    const bool pools = layer.pools();
    const Grid& kernel = layer.kernel;
    const KernelPreset* preset = presetOf(kernel);
    m_title->setText(pools ? word(infoOf(layer.kind).label) : tr("Kernel K"));
    m_about->setText(pools ? tr("A pooling has no kernel.")
                           : (preset ? word(preset->name).section(QStringLiteral(" ["), 0, 0) + QStringLiteral(" · ")
                                     : QString()) +
                                 QStringLiteral("%1 × %2").arg(kernel.rows()).arg(kernel.cols()));
    m_chosen = {std::min(m_chosen.x(), kernel.cols() - 1), std::min(m_chosen.y(), kernel.rows() - 1)};
    TensorScene scene = planeScene(shownKernel(layer));
    if (!pools)
        scene.frames.push_back({QRectF(m_chosen, QSizeF(1, 1)), Frame::Solid});
    m_view->setScene(std::move(scene));
    const Shape shape = layer.window();
    m_view->setFixedHeight(std::clamp(kViewSide * shape.rows / std::max(1, shape.cols), kLeastViewSide, kViewSide));
    m_view->setEditable(!pools);
    const float weight = kernel.at(m_chosen.y(), m_chosen.x());
    double reach = kLeastReach;
    for (const float each : kernel.cells())
        if (std::isfinite(each))
            reach = std::max(reach, 2 * std::ceil(double(std::abs(each)) / 2));
    m_weight->setName(QStringLiteral("K[%1,%2]").arg(m_chosen.y()).arg(m_chosen.x()));
    if (!m_weight->slider()->isSliderDown()) // the ends stay while they are dragged at
        m_weight->setEnds(-std::min(reach, 1e6), std::min(reach, 1e6), kWeightStep);
    m_weight->setValue(weight);
    if (kernel != m_blended) {
        m_whole = m_blended = kernel;
        m_strength->setValue(1);
    }
    for (QWidget* each : {static_cast<QWidget*>(m_weight), static_cast<QWidget*>(m_strength)})
        each->setEnabled(!pools);
    for (const auto& [edit, button] : m_edits) {
        const std::string why = pools ? std::string() : edit->whyNot(kernel);
        setPossible(*button, !pools && why.empty(), pools ? tr("A pooling has no kernel") : word(why));
    }
}

} // namespace lab
