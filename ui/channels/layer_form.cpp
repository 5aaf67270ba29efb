// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/layer_form.h"

#include "core/channels/channel_stack.h"
#include "ui/paint/words.h"
#include "ui/widgets/integer_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>

namespace lab
{

/// One or two whole numbers of a layer.
struct NumberRow {
    const char* label;
    std::array<const char*, 2> names; ///< of the fields; the second one null: there is one number
    int (*value)(const ChannelLayer& layer, int axis);
    void (*apply)(ChannelLayer& layer, int axis, int value);
    bool (*applies)(const ChannelLayer& layer);
    int least;
    int most;
};

namespace
{

constexpr int kLargestKernel = 15;
constexpr int kMostSteps = 16;

int& sideOf(PerAxis& pair, int axis)
{
    return axis == 0 ? pair.rows : pair.cols;
}

bool slides(const ChannelLayer& layer)
{
    return layer.kind == ChannelKind::Convolution || layer.kind == ChannelKind::Transposed;
}

bool strides(const ChannelLayer& layer)
{
    return slides(layer) || layer.pools();
}

void applyKernel(ChannelLayer& layer, int axis, int value)
{
    WeightsShape shape = layer.weights.shape();
    (axis == 0 ? shape.rows : shape.cols) = value;
    layer = withWeightsShape(std::move(layer), shape);
}

void applyOutputs(ChannelLayer& layer, int, int value)
{
    WeightsShape shape = layer.weights.shape();
    shape.out = value;
    layer = withWeightsShape(std::move(layer), shape);
}

void applyMargin(ChannelLayer& layer, int axis, int value)
{
    Padding& padding = layer.spec.padding;
    if (padding.mode != PaddingMode::Explicit)
        padding = {PaddingMode::Explicit, {0, 0}, {0, 0}};
    (axis == 0 ? padding.rows : padding.cols) = {value, value};
}

#define LAB_NAME(text) QT_TRANSLATE_NOOP("lab", text)

const std::array kRows{
    NumberRow{LAB_NAME("Output channels"),
              {LAB_NAME("Output channels"), nullptr},
              [](const ChannelLayer& layer, int) { return layer.weights.shape().out; },
              applyOutputs,
              [](const ChannelLayer& layer) { return layer.learns(); },
              1,
              kMostChannels},
    NumberRow{LAB_NAME("Groups"),
              {LAB_NAME("Groups"), nullptr},
              [](const ChannelLayer& layer, int) { return layer.groups; },
              [](ChannelLayer& layer, int, int value) { layer.groups = value; },
              slides,
              1,
              kMostChannels},
    NumberRow{LAB_NAME("Kernel"),
              {LAB_NAME("Kernel rows"), LAB_NAME("Kernel columns")},
              [](const ChannelLayer& layer, int axis) {
                  return axis == 0 ? layer.weights.shape().rows : layer.weights.shape().cols;
              },
              applyKernel,
              slides,
              1,
              kLargestKernel},
    NumberRow{
        LAB_NAME("Window"),
        {LAB_NAME("Window rows"), LAB_NAME("Window columns")},
        [](const ChannelLayer& layer, int axis) { return axis == 0 ? layer.pool.rows : layer.pool.cols; },
        [](ChannelLayer& layer, int axis, int value) { (axis == 0 ? layer.pool.rows : layer.pool.cols) = value; },
        [](const ChannelLayer& layer) { return layer.pools(); },
        1,
        kLargestKernel},
    NumberRow{LAB_NAME("Stride"),
              {LAB_NAME("Stride down"), LAB_NAME("Stride right")},
              [](const ChannelLayer& layer, int axis) {
                  return axis == 0 ? layer.spec.stride.rows : layer.spec.stride.cols;
              },
              [](ChannelLayer& layer, int axis, int value) { sideOf(layer.spec.stride, axis) = value; },
              strides,
              1,
              kMostSteps},
    NumberRow{LAB_NAME("Dilation"),
              {LAB_NAME("Dilation of the rows"), LAB_NAME("Dilation of the columns")},
              [](const ChannelLayer& layer, int axis) {
                  return axis == 0 ? layer.spec.dilation.rows : layer.spec.dilation.cols;
              },
              [](ChannelLayer& layer, int axis, int value) { sideOf(layer.spec.dilation, axis) = value; },
              slides,
              1,
              kMostSteps},
    NumberRow{
        LAB_NAME("Margins"),
        {LAB_NAME("Padding top and bottom"), LAB_NAME("Padding left and right")},
        [](const ChannelLayer& layer, int axis) {
            return axis == 0 ? layer.spec.padding.rows.before : layer.spec.padding.cols.before;
        },
        applyMargin,
        [](const ChannelLayer& layer) { return strides(layer) && layer.spec.padding.mode == PaddingMode::Explicit; },
        0,
        kMostSteps},
    NumberRow{LAB_NAME("Output padding"),
              {LAB_NAME("Rows more at the end"), LAB_NAME("Columns more at the end")},
              [](const ChannelLayer& layer, int axis) {
                  return axis == 0 ? layer.outputPadding.rows : layer.outputPadding.cols;
              },
              [](ChannelLayer& layer, int axis, int value) { sideOf(layer.outputPadding, axis) = value; },
              [](const ChannelLayer& layer) { return layer.kind == ChannelKind::Transposed; },
              0,
              kMostSteps - 1},
};

#undef LAB_NAME

void applyKind(ChannelLayer& layer, int index)
{
    layer.kind = channelKinds()[std::size_t(index)].kind;
}

void applyPadding(ChannelLayer& layer, int index)
{
    layer.spec.padding.mode = paddingRules()[std::size_t(index)].mode;
}

void applyActivation(ChannelLayer& layer, int index)
{
    layer.activation = activations()[std::size_t(index)].activation;
}

QGridLayout* gridOf(const QWidget& form)
{
    return static_cast<QGridLayout*>(form.layout());
}

} // namespace

LayerForm::LayerForm(Change change, QWidget* parent) : QWidget(parent), m_change(std::move(change))
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    m_kind = makeChoice(tr("Kind"), channelKinds(), &ChannelKindRow::sentence, applyKind);
    for (const NumberRow& row : kRows)
        makeNumbers(row);
    m_padding = makeChoice(tr("Padding"), paddingRules(), &PaddingRule::sentence, applyPadding);
    m_activation = makeChoice(tr("Activation"), activations(), &ActivationRow::formula, applyActivation);
    m_biases = new QCheckBox(tr("A bias for each output channel"), this);
    grid->addWidget(m_biases, grid->rowCount(), 0, 1, 3);
    connect(m_biases, &QCheckBox::clicked, this, [this](bool there) {
        m_change(m_biases, there ? tr("Add biases") : tr("Take the biases away"),
                 [there](ChannelLayer& layer) { layer = withBiases(std::move(layer), there); }, {});
    });
}

