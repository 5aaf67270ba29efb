// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tensor_view.h"

#include "core/numbers/number_text.h"
#include "ui/paint/words.h"
#include "ui/widgets/field_keys.h"
#include "ui/widgets/field_note.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>

#include <cmath>

namespace lab
{

namespace
{

constexpr double kMenuZoom = 1.5;
constexpr double kWheelZoom = 1.0015; ///< per eighth of a degree
constexpr double kDragStart = 4, kTouchStart = 12; ///< pixels, of the mouse and of a finger
constexpr double kPixelsPerStep = 4; ///< of a dragged value

/// How much a dragged value changes at a time: a tenth, and a hundredth with Shift or in a picture.
double dragStep(const TensorScene& scene, Qt::KeyboardModifiers modifiers)
{
    const bool fine = modifiers & Qt::ShiftModifier;
    const double reach = std::max(std::abs(scene.scale.lo), std::abs(scene.scale.hi));
    const double step = reach > 1000 ? 10 : reach > 20 ? 1 : 0.1;
    return fine ? step / 10 : step;
}

} // namespace

TensorView::TensorView(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setAttribute(Qt::WA_AcceptTouchEvents);
    setFocusPolicy(Qt::StrongFocus);
    setKeys(m_keys);
    setAttribute(Qt::WA_OpaquePaintEvent, false);
}

void TensorView::setScene(TensorScene scene)
{
    const bool reshaped = scene.content() != m_scene.content();
    const bool numbers = !scene.sameNumbers(m_scene);
    const bool looks = !scene.looksLike(m_scene);
    if (scene.shape != m_scene.shape) { // the cells that were meant are not there any more
        m_drag = m_drag == Drag::Value ? Drag::None : m_drag;
        m_hovered.reset();
        QAccessibleTableModelChangeEvent reset(this, QAccessibleTableModelChangeEvent::ModelReset);
        QAccessible::updateAccessibility(&reset);
    }
    m_scene = std::move(scene);
    if (m_scene.shape.empty())
        m_cursor.reset();
    if (m_cursor)
        m_cursor =
            QPoint(std::min(m_cursor->x(), m_scene.shape.cols - 1), std::min(m_cursor->y(), m_scene.shape.rows - 1));
    if (reshaped || m_fitted)
        fit();
    if (reshaped || numbers)
        dropEditor();
    if (looks || reshaped)
        update();
}

void TensorView::forgetPointer()
{
    m_hovered.reset();
}

void TensorView::setName(const QString& name)
{
    if (accessibleName() != name)
        setAccessibleName(name);
}

void TensorView::setEditable(bool editable)
{
    m_editable = editable;
    if (!editable)
        dropEditor();
}

void TensorView::setCursorCell(std::optional<QPoint> cell)
{
    if (cell == m_cursor)
        return;
    m_cursor = cell;
    update();
    if (!cell)
        return;
    reveal(*cell);
    emit cursorMoved(*cell);
    if (m_scene.shape.cells() > kListedCells)
        return;
    QAccessibleEvent focus(this, QAccessible::Focus);
    focus.setChild(cell->y() * m_scene.shape.cols + cell->x());
    QAccessible::updateAccessibility(&focus);
}

Rect TensorView::visibleCells() const
{
    const QPointF first = m_viewport.toCell(QPointF(0, 0)), last = m_viewport.toCell(QPointF(width(), height()));
    const auto within = [](double v, int most) { return int(std::clamp(v, 0.0, double(most))); };
    const Rect cells{within(std::floor(first.y()), m_scene.shape.rows),
                     within(std::floor(first.x()), m_scene.shape.cols), 0, 0};
    return {cells.row, cells.col, within(std::ceil(last.y()), m_scene.shape.rows) - cells.row,
            within(std::ceil(last.x()), m_scene.shape.cols) - cells.col};
}

QString TensorView::cellText(QPoint cell) const
{
    if (std::ranges::find(m_scene.hidden, cell) != m_scene.hidden.end())
        return tr("asked for");
    if (m_scene.filled >= 0 && std::int64_t(cell.y()) * m_scene.shape.cols + cell.x() >= m_scene.filled)
        return tr("not computed yet");
    const auto value = m_scene.valueAt(cell.y(), cell.x());
    return value ? QString::fromStdString(display(*value, 6)) : tr("empty");
}

double TensorView::smallestScale() const
{
    return Viewport::fitting(m_scene.content(), size(), kInset).scale;
}

void TensorView::fit()
{
    m_fitted = true;
    if (m_scene.shape.empty() || width() <= 0 || height() <= 0)
        return;
    m_viewport = Viewport::fitting(m_scene.content(), size(), kInset);
    update();
}

void TensorView::changeViewport(const Viewport& viewport)
{
    setViewport(viewport);
    emit viewportChanged();
}

void TensorView::setViewport(const Viewport& viewport)
{
    m_viewport = viewport.bounded(m_scene.content(), size());
    m_fitted = m_viewport.scale <= smallestScale() * 1.0001;
    update();
}

void TensorView::zoom(double factor, std::optional<QPointF> about)
{
    changeViewport(m_viewport.zoomed(factor, about.value_or(QRectF(rect()).center()), smallestScale()));
}

void TensorView::reveal(QPoint cell, double scale)
{
    Viewport to = m_viewport;
    if (scale > 0)
        to = to.zoomed(scale / to.scale, to.toPixel(QPointF(cell) + QPointF(0.5, 0.5)), smallestScale());
    const QRectF box = to.toPixel(QRectF(cell, QSizeF(1, 1)));
    if (scale > 0 || !QRectF(rect()).adjusted(-1, -1, 1, 1).contains(box)) {
        to.origin += QRectF(rect()).center() - box.center();
        changeViewport(to);
    }
}

std::optional<QPoint> TensorView::cellAt(QPointF pixel) const
{
    const QPointF at = m_viewport.toCell(pixel);
    const QPoint cell(int(std::floor(at.x())), int(std::floor(at.y())));
    if (cell.x() < 0 || cell.y() < 0 || cell.x() >= m_scene.shape.cols || cell.y() >= m_scene.shape.rows)
        return std::nullopt;
    return cell;
}

void TensorView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    TensorScene scene = m_scene;
    if (hasFocus() && m_cursor && m_keys == Keys::Edit)
        scene.cursor = m_cursor;
    const Theme& theme = themeOf(palette());
    // Of a view that is larger than its window, only what is in sight: a matrix of a picture is a million rows.
    const QRect sight = visibleRegion().isEmpty() ? rect() : visibleRegion().boundingRect();
    Viewport viewport = m_viewport;
    viewport.origin -= sight.topLeft();
    painter.save();
    painter.translate(sight.topLeft());
    m_painter.paint(painter, sight.size(), scene, viewport, theme, font());
    painter.restore();
    if (hasFocus() && !m_cursor) {
        painter.setPen(QPen(theme.text, 2, Qt::DashLine));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void TensorView::resizeEvent(QResizeEvent*)
{
    if (m_fitted)
        fit();
    else
        setViewport(m_viewport);
}

bool TensorView::event(QEvent* event)
{
    if (event->type() == QEvent::NativeGesture) {
        auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoom(1 + gesture->value(), gesture->position());
            return true;
        }
    }
    switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TouchCancel:
        return takeTouch(static_cast<QTouchEvent*>(event));
    default:
        break;
    }
    return QWidget::event(event);
}

