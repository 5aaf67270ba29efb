// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/io/support.h"
#include "ui/io/image_file.h"

#include <QFile>
#include <QImageReader>
#include <QTransform>

#include <cmath>
#include <limits>

using namespace lab;

namespace
{

/// The planes that an image without alpha must give, from Qt's own pixels.
std::vector<Grid> expectedPlanes(const QImage& image)
{
    std::vector<Grid> planes(3, Grid({image.height(), image.width()}));
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            planes[0].at(y, x) = float(qRed(pixel)) / 255.0F;
            planes[1].at(y, x) = float(qGreen(pixel)) / 255.0F;
            planes[2].at(y, x) = float(qBlue(pixel)) / 255.0F;
        }
    }
    return planes;
}

PicturePtr decodedOrNull(const QByteArray& bytes)
{
    const auto picture = pictureFromBytes(bytes, "a picture");
    EXPECT_TRUE(picture.ok()) << outcome(picture);
    return picture ? *picture : nullptr;
}

struct LosslessCase {
    const char* format;
    int width;
};
std::ostream& operator<<(std::ostream& out, const LosslessCase& c)
{
    return out << c.format << c.width;
}
class Lossless : public testing::TestWithParam<LosslessCase>
{
};
TEST_P(Lossless, GivesItsPixels)
{
    if (!QImageWriter::supportedImageFormats().contains(GetParam().format))
        GTEST_SKIP() << "no plug-in for " << GetParam().format;
    const QImage image = colourful(GetParam().width, 300); // more than one band of rows
    const QByteArray bytes = encoded(image, GetParam().format, 100);
    const auto picture = decodedOrNull(bytes);
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->planes(), expectedPlanes(image));
    EXPECT_EQ(picture->content(), Content::Brightness);
    EXPECT_EQ(picture->name(), "a picture");
    EXPECT_EQ(picture->encoded(), bytes.toStdString());
}
INSTANTIATE_TEST_SUITE_P(ImageFile, Lossless,
                         testing::Values(LosslessCase{"png", 1}, LosslessCase{"png", 67}, LosslessCase{"bmp", 67},
                                         LosslessCase{"ppm", 67}, LosslessCase{"tiff", 67}, LosslessCase{"webp", 67}),
                         testing::PrintToStringParamName());

TEST(ImageFile, GreyPicturesHaveOnePlane)
{
    QImage grey8(5, 3, QImage::Format_Grayscale8), rgb(5, 3, QImage::Format_RGB32), mono(5, 3, QImage::Format_Mono);
    mono.setColorTable({qRgb(0, 0, 0), qRgb(255, 255, 255)});
    for (int y = 0; y < 3; ++y) {
        for (int x = 0; x < 5; ++x) {
            const int grey = (x * 50 + y * 7) % 256;
            grey8.scanLine(y)[x] = uchar(grey);
            rgb.setPixel(x, y, qRgb(grey, grey, grey));
            mono.setPixel(x, y, uint(x + y) % 2);
        }
    }
    for (const QImage& image : {grey8, rgb, mono}) {
        const auto picture = decodedOrNull(encoded(image, "png"));
        ASSERT_TRUE(picture);
        ASSERT_EQ(picture->planes().size(), 1U);
        EXPECT_EQ(picture->planes()[0], expectedPlanes(image)[0]);
    }
}

TEST(ImageFile, SixteenBitsKeepTheirPrecision)
{
    QImage grey(3, 1, QImage::Format_Grayscale16), colour(2, 1, QImage::Format_RGBA64);
    const std::array<quint16, 3> values{0, 12345, 65535};
    for (int x = 0; x < 3; ++x)
        reinterpret_cast<quint16*>(grey.scanLine(0))[x] = values[std::size_t(x)];
    reinterpret_cast<QRgba64*>(colour.scanLine(0))[0] = QRgba64::fromRgba64(1, 2, 3, 65535);
    reinterpret_cast<QRgba64*>(colour.scanLine(0))[1] = QRgba64::fromRgba64(40000, 50000, 60000, 65535);
    const auto greyPicture = decodedOrNull(encoded(grey, "png"));
    ASSERT_TRUE(greyPicture);
    EXPECT_EQ(greyPicture->planes(), std::vector<Grid>{(Grid{{0, 12345 / 65535.0F, 1}})});
    const auto picture = decodedOrNull(encoded(colour, "png"));
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->planes(),
              (std::vector<Grid>{Grid{{1 / 65535.0F, 40000 / 65535.0F}}, Grid{{2 / 65535.0F, 50000 / 65535.0F}},
                                 Grid{{3 / 65535.0F, 60000 / 65535.0F}}}));
}

