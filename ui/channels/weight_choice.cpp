// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/weight_choice.h"

#include "ui/io/error_text.h"
#include "ui/paint/words.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kWidth = 360;
constexpr int kListHeight = 160;

/// "features.0.weight · 16 × 3 × 3 × 3"; an array alone in its file has no name.
QString nameOf(const TensorFacts& facts)
{
    QStringList sides;
    for (const std::uint64_t side : facts.shape)
        sides << QString::number(side);
    const QString shape = sides.join(QStringLiteral(" × "));
    return facts.name.empty() ? shape : QStringLiteral("%1 · %2").arg(QString::fromStdString(facts.name), shape);
}

} // namespace

WeightChoice::WeightChoice(std::shared_ptr<const WeightFile> file, const ChannelLayer& layer, MapsShape input,
                           QWidget* parent)
    : QWidget(parent), m_file(std::move(file)), m_layer(layer), m_input(input)
{
    setFixedWidth(kWidth);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    m_arrays = new QListWidget(this);
    m_arrays->setAccessibleName(tr("Arrays of the file"));
    m_arrays->setFixedHeight(kListHeight);
    rows->addWidget(m_arrays);
    auto* axes = new QHBoxLayout;
    auto* label = new QLabel(tr("Axes as in"), this);
    m_layouts = new QComboBox(this);
    label->setBuddy(m_layouts);
    m_layouts->setAccessibleName(tr("What the axes mean"));
    for (const WeightLayoutRow& row : weightLayouts()) {
        m_layouts->addItem(word(row.label), int(row.layout));
        m_layouts->setItemData(m_layouts->count() - 1, word(row.sentence), Qt::ToolTipRole);
    }
    m_layouts->setCurrentIndex(m_layouts->findData(int(usualLayout(layer.kind))));
    axes->addWidget(label);
    axes->addWidget(m_layouts, 1);
    rows->addLayout(axes);
    m_meaning = new QLabel(this);
    m_meaning->setWordWrap(true);
    rows->addWidget(m_meaning);
    m_take = new QPushButton(tr("Put into the layer"), this);
    rows->addWidget(m_take, 0, Qt::AlignRight);
    connect(m_layouts, &QComboBox::activated, this, &WeightChoice::list);
    connect(m_arrays, &QListWidget::currentRowChanged, this, &WeightChoice::follow);
    connect(m_arrays, &QListWidget::itemActivated, this, [this] {
        if (offer())
            emit taken();
    });
    connect(m_take, &QPushButton::clicked, this, &WeightChoice::taken);
    list();
}

/// What fits the layer in the layout that is chosen; the first that does is chosen.
void WeightChoice::list()
{
    m_offers = weightOffers(m_file->tensors, m_layer, m_input, axes());
    const QSignalBlocker quiet(m_arrays);
    m_arrays->clear();
    for (const WeightOffer& each : m_offers) {
        auto* item = new QListWidgetItem(nameOf(m_file->tensors[each.weight]), m_arrays);
        if (!each.output)
            item->setForeground(palette().placeholderText());
    }
    const auto fits = std::ranges::find_if(m_offers, [](const WeightOffer& each) { return each.output.ok(); });
    m_arrays->setCurrentRow(fits == m_offers.end() ? 0 : int(fits - m_offers.begin()));
    follow();
}

void WeightChoice::follow()
{
    m_meaning->setText(meaning());
    m_take->setEnabled(offer());
}

const WeightOffer* WeightChoice::offer() const
{
    const int row = m_arrays->currentRow();
    return row >= 0 && m_offers[std::size_t(row)].output ? &m_offers[std::size_t(row)] : nullptr;
}

WeightLayout WeightChoice::axes() const
{
    return WeightLayout(m_layouts->currentData().toInt());
}

QString WeightChoice::meaning() const
{
    const int row = m_arrays->currentRow();
    if (row < 0)
        return tr("There is no array of weights in this file.");
    const WeightOffer& chosen = m_offers[std::size_t(row)];
    return chosen.output ? meaningOf(*m_file, chosen, m_layer.kind, axes()) : sentence(chosen.output.error());
}

} // namespace lab
