// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture/picture_view.h"

#include "ui/paint/plane_image.h"
#include "ui/paint/words.h"
#include "ui/widgets/divider_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kInset = 4;
constexpr int kBetween = 8; ///< pixels between pictures that stand side by side
constexpr int kMap = 120, kMargin = 12; ///< pixels of the small map's longer side, and around it
constexpr double kZoomStep = 1.5;

/// Without what is lit in it: of a small picture only the colours are seen.
TensorScene plain(TensorScene scene)
{
    scene.frames.clear();
    scene.field.reset();
    scene.labels.clear();
    scene.apron = {};
    return scene;
}

} // namespace

PictureView::PictureView(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(200, 90);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_divider = new DividerBar(this);
    connect(m_divider, &DividerBar::valueChanged, this, [this] { emit dividerMoved(m_divider->share()); });
    m_zoomBar = new QWidget(this);
    m_zoomBar->setObjectName(QStringLiteral("zoomBar"));
    auto* row = new QHBoxLayout(m_zoomBar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const auto add = [&](const QString& text, const QString& name, const char* segment, auto act) {
        auto* button = new QToolButton(m_zoomBar);
        button->setText(text);
        button->setAccessibleName(name);
        button->setToolTip(name);
        button->setFocusPolicy(Qt::TabFocus);
        button->setProperty("joined", QLatin1String(segment));
        connect(button, &QToolButton::clicked, this, act);
        row->addWidget(button);
        return button;
    };
    add(QStringLiteral("−"), tr("Zoom out"), "first", [this] { zoom(1 / kZoomStep); });
    m_zoomNow = add(QString(), tr("Fit the whole picture"), "middle", [this] { fit(); });
    add(QStringLiteral("+"), tr("Zoom in"), "last", [this] { zoom(kZoomStep); });
    describe();
}

void PictureView::setScene(PictureScene scene)
{
    const bool other = scene.before.shape != m_scene.before.shape;
    m_scene = std::move(scene);
    if (other) {
        m_patch.reset();
        emit patchChanged();
        setLine({});
    }
    if (other || m_fitted)
        fit();
    else
        setViewport(m_viewport);
    describe();
}

void PictureView::setDifference(TensorScene difference)
{
    m_difference = std::move(difference);
    update();
}

void PictureView::setLook(const PictureLook& look)
{
    const bool otherAreas = look.beside != m_look.beside;
    m_look = look;
    m_divider->setShare(look.divider);
    if (otherAreas && m_fitted)
        fit();
    placeParts();
    describe();
    update();
}

void PictureView::describe()
{
    const auto size = [](Shape shape) { return tr("%1 by %2").arg(shape.rows).arg(shape.cols); };
    setAccessibleName(tr("Picture %1, output %2").arg(size(m_scene.before.shape), size(m_scene.after.shape)));
    m_zoomNow->setText(tr("%1 %").arg(number(100 * m_viewport.scale, 3)));
}

QRect PictureView::area(bool output) const
{
    if (!besides())
        return rect();
    const int half = (width() - kBetween) / 2;
    return output ? QRect(width() - half, 0, half, height()) : QRect(0, 0, half, height());
}

QRect PictureView::clip(bool output) const
{
    QRect whole = area(output);
    if (besides())
        return whole;
    if (m_before)
        return output ? QRect() : whole;
    if (!shows(Beside::Divider))
        return output ? whole : QRect();
    const int line = int(std::lround(m_look.divider * width()));
    if (output)
        whole.setLeft(line);
    else
        whole.setRight(line - 1);
    return whole;
}

double PictureView::smallestScale() const
{
    return Viewport::fitting(m_scene.before.content(), area(false).size(), kInset).scale;
}

void PictureView::fit()
{
    if (m_scene.before.shape.empty())
        return;
    m_fitted = true;
    m_viewport = Viewport::fitting(m_scene.before.content(), area(false).size(), kInset);
    placeParts();
    describe();
    update();
    emit patchChanged();
}

void PictureView::setViewport(const Viewport& viewport)
{
    m_viewport = viewport.bounded(m_scene.before.content(), area(false).size());
    m_fitted = m_viewport.scale <= smallestScale() * 1.0001;
    placeParts();
    describe();
    update();
    emit patchChanged();
}

void PictureView::zoom(double factor, std::optional<QPointF> about)
{
    if (m_scene.before.shape.empty())
        return;
    QPointF at = about.value_or(QRectF(area(false)).center());
    if (area(true).contains(at.toPoint()) && besides())
        at -= area(true).topLeft();
    setViewport(m_viewport.zoomed(factor, at, smallestScale()));
}

Rect PictureView::visibleOutput() const
{
    const QRect seen = clip(true);
    if (seen.isEmpty() || m_scene.after.shape.empty())
        return {};
    const Viewport viewport = m_scene.afterViewport(m_viewport);
    const QRectF cells(viewport.toCell(seen.topLeft() - area(true).topLeft()),
                       viewport.toCell(seen.bottomRight() + QPoint(1, 1) - area(true).topLeft()));
    const Shape shape = m_scene.after.shape;
    const int top = std::clamp(int(std::floor(cells.top())), 0, shape.rows);
    const int left = std::clamp(int(std::floor(cells.left())), 0, shape.cols);
    return {top, left, std::clamp(int(std::ceil(cells.bottom())), top, shape.rows) - top,
            std::clamp(int(std::ceil(cells.right())), left, shape.cols) - left};
}

std::optional<PictureView::Place> PictureView::placeAt(QPointF pixel) const
{
    for (const bool output : {false, true}) {
        if (!clip(output).contains(pixel.toPoint()))
            continue;
        const Viewport viewport = output ? m_scene.afterViewport(m_viewport) : m_viewport;
        const QPointF at = viewport.toCell(pixel - area(output).topLeft());
        const Place place{output, {int(std::floor(at.x())), int(std::floor(at.y()))}};
        if (inside(InputCell{place.cell.y(), place.cell.x()}, (output ? m_scene.after : m_scene.before).shape))
            return place;
    }
    return std::nullopt;
}

QRect PictureView::rectOf(const QRect& cells) const
{
    return m_viewport.toPixel(QRectF(cells)).translated(area(false).topLeft()).toAlignedRect();
}

void PictureView::dropPatch()
{
    m_patch.reset();
    update();
    emit patchChanged();
}

void PictureView::setLine(std::optional<QLine> line)
{
    if (line == m_line)
        return;
    m_line = line;
    update();
    emit lineChanged();
}

QPoint PictureView::cellAt(QPointF pixel) const
{
    const QPointF exact = m_viewport.toCell(pixel - area(false).topLeft());
    const Shape shape = m_scene.before.shape;
    return {std::clamp(int(std::floor(exact.x())), 0, std::max(0, shape.cols - 1)),
            std::clamp(int(std::floor(exact.y())), 0, std::max(0, shape.rows - 1))};
}

void PictureView::paintPicture(QPainter& painter, bool output)
{
    const QRect seen = clip(output), whole = area(output);
    if (seen.isEmpty())
        return;
    const bool difference = output && shows(Beside::Difference);
    const TensorScene& scene = difference ? m_difference : output ? m_scene.after : m_scene.before;
    painter.save();
    painter.setClipRect(seen);
    painter.translate(whole.topLeft());
    (output ? m_afterPainter : m_beforePainter)
        .paint(painter, whole.size(), scene, output ? m_scene.afterViewport(m_viewport) : m_viewport,
               themeOf(palette()), font());
    painter.restore();
}

QString PictureView::tagText(bool output) const
{
    return !output ? tr("before · X") : shows(Beside::Difference) ? tr("difference · Y − X") : tr("after · Y");
}

QRect PictureView::tagRect(bool output) const
{
    const QRect seen = clip(output);
    const QFontMetrics metrics(font());
    const QRect tag(seen.left() + kInset + 8, seen.top() + kInset + 8,
                    metrics.horizontalAdvance(tagText(output)) + 16, metrics.height() + 8);
    return seen.contains(tag) ? tag : QRect();
}

/// What is what, over the corner of its picture.
void PictureView::paintTag(QPainter& painter, bool output)
{
    const QRect tag = tagRect(output);
    if (tag.isEmpty())
        return;
    const Theme& theme = themeOf(palette());
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    painter.drawRoundedRect(tag, 3, 3);
    painter.setPen(theme.surface);
    painter.drawText(tag, Qt::AlignCenter, tagText(output));
}

QImage PictureView::outputImage() const
{
    const TensorScene scene = plain(shows(Beside::Difference) ? m_difference : m_scene.after);
    if (scene.planes.empty())
        return {};
    return planeImage(scene, Viewport{1, {}}, QSize(scene.shape.cols, scene.shape.rows), themeOf(palette()));
}

QRect PictureView::mapRect() const
{
    const Shape shape = m_scene.before.shape;
    if (m_fitted || shape.empty())
        return {};
    const double scale = double(kMap) / std::max(shape.rows, shape.cols);
    const QSize size(std::max(8, int(shape.cols * scale)), std::max(8, int(shape.rows * scale)));
    return {QPoint(width() - kMargin - size.width(), height() - kMargin - size.height()), size};
}

void PictureView::paintMap(QPainter& painter)
{
    const QRect map = mapRect();
    if (map.isEmpty())
        return;
    const Theme& theme = themeOf(palette());
    painter.save();
    painter.translate(map.topLeft());
    painter.fillRect(QRect(QPoint(-1, -1), map.size() + QSize(2, 2)), theme.surface);
    const Viewport small =
        Viewport::fitting(QRectF(0, 0, m_scene.before.shape.cols, m_scene.before.shape.rows), map.size());
    m_mapPainter.paint(painter, map.size(), plain(m_scene.before), small, theme, font());
    const QRectF seen(m_viewport.toCell({0, 0}),
                      m_viewport.toCell(QPointF(area(false).width(), area(false).height())));
    const QRectF frame = small.toPixel(seen).intersected(QRectF({0, 0}, map.size()));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.surface, 4));
    painter.drawRect(frame);
    painter.setPen(QPen(theme.accent, 2));
    painter.drawRect(frame);
    painter.setPen(QPen(theme.border, 1));
    painter.drawRect(QRect(QPoint(-1, -1), map.size() + QSize(1, 1)));
    painter.restore();
}

