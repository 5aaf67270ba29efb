// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/cell_painter.h"

#include "ui/paint/tensor_painter.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <map>

namespace lab
{

namespace
{

constexpr double kMarksFrom = 20; ///< pixels; smaller cells have no corner, and no dot in their middle

bool inValues(const TensorScene& scene, int row, int col)
{
    return row >= 0 && col >= 0 && row < scene.shape.rows && col < scene.shape.cols;
}

/// What a cell is, by its number: what stands there tells how it is drawn.
enum class Kind { Value, Above, Below, NotANumber, Waiting, Hidden, Padding };

class CellsPainter
{
public:
    CellsPainter(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport,
                 const Theme& theme, const QFont& font)
        : m_painter(painter), m_scene(scene), m_viewport(viewport), m_theme(theme),
          m_range(CellRange::visible(scene, viewport, size)), m_table(scene.scale, theme), m_font(font),
          m_numbers(TensorPainter::numberStyle(scene, viewport, size, font))
    {
        if (viewport.scale >= kLabelsFrom)
            for (const CellLabel& label : scene.labels)
                m_labels.emplace(std::pair(label.row, label.col), &label.text);
    }

    void paint()
    {
        for (int row = m_range.row0; row < m_range.row1; ++row)
            for (int col = m_range.col0; col < m_range.col1; ++col)
                paintGround(row, col);
        paintGrid();
        paintUnread();
        for (int row = m_range.row0; row < m_range.row1; ++row)
            for (int col = m_range.col0; col < m_range.col1; ++col)
                paintContent(row, col);
    }

private:
    QRectF cellAt(int row, int col) const { return snapped(m_viewport, QRectF(col, row, 1, 1)); }
    double scale() const { return m_viewport.scale; }

    Kind kindOf(int row, int col) const
    {
        if (!inValues(m_scene, row, col))
            return Kind::Padding;
        if (std::find(m_scene.hidden.begin(), m_scene.hidden.end(), QPoint(col, row)) != m_scene.hidden.end())
            return Kind::Hidden;
        if (!hasValue(m_scene, row, col))
            return Kind::Waiting;
        if (m_scene.planes.size() == 3)
            return Kind::Value;
        const double value = double(m_scene.planes[0].at(row, col));
        if (std::isnan(value))
            return Kind::NotANumber;
        constexpr double kRounding = 1e-6; // of the range, which need not be a float
        const double position = m_scene.scale.position(value);
        return position > 1 + kRounding ? Kind::Above : position < -kRounding ? Kind::Below : Kind::Value;
    }

    /// The value's colour, faded where the cell is not of the field.
    QColor fillOf(int row, int col) const
    {
        const auto& planes = m_scene.planes;
        QRgb fill = planes.size() == 3
                        ? m_table.colour(planes[0].at(row, col), planes[1].at(row, col), planes[2].at(row, col))
                        : m_table.colour(planes[0].at(row, col));
        if (m_scene.screen)
            (*m_scene.screen)({&fill, 1});
        return faded(fill, m_theme.window, fadeOf(row, col));
    }
    double fadeOf(int row, int col) const
    {
        const auto& field = m_scene.field;
        return field && field->fade ? kFade * (1 - field->rowShare(row) * field->colShare(col)) : 0;
    }

    QColor groundOf(Kind kind, int row, int col) const
    {
        switch (kind) {
        case Kind::Padding:
            return m_theme.window;
        case Kind::Waiting:
            return m_theme.empty;
        case Kind::Hidden:
        case Kind::NotANumber:
            return m_theme.surface;
        default:
            return fillOf(row, col);
        }
    }
    QColor inkOf(Kind kind, int row, int col) const
    {
        switch (kind) {
        case Kind::Padding:
        case Kind::Waiting:
            return m_theme.muted;
        case Kind::Hidden:
            return m_theme.text;
        case Kind::NotANumber:
            return m_theme.bad;
        default:
            // One ink for a whole diverging map; what is faded, or grey, has that which can be read on it.
            return m_scene.scale.kind == ScaleKind::Diverging && m_scene.planes.size() == 1 && fadeOf(row, col) == 0
                       ? m_theme.ink
                       : textOn(fillOf(row, col));
        }
    }

    void paintGround(int row, int col)
    {
        const Kind kind = kindOf(row, col);
        if (kind != Kind::Padding)
            m_painter.fillRect(cellAt(row, col), groundOf(kind, row, col));
    }

