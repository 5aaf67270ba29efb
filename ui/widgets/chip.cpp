// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"

#include "ui/paint/theme.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>

namespace lab
{

namespace
{

constexpr int kChipSide = 11; ///< pixels between the edge and the text
constexpr int kBetween = 6; ///< the name and the value

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

} // namespace

Chip::Chip(const QString& label, QWidget* parent) : QAbstractButton(parent), m_label(label)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setValue({});
}

void Chip::setValue(const QString& value)
{
    const QString name = value.isEmpty() ? m_label : QStringLiteral("%1 %2").arg(m_label, value);
    if (value == m_value && name == accessibleName())
        return;
    m_value = value;
    setAccessibleName(name);
    updateGeometry();
    update();
}

void Chip::setOpen(bool open)
{
    m_open = open;
    update();
}

QSize Chip::sizeHint() const
{
    const int value = m_value.isEmpty() ? 0 : kBetween + QFontMetrics(bold(font())).horizontalAdvance(m_value);
    return {fontMetrics().horizontalAdvance(m_label) + value + 2 * kChipSide + 2, fontMetrics().height() + 12};
}

void Chip::keyPressEvent(QKeyEvent* event)
{
    const int by = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    if (by != 0 && event->modifiers() == Qt::NoModifier)
        emit stepped(by);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

bool Chip::event(QEvent* event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave || event->type() == QEvent::PaletteChange)
        update();
    return QAbstractButton::event(event);
}

void Chip::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QRectF pill = QRectF(rect()).adjusted(1, 1, -1, -1);
    const double radius = pill.height() / 2;
    painter.setPen(hasFocus() ? QPen(theme.text, 2) : QPen(isEnabled() ? theme.border : theme.line, 1));
    painter.setBrush(isDown() ? theme.line : underMouse() || m_open ? theme.empty : theme.surface);
    painter.drawRoundedRect(pill, radius, radius);
    const QRect text = rect().adjusted(kChipSide + 1, 0, -kChipSide - 1, 0);
    painter.setPen(isEnabled() ? (m_value.isEmpty() ? theme.text : theme.muted) : theme.border);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, m_label);
    painter.setPen(isEnabled() ? theme.text : theme.border);
    painter.setFont(bold(font()));
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, m_value);
}

} // namespace lab