void PictureView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(palette());
    for (const bool output : {false, true})
        paintPicture(painter, output);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const bool output : {false, true})
        paintTag(painter, output);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    if (m_patch) {
        painter.setPen(QPen(theme.surface, 5));
        painter.drawRect(rectOf(*m_patch));
        painter.setPen(QPen(theme.accent, 3, Qt::DashLine));
        painter.drawRect(rectOf(*m_patch));
    }
    paintLine(painter);
    paintMap(painter);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.text, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void PictureView::paintLine(QPainter& painter)
{
    if (!m_line)
        return;
    const Theme& theme = themeOf(palette());
    const auto middle = [this](QPoint cell) {
        return m_viewport.toPixel(QPointF(cell) + QPointF(0.5, 0.5)) + area(false).topLeft();
    };
    const QLineF drawn(middle(m_line->p1()), middle(m_line->p2()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.surface, 5));
    painter.drawLine(drawn);
    painter.setPen(QPen(theme.accent, 3));
    painter.drawLine(drawn);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void PictureView::placeParts()
{
    m_divider->setVisible(shows(Beside::Divider) && m_scene.square);
    m_divider->place();
    const QRect map = mapRect();
    m_zoomBar->adjustSize();
    const int right = map.isEmpty() ? width() - kMargin : map.left() - 8;
    m_zoomBar->move(right - m_zoomBar->width(), height() - kMargin - m_zoomBar->height());
}

void PictureView::resizeEvent(QResizeEvent*)
{
    if (m_fitted)
        fit();
    else
        setViewport(m_viewport);
}

void PictureView::centreOn(QPointF pixelOfMap)
{
    const QRect map = mapRect();
    const double scale = double(map.width()) / m_scene.before.shape.cols;
    const QPointF cell = (pixelOfMap - map.topLeft()) / scale;
    Viewport to = m_viewport;
    to.origin += QRectF({0, 0}, area(false).size()).center() - to.toPixel(cell);
    setViewport(to);
}

void PictureView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = m_last = event->position();
    m_drag = Drag::Pressed;
    if (tagRect(true).contains(event->position().toPoint())) {
        m_drag = Drag::Out;
    } else if (mapRect().contains(event->position().toPoint())) {
        m_drag = Drag::Map;
        centreOn(event->position());
    } else if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_drag = Drag::Patch;
        dropPatch();
    } else if (event->modifiers().testFlag(Qt::ControlModifier)) {
        m_drag = Drag::Line;
        setLine({});
    }
}

