// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"

class QWidget;

namespace lab
{

/// Makes the program's icons and style sheet available; to be called before they are first used.
void initResources();

/// Gives the whole application the palette and the look (resources/style.qss) of a theme.
void applyTheme(const Theme& theme);
/// The same of one widget, and what is in it.
void applyTheme(QWidget& widget, const Theme& theme);

/// Whether the window of a widget has no room for what can be done without: the bar of menus, colour bars, symbols.
bool inSmallWindow(const QWidget& widget);

/// What a length of a widget would be with a text of the usual size: by that is decided what there is room for.
int inBaseText(const QWidget& widget, int pixels);

} // namespace lab
