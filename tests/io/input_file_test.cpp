// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/npy.h"
#include "core/session/samples.h"
#include "tests/io/support.h"
#include "ui/io/input_file.h"
#include "ui/io/output_file.h"
#include "ui/io/path_bytes.h"
#include "ui/io/reading.h"
#include "ui/io/session_file.h"

#include <QFile>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <thread>

using namespace lab;

namespace
{

/// The planes of a file of these bytes, under a name that must not matter.
std::vector<Grid> planesIn(const QByteArray& bytes)
{
    const auto content = contentOf(bytes, "misleading.jpg");
    if (!content) {
        ADD_FAILURE() << outcome(content);
        return {};
    }
    const auto* const picture = std::get_if<PicturePtr>(&*content);
    return picture ? (*picture)->planes() : std::vector<Grid>();
}

const std::vector<Grid> kMatrix{Grid{{1, -2}, {0.5F, 4}}};

TEST(InputFile, TellsTheKindByTheBytes)
{
    EXPECT_EQ(planesIn("1,-2\n0.5,4\n"), kMatrix);
    EXPECT_EQ(planesIn("1\t-2\r\n0,5\t4\r\n"), kMatrix);
    EXPECT_EQ(planesIn(QByteArray::fromStdString(npyFromPlanes(kMatrix))), kMatrix);
    EXPECT_EQ(planesIn(encoded(colourful(5, 4), "png")).size(), 3U);
    const auto session = contentOf(sessionToJson({startSession(), {}, {}}), "misleading.csv");
    ASSERT_TRUE(session.ok()) << outcome(session);
    EXPECT_TRUE(std::holds_alternative<SessionFile>(*session));
}

TEST(InputFile, ColourPlanesComeBackFromEveryMatrixFormat)
{
    QTemporaryDir dir;
    const std::vector<Grid> planes{Grid{{1, 2}, {3, 4}}, Grid{{5, 6}, {7, 8}}, Grid{{9, 10}, {11, 12}}};
    for (const char* name : {"planes.csv", "planes.npy"}) {
        const QString path = dir.filePath(name);
        ASSERT_TRUE(writePlanes(path, planes).ok());
        const auto back = readInput(path);
        ASSERT_TRUE(back.ok()) << outcome(back);
        EXPECT_EQ((*back)->planes(), planes);
        EXPECT_EQ((*back)->name(), name);
        EXPECT_EQ((*back)->content(), Content::Numbers);
    }
}

TEST(InputFile, ReadsFilesOfNumPy)
{
    const auto picture = readInput(LAB_TEST_DATA "/v2_fortran.npy");
    ASSERT_TRUE(picture.ok()) << outcome(picture);
    EXPECT_EQ((*picture)->planes(), std::vector<Grid>{(Grid{{1, 2, 3}, {4, 5, 6}})});
}

TEST(InputFile, OfAnArchiveTheFirstArrayOfNumbersIsReadAndTheOthersAreOffered)
{
    const Grid oneToSix{{1, 2, 3}, {4, 5, 6}};
    const auto planes = [](const Result<Reading>& reading) {
        return std::get<PicturePtr>(reading->content)->planes();
    };
    const auto one = readingOfFile(LAB_TEST_DATA "/one.npz");
    ASSERT_TRUE(one.ok()) << outcome(one);
    EXPECT_EQ(planes(one), std::vector<Grid>{oneToSix});
    EXPECT_TRUE(one->notes.isEmpty());
    const auto several = readingOfFile(LAB_TEST_DATA "/several.npz");
    ASSERT_TRUE(several.ok()) << outcome(several);
    EXPECT_EQ(planes(several), std::vector<Grid>{oneToSix});
    EXPECT_TRUE(several->notes.join(u' ').contains("“kernel”")) << several->notes.join(u' ').toStdString();
    ASSERT_EQ(several->others.size(), 2U);
    const auto bias = readingOfFile(LAB_TEST_DATA "/several.npz", {}, several->others[1].choice);
    ASSERT_TRUE(bias.ok()) << outcome(bias);
    EXPECT_EQ(planes(bias), std::vector<Grid>{Grid{{0.5F}}});
    EXPECT_EQ(readingOfFile(LAB_TEST_DATA "/no_numbers.npz").error().code, ErrorCode::NpyType);
}

TEST(InputFile, ADamagedArchiveIsRefused)
{
    QFile file(LAB_TEST_DATA "/several.npz");
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    for (qsizetype size = 4; size < good.size(); size += 7)
        EXPECT_FALSE(readingOf(good.left(size), "cut.npz").ok()) << size;
    for (qsizetype at = 0; at < good.size(); at += 3) {
        QByteArray changed = good;
        changed[at] = char(changed[at] ^ 0x55);
        (void)readingOf(changed, "changed.npz").ok(); // an answer, never a crash
    }
}

TEST(InputFile, TheNameOfAFileIsAnyBytes)
{
    for (const QByteArray& bytes : {QByteArray("/a/b.png"), QByteArray("/gr\xFC\xDF"), QByteArray("\xFF\xC3\xA4\xC3"),
                                    QByteArray("\xF0\x9F\x98\x80.png"), QByteArray("\xED\xA0\x80")})
        EXPECT_EQ(bytesOfPath(pathOfBytes(bytes)), bytes) << bytes.toHex().toStdString();
    EXPECT_EQ(pathOfBytes("/tmp/\xC3\xA4"), QStringLiteral("/tmp/\u00E4"));
    EXPECT_EQ(pathOfFileUrl("file:///a%20b%FC"), pathOfBytes("/a b\xFC"));
    EXPECT_EQ(pathOfFileUrl("file://localhost/a"), QStringLiteral("/a"));
    EXPECT_EQ(pathOfFileUrl("file://elsewhere/a"), std::nullopt);
    EXPECT_EQ(pathOfFileUrl("https://localhost/a"), std::nullopt);
    const UrlList urls = filesOfUriList("# comment\r\nfile:///a\r\nfile://far/b\r\nhttps://c/d\r\nfile:/e\r\n");
    EXPECT_EQ(urls.paths, (QStringList{"/a", "/e"}));
    EXPECT_EQ(urls.hosts, QStringList{"far"});
}

TEST(InputFile, ASessionIsNoInput)
{
    QTemporaryDir dir;
    const QString path = dir.filePath("s.corr2d");
    ASSERT_TRUE(writeFile(path, sessionToJson({startSession(), {}, {}})).ok());
    EXPECT_EQ(readInput(path).error(), (Error{ErrorCode::UnknownFormat, {"s.corr2d"}}));
}

TEST(InputFile, TextThatIsNoMatrixIsAnErrorOnlyWhereAMatrixIsMeant)
{
    EXPECT_EQ(contentOf("a,b\n", "notes.md").error(), (Error{ErrorCode::UnknownFormat, {"notes.md"}}));
    EXPECT_EQ(contentOf("a,b\n", "table.csv").error(), (Error{ErrorCode::NotANumber, {"1", "1", "a"}}));
    EXPECT_EQ(contentOf("1,2\n3\n", "TABLE.TSV").error(), (Error{ErrorCode::RaggedRows, {"2", "1", "2"}}));
    EXPECT_EQ(contentOf("\n", "blank.txt").error(), Error{ErrorCode::EmptyText});
}

// A pipe says that it is at its end whenever nothing has arrived yet.
TEST(InputFile, APipeIsReadToItsEnd)
{
    const QTemporaryDir dir;
    const QString path = dir.filePath("pipe");
    ASSERT_EQ(mkfifo(path.toUtf8().constData(), 0600), 0);
    constexpr int kRows = 200'000;
    std::thread writer([&] {
        QFile pipe(path);
        if (!pipe.open(QIODevice::WriteOnly))
            return;
        for (int r = 0; r < kRows; ++r)
            pipe.write("0.12345,1,2,3\n");
    });
    const auto picture = readInput(path);
    writer.join();
    ASSERT_TRUE(picture.ok()) << outcome(picture);
    EXPECT_EQ((*picture)->shape(), (Shape{kRows, 4}));
}

} // namespace
