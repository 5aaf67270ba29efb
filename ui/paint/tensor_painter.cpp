// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/tensor_painter.h"

#include "ui/paint/plane_image.h"
#include "ui/paint/words.h"

#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

namespace lab
{

namespace
{

constexpr double kFieldWash = 0.3;
constexpr double kLeastWash = 0.1, kMostWash = 0.75; ///< of a shaded field: the cell with the most paths is 1
constexpr double kHueWash = 0.4;

struct CellRange {
    int row0, row1, col0, col1; ///< half open, apron included

    static CellRange visible(const TensorScene& scene, const Viewport& viewport, QSize size)
    {
        const QRectF content = scene.content();
        const QPointF from = viewport.toCell({0, 0}), to = viewport.toCell(QPointF(size.width(), size.height()));
        return {std::max(int(std::floor(from.y())), int(content.top())),
                std::min(int(std::ceil(to.y())), int(content.bottom())),
                std::max(int(std::floor(from.x())), int(content.left())),
                std::min(int(std::ceil(to.x())), int(content.right()))};
    }
};

/// Cell edges on whole pixels, so that neighbours share one hairline.
QRectF snapped(const Viewport& viewport, int row, int col)
{
    const QPointF a = viewport.toPixel(QPointF(col, row)), b = viewport.toPixel(QPointF(col + 1, row + 1));
    return {QPointF(std::round(a.x()), std::round(a.y())), QPointF(std::round(b.x()), std::round(b.y()))};
}

bool inValues(const TensorScene& scene, int row, int col)
{
    return row >= 0 && col >= 0 && row < scene.shape.rows && col < scene.shape.cols;
}

bool hasValue(const TensorScene& scene, int row, int col)
{
    if (scene.planes.empty())
        return false;
    if (scene.filled < 0 || !inValues(scene, row, col))
        return true;
    return std::int64_t(row) * scene.shape.cols + col < scene.filled;
}

/// The plane's value at a position of the apron or the values; zero where the border is zero.
float planeValue(const TensorScene& scene, std::size_t plane, int row, int col)
{
    const auto map = infoOf(scene.apron.border).map;
    const int r = map(row, scene.shape.rows), c = map(col, scene.shape.cols);
    return r < 0 || c < 0 ? 0 : scene.planes[plane].at(r, c);
}

QColor groundOf(const TensorScene& scene, const ColourTable& table, const Theme& theme, int row, int col)
{
    if (!hasValue(scene, row, col))
        return theme.empty;
    const QColor colour = scene.planes.size() == 3
                              ? QColor(table.colour(planeValue(scene, 0, row, col), planeValue(scene, 1, row, col),
                                                    planeValue(scene, 2, row, col)))
                              : QColor(table.colour(planeValue(scene, 0, row, col)));
    if (inValues(scene, row, col))
        return colour;
    return QColor(apronColour(colour.rgb(), theme));
}

constexpr int kMeasured = 100; ///< pixels; the font in which widths are measured, to be scaled

/// How wide numbers are in a font, as the sum of their characters: shaping each text would take most of a paint.
class NumberWidths
{
public:
    /// Of the font used last on this thread the widths are still known.
    static NumberWidths& of(const QFont& font)
    {
        thread_local NumberWidths widths;
        if (font != widths.m_font) {
            widths.m_font = font;
            widths.m_characters.clear();
        }
        return widths;
    }

