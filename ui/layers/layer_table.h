// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/document.h"
#include "ui/widgets/page.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace lab
{

/// The table of all layers: sizes, jump, receptive field, start, what they cost; below, the formulas of the chosen
/// row with their numbers put in. The chosen row is the layer that is stepped.
class LayerTable : public Page
{
    Q_OBJECT
public:
    explicit LayerTable(Document& document, QWidget* parent = nullptr);
    QTableWidget* table() const { return m_table; }

protected:
    void refresh() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fill();
    void fitFormulas();
    void showFormulas(const QStringList& lines);

    Document& m_document;
    QTableWidget* m_table = nullptr;
    QLabel* m_totals = nullptr;
    QWidget* m_formulas = nullptr; ///< a grid: name, symbols, numbers, result
};

} // namespace lab
