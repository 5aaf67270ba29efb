// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is kept of unsaved work: whole or not at all, found again once its program is gone, and by nobody before.

#include "core/session/samples.h"
#include "tests/io/support.h"
#include "ui/io/image_file.h"
#include "ui/io/journal_file.h"
#include "ui/io/output_file.h"
#include "ui/io/session_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <array>
#include <csignal>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace lab;

namespace
{

constexpr int kCellsOfLarge = 200; ///< rows and columns of a picture that stands apart

/// Known by its bias; with a picture from a file and a target of numbers, both large.
SessionFile numbered(int number)
{
    SessionFile file{startSession(), {}, {}};
    file.session.layer().bias = float(number);
    file.session.input =
        pictureFromBytes(encoded(colourful(kCellsOfLarge, kCellsOfLarge), "png"), QStringLiteral("photograph"))
            .value();
    file.session.train.target = matrixPicture("target", Grid({kCellsOfLarge, kCellsOfLarge}, 0.25F));
    file.unknown[QStringLiteral("later")] = number;
    return file;
}

JournalHead headOf(int number)
{
    return {QStringLiteral("edge"), QStringLiteral("/somewhere/edge \t\u00e4 %1.corr2d").arg(number),
            stampOf("theirs"), QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + number, Qt::UTC)};
}

class JournalFiles : public testing::Test
{
protected:
    QStringList names() const { return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name); }
    /// One that a program which is gone has left.
    void leave(int number) const
    {
        JournalFile file(folder);
        EXPECT_EQ(outcome(file.write(headOf(number), partsOf(numbered(number)))), "ok");
    }
    QString journal() const { return folder + u'/' + QDir(folder).entryList({"*.journal"}).value(0); }

    QTemporaryDir around;
    QString folder = around.filePath("state/journals");
};

TEST_F(JournalFiles, AreFoundAgainAsTheyWere)
{
    leave(1);
    leave(2);
    const auto left = leftJournals(folder);
    ASSERT_EQ(left.whole.size(), 2U);
    EXPECT_EQ(left.setAside, "");
    for (int number : {2, 1}) { // the last first
        const JournalFile& file = *left.whole[std::size_t(2 - number)];
        EXPECT_EQ(file.head().name, headOf(number).name);
        EXPECT_EQ(file.head().path, headOf(number).path);
        EXPECT_EQ(file.head().stamp, headOf(number).stamp);
        EXPECT_EQ(file.head().time, headOf(number).time);
        const auto parts = file.read();
        ASSERT_EQ(outcome(parts), "ok");
        EXPECT_EQ(parts->pictures.size(), 2U);
        const auto session = sessionFromParts(*parts);
        ASSERT_EQ(outcome(session), "ok");
        const SessionFile expected = numbered(number);
        EXPECT_EQ(session->session.layer(), expected.session.layer());
        EXPECT_EQ(*session->session.input, *expected.session.input);
        EXPECT_EQ(session->session.input->encoded(), expected.session.input->encoded());
        EXPECT_EQ(*session->session.train.target, *expected.session.train.target);
        EXPECT_EQ(session->unknown, expected.unknown);
    }
}

TEST_F(JournalFiles, SmallPicturesStandWithTheRest)
{
    JournalFile file(folder);
    const SessionFile start{startSession(), {}, {}};
    ASSERT_EQ(outcome(file.write(headOf(1), partsOf(start))), "ok");
    EXPECT_EQ(names().size(), 2) << "a lock beside it";
    const auto parts = file.read();
    ASSERT_EQ(outcome(parts), "ok");
    EXPECT_EQ(parts->json, sessionToJson(start));
}

TEST_F(JournalFiles, APictureIsWrittenOnce)
{
    QStringList written;
    JournalFile file(folder, [&](const QString& path, const QByteArray& bytes) {
        written += path.section(u'.', -1);
        return writeFile(path, bytes);
    });
    SessionFile session = numbered(1);
    ASSERT_EQ(outcome(file.write(headOf(1), partsOf(session))), "ok");
    EXPECT_EQ(written, (QStringList{"picture", "picture", "journal"}));
    session.session.layer().bias = 2;
    ASSERT_EQ(outcome(file.write(headOf(2), partsOf(session))), "ok");
    EXPECT_EQ(written.mid(3), QStringList{"journal"});
    session.session.train.target = session.session.input;
    ASSERT_EQ(outcome(file.write(headOf(3), partsOf(session))), "ok");
    EXPECT_EQ(written.mid(4), QStringList{"journal"});
    EXPECT_EQ(names().size(), 3) << "the target that is no more is gone";
    const auto parts = file.read();
    ASSERT_EQ(outcome(parts), "ok");
    EXPECT_EQ(outcome(sessionFromParts(*parts)), "ok");
}

