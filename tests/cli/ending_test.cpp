// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The program itself, with its window, ended from outside: what was unsaved is there for the next one.

#include "core/session/samples.h"
#include "core/session/session.h"
#include "tests/cli/process.h"
#include "ui/io/journal_file.h"
#include "ui/io/output_file.h"
#include "ui/io/session_file.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lab::test
{

namespace
{

constexpr int kPatience = 60'000; ///< milliseconds; only a failure takes this long

class Ending : public testing::Test
{
protected:
    Ending()
    {
        EXPECT_TRUE(writeFile(session, sessionToJson({startSession(), {}, {}})).ok());
        EXPECT_TRUE(writeFile(numbers, "1,2,3\n4,5,6\n7,8,9\n").ok());
        EXPECT_EQ(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("XDG_STATE_HOME"), folder.path());
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.filePath(QStringLiteral("config")));
        program.setProcessEnvironment(environment);
        program.setChildProcessModifier([] { // also where a shell lets them be ignored
            for (const int signal : {SIGTERM, SIGINT, SIGHUP})
                std::signal(signal, SIG_DFL);
        });
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }
    /// Opens these files, and waits until the program has come to the last, which is a pipe. Nothing comes out of it.
    void start(const QStringList& files)
    {
        program.start(QStringLiteral(LAB_BINARY), files + QStringList{pipe});
        end = ::open(QFile::encodeName(pipe).constData(), O_WRONLY | O_CLOEXEC);
        ASSERT_GE(end, 0);
    }
    void endBy(int signal, QProcess::ExitStatus status)
    {
        ::kill(pid_t(program.processId()), signal);
        ASSERT_TRUE(program.waitForFinished(kPatience));
        ::close(end);
        EXPECT_EQ(program.exitStatus(), status);
        if (status == QProcess::NormalExit) {
            EXPECT_EQ(program.exitCode(), 0);
        }
    }
    /// The numbers in the session that was open, and nothing else.
    void expectLeft() const
    {
        const auto left = leftJournals(journals);
        EXPECT_EQ(left.setAside, QString());
        ASSERT_EQ(left.whole.size(), 1U);
        EXPECT_EQ(left.whole.front()->head().path, session);
        const auto parts = left.whole.front()->read();
        ASSERT_TRUE(parts.ok());
        const auto file = sessionFromParts(*parts);
        ASSERT_TRUE(file.ok());
        EXPECT_EQ(file->session.input->name(), "numbers.csv");
        EXPECT_EQ(file->session.layer(), startSession().layer());
    }

    QTemporaryDir folder;
    QString journals = folder.filePath(QStringLiteral("corr2d-lab/journals"));
    QString session = folder.filePath(QStringLiteral("s.corr2d"));
    QString numbers = folder.filePath(QStringLiteral("numbers.csv"));
    QString pipe = folder.filePath(QStringLiteral("pipe"));
    QProcess program;
    int end = -1;
};

TEST_F(Ending, BySignalsLeavesWhatIsUnsavedForTheNextStart)
{
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        start({session, numbers});
        endBy(signal, QProcess::NormalExit);
        expectLeft();
        start({}); // it is offered, and nobody answers
        endBy(signal, QProcess::NormalExit);
        expectLeft();
        leftJournals(journals).whole.at(0)->remove();
        start({session}); // nothing is unsaved
        endBy(signal, QProcess::NormalExit);
        EXPECT_TRUE(QDir(journals).isEmpty());
    }
}

TEST_F(Ending, ByAKillLeavesItToo)
{
    ASSERT_TRUE(QDir().mkpath(journals));
    const int watch = ::inotify_init1(IN_CLOEXEC);
    ASSERT_GE(::inotify_add_watch(watch, QFile::encodeName(journals).constData(), IN_MOVED_TO | IN_CREATE), 0);
    start({session, numbers});
    QByteArray seen;
    while (!seen.contains(".journal")) {
        pollfd wait{watch, POLLIN, 0};
        ASSERT_EQ(::poll(&wait, 1, kPatience), 1);
        std::array<char, 4096> events{};
        seen.append(events.data(), ::read(watch, events.data(), events.size()));
    }
    ::close(watch);
    endBy(SIGKILL, QProcess::CrashExit);
    expectLeft();
}

} // namespace

} // namespace lab::test
