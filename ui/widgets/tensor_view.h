// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/tensor_painter.h"

#include <QPoint>
#include <QPointer>
#include <QString>
#include <QWidget>

#include <array>
#include <optional>

class QLineEdit;
class QTouchEvent;

namespace lab
{

/// The one widget for every tensor, from a 1×2 kernel to a 50-megapixel photograph: zoom, pan, point, edit.
/// Cells are QPoints (x: column, y: row). A cell that is dragged up or down changes its value; dragged sideways, or
/// anywhere with Ctrl, the value that was set last (at first that of the cell) is painted into all cells on the way.
/// One finger does what the mouse does, but moves what is zoomed in; two fingers zoom and move.
class TensorView : public QWidget
{
    Q_OBJECT
public:
    /// Pixels kept free around the cells, so that a frame around the outermost is not cut off.
    static constexpr int kInset = 4;
    /// Cells up to which a screen reader gets each; a photograph is one picture.
    static constexpr std::int64_t kListedCells = 10'000;

    explicit TensorView(QWidget* parent = nullptr);

    void setScene(TensorScene scene);
    const TensorScene& scene() const { return m_scene; }
    /// For a screen reader: "Input X, 6 by 8".
    /// What rests on a cell is not pointing at it until it moves again.
    void forgetPointer();
    void setName(const QString& name);

    enum class Keys {
        Edit, ///< arrows move the cursor, typing changes the cell
        Step, ///< keys are the window's: they step
    };
    void setKeys(Keys keys)
    {
        m_keys = keys;
        setProperty("ownKeys", keys == Keys::Edit);
    }
    /// Whether cells can be changed now.
    void setEditable(bool editable);
    bool editable() const { return m_editable; }
    std::optional<QPoint> cursorCell() const { return m_cursor; }
    void setCursorCell(std::optional<QPoint> cell);

    const Viewport& viewport() const { return m_viewport; }
    bool fitted() const { return m_fitted; }
    void fit();
    void zoom(double factor, std::optional<QPointF> about = {});
    /// Shows what another view shows; emits nothing.
    void setViewport(const Viewport& viewport);
    /// Brings a cell into sight, `scale` pixels large if that is given.
    void reveal(QPoint cell, double scale = 0);
    QRectF cellRect(QPoint cell) const { return m_viewport.toPixel(QRectF(cell, QSizeF(1, 1))); }
    QString cellText(QPoint cell) const;
    /// Says at `cell` why `text` did not become its value.
    void refuse(const QString& text, QPoint cell);
    /// The cells that are in sight, in part or whole.
    Rect visibleCells() const;

signals:
    void hovered(std::optional<QPoint> cell);
    void clicked(QPoint cell);
    void cursorMoved(QPoint cell);
    void left(); ///< the focus went somewhere else
    /// The person wants `value` in `cell`; edits of one drag share `gesture` (a count), others have a new one.
    void edited(QPoint cell, double value, int gesture);
    void viewportChanged(); ///< by the person

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override; ///< the keys that end typing in a cell
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Drag { None, Pressed, Value, Brush, Pan };
    void press(QPointF at);
    void moveTo(QPointF at, Qt::KeyboardModifiers modifiers);
    void release(QPointF at);
    bool takeTouch(QTouchEvent* event);
    void pinch(std::array<QPointF, 2> fingers);
    void beginDrag(QPointF at, Qt::KeyboardModifiers modifiers);
    void dragValue(QPointF at, Qt::KeyboardModifiers modifiers);
    void paintCells(QPointF from, QPointF to);
    void change(QPoint cell, double value); ///< within the gesture
    std::optional<QPoint> cellAt(QPointF pixel) const;
    double smallestScale() const;
    void changeViewport(const Viewport& viewport);
    void moveCursor(QPoint by);
    void moveOn(int cells);
    void openEditor(const QString& text);
    void closeEditor();
    void dropEditor();
    bool commitEditor(); ///< false when what is typed is refused
    bool cellsAreLarge() const { return m_viewport.scale >= TensorPainter::kGridFrom; }

    TensorScene m_scene;
    TensorPainter m_painter;
    Viewport m_viewport;
    Keys m_keys = Keys::Edit;
    bool m_fitted = true;
    bool m_editable = false;
    std::optional<QPoint> m_cursor;
    std::optional<QPoint> m_hovered;
    Drag m_drag = Drag::None;
    bool m_touched = false; ///< by one finger
    std::optional<std::array<QPointF, 2>> m_pinch; ///< where two fingers were
    QPointF m_pressed;
    QPointF m_last;
    QPoint m_draggedCell;
    double m_draggedFrom = 0;
    int m_gesture = 0;
    std::optional<double> m_brush; ///< the value that was set last
    QPointer<QLineEdit> m_editor;
};

} // namespace lab