    /// Lines between the cells that are data, and a frame around them: a strong one where padding lies outside.
    void paintGrid()
    {
        const int row0 = std::max(m_range.row0, 0), row1 = std::min(m_range.row1, m_scene.shape.rows);
        const int col0 = std::max(m_range.col0, 0), col1 = std::min(m_range.col1, m_scene.shape.cols);
        const QRectF seen = snapped(m_viewport, QRectF(QPointF(col0, row0), QPointF(col1, row1)));
        m_painter.setPen(QPen(m_theme.grid, 1));
        for (int row = row0 + 1; row < row1; ++row) {
            const double y = cellAt(row, col0).top() + 0.5;
            m_painter.drawLine(QPointF(seen.left(), y), QPointF(seen.right(), y));
        }
        for (int col = col0 + 1; col < col1; ++col) {
            const double x = cellAt(row0, col).left() + 0.5;
            m_painter.drawLine(QPointF(x, seen.top()), QPointF(x, seen.bottom()));
        }
        paintApron();
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(m_scene.apron.empty() ? QPen(m_theme.border, 1) : QPen(m_theme.text, 2));
        const QRectF all(0, 0, m_scene.shape.cols, m_scene.shape.rows);
        m_painter.drawRect(snapped(m_viewport, all.intersected(m_scene.content())).translated(0.5, 0.5));
    }

    void paintApron()
    {
        if (m_scene.apron.empty())
            return;
        QPen pen(m_theme.muted, 1);
        pen.setDashPattern({3, 2});
        m_painter.setPen(pen);
        for (int row = m_range.row0; row < m_range.row1; ++row)
            for (int col = m_range.col0; col < m_range.col1; ++col)
                if (!inValues(m_scene, row, col))
                    m_painter.drawRect(cellAt(row, col).adjusted(2.5, 2.5, -2.5, -2.5));
    }

    void paintUnread()
    {
        if (!m_scene.reader)
            return;
        const auto brush = [](int grey) { return hatching(QColor(grey, grey, grey, 150)); };
        const QBrush onLight = brush(0), onDark = brush(255);
        for (int row = m_range.row0; row < m_range.row1; ++row) {
            for (int col = m_range.col0; col < m_range.col1; ++col) {
                if (!unread(row, col))
                    continue;
                const bool light = inkOf(kindOf(row, col), row, col).lightnessF() > 0.5F;
                m_painter.fillRect(cellAt(row, col), light ? onDark : onLight);
            }
        }
    }

    bool unread(int row, int col) const
    {
        return m_scene.reader && !(m_scene.reader->rows.reads(row) && m_scene.reader->cols.reads(col));
    }

    bool now(int row, int col) const
    {
        return std::any_of(m_scene.frames.begin(), m_scene.frames.end(), [&](const FrameMark& mark) {
            return mark.frame == Frame::Solid && mark.cells.contains(QPointF(col + 0.5, row + 0.5));
        });
    }

    void paintContent(int row, int col)
    {
        const Kind kind = kindOf(row, col);
        const QRectF cell = cellAt(row, col);
        if (kind == Kind::Waiting)
            return paintDot(cell);
        if (kind == Kind::Hidden)
            return paintHidden(cell);
        if (kind == Kind::Padding && m_scene.planes.empty())
            return;
        if (kind == Kind::NotANumber)
            paintCross(cell);
        if (kind == Kind::Above || kind == Kind::Below)
            paintCorner(cell, kind == Kind::Above, inkOf(kind, row, col));
        const auto label = m_labels.find({row, col});
        if (m_numbers)
            paintNumber(row, col, kind, label == m_labels.end() ? cell : cell.adjusted(0, 0.2 * scale(), 0, 0));
        if (label != m_labels.end())
            paintLabel(cell, *label->second);
    }

    void paintNumber(int row, int col, Kind kind, QRectF cell)
    {
        const QString text = cellNumber(m_scene.valueAt(row, col).value_or(0), *m_numbers);
        QFont font = m_numbers->font;
        font.setBold(now(row, col));
        m_painter.setFont(font);
        if (!text.isEmpty() && (unread(row, col) || kind == Kind::NotANumber)) { // lines behind it would hide it
            const QRectF behind = m_painter.boundingRect(cell, Qt::AlignCenter, text);
            m_painter.fillRect(behind.adjusted(-2, 0, 2, 0), groundOf(kind, row, col));
        }
        m_painter.setPen(inkOf(kind, row, col));
        m_painter.drawText(cell, Qt::AlignCenter, text);
    }

