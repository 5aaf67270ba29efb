// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/live_label.h"

#include "ui/paint/theme.h"

#include <QEvent>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kSpare = 12; ///< pixels of room beyond a line
constexpr int kLeastWidth = 60; ///< pixels of text that wraps

} // namespace

LiveLabel::LiveLabel(QWidget* parent, Fit fit, Qt::Alignment alignment) : QWidget(parent), m_fit(fit)
{
    QTextOption option(alignment);
    option.setWrapMode(fit == Fit::Wrapped ? QTextOption::WordWrap : QTextOption::NoWrap);
    m_layout.setTextOption(option);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void LiveLabel::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    static const QRegularExpression marks(QStringLiteral("</?b>"));
    const QStringList parts = text.split(marks);
    QList<QTextLayout::FormatRange> bold;
    QString plain;
    for (int i = 0; i < parts.size(); ++i) {
        if (i % 2 == 1) {
            QTextCharFormat format;
            format.setFontWeight(QFont::Bold);
            bold.append({int(plain.size()), int(parts[i].size()), format});
        }
        plain += parts[i];
    }
    m_layout.setText(plain);
    m_layout.setFormats(bold);
    setAccessibleName(plain);
    layOut();
    makeRoom(m_room.height());
    update();
}

void LiveLabel::layOut()
{
    m_layout.setFont(font());
    m_layout.beginLayout();
    qreal y = 0;
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        line.setLineWidth(width());
        line.setPosition({0, y});
        y += line.height();
    }
    m_layout.endLayout();
}

/// More room where it is needed, less only where much is left over. Text that wraps keeps `lines`.
void LiveLabel::makeRoom(int lines)
{
    QSize room = m_room;
    if (m_fit == Fit::Wrapped) {
        room.setHeight(std::max({lines, m_layout.lineCount(), 1}));
    } else {
        const int needed = text().isEmpty() ? 0 : int(std::ceil(m_layout.maximumWidth()));
        if (needed > m_room.width() || needed < m_room.width() - 2 * kSpare)
            room.setWidth(needed == 0 ? 0 : needed + kSpare);
    }
    if (room == m_room)
        return;
    m_room = room;
    updateGeometry();
}

QSize LiveLabel::sizeHint() const
{
    return {m_fit == Fit::Wrapped ? kLeastWidth : m_room.width(), m_room.height() * fontMetrics().height()};
}

void LiveLabel::setInk(Ink ink)
{
    if (ink == m_ink)
        return;
    m_ink = ink;
    update();
}

void LiveLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(palette());
    const QColor inks[] = {theme.text, theme.muted, theme.accent};
    painter.setPen(inks[int(m_ink)]);
    const qreal spare = m_fit == Fit::Wrapped ? 0 : (height() - m_layout.boundingRect().height()) / 2;
    m_layout.draw(&painter, {0, std::max(spare, 0.0)});
}

void LiveLabel::resizeEvent(QResizeEvent* event)
{
    layOut();
    if (m_fit == Fit::Wrapped && event->size().width() != event->oldSize().width())
        makeRoom(0); // another width, other lines
}

void LiveLabel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange) {
        layOut();
        makeRoom(0);
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

} // namespace lab