bool TensorView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_editor || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    // Handled here, so that the key that ends the typing is not the cell's as well.
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape:
        closeEditor();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        if (commitEditor())
            moveOn(1);
        return true;
    case Qt::Key_Backtab:
        if (commitEditor())
            moveOn(-1);
        return true;
    case Qt::Key_Up:
        if (commitEditor())
            moveCursor({0, -1});
        return true;
    case Qt::Key_Down:
        if (commitEditor())
            moveCursor({0, 1});
        return true;
    default:
        return false;
    }
}

void TensorView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        return press(event->position());
    m_pressed = m_last = event->position();
    if (m_editor)
        commitEditor();
    if (event->button() == Qt::MiddleButton)
        m_drag = Drag::Pan;
}

void TensorView::press(QPointF at)
{
    m_pressed = m_last = at;
    if (m_editor)
        commitEditor();
    m_drag = Drag::Pressed;
    if (const auto cell = cellAt(at)) {
        m_draggedCell = *cell;
        m_draggedFrom = m_scene.valueAt(cell->y(), cell->x()).value_or(0);
    }
}

void TensorView::beginDrag(QPointF at, Qt::KeyboardModifiers modifiers)
{
    const QPointF way = at - m_pressed;
    ++m_gesture;
    if (m_editable && cellsAreLarge() && cellAt(m_pressed) && (m_fitted || !m_touched)) {
        const bool brush = modifiers & Qt::ControlModifier || std::abs(way.x()) > std::abs(way.y());
        m_drag = brush ? Drag::Brush : Drag::Value;
        setCursorCell(m_draggedCell);
        setCursor(brush ? Qt::CrossCursor : Qt::SizeVerCursor);
        if (brush)
            paintCells(m_pressed, m_pressed);
    } else {
        m_drag = m_fitted ? Drag::None : Drag::Pan;
        if (m_drag == Drag::Pan)
            setCursor(Qt::ClosedHandCursor);
    }
}

