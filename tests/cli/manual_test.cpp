// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The examples of the documentation print what it says.

#include "tests/cli/process.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <gtest/gtest.h>

using namespace lab::test;

namespace
{

struct Example {
    QString line;
    QString output;
};

/// The indented lines that begin with "$ ", and what stands indented below each.
QList<Example> examplesIn(const char* document)
{
    QFile file(QStringLiteral(LAB_SOURCE_DIR "/") + document);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << document;
    QList<Example> examples;
    bool below = false;
    for (const QString& line : QString::fromUtf8(file.readAll()).split('\n')) {
        const QString text = line.mid(4);
        if (line.startsWith("    $ ") && line.contains("corr2d-lab "))
            examples << Example{text.mid(2), {}};
        else if (below && line.startsWith("    "))
            examples.last().output += text + '\n';
        below = line.startsWith("    ") && !examples.isEmpty() && (below || text.startsWith("$ "));
    }
    return examples;
}

TEST(Manual, ExamplesPrintWhatItSays)
{
    if (QStandardPaths::findExecutable("bash").isEmpty())
        GTEST_SKIP() << "there is no bash";
    for (const char* document : {"README.md", "docs/manual.md"}) {
        const auto examples = examplesIn(document);
        EXPECT_FALSE(examples.isEmpty()) << document;
        for (const Example& example : examples) {
            QProcess process;
            process.start("bash",
                          {"-c", "PATH=$1:$PATH; eval \"$2\"", "bash", QFileInfo(LAB_BINARY).path(), example.line});
            ASSERT_TRUE(process.waitForFinished());
            EXPECT_EQ(QString::fromUtf8(process.readAllStandardError()), "")
                << document << ": " << qPrintable(example.line);
            EXPECT_EQ(QString::fromUtf8(process.readAllStandardOutput()), example.output)
                << document << ": " << qPrintable(example.line);
        }
    }
}

} // namespace
