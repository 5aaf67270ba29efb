// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/npy.h"
#include "core/session/samples.h"
#include "tests/io/support.h"
#include "ui/io/input_file.h"
#include "ui/io/output_file.h"
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