void TensorView::dragValue(QPointF at, Qt::KeyboardModifiers modifiers)
{
    const double step = dragStep(m_scene, modifiers);
    const double steps = std::round((m_pressed.y() - at.y()) / kPixelsPerStep);
    change(m_draggedCell, std::round((m_draggedFrom + steps * step) / step) * step);
}

/// Every cell on the way, however far apart two events are.
void TensorView::paintCells(QPointF from, QPointF to)
{
    const double value = m_brush.value_or(m_draggedFrom);
    const QPointF way = (to - from) / m_viewport.scale;
    const int steps = 1 + 2 * int(std::max(std::abs(way.x()), std::abs(way.y())));
    for (int i = 0; i <= steps; ++i)
        if (const auto cell = cellAt(from + (to - from) * i / steps);
            cell && m_scene.valueAt(cell->y(), cell->x()) != double(float(value)))
            change(*cell, value);
}

void TensorView::change(QPoint cell, double value)
{
    m_brush = value;
    emit edited(cell, value, m_gesture);
}

void TensorView::mouseMoveEvent(QMouseEvent* event)
{
    moveTo(event->position(), event->modifiers());
}

void TensorView::moveTo(QPointF at, Qt::KeyboardModifiers modifiers)
{
    if (m_drag == Drag::Pressed && (at - m_pressed).manhattanLength() >= (m_touched ? kTouchStart : kDragStart))
        beginDrag(at, modifiers);
    if (m_drag == Drag::Value) {
        dragValue(at, modifiers);
    } else if (m_drag == Drag::Brush) {
        paintCells(m_last, at);
    } else if (m_drag == Drag::Pan) {
        Viewport to = m_viewport;
        to.origin += at - m_last;
        changeViewport(to);
    }
    m_last = at;
    const auto cell = cellAt(at);
    if (cell != m_hovered && !m_touched && m_drag != Drag::Value && m_drag != Drag::Brush) {
        m_hovered = cell;
        emit hovered(cell);
    }
}

void TensorView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        return release(event->position());
    m_drag = Drag::None;
    unsetCursor();
}

void TensorView::release(QPointF at)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    unsetCursor();
    if (drag != Drag::Pressed)
        return;
    if (const auto cell = cellAt(at)) {
        if (m_keys == Keys::Edit)
            setCursorCell(cell);
        emit clicked(*cell);
    }
}