    double operator()(const QString& text)
    {
        double sum = 0;
        for (const QChar character : text) {
            const auto known = m_characters.constFind(character);
            sum += known != m_characters.cend()
                       ? *known
                       : *m_characters.insert(character, QFontMetricsF(m_font).horizontalAdvance(character));
        }
        return sum;
    }

private:
    QFont m_font;
    QHash<QChar, double> m_characters;
};

constexpr int kFewestDigits = 2; ///< significant ones of a number in a cell
constexpr int kSmallestText = 9; ///< pixels
/// The ways to write numbers into cells, best first: digits, and the pixels that a text must at least be high.
constexpr struct {
    int digits, pixels;
} kWays[] = {{5, 12}, {4, 12}, {3, 12}, {3, kSmallestText}, {kFewestDigits, kSmallestText}};
constexpr double kTextShare = 0.84; ///< of a cell's width that its number may take

QColor mixed(const QColor& ground, const QColor& over, double alpha)
{
    const auto part = [alpha](float a, float b) { return float(a + (b - a) * alpha); };
    return QColor::fromRgbF(part(ground.redF(), over.redF()), part(ground.greenF(), over.greenF()),
                            part(ground.blueF(), over.blueF()));
}

/// One axis of a field at an index: 0 outside, 1 where all are alike.
double fieldShare(const std::vector<int>& members, const std::vector<double>& shares, int index)
{
    const auto found = std::lower_bound(members.begin(), members.end(), index);
    if (found == members.end() || *found != index)
        return 0;
    return shares.empty() ? 1 : shares[std::size_t(found - members.begin())];
}

/// The opacity of a field's wash where the shares of row and column are these.
double fieldWash(const TensorScene& scene, double rowShare, double colShare)
{
    if (rowShare <= 0 || colShare <= 0)
        return 0;
    return scene.fieldRows.empty() ? kFieldWash : kLeastWash + (kMostWash - kLeastWash) * rowShare * colShare;
}

/// Washes lie under the numbers, whose ink is chosen for what they stand on.
QColor washed(QColor ground, const TensorScene& scene, int row, int col)
{
    for (const CellMark& mark : scene.marks)
        if (mark.row == row && mark.col == col && mark.wash > 0)
            ground = mixed(ground, mark.colour, mark.wash);
    if (scene.field)
        ground = mixed(ground, scene.fieldColour,
                       fieldWash(scene, fieldShare(scene.field->rows, scene.fieldRows, row),
                                 fieldShare(scene.field->cols, scene.fieldCols, col)));
    return ground;
}

void paintCells(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport, const Theme& theme,
                const QFont& font)
{
    const CellRange range = CellRange::visible(scene, viewport, size);
    const ColourTable table(scene.scale, theme);
    const auto numbers = TensorPainter::numberStyle(scene, viewport, size, font);
    if (numbers)
        painter.setFont(numbers->font);
    for (int row = range.row0; row < range.row1; ++row) {
        for (int col = range.col0; col < range.col1; ++col) {
            const QRectF cell = snapped(viewport, row, col);
            const QColor hue = scene.hue ? scene.hue(row, col) : QColor();
            const QColor ground = hue.isValid()
                                      ? mixed(theme.surface, hue, kHueWash) // the hue, not the number's colour
                                      : washed(groundOf(scene, table, theme, row, col), scene, row, col);
            painter.fillRect(cell, ground);
            if (!numbers || !hasValue(scene, row, col))
                continue;
            QColor ink = textOn(ground);
            const bool inside = inValues(scene, row, col);
            if (!inside)
                ink.setAlphaF(0.6F);
            painter.setPen(ink);
            painter.drawText(cell, Qt::AlignCenter, cellNumber(scene.valueAt(row, col).value_or(0), *numbers));
        }
    }
    painter.setPen(QPen(theme.line, 1));
    for (int row = range.row0; row <= range.row1; ++row) {
        const double y = std::round(viewport.toPixel(QPointF(0, row)).y()) + 0.5;
        painter.drawLine(QPointF(viewport.toPixel(QPointF(range.col0, 0)).x(), y),
                         QPointF(viewport.toPixel(QPointF(range.col1, 0)).x(), y));
    }
    for (int col = range.col0; col <= range.col1; ++col) {
        const double x = std::round(viewport.toPixel(QPointF(col, 0)).x()) + 0.5;
        painter.drawLine(QPointF(x, viewport.toPixel(QPointF(0, range.row0)).y()),
                         QPointF(x, viewport.toPixel(QPointF(0, range.row1)).y()));
    }
}

/// The indices from `first` to before `end` that no window reads, in runs of at least so many cells: {first, count}.
std::vector<std::pair<int, int>> unreadRuns(const Axis& axis, int first, int end, double least)
{
    std::vector<std::pair<int, int>> runs;
    for (int index = first; index < end; ++index) {
        if (axis.reads(index))
            continue;
        if (!runs.empty() && runs.back().first + runs.back().second == index)
            ++runs.back().second;
        else
            runs.emplace_back(index, 1);
    }
    std::erase_if(runs, [least](const auto& run) { return run.second < least; });
    return runs;
}

void paintUnread(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport,
                 const Theme& theme)
{
    constexpr double kLeastPixels = 3; // a hatching that is thinner is none
    if (!scene.reader)
        return;
    const CellRange range = CellRange::visible(scene, viewport, size);
    const auto hatch = [&](QRectF cells) {
        const QRectF pixels = viewport.toPixel(cells);
        QColor veil = theme.window;
        veil.setAlphaF(0.6F);
        painter.fillRect(pixels, veil);
        painter.fillRect(pixels, QBrush(theme.muted, Qt::BDiagPattern));
    };
    const double least = kLeastPixels / viewport.scale;
    const auto rows = unreadRuns(scene.reader->rows, range.row0, range.row1, least);
    const auto cols = unreadRuns(scene.reader->cols, range.col0, range.col1, least);
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
    const QRectF data = viewport.toPixel(QRectF(0, 0, scene.shape.cols, scene.shape.rows));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.muted, 2));
    painter.drawRect(QRectF(data.topLeft().toPoint(), data.bottomRight().toPoint()).translated(0.5, 0.5));
}

