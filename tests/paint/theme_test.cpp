// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/paint/colour_vision.h"
#include "ui/paint/cell_painter.h"
#include "ui/paint/colour_scale.h"
#include "ui/paint/theme.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace lab
{

namespace
{

constexpr double kReadable = 4.5; // WCAG 2.1, level AA
constexpr double kSeen = 3; // what is no text, WCAG 1.4.11

std::string nameOf(const testing::TestParamInfo<Colours>& info)
{
    constexpr std::array kNames{"Light", "Dark", "HighContrast"};
    return kNames[std::size_t(info.param)];
}

} // namespace

class Themes : public testing::TestWithParam<Colours>
{
protected:
    const Theme& t = themeFor(GetParam());
    std::vector<QColor> ramp(ScaleKind kind) const
    {
        std::vector<QColor> colours;
        for (const QRgb each : rampOf(kind, t))
            colours.emplace_back(each);
        return colours;
    }
    void expectReadable(const QColor& ink, const QColor& ground, double least = kReadable) const
    {
        EXPECT_GE(contrast(ink, ground), least) << ink.name().toStdString() << " on " << ground.name().toStdString();
    }
};

TEST_P(Themes, TextReadsOnEveryGround)
{
    for (const QColor& ground : {t.window, t.surface, t.field, t.empty})
        for (const QColor& ink : {t.text, t.muted})
            expectReadable(ink, ground);
    for (const QColor& ground : {t.window, t.surface})
        for (const QColor& ink : {t.accent, t.bad, t.good})
            expectReadable(ink, ground);
    expectReadable(t.accent, t.accentGround);
    expectReadable(t.text, t.accentGround);
    expectReadable(t.bad, t.badGround);
    expectReadable(t.good, t.goodGround);
    expectReadable(t.onAccent, t.accent);
    expectReadable(t.surface, t.text); // the main command, a label, what is chosen
    for (const QColor& ground : {t.window, t.surface})
        expectReadable(t.border, ground, kSeen);
}

TEST_P(Themes, NumbersReadOnEveryCell)
{
    for (const QColor& ground : ramp(ScaleKind::Diverging)) {
        expectReadable(t.ink, ground, 5);
        expectReadable(textOn(faded(ground, t.window, kFade)), faded(ground, t.window, kFade), 5);
    }
    for (const QColor& ground : ramp(ScaleKind::Grey)) {
        expectReadable(textOn(ground), ground);
        expectReadable(textOn(faded(ground, t.window, kFade)), faded(ground, t.window, kFade));
    }
}

TEST_P(Themes, AFrameIsSeenOnEveryCell) // one of its two strokes is
{
    for (const ScaleKind kind : {ScaleKind::Diverging, ScaleKind::Grey})
        for (const QColor& ground : ramp(kind))
            EXPECT_GE(std::max(contrast(t.accent, ground), contrast(t.surface, ground)), kSeen)
                << ground.name().toStdString();
    EXPECT_GE(contrast(t.accent, t.surface), kSeen);
}

TEST_P(Themes, TheDivergingMapGoesEvenlyFromZeroToItsEnds)
{
    const auto colours = ramp(ScaleKind::Diverging);
    EXPECT_EQ(colours.front(), t.negative);
    EXPECT_EQ(colours[128], t.zero);
    EXPECT_EQ(colours.back(), t.positive);
    constexpr std::array kStops{"#6fa8e6 #93beed #b7d4f4 #dbe9fa #ffffff #fee6d4 #fbcea9 #f7b47d #f29a4a",
                                "#2f6db8 #2e5b93 #2b496f #27384d #22272d #43332e #643f2d #864927 #aa531a",
                                "#0a4fc4 #063d9b #03296f #01133c #000000 #290d00 #4f1f00 #712f00 #8f3e00"};
    const QStringList stops = QString::fromLatin1(kStops[std::size_t(GetParam())]).split(QLatin1Char(' '));
    const ColourTable table({ScaleKind::Diverging, -1, 1}, t);
    for (int i = 0; i < stops.size(); ++i)
        EXPECT_LT(difference(QColor(table.colour(float(i) / 4 - 1)), QColor(stops[i])), 1.0) << i;
}

/// The distances that were measured when the colours were chosen are kept, for each kind of colour vision.
TEST_P(Themes, MeaningsStayApartForEveryEye)
{
    struct Pair {
        QColor a, b;
        std::array<int, 4> least; ///< normal, deutan, protan, tritan
    };
    const std::vector<Pair> pairs[] = {{{t.negative, t.positive, {46, 52, 48, 52}},
                                        {t.negative, t.zero, {30, 31, 28, 31}},
                                        {t.positive, t.zero, {32, 30, 33, 32}},
                                        {t.accent, t.negative, {47, 34, 39, 57}},
                                        {t.accent, t.positive, {67, 71, 68, 44}},
                                        {t.good, t.bad, {59, 13, 9, 57}}},
                                       {{t.negative, t.positive, {45, 53, 49, 60}},
                                        {t.accent, t.negative, {37, 32, 25, 52}},
                                        {t.accent, t.positive, {49, 52, 56, 35}},
                                        {t.good, t.bad, {58, 6, 11, 60}}},
                                       {{t.negative, t.positive, {48, 59, 54, 54}},
                                        {t.accent, t.negative, {83, 82, 76, 50}},
                                        {t.accent, t.positive, {55, 44, 52, 47}},
                                        {t.good, t.bad, {61, 8, 19, 62}}}};
    for (const Pair& pair : pairs[int(GetParam())])
        for (const Vision vision : kVisions)
            EXPECT_GE(difference(seenBy(pair.a, vision), seenBy(pair.b, vision)),
                      pair.least[std::size_t(vision)] - 0.6)
                << pair.a.name().toStdString() << " and " << pair.b.name().toStdString() << ", " << int(vision);
}

TEST_P(Themes, ThePaletteTellsItsTheme)
{
    EXPECT_EQ(themeOf(paletteOf(t)).colours, t.colours);
}

INSTANTIATE_TEST_SUITE_P(All, Themes, testing::ValuesIn(kAllColours), nameOf);

/// Pairs from Sharma, Wu, Dalal, "The CIEDE2000 color-difference formula", table 1.
TEST(ColourVision, DifferencesAreThoseOfCiede2000)
{
    EXPECT_NEAR(ciede2000({50, 2.6772, -79.7751}, {50, 0, -82.7485}), 2.0425, 1e-4);
    EXPECT_NEAR(ciede2000({50, 2.5, 0}, {73, 25, -18}), 27.1492, 1e-4);
    EXPECT_NEAR(ciede2000({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}), 1.2644, 1e-4);
}

} // namespace lab
