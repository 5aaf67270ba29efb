// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

namespace lab
{

/// A small frame beside the control that opened it, over the window and moving nothing. It goes by Esc, by a click
/// anywhere else, when the focus goes elsewhere, and with its control; the focus goes back to that. A window has one at
/// a time.
class Popover : public QFrame
{
    Q_OBJECT
public:
    /// Shows `content`, which it owns, beside `control`. The one that was open in this window goes.
    static Popover* open(QWidget* control, QWidget* content, const QString& name);
    /// The same at the top of a window, in its middle; the focus goes back to where it was.
    static Popover* openOnTop(QWidget* window, QWidget* content, const QString& name);
    /// The one that is open in the window of `widget`; null: there is none.
    static Popover* of(const QWidget* widget);
    QWidget* control() const { return m_control; }
    void setBack(QWidget* back) { m_back = back; } ///< where the focus goes instead of the control
    void dismiss();

signals:
    void gone();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    Popover(QWidget* window, QWidget* control, QWidget* content);
    static Popover* shown(Popover* popover, const QString& name);
    void place();

    bool m_onTop = false;
    QPointer<QWidget> m_control;
    QPointer<QWidget> m_back;
    bool m_going = false;
};

} // namespace lab
