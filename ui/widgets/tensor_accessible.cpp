// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader is told of a TensorView: a table whose cells have a place and a value.
#include "core/numbers/number_text.h"
#include "ui/widgets/accessibility.h"
#include "ui/widgets/accessible_leaf.h"
#include "ui/widgets/tensor_view.h"

#include <QAccessibleWidget>

#include <map>

namespace lab
{

namespace
{

class CellInterface : public AccessibleLeaf, public QAccessibleTableCellInterface
{
public:
    CellInterface(TensorView* view, QAccessibleInterface* table, QPoint cell)
        : AccessibleLeaf(table), m_view(view), m_cell(cell)
    {
    }

    bool isValid() const override
    {
        return m_view && m_cell.y() < m_view->scene().shape.rows && m_cell.x() < m_view->scene().shape.cols;
    }
    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Name)
            return TensorView::tr("row %1, column %2: %3")
                .arg(m_cell.y())
                .arg(m_cell.x())
                .arg(m_view->cellText(m_cell));
        return kind == QAccessible::Value ? m_view->cellText(m_cell) : QString();
    }
    void setText(QAccessible::Text kind, const QString& text) override
    {
        const auto value = parseNumber(text.toStdString());
        if (kind != QAccessible::Value || !isValid() || !m_view->editable())
            return;
        if (value && floatOf(*value))
            emit m_view->edited(m_cell, *value, 0);
        else
            m_view->refuse(text, m_cell);
    }
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect inView = m_view->cellRect(m_cell).toRect() & m_view->rect();
        return {m_view->mapToGlobal(inView.topLeft()), inView.size()};
    }
    QAccessible::Role role() const override { return QAccessible::Cell; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.focused = m_view && m_view->hasFocus() && m_view->cursorCell() == m_cell;
        state.selected = m_view && m_view->cursorCell() == m_cell;
        state.editable = m_view && m_view->editable();
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface*>(this) : nullptr;
    }

    bool isSelected() const override { return m_view && m_view->cursorCell() == m_cell; }
    QList<QAccessibleInterface*> columnHeaderCells() const override { return {}; }
    QList<QAccessibleInterface*> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return m_cell.x(); }
    int rowIndex() const override { return m_cell.y(); }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface* table() const override { return parent(); }

private:
    QPointer<TensorView> m_view;
    QPoint m_cell;
};

class TensorInterface : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit TensorInterface(TensorView* view) : QAccessibleWidget(view, QAccessible::Table) {}
    ~TensorInterface() override { forgetCells(); }

    int childCount() const override { return listed() ? int(shape().cells()) : 0; }
    QAccessibleInterface* child(int index) const override
    {
        if (!listed() || index < 0 || index >= childCount())
            return nullptr;
        return cellAt(index / shape().cols, index % shape().cols);
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto* cell = dynamic_cast<const CellInterface*>(child);
        return cell ? cell->rowIndex() * shape().cols + cell->columnIndex() : -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        const QPointF at = view()->viewport().toCell(view()->mapFromGlobal(QPoint(x, y)));
        return cellAt(int(std::floor(at.y())), int(std::floor(at.x())));
    }
    QAccessibleInterface* focusChild() const override
    {
        const auto cursor = view()->cursorCell();
        return view()->hasFocus() && cursor ? cellAt(cursor->y(), cursor->x()) : nullptr;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TableInterface && listed())
            return static_cast<QAccessibleTableInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QAccessibleInterface* caption() const override { return nullptr; }
    QAccessibleInterface* summary() const override { return nullptr; }
    QAccessibleInterface* cellAt(int row, int column) const override
    {
        if (!listed() || row < 0 || column < 0 || row >= shape().rows || column >= shape().cols)
            return nullptr;
        if (m_of != shape()) { // a cell of another shape is another cell
            forgetCells();
            m_of = shape();
        }
        const int index = row * shape().cols + column;
        if (const auto found = m_cells.find(index); found != m_cells.end())
            return QAccessible::accessibleInterface(found->second);
        auto* self = const_cast<TensorInterface*>(this);
        auto* cell = new CellInterface(view(), self, {column, row});
        m_cells[index] = QAccessible::registerAccessibleInterface(cell);
        return cell;
    }
    int selectedCellCount() const override { return view()->cursorCell() ? 1 : 0; }
    QList<QAccessibleInterface*> selectedCells() const override
    {
        const auto cursor = view()->cursorCell();
        if (!cursor)
            return {};
        return {cellAt(cursor->y(), cursor->x())};
    }
    QString columnDescription(int column) const override { return TensorView::tr("column %1").arg(column); }
    QString rowDescription(int row) const override { return TensorView::tr("row %1").arg(row); }
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override { return 0; }
    int columnCount() const override { return shape().cols; }
    int rowCount() const override { return shape().rows; }
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override { return {}; }
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int) const override { return false; }
    bool selectRow(int) override { return false; }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent*) override {}

private:
    TensorView* view() const { return static_cast<TensorView*>(widget()); }
    Shape shape() const { return view()->scene().shape; }
    bool listed() const { return shape().cells() <= TensorView::kListedCells; }
    void forgetCells() const
    {
        for (const auto& [index, id] : m_cells)
            QAccessible::deleteAccessibleInterface(id);
        m_cells.clear();
    }
    mutable Shape m_of; ///< that m_cells are of
    mutable std::map<int, QAccessible::Id> m_cells; ///< by reading order; made when asked for
};

} // namespace

QAccessibleInterface* makeTensorInterface(TensorView* view)
{
    return new TensorInterface(view);
}

} // namespace lab
