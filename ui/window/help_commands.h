// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/findables.h"

#include <QObject>
#include <QPointer>

namespace lab
{

class GlossaryDialog;

/// Ways to find things: the palette of commands, what is under the pointer, the glossary and the list of keys.
class HelpCommands : public QObject
{
    Q_OBJECT
public:
    HelpCommands(const FindIn& all, QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void openPalette();
    void askWhatThisIs(); ///< the pointer asks, until the next click or key
    void explainFocus();
    void explain(QWidget* widget, QPoint at);
    void openGlossary(const QString& term);

    FindIn m_all;
    QPointer<GlossaryDialog> m_glossary;
};

} // namespace lab