void PictureView::mouseMoveEvent(QMouseEvent* event)
{
    constexpr double kSlack = 4; ///< pixels: less is a click
    const QPointF at = event->position();
    if (m_drag == Drag::Pressed && (at - m_pressed).manhattanLength() > kSlack)
        m_drag = Drag::Pan;
    if (m_drag == Drag::Pan) {
        Viewport to = m_viewport;
        to.origin += at - m_last;
        setViewport(to);
    } else if (m_drag == Drag::Map) {
        centreOn(at);
    } else if (m_drag == Drag::Patch) {
        const QPointF corner = area(false).topLeft();
        const auto cell = [&](QPointF pixel) {
            const QPointF exact = m_viewport.toCell(pixel - corner);
            return QPoint(int(std::floor(exact.x())), int(std::floor(exact.y())));
        };
        const Shape shape = m_scene.before.shape;
        const QPoint a = cell(m_pressed), b = cell(at);
        const QRect drawn = QRect(QPoint(std::min(a.x(), b.x()), std::min(a.y(), b.y())),
                                  QPoint(std::max(a.x(), b.x()), std::max(a.y(), b.y()))) &
                            QRect(0, 0, shape.cols, shape.rows);
        m_patch = drawn.isEmpty() ? std::nullopt : std::optional(drawn);
        update();
        emit patchChanged();
    } else if (m_drag == Drag::Out) {
        if ((at - m_pressed).manhattanLength() > kSlack) {
            m_drag = Drag::None;
            emit draggedOut();
        }
    } else if (m_drag == Drag::Line) {
        setLine(QLine(cellAt(m_pressed), cellAt(at)));
    } else {
        if (tagRect(true).contains(at.toPoint()) != (cursor().shape() == Qt::OpenHandCursor))
            setCursor(tagRect(true).contains(at.toPoint()) ? Qt::OpenHandCursor : Qt::ArrowCursor);
        emit hovered(placeAt(at));
    }
    m_last = at;
}

