// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/process.h"

#include "tests/locale_lane.h"

#include <QProcess>

#include <gtest/gtest.h>

namespace lab::test
{

namespace
{

const auto* const kLane = testing::AddGlobalTestEnvironment(new LocaleLane);

} // namespace

Outcome run(const QStringList& arguments, const Surroundings& around)
{
    QProcess process;
    if (around.mostBytes > 0)
        process.setChildProcessModifier([bytes = around.mostBytes] {
            const rlimit most{bytes, bytes};
            setrlimit(RLIMIT_AS, &most);
        });
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"})
        environment.remove(name);
    environment.insert("LC_ALL", laneLocale() ? laneLocale() : "C.UTF-8");
    process.setProcessEnvironment(environment);
    if (!around.standardOutput.isEmpty())
        process.setStandardOutputFile(around.standardOutput);
    if (!around.folder.isEmpty())
        process.setWorkingDirectory(around.folder);
    process.start(LAB_BINARY, arguments);
    process.write(around.input);
    process.closeWriteChannel();
    EXPECT_TRUE(process.waitForFinished(60'000)) << qPrintable(process.errorString());
    EXPECT_EQ(process.exitStatus(), QProcess::NormalExit);
    const QByteArray out = process.readAllStandardOutput();
    return {process.exitCode(), QString::fromUtf8(out), QString::fromUtf8(process.readAllStandardError()), out};
}

void expectFailure(const Outcome& outcome, int code, const char* says)
{
    EXPECT_EQ(outcome.code, code);
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(outcome.err.startsWith("corr2d-lab: ")) << qPrintable(outcome.err);
    EXPECT_EQ(outcome.err.count('\n'), 1) << qPrintable(outcome.err);
    EXPECT_TRUE(outcome.err.contains(says)) << qPrintable(outcome.err);
}

void expectOutput(const Outcome& outcome, const QString& out)
{
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err, "");
    EXPECT_EQ(outcome.out, out);
}

QString dataFile(const char* name)
{
    return QStringLiteral(LAB_TEST_DATA "/") + name;
}

} // namespace lab::test
