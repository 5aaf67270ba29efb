// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/theme.h"

#include <gtest/gtest.h>

namespace lab
{

class Themes : public testing::TestWithParam<bool>
{
protected:
    const Theme& theme() const { return GetParam() ? darkTheme() : lightTheme(); }
};

TEST_P(Themes, TextReadsOnEveryGround)
{
    const Theme& t = theme();
    constexpr double kReadable = 4.5; // WCAG 2.1, level AA
    for (const QColor& ground : {t.window, t.surface, t.field, t.empty})
        for (const QColor& ink : {t.text, t.muted})
            EXPECT_GE(contrast(ink, ground), kReadable)
                << ink.name().toStdString() << " on " << ground.name().toStdString();
    for (const QColor& ground : {t.window, t.surface})
        for (const QColor& ink : {t.accent, t.nowText, t.danger})
            EXPECT_GE(contrast(ink, ground), kReadable)
                << ink.name().toStdString() << " on " << ground.name().toStdString();
    EXPECT_GE(contrast(t.danger, t.dangerGround), kReadable);
    EXPECT_GE(contrast(t.onAccent, t.accent), kReadable);
}

TEST_P(Themes, NumbersReadOnEveryCellColour)
{
    const Theme& t = theme();
    for (const QColor& ground : {t.positive, t.negative, t.zero, t.black, t.white, t.invalid})
        EXPECT_GE(contrast(textOn(ground), ground), 4.5) << ground.name().toStdString();
}

TEST_P(Themes, HuesStandOutAndStayApart)
{
    const Theme& t = theme();
    const Shape shape{3, 3};
    for (int a = 0; a < 9; ++a) {
        const QColor hue = t.weightHue({a / 3, a % 3}, shape);
        EXPECT_GE(contrast(hue, t.surface), 3) << a; // graphics, WCAG 1.4.11
        for (int b = 0; b < a; ++b)
            EXPECT_NE(hue, t.weightHue({b / 3, b % 3}, shape));
    }
}

TEST_P(Themes, ThePaletteTellsItsTheme)
{
    EXPECT_EQ(themeOf(paletteOf(theme())).dark, theme().dark);
}

INSTANTIATE_TEST_SUITE_P(Both, Themes, testing::Bool(),
                         [](const auto& which) { return which.param ? "Dark" : "Light"; });

} // namespace lab