TEST_F(JournalFiles, ThoseOfALivingProgramAreLeftAlone)
{
    JournalFile mine(folder), other(folder);
    ASSERT_EQ(outcome(mine.write(headOf(1), partsOf(numbered(1)))), "ok");
    ASSERT_EQ(outcome(other.write(headOf(2), partsOf(numbered(2)))), "ok");
    const QStringList all = names();
    EXPECT_EQ(all.size(), 8);
    EXPECT_TRUE(leftJournals(folder).whole.empty());
    EXPECT_EQ(names(), all);
    mine.remove();
    EXPECT_EQ(names().size(), 4) << "the other's";
    EXPECT_EQ(outcome(other.read()), "ok");
    other.remove();
    EXPECT_EQ(names(), QStringList());
}

TEST_F(JournalFiles, OneThatIsOfferedIsOfferedByOneProgramAlone)
{
    leave(1);
    const auto first = leftJournals(folder);
    EXPECT_EQ(first.whole.size(), 1U);
    EXPECT_TRUE(leftJournals(folder).whole.empty());
}

TEST_F(JournalFiles, TheLockOfAProgramThatWasKilledIsStale)
{
    const pid_t child = ::fork();
    if (child == 0) {
        JournalFile file(folder);
        (void)file.write(headOf(1), partsOf(numbered(1)));
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_TRUE(names().contains(QFileInfo(journal()).completeBaseName() + ".lock"));
    const auto left = leftJournals(folder);
    ASSERT_EQ(left.whole.size(), 1U);
    EXPECT_EQ(outcome(left.whole.front()->read()), "ok");
}

TEST_F(JournalFiles, ALockThatTellsOfNoProgramIsStale)
{
    leave(1);
    QFile lock(folder + u'/' + QFileInfo(journal()).completeBaseName() + ".lock");
    ASSERT_TRUE(lock.open(QIODevice::WriteOnly));
    lock.close();
    EXPECT_EQ(leftJournals(folder).whole.size(), 1U);
}

TEST_F(JournalFiles, WhatBelongsToNothingIsRemovedAndNothingElse)
{
    leave(1);
    ASSERT_TRUE(QFile::remove(journal()));
    ASSERT_EQ(names().size(), 2);
    ASSERT_TRUE(writeFile(folder + "/notes.txt", "of a person").ok());
    EXPECT_TRUE(leftJournals(folder).whole.empty());
    EXPECT_EQ(names(), QStringList{"notes.txt"});
}

TEST_F(JournalFiles, AreReadByNobodyElse)
{
    leave(1);
    EXPECT_FALSE(QFile::permissions(folder) & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther));
}

// Cut and changed anywhere: set aside when it is found or when it is read, and never taken for what it is not.
TEST_F(JournalFiles, DamageIsNoticed)
{
    leave(1);
    std::mt19937 random(1);
    for (const QString& name : names()) {
        QFile file(folder + u'/' + name);
        ASSERT_TRUE(file.open(QIODevice::ReadWrite));
        const QByteArray whole = file.readAll();
        for (int i = 0; i < 60; ++i) {
            const auto at = qsizetype(i < 2 ? 0 : random() % std::size_t(whole.size()));
            QByteArray bytes = whole;
            if (i % 2 == 0)
                bytes.truncate(at);
            else
                bytes[at] = char(bytes[at] ^ char(1 << random() % 8));
            ASSERT_TRUE(file.resize(0) && file.seek(0) && file.write(bytes) == bytes.size() && file.flush());
            auto left = leftJournals(folder);
            const bool found = !left.whole.empty() && left.whole.front()->read().ok();
            EXPECT_FALSE(found) << name.toStdString() << " at " << at;
            const QString aside = left.whole.empty() ? left.setAside : left.whole.front()->setAside();
            ASSERT_NE(aside, "");
            for (const QString& moved : QDir(aside).entryList(QDir::Files)) // once more
                ASSERT_TRUE(QFile::rename(aside + u'/' + moved, folder + u'/' + moved));
        }
        ASSERT_TRUE(file.resize(0) && file.seek(0) && file.write(whole) == whole.size() && file.flush());
    }
    EXPECT_EQ(outcome(leftJournals(folder).whole.at(0)->read()), "ok");
}

