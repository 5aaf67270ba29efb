// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/samples.h"
#include "tests/io/support.h"
#include "ui/io/error_text.h"
#include "ui/io/input_file.h"
#include "ui/io/session_file.h"

#include <QFile>
#include <QTemporaryDir>

#include <unistd.h>

using namespace lab;

namespace
{

// Everything that a person may drop on the window by mistake: one error, one sentence.
struct BadFile {
    const char* name;
    const char* fileName;
    QByteArray (*bytes)();
    ErrorCode code;
    const char* says; ///< a part of the sentence
};
std::ostream& operator<<(std::ostream& out, const BadFile& file)
{
    return out << file.name;
}

class BadInput : public testing::TestWithParam<BadFile>
{
};
TEST_P(BadInput, GetsOneClearSentence)
{
    const BadFile& bad = GetParam();
    QTemporaryDir dir;
    const QString path = dir.filePath(bad.fileName);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const QByteArray bytes = bad.bytes();
    ASSERT_EQ(file.write(bytes), bytes.size());
    file.close();

    const auto content = readFile(path);
    ASSERT_FALSE(content.ok());
    EXPECT_EQ(int(content.error().code), int(bad.code)) << outcome(content);
    EXPECT_TRUE(sentence(content.error()).contains(bad.says)) << qPrintable(sentence(content.error()));
}

QByteArray sessionText()
{
    return sessionToJson({startSession(), {}, {}});
}

QByteArray npyHeader(const QByteArray& shape)
{
    const QByteArray header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + "}\n";
    return QByteArray("\x93NUMPY\1\0", 8) + char(header.size()) + '\0' + header + QByteArray(16, '\0');
}

INSTANTIATE_TEST_SUITE_P(
    Issue, BadInput,
    testing::Values(
        BadFile{"NotAPicture", "song.mp3", [] { return QByteArray("ID3\4\0\0\0\0\0\0 la la", 16); },
                ErrorCode::UnknownFormat, "song.mp3"},
        BadFile{"TextAsPicture", "photo.jpg", [] { return QByteArray("<html>404</html>"); }, ErrorCode::UnknownFormat,
                "photo.jpg"},
        BadFile{"ZeroBytes", "photo.png", [] { return QByteArray(); }, ErrorCode::EmptyFile, "“photo.png” is empty."},
        BadFile{"TruncatedPng", "a.png", [] { return encoded(colourful(40, 30), "png").left(60); },
                ErrorCode::PictureTruncated, "a.png"},
        BadFile{"TruncatedJpeg", "a.jpg", [] { return encoded(colourful(40, 30), "jpeg").left(300); },
                ErrorCode::PictureTruncated, "a.jpg"},
        BadFile{"TruncatedBmp", "a.bmp", [] { return encoded(colourful(40, 30), "bmp").left(40); },
                ErrorCode::PictureTruncated, "a.bmp"},
        BadFile{"TruncatedGif", "a.gif", [] { return animatedGif().left(20); }, ErrorCode::PictureTruncated, "a.gif"},
        BadFile{"DamagedPng", "a.png",
                [] {
                    QByteArray png = encoded(colourful(40, 30), "png");
                    png.replace(8, 30, QByteArray(30, 'x'));
                    return png;
                },
                ErrorCode::PictureBroken, "could not be decoded"},
        BadFile{"HugeHeaderPng", "bomb.png", [] { return pngOfSize(40000, 40000); }, ErrorCode::PictureTooLarge,
                "40000 × 40000"},
        BadFile{"HugeHeaderBmp", "bomb.bmp",
                [] {
                    QByteArray bmp = encoded(colourful(4, 4), "bmp");
                    qToLittleEndian<qint32>(40000, bmp.data() + 18);
                    qToLittleEndian<qint32>(40000, bmp.data() + 22);
                    return bmp;
                },
                ErrorCode::PictureTooLarge, "40000 × 40000"},
        BadFile{"Svg", "drawing.svg",
                [] {
                    return QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
                                      "<rect width='9' height='9'/></svg>");
                },
                ErrorCode::UnknownFormat, "drawing.svg"},
        BadFile{"SvgNamedPng", "drawing.png",
                [] { return QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"); },
                ErrorCode::UnknownFormat, "drawing.png"},
        BadFile{"Icon", "favicon.ico", [] { return QByteArray("\0\0\1\0\1\0\1\1\0\0\1\0\x18\0", 14); },
                ErrorCode::UnknownFormat, "favicon.ico"},
        BadFile{"CsvWithLetters", "m.csv", [] { return QByteArray("1,2\n3,four\n"); }, ErrorCode::NotANumber,
                "Row 2, column 2 holds “four”"},
        BadFile{"CsvRagged", "m.csv", [] { return QByteArray("1,2\n3\n"); }, ErrorCode::RaggedRows, "row 2 has 1"},
        BadFile{"CsvBlank", "m.csv", [] { return QByteArray("\n\n"); }, ErrorCode::EmptyText, "no numbers"},
        BadFile{"NpyCut", "m.npy", [] { return npyHeader("(2, 2)").chopped(4); }, ErrorCode::NpyTruncated,
                "16 bytes of numbers, but only 12"},
        BadFile{"NpyLyingHeader", "m.npy", [] { return npyHeader("(1000000, 1000000)"); }, ErrorCode::NpyTruncated,
                "4000000000000 bytes"},
        BadFile{"NpyOverflow", "m.npy", [] { return npyHeader("(99999999999, 99999999999)"); }, ErrorCode::NpyShape,
                "(99999999999, 99999999999)"},
        BadFile{"SessionFromTheFuture", "s.corr2d",
                [] { return sessionText().replace("\"version\":1", "\"version\":2"); }, ErrorCode::SessionFromFuture,
                "newer Corr2D Lab"},
        BadFile{"SessionCutInHalf", "s.corr2d", [] { return sessionText().left(sessionText().size() / 2); },
                ErrorCode::SessionBroken, "damaged (at byte"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(BadInput, AFileThatIsNotThere)
{
    const auto content = readFile("/nowhere/photo.jpg");
    ASSERT_FALSE(content.ok());
    EXPECT_EQ(sentence(content.error()), "“/nowhere/photo.jpg” could not be opened: No such file or directory.");
}

TEST(BadInput, ADirectory)
{
    QTemporaryDir dir;
    EXPECT_EQ(readFile(dir.path()).error().code, ErrorCode::CannotOpen);
}

TEST(BadInput, NoPermission)
{
    if (geteuid() == 0)
        GTEST_SKIP() << "permissions do not bind root";
    QTemporaryDir dir;
    QFile file(dir.filePath("photo.jpg"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.setPermissions(QFile::Permissions());
    EXPECT_EQ(readFile(file.fileName()).error().code, ErrorCode::CannotOpen);
}

TEST(BadInput, TheKernelLargerThanThePaddedInput)
{
    const auto geometry = resolve({2, 4}, {3, 5}, {});
    ASSERT_FALSE(geometry.ok());
    EXPECT_TRUE(sentence(geometry.error()).startsWith("The kernel reaches over 3 × 5 cells"));
}

// NaN is a number like any other in a matrix: it is shown, and spreads (0·NaN is NaN).
TEST(BadInput, NanIsKept)
{
    const auto content = contentOf("1,nan\n", "m.csv");
    ASSERT_TRUE(content.ok());
    const float value = std::get<PicturePtr>(*content)->planes()[0].at(0, 1);
    EXPECT_NE(value, value);
}

} // namespace
