// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/histogram.h"
#include "ui/paint/colour_scale.h"

#include <QWidget>

#include <optional>

namespace lab
{

/// How many cells of an output have which value, on a logarithmic scale, in the colours in which they are shown; the
/// input as a line over it. The ends of the range of colours are dragged on it.
class HistogramView : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kBins = 96;

    explicit HistogramView(QWidget* parent = nullptr);
    /// Both over the same range; without counts, nothing is known yet.
    void setCounts(Histogram output, Histogram input);
    const Histogram& output() const { return m_output; }
    void setScale(const ColourScale& scale, bool movable);
    const ColourScale& scale() const { return m_scale; }
    /// Where a value lies, in pixels from the left.
    double xOf(double value) const;
    QSize sizeHint() const override { return {320, 76}; }
    QSize minimumSizeHint() const override { return {120, 60}; }

signals:
    /// By dragging an end.
    void rangeMoved(lab::ValueRange range);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    enum class End { Lo, Hi };
    double valueAt(double x) const;
    std::optional<End> endAt(QPointF pixel) const;
    void drag(double value);
    QRectF plot() const;

    Histogram m_output, m_input;
    ColourScale m_scale;
    bool m_movable = false;
    std::optional<End> m_dragged;
};

} // namespace lab
