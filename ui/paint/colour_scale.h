// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/plane.h"
#include "ui/paint/theme.h"

#include <QRgb>

#include <array>
#include <span>

namespace lab
{

/// How numbers become colours.
enum class ScaleKind {
    Grey, ///< lo is black, hi is white; three planes become red, green and blue
    Absolute, ///< grey from 0 to hi by size, whatever the sign
    Diverging, ///< zero-centred: −hi blue, 0 neutral, hi orange; three planes become colours around mid-grey
};

/// A colour scale: display only, it never changes data. Numbers beyond the ends get the colour of the end.
struct ColourScale {
    ScaleKind kind = ScaleKind::Grey;
    double lo = 0;
    double hi = 1;

    /// 0 at lo, 1 at hi, not clipped; NaN stays NaN.
    double position(double value) const { return (value - lo) / (hi - lo); }
    bool operator==(const ColourScale&) const = default;
};

/// Grey from min(0, least) to the greatest, or diverging as soon as there is a negative number. Not for
/// pictures.
ColourScale scaleForNumbers(std::span<const Plane> planes);
/// Always zero-centred: for kernels and for the outputs of matrices.
ColourScale centredScale(std::span<const Plane> planes);

/// The colours of a scale from its lower end to its upper one. The diverging one is linear in OKLab.
using Ramp = std::array<QRgb, 256>;
const Ramp& rampOf(ScaleKind kind, const Theme& theme);

/// The colours of a scale in a theme, ready for millions of look-ups.
class ColourTable
{
public:
    ColourTable(const ColourScale& scale, const Theme& theme);
    QRgb colour(float value) const;
    QRgb colour(float r, float g, float b) const;

private:
    int index(float value) const;
    const Ramp& m_colours;
    double m_lo; ///< as doubles: a range of floats, or one over it, need not be a float
    double m_factor;
    bool m_absolute;
    QRgb m_notANumber;
};

} // namespace lab
