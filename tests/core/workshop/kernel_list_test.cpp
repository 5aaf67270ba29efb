// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workshop/kernel_list.h"
#include "core/workshop/parameter.h"

#include <gtest/gtest.h>

namespace lab
{

namespace
{

TEST(KernelList, IsReadBackAsItWasWritten)
{
    const std::vector<NamedKernel> kernels{
        {"edges", Grid{{1, -1}}}, {"Größe 2", Grid{{0.1F, 1e-7F}, {-3, 12345.678F}}}, {"", Grid{{0}}}};
    EXPECT_EQ(textOfKernels(std::span(kernels).first(1)), "# edges\n1,-1\n");
    const auto read = kernelsOfText(textOfKernels(kernels));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, kernels);
}

TEST(KernelList, TakesWhatAPersonWrites)
{
    const auto read = kernelsOfText("1 2\n3 4\n\n#   second one  \r\n 0.5;1\n\n\n# of no rows\n#\n[[1, 2], [3, 4]]");
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), 3U);
    EXPECT_EQ((*read)[0], (NamedKernel{"", Grid{{1, 2}, {3, 4}}}));
    EXPECT_EQ((*read)[1].name, "second one");
    EXPECT_EQ((*read)[2], (NamedKernel{"", Grid{{1, 2}, {3, 4}}}));
}

TEST(KernelList, RefusesWhatIsNoKernel)
{
    EXPECT_EQ(kernelsOfText("").error().code, ErrorCode::EmptyText);
    EXPECT_EQ(kernelsOfText("# only a name\n").error().code, ErrorCode::EmptyText);
    EXPECT_EQ(kernelsOfText("# a\n1 2\n# b\n1 x\n").error().code, ErrorCode::NotANumber);
    std::string row;
    for (int i = 0; i <= kLargestSide; ++i)
        row += "1 ";
    EXPECT_EQ(kernelsOfText(row).error().code, ErrorCode::TooLarge);
}

TEST(KernelList, NamesAreOneLineAndCutBetweenCharacters)
{
    EXPECT_EQ(kernelName("  a\tb \nc"), "a b");
    std::string longName;
    while (longName.size() < kLongestKernelName + 10)
        longName += "€"; // three bytes
    const std::string cut = kernelName(longName);
    EXPECT_EQ(cut.size(), kLongestKernelName / 3 * 3);
}

} // namespace

} // namespace lab
