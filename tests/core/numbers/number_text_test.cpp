// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/number_text.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <random>

using namespace lab;

namespace
{

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

struct NumberCase {
    const char* name;
    double value;
    const char* text;
};
std::ostream& operator<<(std::ostream& out, const NumberCase& c)
{
    return out << c.name;
}
std::string nameOf(const testing::TestParamInfo<NumberCase>& info)
{
    return info.param.name;
}

class Shortest : public testing::TestWithParam<NumberCase>
{
};
TEST_P(Shortest, Writes)
{
    EXPECT_EQ(shortest(GetParam().value), GetParam().text);
    EXPECT_EQ(shortest(float(GetParam().value)), GetParam().text);
}
INSTANTIATE_TEST_SUITE_P(NumberText, Shortest,
                         testing::Values(NumberCase{"Zero", 0, "0"}, NumberCase{"NegativeZero", -0.0, "-0"},
                                         NumberCase{"One", 1, "1"}, NumberCase{"Tenth", 0.1, "0.1"},
                                         NumberCase{"Negative", -2.5, "-2.5"},
                                         NumberCase{"RoundThousands", 100000, "100000"},
                                         NumberCase{"Large", 1e20, "1e+20"}, NumberCase{"Small", 1e-7, "1e-07"},
                                         NumberCase{"Nan", kNan, "nan"}, NumberCase{"NegativeNan", -kNan, "nan"},
                                         NumberCase{"Infinity", kInf, "inf"},
                                         NumberCase{"MinusInfinity", -kInf, "-inf"}),
                         nameOf);

TEST(NumberText, ShortestReadsBackAsTheSameNumber)
{
    std::mt19937_64 random(7);
    for (int i = 0; i < 20000; ++i) {
        const std::uint64_t bits = random();
        double d;
        std::memcpy(&d, &bits, sizeof d);
        float f;
        std::memcpy(&f, &bits, sizeof f);
        if (std::isfinite(d)) {
            ASSERT_EQ(parseNumber(shortest(d)), std::optional(d)) << shortest(d);
        }
        if (std::isfinite(f)) {
            const auto back = parseNumber(shortest(f));
            ASSERT_TRUE(back) << shortest(f);
            ASSERT_EQ(floatOf(*back), f) << shortest(f);
        }
    }
}

class Display : public testing::TestWithParam<NumberCase>
{
};
TEST_P(Display, Writes)
{
    EXPECT_EQ(display(GetParam().value), GetParam().text);
}
INSTANTIATE_TEST_SUITE_P(
    NumberText, Display,
    testing::Values(NumberCase{"Zero", 0, "0"}, NumberCase{"NegativeZero", -0.0, "0"}, NumberCase{"Whole", 19, "19"},
                    NumberCase{"Negative", -1, "−1"}, NumberCase{"Rounded", 3.14159, "3.142"},
                    NumberCase{"NoTrailingZeros", 0.5, "0.5"}, NumberCase{"RoundsUpToOne", 0.99999, "1"},
                    NumberCase{"WholePartStays", 123456.7, "123 457"}, NumberCase{"FourDigits", 1764, "1764"},
                    NumberCase{"Thousands", 100000, "100 000"}, NumberCase{"BelowTheLimit", 9999999, "9 999 999"},
                    NumberCase{"AtTheLimit", 1e7, "1 × 10⁷"}, NumberCase{"Large", 12345678, "1.235 × 10⁷"},
                    NumberCase{"SmallPlain", 0.0001, "0.0001"}, NumberCase{"Small", 0.000015, "1.5 × 10⁻⁵"},
                    NumberCase{"NegativeSmall", -0.000015, "−1.5 × 10⁻⁵"}, NumberCase{"Huge", 1.5e300, "1.5 × 10³⁰⁰"},
                    NumberCase{"Denormal", 5e-324, "4.941 × 10⁻³²⁴"}, NumberCase{"Nan", kNan, "NaN"},
                    NumberCase{"Infinity", kInf, "∞"}, NumberCase{"MinusInfinity", -kInf, "−∞"}),
    nameOf);

TEST(NumberText, DisplayKeepsTheDigitsAskedFor)
{
    EXPECT_EQ(display(3.14159265, 1), "3");
    EXPECT_EQ(display(3.14159265, 7), "3.141593");
    EXPECT_EQ(display(0.0951234, 2), "0.095");
}

TEST(NumberText, WhatIsDisplayedIsReadBack)
{
    std::mt19937_64 bits(1);
    for (int i = 0; i < 10'000; ++i) {
        const double value = std::bit_cast<double>(bits());
        if (std::isfinite(value)) {
            EXPECT_EQ(parseNumber(display(value, 17)), value) << display(value, 17);
        }
        const double count = double(bits() >> (11 + i % 53));
        EXPECT_EQ(parseNumber(display(count, 17)), count) << display(count, 17);
    }
    EXPECT_EQ(parseNumber("1\u2009234\u2009567"), 1234567) << "the thin space of other programs";
}

TEST(NumberText, CountsKeepEveryDigit)
{
    EXPECT_EQ(displayCount(0), "0");
    EXPECT_EQ(displayCount(1764), "1764");
    EXPECT_EQ(displayCount(12'192'768), "12\u202F192\u202F768");
    EXPECT_EQ(displayCount(-152'004), "\u2212152\u202F004");
}

TEST(NumberText, FixedIsThatOfPrintf)
{
    for (const double value : {0.0, -0.0, 1.0, -0.00001, 2.5, 0.125, 8.6441, 1e15, -1e300, 12345.678}) {
        char expected[400];
        std::snprintf(expected, sizeof expected, "%.3f", value);
        EXPECT_EQ(fixed(value, 3), expected);
    }
    EXPECT_EQ(fixed(2.5, 0), "2");
    EXPECT_EQ(fixed(kNan, 3), "nan");
    EXPECT_EQ(fixed(-kInf, 3), "-inf");
}

struct ParseCase {
    const char* name;
    const char* text;
    std::optional<double> value;
};
std::ostream& operator<<(std::ostream& out, const ParseCase& c)
{
    return out << c.name;
}
class ParseNumber : public testing::TestWithParam<ParseCase>
{
};
TEST_P(ParseNumber, Reads)
{
    EXPECT_EQ(parseNumber(GetParam().text), GetParam().value);
}
INSTANTIATE_TEST_SUITE_P(
    NumberText, ParseNumber,
    testing::Values(ParseCase{"Whole", "12", 12}, ParseCase{"Blanks", " \t1.5 \r", 1.5}, ParseCase{"Plus", "+3", 3},
                    ParseCase{"Minus", "-3", -3}, ParseCase{"TypographicMinus", "−0.5", -0.5},
                    ParseCase{"Exponent", "1e-3", 0.001}, ParseCase{"CapitalExponent", "2E3", 2000},
                    ParseCase{"NoWholePart", ".5", 0.5}, ParseCase{"Infinity", "inf", kInf},
                    ParseCase{"MinusInfinity", "-Infinity", -kInf}, ParseCase{"Underflow", "1e-400", 0},
                    ParseCase{"Overflow", "1e400", std::nullopt}, ParseCase{"Empty", "", std::nullopt},
                    ParseCase{"Blank", "  ", std::nullopt}, ParseCase{"Letters", "abc", std::nullopt},
                    ParseCase{"Tail", "1x", std::nullopt}, ParseCase{"TwoSigns", "--1", std::nullopt},
                    ParseCase{"PlusMinus", "+-1", std::nullopt}, ParseCase{"SignAlone", "-", std::nullopt},
                    ParseCase{"DecimalComma", "1,5", 1.5}, ParseCase{"NegativeDecimalComma", "−0,5", -0.5},
                    ParseCase{"NoWholePartComma", ",5", 0.5}, ParseCase{"TwoCommas", "1,5,0", std::nullopt},
                    ParseCase{"CommaAndPoint", "1,000.5", std::nullopt}, ParseCase{"CommaAlone", ",", std::nullopt},
                    ParseCase{"TypographicExponent", "1.5e−5", 1.5e-5}, ParseCase{"InfinitySign", "−∞", -kInf},
                    ParseCase{"Fraction", "1/9", 1.0 / 9}, ParseCase{"NegativeFraction", "−1 / 3", -1.0 / 3},
                    ParseCase{"FractionOfCommas", "0,5/2", 0.25}, ParseCase{"TwoBars", "1/2/3", std::nullopt},
                    ParseCase{"ByZero", "1/0", std::nullopt}, ParseCase{"ZeroByZero", "0/0", std::nullopt},
                    ParseCase{"ByInfinity", "1/inf", std::nullopt}, ParseCase{"ByNothing", "1/", std::nullopt},
                    ParseCase{"BarAlone", "/", std::nullopt}, ParseCase{"TwoNumbers", "1 2", std::nullopt},
                    ParseCase{"Hexadecimal", "0x10", std::nullopt}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(NumberText, WhatIsShownIsRead)
{
    for (const double value : {0.0, 0.5, -1.0, 1.5e-5, -1.235e7, 1e300, kInf, -kInf}) {
        EXPECT_EQ(parseNumber(display(value)), value) << display(value);
        EXPECT_EQ(parseNumber(shortest(value)), value) << shortest(value);
    }
    EXPECT_TRUE(std::isnan(parseNumber(display(std::nan(""))).value_or(0)));
}

TEST(NumberText, ParsesNan)
{
    ASSERT_TRUE(parseNumber("nan"));
    EXPECT_TRUE(std::isnan(*parseNumber("NaN")));
}

TEST(DisplayBelow, IsAtMostTheLimitAndNear)
{
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> exponent(-60, 60);
    for (int i = 0; i < 20'000; ++i) {
        const double limit = std::exp2(exponent(random));
        for (const int digits : {1, 3, 4, 8}) {
            std::string text = displayBelow(limit, digits);
            if (const auto minus = text.find("\xE2\x88\x92"); minus != std::string::npos)
                text.replace(minus, 3, "-");
            const double shown = *parseNumber(text);
            ASSERT_LE(shown, limit) << text;
            ASSERT_GT(shown, limit * (1 - std::pow(10, 1 - digits))) << text;
        }
    }
}

TEST(DisplayBelow, KeepsWhatTheDigitsHold)
{
    EXPECT_EQ(displayBelow(0.5), "0.5");
    EXPECT_EQ(displayBelow(0.3), "0.3"); // though the double is a little below
    EXPECT_EQ(displayBelow(1.75799e-6), "1.757 × 10⁻⁶");
    EXPECT_EQ(displayBelow(0.99999), "0.9999");
    EXPECT_EQ(displayBelow(123456.7), "123 456");
    EXPECT_EQ(displayBelow(std::numeric_limits<double>::infinity()), "∞");
}

} // namespace