template <typename Row>
LayerForm::Choice LayerForm::makeChoice(const QString& label, std::span<const Row> rows, std::string_view Row::*tip,
                                        void (*apply)(ChannelLayer&, int))
{
    QGridLayout* const grid = gridOf(*this);
    const int at = grid->rowCount();
    auto* text = new QLabel(label, this);
    auto* box = new QComboBox(this);
    text->setBuddy(box);
    box->setAccessibleName(label);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const Row& row : rows) {
        box->addItem(word(row.label));
        box->setItemData(box->count() - 1, word(row.*tip), Qt::ToolTipRole);
    }
    grid->addWidget(text, at, 0);
    grid->addWidget(box, at, 1, 1, 2);
    connect(box, &QComboBox::activated, this, [this, box, label, apply](int index) {
        m_change(box, tr("Change %1").arg(label), [apply, index](ChannelLayer& layer) { apply(layer, index); }, {});
    });
    return {text, box};
}

void LayerForm::makeNumbers(const NumberRow& row)
{
    QGridLayout* const grid = gridOf(*this);
    const int at = grid->rowCount();
    Numbers made{&row, new QLabel(lab::tr(row.label), this), {}};
    grid->addWidget(made.label, at, 0);
    for (int axis = 0; axis < 2 && row.names[std::size_t(axis)]; ++axis) {
        auto* field = made.fields[std::size_t(axis)] = new IntegerField(this);
        field->setAccessibleName(lab::tr(row.names[std::size_t(axis)]));
        field->setBounds(row.least, row.most, {});
        grid->addWidget(field, at, 1 + axis);
        connect(field, &QSpinBox::valueChanged, this, [this, field, &row, axis](int value) {
            m_change(
                field, tr("Change %1").arg(lab::tr(row.label)),
                [&row, axis, value](ChannelLayer& layer) { row.apply(layer, axis, value); },
                QStringLiteral("layer:%1").arg(field->gesture()));
        });
    }
    m_numbers.push_back(made);
}

void LayerForm::show(const ChannelLayer& layer, MapsShape input)
{
    m_kind.box->setCurrentIndex(int(layer.kind));
    for (const Numbers& numbers : m_numbers) {
        const bool there = numbers.row->applies(layer);
        numbers.label->setVisible(there);
        for (int axis = 0; axis < 2; ++axis)
            if (IntegerField* const field = numbers.fields[std::size_t(axis)]) {
                const QSignalBlocker quiet(field);
                field->setVisible(there);
                field->setValue(numbers.row->value(layer, axis));
            }
    }
    m_padding.show(strides(layer), int(layer.spec.padding.mode));
    m_activation.show(layer.learns(), int(layer.activation));
    m_biases->setVisible(layer.learns());
    m_biases->setChecked(layer.biases.has_value());
    m_biases->setToolTip(tr("%1 in, %2 out").arg(input.channels).arg(layer.weights.shape().out));
}

void LayerForm::Choice::show(bool there, int index) const
{
    label->setVisible(there);
    box->setVisible(there);
    box->setCurrentIndex(index);
}

} // namespace lab