TEST(ImageFile, PalettesBecomeColours)
{
    QImage image(3, 1, QImage::Format_Indexed8);
    image.setColorTable({qRgb(255, 0, 0), qRgb(0, 255, 51), qRgba(0, 0, 0, 0)});
    for (int x = 0; x < 3; ++x)
        image.setPixel(x, 0, uint(x));
    const auto picture = decodedOrNull(encoded(image, "png"));
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->planes(), (std::vector<Grid>{Grid{{1, 0, 1}}, Grid{{0, 1, 1}}, Grid{{0, 0.2F, 1}}}));
}

TEST(ImageFile, AlphaLiesOverWhite)
{
    QImage image(3, 1, QImage::Format_ARGB32);
    image.setPixel(0, 0, qRgba(255, 0, 0, 255));
    image.setPixel(1, 0, qRgba(255, 0, 0, 0));
    image.setPixel(2, 0, qRgba(0, 0, 255, 51));
    const auto picture = decodedOrNull(encoded(image, "png"));
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->planes()[0], (Grid{{1, 1, 0.8F}}));
    EXPECT_EQ(picture->planes()[1], (Grid{{0, 1, 0.8F}}));
    EXPECT_NEAR(picture->planes()[2].at(0, 2), 1, 1e-6);
}

class ExifOrientation : public testing::TestWithParam<int>
{
};
TEST_P(ExifOrientation, IsApplied)
{
    // Dark but for a bright top left corner; JPEG keeps blocks of 8 pixels.
    QImage image(32, 16, QImage::Format_Grayscale8);
    image.fill(0);
    for (int y = 0; y < 8; ++y)
        for (int x = 0; x < 8; ++x)
            image.scanLine(y)[x] = 255;
    const auto picture = decodedOrNull(withExifOrientation(encoded(image, "jpeg", 100), quint16(GetParam())));
    ASSERT_TRUE(picture);
    const bool turned = GetParam() >= 5;
    const bool right = GetParam() == 2 || GetParam() == 3 || GetParam() == 6 || GetParam() == 7;
    const bool bottom = GetParam() == 3 || GetParam() == 4 || GetParam() == 7 || GetParam() == 8;
    ASSERT_EQ(picture->shape(), (turned ? Shape{32, 16} : Shape{16, 32}));
    const Grid& plane = picture->planes()[0];
    for (const int row : {2, plane.rows() - 3})
        for (const int col : {2, plane.cols() - 3})
            EXPECT_EQ(plane.at(row, col) > 0.5F, (row > 2) == bottom && (col > 2) == right) << row << ' ' << col;
}
INSTANTIATE_TEST_SUITE_P(ImageFile, ExifOrientation, testing::Range(1, 9));

TEST(ImageFile, AnAnimationGivesItsFirstFrame)
{
    const auto picture = decodedOrNull(animatedGif());
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->planes(), (std::vector<Grid>{Grid{{1, 1}}, Grid{{0, 1}}, Grid{{0, 1}}}));
}

TEST(ImageFile, LossyFormatsComeClose)
{
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(qRgb(200, 100, 50));
    const auto picture = decodedOrNull(encoded(image, "jpeg", 100));
    ASSERT_TRUE(picture);
    ASSERT_EQ(picture->planes().size(), 3U);
    EXPECT_NEAR(picture->planes()[0].at(15, 20), 200 / 255.0, 0.02);
    EXPECT_NEAR(picture->planes()[2].at(15, 20), 50 / 255.0, 0.02);
}

