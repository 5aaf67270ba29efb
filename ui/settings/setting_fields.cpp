// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/setting_fields.h"

#include "core/session/session.h"
#include "ui/model/document.h"
#include "ui/model/history.h"
#include "ui/paint/words.h"
#include "ui/widgets/integer_field.h"
#include "ui/widgets/number_field.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

namespace
{

/// Shows `value`, and lets the bounds be typed; what is there already may be there.
void limit(IntegerField* box, int value, const Bounds& bounds)
{
    const QSignalBlocker quiet(box);
    box->setBounds(std::min(value, bounds.least), std::max(value, bounds.most), bounds.why);
    box->setValue(value);
    box->setEnabled(bounds.fixed.isEmpty());
    if (!bounds.fixed.isEmpty())
        box->setToolTip(bounds.fixed);
}

QString keyOf(int gesture)
{
    return QStringLiteral("field:%1").arg(gesture);
}

QLabel* mutedLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("muted", true);
    return label;
}

} // namespace

PairField::PairField(const PairSetting& setting, Document& document, LayerOf layer, QWidget* parent)
    : QWidget(parent), m_setting(setting), m_document(document), m_layer(std::move(layer))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (std::size_t axis = 0; axis < 2; ++axis) {
        auto* box = m_fields[axis] = new IntegerField(this);
        box->setAccessibleName(lab::tr(setting.names[axis]));
        box->setProperty("english", QLatin1String(setting.names[axis]));
        if (axis == 1)
            row->addWidget(mutedLabel(QStringLiteral("×"), this));
        row->addWidget(box, 1);
        connect(box, &QSpinBox::valueChanged, this, [this, box] { take(box); });
    }
    connect(&document, &Document::changed, this, &PairField::refresh);
    refresh();
}

void PairField::take(IntegerField* from)
{
    const Shape value{m_fields[0]->value(), m_fields[1]->value()};
    changeSession(
        m_document, from, changedTo(lab::tr(m_setting.change), pairText(value, true)),
        [&](Session& s) { m_setting.apply(s, m_layer(s), value); }, [this] { refresh(); }, keyOf(from->gesture()));
}

void PairField::refresh()
{
    const Session& session = m_document.session();
    const std::size_t layer = m_layer(session);
    if (layer >= m_document.geometries().size())
        return; // of a layer that is about to go
    const Shape now = m_setting.value(session, layer);
    for (int axis = 0; axis < 2; ++axis)
        limit(m_fields[std::size_t(axis)], axis == 0 ? now.rows : now.cols,
              m_setting.bounds(session, m_document.geometries()[layer], layer, axis));
}

ChoiceField::ChoiceField(const ChoiceSetting& setting, Document& document, LayerOf layer, QWidget* parent)
    : QComboBox(parent), m_setting(setting), m_document(document), m_layer(std::move(layer))
{
    setAccessibleName(lab::tr(setting.name));
    setProperty("english", QLatin1String(setting.name));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(10);
    addItems(setting.options());
    const QStringList tips = setting.tips();
    for (int i = 0; i < tips.size(); ++i)
        setItemData(i, tips[i], Qt::ToolTipRole);
    connect(this, &QComboBox::activated, this, [this](int index) {
        changeSession(
            m_document, this, changedTo(lab::tr(m_setting.change), itemText(index)),
            [&](Session& s) { m_setting.apply(s, m_layer(s), index); }, [this] { refresh(); });
    });
    connect(&document, &Document::changed, this, &ChoiceField::refresh);
    refresh();
}

void ChoiceField::refresh()
{
    const Session& session = m_document.session();
    if (m_layer(session) >= session.layers.size())
        return;
    setCurrentIndex(m_setting.index(session, m_layer(session)));
    setToolTip(currentData(Qt::ToolTipRole).toString());
}

BiasField::BiasField(Document& document, LayerOf layer, QWidget* parent)
    : QWidget(parent), m_document(document), m_layer(std::move(layer))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    m_field = new NumberField(NumberField::Precision::Single, this);
    m_field->setSingleStep(0.1);
    m_field->setAccessibleName(tr("Bias b"));
    m_field->setToolTip(tr("Added to every output cell; any number, also 0,5 or 1/9"));
    row->addWidget(m_field, 1);
    connect(m_field, &NumberField::valueChanged, this, [this](double value) {
        changeSession(
            m_document, m_field, changedTo(tr("Change the bias"), number(value)),
            [&](Session& s) { s.layers[m_layer(s)].bias = float(value); }, [this] { refresh(); },
            keyOf(m_field->gesture()));
    });
    connect(&document, &Document::changed, this, &BiasField::refresh);
    refresh();
}

void BiasField::refresh()
{
    const Session& session = m_document.session();
    if (const std::size_t layer = m_layer(session); layer < session.layers.size())
        m_field->setValue(double(session.layers[layer].bias));
}

