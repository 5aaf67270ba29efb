// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Profiles made here, pictures with them, and colours that were reckoned by hand.
#include "core/layers/layer.h"
#include "tests/io/support.h"
#include "ui/io/colour_profile.h"
#include "ui/io/filtered_image.h"
#include "ui/io/image_file.h"
#include "ui/io/output_file.h"
#include "ui/io/png_file.h"
#include "ui/io/tiff_file.h"

#include <QColorSpace>
#include <QFile>
#include <QTemporaryDir>

#include <cmath>
#include <lcms2.h>

using namespace lab;

namespace
{

QByteArray bytesOf(cmsHPROFILE profile, const wchar_t* name)
{
    cmsMLU* const text = cmsMLUalloc(nullptr, 1);
    cmsMLUsetWide(text, "en", "US", name);
    cmsWriteTag(profile, cmsSigProfileDescriptionTag, text);
    cmsMLUfree(text);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    QByteArray icc(qsizetype(size), '\0');
    EXPECT_TRUE(cmsSaveProfileToMem(profile, icc.data(), &size));
    cmsCloseProfile(profile);
    return icc;
}

/// Adobe RGB (1998): its primaries, and a gamma of 563/256.
QByteArray adobeLike()
{
    const cmsCIExyY white{0.3127, 0.3290, 1};
    const cmsCIExyYTRIPLE primaries{{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}};
    cmsToneCurve* const gamma = cmsBuildGamma(nullptr, 563.0 / 256);
    std::array<cmsToneCurve*, 3> curves{gamma, gamma, gamma};
    QByteArray icc = bytesOf(cmsCreateRGBProfile(&white, &primaries, curves.data()), L"Wide colours");
    cmsFreeToneCurve(gamma);
    return icc;
}

/// Grey whose numbers are light itself.
QByteArray linearGrey()
{
    cmsToneCurve* const gamma = cmsBuildGamma(nullptr, 1);
    QByteArray icc = bytesOf(cmsCreateGrayProfile(cmsD50_xyY(), gamma), L"Linear grey");
    cmsFreeToneCurve(gamma);
    return icc;
}

/// Inks that make nothing but grey: L* = 100 (1 − K) (1 − (C + M + Y) / 3).
QByteArray greyInks()
{
    cmsHPROFILE profile = cmsCreateProfilePlaceholder(nullptr);
    cmsSetProfileVersion(profile, 2.4);
    cmsSetDeviceClass(profile, cmsSigOutputClass);
    cmsSetColorSpace(profile, cmsSigCmykData);
    cmsSetPCS(profile, cmsSigLabData);
    cmsPipeline* const pipeline = cmsPipelineAlloc(nullptr, 4, 3);
    cmsStage* const table = cmsStageAllocCLut16bit(nullptr, 2, 4, 3, nullptr);
    const auto sample = [](const cmsUInt16Number* ink, cmsUInt16Number* to, void*) -> cmsInt32Number {
        const auto share = [&](int i) { return ink[i] / 65535.0; };
        const cmsCIELab lab{100 * (1 - share(3)) * (1 - (share(0) + share(1) + share(2)) / 3), 0, 0};
        cmsFloat2LabEncodedV2(to, &lab);
        return TRUE;
    };
    cmsStageSampleCLut16bit(table, sample, nullptr, 0);
    cmsPipelineInsertStage(pipeline, cmsAT_END, table);
    EXPECT_TRUE(cmsWriteTag(profile, cmsSigAToB0Tag, pipeline));
    cmsPipelineFree(pipeline);
    return bytesOf(profile, L"Grey inks");
}

QImage withProfile(QImage image, const QByteArray& icc)
{
    image.setColorSpace(colourSpaceOf(icc));
    return image;
}

QByteArray jpegWithProfile(const QByteArray& jpeg, const QByteArray& icc)
{
    const QByteArray data = QByteArray("ICC_PROFILE\0\x01\x01", 14) + icc;
    return jpeg.left(2) + QByteArray("\xff\xe2") + bigEndian<quint16>(quint16(data.size() + 2)) + data + jpeg.mid(2);
}

/// One row of 8-bit CMYK.
QByteArray tiffOfInks(const QByteArray& samples, const QByteArray& icc)
{
    struct Entry {
        quint16 tag, type;
        quint32 count, value;
    };
    constexpr quint16 kShort = 3, kLong = 4, kBytes = 7, kEntries = 10;
    constexpr quint32 kBits = 8 + 2 + kEntries * 12 + 4, kPixels = kBits + 8;
    const auto icc0 = kPixels + quint32(samples.size());
    const std::array<Entry, kEntries> entries{{{256, kShort, 1, quint32(samples.size()) / 4},
                                               {257, kShort, 1, 1},
                                               {258, kShort, 4, kBits},
                                               {259, kShort, 1, 1},
                                               {262, kShort, 1, 5},
                                               {273, kLong, 1, kPixels},
                                               {277, kShort, 1, 4},
                                               {278, kShort, 1, 1},
                                               {279, kLong, 1, quint32(samples.size())},
                                               {34675, kBytes, quint32(icc.size()), icc0}}};
    QByteArray file("MM\0*\0\0\0\x08", 8);
    file += bigEndian(kEntries);
    for (const Entry& entry : entries) {
        const bool inPlace = entry.type == kShort && entry.count == 1;
        file += bigEndian(entry.tag) + bigEndian(entry.type) + bigEndian(entry.count) +
                (inPlace ? bigEndian(quint16(entry.value)) + bigEndian(quint16(0)) : bigEndian(entry.value));
    }
    file += bigEndian(quint32(0));
    for (int i = 0; i < 4; ++i)
        file += bigEndian(quint16(8));
    return file + samples + icc;
}

/// How a pixel of the picture is shown, of 0..255 each.
QRgb shown(const Picture& picture, int row, int col)
{
    const auto byte = [&](std::size_t plane) {
        const auto& planes = picture.planes();
        return int(std::lround(double(planes[std::min(plane, planes.size() - 1)].at(row, col)) * 255));
    };
    std::array<std::uint32_t, 1> pixel{qRgb(byte(0), byte(1), byte(2))};
    if (picture.screen())
        (*picture.screen())(pixel);
    return pixel[0];
}

void expectColour(QRgb colour, std::array<int, 3> expected)
{
    EXPECT_NEAR(qRed(colour), expected[0], 1);
    EXPECT_NEAR(qGreen(colour), expected[1], 1);
    EXPECT_NEAR(qBlue(colour), expected[2], 1);
}

QImage pixels(std::initializer_list<QRgb> colours)
{
    QImage image(int(colours.size()), 1, QImage::Format_RGB32);
    int x = 0;
    for (const QRgb colour : colours)
        image.setPixel(x++, 0, colour);
    return image;
}

DecodedPicture decoded(const QByteArray& bytes)
{
    auto picture = decodePicture(bytes, "p");
    EXPECT_TRUE(picture.ok()) << outcome(picture);
    return picture ? *picture : DecodedPicture();
}

const char* const kBroken = "Its colour profile is broken, or not of its kind, and is left out.";

// By hand: 153, 102, 51 are 0.6, 0.4, 0.2; to the power of 563/256 that is 0.3252, 0.1333, 0.0290 of the light. From
// these primaries to those of sRGB: R' = 1.3984 R − 0.3984 G, G' = G, B' = −0.0429 G + 1.0429 B, so 0.4016, 0.1333,
// 0.0246; 1.055 v^(1/2.4) − 0.055 of these is 0.6664, 0.4006, 0.1702. 51, 153, 102 has a red of −0.089, which no
// screen shows.
TEST(ColourProfiles, ColoursAreShownByTheProfileAndTheNumbersStay)
{
    const QImage image = withProfile(
        pixels({qRgb(153, 102, 51), qRgb(51, 153, 102), qRgb(0, 0, 0), qRgb(255, 255, 255)}), adobeLike());
    for (const QByteArray& file : {pngFromImage(image), tiffFromImage(image)}) {
        const DecodedPicture read = decoded(file);
        EXPECT_EQ(read.notes,
                  QStringList("It is shown by its colour profile “Wide colours”; the numbers are the stored ones."));
        EXPECT_EQ(read.picture->planes()[0], (Grid{{0.6F, 0.2F, 0, 1}}));
        EXPECT_EQ(read.picture->planes()[2], (Grid{{0.2F, 0.4F, 0, 1}}));
        expectColour(shown(*read.picture, 0, 0), {170, 102, 43});
        expectColour(shown(*read.picture, 0, 1), {0, 154, 99});
        expectColour(shown(*read.picture, 0, 2), {0, 0, 0});
        expectColour(shown(*read.picture, 0, 3), {255, 255, 255});
    }
}

TEST(ColourProfiles, AlphaStaysWhatItIs)
{
    const auto profile = colourProfile(adobeLike(), 3);
    ASSERT_TRUE(profile && profile->screen);
    std::array<std::uint32_t, 2> some{qRgba(153, 102, 51, 7), 0};
    (*profile->screen)(some);
    EXPECT_EQ(qAlpha(some[0]), 7);
    EXPECT_EQ(some[1], 0U);
}

// By hand: 128/255 of the light is 1.055 · 0.50196^(1/2.4) − 0.055 = 0.7367 of a screen's white: 188. 26/255 is
// 0.3533: 90.
TEST(ColourProfiles, GreyIsShownByItsCurve)
{
    QImage image(2, 1, QImage::Format_Grayscale8);
    image.scanLine(0)[0] = 128;
    image.scanLine(0)[1] = 26;
    QImage deep = image.convertToFormat(QImage::Format_Grayscale16);
    for (const QByteArray& file :
         {pngFromImage(withProfile(image, linearGrey())), tiffFromImage(withProfile(image, linearGrey())),
          pngFromImage(withProfile(deep, linearGrey())),
          jpegWithProfile(encoded(image, "jpeg", 100), linearGrey())}) {
        const DecodedPicture read = decoded(file);
        EXPECT_TRUE(read.notes.join(u' ').contains("“Linear grey”")) << qPrintable(read.notes.join(u' '));
        ASSERT_EQ(read.picture->planes().size(), 1U);
        EXPECT_NEAR(read.picture->planes()[0].at(0, 0), 128 / 255.0F, 1e-6);
        expectColour(shown(*read.picture, 0, 0), {188, 188, 188});
        EXPECT_NEAR(qGreen(shown(*read.picture, 0, 1)), 90, 2); // JPEG may be one off, where the curve is steep
    }
}

TEST(ColourProfiles, ThoseOfAScreenChangeNothing)
{
    const QByteArray own = bytesOf(cmsCreate_sRGBProfile(), L"A name of its own");
    for (const QByteArray& icc : {own, QColorSpace(QColorSpace::SRgb).iccProfile()}) {
        const auto profile = colourProfile(icc, 3);
        ASSERT_TRUE(profile);
        EXPECT_EQ(profile->screen, nullptr) << qPrintable(profile->name);
        EXPECT_EQ(decoded(pngFromImage(withProfile(colourful(4, 3), icc))).notes, QStringList());
    }
    const auto grey = colourProfile(own, 1); // one of colours does for grey
    ASSERT_TRUE(grey);
    EXPECT_EQ(grey->screen, nullptr);
}

// By hand: of half the black, or half of the three colours, L* is 50: the light 0.1842, so 0.4663 on a screen: 119.
// Without a profile half of the light is left, and (1/2)·(1/2) where both are there.
TEST(ColourProfiles, InksBecomeColoursByTheirProfile)
{
    const QByteArray inks = QByteArray::fromHex("00000080"
                                                "80808000"
                                                "00000000"
                                                "000000ff");
    const DecodedPicture read = decoded(tiffOfInks(inks, greyInks()));
    EXPECT_EQ(read.notes, QStringList("Its inks became colours by its profile “Grey inks”."));
    EXPECT_EQ(read.picture->screen(), nullptr) << "they are those of a screen now";
    const std::array<double, 4> levels{119, 119, 255, 0};
    for (int c = 0; c < 4; ++c)
        for (const Grid& plane : read.picture->planes())
            EXPECT_NEAR(double(plane.at(0, c)) * 255, levels[std::size_t(c)], 1.1) << c;
    const DecodedPicture plain = decoded(tiffOfInks(inks, "no profile"));
    EXPECT_EQ(plain.notes, QStringList(kBroken));
    EXPECT_NEAR(plain.picture->planes()[0].at(0, 0), 127 / 255.0F, 1e-3);
}

// In the corpus' picture of inks there is no black, so that the colours that are made of it without a profile tell
// its inks; with this one they are the grey of their mean.
TEST(ColourProfiles, SoDoThoseOfAJpeg)
{
    QFile file(QStringLiteral(LAB_TEST_DATA "/pictures/jpeg_cmyk.jpg"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray jpeg = file.readAll();
    const auto plain = decoded(jpeg).picture;
    const DecodedPicture read = decoded(jpegWithProfile(jpeg, greyInks()));
    EXPECT_EQ(read.notes, QStringList("Its inks became colours by its profile “Grey inks”."));
    for (int r = 0; r < 16; ++r) {
        for (int c = 0; c < 24; ++c) {
            double mean = 0;
            for (const Grid& plane : plain->planes())
                mean += double(plane.at(r, c)) / 3;
            const double root = (100 * mean + 16) / 116;
            const double light = root > 6.0 / 29 ? root * root * root : (116 * root - 16) / 903.3;
            const double expected = light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
            for (const Grid& plane : read.picture->planes())
                EXPECT_NEAR(double(plane.at(r, c)), expected, 0.015) << r << ' ' << c;
        }
    }
}

TEST(ColourProfiles, ABrokenOneIsLeftOutAndThatIsSaid)
{
    const QByteArray good = adobeLike();
    QByteArray torn = good;
    torn.replace(128, torn.size() - 128, QByteArray(torn.size() - 128, '\xff'));
    const QByteArray jpeg = encoded(colourful(8, 8), "jpeg");
    for (const QByteArray& icc : {QByteArray("no profile"), good.left(200), torn, linearGrey(), greyInks()}) {
        const DecodedPicture read = decoded(jpegWithProfile(jpeg, icc));
        EXPECT_EQ(read.notes, QStringList(kBroken)) << icc.size();
        EXPECT_EQ(read.picture->screen(), nullptr);
        const auto image = imageFromBytes(jpegWithProfile(jpeg, icc), "p");
        ASSERT_TRUE(image.ok());
        EXPECT_TRUE(image->colorSpace().iccProfile().isEmpty()) << "it would be written on";
    }
    EXPECT_EQ(decoded(jpeg).notes, QStringList());
}

// Its numbers are those of the colours that it was read in.
TEST(ColourProfiles, AFilteredPictureKeepsThatOfItsNumbers)
{
    QTemporaryDir dir;
    Layer layer;
    layer.kernel = Grid{{1}};
    const QImage colours = withProfile(colourful(9, 7), adobeLike());
    QImage grey = withProfile(colourful(9, 7).convertToFormat(QImage::Format_Grayscale8), linearGrey());
    for (const char* name : {"y.png", "y.tiff", "y.jpg", "y.webp", "y.bmp"}) {
        for (const QImage& image : {colours, grey}) {
            const auto filtered = filteredImage(pngFromImage(image), "p", layer, {});
            ASSERT_TRUE(filtered.ok());
            EXPECT_EQ(filtered->image.colorSpace(), image.colorSpace());
            const QString path = dir.filePath(QLatin1String(name));
            ASSERT_TRUE(writeImage(path, filtered->image).ok());
            QFile file(path);
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            const DecodedPicture back = decoded(file.readAll());
            const bool isGrey = image.isGrayscale(), webp = qstrcmp(name, "y.webp") == 0;
            const bool kept = qstrcmp(name, "y.bmp") != 0 && !(webp && isGrey);
            EXPECT_EQ(back.picture->screen() != nullptr, kept) << name << ' ' << isGrey;
            EXPECT_EQ(lossOf(path, filtered->image).contains("no such colour profile"), !kept)
                << name << ' ' << isGrey;
            EXPECT_FALSE(back.notes.contains(kBroken)) << name << ' ' << isGrey;
        }
    }
}

TEST(ColourProfiles, AFilteredPictureOfInksIsOfAScreensColours)
{
    Layer layer;
    layer.kernel = Grid{{1}};
    const auto filtered = filteredImage(tiffOfInks(QByteArray::fromHex("00000080"), greyInks()), "p", layer, {});
    ASSERT_TRUE(filtered.ok());
    EXPECT_EQ(filtered->image.colorSpace(), QColorSpace(QColorSpace::SRgb));
}

} // namespace
