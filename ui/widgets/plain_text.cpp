// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plain_text.h"

#include <QApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QToolTip>

namespace lab
{

void PlainText::install()
{
    static constexpr const char* kName = "plainText";
    if (!qApp->findChild<PlainText*>(QLatin1String(kName))) {
        auto* filter = new PlainText(qApp);
        filter->setObjectName(QLatin1String(kName));
        qApp->installEventFilter(filter);
    }
}

QString plainToolTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped()) : text;
}

bool PlainText::eventFilter(QObject* watched, QEvent* event)
{
    // A label is polished before it is shown for the first time, so before its text is laid out.
    if (event->type() == QEvent::Polish) {
        if (auto* label = qobject_cast<QLabel*>(watched); label && label->textFormat() == Qt::AutoText)
            label->setTextFormat(Qt::PlainText);
        return false;
    }
    auto* const widget = event->type() == QEvent::ToolTip ? qobject_cast<QWidget*>(watched) : nullptr;
    if (!widget)
        return false;
    const auto* help = static_cast<QHelpEvent*>(event);
    QString text = widget->toolTip();
    if (const auto* menu = qobject_cast<QMenu*>(widget)) {
        const QAction* action = menu->toolTipsVisible() ? menu->actionAt(help->pos()) : nullptr;
        text = action ? action->toolTip() : text;
    }
    if (!Qt::mightBeRichText(text))
        return false; // shown as it is, by whoever shows it
    QToolTip::showText(help->globalPos(), plainToolTip(text), widget);
    return true;
}

} // namespace lab
