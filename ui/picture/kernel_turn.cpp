// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture/kernel_turn.h"

#include <QPainter>
#include <QStyle>

namespace lab
{

namespace
{

constexpr int kMilliseconds = 700;

} // namespace

KernelTurn::KernelTurn(QWidget* view) : QWidget(view), m_view(view)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    m_angle.setStartValue(-180.0);
    m_angle.setEndValue(0.0);
    m_angle.setDuration(kMilliseconds);
    m_angle.setEasingCurve(QEasingCurve::InOutCubic);
    connect(&m_angle, &QVariantAnimation::valueChanged, this, [this] { update(); });
    connect(&m_angle, &QVariantAnimation::finished, this, &QWidget::hide);
}

void KernelTurn::start()
{
    if (!m_view->isVisible() || style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) == 0)
        return;
    hide();
    m_picture = m_view->grab();
    resize(m_view->size());
    raise();
    show();
    m_angle.start();
}

void KernelTurn::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().window());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QPointF middle = QRectF(rect()).center();
    painter.translate(middle);
    painter.rotate(m_angle.currentValue().toDouble());
    painter.translate(-middle);
    painter.drawPixmap(0, 0, m_picture);
}

} // namespace lab
