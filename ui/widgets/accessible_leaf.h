// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>

namespace lab
{

/// A thing that a widget paints, for a screen reader: no object of its own, and nothing in it.
class AccessibleLeaf : public QAccessibleInterface
{
public:
    explicit AccessibleLeaf(QAccessibleInterface* parent) : m_parent(parent) {}

    QObject* object() const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override { return m_parent; }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }

private:
    QAccessibleInterface* m_parent;
};

} // namespace lab
