// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/error_text.h"

#include <gtest/gtest.h>

using namespace lab;

namespace
{

constexpr ErrorCode kLast = ErrorCode::NoSuchExample;

TEST(ErrorText, EveryCodeHasOneSentence)
{
    for (int code = 0; code <= int(kLast); ++code) {
        const QString text = sentence({ErrorCode(code), {"first", "second", "third", "fourth"}});
        EXPECT_GT(text.size(), 10) << code;
        EXPECT_TRUE(text.endsWith('.')) << qPrintable(text);
        EXPECT_TRUE(text[0].isUpper() || text.startsWith(QChar(0x201C))) << qPrintable(text);
        EXPECT_FALSE(text.contains('%')) << qPrintable(text);
        EXPECT_FALSE(text.contains('?')) << qPrintable(text);
        EXPECT_FALSE(text.contains('\n')) << qPrintable(text);
    }
}

TEST(ErrorText, SurvivesArgumentsThatAreNotThere)
{
    for (int code = 0; code <= int(kLast); ++code)
        EXPECT_FALSE(sentence(Error{ErrorCode(code)}).contains('%')) << code;
}

TEST(ErrorText, NamesTheNumbers)
{
    EXPECT_EQ(sentence({ErrorCode::KernelTooLarge, {"3", "5", "2", "4"}}),
              "The kernel reaches over 3 × 5 cells, but the padded input has only 2 × 4: use a smaller kernel, less "
              "dilation or more padding.");
    EXPECT_EQ(sentence({ErrorCode::NotANumber, {"2", "3", "abc"}}),
              "Row 2, column 3 holds “abc”, which cannot be read as a number.");
    EXPECT_EQ(sentence({ErrorCode::NotANumber, {"2", "3", ""}}),
              "Row 2, column 3 is empty where a number is needed.");
}

TEST(ErrorText, AnArgumentIsNeverAPattern)
{
    EXPECT_EQ(sentence({ErrorCode::CannotOpen, {"100%2.png", "%1"}}), "“100%2.png” could not be opened: %1.");
}

TEST(ErrorText, NoArgumentHasNoEnd)
{
    for (int code = 0; code <= int(kLast); ++code) {
        const std::string endless(1'000'000, 'x');
        EXPECT_LT(sentence({ErrorCode(code), {endless, endless, endless, endless}}).size(), 2000) << code;
    }
    const QString path = sentence({ErrorCode::CannotOpen, {"/start/" + std::string(5000, 'x') + "/end.png", "why"}});
    EXPECT_TRUE(path.startsWith("“/start/x") && path.endsWith("x/end.png” could not be opened: why."))
        << qPrintable(path);
}

TEST(ErrorText, ControlCharactersDoNotBreakTheSentence)
{
    const QString text = sentence({ErrorCode::NotANumber, {"1", "1", std::string("a\nb\0c\xff", 6)}});
    for (const QChar c : text)
        EXPECT_TRUE(c.isPrint() || c.isSurrogate());
}

} // namespace
