// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/number_text.h"
#include "ui/paint/tensor_painter.h"

#include <QFontMetricsF>

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace lab
{

namespace
{

NumberStyle styleOf(int pixels, double room, int digits = 5)
{
    NumberStyle style{QFont(), digits, room};
    style.font.setPixelSize(pixels);
    return style;
}

std::string shown(double value, double room, int digits = 5)
{
    return cellNumber(value, styleOf(12, room, digits)).toStdString();
}

/// Numbers of all sizes, with those that tempt to round.
std::vector<double> manyNumbers()
{
    std::vector<double> numbers{0,    0.01,  -1.54, 1.54,   0.05, 0.949, 0.951,   9.96, 99.6,
                                0.99, 1e-17, 1e-45, 3.4e38, 255,  -0.5,  1.0 / 3, 1e7,  12345678};
    std::mt19937 random(1);
    std::uniform_real_distribution<double> mantissa(-10, 10), exponent(-12, 12);
    for (int i = 0; i < 2000; ++i)
        numbers.push_back(mantissa(random) * std::pow(10.0, exponent(random)));
    for (int i = -300; i <= 300; ++i)
        for (const double unit : {1.0, 0.01, 1000.0})
            numbers.push_back(i * unit);
    return numbers;
}

} // namespace

TEST(CellNumber, IsRightToTwoDigitsOrNotThere)
{
    int empty = 0, there = 0;
    for (const double value : manyNumbers())
        for (const int digits : {2, 3, 5})
            for (const double room : {4.0, 8.0, 15.0, 22.0, 30.0, 45.0, 80.0}) {
                const QString text = cellNumber(value, styleOf(12, room, digits));
                (text.isEmpty() ? empty : there) += 1;
                if (text.isEmpty())
                    continue;
                const auto read = parseNumber(text.toStdString());
                ASSERT_TRUE(read) << text.toStdString();
                ASSERT_LE(std::abs(*read - value), 0.05 * std::abs(value)) << value << " as " << text.toStdString();
                if (value == std::floor(value) && std::abs(value) < 1e7) {
                    ASSERT_EQ(*read, value) << text.toStdString();
                }
                QFont font = styleOf(12, room).font;
                font.setPixelSize(100); // unhinted, as it is measured
                ASSERT_LE(QFontMetricsF(font).horizontalAdvance(text) * 0.12, room + 2) << text.toStdString();
            }
    EXPECT_GT(empty, 1000);
    EXPECT_GT(there, 1000);
}

TEST(CellNumber, NeverRoundsUntilItLies)
{
    EXPECT_EQ(shown(-1.54, 60), "−1.54");
    EXPECT_EQ(shown(-1.54, 32), "−1.5");
    EXPECT_EQ(shown(-1.54, 16), "");
    EXPECT_EQ(shown(0.01, 60), "0.01");
    EXPECT_EQ(shown(0.01, 12), "");
    EXPECT_EQ(shown(0.014999, 40), "0.015");
    EXPECT_EQ(shown(123456, 60, 2), "123\u202F456");
    EXPECT_EQ(shown(0, 8), "0");
}

TEST(CellNumber, SpecialOnesAreNamed)
{
    EXPECT_EQ(shown(std::nan(""), 60), "NaN");
    EXPECT_EQ(shown(std::numeric_limits<double>::infinity(), 60), "∞");
}

/// A matrix of the cells' size, with its numbers.
class CellNumbers : public testing::Test
{
protected:
    std::optional<NumberStyle> style(const Grid64& numbers, double cell)
    {
        const TensorScene scene = exactScene(numbers);
        const QSize size(int(cell * numbers.cols()), int(cell * numbers.rows()));
        return TensorPainter::numberStyle(scene, Viewport{cell, {0, 0}}, size, QFont());
    }
};

TEST_F(CellNumbers, AResidueBesideLargeNumbersIsNoZero)
{
    const Grid64 numbers{{100, 0.01}, {-1.54, 7}};
    for (double cell = 18; cell < 100; ++cell)
        if (const auto how = style(numbers, cell))
            for (const double value : numbers.cells())
                if (const QString text = cellNumber(value, *how); !text.isEmpty()) {
                    EXPECT_NEAR(*parseNumber(text.toStdString()), value, 0.05 * std::abs(value)) << "at " << cell;
                }
}

TEST_F(CellNumbers, AreRatherLargeThanLong)
{
    const auto how = style(Grid64{{1.0 / 9}}, 49);
    ASSERT_TRUE(how);
    EXPECT_GE(how->font.pixelSize(), 12);
    EXPECT_EQ(cellNumber(1.0 / 9, *how), QStringLiteral("0.11"));
    EXPECT_EQ(cellNumber(1.0 / 9, *style(Grid64{{1.0 / 9}}, 120)), QStringLiteral("0.11"));
}

TEST_F(CellNumbers, OneLongNumberLeavesTheOthersTheirPlace)
{
    const auto how = style(Grid64{{1, 2}, {3, -1.2345e-8}}, 24);
    ASSERT_TRUE(how);
    EXPECT_EQ(cellNumber(1, *how), QStringLiteral("1"));
    EXPECT_EQ(cellNumber(-1.2345e-8, *how), QString());
    EXPECT_FALSE(style(Grid64{{1, -1.2345e-8}, {1.2345e-8, -1.2345e-8}}, 24)) << "most would be missing";
}

} // namespace lab
