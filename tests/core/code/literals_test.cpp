// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/literals.h"
#include "core/numbers/matrix_text.h"
#include "core/numbers/number_text.h"
#include "tests/core/support.h"

namespace lab::test
{

namespace
{

TEST(Literals, AreNumbersOfTheirLanguage)
{
    EXPECT_EQ(pythonNumber(0.1F), "0.1");
    EXPECT_EQ(pythonNumber(-kInfinity), "-inf");
    EXPECT_EQ(cppNumber(5.0F), "5.0F");
    EXPECT_EQ(cppNumber(1e20F), "1e+20F");
    EXPECT_EQ(cppNumber(0.25), "0.25");
    EXPECT_EQ(cppNumber(kNaN), "NAN");
    EXPECT_EQ(cppNumber(-kInfinity), "-INFINITY");
}

TEST(Literals, ReadBackToTheBit)
{
    Random random(3);
    constexpr int kNumbers = 2000;
    for (int i = 0; i < kNumbers; ++i) {
        const auto value = float(random.real(-1, 1) * std::pow(10.0, random.integer(-40, 38)));
        const std::string text = cppNumber(value);
        EXPECT_TRUE(sameBits(float(*parseNumber(pythonNumber(value))), value)) << text;
        EXPECT_TRUE(sameBits(float(*parseNumber(text.substr(0, text.size() - 1))), value)) << text;
    }
}

// As the command line reads a matrix in place.
TEST(Literals, AreReadAsTheMatricesTheyAre)
{
    Random random(4);
    constexpr int kMatrices = 200;
    for (int i = 0; i < kMatrices; ++i) {
        Grid numbers =
            random.coin() ? random.reals(random.shape(5, 5), -1000, 1000) : random.integers(random.shape(5, 5));
        if (random.integer(0, 3) == 0)
            numbers.at(0, 0) = random.coin() ? kNaN : -kInfinity;
        const std::string text = flatArray(numbers, kPythonArray);
        const auto read = readMatrixText64(text);
        ASSERT_TRUE(read && read->planes.size() == 1) << text;
        EXPECT_TRUE(equalNumbers(converted<float>(read->planes.front()), numbers)) << text;
    }
}

TEST(Literals, SayIndicesWithoutNeedlessFactors)
{
    const Axis axis{.input = 9, .kernel = 3, .margin = {1, 1}, .stride = 2, .dilation = 1, .output = 5};
    EXPECT_EQ(tapIndex("i", "a", axis, false), "i * 2 + a - 1");
    EXPECT_EQ(tapIndex("i", "a", axis, true), "i * 2 + a");
    EXPECT_EQ(sliceOf("i", 1, 3, 1), "i:i + 3");
    EXPECT_EQ(sliceOf("a", 2, 5, 3), "a * 2:a * 2 + 5:3");
    EXPECT_EQ(firstOf(5, 2, 9), ":5:2");
    EXPECT_EQ(firstOf(9, 1, 9), ":");
}

TEST(Literals, KeepAPlaneToALine)
{
    const std::vector<Plane> small{Plane(Grid{{1, 2}, {3, 4}})};
    EXPECT_EQ(arrayLines(small, kPythonArray), (std::vector<std::string>{"[[1, 2], [3, 4]]"}));
    const std::vector<Plane> two{small[0], small[0]};
    EXPECT_EQ(arrayLines(two, kCppArray).size(), 10U);
}

} // namespace

} // namespace lab::test