TEST_F(JournalFiles, AWriteThatFailsLeavesWhatWasThere)
{
    int left = 0; ///< writes that succeed
    JournalFile file(folder, [&](const QString& path, const QByteArray& bytes) -> Result<Done> {
        if (left-- > 0)
            return writeFile(path, bytes);
        return Error{ErrorCode::CannotWrite, {path.toStdString(), "the disk is full"}};
    });
    left = 3;
    ASSERT_EQ(outcome(file.write(headOf(1), partsOf(numbered(1)))), "ok");
    for (int good = 0; good < 3; ++good) {
        left = good;
        EXPECT_EQ(file.write(headOf(2), partsOf(numbered(2))).error().code, ErrorCode::CannotWrite);
        const auto parts = file.read();
        ASSERT_EQ(outcome(parts), "ok");
        EXPECT_EQ(sessionFromParts(*parts)->session.layer().bias, 1);
    }
    left = 3;
    EXPECT_EQ(outcome(file.write(headOf(3), partsOf(numbered(3)))), "ok");
    EXPECT_EQ(names().size(), 4) << "nothing is left of what failed";
}

TEST_F(JournalFiles, WhereNoFolderCanBeMadeItIsSaid)
{
    ASSERT_TRUE(writeFile(around.filePath("state"), "a file").ok());
    JournalFile file(folder);
    EXPECT_EQ(file.write(headOf(1), partsOf(numbered(1))).error().code, ErrorCode::CannotWrite);
    EXPECT_TRUE(leftJournals(folder).whole.empty());
}

// A child writes without a pause and tells of each file that it has written; it is killed after any number of them,
// wherever it is by then.
TEST_F(JournalFiles, AreWholeWheneverTheirProgramIsKilled)
{
    constexpr int kKills = 50;
    std::mt19937 random(7);
    int last = 0;
    for (int kill = 0; kill < kKills; ++kill) {
        std::array<int, 2> ends{};
        ASSERT_EQ(::pipe(ends.data()), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            JournalFile file(folder);
            SessionFile session = numbered(0);
            for (int number = 1;; ++number) {
                session.session.layer().bias = float(number);
                session.session.train.target = matrixPicture("another", Grid({kCellsOfLarge, kCellsOfLarge}, 0.5F));
                (void)file.write(headOf(number), partsOf(session));
                [[maybe_unused]] const auto told = ::write(ends[1], "x", 1);
            }
        }
        ::close(ends[1]);
        const int written = int(random() % 12);
        std::array<char, 16> bytes{};
        for (int i = 0; i < written; ++i)
            ASSERT_EQ(::read(ends[0], bytes.data(), 1), 1);
        ::kill(child, SIGKILL);
        ASSERT_EQ(::waitpid(child, nullptr, 0), child);
        ::close(ends[0]);
        const auto left = leftJournals(folder);
        EXPECT_EQ(left.setAside, "");
        ASSERT_LE(left.whole.size(), 1U);
        ASSERT_TRUE(written == 0 || left.whole.size() == 1);
        for (const auto& file : left.whole) {
            const auto parts = file->read();
            ASSERT_EQ(outcome(parts), "ok");
            const auto session = sessionFromParts(*parts);
            ASSERT_EQ(outcome(session), "ok");
            EXPECT_GE(session->session.layer().bias, float(written));
            last += int(session->session.layer().bias);
            file->remove();
        }
        EXPECT_EQ(names(), QStringList());
    }
    EXPECT_GT(last, kKills);
}

TEST(FileStamps, TellAnotherFileByItsBytes)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("x.corr2d");
    const FileStamp stamp = stampOf("mine");
    EXPECT_FALSE(isAnother(path, stamp)) << "there is none";
    ASSERT_TRUE(writeFile(path, "mine").ok());
    EXPECT_FALSE(isAnother(path, stamp));
    EXPECT_FALSE(isAnother(path, FileStamp())) << "of none is known";
    ASSERT_TRUE(writeFile(path, "ours").ok()); // as long as the other
    EXPECT_TRUE(isAnother(path, stamp));
    ASSERT_TRUE(writeFile(path, "longer").ok());
    EXPECT_TRUE(isAnother(path, stamp));
    EXPECT_FALSE(isAnother(folder.path(), stamp)) << "a folder is no such file";
}

} // namespace
