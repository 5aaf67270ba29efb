// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mnemonics.h"

#include <QMenu>
#include <QSet>

namespace lab
{

namespace
{

/// Where in a text the '&' of its mnemonic stands; −1: it has none. "&&" is a letter.
qsizetype markOf(const QString& text)
{
    for (qsizetype i = text.indexOf(QLatin1Char('&')); i >= 0 && i + 1 < text.size();
         i = text.indexOf(QLatin1Char('&'), i + 2))
        if (text[i + 1] != QLatin1Char('&'))
            return i;
    return -1;
}

} // namespace

QStringList withMnemonics(const QStringList& texts)
{
    QStringList made = texts;
    QSet<QChar> taken;
    for (QString& text : made) {
        const qsizetype mark = markOf(text);
        if (mark >= 0 && taken.contains(text[mark + 1].toLower()))
            text.remove(mark, 1);
        else if (mark >= 0)
            taken.insert(text[mark + 1].toLower());
    }
    for (QString& text : made) {
        const qsizetype end = text.contains(QLatin1Char('\t')) ? text.indexOf(QLatin1Char('\t')) : text.size();
        for (qsizetype i = 0; markOf(text) < 0 && i < end; ++i)
            if (text[i].isLetterOrNumber() && !taken.contains(text[i].toLower())) {
                taken.insert(text[i].toLower());
                text.insert(i, QLatin1Char('&'));
            }
    }
    return made;
}

void giveMnemonics(QMenu* menu)
{
    QStringList texts;
    QList<QAction*> actions;
    for (QAction* action : menu->actions())
        if (!action->isSeparator()) {
            actions << action;
            texts << action->text();
            if (action->menu())
                giveMnemonics(action->menu());
        }
    const QStringList made = withMnemonics(texts);
    for (qsizetype i = 0; i < actions.size(); ++i)
        if (actions[i]->text() != made[i])
            actions[i]->setText(made[i]);
}

QString withoutMnemonic(QString text)
{
    return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace lab
