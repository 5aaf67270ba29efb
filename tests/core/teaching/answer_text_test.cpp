// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/answer_text.h"
#include "tests/core/support.h"

namespace lab
{
namespace
{

using namespace test;

Grid64 writtenNumbers(std::string_view text, Asked asked)
{
    const auto given = readAnswer(text, asked);
    if (!given)
        ADD_FAILURE() << "cannot read " << text;
    return given ? std::get<Grid64>(given->answer) : Grid64();
}

TEST(AnswerText, ReadsANumberHoweverItIsTyped)
{
    struct Case {
        const char* text;
        double value;
        Precision precision;
    };
    const Case kCases[] = {
        {"19", 19, {0, 2}},
        {" 19 ", 19, {0, 2}},
        {"-1.5", -1.5, {1, 2}},
        {"−1,5", -1.5, {1, 2}},
        {"− 1,50", -1.5, {2, 3}},
        {"= 19", 19, {0, 2}},
        {"Y[0,0] = -3", -3, {0, 1}},
        {"3/4", 0.75, {0, 0, true}},
        {"-1 / 3", -1.0 / 3, {0, 0, true}},
        {"0.0333", 0.0333, {4, 3}},
        {"1e3", 1000, {-3, 1}},
        {"1.5E-2", 0.015, {3, 2}},
        {"+5", 5, {0, 1}},
        {"5 weights", 5, {0, 1}},
        {"1.5 px", 1.5, {1, 2}},
        {"12 192 768", 12192768, {0, 8}},
        {"12\u202F192", 12192, {0, 5}},
        {"1,234,567", 1234567, {0, 7}},
        {"0", 0, {0, 0}},
        {"0.00", 0, {2, 0}},
        {"5.", 5, {0, 1}},
        {".5", 0.5, {1, 1}},
        {"25 %", 0.25, {2, 2}},
    };
    for (const Case& each : kCases) {
        const auto given = readAnswer(each.text, Asked::Cell);
        ASSERT_TRUE(given) << each.text;
        EXPECT_DOUBLE_EQ(std::get<Grid64>(given->answer).at(0, 0), each.value) << each.text;
        ASSERT_EQ(given->precisions.size(), 1U);
        if (std::string_view(each.text) == "1,234,567")
            continue; // its commas are no decimal marks, see below
        EXPECT_EQ(given->precisions[0], each.precision) << each.text;
    }
    EXPECT_EQ(readAnswer("1,234,567", Asked::Cell)->precisions[0].decimals, 0);
}

TEST(AnswerText, KnowsHalfAUnitOfTheLastDigit)
{
    EXPECT_DOUBLE_EQ(precisionOf("1.25").halfUnit(), 0.005);
    EXPECT_DOUBLE_EQ(precisionOf("19").halfUnit(), 0.5);
    EXPECT_DOUBLE_EQ(precisionOf("2e3").halfUnit(), 500);
    EXPECT_EQ(precisionOf("1/3").halfUnit(), 0);
}

TEST(AnswerText, SaysWhatIsNoNumber)
{
    for (const char* text : {"abc", "1.2.3", "--5", "6 7", "nan", "inf", "1/0", "±5", "x", "5 + 6"})
        EXPECT_EQ(readAnswer(text, Asked::Cell).error().code, ErrorCode::AnswerUnread) << text;
    for (const char* text : {"", "   ", "Y ="})
        EXPECT_EQ(readAnswer(text, Asked::Number).error().code, ErrorCode::EmptyText) << text;
}

TEST(AnswerText, ReadsShapes)
{
    for (const char* text : {"3x6", "3 X 6", "3×6", "3 × 6", "3 by 6", "(3, 6)", "3,6", "3 6", "[3, 6]", "3;6",
                             "shape = 3*6", "3 6 cells"})
        EXPECT_EQ(writtenNumbers(text, Asked::Shape), (Grid64{{3, 6}})) << text;
    for (const char* text : {"3", "3x", "3x6x2", "three", "3.5x2"})
        EXPECT_EQ(readAnswer(text, Asked::Shape).error().code, ErrorCode::AnswerUnread) << text;
}

TEST(AnswerText, ReadsRowsAndMaps)
{
    for (const char* text : {"0 1 0", "0, 1, 0", "[0, 1, 0]", "0;1;0", "0\t1\t0"})
        EXPECT_EQ(writtenNumbers(text, Asked::Row), (Grid64{{0, 1, 0}})) << text;
    EXPECT_EQ(writtenNumbers("0 0,5 −1,25", Asked::Row), (Grid64{{0, 0.5, -1.25}}));
    const auto given = readAnswer("0 0,5 −1,25", Asked::Row);
    EXPECT_EQ(given->precisions, (std::vector<Precision>{{0, 0}, {1, 1}, {2, 3}}));
    EXPECT_EQ(writtenNumbers("19 25; 37 43", Asked::Map), (Grid64{{19, 25}, {37, 43}}));
    EXPECT_EQ(writtenNumbers("19,25\n37,43", Asked::Map), (Grid64{{19, 25}, {37, 43}}));
    EXPECT_EQ(readAnswer("[[19, 25.50],\n [37, 43]]", Asked::Map)->precisions[1], (Precision{2, 4}));
    EXPECT_EQ(writtenNumbers("1/2 1/3", Asked::Row), (Grid64{{0.5, 1.0 / 3}}));
    EXPECT_TRUE(readAnswer("1/2 1/3", Asked::Row)->precisions[1].exact);
    EXPECT_FALSE(readAnswer("1 2; 3", Asked::Map));
}

TEST(AnswerText, ReadsCells)
{
    for (const char* text : {"1,0 0,1 1,0", "(1, 0), (0, 1)", "[[0,1],[1,0]]", "0 1 1 0"})
        EXPECT_EQ(std::get<CellList>(readAnswer(text, Asked::Cells)->answer), (CellList{{0, 1}, {1, 0}})) << text;
    EXPECT_EQ(readAnswer("0,1 2", Asked::Cells).error().code, ErrorCode::AnswerUnread);
}

TEST(AnswerText, ReadsAnyBytesWithoutHarm)
{
    Random random(1);
    const std::string_view letters = "0123456789.,-+/ eE=xby();[]\n%\xE2\x88\x92";
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (int i = random.integer(0, 12); i > 0; --i)
            text += letters[std::size_t(random.integer(0, int(letters.size()) - 1))];
        for (const Asked asked : {Asked::Cell, Asked::Shape, Asked::Row, Asked::Map, Asked::Cells})
            if (const auto given = readAnswer(text, asked); given && std::holds_alternative<Grid64>(given->answer)) {
                EXPECT_EQ(given->precisions.size(), std::get<Grid64>(given->answer).size()) << text;
            }
    }
}

} // namespace
} // namespace lab
