// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPointer>
#include <QTimer>

namespace lab
{

/// One sentence at a control: why what was typed or chosen there was refused. A window has one at a time. It goes
/// when a key is pressed in the control, when the control goes, with the next change that is taken, by a click on it,
/// by Esc, and after a while. For a screen reader it is an alert, and as long as it stands the control's description.
class FieldNote : public QLabel
{
    Q_OBJECT
public:
    /// Says `sentence`, plain text, below `control`, or below the `part` of it that is meant; above, where there is
    /// no room below.
    static void say(QWidget* control, const QString& sentence, QRect part = {});
    /// Takes away the note of the window that `widget` is in. False when there was none.
    static bool dismiss(const QWidget* widget);
    /// Whether the note of its window stands at `control`: what was typed there last was refused.
    static bool standsAt(const QWidget* control);
    /// What the note of that window says; empty: there is none.
    static QString textOf(const QWidget* widget);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    FieldNote(QWidget* host, QWidget* control, QRect part);
    static FieldNote* of(const QWidget* widget);
    void place();
    void go();

    QPointer<QWidget> m_control;
    QRect m_part;
    QString m_descriptionBefore;
    QTimer m_fade;
};

} // namespace lab
