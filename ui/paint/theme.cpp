// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/theme.h"

#include <array>
#include <cmath>

namespace lab
{

namespace
{

/// Each colour in light, dark and high contrast.
constexpr struct {
    QColor Theme::*colour;
    QRgb in[3];
} kColours[] = {
    {&Theme::window, {0xf4f6f8, 0x15181c, 0x000000}},
    {&Theme::surface, {0xffffff, 0x1d2126, 0x000000}},
    {&Theme::field, {0xffffff, 0x15181c, 0x000000}},
    {&Theme::empty, {0xe9edf0, 0x191d21, 0x000000}},
    {&Theme::line, {0xd5dade, 0x363c44, 0x8c8c8c}},
    {&Theme::grid, {0xc3cad1, 0x464e58, 0xb0b0b0}},
    {&Theme::border, {0x7a848e, 0x7c8794, 0xffffff}},
    {&Theme::text, {0x15191e, 0xe9edf1, 0xffffff}},
    {&Theme::muted, {0x55606b, 0xa7b1bc, 0xe0e0e0}},
    {&Theme::accent, {0x6a0fa0, 0xe3b2ff, 0xffe600}},
    {&Theme::accentGround, {0xf3e8fb, 0x33243f, 0x332e00}},
    {&Theme::onAccent, {0xffffff, 0x1b0a26, 0x000000}},
    {&Theme::bad, {0xb3261e, 0xff8f86, 0xff9c94}},
    {&Theme::badGround, {0xfdeceb, 0x3a2220, 0x2a0000}},
    {&Theme::good, {0x146c3f, 0x6fd39b, 0x7cffb0}},
    {&Theme::goodGround, {0xe6f4ec, 0x17301f, 0x002a12}},
    {&Theme::negative, {0x6fa8e6, 0x2f6db8, 0x0a4fc4}},
    {&Theme::zero, {0xffffff, 0x22272d, 0x000000}},
    {&Theme::positive, {0xf29a4a, 0xaa531a, 0x8f3e00}},
    {&Theme::ink, {0x000000, 0xffffff, 0xffffff}},
    {&Theme::black, {0x23282e, 0x0b0d10, 0x000000}},
    {&Theme::white, {0xffffff, 0xf2f3f5, 0xffffff}},
};

Theme make(Colours colours)
{
    Theme theme;
    theme.colours = colours;
    for (const auto& [colour, in] : kColours)
        theme.*colour = in[int(colours)];
    return theme;
}

double luminance(const QColor& c)
{
    const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

QString idOf(Colours colours)
{
    constexpr std::array kIds{"light", "dark", "high-contrast"};
    return QLatin1String(kIds[std::size_t(colours)]);
}

const Theme& themeFor(Colours colours)
{
    static const std::array<Theme, 3> themes{make(Colours::Light), make(Colours::Dark), make(Colours::HighContrast)};
    return themes[std::size_t(colours)];
}

const Theme& lightTheme()
{
    return themeFor(Colours::Light);
}

const Theme& darkTheme()
{
    return themeFor(Colours::Dark);
}

const Theme& highContrastTheme()
{
    return themeFor(Colours::HighContrast);
}

const Theme& themeOf(const QPalette& palette)
{
    const QColor window = palette.color(QPalette::Window);
    if (window == highContrastTheme().window)
        return highContrastTheme();
    return window.lightnessF() < 0.5F ? darkTheme() : lightTheme();
}

QPalette paletteOf(const Theme& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.field);
    p.setColor(QPalette::AlternateBase, t.window);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.muted);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.bad);
    p.setColor(QPalette::ToolTipBase, t.surface);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.text);
    p.setColor(QPalette::HighlightedText, t.surface);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.line);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.border);
    p.setColor(QPalette::Shadow, t.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.border);
    return p;
}

QColor faded(const QColor& colour, const QColor& ground, double share)
{
    const auto part = [share](float a, float b) { return float(a + (b - a) * share); };
    return QColor::fromRgbF(part(colour.redF(), ground.redF()), part(colour.greenF(), ground.greenF()),
                            part(colour.blueF(), ground.blueF()));
}

double contrast(const QColor& a, const QColor& b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor textOn(const QColor& ground)
{
    static const QColor dark(Qt::black), light(Qt::white);
    return contrast(dark, ground) >= contrast(light, ground) ? dark : light;
}

} // namespace lab