/// What washed() gives cells, where they are too small to be painted one by one: pixel by pixel.
QImage washImage(QSize size, const TensorScene& scene, const Viewport& viewport)
{
    QImage image(size, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    const CellRange range = CellRange::visible(scene, viewport, size);
    std::vector<int> cols(std::size_t(size.width()), 0);
    std::vector<double> colShares(std::size_t(size.width()), 0.0);
    for (int x = 0; x < size.width(); ++x) {
        const int col = cols[std::size_t(x)] = int(std::floor(viewport.toCell(QPointF(x + 0.5, 0)).x()));
        if (scene.field)
            colShares[std::size_t(x)] = fieldShare(scene.field->cols, scene.fieldCols, col);
    }
    for (int y = 0; y < size.height(); ++y) {
        const int row = int(std::floor(viewport.toCell(QPointF(0, y + 0.5)).y()));
        if (row < range.row0 || row >= range.row1)
            continue;
        const double rowShare = scene.field ? fieldShare(scene.field->rows, scene.fieldRows, row) : 0;
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const int col = cols[std::size_t(x)];
            QColor wash = scene.fieldColour;
            double alpha = fieldWash(scene, rowShare, colShares[std::size_t(x)]);
            if (scene.hue && col >= range.col0 && col < range.col1) {
                wash = scene.hue(row, col);
                alpha = wash.isValid() ? 2 * kHueWash : 0; // no number needs to be read here
            }
            if (alpha > 0)
                line[x] = qRgba(wash.red(), wash.green(), wash.blue(), int(std::lround(255 * alpha)));
        }
    }
    return image;
}

void paintField(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport)
{
    const bool cells = viewport.scale >= TensorPainter::kGridFrom; // those were washed under their numbers
    if (!cells && (scene.field || scene.hue))
        painter.drawImage(0, 0, washImage(size, scene, viewport));
    if (!cells || !scene.field)
        return;
    const CellRange range = CellRange::visible(scene, viewport, size);
    QColor edge = scene.fieldColour;
    const bool small = viewport.scale < 16; // there the wash says it, and lines would only cover it
    edge.setAlphaF(small ? 0.45F : 0.9F);
    painter.setPen(QPen(edge, small ? 1.0 : 1.5));
    painter.setBrush(Qt::NoBrush);
    for (const int row : scene.field->rows) {
        if (row < range.row0 || row >= range.row1)
            continue;
        for (const int col : scene.field->cols)
            if (col >= range.col0 && col < range.col1)
                painter.drawRect(viewport.toPixel(QRectF(col, row, 1, 1)).adjusted(1, 1, -1, -1));
    }
}

/// A dot in the corner of a cell, where it covers no number.
void paintDots(QPainter& painter, const TensorScene& scene, const Viewport& viewport, const Theme& theme)
{
    const bool large = viewport.scale >= TensorPainter::kGridFrom;
    const double radius = std::clamp(viewport.scale / 9, large ? 2.2 : 1.2, 5.0);
    for (const QPoint& dot : scene.dots) {
        const QRectF cell = viewport.toPixel(QRectF(dot, QSizeF(1, 1)));
        const QPointF at = large ? cell.topRight() + QPointF(-2 * radius, 2 * radius) : cell.center();
        painter.setPen(QPen(theme.surface, 1));
        painter.setBrush(theme.text);
        painter.drawEllipse(at, radius, radius);
    }
    painter.setBrush(Qt::NoBrush);
}

