// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/picture.h"
#include "tests/model/models.h"
#include "ui/io/journal_file.h"
#include "ui/io/output_file.h"
#include "ui/io/session_file.h"
#include "ui/model/journal.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <random>
#include <semaphore>
#include <sys/resource.h>

namespace lab::test
{

namespace
{

constexpr int kAfterDelay = Journal::kDelay;
constexpr qint64 kMostLost = 2000; ///< milliseconds

/// No file grows beyond what a small session takes: the nearest thing to a full disk that a test can have.
class FullDisk
{
public:
    FullDisk()
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{8192, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

class KeptWork : public Models
{
protected:
    KeptWork()
    {
        journal.setTimer(false);
        journal.now = [this] {
            ++begun;
            return QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + time, Qt::UTC);
        };
        QObject::connect(&journal, &Journal::failed, &journal, [this](const QString& sentence) { said += sentence; });
    }
    ~KeptWork() override { gate.release(1000); }

    void setBias(float bias)
    {
        edit([bias](Session& session) { session.layer().bias = bias; });
    }
    void pass(int milliseconds)
    {
        time += milliseconds;
        journal.advance(milliseconds);
    }
    void settle()
    {
        while (journal.writing())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    QStringList files() const { return QDir(folder).entryList(QDir::Files | QDir::Hidden); }
    /// What the next program would find, had this one been killed now; nothing where it finds nothing.
    std::optional<Session> afterAKill() const
    {
        const QTemporaryDir next;
        for (const QString& name : files())
            if (!name.endsWith(QStringLiteral(".lock"))) // that would be stale
                std::filesystem::copy_file((folder + u'/' + name).toStdString(), next.filePath(name).toStdString());
        const auto left = leftJournals(next.path());
        EXPECT_EQ(left.setAside, QString());
        if (left.whole.empty())
            return std::nullopt;
        const auto parts = left.whole.front()->read();
        EXPECT_TRUE(parts.ok());
        auto file = parts ? sessionFromParts(*parts) : parts.error();
        EXPECT_TRUE(file.ok());
        return file ? std::optional(file->session) : std::nullopt;
    }

    QTemporaryDir around;
    QString folder = around.filePath(QStringLiteral("journals"));
    qint64 time = 0; ///< milliseconds
    int begun = 0; ///< writes
    std::atomic<bool> works = true; ///< the disk
    std::atomic<bool> gated = false; ///< a write waits until it is let go
    std::counting_semaphore<> arrived{0}, gate{0};
    std::atomic<int> ended = 0; ///< writes
    std::atomic<int> here = 0; ///< those on this thread
    QStringList said;
    Journal journal{document,
                    std::make_shared<JournalFile>(
                        folder, [this](const QString& path, const QByteArray& bytes) { return write(path, bytes); }),
                    [] { return QJsonObject(); }};

private:
    Result<Done> write(const QString& path, const QByteArray& bytes)
    {
        here += QThread::currentThread() == window;
        const bool journalItself = path.endsWith(QStringLiteral(".journal"));
        if (gated && journalItself) {
            arrived.release();
            gate.acquire();
        }
        auto written =
            works ? writeFile(path, bytes) : Error{ErrorCode::CannotWrite, {path.toStdString(), "the disk is full"}};
        ended += journalItself;
        return written;
    }

    QThread* window = QThread::currentThread();
};

TEST_F(KeptWork, NothingIsWrittenWhileNothingIsUnsaved)
{
    Session ring = document.session();
    findSample("ring")->apply(ring);
    ASSERT_TRUE(document.put(QStringLiteral("A ring"), ring));
    pass(10 * kAfterDelay);
    settle();
    EXPECT_EQ(begun, 0);
    EXPECT_FALSE(QFileInfo::exists(folder));
}

TEST_F(KeptWork, AnEditIsKeptAndGoneOnceItIsSavedOrTakenBack)
{
    setBias(1);
    pass(kAfterDelay - 1);
    EXPECT_EQ(begun, 0);
    setBias(2);
    pass(1);
    settle();
    EXPECT_EQ(begun, 1) << "from the first edit on, not from the last";
    EXPECT_EQ(afterAKill(), document.session());
    pass(10 * kAfterDelay);
    settle();
    EXPECT_EQ(begun, 1) << "once";
    document.save(around.filePath(QStringLiteral("s.corr2d")));
    settle();
    EXPECT_EQ(files(), QStringList());
    setBias(3);
    pass(kAfterDelay);
    settle();
    EXPECT_EQ(afterAKill(), document.session());
    document.undoStack()->undo();
    settle();
    EXPECT_EQ(files(), QStringList());
    setBias(4);
    document.undoStack()->undo();
    pass(10 * kAfterDelay);
    settle();
    EXPECT_EQ(begun, 2);
    EXPECT_EQ(here, 0);
}

TEST_F(KeptWork, ASnapshotSharesThePicture)
{
    const auto picture = matrixPicture("large", Grid({500, 500}, 0.5F));
    ASSERT_TRUE(document.editInput(QStringLiteral("Large"), picture));
    const auto users = picture.use_count();
    const auto content = document.content();
    EXPECT_EQ(picture.use_count(), users + 1);
    const SessionParts parts = content();
    ASSERT_EQ(parts.pictures.size(), 1U);
    EXPECT_EQ(parts.pictures.front().picture, picture);
    EXPECT_LT(parts.json.size(), 10'000);
}

// Edits, undo, saving and pictures, on a disk that takes up to 900 ms for a file; and at half of all moments a look
// at what another program would find.
TEST_F(KeptWork, IsNeverFartherBehindThanTwoSeconds)
{
    constexpr int kEdits = 2000, kStep = 50, kSlowest = 900;
    struct Moment {
        qint64 time;
        Session session;
        bool unsaved;
    };
    std::vector<Moment> past{{0, document.session(), false}};
    std::mt19937 random(3);
    const std::array pictures{document.input(), matrixPicture("large", Grid({150, 150}, 0.5F)),
                              matrixPicture("larger", Grid({160, 150}, 0.25F))};
    int released = 0, kills = 0, found = 0;
    qint64 finishes = -1; ///< when the disk is done with what it was given
    gated = true;
    const auto arrive = [&] { // what is on its way to the disk gets there, and waits
        if (begun == released || finishes >= 0)
            return;
        arrived.acquire();
        finishes = time + qint64(random() % kSlowest);
    };
    const auto letGo = [&] {
        gate.release();
        ++released;
        finishes = -1;
        while (ended < released || (journal.writing() && begun == released))
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        arrive();
    };
    const auto wait = [&](int milliseconds) {
        for (; milliseconds > 0; milliseconds -= kStep) {
            pass(kStep);
            arrive();
            if (finishes >= 0 && finishes <= time)
                letGo();
        }
    };
    const auto killed = [&] {
        ++kills;
        const auto session = afterAKill();
        found += session.has_value();
        bool recent = false;
        for (std::size_t i = past.size(); i-- > 0 && !recent;) {
            if (i + 1 < past.size() && past[i + 1].time < time - kMostLost)
                break;
            recent = session ? past[i].session == *session : !past[i].unsaved;
        }
        EXPECT_TRUE(recent) << "at " << time << " ms, with " << past.size() << " states";
    };
    for (int i = 1; i <= kEdits; ++i) {
        const auto what = random() % 20;
        if (what == 0 && document.undoStack()->canUndo())
            document.undoStack()->undo();
        else if (what == 1)
            document.save(around.filePath(QStringLiteral("s.corr2d")));
        else if (what == 2)
            ASSERT_TRUE(document.editInput(QStringLiteral("Input"), pictures[random() % pictures.size()]));
        else
            setBias(float(i));
        past.push_back({time, document.session(), document.modified()});
        while (journal.writing() && begun == released) // it removes what is saved
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        wait(int(random() % (i % 50 == 0 ? 5000 : 600)));
        if (random() % 2 == 0)
            killed();
        if (HasFailure())
            break;
    }
    EXPECT_GT(kills, 900);
    EXPECT_GT(found, 500);
    EXPECT_EQ(here, 0);
    EXPECT_EQ(said, QStringList());
    gated = false;
    gate.release();
    settle();
}

TEST_F(KeptWork, ADiskThatFailsIsToldOfOnceAndTriedAgain)
{
    setBias(1);
    pass(kAfterDelay);
    settle();
    works = false;
    setBias(2);
    for (int second = 0; second < 20; ++second) {
        pass(kAfterDelay);
        settle();
    }
    EXPECT_EQ(begun, 21);
    ASSERT_EQ(said.size(), 1);
    EXPECT_TRUE(said.front().contains(QStringLiteral("the disk is full"))) << said.front().toStdString();
    EXPECT_EQ(afterAKill()->layer().bias, 1) << "what was there is whole";
    works = true;
    pass(kAfterDelay);
    settle();
    EXPECT_EQ(afterAKill()->layer().bias, 2) << "without another edit";
    works = false;
    setBias(3);
    pass(kAfterDelay);
    settle();
    EXPECT_EQ(said.size(), 2) << "it had gone well again";
}

TEST_F(KeptWork, AFullDiskLeavesFileAndJournalAsTheyWere)
{
    const QString path = around.filePath(QStringLiteral("s.corr2d"));
    document.save(path);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    setBias(1);
    pass(kAfterDelay);
    settle();
    edit([](Session& session) { session.input = matrixPicture("numbers", Grid({60, 60}, 0.123F)); });
    QStringList sentences;
    QObject::connect(&document, &Document::failed, &document,
                     [&](const QString& sentence) { sentences += sentence; });
    {
        const FullDisk full;
        document.save(path, [](bool done) { EXPECT_FALSE(done); });
        for (int second = 0; second < 5; ++second) {
            pass(kAfterDelay);
            settle();
        }
    }
    EXPECT_EQ(sentences.size(), 1);
    EXPECT_EQ(said.size(), 1);
    EXPECT_TRUE(document.modified());
    EXPECT_TRUE(file.seek(0) && file.readAll() == before);
    EXPECT_EQ(afterAKill()->layer().bias, 1);
    pass(kAfterDelay);
    settle();
    EXPECT_EQ(afterAKill(), document.session());
}

TEST_F(KeptWork, IsFlushedAndKeptAtAnEnd)
{
    setBias(1);
    journal.keep();
    EXPECT_EQ(afterAKill()->layer().bias, 1);
    document.undoStack()->undo();
    settle();
    EXPECT_EQ(afterAKill()->layer().bias, 1) << "nothing is removed any more";
}

TEST_F(KeptWork, IsDroppedWhereThePersonSaysSo)
{
    setBias(1);
    pass(kAfterDelay);
    settle();
    EXPECT_NE(files(), QStringList());
    journal.drop();
    setBias(2);
    pass(kAfterDelay);
    settle();
    EXPECT_EQ(files(), QStringList());
}

TEST_F(KeptWork, IsTakenUpUnsavedWithThePathOfItsFile)
{
    const QString path = around.filePath(QStringLiteral("s.corr2d"));
    setBias(1);
    document.save(path);
    setBias(2);
    {
        Document earlier;
        const FileStamp stamp = document.stamp();
        JournalFile file(folder);
        ASSERT_TRUE(file.write({QStringLiteral("s.corr2d"), path, stamp, QDateTime()}, document.content()()).ok());
    }
    Session other = startSession();
    other.layer().bias = 7;
    document.reset(other);
    auto left = leftJournals(folder).whole;
    ASSERT_EQ(left.size(), 1U);
    bool taken = false;
    document.recover(left.front(), [&] {
        journal.takeOver(left.front());
        taken = true;
    });
    while (!taken)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    left.clear();
    EXPECT_EQ(document.session().layer().bias, 2);
    EXPECT_TRUE(document.modified());
    EXPECT_EQ(document.path(), path);
    const QStringList before = files();
    setBias(3);
    pass(kAfterDelay);
    settle();
    EXPECT_EQ(files(), before) << "in the same files";
    EXPECT_EQ(afterAKill()->layer().bias, 3);
    bool saved = false;
    document.save(
        path, [&](bool done) { saved = done; }, [] { ADD_FAILURE() << "nobody has changed it"; });
    settle();
    EXPECT_TRUE(saved);
    EXPECT_FALSE(document.modified());
    EXPECT_EQ(files(), QStringList());
}

TEST_F(KeptWork, WhatIsDamagedIsSetAsideWithASentence)
{
    {
        JournalFile file(folder);
        ASSERT_TRUE(file.write({QStringLiteral("s"), {}, {}, QDateTime()}, {"{}", {}}).ok());
    }
    QStringList sentences;
    QObject::connect(&document, &Document::failed, &document,
                     [&](const QString& sentence) { sentences += sentence; });
    const auto left = leftJournals(folder).whole;
    ASSERT_EQ(left.size(), 1U);
    document.recover(left.front(), [] { ADD_FAILURE() << "there is nothing in it"; });
    while (document.loading())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    ASSERT_EQ(sentences.size(), 1);
    EXPECT_TRUE(sentences.front().contains(folder)) << sentences.front().toStdString();
    EXPECT_EQ(files(), QStringList());
    EXPECT_EQ(document.session(), startSession());
    EXPECT_FALSE(document.modified());
}

// Which file is whose, and what is saved of it, where saving takes a while.
TEST_F(KeptWork, WhatIsEditedWhileItIsSavedStaysUnsaved)
{
    const QString path = around.filePath(QStringLiteral("large.corr2d"));
    ASSERT_TRUE(document.editInput(QStringLiteral("Large"), matrixPicture("large", Grid({600, 600}, 0.5F))));
    int saved = 0;
    const auto count = [&saved](bool done) { saved += done; };
    document.save(path, count);
    ASSERT_EQ(saved, 0) << "a thread writes it";
    document.undoStack()->undo();
    setBias(5); // the place in the undo stack is the same again
    while (saved < 1)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    EXPECT_TRUE(document.modified());
    ASSERT_TRUE(document.editInput(QStringLiteral("Large"), matrixPicture("large", Grid({600, 600}, 0.5F))));
    document.save(path, count);
    ASSERT_EQ(saved, 1);
    document.reset(startSession());
    while (saved < 2)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    EXPECT_EQ(document.path(), QString()) << "another session is open by now";
}

} // namespace

} // namespace lab::test