void TensorView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto cell = cellAt(event->position());
    if (!cell || event->button() != Qt::LeftButton)
        return;
    if (m_editable && cellsAreLarge()) {
        setCursorCell(cell);
        openEditor({});
    } else if (!cellsAreLarge()) {
        reveal(*cell, 40); // into a picture, until its pixels are numbers
    }
}

void TensorView::leaveEvent(QEvent*)
{
    if (m_hovered) {
        m_hovered.reset();
        emit hovered(std::nullopt);
    }
}

void TensorView::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        zoom(std::pow(kWheelZoom, event->angleDelta().y()), event->position());
        event->accept();
        return;
    }
    if (m_fitted) {
        event->ignore();
        return;
    }
    const QPointF by = event->pixelDelta().isNull() ? QPointF(event->angleDelta()) / 2 : QPointF(event->pixelDelta());
    Viewport to = m_viewport;
    to.origin += event->modifiers() & Qt::ShiftModifier ? QPointF(by.y(), by.x()) : by;
    changeViewport(to);
    event->accept();
}

/// Its own actions, and what can be done with any tensor.
void TensorView::contextMenuEvent(QContextMenuEvent* event)
{
    constexpr std::int64_t kMostCopied = 20'000; ///< numbers; more are no use in a spreadsheet
    setFocus(Qt::MouseFocusReason);
    m_drag = Drag::None; // the menu has what follows
    m_touched = false;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions(actions());
    menu->addSeparator();
    if (actions().isEmpty() && !m_scene.planes.empty() && m_scene.shape.cells() <= kMostCopied)
        menu->addAction(tr("Copy the numbers"), this, [this] {
            QString text;
            for (int r = 0; r < m_scene.shape.rows; ++r)
                for (int c = 0; c < m_scene.shape.cols; ++c)
                    text += exactNumber(m_scene.valueAt(r, c).value_or(0)).replace(QChar(0x2212), QLatin1Char('-')) +
                            QLatin1Char(c + 1 < m_scene.shape.cols ? '\t' : '\n');
            QApplication::clipboard()->setText(text);
        });
    menu->addAction(tr("Zoom in"), this, [this] { zoom(kMenuZoom); });
    menu->addAction(tr("Zoom out"), this, [this] { zoom(1 / kMenuZoom); });
    menu->addAction(tr("Fit"), this, [this] {
        fit();
        emit viewportChanged();
    });
    const bool key = event->reason() == QContextMenuEvent::Keyboard && m_cursor;
    menu->popup(key ? mapToGlobal(cellRect(*m_cursor).center().toPoint()) : event->globalPos());
}

void TensorView::moveCursor(QPoint by)
{
    const QPoint from = m_cursor.value_or(QPoint(0, 0));
    const QPoint to(std::clamp(from.x() + by.x(), 0, m_scene.shape.cols - 1),
                    std::clamp(from.y() + by.y(), 0, m_scene.shape.rows - 1));
    setCursorCell(to);
}

/// To the next cell in reading order, or the one before; the first and the last stay.
void TensorView::moveOn(int cells)
{
    const Shape shape = m_scene.shape;
    if (!m_cursor)
        return;
    const std::int64_t at = std::int64_t(m_cursor->y()) * shape.cols + m_cursor->x() + cells;
    if (at >= 0 && at < shape.cells())
        setCursorCell(QPoint(int(at % shape.cols), int(at / shape.cols)));
}

