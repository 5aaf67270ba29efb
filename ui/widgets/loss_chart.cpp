// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/loss_chart.h"

#include "ui/paint/theme.h"
#include "ui/paint/words.h"

#include <QBuffer>
#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QGraphicsSimpleTextItem>
#include <QLabel>
#include <QLegend>
#include <QLineSeries>
#include <QMouseEvent>
#include <QScatterSeries>
#include <QSvgGenerator>
#include <QToolTip>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kMarkedPoints = 60;
constexpr int kHeightForLegend = 240; ///< pixels
constexpr double kLeastLogLoss = 1e-18; ///< what is less is rounding
constexpr int kMostDecadeTicks = 5;
constexpr double kDiverged = 10; ///< times the first loss: there a line leaves a linear chart
constexpr double kBeyond = 4; ///< times that: no line is drawn higher, however high it goes
constexpr double kMuchLess = 1e-4; ///< of the first loss
constexpr qreal kExportRatio = 2;
/// A stroke of each Qt::PenStyle, for the legend.
constexpr const char* kDashes[] = {"", "——", "– –", "····", "–·–"};

/// The least number of one digit (or 1.5) times a power of ten that is not below `value`, but for 7 and 9: its half
/// is a tick as well.
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

/// The first finite loss; 0 where there is none.
double firstOf(std::span<const double> losses)
{
    const auto first = std::ranges::find_if(losses, [](double loss) { return std::isfinite(loss); });
    return first == losses.end() ? 0 : *first;
}

} // namespace

bool needsLogarithm(std::span<const double> losses)
{
    const double first = firstOf(losses);
    return std::ranges::any_of(losses, [first](double loss) {
        return !(loss <= kDiverged * first) || (loss > 0 && loss < kMuchLess * first);
    });
}

