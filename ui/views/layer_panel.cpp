// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/layer_panel.h"

#include "ui/paint/stage_scene.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kLargestKernel = 63;
constexpr int kLargestMatrix = 256; ///< that can be made by hand
constexpr int kLargestMargin = 64;

/// The largest kernel size of an axis that still fits, its dilation being what it is.
int largestKernel(const Axis& axis, PaddingMode mode)
{
    if (mode != PaddingMode::Valid && mode != PaddingMode::Explicit)
        return kLargestKernel; // the padding grows with the kernel
    return std::clamp((axis.padded() - 1) / axis.dilation + 1, 1, kLargestKernel);
}

int largestDilation(const Axis& axis, PaddingMode mode)
{
    if (axis.kernel == 1 || (mode != PaddingMode::Valid && mode != PaddingMode::Explicit))
        return kLargestKernel;
    return std::max(1, (axis.padded() - 1) / (axis.kernel - 1));
}

void limit(QSpinBox* box, int value, int most, const QString& why)
{
    const QSignalBlocker quiet(box);
    box->setMaximum(std::max(value, most));
    box->setValue(value);
    box->setToolTip(why);
}

} // namespace

Grid resized(const Grid& grid, Shape shape)
{
    Grid result(shape);
    for (int r = 0; r < std::min(shape.rows, grid.rows()); ++r)
        for (int c = 0; c < std::min(shape.cols, grid.cols()); ++c)
            result.at(r, c) = grid.at(r, c);
    return result;
}

LayerPanel::LayerPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 16);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    rows->addLayout(form);
    addChoices(form);
    m_kernelSize = addPair(form, tr("Kernel"), tr("Kernel"), 1, [](Session& s, int r, int c) {
        s.layer().kernel = resized(s.layer().kernel, {r, c});
    });
    m_stride = addPair(form, tr("Stride"), tr("Stride"), 1, [](Session& s, int r, int c) {
        s.layer().spec.stride = {r, c};
    });
    m_dilation = addPair(form, tr("Dilation"), tr("Dilation"), 1, [](Session& s, int r, int c) {
        s.layer().spec.dilation = {r, c};
    });
    addMargins(form);
    m_inputSize = addPair(form, tr("Input"), tr("Input"), 1, [](Session& s, int r, int c) {
        s.input = matrixPicture(s.input->name(), resized(s.input->grey(), {r, c}));
    });
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

void LayerPanel::change(const QString& text, const std::function<void(Session&)>& change, const QString& key)
{
    Session after = m_document.session();
    change(after);
    if (!m_document.edit(text, std::move(after), key))
        refresh(); // the controls show what is
}

void LayerPanel::addChoices(QFormLayout* form)
{
    const auto combo = [this](const QString& name) {
        auto* box = new QComboBox(this);
        box->setAccessibleName(name);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(10);
        return box;
    };
    m_focus = combo(tr("Layer that is stepped"));
    m_focusLabel = new QLabel(tr("Layer"), this);
    form->addRow(m_focusLabel, m_focus);
    connect(m_focus, &QComboBox::activated, this, [this](int index) {
        change(tr("Step through layer %1").arg(index + 1), [&](Session& s) { s.focus = std::size_t(index); });
    });
    m_channels = combo(tr("Channels"));
    m_channels->addItems({tr("Red, green, blue"), tr("Grey (Rec. 601)")});
    m_channelsLabel = new QLabel(tr("Channels"), this);
    form->addRow(m_channelsLabel, m_channels);
    connect(m_channels, &QComboBox::activated, this, [this](int index) {
        change(tr("Change the channels"), [&](Session& s) { s.channels = Channels(index); });
    });
    m_operation = combo(tr("Operation"));
    m_operation->addItems({tr("Cross-correlation"), tr("Convolution (flipped)")});
    form->addRow(tr("Operation"), m_operation);
    connect(m_operation, &QComboBox::activated, this, [this](int index) {
        change(tr("Change the operation"), [&](Session& s) { s.layer().spec.operation = Operation(index); });
    });
    m_padding = combo(tr("Padding"));
    for (const PaddingRule& rule : paddingRules()) {
        m_padding->addItem(tr(rule.label.data()));
        m_padding->setItemData(m_padding->count() - 1, tr(rule.sentence.data()), Qt::ToolTipRole);
    }
    form->addRow(tr("Padding"), m_padding);
    connect(m_padding, &QComboBox::activated, this, [this](int index) {
        change(tr("Change the padding"), [&](Session& s) {
            Padding& padding = s.layer().spec.padding;
            padding.mode = PaddingMode(index);
            if (padding.mode == PaddingMode::Explicit) { // begins with what was there
                padding.rows = m_document.geometry().rows.margin;
                padding.cols = m_document.geometry().cols.margin;
            }
        });
    });
    m_border = combo(tr("Border"));
    for (const BorderRule& rule : borderRules())
        m_border->addItem(
            QStringLiteral("%1  %2").arg(tr(rule.label.data()), QString::fromUtf8(rule.letters.data())));
    form->addRow(tr("Border"), m_border);
    connect(m_border, &QComboBox::activated, this, [this](int index) {
        change(tr("Change the border"), [&](Session& s) { s.layer().spec.border = Border(index); });
    });
}

