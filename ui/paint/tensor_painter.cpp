// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/tensor_painter.h"

#include "ui/paint/cell_painter.h"
#include "ui/paint/plane_image.h"
#include "ui/paint/words.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <vector>

namespace lab
{

namespace
{

using Run = std::pair<int, int>; ///< {first, count}

/// The indices from `first` to before `end` that are `wanted`, as runs of neighbours.
template <class Wanted>
std::vector<Run> runs(int first, int end, const Wanted& wanted)
{
    std::vector<Run> found;
    for (int index = first; index < end; ++index) {
        if (!wanted(index))
            continue;
        if (!found.empty() && found.back().first + found.back().second == index)
            ++found.back().second;
        else
            found.emplace_back(index, 1);
    }
    return found;
}

std::vector<Run> runsOf(const std::vector<int>& members)
{
    if (members.empty())
        return {};
    return runs(members.front(), members.back() + 1,
                [&](int index) { return std::binary_search(members.begin(), members.end(), index); });
}

/// Hatches what no window reads, where cells are too small to be painted one by one.
void paintUnread(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport,
                 const Theme& theme)
{
    constexpr double kLeastPixels = 3; // a hatching that is thinner is none
    if (!scene.reader)
        return;
    const CellRange range = CellRange::visible(scene, viewport, size);
    QColor veil = theme.window;
    veil.setAlphaF(float(kFade));
    const QBrush lines = hatching(theme.muted);
    const auto hatch = [&](QRectF cells) {
        const QRectF pixels = viewport.toPixel(cells);
        painter.fillRect(pixels, veil);
        painter.fillRect(pixels, lines);
    };
    const auto unread = [&](const Axis& axis, int first, int end) {
        auto found = runs(first, end, [&](int index) { return !axis.reads(index); });
        std::erase_if(found, [&](const Run& run) { return run.second * viewport.scale < kLeastPixels; });
        return found;
    };
    const auto rows = unread(scene.reader->rows, range.row0, range.row1);
    const auto cols = unread(scene.reader->cols, range.col0, range.col1);
    const double width = range.col1 - range.col0;
    double top = range.row0;
    const auto hatchBetween = [&](double bottom) {
        for (const auto& [col, count] : cols)
            hatch({double(col), top, double(count), bottom - top});
    };
    for (const auto& [row, count] : rows) {
        hatchBetween(row);
        hatch({double(range.col0), double(row), width, double(count)});
        top = row + count;
    }
    hatchBetween(range.row1);
}

/// Tells the cells that are given from those that the border rule fills in around them.
void paintDataFrame(QPainter& painter, const TensorScene& scene, const Viewport& viewport, const Theme& theme)
{
    if (scene.apron.empty())
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.text, 2));
    painter.drawRect(snapped(viewport, QRectF(0, 0, scene.shape.cols, scene.shape.rows)).translated(0.5, 0.5));
}

/// Fades what is not of the field, pixel by pixel.
QImage fadeImage(QSize size, const TensorScene& scene, const Viewport& viewport, const Theme& theme)
{
    QImage image(size, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    const CellRange range = CellRange::visible(scene, viewport, size);
    const QRectF pixels = snapped(viewport, QRectF(QPointF(range.col0, range.row0), QPointF(range.col1, range.row1)))
                              .intersected(QRectF(QPointF(), size));
    const QRgb ground = theme.window.rgb() & 0xffffff;
    const auto veil = [&](double share) { return ground | QRgb(std::lround(255 * kFade * (1 - share))) << 24; };
    const int left = int(pixels.left()), right = int(pixels.right());
    std::vector<double> shares;
    for (int x = left; x < right; ++x)
        shares.push_back(scene.field->colShare(int(std::floor(viewport.toCell(QPointF(x + 0.5, 0)).x()))));
    for (int y = int(pixels.top()); y < int(pixels.bottom()); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y)) + left;
        const double share = scene.field->rowShare(int(std::floor(viewport.toCell(QPointF(0, y + 0.5)).y())));
        if (share > 0)
            std::transform(shares.begin(), shares.end(), line, [&](double of) { return veil(share * of); });
        else
            std::fill_n(line, right - left, veil(0));
    }
    return image;
}

double frameWidth(double cell)
{
    return cell >= 56 ? 4 : cell >= 28 ? 3 : 2;
}

/// A frame is two strokes: the halo under the line. One of them is seen on every colour.
void strokeFrame(QPainter& painter, QRectF box, double width, Frame frame, const Theme& theme)
{
    const QColor colour = frame == Frame::Right ? theme.good : frame == Frame::Wrong ? theme.bad : theme.accent;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.surface, width + 4, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(box);
    QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (frame == Frame::Dashed)
        pen.setDashPattern({3, 1.5}); // in widths of the line
    painter.setPen(pen);
    painter.drawRect(box);
}

