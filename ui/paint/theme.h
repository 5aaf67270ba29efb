// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include <array>

namespace lab
{

/// The three sets of colours there are.
enum class Colours { Light, Dark, HighContrast };
inline constexpr std::array kAllColours{Colours::Light, Colours::Dark, Colours::HighContrast};
/// "light", "dark" or "high-contrast": for settings and the command line.
QString idOf(Colours colours);

/// Every colour of the program, by what it means: a fill is a value, the accent a place (where we are, what is pointed
/// at), neutral what can be pressed. Their contrasts, and their distances for colour-blind eyes, are asserted by tests.
struct Theme {
    Colours colours = Colours::Light;
    QColor window; ///< behind everything
    QColor surface; ///< cards, panels, bars; the halo of a frame
    QColor field; ///< where something is typed
    QColor empty; ///< cells that have no value yet; the ground under the pointer
    QColor line; ///< hairlines that only decorate
    QColor grid; ///< between cells
    QColor border; ///< the frames of controls and of tensors
    QColor text;
    QColor muted; ///< secondary text
    QColor accent; ///< where we are now, and what is pointed at
    QColor accentGround;
    QColor onAccent;
    QColor bad;
    QColor badGround;
    QColor good;
    QColor goodGround;
    QColor negative; ///< the ends of the diverging map
    QColor zero;
    QColor positive;
    QColor ink; ///< digits on the diverging map, wherever
    QColor black; ///< the ends of the grey map
    QColor white;
};

const Theme& themeFor(Colours colours);
const Theme& lightTheme();
const Theme& darkTheme();
const Theme& highContrastTheme();
/// The theme of a palette that paletteOf() made; of another the one that goes with it: dark when its window is.
const Theme& themeOf(const QPalette& palette);
QPalette paletteOf(const Theme& theme);

/// `colour` on its way to `ground`: 0 as it is, 1 the ground.
QColor faded(const QColor& colour, const QColor& ground, double share);

/// WCAG 2.1 contrast ratio, 1..21.
double contrast(const QColor& a, const QColor& b);
/// Black or white, whichever reads better on `ground`: 4.58:1 at the least.
QColor textOn(const QColor& ground);

} // namespace lab
