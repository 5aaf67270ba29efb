// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace lab
{

/// Makes every label and every tool tip of the program plain text, whatever it holds: names of files and texts from
/// them stand in many of both, and Qt would take what looks like HTML for it, and read what it names. A label that is
/// to be HTML says so itself (Qt::RichText).
class PlainText : public QObject
{
    Q_OBJECT
public:
    /// For all widgets of the application; more than once is once.
    static void install();

protected:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override;
};

/// `text` such that a tool tip shows it letter by letter.
QString plainToolTip(const QString& text);

} // namespace lab
