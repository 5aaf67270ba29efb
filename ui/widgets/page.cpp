// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page.h"

#include <QEvent>
#include <QLabel>

namespace lab
{

namespace
{

constexpr int kNoticeMargin = 40;

} // namespace

Page::Page(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::ClickFocus);
}

void Page::follow()
{
    if (!isVisible())
        return;
    const QString why = absence();
    setAbsent(why);
    if (why.isEmpty())
        refresh();
}

void Page::setAbsent(const QString& why)
{
    if (!m_notice && why.isEmpty())
        return;
    if (!m_notice) {
        m_notice = new QLabel(this);
        m_notice->setObjectName(QStringLiteral("pageNotice"));
        m_notice->setTextFormat(Qt::PlainText);
        m_notice->setAlignment(Qt::AlignCenter);
        m_notice->setWordWrap(true);
        m_notice->setMargin(kNoticeMargin);
        m_notice->setAutoFillBackground(true);
    }
    m_notice->setText(why);
    m_notice->setGeometry(rect());
    m_notice->setVisible(!why.isEmpty());
    m_notice->raise();
    for (QObject* child : children())
        if (auto* widget = qobject_cast<QWidget*>(child); widget && widget != m_notice && !widget->isWindow())
            widget->setEnabled(why.isEmpty());
}

void Page::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
}

void Page::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_notice)
        m_notice->setGeometry(rect());
}

void Page::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) // scenes have colours; not visible while it is made
        follow();
    QWidget::changeEvent(event);
}

} // namespace lab