LossChart::LossChart(QWidget* parent) : QWidget(parent)
{
    m_chart = new QChart;
    m_chart->setMargins({0, 0, 0, 0});
    m_chart->setBackgroundRoundness(0);
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->legend()->hide(); // ours says the dashes, too
    m_later = new QLineSeries(m_chart);
    m_line = new QLineSeries(m_chart);
    m_epochs = new QValueAxis(m_chart);
    m_losses = new QCategoryAxis(m_chart);
    m_losses->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_end = new QScatterSeries(m_chart);
    m_end->setMarkerSize(7);
    m_chart->addAxis(m_epochs, Qt::AlignBottom);
    m_chart->addAxis(m_losses, Qt::AlignLeft);
    for (QXYSeries* series : std::initializer_list<QXYSeries*>{m_later, m_line, m_end}) {
        m_chart->addSeries(series);
        series->attachAxis(m_epochs);
        series->attachAxis(m_losses);
    }
    m_epochs->setLabelFormat(QStringLiteral("%d"));
    m_epochs->setTickType(QValueAxis::TicksDynamic); // so that the range may reach a little beyond the last tick
    m_epochs->setTickAnchor(1);
    m_epochs->setTitleText(tr("epoch"));
    m_losses->setTitleText(tr("loss"));
    connect(m_chart, &QChart::plotAreaChanged, this, &LossChart::placeArrows);
    m_view = new QChartView(m_chart, this);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->installEventFilter(this);
    m_view->viewport()->setMouseTracking(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    m_legend = new QLabel(this);
    m_legend->setProperty("muted", true);
    m_legend->setWordWrap(true);
    m_legend->setAlignment(Qt::AlignHCenter);
    layout->addWidget(m_legend);
    m_nothing = new QLabel(tr("No epoch yet"), m_view);
    m_nothing->setProperty("muted", true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setAttribute(Qt::WA_TransparentForMouseEvents);
    setMinimumHeight(140);
    setAccessibleName(tr("Loss chart"));
    applyTheme();
    draw();
}

void LossChart::showLosses(std::span<const double> losses, int shown, int expected, bool following,
                           std::vector<LossCurve> others, std::optional<double> after)
{
    m_after = after;
    m_history.assign(losses.begin(), losses.end());
    m_shown = std::min(shown, int(losses.size()));
    m_expected = expected;
    m_following = following;
    m_others = std::move(others);
    makeOtherLines();
    draw();
}

void LossChart::makeOtherLines()
{
    while (m_otherLines.size() > m_others.size()) {
        m_chart->removeSeries(m_otherLines.back());
        delete m_otherLines.back();
        m_otherLines.pop_back();
    }
    while (m_otherLines.size() < m_others.size()) {
        auto* line = new QLineSeries(m_chart);
        m_chart->addSeries(line);
        line->attachAxis(m_epochs);
        line->attachAxis(m_losses);
        m_otherLines.push_back(line);
    }
}

void LossChart::setLogarithmic(bool logarithmic)
{
    if (logarithmic == m_logarithmic)
        return;
    m_logarithmic = logarithmic;
    draw();
}

double LossChart::heightOf(double loss) const
{
    return m_logarithmic ? std::log10(std::max(loss, kLeastLogLoss)) : std::min(loss, kBeyond * m_ceiling);
}

int LossChart::mostPoints() const
{
    return 2 * std::clamp(int(m_chart->plotArea().width()), 200, 1500);
}

QList<QPointF> LossChart::thinned(std::span<const double> losses, int from, int to) const
{
    QList<QPointF> points;
    const int stretch = std::max(1, ((to - from) * 2 + mostPoints() - 1) / mostPoints());
    const auto add = [&](int i) {
        const double loss = losses[std::size_t(i)];
        if (!std::isfinite(loss) || (m_logarithmic && loss <= 0))
            return;
        points.append({double(i) + 1, heightOf(loss)});
    };
    for (int begin = from; begin < to; begin += stretch) {
        const int end = std::min(to, begin + stretch);
        int least = begin, greatest = begin;
        for (int i = begin + 1; i < end; ++i) {
            if (losses[std::size_t(i)] < losses[std::size_t(least)])
                least = i;
            if (losses[std::size_t(i)] > losses[std::size_t(greatest)])
                greatest = i;
        }
        add(std::min(least, greatest));
        if (least != greatest)
            add(std::max(least, greatest));
    }
    return points;
}

void LossChart::draw()
{
    const int computed = int(m_history.size());
    m_ceiling = kDiverged * firstOf(m_history);
    for (const LossCurve& other : m_others)
        m_ceiling = std::max(m_ceiling, kDiverged * firstOf(*other.losses));
    const QList<QPointF> points = thinned(m_history, 0, m_shown);
    m_line->setPointsVisible(points.size() <= kMarkedPoints);
    int last = std::max({2, m_expected, m_following ? computed : m_shown});
    for (const LossCurve& other : m_others)
        last = std::max(last, int(other.losses->size()));
    QList<QPointF> later, end;
    if (m_following && m_shown < computed)
        later = thinned(m_history, std::max(0, m_shown - 1), computed);
    if (m_after && m_shown > 0 && std::isfinite(*m_after) && (!m_logarithmic || *m_after > 0))
        end.append({double(m_shown) + 1, heightOf(*m_after)});
    m_line->replace(points);
    m_later->replace(later);
    m_end->replace(end);
    drawOthers();
    fitAxes(last);
    placeArrows();
    showLegend();
    setAccessibleDescription(m_shown == 0 ? tr("No epoch yet") : valuesAt(m_shown));
}

void LossChart::drawOthers()
{
    for (std::size_t i = 0; i < m_others.size(); ++i) {
        const LossCurve& other = m_others[i];
        m_otherLines[i]->setName(other.name);
        m_otherLines[i]->setPen(QPen(other.colour, other.thin ? 1.2 : 2, other.style));
        m_otherLines[i]->replace(thinned(*other.losses, 0, int(other.losses->size())));
    }
}

void LossChart::fitAxes(int last)
{
    double top = -HUGE_VAL, least = HUGE_VAL;
    std::vector<const QXYSeries*> lines{m_line, m_later, m_end};
    lines.insert(lines.end(), m_otherLines.begin(), m_otherLines.end());
    for (const QXYSeries* line : lines)
        for (const QPointF& point : line->points()) {
            top = std::max(top, point.y());
            least = std::min(least, point.y());
        }
    const bool any = top >= least;
    m_nothing->setVisible(!any);
    for (QAbstractAxis* axis : std::initializer_list<QAbstractAxis*>{m_epochs, m_losses})
        axis->setVisible(any);
    if (!any)
        return;
    m_epochs->setTickInterval(last - 1);
    const double reach = m_end->count() == 0 ? last : std::max(last, m_shown + 1);
    m_epochs->setRange(1 - 0.02 * (last - 1), reach + 0.03 * (last - 1));
    std::vector<double> ticks;
    if (m_logarithmic) {
        const double high = std::ceil(top + 1e-9), low = std::min(high - 1, std::floor(least));
        const double step = std::ceil((high - low) / kMostDecadeTicks);
        for (double decade = high; decade >= low - 1e-9; decade -= step)
            ticks.insert(ticks.begin(), std::pow(10, decade));
        const double edge = 0.04 * (high - low); // so that the outermost labels are whole
        return showTicks(ticks, low - edge, high + edge);
    }
    top = roundUp(std::min(top, m_ceiling));
    showTicks({0, top / 2, top}, -0.04 * top, 1.04 * top);
}

/// Numbers as they stand everywhere. Anew only when they are others: the chart is laid out again.
void LossChart::showTicks(const std::vector<double>& losses, double from, double to)
{
    QStringList labels;
    for (const double loss : losses)
        labels << number(loss, 3);
    if (labels != m_losses->categoriesLabels()) {
        for (const QString& label : m_losses->categoriesLabels())
            m_losses->remove(label);
        m_losses->setStartValue(m_logarithmic ? std::log10(losses.front()) - 1 : -losses.back());
        for (std::size_t i = 0; i < losses.size(); ++i)
            m_losses->append(labels[qsizetype(i)], m_logarithmic ? std::log10(losses[i]) : losses[i]);
    }
    m_losses->setRange(from, to);
}

/// Where a line leaves the chart upwards.
void LossChart::placeArrows()
{
    qDeleteAll(m_arrows);
    m_arrows.clear();
    if (m_logarithmic || !m_losses->isVisible())
        return;
    const auto place = [this](std::span<const double> losses, const QColor& colour) {
        const auto above = std::ranges::find_if(losses, [this](double loss) { return !(loss <= m_losses->max()); });
        if (above == losses.end())
            return;
        auto* arrow = new QGraphicsSimpleTextItem(QStringLiteral("↑"), m_chart);
        arrow->setBrush(colour);
        const QSizeF size = arrow->boundingRect().size();
        const QRectF plot = m_chart->plotArea();
        const double epoch = double(above - losses.begin()) + 1;
        const double x = m_chart->mapToPosition({epoch, 0}, m_line).x() - size.width() / 2;
        arrow->setPos(std::clamp(x, plot.left(), std::max(plot.left(), plot.right() - size.width())), plot.top());
        m_arrows.push_back(arrow);
    };
    const std::size_t drawn = m_following ? m_history.size() : std::size_t(m_shown);
    place(std::span(m_history).first(drawn), themeOf(palette()).text);
    for (const LossCurve& other : m_others)
        place(*other.losses, other.colour);
}

double LossChart::top() const
{
    return m_logarithmic ? std::pow(10, m_losses->max()) : m_losses->max();
}

QString LossChart::legendText() const
{
    QStringList names;
    for (const LossCurve& other : m_others)
        if (other.thin)
            names << QStringLiteral("%1 %2").arg(
                QString::fromUtf8(kDashes[std::size_t(other.style) % std::size(kDashes)]), other.name);
    return names.join(QStringLiteral("    "));
}

void LossChart::showLegend()
{
    const QString text = height() >= kHeightForLegend ? legendText() : QString();
    if (text != m_legend->text())
        m_legend->setText(text);
    m_legend->setVisible(!text.isEmpty());
}

int LossChart::points() const
{
    return int(m_line->count());
}

double LossChart::lossAt(int point) const
{
    const double height = m_line->at(point).y();
    return m_logarithmic ? std::pow(10, height) : height;
}

QString LossChart::valuesAt(int epoch) const
{
    QStringList lines;
    const auto i = std::size_t(epoch) - 1;
    if (i < m_history.size())
        lines << tr("epoch %1, loss %2").arg(epoch).arg(number(m_history[i], 5));
    else
        lines << tr("epoch %1").arg(epoch);
    for (const LossCurve& other : m_others)
        if (i < other.losses->size())
            lines << QStringLiteral("%1: %2").arg(other.name, number((*other.losses)[i], 5));
    return lines.join(QLatin1Char('\n'));
}

void LossChart::paintInto(QPainter& painter, QSize size) const
{
    const int line = m_others.empty() ? 0 : fontMetrics().height() + 6;
    painter.fillRect(QRect({0, 0}, size), themeOf(palette()).surface);
    m_view->render(&painter, QRect(0, 0, size.width(), size.height() - line), m_view->rect());
    painter.setPen(themeOf(palette()).muted);
    painter.drawText(QRect(0, size.height() - line, size.width(), line), Qt::AlignCenter, legendText());
}

QByteArray LossChart::svg() const
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size());
    generator.setViewBox(rect());
    generator.setTitle(tr("Loss"));
    QPainter painter(&generator);
    painter.setFont(font());
    paintInto(painter, size());
    painter.end();
    return buffer.data();
}

