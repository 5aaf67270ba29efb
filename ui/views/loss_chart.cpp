// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss_chart.h"

#include "core/number_text.h"
#include "ui/paint/theme.h"

#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kMostPoints = 1000; ///< beyond, only the extremes of each stretch are drawn: one replace() stays fast
constexpr int kMarkedPoints = 60;

QList<QPointF> thinned(const std::vector<EpochRecord>& history, int from, int to)
{
    QList<QPointF> points;
    const int stretch = std::max(1, ((to - from) * 2 + kMostPoints - 1) / kMostPoints);
    for (int begin = from; begin < to; begin += stretch) {
        const int end = std::min(to, begin + stretch);
        const auto byLoss = [](const EpochRecord& a, const EpochRecord& b) { return a.loss < b.loss; };
        const auto [least, greatest] = std::minmax_element(history.begin() + begin, history.begin() + end, byLoss);
        const auto add = [&](const EpochRecord& r) {
            if (std::isfinite(r.loss))
                points.append({double(r.epoch), r.loss});
        };
        const EpochRecord &first = least < greatest ? *least : *greatest,
                          &second = least < greatest ? *greatest : *least;
        add(first);
        if (second.epoch != first.epoch)
            add(second);
    }
    return points;
}

/// 1, 2 or 5 times a power of ten, at least `value`.
double roundUp(double value)
{
    if (!(value > 0))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0})
        if (value <= step * power * 1.0000001)
            return step * power;
    return 10 * power;
}

} // namespace

LossChart::LossChart(QWidget* parent) : QWidget(parent)
{
    m_chart = new QChart;
    m_chart->legend()->hide();
    m_chart->setMargins({0, 0, 0, 0});
    m_chart->setBackgroundRoundness(0);
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_later = new QLineSeries(m_chart);
    m_chart->addSeries(m_later);
    m_line = new QLineSeries(m_chart);
    m_line->setUseOpenGL(false);
    m_chart->addSeries(m_line);
    m_epochs = new QValueAxis(m_chart);
    m_losses = new QValueAxis(m_chart);
    m_chart->addAxis(m_epochs, Qt::AlignBottom);
    m_chart->addAxis(m_losses, Qt::AlignLeft);
    for (QLineSeries* line : {m_later, m_line}) {
        line->attachAxis(m_epochs);
        line->attachAxis(m_losses);
    }
    m_epochs->setLabelFormat(QStringLiteral("%d"));
    for (QValueAxis* axis : {m_epochs, m_losses})
        axis->setTickType(QValueAxis::TicksDynamic); // so that the range may reach a little beyond the last tick
    m_epochs->setTickAnchor(1);
    m_losses->setTickAnchor(0);
    m_view = new QChartView(m_chart, this);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->installEventFilter(this);
    m_view->viewport()->setMouseTracking(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setMinimumHeight(140);
    setAccessibleName(tr("Loss chart"));
    applyTheme();
    showLosses({}, 0, 10, false);
}

void LossChart::showLosses(const std::vector<EpochRecord>& history, int shown, int expected, bool following)
{
    shown = std::min(shown, int(history.size()));
    const int computed = int(history.size());
    const QList<QPointF> points = thinned(history, 0, shown);
    const QList<QPointF> later = thinned(history, std::max(0, shown - 1), following ? computed : shown);
    double top = 0;
    for (const auto& part : {points, later})
        for (const QPointF& point : part)
            top = std::max(top, point.y());
    top = roundUp(top);
    const int last = std::max({2, expected, following ? computed : shown});
    m_epochs->setTickInterval(last - 1);
    m_epochs->setRange(1 - 0.02 * (last - 1), 1 + 1.03 * (last - 1));
    m_losses->setTickInterval(top / 2);
    m_losses->setRange(-0.04 * top, 1.04 * top);
    m_losses->setLabelFormat(top >= 1e5 || top < 0.01 ? QStringLiteral("%.1e")
                             : top < 1                ? QStringLiteral("%.2f")
                             : top < 10               ? QStringLiteral("%.1f")
                                                      : QStringLiteral("%.0f"));
    m_line->setPointsVisible(points.size() <= kMarkedPoints);
    m_line->replace(points);
    m_later->replace(later);
    setAccessibleDescription(
        shown == 0 ? tr("No epoch yet")
                   : tr("%1 epochs, the last loss is %2")
                         .arg(shown)
                         .arg(QString::fromStdString(display(history[std::size_t(shown - 1)].loss, 4))));
}

int LossChart::points() const
{
    return int(m_line->count());
}

double LossChart::lossAt(int point) const
{
    return m_line->at(point).y();
}

void LossChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
    QWidget::changeEvent(event);
}

bool LossChart::eventFilter(QObject* watched, QEvent* event)
{
    const bool release = event->type() == QEvent::MouseButtonRelease;
    if (watched != m_view->viewport() || (!release && event->type() != QEvent::MouseMove) ||
        m_line->count() + m_later->count() == 0)
        return QWidget::eventFilter(watched, event);
    auto* mouse = static_cast<QMouseEvent*>(event);
    const double at = m_chart->mapToValue(m_chart->mapFromScene(m_view->mapToScene(mouse->pos())), m_line).x();
    const auto points = m_line->points() + m_later->points();
    const auto nearest = std::min_element(points.begin(), points.end(), [at](const QPointF& a, const QPointF& b) {
        return std::abs(a.x() - at) < std::abs(b.x() - at);
    });
    if (release)
        emit epochClicked(int(nearest->x()));
    else
        QToolTip::showText(
            mouse->globalPosition().toPoint(),
            tr("epoch %1, loss %2").arg(nearest->x()).arg(QString::fromStdString(display(nearest->y(), 5))), m_view);
    return false;
}

void LossChart::applyTheme()
{
    const Theme& theme = themeOf(palette());
    m_chart->setBackgroundBrush(theme.surface);
    m_chart->setBackgroundPen(Qt::NoPen);
    m_chart->setPlotAreaBackgroundVisible(false);
    m_view->setBackgroundBrush(theme.surface);
    m_line->setPen(QPen(theme.accent, 2));
    m_line->setColor(theme.accent);
    m_line->setMarkerSize(3);
    m_later->setPen(QPen(theme.strongLine, 1));
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.88);
    for (QValueAxis* axis : {m_epochs, m_losses}) {
        axis->setLabelsColor(theme.muted);
        axis->setLabelsFont(small);
        axis->setGridLineColor(theme.line);
        axis->setLinePenColor(theme.line);
    }
    m_epochs->setGridLineVisible(false);
    m_losses->setLineVisible(false);
}

} // namespace lab
