// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/io/support.h"
#include "ui/io/error_text.h"
#include "ui/io/formats.h"
#include "ui/io/image_file.h"
#include "ui/io/input_file.h"
#include "ui/io/output_file.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <cmath>
#include <limits>

using namespace lab;

namespace
{

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Values that 8 or 16 bits hold exactly.
Grid steps(Shape shape, int most, int seed)
{
    Grid grid(shape);
    for (int r = 0; r < shape.rows; ++r)
        for (int c = 0; c < shape.cols; ++c)
            grid.at(r, c) = float((r * 7919 + c * 104729 + seed * 31) % (most + 1)) / float(most);
    return grid;
}

std::vector<Grid> someSteps(int planes, int most)
{
    std::vector<Grid> result;
    for (int p = 0; p < planes; ++p)
        result.push_back(steps({19, 23}, most, p + 1));
    return result;
}

QString endingOf(const PictureFormat& format)
{
    return QString::fromLatin1(format.endings).section(u' ', 0, 0);
}

TEST(Formats, WhatIsWrittenIsReadBackInEveryFormatAndDepth)
{
    QTemporaryDir dir;
    int written = 0;
    for (const PictureFormat& format : pictureFormats()) {
        for (const QString& ending : QString::fromLatin1(format.endings).split(u' ')) {
            if (!writableFormat(ending))
                continue;
            for (const int planes : {1, 3}) {
                for (const int bits : {8, 16}) {
                    SCOPED_TRACE(ending.toStdString() + " " + std::to_string(planes) + " " + std::to_string(bits));
                    const auto y = someSteps(planes, bits == 8 ? 255 : 65535);
                    const QString path = dir.filePath(QLatin1String("y.") + ending);
                    const auto report = writePlanes(path, y, {.bits = bits});
                    if (bits == 16 && !format.deep) {
                        ASSERT_FALSE(report.ok());
                        EXPECT_TRUE(sentence(report.error()).contains(QLatin1String(format.name)));
                        continue;
                    }
                    ASSERT_TRUE(report.ok()) << outcome(report);
                    EXPECT_EQ(report->cut, 0);
                    const auto back = readInput(path);
                    ASSERT_TRUE(back.ok()) << outcome(back);
                    ++written;
                    if (format.lossless)
                        EXPECT_EQ((*back)->planes(), y);
                    else
                        EXPECT_EQ((*back)->shape(), y[0].shape());
                }
            }
        }
    }
    EXPECT_GE(written, 14);
}

TEST(Formats, JpegComesClose)
{
    QTemporaryDir dir;
    Grid slope({24, 24});
    for (int r = 0; r < 24; ++r)
        for (int c = 0; c < 24; ++c)
            slope.at(r, c) = float(r + c) / 48;
    ASSERT_TRUE(writePlanes(dir.filePath("y.jpg"), {&slope, 1}).ok());
    const auto back = readInput(dir.filePath("y.jpg"));
    ASSERT_TRUE(back.ok());
    for (int i = 0; i < 24; ++i)
        EXPECT_NEAR((*back)->grey().at(i, i), slope.at(i, i), 0.02);
}

TEST(Formats, AlphaAndDepthOfAnImageAreKept)
{
    QTemporaryDir dir;
    QImage deep(5, 4, QImage::Format_RGBA64), shallow(5, 4, QImage::Format_ARGB32);
    for (int y = 0; y < 4; ++y) {
        for (int x = 0; x < 5; ++x) {
            reinterpret_cast<QRgba64*>(deep.scanLine(y))[x] = QRgba64::fromRgba64(
                quint16(x * 9999), quint16(y * 7777), quint16(x * y * 999), quint16(65535 - x * 77));
            shallow.setPixel(x, y, qRgba(x * 50, y * 60, x * y, 255 - x * 40));
        }
    }
    for (const PictureFormat& format : pictureFormats()) {
        if (!format.alpha || !writableFormat(endingOf(format)))
            continue;
        const QString path = dir.filePath(QLatin1String("y.") + endingOf(format));
        for (const QImage& image : {deep, shallow}) {
            if (image.depth() > 32 && !format.deep)
                continue;
            ASSERT_TRUE(writeImage(path, image).ok()) << format.name;
            QFile file(path);
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            const auto back = imageFromBytes(file.readAll(), "y");
            ASSERT_TRUE(back.ok()) << outcome(back);
            EXPECT_EQ(back->convertToFormat(image.format()), image) << format.name << ' ' << image.depth();
        }
    }
}

TEST(Formats, ProfileAndResolutionAreWritten)
{
    QTemporaryDir dir;
    QImage image = colourful(6, 5);
    image.setColorSpace(QColorSpace(QColorSpace::DisplayP3));
    image.setDotsPerMeterX(11811);
    image.setDotsPerMeterY(11811);
    for (const char* name : {"y.png", "y.tiff"}) {
        ASSERT_TRUE(writeImage(dir.filePath(name), image).ok());
        QFile file(dir.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        const auto back = imageFromBytes(bytes, name);
        ASSERT_TRUE(back.ok()) << outcome(back);
        EXPECT_EQ(back->colorSpace(), image.colorSpace()) << name;
        EXPECT_EQ(back->dotsPerMeterX(), 11811) << name;
        const auto decoded = decodePicture(bytes, name);
        ASSERT_TRUE(decoded.ok());
        EXPECT_TRUE(decoded->notes.join(u' ').contains("colour profile “Display P3”"))
            << qPrintable(decoded->notes.join(u' '));
    }
}

TEST(Formats, NumbersAreKeptAsTheyAre)
{
    QTemporaryDir dir;
    const float infinity = std::numeric_limits<float>::infinity();
    for (const int planes : {1, 3}) {
        const std::vector<Grid> y(std::size_t(planes), Grid{{-3.25F, 1e30F, kNan}, {infinity, 0.1F, -0.0F}});
        ASSERT_TRUE(writePlanes(dir.filePath("y.tiff"), y, {.asNumbers = true}).ok());
        const auto back = readInput(dir.filePath("y.tiff"));
        ASSERT_TRUE(back.ok()) << outcome(back);
        EXPECT_EQ((*back)->planes(), y);
        EXPECT_EQ((*back)->content(), Content::Numbers);
        EXPECT_EQ(writePlanes(dir.filePath("y.png"), y, {.asNumbers = true}).error().code, ErrorCode::CannotWrite);
    }
}

TEST(Formats, ARangeIsMappedAndWhatIsCutIsSaid)
{
    QTemporaryDir dir;
    const std::vector<Grid> y{Grid{{-2, 0, 2, 6}, {7, kNan, -3, 2}}};
    const auto report = writePlanes(dir.filePath("y.png"), y, {.low = -2, .high = 6, .bits = 16});
    ASSERT_TRUE(report.ok()) << outcome(report);
    EXPECT_EQ(report->cut, 3.0 / 8);
    const auto back = readInput(dir.filePath("y.png"));
    ASSERT_TRUE(back.ok());
    const Grid& plane = (*back)->planes()[0];
    EXPECT_EQ(plane.at(0, 0), 0);
    EXPECT_NEAR(plane.at(0, 1), 0.25F, 1e-5);
    EXPECT_NEAR(plane.at(0, 2), 0.5F, 1e-5);
    EXPECT_EQ(plane.at(0, 3), 1);
    EXPECT_EQ(plane.at(1, 0), 1);
    EXPECT_EQ(plane.at(1, 1), 0);
    EXPECT_EQ(plane.at(1, 2), 0);
    EXPECT_EQ(writePlanes(dir.filePath("y.csv"), y, {.low = -2, .high = 6})->cut, 0);
    EXPECT_EQ(writePlanes(dir.filePath("y.png"), y, {.low = 2, .high = 2})->cut, 6.0 / 8);
}

TEST(Formats, RefusalsSayWhatThereIsInstead)
{
    QTemporaryDir dir;
    const Grid plane{{0, 1}};
    const QString planes = sentence(writePlanes(dir.filePath("y.svg"), {&plane, 1}).error());
    EXPECT_TRUE(planes.contains(".png, .jpg") && planes.contains(".npy or .csv")) << qPrintable(planes);
    const QString image = sentence(writeImage(dir.filePath("y.gif"), colourful(2, 2)).error());
    EXPECT_TRUE(image.contains(".png, .jpg") && !image.contains(".csv") && image.count(".gif") == 1)
        << qPrintable(image);
    const QString read = sentence({ErrorCode::UnknownFormat, {"song.mp3"}});
    EXPECT_TRUE(read.contains("PNG, JPEG, GIF") && read.contains("HEIC") && read.contains(".csv"))
        << qPrintable(read);
}

TEST(Formats, WhatAFormatCannotHoldIsSaidWithThoseThatCan)
{
    const Grid plane{{0, 1}};
    EXPECT_EQ(sentence(writePlanes("y.jpg", {&plane, 1}, {.bits = 16}).error()),
              "“y.jpg” could not be written: JPEG holds 8 bits a channel; 16 can be written as .png and .tiff.");
    EXPECT_EQ(sentence(writePlanes("y.png", {&plane, 1}, {.asNumbers = true}).error()),
              "“y.png” could not be written: PNG cannot hold the numbers as they are; .npy, .csv and .tiff can.");
}

TEST(Formats, FiltersNameEveryEnding)
{
    for (const char* pattern : {"*.png", "*.jpeg", "*.heic", "*.avif", "*.jxl", "*.pfm", "*.tif"})
        EXPECT_TRUE(readableNameFilter().split(u' ').contains(QLatin1String(pattern))) << pattern;
    EXPECT_TRUE(writableNameFilter().split(u' ').contains(QLatin1String("*.tiff")));
    EXPECT_FALSE(writableNameFilter().contains(QLatin1String("heic")));
    EXPECT_FALSE(writableNameFilter().contains(QLatin1String("gif")));
}

TEST(Formats, EveryIdIsRecognised)
{
    for (const char* id :
         {"png", "jpeg", "gif", "bmp", "webp", "tiff", "heif", "jxl", "pbm", "pgm", "ppm", "pam", "pfm"})
        EXPECT_TRUE(pictureFormatById(id)) << id;
    EXPECT_FALSE(pictureFormatById("svg"));
    EXPECT_FALSE(pictureFormatById(""));
}

/// The same bytes on any number of threads, and every filter and band boundary read back.
TEST(Formats, ALargePngIsWrittenInBands)
{
    const QImage image = colourful(1500, 1400);
    const auto picture = pictureFromImage(image, "large");
    ASSERT_TRUE(picture.ok());
    const auto again = pictureFromBytes(QByteArray::fromStdString((*picture)->encoded()), "large");
    ASSERT_TRUE(again.ok()) << outcome(again);
    EXPECT_EQ((*picture)->planes(), (*again)->planes());
    QImage qt;
    EXPECT_TRUE(qt.loadFromData(QByteArray::fromStdString((*picture)->encoded()), "png"));
    EXPECT_EQ(qt.convertToFormat(QImage::Format_RGB32), image);
}

TEST(Formats, AFullDiskIsCalledSo)
{
    if (!QFile::exists("/dev/full"))
        GTEST_SKIP() << "no /dev/full";
    EXPECT_EQ(sentence(writeFile("/dev/full", "numbers").error()),
              "“/dev/full” could not be written: the disk is full.");
}

} // namespace
