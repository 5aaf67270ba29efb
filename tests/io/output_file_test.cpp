// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/io/support.h"
#include "ui/io/input_file.h"
#include "ui/io/output_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace lab;

namespace
{

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(path);
    return file.readAll();
}

/// No file may grow beyond `bytes`: the nearest thing to a full disk that a test can have, as root too.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

TEST(OutputFile, ReplacesWhatWasThere)
{
    QTemporaryDir dir;
    const QString path = dir.filePath("file");
    ASSERT_TRUE(writeFile(path, "before").ok());
    ASSERT_TRUE(writeFile(path, "after").ok());
    EXPECT_EQ(contentsOf(path), "after");
    EXPECT_EQ(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden), QStringList("file"));
}

TEST(OutputFile, AFullDiskLeavesWhatWasThere)
{
    QTemporaryDir dir;
    const QString path = dir.filePath("file");
    ASSERT_TRUE(writeFile(path, "before").ok());
    Result<Done> written = Done();
    {
        const SmallDisk small(4096);
        written = writeFile(path, QByteArray(1'000'000, 'x'));
    }
    ASSERT_FALSE(written.ok());
    EXPECT_EQ(written.error().code, ErrorCode::CannotWrite);
    EXPECT_EQ(contentsOf(path), "before");
    EXPECT_EQ(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden), QStringList("file"));
}

TEST(OutputFile, AFullDeviceIsAnErrorAndStaysADevice)
{
    if (!QFileInfo::exists("/dev/full"))
        GTEST_SKIP() << "no /dev/full";
    EXPECT_EQ(outcome(writeFile("/dev/full", "numbers")),
              testing::PrintToString(Error{ErrorCode::CannotWrite, {"/dev/full", "the disk is full"}}));
    EXPECT_FALSE(QFileInfo("/dev/full").isFile());
}

TEST(OutputFile, WritesThroughADevice)
{
    EXPECT_TRUE(writeFile("/dev/null", "numbers").ok());
    EXPECT_FALSE(QFileInfo("/dev/null").isFile());
}

TEST(OutputFile, AStopLeavesWhatWasThere)
{
    QTemporaryDir dir;
    std::stop_source stop;
    stop.request_stop();
    for (const char* name : {"file.png", "file.npy", "file.csv"}) {
        const QString path = dir.filePath(name);
        ASSERT_TRUE(writeFile(path, "before").ok());
        const Grid map({3, 4}, 0.5F);
        EXPECT_EQ(writePlanes(path, {&map, 1}, PlaneMapping(), stop.get_token()).error().code, ErrorCode::Stopped);
        EXPECT_EQ(contentsOf(path), "before");
    }
    EXPECT_EQ(writeImage(dir.filePath("file.png"), colourful(4, 3), stop.get_token()).error().code,
              ErrorCode::Stopped);
    EXPECT_EQ(writeFile(dir.filePath("new"), QByteArray(), stop.get_token()).error().code, ErrorCode::Stopped);
    EXPECT_EQ(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden).size(), 3);
}

TEST(OutputFile, APipeThatNobodyReadsIsLetGoOf)
{
    QTemporaryDir dir;
    const QString path = dir.filePath("pipe");
    ASSERT_EQ(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    std::stop_source stop;
    Result<Done> written = Done();
    std::thread writer([&] { written = writeFile(path, "numbers", stop.get_token()); });
    stop.request_stop();
    writer.join();
    EXPECT_EQ(outcome(written), testing::PrintToString(Error{ErrorCode::Stopped}));
}

TEST(OutputFile, APipeGetsAllThatItsReaderTakes)
{
    QTemporaryDir dir;
    const QString path = dir.filePath("pipe");
    ASSERT_EQ(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    QByteArray bytes(3'000'000, 'x'); // more than a pipe holds, and than is written at once
    bytes[2'999'999] = 'y';
    Result<Done> written = Done();
    std::thread writer([&] { written = writeFile(path, bytes); });
    EXPECT_EQ(contentsOf(path), bytes);
    writer.join();
    EXPECT_TRUE(written.ok()) << outcome(written);
    EXPECT_FALSE(QFileInfo(path).isFile()) << "it is still a pipe";
}

TEST(OutputFile, ADirectoryIsNoFile)
{
    QTemporaryDir dir;
    EXPECT_EQ(writeFile(dir.path(), "x").error().code, ErrorCode::CannotWrite);
}

TEST(OutputFile, NothingIsWrittenBelowAFile)
{
    QTemporaryDir dir;
    ASSERT_TRUE(writeFile(dir.filePath("file"), "before").ok());
    EXPECT_EQ(writeFile(dir.filePath("file/below"), "x").error().code, ErrorCode::CannotWrite);
    EXPECT_EQ(contentsOf(dir.filePath("file")), "before");
}

TEST(OutputFile, ADirectoryThatIsNotThere)
{
    QTemporaryDir dir;
    const auto written = writeFile(dir.filePath("none/file"), "x");
    ASSERT_FALSE(written.ok());
    EXPECT_EQ(written.error().arguments.at(0), dir.filePath("none/file").toStdString());
    EXPECT_FALSE(written.error().arguments.at(1).empty());
}

TEST(OutputFile, NoPermission)
{
    if (geteuid() == 0)
        GTEST_SKIP() << "permissions do not bind root";
    QTemporaryDir dir;
    ASSERT_TRUE(QFile::setPermissions(dir.path(), QFile::ReadOwner | QFile::ExeOwner));
    EXPECT_EQ(writeFile(dir.filePath("file"), "x").error().code, ErrorCode::CannotWrite);
    QFile::setPermissions(dir.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

TEST(OutputFile, TheEndingSaysTheFormat)
{
    QTemporaryDir dir;
    const std::vector<Grid> plane{Grid{{0, 1}, {0.2F, 0.6F}}};
    for (const char* name : {"y.csv", "y.npy", "y.png", "y.BMP"}) {
        const QString path = dir.filePath(name);
        ASSERT_TRUE(writePlanes(path, plane).ok()) << name;
        const auto back = readInput(path);
        ASSERT_TRUE(back.ok()) << outcome(back);
        EXPECT_EQ((*back)->planes(), plane) << name;
    }
    EXPECT_EQ(contentsOf(dir.filePath("y.csv")), "0,1\n0.2,0.6\n");
    for (const char* name : {"y.svg", "y.exe", "y"}) {
        EXPECT_EQ(writePlanes(dir.filePath(name), plane).error().code, ErrorCode::UnwritableFormat) << name;
        EXPECT_FALSE(QFileInfo::exists(dir.filePath(name)));
    }
}

TEST(OutputFile, PlanesOfColourStandUnderOneAnotherInCsv)
{
    QTemporaryDir dir;
    ASSERT_TRUE(writePlanes(dir.filePath("y.csv"), std::vector<Grid>{Grid{{1, 2}}, Grid{{3, 4}}, Grid{{5, 6}}}).ok());
    EXPECT_EQ(contentsOf(dir.filePath("y.csv")), "# plane 1 of 3\n1,2\n# plane 2 of 3\n3,4\n# plane 3 of 3\n5,6\n");
}

TEST(OutputFile, SaysWhatAFormatCannotHold)
{
    const QImage clear(2, 2, QImage::Format_ARGB32), opaque(2, 2, QImage::Format_RGB32);
    EXPECT_TRUE(lossOf("a.jpg", clear).contains("JPEG has no transparency"));
    EXPECT_EQ(lossOf("a.jpg", opaque), "");
    EXPECT_EQ(lossOf("a.png", clear), "");
}

} // namespace