/// ✓ or ✗ in the corner of a frame, so that it is told by more than its colour.
void paintBadge(QPainter& painter, QRectF box, double cell, Frame frame, const Theme& theme)
{
    const double radius = std::clamp(cell / 7, 6.0, 12.0);
    const QPointF at = box.topRight() + QPointF(-radius * 0.8, radius * 0.8);
    painter.setPen(QPen(theme.surface, 1));
    painter.setBrush(frame == Frame::Right ? theme.good : theme.bad);
    painter.drawEllipse(at, radius, radius);
    painter.setPen(QPen(theme.surface, radius / 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double r = radius * 0.4;
    if (frame == Frame::Right) {
        painter.drawPolyline(
            QPolygonF({at + QPointF(-r, 0), at + QPointF(-r / 3, r * 0.8), at + QPointF(r, -r * 0.8)}));
    } else {
        painter.drawLine(at + QPointF(-r, -r), at + QPointF(r, r));
        painter.drawLine(at + QPointF(-r, r), at + QPointF(r, -r));
    }
    painter.setBrush(Qt::NoBrush);
}

/// One outline around a set of cells: around each of its parts, where a dilation or a stride leaves gaps.
void paintField(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport, const Theme& theme)
{
    constexpr std::size_t kMostParts = 2000; // more are outlines of outlines: the whole tells it
    if (!scene.field || scene.field->cells.size() == 0)
        return;
    const CellSet& cells = scene.field->cells;
    auto rows = runsOf(cells.rows), cols = runsOf(cells.cols);
    const bool apart = rows.size() > 1 || cols.size() > 1;
    if (rows.size() * cols.size() > kMostParts || (apart && viewport.scale < 6)) {
        rows = {{cells.rows.front(), cells.rows.back() - cells.rows.front() + 1}};
        cols = {{cells.cols.front(), cells.cols.back() - cells.cols.front() + 1}};
    }
    const QRectF area(QPointF(), size);
    for (const auto& [row, height] : rows)
        for (const auto& [col, width] : cols)
            if (const QRectF box = snapped(viewport, QRectF(col, row, width, height)); box.intersects(area))
                strokeFrame(painter, box.translated(0.5, 0.5), frameWidth(viewport.scale) * (apart ? 0.75 : 1),
                            scene.field->frame, theme);
}

void paintFrames(QPainter& painter, const TensorScene& scene, const Viewport& viewport, const Theme& theme)
{
    constexpr double kLeast = 9; // pixels: a window of a large picture is made large enough to be seen
    for (const FrameMark& mark : scene.frames) {
        QRectF box = snapped(viewport, mark.cells).translated(0.5, 0.5);
        if (box.width() < kLeast) {
            const double more = (kLeast - box.width()) / 2;
            box.adjust(-more, -more, more, more);
        }
        strokeFrame(painter, box, frameWidth(viewport.scale), mark.frame, theme);
        if (mark.frame == Frame::Right || mark.frame == Frame::Wrong)
            paintBadge(painter, box, viewport.scale, mark.frame, theme);
    }
    if (scene.cursor) { // outside the cell, so that it is told from a frame
        const QRectF cell = snapped(viewport, QRectF(*scene.cursor, QSizeF(1, 1))).translated(0.5, 0.5);
        painter.setPen(QPen(theme.surface, 4));
        painter.drawRoundedRect(cell.adjusted(-1, -1, 1, 1), 2, 2);
        painter.setPen(QPen(theme.text, 2));
        painter.drawRoundedRect(cell.adjusted(-2, -2, 2, 2), 2, 2);
    }
}

/// The cells that max pooling took: named where there is room, else by a dot.
void paintWinners(QPainter& painter, const TensorScene& scene, const Viewport& viewport, const Theme& theme)
{
    const bool large = viewport.scale >= TensorPainter::kGridFrom;
    const double radius = std::clamp(viewport.scale / 9, large ? 2.2 : 1.2, 5.0);
    for (const QPoint& winner : scene.winners) {
        const QRectF cell = viewport.toPixel(QRectF(winner, QSizeF(1, 1)));
        const QPointF at = large ? cell.topLeft() + QPointF(2.4 * radius, 2.4 * radius) : cell.center();
        painter.setPen(QPen(theme.surface, 1.5));
        painter.setBrush(theme.text);
        painter.drawEllipse(at, radius, radius);
    }
    painter.setBrush(Qt::NoBrush);
}

} // namespace

std::optional<NumberStyle> TensorPainter::numberStyle(const TensorScene& scene, const Viewport& viewport, QSize size,
                                                      const QFont& font)
{
    constexpr double kRoundingOfZero = 1e-12; // of the largest number of a map that was computed
    if (viewport.scale < kNumbersFrom)
        return std::nullopt;
    const CellRange range = CellRange::visible(scene, viewport, size);
    std::vector<double> values = scene.companions;
    for (int row = range.row0; row < range.row1; ++row)
        for (int col = range.col0; col < range.col1; ++col)
            if (hasValue(scene, row, col))
                values.push_back(scene.valueAt(row, col).value_or(0));
    const double reach = std::max(std::abs(scene.scale.lo), std::abs(scene.scale.hi));
    return lab::numberStyle(values, viewport.scale, font, scene.computed ? kRoundingOfZero * reach : 0, scene.afar);
}

void TensorPainter::paintImage(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport,
                               const Theme& theme)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    std::array<Identity, 3> planes;
    for (std::size_t p = 0; p < scene.planes.size(); ++p)
        planes[p] = scene.planes[p].identity();
    const Key key{planes, viewport, size, ratio, theme.colours, scene.scale, scene.apron};
    if (m_image.isNull() || key != m_key) {
        const Viewport device{viewport.scale * ratio, viewport.origin * ratio};
        m_image = planeImage(scene, device, size * ratio, theme);
        m_image.setDevicePixelRatio(ratio);
        m_key = key;
    }
    painter.drawImage(0, 0, m_image);
    if (scene.filled < 0 || scene.filled >= scene.shape.cells())
        return;
    const int row = int(scene.filled / scene.shape.cols), col = int(scene.filled % scene.shape.cols);
    painter.fillRect(viewport.toPixel(QRectF(0, row + 1, scene.shape.cols, scene.shape.rows - row - 1)), theme.empty);
    painter.fillRect(viewport.toPixel(QRectF(col, row, scene.shape.cols - col, 1)), theme.empty);
}

