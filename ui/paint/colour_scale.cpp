// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/colour_scale.h"

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

struct Extremes {
    float least = 0;
    float greatest = 0;
};

/// Over the finite numbers, and 0.
Extremes extremesOf(std::span<const Plane> planes)
{
    Extremes e;
    for (const Plane& values : planes) {
        for (int r = 0; r < values.rows(); ++r) {
            for (const float v : values.row(r)) {
                if (std::isfinite(v)) {
                    e.least = std::min(e.least, v);
                    e.greatest = std::max(e.greatest, v);
                }
            }
        }
    }
    return e;
}

QColor mixed(const QColor& a, const QColor& b, double t)
{
    const auto part = [t](double x, double y) { return float(x + (y - x) * t); };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()), part(a.blueF(), b.blueF()));
}

} // namespace

ColourScale scaleForNumbers(std::span<const Plane> planes)
{
    const Extremes e = extremesOf(planes);
    if (e.least < 0)
        return centredScale(planes);
    return {ScaleKind::Grey, 0, e.greatest > 0 ? double(e.greatest) : 1.0};
}

ColourScale centredScale(std::span<const Plane> planes)
{
    const Extremes e = extremesOf(planes);
    float reach = std::max(e.greatest, -e.least);
    if (reach == 0)
        reach = 1;
    return {ScaleKind::Diverging, -double(reach), double(reach)};
}

QRgb apronColour(QRgb colour, const Theme& theme)
{
    const QRgb ground = theme.window.rgb();
    const auto part = [](int a, int b) { return (a * 45 + b * 55) / 100; };
    return qRgb(part(qRed(colour), qRed(ground)), part(qGreen(colour), qGreen(ground)),
                part(qBlue(colour), qBlue(ground)));
}

ColourTable::ColourTable(const ColourScale& scale, const Theme& theme)
    : m_lo(scale.lo), m_factor(255 / (scale.hi - scale.lo)), m_invalid(theme.invalid.rgb())
{
    for (int i = 0; i < 256; ++i) {
        const double t = i / 255.0;
        QColor colour;
        if (scale.kind == ScaleKind::Grey)
            colour = mixed(theme.black, theme.white, t);
        else if (t < 0.5)
            colour = mixed(theme.negative, theme.zero, t * 2);
        else
            colour = mixed(theme.zero, theme.positive, t * 2 - 1);
        m_colours[std::size_t(i)] = colour.rgb();
    }
}

int ColourTable::index(float value) const
{
    return int(std::clamp((double(value) - m_lo) * m_factor + 0.5, 0.5, 255.5)); // to the nearest
}

QRgb ColourTable::colour(float value) const
{
    return std::isnan(value) ? m_invalid : m_colours[std::size_t(index(value))];
}

QRgb ColourTable::colour(float r, float g, float b) const
{
    if (std::isnan(r) || std::isnan(g) || std::isnan(b))
        return m_invalid;
    return qRgb(index(r), index(g), index(b));
}

} // namespace lab