LayerPanel::Pair LayerPanel::addPair(QFormLayout* form, const QString& label, const QString& name, int least,
                                     std::function<void(Session&, int, int)> apply)
{
    Pair pair{};
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    for (std::size_t axis = 0; axis < 2; ++axis) {
        auto* box = pair[axis] = new QSpinBox(this);
        box->setRange(least, kLargestKernel);
        box->setKeyboardTracking(false);
        box->setCorrectionMode(QAbstractSpinBox::CorrectToNearestValue);
        box->setAccessibleName(axis == 0 ? tr("%1 rows").arg(name) : tr("%1 columns").arg(name));
        if (axis == 1)
            row->addWidget(new QLabel(QStringLiteral("×"), this));
        row->addWidget(box, 1);
    }
    for (QSpinBox* box : pair)
        connect(box, &QSpinBox::valueChanged, this, [this, pair, name, apply] {
            change(
                tr("Change %1").arg(name.toLower()),
                [&](Session& s) { apply(s, pair[0]->value(), pair[1]->value()); }, QStringLiteral("pair:") + name);
        });
    form->addRow(label, row);
    return pair;
}

void LayerPanel::addMargins(QFormLayout* form)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    const QString names[] = {tr("Padding top"), tr("Padding bottom"), tr("Padding left"), tr("Padding right")};
    for (std::size_t side = 0; side < 4; ++side) {
        auto* box = m_margins[side] = new QSpinBox(this);
        box->setRange(0, kLargestMargin);
        box->setKeyboardTracking(false);
        box->setAccessibleName(names[side]);
        box->setButtonSymbols(QAbstractSpinBox::NoButtons);
        box->setAlignment(Qt::AlignCenter);
        box->setToolTip(names[side]);
        row->addWidget(box, 1);
        connect(box, &QSpinBox::valueChanged, this, [this] {
            change(
                tr("Change the padding"),
                [&](Session& s) {
                    s.layer().spec.padding = {PaddingMode::Explicit,
                                              {m_margins[0]->value(), m_margins[1]->value()},
                                              {m_margins[2]->value(), m_margins[3]->value()}};
                },
                QStringLiteral("margins"));
        });
    }
    auto* label = new QLabel(tr("Margins"), this);
    label->setToolTip(tr("Cells added at the top, the bottom, the left and the right"));
    form->addRow(label, row);
}

void LayerPanel::refresh()
{
    const Session& session = m_document.session();
    const Geometry& g = m_document.geometry();
    const ConvSpec& spec = session.layer().spec;
    const bool stack = session.layers.size() > 1;
    m_focus->setVisible(stack);
    m_focusLabel->setVisible(stack);
    if (std::size_t(m_focus->count()) != session.layers.size()) {
        m_focus->clear();
        for (std::size_t l = 0; l < session.layers.size(); ++l)
            m_focus->addItem(tr("%1 of %2").arg(l + 1).arg(session.layers.size()));
    }
    m_focus->setCurrentIndex(int(session.focus));
    m_channels->setVisible(session.input->coloured());
    m_channelsLabel->setVisible(session.input->coloured());
    m_channels->setCurrentIndex(int(session.channels));
    m_operation->setCurrentIndex(int(spec.operation));
    m_padding->setCurrentIndex(int(spec.padding.mode));
    m_padding->setToolTip(tr(paddingRules()[std::size_t(spec.padding.mode)].sentence.data()));
    m_border->setCurrentIndex(int(spec.border));
    const bool padded = g.rows.margin != Margin{} || g.cols.margin != Margin{};
    m_border->setEnabled(padded);
    m_border->setToolTip(padded ? tr("What stands beyond the edge of abcd")
                                : tr("Without padding there is no border"));
    const int margins[] = {g.rows.margin.before, g.rows.margin.after, g.cols.margin.before, g.cols.margin.after};
    for (std::size_t side = 0; side < 4; ++side) {
        const QSignalBlocker quiet(m_margins[side]);
        m_margins[side]->setMaximum(std::max(kLargestMargin, margins[side]));
        m_margins[side]->setValue(margins[side]);
    }
    const Axis axes[] = {g.rows, g.cols};
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const Axis& a = axes[axis];
        limit(m_kernelSize[axis], a.kernel, largestKernel(a, spec.padding.mode),
              tr("Up to %1: the window must fit into the padded input").arg(largestKernel(a, spec.padding.mode)));
        limit(m_dilation[axis], a.dilation, largestDilation(a, spec.padding.mode),
              tr("Up to %1: the window must fit into the padded input").arg(largestDilation(a, spec.padding.mode)));
        const int largestStride = std::max(1, a.padded() - a.extent() + 1);
        limit(m_stride[axis], a.stride, largestStride,
              tr("Up to %1: beyond, the window stands in one place").arg(largestStride));
        const Shape input = session.input->shape();
        const bool matrix = session.input->content() == Content::Numbers && input.rows <= kLargestMatrix &&
                            input.cols <= kLargestMatrix;
        m_inputSize[axis]->setEnabled(matrix);
        limit(m_inputSize[axis], axis == 0 ? input.rows : input.cols, matrix ? kLargestMatrix : 0,
              matrix ? tr("Up to %1; cells that are added are zero").arg(kLargestMatrix)
                     : tr("A picture keeps its size"));
    }
    QString result = tr("Output size %1.").arg(outputSizeText(g));
    if (g.rows.unusedAtEnd() > 0 || g.cols.unusedAtEnd() > 0)
        result += tr(" The stride leaves cells unused (hatched): rows %1, columns %2.")
                      .arg(g.rows.unusedAtEnd())
                      .arg(g.cols.unusedAtEnd());
    m_result->setText(result);
}

} // namespace lab
