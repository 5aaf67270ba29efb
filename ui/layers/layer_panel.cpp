// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/layers/layer_panel.h"

#include "core/session/session.h"
#include "core/session/stack_edits.h"
#include "ui/io/error_text.h"
#include "ui/layers/layer_list.h"
#include "ui/paint/words.h"
#include "ui/scenes/stage_text.h"
#include "ui/widgets/field_note.h"

#include <QAction>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>
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

/// Shows `value`, and lets `least` to `most` be typed; what is there already may be there.
void limit(IntegerField* box, int value, int least, int most, const QString& why)
{
    const QSignalBlocker quiet(box);
    box->setBounds(std::min(value, least), std::max(value, most), why);
    box->setValue(value);
}

} // namespace

LayerPanel::LayerPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 16);
    m_list = new LayerList(document, this);
    rows->addWidget(m_list);
    rows->addSpacing(6);
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);
    rows->addLayout(m_form);
    addKind();
    addChoices();
    m_kernelSize = addPair(m_form, tr("Window"), {tr("Kernel rows"), tr("Kernel columns")}, tr("Change kernel"), 1,
                           [](Session& s, int r, int c) {
                               Layer& layer = s.layer();
                               if (layer.pools())
                                   layer.pool = {r, c};
                               else
                                   layer.kernel = resized(layer.kernel, {r, c});
                           });
    m_stride = addPair(m_form, tr("Stride"), {tr("Stride rows"), tr("Stride columns")}, tr("Change stride"), 1,
                       [](Session& s, int r, int c) {
                           s.layer().spec.stride = {r, c};
                       });
    m_dilation = addPair(m_form, tr("Dilation"), {tr("Dilation rows"), tr("Dilation columns")}, tr("Change dilation"),
                         1, [](Session& s, int r, int c) {
                             s.layer().spec.dilation = {r, c};
                         });
    m_dilationRow = m_form->itemAt(m_form->rowCount() - 1, QFormLayout::FieldRole)->layout();
    addMargins(m_form);
    m_inputSize = addPair(m_form, tr("Input"), {tr("Input rows"), tr("Input columns")}, tr("Change input"), 1,
                          [](Session& s, int r, int c) {
                              s.input = matrixPicture(s.input->name(), resized(s.input->grey(), {r, c}));
                          });
    m_result = new QLabel(this);
    m_result->setWordWrap(true);
    m_result->setObjectName(QStringLiteral("result"));
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    rows->addSpacing(8);
    rows->addWidget(m_result);
    m_commands = new QGridLayout;
    m_commands->setSpacing(6);
    rows->addSpacing(4);
    rows->addLayout(m_commands);
    rows->addStretch(1);
    connect(&document, &Document::changed, this, &LayerPanel::refresh);
    refresh();
}

