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
            const auto back = matrixFromText(shortest(f));
            ASSERT_TRUE(back.ok()) << shortest(f);
            ASSERT_EQ(back->at(0, 0), f) << shortest(f);
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

struct MatrixCase {
    const char* name;
    const char* text;
    Grid matrix;
};
std::ostream& operator<<(std::ostream& out, const MatrixCase& c)
{
    return out << c.name;
}
class MatrixFromText : public testing::TestWithParam<MatrixCase>
{
};
TEST_P(MatrixFromText, Reads)
{
    const auto matrix = matrixFromText(GetParam().text);
    ASSERT_TRUE(matrix.ok()) << int(matrix.error().code);
    EXPECT_EQ(*matrix, GetParam().matrix);
}
INSTANTIATE_TEST_SUITE_P(
    NumberText, MatrixFromText,
    testing::Values(
        MatrixCase{"One", "7", {{7}}}, MatrixCase{"InPlaceRow", "1,-1", {{1, -1}}},
        MatrixCase{"InPlaceRows", "1,-1; 2,3", {{1, -1}, {2, 3}}}, MatrixCase{"InPlaceColumn", "1;2", {{1}, {2}}},
        MatrixCase{"InPlaceBlanks", "0 1; 2 3;", {{0, 1}, {2, 3}}}, MatrixCase{"Csv", "1,2\n3,4\n", {{1, 2}, {3, 4}}},
        MatrixCase{"CsvBlanksAround", " 1 , 2 \n 3 , 4 ", {{1, 2}, {3, 4}}},
        MatrixCase{"CsvWindows", "1,2\r\n3,4\r\n", {{1, 2}, {3, 4}}},
        MatrixCase{"CsvOldMac", "1,2\r3,4\r", {{1, 2}, {3, 4}}},
        MatrixCase{"CsvBom",
                   "\xEF\xBB\xBF"
                   "1,2",
                   {{1, 2}}},
        MatrixCase{"CsvQuoted", "\"1\",\"2.5\"\n", {{1, 2.5F}}},
        MatrixCase{"EmptyLinesAtTheEnds", "\n \n1,2\n3,4\n\n \n", {{1, 2}, {3, 4}}},
        MatrixCase{"Semicolons", "1;2\n3;4\n", {{1, 2}, {3, 4}}},
        MatrixCase{"SemicolonsDecimalComma", "1,5;2\n3;-4,25\n", {{1.5F, 2}, {3, -4.25F}}},
        MatrixCase{"Tabs", "1\t2\n3\t4\n", {{1, 2}, {3, 4}}},
        MatrixCase{"TabsDecimalComma", "0,5\t1\n2\t3", {{0.5F, 1}, {2, 3}}},
        MatrixCase{"Blanks", "  1   2\n 3 4 ", {{1, 2}, {3, 4}}},
        MatrixCase{"PythonList", "[[1, 2], [3, 4]]", {{1, 2}, {3, 4}}},
        MatrixCase{"PythonListOfOneRow", "[1, 2]", {{1, 2}}},
        MatrixCase{"PythonTrailingComma", "[[1, 2],\n [3, 4],\n]", {{1, 2}, {3, 4}}},
        MatrixCase{"NumPy", "[[ 1.  2.]\n [-3.  4.]]", {{1, 2}, {-3, 4}}},
        MatrixCase{"NumPyBrokenRow", "[[1 2\n  3]\n [4 5\n  6]]", {{1, 2, 3}, {4, 5, 6}}},
        MatrixCase{"Octave", "[1 2; 3 4]", {{1, 2}, {3, 4}}},
        MatrixCase{
            "NotFinite", "nan,inf,-inf", {{std::numeric_limits<float>::quiet_NaN(), float(kInf), -float(kInf)}}},
        MatrixCase{"TypographicMinus", "−1,2", {{-1, 2}}}),
    [](const auto& each) { return std::string(each.param.name); });

