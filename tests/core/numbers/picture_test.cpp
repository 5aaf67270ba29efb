// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/picture.h"
#include "tests/core/support.h"

#include <thread>

namespace lab
{
namespace
{

PicturePtr rgb(float red, float green, float blue)
{
    std::vector<Grid> planes = {Grid({2, 3}, red), Grid({2, 3}, green), Grid({2, 3}, blue)};
    return std::make_shared<const Picture>("rgb", Content::Brightness, std::move(planes));
}

struct GreyRow {
    const char* name;
    float red, green, blue;
    double grey;
};

class Rec601 : public testing::TestWithParam<GreyRow>
{
};

TEST_P(Rec601, GreyIsTheStatedFormulaOnTheStoredValues)
{
    const GreyRow row = GetParam();
    const PicturePtr picture = rgb(row.red, row.green, row.blue);
    EXPECT_EQ(picture->grey().shape(), (Shape{2, 3}));
    for (const float v : picture->grey().cells())
        EXPECT_NEAR(v, row.grey, 4 * test::kUnit);
}

INSTANTIATE_TEST_SUITE_P(Luma, Rec601,
                         testing::Values(GreyRow{"Black", 0, 0, 0, 0}, GreyRow{"White", 1, 1, 1, 1},
                                         GreyRow{"Red", 1, 0, 0, 0.299}, GreyRow{"Green", 0, 1, 0, 0.587},
                                         GreyRow{"Blue", 0, 0, 1, 0.114}, GreyRow{"Half", 0.5, 0.5, 0.5, 0.5},
                                         GreyRow{"OutOfRange", 2, 0, -1, 0.484}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Picture, OfOnePlaneIsItsOwnGrey)
{
    const PicturePtr picture = matrixPicture("m", {{1, -2}, {300, 0.5}});
    EXPECT_FALSE(picture->coloured());
    EXPECT_EQ(&picture->grey(), &picture->planes()[0]);
    EXPECT_EQ(picture->content(), Content::Numbers);
    EXPECT_EQ(picture->name(), "m");
    EXPECT_EQ(picture->shape(), (Shape{2, 2}));
    EXPECT_TRUE(picture->encoded().empty());
}

TEST(Picture, ComputesItsGreyOnceFromAnyThread)
{
    test::Random random(110);
    const PicturePtr picture = test::colourPicture(random, {100, 100});
    std::vector<const Grid*> seen(4, nullptr);
    {
        std::vector<std::jthread> threads;
        for (const Grid*& place : seen)
            threads.emplace_back([&place, &picture] { place = &picture->grey(); });
    }
    for (const Grid* grey : seen)
        EXPECT_EQ(grey, &picture->grey());
}

TEST(Picture, EqualityIsNameContentAndNumbers)
{
    const auto make = [](const char* name, Content content, float value, std::string encoded = {}) {
        return Picture(name, content, {Grid({2, 2}, value)}, std::move(encoded));
    };
    const Picture picture = make("a", Content::Numbers, 1);
    EXPECT_TRUE(picture == picture);
    EXPECT_TRUE(picture == make("a", Content::Numbers, 1));
    EXPECT_TRUE(picture == make("a", Content::Numbers, 1, "bytes that decode to the same"));
    EXPECT_FALSE(picture == make("b", Content::Numbers, 1));
    EXPECT_FALSE(picture == make("a", Content::Brightness, 1));
    EXPECT_FALSE(picture == make("a", Content::Numbers, 2));
    EXPECT_FALSE(*rgb(1, 1, 1) == *rgb(1, 1, 0.5F));
    EXPECT_FALSE(*rgb(1, 1, 1) == Picture("rgb", Content::Brightness, {Grid({2, 3}, 1.0F)}));
}

TEST(Picture, KeepsTheBytesItCameFrom)
{
    const std::string bytes("\x89PNG\0\1", 6);
    const Picture picture("p", Content::Brightness, {Grid({1, 1})}, bytes);
    EXPECT_EQ(picture.encoded(), bytes);
}

TEST(PictureTest, ALongNameIsCutBetweenItsCharacters)
{
    EXPECT_EQ(matrixPicture(std::string(255, 'x'), {{1}})->name(), std::string(255, 'x'));
    for (std::size_t before = 0; before < 4; ++before) {
        std::string name(before, 'x');
        while (name.size() < 10'000'000)
            name += "ü→";
        const std::string shown = matrixPicture(name, {{1}})->name();
        EXPECT_LE(shown.size(), Picture::kLongestName);
        EXPECT_GE(shown.size(), Picture::kLongestName - 3);
        EXPECT_TRUE(shown.ends_with("ü…") || shown.ends_with("→…")) << shown;
    }
}

} // namespace
} // namespace lab