void LayerPanel::addCommands(const std::vector<QAction*>& commands, QMenu* architectures)
{
    const auto add = [this](QToolButton* button) {
        button->setProperty("round", true);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        const int place = m_commands->count();
        m_commands->addWidget(button, place, 0);
    };
    for (QAction* command : commands) {
        auto* button = new QToolButton(this);
        command->setIconText(command->text().section(QLatin1Char('\t'), 0, 0).remove(QLatin1Char('&')));
        button->setDefaultAction(command);
        add(button);
    }
    auto* button = new QToolButton(this);
    button->setText(tr("Layers of a published network"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(architectures);
    add(button);
}

void LayerPanel::change(QWidget* control, const QString& text, const std::function<void(Session&)>& change,
                        const QString& key)
{
    FieldNote::dismiss(control);
    Session after = m_document.session();
    change(after);
    if (const auto fits = resolve(after.input->shape(), after.layers); !fits) {
        refresh(); // the controls show what is
        FieldNote::say(control, tr("%1 Nothing was changed.").arg(sentence(fits.error())));
        return;
    }
    m_document.edit(text, std::move(after), key);
}

QComboBox* LayerPanel::addCombo(const QString& label, const QString& name, const QString& text,
                                std::function<void(Session&, int)> apply)
{
    auto* box = new QComboBox(this);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    m_form->addRow(label, box);
    connect(box, &QComboBox::activated, this,
            [this, box, text, apply](int index) { change(box, text, [&](Session& s) { apply(s, index); }); });
    return box;
}

void LayerPanel::addKind()
{
    m_channels = addCombo(tr("Channels"), tr("Channels"), tr("Change the channels"),
                          [](Session& s, int index) { s.channels = Channels(index); });
    m_channels->addItems({tr("Red, green, blue"), tr("Grey (Rec. 601)")});
    m_kind = addCombo(tr("Kind"), tr("Kind of layer"), tr("Change the kind of layer"), [](Session& s, int index) {
        Layer& layer = s.layer();
        const bool pooled = layer.pools();
        layer.kind = layerKinds()[std::size_t(index)].kind;
        if (!pooled && layer.pools()) // side by side, as poolings mostly are
            layer.spec.stride = {layer.pool.rows, layer.pool.cols};
    });
    for (const LayerKindRow& kind : layerKinds()) {
        m_kind->addItem(word(kind.label));
        m_kind->setItemData(m_kind->count() - 1, word(kind.sentence), Qt::ToolTipRole);
    }
    m_activation =
        addCombo(tr("Activation"), tr("Activation"), tr("Change the activation"),
                 [](Session& s, int index) { s.layer().activation = activations()[std::size_t(index)].activation; });
    for (const ActivationRow& one : activations()) {
        m_activation->addItem(word(one.label));
        m_activation->setItemData(m_activation->count() - 1, QString::fromUtf8(one.formula.data()), Qt::ToolTipRole);
    }
    m_activation->setToolTip(tr("What is made of the sum as a last step. Learning fits the convolution before it."));
}

void LayerPanel::addChoices()
{
    m_operation = addCombo(tr("Operation"), tr("Operation"), tr("Change the operation"),
                           [](Session& s, int index) { s.layer().spec.operation = Operation(index); });
    m_operation->addItems({tr("Cross-correlation"), tr("Convolution (flipped)")});
    m_padding = addCombo(tr("Padding"), tr("Padding"), tr("Change the padding"), [this](Session& s, int index) {
        Padding& padding = s.layer().spec.padding;
        padding.mode = PaddingMode(index);
        if (padding.mode == PaddingMode::Explicit) { // begins with what was there
            padding.rows = m_document.geometry().rows.margin;
            padding.cols = m_document.geometry().cols.margin;
        }
    });
    for (const PaddingRule& rule : paddingRules()) {
        m_padding->addItem(word(rule.label));
        m_padding->setItemData(m_padding->count() - 1, word(rule.sentence), Qt::ToolTipRole);
    }
    m_border = addCombo(tr("Border"), tr("Border"), tr("Change the border"),
                        [](Session& s, int index) { s.layer().spec.border = Border(index); });
    for (const BorderRule& rule : borderRules())
        m_border->addItem(QStringLiteral("%1  %2").arg(word(rule.label), QString::fromUtf8(rule.letters.data())));
}

IntegerField* LayerPanel::addField(const QString& name, int least, int most)
{
    auto* field = new IntegerField(this);
    field->setBounds(least, most, {});
    field->setAccessibleName(name);
    return field;
}

LayerPanel::Pair LayerPanel::addPair(QFormLayout* form, const QString& label, const std::array<QString, 2>& names,
                                     const QString& text, int least, std::function<void(Session&, int, int)> apply)
{
    Pair pair{};
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    for (std::size_t axis = 0; axis < 2; ++axis) {
        auto* box = pair[axis] = addField(names[axis], least, kLargestKernel);
        if (axis == 1)
            row->addWidget(new QLabel(QStringLiteral("×"), this));
        row->addWidget(box, 1);
    }
    for (IntegerField* box : pair)
        connect(box, &QSpinBox::valueChanged, this, [this, box, pair, text, apply] {
            change(
                box, text, [&](Session& s) { apply(s, pair[0]->value(), pair[1]->value()); },
                QStringLiteral("field:%1").arg(box->gesture()));
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
        auto* box = m_margins[side] = addField(names[side], 0, kLargestMargin);
        box->setButtonSymbols(QAbstractSpinBox::NoButtons);
        box->setAlignment(Qt::AlignCenter);
        row->addWidget(box, 1);
        connect(box, &QSpinBox::valueChanged, this, [this, box] {
            change(
                box, tr("Change the padding"),
                [&](Session& s) {
                    s.layer().spec.padding = {PaddingMode::Explicit,
                                              {m_margins[0]->value(), m_margins[1]->value()},
                                              {m_margins[2]->value(), m_margins[3]->value()}};
                },
                QStringLiteral("field:%1").arg(box->gesture()));
        });
    }
    auto* label = new QLabel(tr("Margins"), this);
    label->setToolTip(tr("Cells added at the top, the bottom, the left and the right"));
    form->addRow(label, row);
}

void LayerPanel::refresh()
{
    refreshChoices();
    refreshPadding();
    refreshSizes();
    const Geometry& g = m_document.geometry();
    QString result = tr("Output size %1.").arg(outputSizeText(g));
    if (g.rows.unread() > 0 || g.cols.unread() > 0)
        result +=
            tr(" No window reads the hatched cells: rows %1, columns %2.").arg(g.rows.unread()).arg(g.cols.unread());
    m_result->setText(result);
}

void LayerPanel::refreshChoices()
{
    const Session& session = m_document.session();
    const Layer& layer = session.layer();
    m_form->setRowVisible(m_channels, session.input->coloured());
    m_channels->setCurrentIndex(int(session.channels));
    m_kind->setCurrentIndex(int(layer.kind));
    m_kind->setToolTip(word(infoOf(layer.kind).sentence));
    m_activation->setCurrentIndex(int(layer.activation));
    m_operation->setCurrentIndex(int(layer.spec.operation));
    for (QWidget* only : std::initializer_list<QWidget*>{m_activation, m_operation, m_border})
        m_form->setRowVisible(only, !layer.pools());
    m_form->setRowVisible(m_dilationRow, !layer.pools());
}

void LayerPanel::refreshPadding()
{
    const Layer& layer = m_document.session().layer();
    const Geometry& g = m_document.geometry();
    const ConvSpec& spec = layer.spec;
    m_padding->setCurrentIndex(int(spec.padding.mode));
    m_padding->setToolTip(word(infoOf(spec.padding.mode).sentence));
    auto* choices = qobject_cast<QStandardItemModel*>(m_padding->model());
    choices->item(int(PaddingMode::Full))->setEnabled(!layer.pools() || layer.pool == Shape{1, 1});
    m_border->setCurrentIndex(int(spec.border));
    const bool padded = g.rows.margin != Margin{} || g.cols.margin != Margin{};
    m_border->setEnabled(padded);
    m_border->setToolTip(padded ? tr("What stands beyond the edge of abcd")
                                : tr("Without padding there is no border"));
    const int margins[] = {g.rows.margin.before, g.rows.margin.after, g.cols.margin.before, g.cols.margin.after};
    for (std::size_t side = 0; side < 4; ++side) {
        const Axis& axis = side < 2 ? g.rows : g.cols;
        const int least = std::max(0, axis.extent() - (axis.padded() - margins[side]));
        if (layer.pools())
            limit(m_margins[side], margins[side], least, axis.kernel / 2, tr("up to half the window"));
        else
            limit(m_margins[side], margins[side], least, kLargestMargin,
                  least > 0 ? tr("the window must fit into the padded input") : QString());
        m_margins[side]->setToolTip(
            QStringLiteral("%1, %2").arg(m_margins[side]->accessibleName(), m_margins[side]->toolTip()));
    }
}

void LayerPanel::refreshSizes()
{
    const Session& session = m_document.session();
    const Layer& layer = session.layer();
    const Geometry& g = m_document.geometry();
    const PaddingMode mode = layer.spec.padding.mode;
    const Axis axes[] = {g.rows, g.cols};
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const Axis& a = axes[axis];
        const bool padsItself = layer.pools() && mode == PaddingMode::Explicit; // up to half the window
        const int leastKernel = padsItself ? std::max(1, 2 * std::max(a.margin.before, a.margin.after)) : 1;
        const int mostKernel = largestKernel(a, mode), mostDilation = largestDilation(a, mode);
        const QString fits = tr("the window must fit into the padded input, which is %1 long").arg(a.padded());
        limit(m_kernelSize[axis], a.kernel, leastKernel, mostKernel, mostKernel < kLargestKernel ? fits : QString());
        limit(m_dilation[axis], a.dilation, 1, mostDilation, mostDilation < kLargestKernel ? fits : QString());
        limit(m_stride[axis], a.stride, 1, std::max(1, a.padded() - a.extent() + 1),
              tr("beyond, the window stands in one place"));
        const Shape input = session.input->shape();
        const bool matrix = session.input->content() == Content::Numbers && input.rows <= kLargestMatrix &&
                            input.cols <= kLargestMatrix;
        m_inputSize[axis]->setEnabled(matrix);
        limit(m_inputSize[axis], axis == 0 ? input.rows : input.cols, 1, matrix ? kLargestMatrix : 1,
              matrix ? tr("cells that are added are zero") : QString());
        if (!matrix)
            m_inputSize[axis]->setToolTip(tr("A picture keeps its size"));
    }
}

} // namespace lab