struct BadCase {
    const char* name;
    std::string text;
    Error error;
};
std::ostream& operator<<(std::ostream& out, const BadCase& c)
{
    return out << c.name;
}
class BadMatrix : public testing::TestWithParam<BadCase>
{
};
TEST_P(BadMatrix, IsRefused)
{
    const auto matrix = matrixFromText(GetParam().text);
    ASSERT_FALSE(matrix.ok());
    EXPECT_EQ(int(matrix.error().code), int(GetParam().error.code));
    EXPECT_EQ(matrix.error().arguments, GetParam().error.arguments);
}
INSTANTIATE_TEST_SUITE_P(
    NumberText, BadMatrix,
    testing::Values(
        BadCase{"Empty", "", {ErrorCode::EmptyText}}, BadCase{"Blank", " \n\t ", {ErrorCode::EmptyText}},
        BadCase{"BomAlone", "\xEF\xBB\xBF", {ErrorCode::EmptyText}},
        BadCase{"EmptyBrackets", "[]", {ErrorCode::EmptyText}},
        BadCase{"EmptyRows", "[[], []]", {ErrorCode::EmptyText}},
        BadCase{"SemicolonAlone", ";", {ErrorCode::EmptyText}},
        BadCase{"Letters", "1,2\n3,abc", {ErrorCode::NotANumber, {"2", "2", "abc"}}},
        BadCase{"HeaderRow", "a,b\n1,2", {ErrorCode::NotANumber, {"1", "1", "a"}}},
        BadCase{"EmptyCell", "1,,2", {ErrorCode::NotANumber, {"1", "2", ""}}},
        BadCase{"BeyondFloat", "1,1e39", {ErrorCode::NotANumber, {"1", "2", "1e39"}}},
        BadCase{"Ragged", "1,2\n3\n", {ErrorCode::RaggedRows, {"2", "1", "2"}}},
        BadCase{"RaggedLonger", "1\n3 4\n", {ErrorCode::RaggedRows, {"2", "2", "1"}}},
        BadCase{"EmptyLineWithin", "1,2\n\n3,4", {ErrorCode::RaggedRows, {"2", "0", "2"}}},
        BadCase{"RaggedBrackets", "[[1, 2], [3]]", {ErrorCode::RaggedRows, {"2", "1", "2"}}},
        BadCase{"BracketNotClosed", "[[1, 2", {ErrorCode::NotANumber, {"1", "1", "[[1, 2"}}},
        BadCase{"ThreeDimensions", "[[[1]]]", {ErrorCode::NotANumber, {"1", "1", "[[1]]"}}},
        BadCase{"TextBetweenRows", "[[1], x, [2]]", {ErrorCode::NotANumber, {"2", "1", "x, [2]"}}},
        BadCase{"Nul", std::string("1,\0002", 4), {ErrorCode::NotANumber, {"1", "2", std::string("\0002", 2)}}},
        BadCase{"LongText", std::string(100, 'x'), {ErrorCode::NotANumber, {"1", "1", std::string(40, 'x') + "…"}}}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(NumberText, MatrixOfDoublesKeepsDoublePrecision)
{
    const auto matrix = matrix64FromText("-0.2113,-0.5195;1e39,0.1");
    ASSERT_TRUE(matrix.ok());
    EXPECT_EQ(*matrix, (Grid64{{-0.2113, -0.5195}, {1e39, 0.1}}));
}

TEST(NumberText, CsvReadsBack)
{
    const Grid matrix{{0.1F, -2, 1e-20F}, {3.4028235e38F, 0, std::numeric_limits<float>::quiet_NaN()}};
    EXPECT_EQ(csvFromMatrix(Grid{{1, -1.5F}, {0, 100000}}), "1,-1.5\n0,100000\n");
    const auto back = matrixFromText(csvFromMatrix(matrix));
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(*back, matrix);
}

// Dive into Deep Learning, 7.2.4: the learned kernel as the book prints it.
TEST(NumberText, TensorIsAlignedAsPyTorchDoes)
{
    EXPECT_EQ(tensorText(Grid64{{0.95104, -1.02951}}), "[[ 0.9510, -1.0295]]");
    EXPECT_EQ(tensorText(Grid64{{-0.2113, -0.5195}}), "[[-0.2113, -0.5195]]");
    EXPECT_EQ(tensorText(Grid64{{0.5, 1}}), "[[0.5000, 1.0000]]");
    EXPECT_EQ(tensorText(Grid64{{1e38, -0.5}}), "[[ 1.0000e+38, -5.0000e-01]]");
    EXPECT_EQ(tensorText(Grid64{{1e8, 0}}), "[[100000000.0000,         0.0000]]");
    EXPECT_EQ(tensorText(Grid64{{1, -20}, {3, 4}}), "[[  1.0000, -20.0000],\n [  3.0000,   4.0000]]");
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