    /// A cell that waits for its number.
    void paintDot(QRectF cell)
    {
        if (scale() < kMarksFrom)
            return;
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.border);
        const double radius = std::clamp(scale() / 32, 1.0, 2.5);
        m_painter.drawEllipse(cell.center(), radius, radius);
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    void paintHidden(QRectF cell)
    {
        QPen pen(m_theme.text, 2);
        pen.setDashPattern({1, 1});
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        const double inset = std::max(2.0, scale() / 12);
        m_painter.drawRect(cell.adjusted(inset, inset, -inset, -inset));
        QFont font = m_font;
        font.setPixelSize(std::max(1, int(0.42 * scale())));
        font.setBold(true);
        m_painter.setFont(font);
        m_painter.drawText(cell, Qt::AlignCenter, QStringLiteral("?"));
    }

    void paintCross(QRectF cell)
    {
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        m_painter.setPen(QPen(m_theme.bad, 1.2));
        m_painter.drawLine(cell.topLeft(), cell.bottomRight());
        m_painter.drawLine(cell.topRight(), cell.bottomLeft());
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    /// Beyond an end of the scale: the corner of a cell, above or below.
    void paintCorner(QRectF cell, bool above, const QColor& ink)
    {
        if (scale() < kMarksFrom)
            return;
        const double side = std::clamp(scale() / 5, 5.0, 14.0);
        const QPointF corner = above ? cell.topRight() : cell.bottomRight();
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(ink);
        m_painter.drawPolygon(
            QPolygonF({corner, corner - QPointF(side, 0), corner + QPointF(0, above ? side : -side)}));
    }

    void paintLabel(QRectF cell, const QString& text)
    {
        QFont font = m_font;
        font.setPixelSize(int(std::clamp(0.17 * scale(), 11.0, 16.0)));
        font.setBold(true);
        const QFontMetricsF metrics(font);
        const double inset = std::max(5.0, 0.1 * scale());
        const QRectF box(cell.topLeft() + QPointF(inset, inset),
                         QSizeF(metrics.horizontalAdvance(text) + 6, metrics.height()));
        paintTag(m_painter, box, text, font, m_theme);
    }

    QPainter& m_painter;
    const TensorScene& m_scene;
    const Viewport& m_viewport;
    const Theme& m_theme;
    const CellRange m_range;
    const ColourTable m_table;
    const QFont& m_font;
    const std::optional<NumberStyle> m_numbers;
    std::map<std::pair<int, int>, const QString*> m_labels;
};

} // namespace

CellRange CellRange::visible(const TensorScene& scene, const Viewport& viewport, QSize size)
{
    const QRectF content = scene.content();
    const QPointF from = viewport.toCell({0, 0}), to = viewport.toCell(QPointF(size.width(), size.height()));
    return {std::max(int(std::floor(from.y())), int(content.top())),
            std::min(int(std::ceil(to.y())), int(content.bottom())),
            std::max(int(std::floor(from.x())), int(content.left())),
            std::min(int(std::ceil(to.x())), int(content.right()))};
}

QRectF snapped(const Viewport& viewport, QRectF cells)
{
    const QRectF pixels = viewport.toPixel(cells);
    return {QPointF(std::round(pixels.left()), std::round(pixels.top())),
            QPointF(std::round(pixels.right()), std::round(pixels.bottom()))};
}

bool hasValue(const TensorScene& scene, int row, int col)
{
    if (scene.planes.empty())
        return false;
    if (scene.filled < 0 || !inValues(scene, row, col))
        return true;
    return std::int64_t(row) * scene.shape.cols + col < scene.filled;
}

void paintTag(QPainter& painter, QRectF box, const QString& text, const QFont& font, const Theme& theme)
{
    constexpr double kRadius = 3;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(theme.surface, 2)); // on dark cells and on light ones
    painter.setBrush(theme.text);
    painter.drawRoundedRect(box, kRadius, kRadius);
    painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(box, kRadius, kRadius);
    painter.setPen(theme.surface);
    painter.setFont(font);
    painter.drawText(box, Qt::AlignCenter | Qt::TextDontClip, text);
    painter.restore();
}

QBrush hatching(const QColor& ink)
{
    constexpr int kEvery = 8; // pixels; a tile of this size joins its neighbours
    QImage tile(kEvery, kEvery, QImage::Format_ARGB32_Premultiplied);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(ink, 1.5));
    for (const int sum : {0, kEvery, 2 * kEvery})
        painter.drawLine(QPointF(sum + 1, -1), QPointF(sum - kEvery - 1, kEvery + 1));
    return QBrush(tile);
}

void paintCells(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport, const Theme& theme,
                const QFont& font)
{
    CellsPainter(painter, size, scene, viewport, theme, font).paint();
}

} // namespace lab