void TensorPainter::paint(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport,
                          const Theme& theme, const QFont& font)
{
    constexpr double kFrame = 4; // pixels that a frame reaches out
    painter.save();
    if (scene.part)
        painter.setClipRect(viewport.toPixel(*scene.part).adjusted(-kFrame, -kFrame, kFrame, kFrame),
                            Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (viewport.scale >= kGridFrom) {
        paintCells(painter, size, scene, viewport, theme, font);
    } else {
        if (scene.planes.empty())
            painter.fillRect(viewport.toPixel(scene.content()), theme.empty);
        else
            paintImage(painter, size, scene, viewport, theme);
        paintUnread(painter, size, scene, viewport, theme);
        paintDataFrame(painter, scene, viewport, theme);
        if (scene.field && scene.field->fade)
            painter.drawImage(0, 0, fadeImage(size, scene, viewport, theme));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintField(painter, size, scene, viewport, theme);
    paintFrames(painter, scene, viewport, theme);
    paintWinners(painter, scene, viewport, theme);
    painter.restore();
}

void paintScaleBar(QPainter& painter, QRect area, const TensorScene& scene, const Theme& theme, const QFont& font)
{
    const ColourScale& scale = scene.scale;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QRectF bar(area.left() + 0.5, area.top() + 0.5, area.width() - 1, 7);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    if (scene.planes.size() == 3) {
        gradient.setColorAt(0, Qt::black);
        gradient.setColorAt(1, Qt::white);
    } else {
        const Ramp& ramp = rampOf(scale.kind, theme);
        constexpr std::size_t kStops = 16;
        for (std::size_t i = 0; i <= kStops; ++i) {
            const std::size_t at = std::min(i * ramp.size() / kStops, ramp.size() - 1);
            QRgb colour = ramp[at];
            if (scene.screen)
                (*scene.screen)({&colour, 1});
            gradient.setColorAt(double(at) / double(ramp.size() - 1), QColor(colour));
        }
    }
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar, 3.5, 3.5);
    painter.setFont(font);
    painter.setPen(theme.muted);
    const QRect labels = area.adjusted(0, 10, 0, 0);
    const bool diverging = scale.kind == ScaleKind::Diverging;
    const QString lo = number(scale.lo), hi = (diverging ? QStringLiteral("+") : QString()) + number(scale.hi);
    const QString middle = number((scale.lo + scale.hi) / 2);
    const double needed = QFontMetricsF(font).horizontalAdvance(lo + hi + middle + QStringLiteral("    "));
    if (diverging && area.width() < needed) {
        painter.drawText(labels, Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip,
                         QStringLiteral("±") + number(scale.hi));
    } else {
        painter.drawText(labels, Qt::AlignLeft | Qt::AlignTop, lo);
        painter.drawText(labels, Qt::AlignRight | Qt::AlignTop, hi);
        if (area.width() >= needed)
            painter.drawText(labels, Qt::AlignHCenter | Qt::AlignTop, middle);
    }
    painter.restore();
}

} // namespace lab
