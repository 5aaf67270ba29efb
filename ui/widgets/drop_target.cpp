// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/drop_target.h"

#include "ui/paint/theme.h"

#include <QPainter>

namespace lab
{

DropTarget::DropTarget(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void DropTarget::showFor(const QString& sentence)
{
    m_sentence = sentence;
    setAccessibleName(sentence);
    setGeometry(parentWidget()->rect());
    show();
    raise();
}

void DropTarget::paintEvent(QPaintEvent*)
{
    constexpr int kMargin = 12, kPadding = 16, kRadius = 8;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(palette());
    QColor veil = theme.window;
    veil.setAlpha(170);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(theme.accent, 3, Qt::DashLine));
    painter.drawRoundedRect(rect().adjusted(kMargin, kMargin, -kMargin, -kMargin), kRadius, kRadius);
    QFont font = painter.font();
    font.setPointSizeF(font.pointSizeF() * 1.4);
    painter.setFont(font);
    QRect text = QFontMetrics(font).boundingRect(rect().adjusted(48, 48, -48, -48),
                                                 Qt::AlignCenter | Qt::TextWordWrap, m_sentence);
    painter.setPen(theme.accent);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(text.adjusted(-kPadding, -kPadding, kPadding, kPadding), kRadius, kRadius);
    painter.setPen(theme.text);
    painter.drawText(text, Qt::AlignCenter | Qt::TextWordWrap, m_sentence);
}

} // namespace lab
