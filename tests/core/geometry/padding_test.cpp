// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/padding.h"
#include "tests/core/support.h"

#include <set>

namespace lab
{
namespace
{

/// Walks from cell 0 one cell at a time and turns, jumps or stops at an edge as the rule says: no index
/// formula.
class Walker
{
public:
    Walker(Border border, int size, int direction) : m_border(border), m_size(size), m_direction(direction) {}

    int index() const { return m_index; }
    void step()
    {
        const int next = m_index + m_direction;
        if (m_index >= 0 && next >= 0 && next < m_size) {
            m_index = next;
            return;
        }
        switch (m_border) {
        case Border::Zero:
            m_index = -1;
            break;
        case Border::Replicate:
            break;
        case Border::Reflect:
            m_direction = -m_direction;
            m_index = m_size == 1 ? 0 : m_index + m_direction;
            break;
        case Border::Symmetric:
            m_direction = -m_direction;
            break;
        case Border::Circular:
            m_index = m_direction > 0 ? 0 : m_size - 1;
            break;
        }
    }

private:
    Border m_border;
    int m_size;
    int m_direction;
    int m_index = 0;
};

class BorderMap : public testing::TestWithParam<Border>
{
};

TEST_P(BorderMap, AgreesWithWalkingForAnyIndexAndSize)
{
    for (int size = 1; size <= 6; ++size) {
        Walker right(GetParam(), size, 1), left(GetParam(), size, -1);
        for (int i = 0; i <= 20; ++i, right.step(), left.step()) {
            EXPECT_EQ(infoOf(GetParam()).map(i, size), right.index()) << "index " << i << " of " << size;
            EXPECT_EQ(infoOf(GetParam()).map(-i, size), left.index()) << "index " << -i << " of " << size;
        }
    }
}

TEST_P(BorderMap, LeavesTheInsideAlone)
{
    for (int size = 1; size <= 6; ++size)
        for (int i = 0; i < size; ++i)
            EXPECT_EQ(infoOf(GetParam()).map(i, size), i);
}

TEST_P(BorderMap, IsWhatItsLettersShow)
{
    const BorderRule& border = infoOf(GetParam());
    ASSERT_EQ(border.letters.size(), 12U);
    EXPECT_EQ(border.letters.substr(3, 6), "|abcd|");
    for (int i = -3; i < 7; ++i) {
        const int source = border.map(i, 4);
        const char expected = source < 0 ? '0' : "abcd"[source];
        const std::size_t place = std::size_t(i < 0 ? i + 3 : i < 4 ? i + 4 : i + 5);
        EXPECT_EQ(border.letters[place], expected) << "index " << i;
    }
}

INSTANTIATE_TEST_SUITE_P(Every, BorderMap, testing::ValuesIn(test::allBorders()),
                         [](const auto& test) { return std::string(infoOf(test.param).id); });

struct LettersRow {
    Border border;
    const char* left; // of "abcd"
};

class BorderLetters : public testing::TestWithParam<LettersRow>
{
};

TEST_P(BorderLetters, StandLeftOfAbcd)
{
    EXPECT_EQ(infoOf(GetParam().border).letters.substr(0, 3), GetParam().left);
}

INSTANTIATE_TEST_SUITE_P(AsInNumpyPyTorchSciPyAndOpenCv, BorderLetters,
                         testing::Values(LettersRow{Border::Zero, "000"}, LettersRow{Border::Replicate, "aaa"},
                                         LettersRow{Border::Reflect, "dcb"}, LettersRow{Border::Symmetric, "cba"},
                                         LettersRow{Border::Circular, "bcd"}),
                         [](const auto& test) { return std::string(infoOf(test.param.border).id); });

TEST(BorderRules, ReflectOfOneCellIsReplicate)
{
    for (int i = -20; i <= 20; ++i) {
        EXPECT_EQ(infoOf(Border::Reflect).map(i, 1), 0);
        EXPECT_EQ(infoOf(Border::Replicate).map(i, 1), 0);
    }
}

TEST(BorderRules, ArePeriodic)
{
    for (int n = 2; n <= 6; ++n)
        for (int i = -20; i <= 20; ++i) {
            EXPECT_EQ(infoOf(Border::Reflect).map(i, n), infoOf(Border::Reflect).map(i + 2 * n - 2, n));
            EXPECT_EQ(infoOf(Border::Symmetric).map(i, n), infoOf(Border::Symmetric).map(i + 2 * n, n));
            EXPECT_EQ(infoOf(Border::Circular).map(i, n), infoOf(Border::Circular).map(i + n, n));
        }
}

TEST(BorderRules, AreNamedOnceEach)
{
    std::set<std::string_view> ids;
    ASSERT_EQ(borderRules().size(), test::allBorders().size());
    for (const BorderRule& row : borderRules()) {
        EXPECT_TRUE(ids.insert(row.id).second) << row.id;
        EXPECT_FALSE(row.label.empty());
        EXPECT_EQ(&infoOf(row.border), &row);
    }
    EXPECT_EQ(ids, (std::set<std::string_view>{"zero", "replicate", "reflect", "symmetric", "circular"}));
}

TEST(PaddingRules, AreNamedOnceEach)
{
    std::set<std::string_view> ids;
    for (const PaddingRule& row : paddingRules()) {
        EXPECT_TRUE(ids.insert(row.id).second) << row.id;
        EXPECT_FALSE(row.label.empty());
        EXPECT_FALSE(row.sentence.empty());
    }
    EXPECT_EQ(ids, (std::set<std::string_view>{"valid", "same", "same-lower", "full", "explicit"}));
}

struct MarginRow {
    int kernel;
    Margin valid, same, sameLower, full;
};

void PrintTo(const MarginRow& row, std::ostream* out)
{
    *out << "kernel " << row.kernel;
}

class MarginOfMode : public testing::TestWithParam<MarginRow>
{
};

TEST_P(MarginOfMode, Valid)
{
    EXPECT_EQ(marginFor(PaddingMode::Valid, GetParam().kernel), GetParam().valid);
}

// PyTorch, TensorFlow SAME, ONNX SAME_UPPER, MATLAB conv2 and filter2 'same', scipy.signal.correlate2d.
TEST_P(MarginOfMode, SameHasTheExtraCellAtTheEnd)
{
    EXPECT_EQ(marginFor(PaddingMode::Same, GetParam().kernel), GetParam().same);
}

// OpenCV filter2D, scipy.ndimage.correlate, scipy.signal.convolve2d, ONNX SAME_LOWER.
TEST_P(MarginOfMode, SameLowerHasTheExtraCellAtTheStart)
{
    EXPECT_EQ(marginFor(PaddingMode::SameLower, GetParam().kernel), GetParam().sameLower);
}

TEST_P(MarginOfMode, Full)
{
    EXPECT_EQ(marginFor(PaddingMode::Full, GetParam().kernel), GetParam().full);
}

TEST_P(MarginOfMode, ExplicitAnswersZero)
{
    EXPECT_EQ(marginFor(PaddingMode::Explicit, GetParam().kernel), (Margin{0, 0}));
}

INSTANTIATE_TEST_SUITE_P(
    Kernel1To6, MarginOfMode,
    testing::Values(MarginRow{1, {0, 0}, {0, 0}, {0, 0}, {0, 0}}, MarginRow{2, {0, 0}, {0, 1}, {1, 0}, {1, 1}},
                    MarginRow{3, {0, 0}, {1, 1}, {1, 1}, {2, 2}}, MarginRow{4, {0, 0}, {1, 2}, {2, 1}, {3, 3}},
                    MarginRow{5, {0, 0}, {2, 2}, {2, 2}, {4, 4}}, MarginRow{6, {0, 0}, {2, 3}, {3, 2}, {5, 5}}),
    [](const auto& test) { return std::to_string(test.param.kernel); });

} // namespace
} // namespace lab
