// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/layers/layer_table.h"

#include "core/layers/receptive_field.h"
#include "core/numbers/number_text.h"
#include "core/session/session.h"
#include "ui/paint/words.h"
#include "ui/scenes/layer_formulas.h"
#include "ui/scenes/stage_text.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

namespace lab
{

namespace
{

constexpr int kFormulaColumns = 4; ///< name, symbols, numbers put in, result

struct Column {
    const char* title;
    const char* tip;
};
constexpr Column kColumns[] = {
    {QT_TRANSLATE_NOOP("lab::LayerTable", "Layer"), ""},
    {QT_TRANSLATE_NOOP("lab::LayerTable", "Kernel\nk"), QT_TRANSLATE_NOOP("lab::LayerTable", "Rows × columns")},
    {QT_TRANSLATE_NOOP("lab::LayerTable", "Stride\ns"), ""},
    {QT_TRANSLATE_NOOP("lab::LayerTable", "Dilation\nd"), ""},
    {QT_TRANSLATE_NOOP("lab::LayerTable", "Padding\np"), QT_TRANSLATE_NOOP("lab::LayerTable", "Before and after")},
    {QT_TRANSLATE_NOOP("lab::LayerTable", "Output\nn"), QT_TRANSLATE_NOOP("lab::LayerTable", "Rows × columns")},
    {QT_TRANSLATE_NOOP("lab::LayerTable", "Jump\nj"),
     QT_TRANSLATE_NOOP("lab::LayerTable", "Input cells from one element's field to the next one's")},
    {QT_TRANSLATE_NOOP("lab::LayerTable", "Field\nr"),
     QT_TRANSLATE_NOOP("lab::LayerTable", "Size of the receptive field in input cells, where no border cuts it")},
    {QT_TRANSLATE_NOOP("lab::LayerTable", "Start\nt"),
     QT_TRANSLATE_NOOP("lab::LayerTable", "Middle of the first element's field; the middle of input cell 0 is 0")},
    {QT_TRANSLATE_NOOP("lab::LayerTable", "Para-\nmeters"),
     QT_TRANSLATE_NOOP("lab::LayerTable", "Weights and the bias, of one channel")},
    {QT_TRANSLATE_NOOP("lab::LayerTable", "Multipli-\ncations"),
     QT_TRANSLATE_NOOP("lab::LayerTable", "Windows times weights, of one channel")},
};

QString count(double value)
{
    return QString::fromStdString(display(value, 9));
}

} // namespace

LayerTable::LayerTable(Document& document, QWidget* parent) : Page(parent), m_document(document)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 8);
    rows->setSpacing(8);
    m_table = new QTableWidget(0, int(std::size(kColumns)), this);
    m_table->setAccessibleName(tr("Layers: sizes and receptive fields"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    QHeaderView* header = m_table->horizontalHeader();
    header->setMinimumSectionSize(header->fontMetrics().horizontalAdvance(QStringLiteral("Dilation")) + 24);
    header->setSectionResizeMode(QHeaderView::Stretch);
    header->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    for (int c = 0; c < int(std::size(kColumns)); ++c) {
        auto* title = new QTableWidgetItem(tr(kColumns[c].title));
        title->setToolTip(tr(kColumns[c].tip));
        title->setTextAlignment((c == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        m_table->setHorizontalHeaderItem(c, title);
    }
    rows->addWidget(m_table, 1);
    m_totals = new QLabel(this);
    m_totals->setWordWrap(true);
    rows->addWidget(m_totals);
    m_formulas = new QWidget(this);
    m_formulas->setObjectName(QStringLiteral("formulas"));
    auto* grid = new QGridLayout(m_formulas);
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(kFormulaColumns, 1);
    m_formulas->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long one widens no page
    rows->addWidget(m_formulas);
    auto* source =
        new QLabel(tr("Output sizes: Dumoulin and Visin 2016. Jump, field and start: Araujo, Norris and Sim, "
                      "Distill 2019."),
                   this);
    source->setProperty("muted", true);
    source->setWordWrap(true);
    rows->addWidget(source);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        Session after = m_document.session();
        if (row < 0 || std::size_t(row) >= after.layers.size())
            return;
        after.focus = std::size_t(row);
        m_document.edit(tr("Step through layer %1").arg(row + 1), std::move(after));
    });
    connect(&document, &Document::changed, this, &LayerTable::follow);
}

void LayerTable::fill()
{
    const auto& layers = m_document.session().layers;
    const auto& geometries = m_document.geometries();
    const auto table = layerTable(layers, geometries);
    m_table->setRowCount(int(layers.size()));
    for (std::size_t l = 0; l < layers.size(); ++l) {
        const Geometry& g = geometries[l];
        const LayerRow& row = table[l];
        const QString kind = layers[l].pools() ? word(infoOf(layers[l].kind).label) : tr("Conv");
        const QString name = layers[l].activates() == Activation::None
                                 ? kind
                                 : kind + QStringLiteral(", ") + word(infoOf(layers[l].activation).label);
        const QString cells[] = {QStringLiteral("%1  %2").arg(l + 1).arg(name),
                                 bothAxes(g.rows.kernel, g.cols.kernel),
                                 bothAxes(g.rows.stride, g.cols.stride),
                                 bothAxes(g.rows.dilation, g.cols.dilation),
                                 paddingText(g),
                                 QStringLiteral("%1 × %2").arg(g.rows.output).arg(g.cols.output),
                                 bothAxes(row.rows.jump, row.cols.jump),
                                 bothAxes(row.rows.size, row.cols.size),
                                 bothAxes(row.rows.start, row.cols.start),
                                 QString::number(row.parameters),
                                 count(row.multiplications)};
        for (int c = 0; c < int(std::size(cells)); ++c) {
            auto* item = new QTableWidgetItem(cells[c]);
            item->setTextAlignment((c == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            m_table->setItem(int(l), c, item);
        }
    }
    double parameters = 0, multiplications = 0;
    for (const LayerRow& row : table) {
        parameters += double(row.parameters);
        multiplications += row.multiplications;
    }
    const Shape input = m_document.session().input->shape();
    const LayerRow& last = table.back();
    QString totals = tr("In total %1 parameters and %2 multiplications, for one channel.")
                         .arg(count(parameters), count(multiplications));
    totals += coversInput(geometries)
                  ? tr(" An element of the last map sees the whole input, %1 × %2.").arg(input.rows).arg(input.cols)
                  : tr(" The last map's fields of %1 do not cover the input, %2 × %3.")
                        .arg(bothAxes(last.rows.size, last.cols.size))
                        .arg(input.rows)
                        .arg(input.cols);
    m_totals->setText(totals);
}

void LayerTable::refresh()
{
    const QSignalBlocker quiet(m_table);
    const int column = std::max(0, m_table->currentColumn());
    fill();
    const auto focus = m_document.session().focus;
    m_table->setCurrentCell(int(focus), column);
    const auto& layers = m_document.session().layers;
    const auto& geometries = m_document.geometries();
    showFormulas(layerFormulas(layers[focus], geometries[focus], layerTable(layers, geometries)[focus]));
}

/// In lines, or broken where a line is wider than the page.
void LayerTable::fitFormulas()
{
    int widest = 0;
    auto* grid = static_cast<QGridLayout*>(m_formulas->layout());
    for (int column = 0; column < kFormulaColumns; ++column) {
        int wide = 0;
        for (int row = 0; row < grid->rowCount(); ++row)
            if (const auto* item = grid->itemAtPosition(row, column))
                if (const auto* label = qobject_cast<QLabel*>(item->widget()))
                    wide = std::max(wide, label->fontMetrics().horizontalAdvance(label->text()) + 4);
        widest += wide + grid->horizontalSpacing();
    }
    const bool breaks = widest > m_formulas->width();
    for (int column : {1, 2}) {
        grid->setColumnStretch(column, breaks ? column : 0);
        for (int row = 0; row < grid->rowCount(); ++row)
            if (const auto* item = grid->itemAtPosition(row, column))
                qobject_cast<QLabel*>(item->widget())->setWordWrap(breaks);
    }
}

void LayerTable::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    fitFormulas();
}

/// The equals signs stand under each other.
void LayerTable::showFormulas(const QStringList& lines)
{
    auto* grid = static_cast<QGridLayout*>(m_formulas->layout());
    for (int row = 0; row < std::max(grid->rowCount(), int(lines.size())); ++row) {
        const QStringList parts = row < lines.size() ? lines[row].split(QStringLiteral(" = ")) : QStringList();
        for (int column = 0; column < kFormulaColumns; ++column) {
            auto* label = grid->itemAtPosition(row, column)
                              ? qobject_cast<QLabel*>(grid->itemAtPosition(row, column)->widget())
                              : nullptr;
            if (!label && column < parts.size()) {
                label = new QLabel(m_formulas);
                label->setTextInteractionFlags(Qt::TextSelectableByMouse);
                label->setFocusPolicy(Qt::NoFocus);
                label->setProperty("muted", column == 0);
                grid->addWidget(label, row, column);
                label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
            }
            if (!label)
                continue;
            label->setVisible(column < parts.size());
            label->setText(column >= parts.size() ? QString()
                           : column == 0          ? parts[column]
                                                  : QStringLiteral("= ") + parts[column]);
        }
    }
    fitFormulas();
}

} // namespace lab