void TensorView::keyPressEvent(QKeyEvent* event)
{
    if (m_keys == Keys::Step || event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor({-1, 0});
    case Qt::Key_Right:
        return moveCursor({1, 0});
    case Qt::Key_Up:
        return moveCursor({0, -1});
    case Qt::Key_Down:
        return moveCursor({0, 1});
    case Qt::Key_Escape:
        m_cursor.reset();
        parentWidget()->setFocus();
        update();
        return;
    default:
        break;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!m_editable && m_cursor && enter) {
        emit clicked(*m_cursor);
        return;
    }
    if (m_editable && m_cursor) {
        const QString text = event->text();
        if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
            ++m_gesture;
            return change(*m_cursor, 0);
        }
        if (enter || event->key() == Qt::Key_F2)
            return openEditor({});
        if (!text.isEmpty() && QStringLiteral("0123456789.,-−+").contains(text.front()))
            return openEditor(text);
    }
    QWidget::keyPressEvent(event);
}

void TensorView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    const bool byKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byKey && m_keys == Keys::Edit && !m_cursor && !m_scene.shape.empty())
        setCursorCell(QPoint(0, 0));
    update();
}

void TensorView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    const bool elsewhere = event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason;
    if (elsewhere && !m_editor)
        emit left();
    update();
}

void TensorView::openEditor(const QString& text)
{
    if (m_editor || !m_cursor)
        return;
    m_editor = new QLineEdit(this);
    m_editor->setObjectName(QStringLiteral("cellEditor"));
    m_editor->setAccessibleName(tr("Row %1, column %2").arg(m_cursor->y()).arg(m_cursor->x()));
    m_editor->setAlignment(Qt::AlignCenter);
    m_editor->setFrame(false);
    if (const auto style = TensorPainter::numberStyle(m_scene, m_viewport, size(), font()))
        m_editor->setFont(style->font);
    const QRectF cell = cellRect(*m_cursor);
    const int wide = std::max(int(cell.width()) - 1, 56), high = std::max(int(cell.height()) - 1, 24);
    QRect box(0, 0, wide, high);
    box.moveCenter(cell.center().toPoint());
    m_editor->setGeometry(box);
    if (text.isEmpty()) {
        m_editor->setText(exactNumber(float(m_scene.valueAt(m_cursor->y(), m_cursor->x()).value_or(0))));
        m_editor->selectAll();
    } else {
        m_editor->setText(text);
        m_editor->setModified(true);
    }
    shareKeys(
        m_editor, [editor = m_editor.data()] { return editor->isModified(); }, [this] { closeEditor(); });
    connect(m_editor, &QLineEdit::editingFinished, this, &TensorView::commitEditor);
    m_editor->show();
    m_editor->setFocus();
    m_editor->installEventFilter(this);
}

void TensorView::closeEditor()
{
    m_editor->disconnect(this);
    m_editor->deleteLater();
    m_editor.clear();
    FieldNote::dismiss(this);
    setFocus();
}

/// What is being typed was meant for a number that is no more.
void TensorView::dropEditor()
{
    if (!m_editor)
        return;
    QLineEdit* const editor = m_editor;
    m_editor.clear();
    editor->disconnect(this);
    if (editor->hasFocus())
        setFocus();
    editor->hide();
    editor->deleteLater();
}

bool TensorView::commitEditor()
{
    if (!m_editor || !m_cursor)
        return true;
    const QString text = m_editor->text();
    closeEditor();
    const auto value = numberFromText(text.toStdString());
    if (value && floatOf(*value)) {
        ++m_gesture;
        change(*m_cursor, *value);
        return true;
    }
    if (text.trimmed().isEmpty())
        return true; // nothing was meant
    refuse(text, *m_cursor);
    return false;
}

void TensorView::refuse(const QString& text, QPoint cell)
{
    const auto value = numberFromText(text.toStdString());
    const bool large = value || value.error().code == ErrorCode::ValueTooLarge;
    const QString why = large ? tr("“%1” is too large for a cell, which reaches to 3.4 × 10³⁸. It keeps its value.")
                              : tr("“%1” is not a number that a cell can hold. It keeps its value.");
    FieldNote::say(this, why.arg(text.trimmed()), cellRect(cell).toRect() & rect());
}

} // namespace lab
