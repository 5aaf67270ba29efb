// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>
#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace lab
{

/// A finger that rests opens the menu of what it rests on, as the right button of a mouse does.
class LongPress : public QObject
{
    Q_OBJECT
public:
    explicit LongPress(QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void open();

    QWidget* m_window;
    QTimer m_rest;
    QPointF m_at; ///< global
};

} // namespace lab
