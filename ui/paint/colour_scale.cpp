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

/// A colour in OKLab (Ottosson 2020, "A perceptual color space for image processing").
struct Lab {
    double l, a, b;
};

double linearOf(double srgb)
{
    return srgb <= 0.04045 ? srgb / 12.92 : std::pow((srgb + 0.055) / 1.055, 2.4);
}

double srgbOf(double linear)
{
    const double v = std::clamp(linear, 0.0, 1.0);
    return v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
}

Lab labOf(const QColor& colour)
{
    const double r = linearOf(colour.red() / 255.0), g = linearOf(colour.green() / 255.0),
                 b = linearOf(colour.blue() / 255.0);
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QRgb rgbOf(const Lab& c)
{
    const auto cube = [](double v) { return v * v * v; };
    const double l = cube(c.l + 0.3963377774 * c.a + 0.2158037573 * c.b);
    const double m = cube(c.l - 0.1055613458 * c.a - 0.0638541728 * c.b);
    const double s = cube(c.l - 0.0894841775 * c.a - 1.2914855480 * c.b);
    const auto byte = [](double linear) { return int(std::lround(255 * srgbOf(linear))); };
    return qRgb(byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                byte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

QRgb mixedInLab(const QColor& from, const QColor& to, double t)
{
    const Lab a = labOf(from), b = labOf(to);
    return rgbOf({a.l + (b.l - a.l) * t, a.a + (b.a - a.a) * t, a.b + (b.b - a.b) * t});
}

constexpr int kZeroOfRamp = 128; ///< where index() puts the middle of a scale

Ramp makeRamp(ScaleKind kind, const Theme& theme)
{
    // On black the steps next to zero would be the smallest: high contrast raises them.
    const double power = theme.colours == Colours::HighContrast ? 0.6 : 1.0;
    Ramp ramp{};
    for (std::size_t i = 0; i < ramp.size(); ++i) {
        const double t = double(i) / double(ramp.size() - 1);
        const double signedSize = int(i) < kZeroOfRamp ? double(i) / kZeroOfRamp - 1 : (double(i) - kZeroOfRamp) / (255 - kZeroOfRamp);
        ramp[i] = kind != ScaleKind::Diverging ? faded(theme.black, theme.white, t).rgb()
                                          : mixedInLab(theme.zero, signedSize < 0 ? theme.negative : theme.positive,
                                                       std::pow(std::abs(signedSize), power));
    }
    return ramp;
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

const Ramp& rampOf(ScaleKind kind, const Theme& theme)
{
    static const auto ramps = [] {
        std::array<std::array<Ramp, 3>, 3> all{};
        for (const auto each : {ScaleKind::Grey, ScaleKind::Absolute, ScaleKind::Diverging})
            for (const Colours colours : kAllColours)
                all[std::size_t(each)][std::size_t(colours)] = makeRamp(each, themeFor(colours));
        return all;
    }();
    return ramps[std::size_t(kind)][std::size_t(theme.colours)];
}

ColourTable::ColourTable(const ColourScale& scale, const Theme& theme)
    : m_colours(rampOf(scale.kind, theme)), m_lo(scale.lo), m_factor(255 / (scale.hi - scale.lo)),
      m_absolute(scale.kind == ScaleKind::Absolute), m_notANumber(theme.bad.rgb())
{
}

int ColourTable::index(float value) const
{
    const double size = m_absolute ? std::abs(double(value)) : double(value);
    return int(std::clamp((size - m_lo) * m_factor + 0.5, 0.5, 255.5)); // to the nearest
}

QRgb ColourTable::colour(float value) const
{
    return std::isnan(value) ? m_notANumber : m_colours[std::size_t(index(value))];
}

QRgb ColourTable::colour(float r, float g, float b) const
{
    if (std::isnan(r) || std::isnan(g) || std::isnan(b))
        return m_notANumber;
    return qRgb(index(r), index(g), index(b));
}

} // namespace lab