void PictureView::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_drag == Drag::Pressed)
        if (const auto place = placeAt(event->position()))
            emit clicked(*place);
    m_drag = Drag::None;
}

void PictureView::mouseDoubleClickEvent(QMouseEvent*)
{
    fit();
}

void PictureView::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0)
        zoom(std::pow(1.25, notches), event->position());
    event->accept();
}

void PictureView::leaveEvent(QEvent*)
{
    emit hovered(std::nullopt);
}

void PictureView::hold(bool before)
{
    if (m_before == before)
        return;
    m_before = before;
    placeParts();
    update();
}

void PictureView::keyPressEvent(QKeyEvent* event)
{
    const bool plainKey = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    const int key = event->key();
    if (key == Qt::Key_D && plainKey)
        hold(true);
    else if (key == Qt::Key_Escape && m_patch)
        dropPatch();
    else if (key == Qt::Key_Escape && m_line)
        setLine({});
    else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_patch)
        emit patchTaken();
    else if (key == Qt::Key_Plus || key == Qt::Key_Equal)
        zoom(kZoomStep);
    else if (key == Qt::Key_Minus)
        zoom(1 / kZoomStep);
    else if (key == Qt::Key_0 && plainKey)
        fit();
    else
        QWidget::keyPressEvent(event);
}

void PictureView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_D && !event->isAutoRepeat())
        hold(false);
    else
        QWidget::keyReleaseEvent(event);
}

void PictureView::focusOutEvent(QFocusEvent* event)
{
    hold(false);
    QWidget::focusOutEvent(event);
}

} // namespace lab
