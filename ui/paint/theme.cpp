// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/theme.h"

#include <array>
#include <cmath>

namespace lab
{

namespace
{

Theme makeLight()
{
    Theme t;
    t.dark = false;
    t.window = 0xf4f6f8;
    t.surface = 0xffffff;
    t.field = 0xffffff;
    t.empty = 0xe9edf0;
    t.line = 0xd5dade;
    t.strongLine = 0xb9c1c8;
    t.text = 0x15191e;
    t.muted = 0x56616c;
    t.accent = 0x0b63c5;
    t.onAccent = 0xffffff;
    t.now = 0xd58900;
    t.nowText = 0x8f5a00;
    t.danger = 0xb3261e;
    t.dangerGround = 0xfdeceb;
    t.positive = 0xe08a4a;
    t.negative = 0x4f86c0;
    t.zero = 0xf7f8f9;
    t.black = 0x2a2f36;
    t.white = 0xffffff;
    t.invalid = 0xc2185b;
    return t;
}

Theme makeDark()
{
    Theme t;
    t.dark = true;
    t.window = 0x15181c;
    t.surface = 0x1d2126;
    t.field = 0x15181c;
    t.empty = 0x191d21;
    t.line = 0x363c44;
    t.strongLine = 0x505964;
    t.text = 0xe9edf1;
    t.muted = 0xa1abb6;
    t.accent = 0x6cb0fb;
    t.onAccent = 0x0b1622;
    t.now = 0xffb53a;
    t.nowText = 0xffb53a;
    t.danger = 0xff8f86;
    t.dangerGround = 0x3a2220;
    t.positive = 0xc2743b;
    t.negative = 0x5c95cd;
    t.zero = 0x22272d;
    t.black = 0x0b0d10;
    t.white = 0xf2f3f5;
    t.invalid = 0xf06292;
    return t;
}

/// Hues that stay apart for colour-blind eyes (after Okabe and Ito, without their oranges and yellow: amber is
/// taken).
constexpr std::array<QRgb, 9> kHuesLight{0x0072b2, 0xc8500a, 0x00875f, 0xb0479a, 0x1f9bcf,
                                         0x7a4bd0, 0x8a5a2b, 0x4d7c0f, 0xc2255c};
constexpr std::array<QRgb, 9> kHuesDark{0x56b4e9, 0xf2894e, 0x35c79a, 0xe58ad0, 0x8fd3f4,
                                        0xb49bff, 0xd0a074, 0xa3d65c, 0xff8fab};

double luminance(const QColor& c)
{
    const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

QColor Theme::weightHue(WeightCell weight, Shape kernel) const
{
    const int index = weight.row * kernel.cols + weight.col;
    const auto& hues = dark ? kHuesDark : kHuesLight;
    if (kernel.cells() <= std::int64_t(hues.size()))
        return hues[std::size_t(index)];
    // Larger kernels: the hue goes around along a row and the tone from row to row.
    const double hue = double(weight.col) / kernel.cols;
    const double tone = kernel.rows > 1 ? double(weight.row) / (kernel.rows - 1) : 0.5;
    return dark ? QColor::fromHslF(float(hue), 0.65F, float(0.58 + 0.2 * tone))
                : QColor::fromHslF(float(hue), 0.7F, float(0.28 + 0.17 * tone));
}

QColor Theme::seriesHue(int n) const
{
    constexpr std::array<std::size_t, 4> kOrder{1, 2, 3, 6};
    return (dark ? kHuesDark : kHuesLight)[kOrder[std::size_t(n) % kOrder.size()]];
}

const Theme& lightTheme()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme& darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme& themeOf(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightnessF() < 0.5F ? darkTheme() : lightTheme();
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
    p.setColor(QPalette::BrightText, t.danger);
    p.setColor(QPalette::ToolTipBase, t.surface);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.line);
    p.setColor(QPalette::Mid, t.strongLine);
    p.setColor(QPalette::Dark, t.strongLine);
    p.setColor(QPalette::Shadow, t.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role,
                   QColor::fromRgbF((t.muted.redF() + t.window.redF()) / 2,
                                    (t.muted.greenF() + t.window.greenF()) / 2,
                                    (t.muted.blueF() + t.window.blueF()) / 2));
    return p;
}

double contrast(const QColor& a, const QColor& b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor textOn(const QColor& ground)
{
    static const QColor dark(0x15191e), light(0xffffff);
    return contrast(dark, ground) >= contrast(light, ground) ? dark : light;
}

} // namespace lab
