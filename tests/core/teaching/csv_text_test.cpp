// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/csv_text.h"
#include "tests/core/support.h"

namespace lab
{
namespace
{

using Cells = std::vector<std::string>;

TEST(CsvText, QuotesWhatNeedsIt)
{
    EXPECT_EQ(csvLine({"a", "1,5", "say \"no\"", "two\nlines", ""}),
              "a,\"1,5\",\"say \"\"no\"\"\",\"two\nlines\",\n");
}

TEST(CsvText, ReadsWhatSpreadsheetsWrite)
{
    const CsvText read = readCsvText("a,b\r\n\"1,5\",\"x\r\ny\"\r\n\r\n\"\"\"\",\nlast");
    EXPECT_FALSE(read.fault);
    ASSERT_EQ(read.lines.size(), 4U);
    EXPECT_EQ(read.lines[0].cells, (Cells{"a", "b"}));
    EXPECT_EQ(read.lines[1].cells, (Cells{"1,5", "x\r\ny"}));
    EXPECT_EQ(read.lines[2].cells, (Cells{"\"", ""}));
    EXPECT_EQ(read.lines[2].line, 5U);
    EXPECT_EQ(read.lines[3].cells, (Cells{"last"}));
}

TEST(CsvText, SaysInWhichLineAQuoteIsWrong)
{
    EXPECT_EQ(readCsvText("a\nb,\"never closed\nc").fault, 2U);
    EXPECT_EQ(readCsvText("a\nb\"c\n").fault, 2U);
    EXPECT_EQ(readCsvText("\"a\"b\n").fault, 1U);
    EXPECT_FALSE(readCsvText("").fault);
}

TEST(CsvText, ReadsBackWhateverItWrote)
{
    test::Random random(11);
    const std::string_view letters = "ab,\"\n\r ;%\xC3\xA9";
    for (int i = 0; i < 2000; ++i) {
        Cells cells(std::size_t(random.integer(2, 5)));
        for (std::string& cell : cells)
            for (int n = random.integer(0, 6); n > 0; --n)
                cell += letters[std::size_t(random.integer(0, int(letters.size()) - 1))];
        const CsvText read = readCsvText(csvLine(cells));
        ASSERT_FALSE(read.fault);
        ASSERT_EQ(read.lines.size(), 1U);
        EXPECT_EQ(read.lines[0].cells, cells);
    }
}

} // namespace
} // namespace lab
