// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"

#include <QColor>
#include <QPalette>

namespace lab
{

/// Every colour of the program. Text on its ground has a contrast of 4.5:1 or more (asserted by a test).
struct Theme {
    bool dark = false;
    QColor window; ///< behind everything
    QColor surface; ///< cards, panels, bars
    QColor field; ///< where something is typed
    QColor empty; ///< cells that have no value yet
    QColor line; ///< hairlines and the grid
    QColor strongLine; ///< the frames of controls
    QColor text;
    QColor muted; ///< secondary text
    QColor accent; ///< what can be pressed, what is chosen
    QColor onAccent;
    QColor now; ///< amber: where we are now, and nothing else
    QColor nowText; ///< the same, as text
    QColor danger;
    QColor dangerGround;
    QColor positive; ///< the ends of the diverging map
    QColor negative;
    QColor zero;
    QColor black; ///< the ends of the grey map
    QColor white;
    QColor invalid; ///< NaN

    /// The hue of a weight: in the kernel, in the window, and under its product in the explanation.
    QColor weightHue(WeightCell weight, Shape kernel) const;
    /// The hue of the n-th of up to four runs that are compared; none of them is the accent.
    QColor seriesHue(int n) const;
};

const Theme& lightTheme();
const Theme& darkTheme();
/// The theme that goes with a palette: dark when its window is.
const Theme& themeOf(const QPalette& palette);
QPalette paletteOf(const Theme& theme);

/// WCAG 2.1 contrast ratio, 1..21.
double contrast(const QColor& a, const QColor& b);
/// Black or white text, whichever reads better on `ground`.
QColor textOn(const QColor& ground);

} // namespace lab
