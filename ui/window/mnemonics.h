// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QMenu;

namespace lab
{

/// The texts with a mnemonic each, none twice: those that a text has stay where they are the first of their letter,
/// the others get the first letter that is free; a text of which every letter is taken goes without.
QStringList withMnemonics(const QStringList& texts);
/// Gives every action of a menu, and of the menus in it, its mnemonic. Again whenever it has got other actions.
void giveMnemonics(QMenu* menu);
/// A text from outside, such as a file's name: an '&' in it is one.
QString withoutMnemonic(QString text);

} // namespace lab
