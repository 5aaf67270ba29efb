// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/history_box.h"

#include "ui/paint/theme.h"
#include "ui/widgets/icons.h"

#include <QKeyEvent>
#include <QSignalBlocker>
#include <QUndoStack>

namespace lab
{

HistoryBox::HistoryBox(const QUndoStack& stack, QWidget* parent) : QListWidget(parent), m_stack(stack)
{
    setAccessibleName(tr("History"));
    setProperty("ownKeys", true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    setIconSize({14, 14});
    connect(&stack, &QUndoStack::indexChanged, this, &HistoryBox::refresh);
    connect(this, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { emit wanted(row(item)); });
    refresh();
}

/// The rows stay, so that one can be gone to from what it says itself.
void HistoryBox::refresh()
{
    const QSignalBlocker quiet(this);
    const Theme& theme = themeOf(palette());
    while (count() > m_stack.count() + 1)
        delete takeItem(count() - 1);
    QPixmap none(iconSize());
    none.fill(Qt::transparent);
    for (int i = 0; i <= m_stack.count(); ++i) {
        QListWidgetItem* item = i < count() ? this->item(i) : new QListWidgetItem(this);
        const QString name = i == 0 ? tr("The first state") : m_stack.text(i - 1);
        item->setText(name);
        item->setToolTip(name);
        item->setIcon(QIcon(none));
        item->setFont(font());
        item->setForeground(i > m_stack.index() ? theme.muted : theme.text);
        item->setData(Qt::AccessibleTextRole, i == m_stack.index()  ? tr("%1, the present state").arg(name)
                                              : i > m_stack.index() ? tr("%1, undone").arg(name)
                                                                    : name);
    }
    QListWidgetItem* present = item(m_stack.index());
    QFont bold = font();
    bold.setBold(true);
    present->setFont(bold);
    present->setIcon(icon(QStringLiteral("play")));
    setCurrentItem(present);
    scrollToItem(present);
}

/// Only now the style is known, and with it how high a row is.
void HistoryBox::showEvent(QShowEvent* event)
{
    QListWidget::showEvent(event);
    doItemsLayout();
    scrollToItem(currentItem());
}

void HistoryBox::keyPressEvent(QKeyEvent* event)
{
    const bool chooses = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (chooses && currentRow() >= 0)
        emit wanted(currentRow());
    else
        QListWidget::keyPressEvent(event);
}

} // namespace lab
