// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture/histogram_view.h"

#include "ui/paint/theme.h"
#include "ui/paint/words.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr double kAside = 8; ///< pixels left and right, for the handles at the ends
constexpr double kHandle = 7; ///< pixels to either side in which a handle is taken

std::int64_t most(const Histogram& histogram)
{
    return histogram.counts.empty() ? 0 : *std::ranges::max_element(histogram.counts);
}

} // namespace

HistogramView::HistogramView(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Histogram of the output"));
}

void HistogramView::setCounts(Histogram output, Histogram input)
{
    m_output = std::move(output);
    m_input = std::move(input);
    update();
}

void HistogramView::setScale(const ColourScale& scale, bool movable)
{
    m_scale = scale;
    m_movable = movable;
    update();
}

QRectF HistogramView::plot() const
{
    return QRectF(rect()).adjusted(kAside, 2, -kAside, -fontMetrics().height() - 8);
}

double HistogramView::xOf(double value) const
{
    const ValueRange& range = m_output.range;
    return plot().left() + plot().width() * (value - range.lo) / (range.hi - range.lo);
}

double HistogramView::valueAt(double x) const
{
    const ValueRange& range = m_output.range;
    return range.lo + (x - plot().left()) / plot().width() * (range.hi - range.lo);
}

void HistogramView::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = plot();
    painter.setPen(theme.border);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    if (m_output.counts.empty())
        return;
    const double highest = std::log1p(double(std::max({most(m_output), most(m_input), std::int64_t(1)})));
    const double width = area.width() / double(m_output.counts.size());
    const auto heightOf = [&](std::int64_t count) { return area.height() * std::log1p(double(count)) / highest; };
    const ColourTable colours(m_scale, theme);
    for (std::size_t b = 0; b < m_output.counts.size(); ++b) {
        const double left = area.left() + double(b) * width, height = heightOf(m_output.counts[b]);
        const QRectF bar(left, area.bottom() - height, width, height);
        painter.fillRect(bar, QColor(colours.colour(float(valueAt(bar.center().x())))));
        painter.setPen(QPen(theme.border, 0.5));
        painter.drawRect(bar);
    }
    QPolygonF line;
    for (std::size_t b = 0; b < m_input.counts.size(); ++b)
        line << QPointF(area.left() + (double(b) + 0.5) * width, area.bottom() - heightOf(m_input.counts[b]));
    painter.setPen(QPen(theme.muted, 1.5, Qt::DotLine));
    painter.drawPolyline(line);

    painter.setPen(theme.muted);
    const QRectF texts(area.left(), area.bottom() + 7, area.width(), fontMetrics().height());
    painter.drawText(texts, Qt::AlignLeft, number(m_output.range.lo, 3));
    painter.drawText(texts, Qt::AlignRight, number(m_output.range.hi, 3));
    if (!m_movable)
        return;
    for (const double end : {m_scale.lo, m_scale.hi}) {
        const double x = std::clamp(xOf(end), area.left(), area.right());
        painter.setPen(QPen(theme.surface, 4));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(QPen(theme.text, 2));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setBrush(theme.text);
        painter.drawPolygon(
            QPolygonF{{x, area.bottom() - 1}, {x - 5, area.bottom() + 7}, {x + 5, area.bottom() + 7}});
    }
}

std::optional<HistogramView::End> HistogramView::endAt(QPointF pixel) const
{
    if (!m_movable || m_output.counts.empty())
        return std::nullopt;
    const auto away = [&](double end) {
        return std::abs(std::clamp(xOf(end), plot().left(), plot().right()) - pixel.x());
    };
    const double lo = away(m_scale.lo), hi = away(m_scale.hi);
    if (std::min(lo, hi) > kHandle)
        return std::nullopt;
    return lo < hi ? End::Lo : End::Hi;
}

/// The ends of a scale about zero move together; one from zero keeps that end.
void HistogramView::drag(double value)
{
    const ValueRange& whole = m_output.range;
    const double least = (whole.hi - whole.lo) / 1000;
    ValueRange range{m_scale.lo, m_scale.hi};
    if (m_scale.kind == ScaleKind::Diverging) {
        const double reach = std::max(std::abs(value), least);
        range = {-reach, reach};
    } else if (m_scale.kind == ScaleKind::Absolute) {
        range = {0, std::max(value, least)};
    } else if (m_dragged == End::Lo) {
        range.lo = std::min(value, range.hi - least);
    } else {
        range.hi = std::max(value, range.lo + least);
    }
    emit rangeMoved(range);
}

void HistogramView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_dragged = endAt(event->position());
}

void HistogramView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragged)
        drag(valueAt(std::clamp(event->position().x(), plot().left(), plot().right())));
    else
        setCursor(endAt(event->position()) ? Qt::SplitHCursor : Qt::ArrowCursor);
}

void HistogramView::mouseReleaseEvent(QMouseEvent*)
{
    m_dragged.reset();
}

} // namespace lab
