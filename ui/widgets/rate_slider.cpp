// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rate_slider.h"

#include "core/numbers/number_text.h"
#include "ui/paint/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace lab
{

namespace
{

constexpr double kInset = 9; ///< half of the handle

// Of rates there are: whatever the numbers that are learned from, none is 0 or infinite.
constexpr double kLeast = std::numeric_limits<double>::min();
constexpr double kGreatest = std::numeric_limits<double>::max();

/// Two significant digits: a rate that can be read out.
double rounded(double rate)
{
    return std::clamp(QString::number(rate, 'g', 2).toDouble(), kLeast, kGreatest);
}

} // namespace

RateSlider::RateSlider(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownKeys", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumHeight(26);
    setAccessibleName(tr("Learning rate"));
}

double RateSlider::least() const
{
    return std::max(kLeast, std::min(m_limit.value_or(0.1) / 1000, m_rate));
}

double RateSlider::greatest() const
{
    return std::min(kGreatest, std::max(m_limit.value_or(0.1) * 10, m_rate));
}

void RateSlider::setRate(double rate)
{
    m_rate = std::clamp(rate, kLeast, kGreatest);
    setAccessibleDescription(QString::fromStdString(display(rate, 4)));
    update();
}

void RateSlider::setLimit(std::optional<double> limit)
{
    m_limit = limit && std::isnormal(*limit) ? limit : std::nullopt;
    update();
}

double RateSlider::xOf(double rate) const
{
    const double t = (std::log(rate) - std::log(least())) / (std::log(greatest()) - std::log(least()));
    return kInset + std::clamp(t, 0.0, 1.0) * (width() - 2 * kInset);
}

void RateSlider::setFromX(double x)
{
    const double t = std::clamp((x - kInset) / std::max(1.0, width() - 2 * kInset), 0.0, 1.0);
    const double rate = rounded(std::exp(std::lerp(std::log(least()), std::log(greatest()), t)));
    if (rate == m_rate)
        return;
    emit rateChanged(rate, m_dragged);
    m_dragged = true;
}

void RateSlider::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const double y = height() / 2.0, handle = xOf(m_rate);
    const auto groove = [&](double from, double to, const QColor& colour) {
        painter.setPen(QPen(colour, 4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(from, y), QPointF(to, y));
    };
    groove(kInset, width() - kInset, theme.line);
    const bool unstable = m_limit && m_rate > *m_limit;
    if (m_limit) {
        QColor zone = theme.bad;
        zone.setAlphaF(0.45F);
        groove(xOf(*m_limit), width() - kInset, zone);
    }
    groove(kInset, handle, unstable ? theme.bad : theme.text);
    if (m_limit) {
        painter.setPen(QPen(theme.bad, 2));
        painter.drawLine(QPointF(xOf(*m_limit), y - 10), QPointF(xOf(*m_limit), y + 10));
    }
    painter.setPen(QPen(unstable ? theme.bad : theme.text, 2));
    painter.setBrush(theme.surface);
    painter.drawEllipse(QPointF(handle, y), 7, 7);
    if (hasFocus()) {
        painter.setPen(QPen(theme.text, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void RateSlider::mousePressEvent(QMouseEvent* event)
{
    m_dragged = false;
    setFromX(event->position().x());
}

void RateSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        setFromX(event->position().x());
}

void RateSlider::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    const double steps = key == Qt::Key_Right || key == Qt::Key_Up    ? 1
                         : key == Qt::Key_Left || key == Qt::Key_Down ? -1
                         : key == Qt::Key_PageUp                      ? 5
                         : key == Qt::Key_PageDown                    ? -5
                                                                      : 0;
    if (steps == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    const double power = std::pow(10.0, std::floor(std::log10(m_rate) + 1e-9) - 1);
    emit rateChanged(rounded(std::max(m_rate + steps * power, power)), event->isAutoRepeat());
}

void RateSlider::focusInEvent(QFocusEvent*)
{
    update();
}

void RateSlider::focusOutEvent(QFocusEvent*)
{
    update();
}

} // namespace lab