QImage LossChart::image() const
{
    QImage image(size() * kExportRatio, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(kExportRatio, kExportRatio);
    painter.setFont(font());
    paintInto(painter, size());
    return image;
}

void LossChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
    QWidget::changeEvent(event);
}

void LossChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_nothing->setGeometry(0, 0, width(), height());
    showLegend();
}

int LossChart::epochAt(QPoint pixel) const
{
    const double at = m_chart->mapToValue(m_chart->mapFromScene(m_view->mapToScene(pixel)), m_line).x();
    int last = m_following ? int(m_history.size()) : m_shown;
    for (const LossCurve& other : m_others)
        last = std::max(last, int(other.losses->size()));
    return std::clamp(int(std::lround(at)), 1, std::max(1, last));
}

bool LossChart::eventFilter(QObject* watched, QEvent* event)
{
    const bool release = event->type() == QEvent::MouseButtonRelease;
    if (watched != m_view->viewport() || (!release && event->type() != QEvent::MouseMove) ||
        (m_history.empty() && m_others.empty()))
        return QWidget::eventFilter(watched, event);
    auto* mouse = static_cast<QMouseEvent*>(event);
    const int epoch = epochAt(mouse->pos());
    if (release)
        emit epochClicked(epoch);
    else
        QToolTip::showText(mouse->globalPosition().toPoint(), valuesAt(epoch), m_view);
    return false;
}

void LossChart::applyTheme()
{
    const Theme& theme = themeOf(palette());
    m_chart->setBackgroundBrush(theme.surface);
    m_chart->setBackgroundPen(Qt::NoPen);
    m_chart->setPlotAreaBackgroundVisible(false);
    m_view->setBackgroundBrush(theme.surface);
    m_line->setPen(QPen(theme.text, 2));
    m_line->setColor(theme.text);
    m_line->setMarkerSize(3);
    m_later->setPen(QPen(theme.border, 1));
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.88);
    m_end->setColor(theme.surface);
    m_end->setBorderColor(theme.text);
    for (QAbstractAxis* axis : std::initializer_list<QAbstractAxis*>{m_epochs, m_losses}) {
        axis->setLabelsColor(theme.muted);
        axis->setLabelsFont(small);
        axis->setTitleFont(small);
        axis->setTitleBrush(theme.muted);
        axis->setGridLineColor(theme.line);
        axis->setLinePenColor(theme.line);
    }
    m_epochs->setGridLineVisible(false);
    m_losses->setLineVisible(false);
    placeArrows();
}

} // namespace lab