void paintMarks(QPainter& painter, const TensorScene& scene, const Viewport& viewport, const Theme& theme)
{
    for (const CellMark& mark : scene.marks) {
        const QRectF cell = snapped(viewport, mark.row, mark.col);
        if (mark.wash > 0 && viewport.scale < TensorPainter::kGridFrom) {
            QColor wash = mark.colour;
            wash.setAlphaF(float(mark.wash));
            painter.fillRect(cell, wash);
        }
        if (mark.frame) {
            const double width = std::clamp(viewport.scale / 12, 1.5, 4.0);
            painter.setPen(QPen(mark.colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
            painter.drawRect(cell.adjusted(width / 2 + 1, width / 2 + 1, -width / 2, -width / 2));
        }
    }
    for (const FrameMark& frame : scene.frames) {
        const QRectF pixels = viewport.toPixel(frame.cells);
        QRectF box(QPointF(std::round(pixels.left()), std::round(pixels.top())),
                   QPointF(std::round(pixels.right()), std::round(pixels.bottom())));
        if (box.width() < 9) { // a window of a large picture: made large enough to be seen
            const double more = 9 - box.width();
            box.adjust(-more / 2, -more / 2, more / 2, more / 2);
        }
        QColor halo = theme.surface;
        halo.setAlphaF(0.85F);
        painter.setPen(QPen(halo, frame.width + 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(box);
        painter.setPen(QPen(frame.colour, frame.width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(box);
    }
    if (scene.cursor) {
        const QRectF cell = snapped(viewport, scene.cursor->y(), scene.cursor->x());
        painter.setPen(QPen(theme.accent, 2, Qt::DashLine));
        painter.drawRect(cell.adjusted(3, 3, -2, -2));
    }
}

} // namespace

std::optional<double> TensorScene::valueAt(int row, int col) const
{
    if (planes.empty())
        return std::nullopt;
    const auto map = infoOf(apron.border).map;
    const int r = map(row, shape.rows), c = map(col, shape.cols);
    if (r < 0 || c < 0)
        return std::nullopt;
    return number ? number(r, c) : double(planes[std::size_t(numberPlane)].at(r, c));
}

bool TensorScene::sameNumbers(const TensorScene& other) const
{
    return std::equal(planes.begin(), planes.end(), other.planes.begin(), other.planes.end(),
                      [](const Plane& a, const Plane& b) { return a.identity() == b.identity(); });
}

bool TensorScene::looksLike(const TensorScene& other) const
{
    const auto rest = [](const TensorScene& s) {
        return std::tie(s.shape, s.scale, s.numberPlane, s.filled, s.apron, s.reader, s.marks, s.frames, s.field,
                        s.fieldColour, s.fieldRows, s.fieldCols, s.dots, s.cursor);
    };
    return !number && !hue && !other.number && !other.hue && sameNumbers(other) && rest(*this) == rest(other);
}

TensorScene planeScene(Plane plane, std::optional<ColourScale> scale)
{
    TensorScene scene;
    scene.shape = plane.shape();
    scene.planes = {std::move(plane)};
    scene.scale = scale.value_or(centredScale(scene.planes));
    return scene;
}

TensorScene exactScene(const Grid64& numbers, std::optional<ColourScale> scale)
{
    const auto exact = std::make_shared<const Grid64>(numbers);
    TensorScene scene = planeScene(Plane(converted<float>(numbers)), scale);
    scene.number = [exact](int row, int col) { return exact->at(row, col); };
    return scene;
}

QString cellNumber(double value, const NumberStyle& style)
{
    QFont measured = style.font;
    measured.setPixelSize(kMeasured);
    NumberWidths& widthOf = NumberWidths::of(measured);
    for (int digits = style.digits; digits >= kFewestDigits; --digits)
        if (QString text = number(value, digits); widthOf(text) * style.font.pixelSize() <= style.room * kMeasured)
            return text;
    return {};
}

std::optional<NumberStyle> TensorPainter::numberStyle(const TensorScene& scene, const Viewport& viewport, QSize size,
                                                      const QFont& font)
{
    constexpr double kLargest = 30; // pixels
    if (viewport.scale < 18)
        return std::nullopt;
    NumberStyle style{font, kFewestDigits, viewport.scale * kTextShare};
    style.font.setPixelSize(kMeasured);
    NumberWidths& widthOf = NumberWidths::of(style.font);
    const CellRange range = CellRange::visible(scene, viewport, size);
    std::vector<double> values;
    for (int row = range.row0; row < range.row1; ++row)
        for (int col = range.col0; col < range.col1; ++col)
            if (hasValue(scene, row, col))
                values.push_back(scene.valueAt(row, col).value_or(0));
    const double high = std::min(viewport.scale * 0.42, kLargest);
    for (const auto& way : kWays) {
        double widest = widthOf(QStringLiteral("−1"));
        for (const double value : values)
            widest = std::max(widest, widthOf(number(value, way.digits)));
        const double pixels = std::min(high, style.room / (widest / kMeasured));
        if (pixels < std::min(double(way.pixels), high)) // in a small cell no text is large
            continue;
        style.digits = way.digits;
        style.font.setPixelSize(int(pixels));
        return style;
    }
    // Not all fit: the others can be pointed at. A patchwork of few would be no help.
    style.font.setPixelSize(kSmallestText);
    const auto fits = [&](double value) { return !cellNumber(value, style).isEmpty(); };
    const auto fitting = std::count_if(values.begin(), values.end(), fits);
    return 2 * std::size_t(fitting) > values.size() ? std::optional(style) : std::nullopt;
}

void TensorPainter::paintImage(QPainter& painter, QSize size, const TensorScene& scene, const Viewport& viewport,
                               const Theme& theme)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    std::array<Identity, 3> planes;
    for (std::size_t p = 0; p < scene.planes.size(); ++p)
        planes[p] = scene.planes[p].identity();
    const Key key{planes, viewport, size, ratio, theme.dark, scene.scale, scene.apron};
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
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (scene.planes.empty())
        painter.fillRect(viewport.toPixel(scene.content()), theme.empty);
    else if (viewport.scale >= kGridFrom)
        paintCells(painter, size, scene, viewport, theme, font);
    else
        paintImage(painter, size, scene, viewport, theme);
    paintUnread(painter, size, scene, viewport, theme);
    paintDataFrame(painter, scene, viewport, theme);
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintField(painter, size, scene, viewport);
    paintMarks(painter, scene, viewport, theme);
    paintDots(painter, scene, viewport, theme);
    painter.restore();
}

void paintScaleBar(QPainter& painter, QRect area, const ColourScale& scale, bool coloured, const Theme& theme,
                   const QFont& font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QRectF bar(area.left() + 0.5, area.top() + 0.5, area.width() - 1, 7);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    if (coloured) {
        gradient.setColorAt(0, Qt::black);
        gradient.setColorAt(1, Qt::white);
    } else if (scale.kind == ScaleKind::Grey) {
        gradient.setColorAt(0, theme.black);
        gradient.setColorAt(1, theme.white);
    } else {
        gradient.setColorAt(0, theme.negative);
        gradient.setColorAt(0.5, theme.zero);
        gradient.setColorAt(1, theme.positive);
    }
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar, 3.5, 3.5);
    painter.setFont(font);
    painter.setPen(theme.muted);
    const QRect labels = area.adjusted(0, 10, 0, 0);
    const QString lo = number(scale.lo), hi = number(scale.hi);
    const double needed = QFontMetricsF(font).horizontalAdvance(lo + hi + QStringLiteral("  0  "));
    if (scale.kind == ScaleKind::Diverging && area.width() < needed) {
        painter.drawText(labels, Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, QStringLiteral("±") + hi);
    } else {
        painter.drawText(labels, Qt::AlignLeft | Qt::AlignTop, lo);
        painter.drawText(labels, Qt::AlignRight | Qt::AlignTop, hi);
        if (scale.kind == ScaleKind::Diverging)
            painter.drawText(labels, Qt::AlignHCenter | Qt::AlignTop, QStringLiteral("0"));
    }
    painter.restore();
}

} // namespace lab
