// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"

namespace lab
{

/// Makes the program's icons and style sheet available; to be called before they are first used.
void initResources();

/// Gives the whole application the palette and the look (resources/style.qss) of a theme.
void applyTheme(const Theme& theme);

} // namespace lab
