// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/io/support.h"
#include "ui/io/filtered_image.h"
#include "ui/io/formats.h"

#include <QRgba64>

#include <cmath>

using namespace lab;

namespace
{

Layer layerOf(Grid kernel, float bias = 0)
{
    Layer layer;
    layer.kernel = std::move(kernel);
    layer.bias = bias;
    return layer;
}

QByteArray pngOf(const QImage& image)
{
    return pictureFormatById("png")->write(image);
}

QImage deepColours()
{
    QImage image(9, 7, QImage::Format_RGBA64);
    for (int y = 0; y < 7; ++y)
        for (int x = 0; x < 9; ++x)
            reinterpret_cast<QRgba64*>(image.scanLine(y))[x] = QRgba64::fromRgba64(
                quint16(x * 7001 + 3), quint16(y * 9001 + 1), quint16(x * y * 777), quint16(65535 - x * 1001 - y));
    return image;
}

TEST(FilteredImage, SixteenBitsStaySixteen)
{
    const QImage image = deepColours();
    const auto filtered = filteredImage(pngOf(image), "deep", layerOf(Grid{{1}}));
    ASSERT_TRUE(filtered.ok()) << outcome(filtered);
    EXPECT_EQ(filtered->image, image);

    // The mean of two neighbours: between the steps of 8 bits.
    const auto mean = filteredImage(pngOf(image), "deep", layerOf(Grid{{0.5F, 0.5F}}));
    ASSERT_TRUE(mean.ok()) << outcome(mean);
    ASSERT_EQ(mean->image.size(), QSize(8, 7));
    for (int y = 0; y < 7; ++y) {
        for (int x = 0; x < 8; ++x) {
            const auto at = [&](const QImage& of, int col) {
                return reinterpret_cast<const QRgba64*>(of.constScanLine(y))[col];
            };
            const double expected = (at(image, x).red() + at(image, x + 1).red()) / 2.0;
            EXPECT_NEAR(at(mean->image, x).red(), expected, 0.51) << x << ' ' << y;
            EXPECT_EQ(at(mean->image, x).alpha(), at(image, x).alpha()); // the earlier of the two in the middle
        }
    }
}

TEST(FilteredImage, DeepAlphaIsThatOfEightBits)
{
    const QImage deep = deepColours(), shallow = deep.convertToFormat(QImage::Format_RGBA8888);
    for (const auto& [rows, cols] : {std::pair(1, 2), std::pair(3, 3), std::pair(4, 2)}) {
        Layer layer = layerOf(Grid({rows, cols}, 0.1F));
        layer.spec.stride = {2, 1};
        const auto one = filteredImage(pngOf(deep), "deep", layer), other = filteredImage(pngOf(shallow), "8", layer);
        ASSERT_TRUE(one.ok() && other.ok());
        ASSERT_EQ(one->image.size(), other->image.size());
        for (int y = 0; y < one->image.height(); ++y)
            for (int x = 0; x < one->image.width(); ++x)
                EXPECT_NEAR(qAlpha(one->image.pixel(x, y)), qAlpha(other->image.pixel(x, y)), 1);
    }
}

TEST(FilteredImage, GreyStaysGrey)
{
    QImage deep(6, 4, QImage::Format_Grayscale16), shallow(6, 4, QImage::Format_Grayscale8);
    for (int y = 0; y < 4; ++y) {
        for (int x = 0; x < 6; ++x) {
            reinterpret_cast<quint16*>(deep.scanLine(y))[x] = quint16(x * 9999 + y);
            shallow.scanLine(y)[x] = uchar(x * 40 + y);
        }
    }
    for (const QImage& image : {deep, shallow}) {
        const auto filtered = filteredImage(pngOf(image), "grey", layerOf(Grid{{1}}));
        ASSERT_TRUE(filtered.ok()) << outcome(filtered);
        EXPECT_EQ(filtered->image, image);
        EXPECT_EQ(filtered->statistics.histogram[0], filtered->statistics.histogram[2]);
    }
}

TEST(FilteredImage, ProfileAndResolutionAreKept)
{
    for (QImage image : {deepColours(), colourful(6, 5)}) {
        image.setColorSpace(QColorSpace(QColorSpace::AdobeRgb));
        image.setDotsPerMeterX(5906);
        image.setDotsPerMeterY(5906);
        const auto filtered = filteredImage(pngOf(image), "p", layerOf(Grid{{0, 1}, {1, 0}}));
        ASSERT_TRUE(filtered.ok());
        EXPECT_EQ(filtered->image.colorSpace(), image.colorSpace());
        EXPECT_EQ(filtered->image.dotsPerMeterX(), 5906);
        EXPECT_EQ(filtered->image.dotsPerMeterY(), 5906);
    }
}

TEST(FilteredImage, TheRangeOfSixteenBitsIsCountedLikeEight)
{
    const auto filtered = filteredImage(pngOf(deepColours()), "deep", layerOf(Grid{{2}}, -0.5F));
    ASSERT_TRUE(filtered.ok());
    EXPECT_NEAR(filtered->statistics.range.least[0], 255 * (2 * 3 / 65535.0 - 0.5), 0.01);
    EXPECT_NEAR(filtered->statistics.range.greatest[0], 255 * (2 * 56011 / 65535.0 - 0.5), 0.01);
    std::int64_t sum = 0;
    for (const auto count : filtered->statistics.histogram[1])
        sum += count;
    EXPECT_EQ(sum, 63);
}

} // namespace