TEST(ImageFile, FormatsAreToldByMagicBytesAlone)
{
    EXPECT_EQ(pictureFormat(encoded(colourful(3, 3), "png")), "png");
    EXPECT_EQ(pictureFormat(encoded(colourful(3, 3), "jpeg")), "jpeg");
    EXPECT_EQ(pictureFormat(animatedGif()), "gif");
    EXPECT_EQ(pictureFormat("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "");
    EXPECT_EQ(pictureFormat("<?xml version=\"1.0\"?><svg/>"), "");
    EXPECT_EQ(pictureFormat(QByteArray("\0\0\1\0\1\0", 6)), ""); // an icon: Qt could read it
    EXPECT_EQ(pictureFormat("BM and then some text that begins like a bitmap"), "");
    EXPECT_EQ(pictureFormat("P3, a text"), "");
    EXPECT_EQ(pictureFormat(""), "");
}

const char* const kDamaged = "The picture is damaged: it is shown as far as it goes.";

// A part is never taken for the whole: it is shown as far as it goes, and that is said; or refused.
struct CutCase {
    const char* format;
    bool half; ///< whether the first half of the file gives a picture
};
class Cut : public testing::TestWithParam<CutCase>
{
};
TEST_P(Cut, IsShownAsFarAsItGoes)
{
    const char* const format = GetParam().format;
    if (!QImageWriter::supportedImageFormats().contains(format) && qstrcmp(format, "gif") != 0)
        GTEST_SKIP() << "no plug-in for " << format;
    const QByteArray bytes = qstrcmp(format, "gif") == 0 ? animatedGif() : encoded(colourful(24, 16), format);
    const auto whole = decodePicture(bytes, "whole");
    ASSERT_TRUE(whole.ok()) << outcome(whole);
    EXPECT_FALSE(whole->notes.contains(kDamaged));
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        const auto part = decodePicture(bytes.left(size), "part");
        if (part) {
            EXPECT_TRUE(part->notes.contains(kDamaged)) << size << " of " << bytes.size();
            EXPECT_EQ(part->picture->shape(), whole->picture->shape());
            EXPECT_EQ(part->picture->planes(), (*pictureFromBytes(bytes.left(size), "again"))->planes()) << size;
        }
    }
    const auto half = decodePicture(bytes.left(bytes.size() / 2), "half");
    EXPECT_EQ(half.ok(), GetParam().half);
    const Error refusal{ErrorCode::PictureTruncated, {"half"}};
    EXPECT_EQ(outcome(half), half ? "ok" : testing::PrintToString(refusal));
}
INSTANTIATE_TEST_SUITE_P(ImageFile, Cut,
                         testing::Values(CutCase{"png", true}, CutCase{"jpeg", false}, CutCase{"gif", false},
                                         CutCase{"bmp", true}, CutCase{"webp", true}, CutCase{"tiff", false},
                                         CutCase{"ppm", true}, CutCase{"pgm", true}, CutCase{"pbm", true}),
                         [](const auto& each) { return std::string(each.param.format); });

TEST(ImageFile, WhatIsThereOfACutPictureIsRight)
{
    const QImage image = colourful(64, 48);
    for (const char* format : {"png", "ppm"}) {
        const QByteArray bytes = encoded(image, format);
        const auto part = decodePicture(bytes.left(bytes.size() * 3 / 4), "part");
        ASSERT_TRUE(part.ok()) << outcome(part);
        const auto whole = expectedPlanes(image);
        for (int r = 0; r < 20; ++r)
            for (int c = 0; c < 64; ++c)
                EXPECT_EQ(part->picture->planes()[0].at(r, c), whole[0].at(r, c)) << format << ' ' << r << ' ' << c;
    }
}

TEST(ImageFile, AThumbnailDoesNotHideThatThePictureIsCut)
{
    const QByteArray jpeg = encoded(colourful(64, 48), "jpeg");
    const QByteArray thumbnail = QByteArray("Exif\0\0", 6) + encoded(colourful(8, 8), "jpeg");
    const QByteArray segment = QByteArray("\xff\xe1") + bigEndian<quint16>(quint16(thumbnail.size() + 2)) + thumbnail;
    const QByteArray whole = jpeg.left(2) + segment + jpeg.mid(2);
    EXPECT_EQ(decodePicture(whole, "whole")->notes, QStringList());
    EXPECT_EQ(decodePicture(whole.chopped(100), "part")->notes, QStringList(kDamaged));
}

// As far as its data tell: a JPEG has no checksum.
TEST(ImageFile, AJpegThatIsWrongInTheMiddleSaysSo)
{
    for (const bool progressive : {false, true}) {
        QByteArray good;
        QBuffer buffer(&good);
        QImageWriter writer(&buffer, "jpeg");
        writer.setProgressiveScanWrite(progressive);
        ASSERT_TRUE(writer.write(colourful(160, 120)));
        const auto whole = decodePicture(good, "whole");
        ASSERT_TRUE(whole.ok()) << outcome(whole);
        EXPECT_EQ(whole->notes, QStringList());
        for (const int at : {4, 6, 8}) { // tenths of the file
            QByteArray bad = good;
            bad.replace(good.size() * at / 10, 300, QByteArray(300, '\xfe'));
            const auto read = decodePicture(bad, "bad");
            ASSERT_TRUE(read.ok()) << outcome(read);
            EXPECT_EQ(read->notes, QStringList(kDamaged)) << progressive << ' ' << at;
            EXPECT_EQ(read->picture->shape(), whole->picture->shape());
            EXPECT_NE(read->picture->planes(), whole->picture->planes());
        }
    }
}

TEST(ImageFile, BytesBeforeTheEndOfAJpegAreHarmless)
{
    const QByteArray jpeg = encoded(colourful(64, 48), "jpeg");
    const auto whole = decodePicture(jpeg, "whole");
    const auto padded = decodePicture(jpeg.chopped(2) + QByteArray(6, '\0') + jpeg.right(2), "padded");
    ASSERT_TRUE(padded.ok()) << outcome(padded);
    EXPECT_EQ(padded->notes, QStringList());
    EXPECT_EQ(padded->picture->planes(), whole->picture->planes());
}

TEST(ImageFile, SurvivesEveryChangedByteOfAJpeg)
{
    const QByteArray good = encoded(colourful(9, 7), "jpeg");
    for (qsizetype i = 0; i < good.size(); ++i) {
        for (const char c : {'\0', '\x7f', '\xff'}) {
            QByteArray bytes = good;
            bytes[i] = c;
            const auto read = pictureFromBytes(bytes, "changed");
            EXPECT_TRUE(read.ok() || !read.error().arguments.empty()) << i;
        }
    }
}

TEST(ImageFile, BytesAfterTheEndDoNotMatter)
{
    for (const char* format : {"png", "jpeg", "bmp", "ppm"})
        EXPECT_TRUE(pictureFromBytes(encoded(colourful(9, 9), format) + "and more", "picture").ok()) << format;
}

// Each byte of small files changed: an answer, never a crash (ASan watches).
TEST(ImageFile, SurvivesEveryChangedByte)
{
    for (const QByteArray& good : {encoded(colourful(4, 3), "bmp"), encoded(colourful(4, 3), "ppm"), animatedGif(),
                                   encoded(colourful(4, 3), "png"), encoded(colourful(4, 3), "tiff")}) {
        for (qsizetype i = 0; i < good.size(); ++i) {
            for (const char c : {'\0', '\x7f', '\xff'}) {
                QByteArray bytes = good;
                bytes[i] = c;
                (void)pictureFromBytes(bytes, "changed").ok();
            }
        }
    }
}

TEST(ImageFile, AFrameIsChosenByItsNumber)
{
    DecodeOptions options;
    const auto first = decodePicture(animatedGif(), "film", options);
    ASSERT_TRUE(first.ok()) << outcome(first);
    EXPECT_EQ(first->frames, 2);
    EXPECT_EQ(first->notes, QStringList("Frame 1 of 2 is shown."));
    EXPECT_FALSE(first->picture->encoded().empty());
    options.frame = 1;
    const auto second = decodePicture(animatedGif(), "film", options);
    ASSERT_TRUE(second.ok()) << outcome(second);
    EXPECT_EQ(second->picture->planes(), (std::vector<Grid>{Grid{{0, 0}}, Grid{{0, 0}}, Grid{{1, 1}}}));
    EXPECT_TRUE(second->picture->encoded().empty());
    for (const int frame : {2, -1, 2147483647}) {
        options.frame = frame;
        EXPECT_EQ(decodePicture(animatedGif(), "film", options).error().code, ErrorCode::PictureBroken);
    }
}

/// At every read of the decoder, so that each of its loops meets an end: under the address sanitizer nothing is
/// written where it must not be.
TEST(ImageFile, ReadingOfEveryFormatCanBeStoppedAtEveryRead)
{
    for (const char* format : {"png", "jpg", "bmp", "tiff", "webp", "ppm", "heic", "avif", "jxl"}) {
        const bool inCorpus = QLatin1String("heic avif jxl").contains(QLatin1String(format));
        QFile file(QStringLiteral(LAB_TEST_DATA "/pictures/%1_rgb8.%1").arg(QLatin1String(format)));
        ASSERT_TRUE(!inCorpus || file.open(QIODevice::ReadOnly));
        const QByteArray bytes = inCorpus ? file.readAll() : encoded(colourful(160, 120), format);
        const Shape shape = inCorpus ? Shape{16, 18} : Shape{120, 160};
        ASSERT_FALSE(bytes.isEmpty()) << format;
        for (int stopAt = 1; stopAt < 60; ++stopAt) {
            std::stop_source stop;
            int reads = 0;
            const auto count = [&](double) {
                if (++reads == stopAt)
                    stop.request_stop();
            };
            const auto picture = pictureFromBytes(bytes, "picture", {stop.get_token(), count});
            if (!picture) // else it was read before the stop came
                EXPECT_EQ(picture.error().code, ErrorCode::Stopped) << format << " at " << stopAt;
            else
                EXPECT_EQ((*picture)->shape(), shape) << format << " at " << stopAt;
        }
    }
}

TEST(ImageFile, AStopEndsIt)
{
    std::stop_source stop;
    stop.request_stop();
    const auto picture = pictureFromBytes(encoded(colourful(64, 64), "png"), "picture", {stop.get_token(), {}});
    ASSERT_FALSE(picture.ok());
    EXPECT_EQ(picture.error().code, ErrorCode::Stopped);
}

TEST(ImageFile, AStopFromTheProgressEndsIt)
{
    std::stop_source stop;
    const auto halfway = [&](double progress) {
        if (progress > 0.6)
            stop.request_stop();
    };
    const auto picture = pictureFromBytes(encoded(colourful(8, 2000), "png"), "picture", {stop.get_token(), halfway});
    ASSERT_FALSE(picture.ok());
    EXPECT_EQ(picture.error().code, ErrorCode::Stopped);
}

TEST(ImageFile, ProgressRisesToOne)
{
    std::vector<double> seen;
    const auto picture =
        pictureFromBytes(encoded(colourful(64, 600), "png"), "picture", {{}, [&](double p) { seen.push_back(p); }});
    ASSERT_TRUE(picture.ok());
    ASSERT_GT(seen.size(), 3U);
    EXPECT_EQ(seen.back(), 1);
    for (const double p : seen)
        EXPECT_TRUE(p >= 0 && p <= 1) << p;
}

class FromImage : public testing::TestWithParam<QImage::Format>
{
};
TEST_P(FromImage, EqualsItsOwnPng)
{
    const QImage image = colourful(19, 7).convertToFormat(GetParam());
    const auto picture = pictureFromImage(image, "pasted");
    ASSERT_TRUE(picture.ok()) << outcome(picture);
    const auto again = decodedOrNull(QByteArray::fromStdString((*picture)->encoded()));
    ASSERT_TRUE(again);
    EXPECT_EQ((*picture)->planes(), again->planes());
}
INSTANTIATE_TEST_SUITE_P(ImageFile, FromImage,
                         testing::Values(QImage::Format_RGB32, QImage::Format_ARGB32,
                                         QImage::Format_ARGB32_Premultiplied, QImage::Format_RGB888,
                                         QImage::Format_Grayscale8, QImage::Format_Grayscale16,
                                         QImage::Format_Indexed8, QImage::Format_Mono, QImage::Format_RGB16,
                                         QImage::Format_RGBA64, QImage::Format_RGBA64_Premultiplied,
                                         QImage::Format_RGB30));

TEST(ImageFile, NoImageIsAnError)
{
    EXPECT_FALSE(pictureFromImage(QImage(), "nothing").ok());
}

TEST(ImageFile, PlanesBecomeAnImageClippedToItsRange)
{
    const Grid plane{{-1, 0, 0.5F, 1, 7, std::numeric_limits<float>::quiet_NaN()}};
    const QImage grey = imageFromPlanes(std::vector<Grid>{plane});
    ASSERT_EQ(grey.size(), QSize(6, 1));
    const std::array<int, 6> expected{0, 0, 128, 255, 255, 0};
    for (int x = 0; x < 6; ++x)
        EXPECT_EQ(qRed(grey.pixel(x, 0)), expected[std::size_t(x)]) << x;
    const QImage colour = imageFromPlanes(std::vector<Grid>{Grid{{1}}, Grid{{0}}, Grid{{0.2F}}});
    EXPECT_EQ(colour.pixel(0, 0), qRgb(255, 0, 51));
}

} // namespace
