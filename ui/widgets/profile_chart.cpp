// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/profile_chart.h"

#include "ui/paint/theme.h"
#include "ui/paint/words.h"

#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLabel>
#include <QLegend>
#include <QLineSeries>
#include <QScatterSeries>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kToldCrossings = 6;
constexpr std::size_t kMostMarks = 60; ///< of crossings: more hide the curve
constexpr double kHeadroom = 0.06; ///< of the values' extent, above and below

/// The next larger of 1, 2 and 5 times a power of ten.
double roundStep(double size)
{
    if (!(size > 0))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(size)));
    for (const double step : {1.0, 2.0, 5.0})
        if (size <= step * power)
            return step * power;
    return 10 * power;
}

} // namespace

ProfileChart::ProfileChart(QWidget* parent) : QWidget(parent)
{
    m_chart = new QChart;
    m_chart->setMargins({0, 0, 0, 0});
    m_chart->setBackgroundRoundness(0);
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->legend()->hide(); // the text below says it
    m_along = new QValueAxis(m_chart);
    m_values = new QValueAxis(m_chart);
    m_along->setLabelFormat(QStringLiteral("%d"));
    m_values->setLabelFormat(QStringLiteral("%.3g"));
    m_values->setTickType(QValueAxis::TicksDynamic);
    m_values->setTickAnchor(0);
    m_chart->addAxis(m_along, Qt::AlignBottom);
    m_chart->addAxis(m_values, Qt::AlignLeft);
    m_input = new QLineSeries(m_chart);
    m_crossings = new QScatterSeries(m_chart);
    m_crossings->setMarkerSize(7);
    for (QXYSeries* series : std::initializer_list<QXYSeries*>{m_input, m_crossings}) {
        m_chart->addSeries(series);
        series->attachAxis(m_along);
        series->attachAxis(m_values);
    }
    m_view = new QChartView(m_chart, this);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    rows->addWidget(m_view, 1);
    m_text = new QLabel(this);
    m_text->setProperty("muted", true);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    rows->addWidget(m_text);
    setAccessibleName(tr("Line profile"));
    applyTheme();
}

QString ProfileChart::text() const
{
    return m_text->text();
}

int ProfileChart::crossings() const
{
    return int(zeroCrossings(m_profile.output).size());
}

void ProfileChart::setProfile(const Profile& profile)
{
    m_profile = profile;
    QList<QPointF> input;
    for (std::size_t i = 0; i < profile.input.size(); ++i)
        if (std::isfinite(profile.input[i]))
            input.append({double(i), profile.input[i]});
    m_input->replace(input);
    for (QLineSeries* each : m_outputs) {
        m_chart->removeSeries(each);
        delete each;
    }
    m_outputs.clear();
    QList<QPointF> stretch;
    const auto close = [&] {
        if (stretch.isEmpty())
            return;
        auto* series = new QLineSeries(m_chart);
        series->replace(stretch);
        m_chart->addSeries(series);
        series->attachAxis(m_along);
        series->attachAxis(m_values);
        m_outputs.push_back(series);
        stretch.clear();
    };
    double least = 0, most = 0; // zero is always seen
    for (std::size_t i = 0; i < profile.output.size(); ++i) {
        if (std::isfinite(profile.output[i]))
            stretch.append({double(i), profile.output[i]});
        else
            close();
        for (const double v : {profile.input[i], profile.output[i]})
            if (std::isfinite(v)) {
                least = std::min(least, v);
                most = std::max(most, v);
            }
    }
    close();
    const double room = std::max(most - least, 1e-30) * kHeadroom;
    m_values->setRange(least - room, most + room);
    m_values->setTickInterval(roundStep((most - least) / 2));
    m_along->setRange(0, std::max<double>(1, double(profile.cells.size()) - 1));
    const std::vector<double> crossings = zeroCrossings(profile.output);
    QList<QPointF> marks;
    QStringList told;
    for (const double at : crossings) {
        marks.append({at, 0});
        if (told.size() < kToldCrossings)
            told << number(at, 4);
    }
    m_crossings->replace(crossings.size() <= kMostMarks ? marks : QList<QPointF>());
    const auto cell = [](InputCell at) { return QStringLiteral("[%1,%2]").arg(at.row).arg(at.col); };
    QString text = profile.cells.empty() ? QString()
                                         : tr("From %1 to %2: the input dotted, the output as a line.")
                                               .arg(cell(profile.cells.front()), cell(profile.cells.back()));
    if (!crossings.empty())
        text += QLatin1Char(' ') +
                (crossings.size() > kToldCrossings
                     ? tr("It crosses zero %1 times, first at %2.").arg(crossings.size()).arg(told.front())
                     : tr("It crosses zero at %1.").arg(told.join(QStringLiteral("; "))));
    m_text->setText(text);
    setAccessibleDescription(text);
    applyTheme();
}

void ProfileChart::applyTheme()
{
    const Theme& theme = themeOf(palette());
    m_chart->setBackgroundBrush(theme.window);
    m_chart->setBackgroundPen(Qt::NoPen);
    m_view->setBackgroundBrush(theme.window);
    m_input->setPen(QPen(theme.muted, 1.5, Qt::DotLine));
    for (QLineSeries* each : m_outputs)
        each->setPen(QPen(theme.text, 2));
    m_crossings->setColor(theme.surface);
    m_crossings->setBorderColor(theme.text);
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.88);
    for (QValueAxis* axis : {m_along, m_values}) {
        axis->setLabelsColor(theme.muted);
        axis->setLabelsFont(small);
        axis->setGridLineColor(theme.line);
        axis->setLinePenColor(theme.line);
    }
    m_along->setGridLineVisible(false);
}

void ProfileChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

} // namespace lab