BorderFields::BorderFields(Document& document, LayerOf layer, QWidget* parent)
    : QWidget(parent), m_document(document), m_layer(std::move(layer))
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    m_padding = new QComboBox(this);
    m_padding->setAccessibleName(tr("Padding"));
    for (const PaddingRule& rule : paddingRules()) {
        m_padding->addItem(word(rule.label));
        m_padding->setItemData(m_padding->count() - 1, word(rule.sentence), Qt::ToolTipRole);
    }
    connect(m_padding, &QComboBox::activated, this, [this](int index) {
        const QString text = changedTo(tr("Change the padding"), m_padding->itemText(index));
        change(m_padding, text, [this, index](Session& s) {
            Padding& padding = s.layers[m_layer(s)].spec.padding;
            padding.mode = PaddingMode(index);
            if (padding.mode == PaddingMode::Explicit) { // begins with what was there
                const Geometry& now = m_document.geometries()[m_layer(s)];
                padding.rows = now.rows.margin;
                padding.cols = now.cols.margin;
            }
        });
    });
    rows->addWidget(m_padding);
    auto* cross = new QGridLayout;
    cross->setSpacing(8);
    addMargins(cross);
    rows->addLayout(cross);
    auto* filled = new QHBoxLayout;
    m_borderLabel = mutedLabel(tr("filled with"), this);
    filled->addWidget(m_borderLabel);
    m_border = new QComboBox(this);
    m_border->setAccessibleName(tr("Border"));
    m_border->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_border->setMinimumContentsLength(12);
    m_borderLabel->setBuddy(m_border);
    for (const BorderRule& rule : borderRules())
        m_border->addItem(QStringLiteral("%1  %2").arg(word(rule.label), QString::fromUtf8(rule.letters.data())));
    connect(m_border, &QComboBox::activated, this, [this](int index) {
        const QString text = changedTo(tr("Change the border"), word(borderRules()[std::size_t(index)].label));
        change(m_border, text, [this, index](Session& s) { s.layers[m_layer(s)].spec.border = Border(index); });
    });
    filled->addWidget(m_border, 1);
    rows->addLayout(filled);
    connect(&document, &Document::changed, this, &BorderFields::refresh);
    refresh();
}

void BorderFields::addMargins(QGridLayout* cross)
{
    const QString names[] = {tr("Padding top"), tr("Padding bottom"), tr("Padding left"), tr("Padding right")};
    constexpr std::array<std::pair<int, int>, 4> kPlaces{{{0, 1}, {2, 1}, {1, 0}, {1, 2}}};
    m_size = new QLabel(this);
    m_size->setAlignment(Qt::AlignCenter);
    m_size->setObjectName(QStringLiteral("paddedSize"));
    cross->addWidget(m_size, 1, 1);
    for (std::size_t side = 0; side < 4; ++side) {
        auto* box = m_margins[side] = new IntegerField(this);
        box->setAccessibleName(names[side]);
        cross->addWidget(box, kPlaces[side].first, kPlaces[side].second);
        connect(box, &QSpinBox::valueChanged, this, [this, box] {
            change(
                box, changedTo(box->accessibleName(), QString::number(box->value())),
                [this](Session& s) {
                    s.layers[m_layer(s)].spec.padding = {PaddingMode::Explicit,
                                                         {m_margins[0]->value(), m_margins[1]->value()},
                                                         {m_margins[2]->value(), m_margins[3]->value()}};
                },
                keyOf(box->gesture()));
        });
    }
}

void BorderFields::change(QWidget* control, const QString& text, const std::function<void(Session&)>& change,
                          const QString& key)
{
    changeSession(
        m_document, control, text, change, [this] { refresh(); }, key);
}

void BorderFields::refresh()
{
    const Session& session = m_document.session();
    const std::size_t index = m_layer(session);
    if (index >= m_document.geometries().size())
        return;
    const Layer& layer = session.layers[index];
    const Geometry& g = m_document.geometries()[index];
    m_padding->setCurrentIndex(int(layer.spec.padding.mode));
    m_padding->setToolTip(word(infoOf(layer.spec.padding.mode).sentence));
    auto* choices = qobject_cast<QStandardItemModel*>(m_padding->model());
    choices->item(int(PaddingMode::Full))->setEnabled(!layer.pools() || layer.pool == Shape{1, 1});
    m_border->setCurrentIndex(int(layer.spec.border));
    const bool padded = g.rows.margin != Margin{} || g.cols.margin != Margin{};
    m_border->setEnabled(padded);
    m_border->setToolTip(padded ? tr("What stands beyond the edge of abcd")
                                : tr("Without padding there is no border"));
    m_border->setVisible(!layer.pools());
    m_borderLabel->setVisible(!layer.pools());
    m_size->setText(pairText(g.input()));
    const int margins[] = {g.rows.margin.before, g.rows.margin.after, g.cols.margin.before, g.cols.margin.after};
    for (std::size_t side = 0; side < 4; ++side) {
        const Axis& axis = side < 2 ? g.rows : g.cols;
        const int least = std::max(0, axis.extent() - (axis.padded() - margins[side]));
        if (layer.pools())
            limit(m_margins[side], margins[side], {least, axis.kernel / 2, tr("up to half the window")});
        else
            limit(m_margins[side], margins[side],
                  {least, kLargestMargin, least > 0 ? tr("the window must fit into the padded input") : QString()});
        m_margins[side]->setToolTip(
            QStringLiteral("%1, %2").arg(m_margins[side]->accessibleName(), m_margins[side]->toolTip()));
    }
}

} // namespace lab
