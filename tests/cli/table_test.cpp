// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/help.h"
#include "app/names.h"
#include "tests/cli/process.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <optional>

using namespace lab;
using namespace lab::test;

namespace
{

/// A call of a command with all that it needs.
QStringList callOf(const Command& command)
{
    QStringList call{command.name};
    for (const Option& option : command.options)
        if (option.required)
            call << QStringLiteral("--") + option.name << "1";
    return command.fileRequired ? call << "@book" : call;
}

QString printed(const QStringList& arguments)
{
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.code, 0) << qPrintable(arguments.join(' '));
    EXPECT_EQ(outcome.err, "");
    return outcome.out;
}

/// The lines of a text that name an option of a command.
bool names(const QString& text, const QString& what, const QStringList& values)
{
    for (const QString& line : text.split('\n')) {
        bool all = line.contains(what);
        for (const QString& value : values)
            all &= line.contains(value);
        if (all)
            return true;
    }
    return false;
}

TEST(Table, EveryOptionIsInHelpManAndCompletions)
{
    QString man = printed({"--man"});
    man.replace("\\-", "-").replace("\\fR\n", "\\fR ").replace("\\fB", "").replace("\\fR", "").replace("\\fI", "");
    const QString bash = printed({"--completions", "bash"}), zsh = printed({"--completions", "zsh"}),
                  fish = printed({"--completions", "fish"});
    const QString program = printed({"--help"});
    for (const Command& command : commands()) {
        EXPECT_TRUE(program.contains(QStringLiteral("corr2d-lab ") + command.name)) << command.name;
        const QString text = printed({command.name, "--help"}).replace(QString("\n").leftJustified(26), " ");
        const QString page = man.section(QStringLiteral(".SS ") + command.name, 1).section(".S", 0, 0);
        for (const Option& option : command.options) {
            const QString name = QStringLiteral("--") + option.name;
            const bool listed = option.kind == Value::Choice || (option.names && option.kind == Value::Text);
            const QStringList choices = listed ? option.names() : QStringList();
            const QString where = QStringLiteral("%1 %2").arg(command.name, name);
            EXPECT_TRUE(names(text, "  " + name, choices)) << qPrintable(where);
            EXPECT_TRUE(names(page, name, choices)) << qPrintable(where + page);
            EXPECT_TRUE(names(zsh, name + '[', choices)) << qPrintable(where);
            EXPECT_TRUE(names(fish, QStringLiteral("from %1' -l %2").arg(command.name, option.name), choices))
                << qPrintable(where);
            EXPECT_TRUE(names(bash, QStringLiteral(" %1) words=").arg(command.name), {name})) << qPrintable(where);
            if (option.value) {
                EXPECT_TRUE(names(bash, '\'' + where + "')", choices)) << qPrintable(where);
            }
            EXPECT_EQ(option.kind == Value::None, option.value == nullptr) << qPrintable(where);
        }
    }
}

TEST(Table, EveryCommandRefusesAnUnknownOption)
{
    for (const Command& command : commands()) {
        SCOPED_TRACE(command.name);
        expectFailure(run(callOf(command) << "--frobnicate"), 2, "frobnicate");
        expectFailure(run(callOf(command) << "one"
                                          << "two"),
                      2, "one argument too many");
    }
}

TEST(Table, EveryChoiceRefusesAnotherAndNamesAll)
{
    for (const Command& command : commands())
        for (const Option& option : command.options)
            if (option.kind == Value::Choice) {
                SCOPED_TRACE(std::string(command.name) + " --" + option.name);
                const auto outcome = run(callOf(command) << QStringLiteral("--") + option.name << "no-such");
                expectFailure(outcome, 2, qPrintable(option.names().join(", ")));
            }
}

TEST(Table, EveryOptionWithAValueNeedsIt)
{
    for (const Command& command : commands())
        for (const Option& option : command.options)
            if (option.value) {
                SCOPED_TRACE(std::string(command.name) + " --" + option.name);
                expectFailure(run(QStringList{command.name, QStringLiteral("--") + option.name}), 2, option.name);
            }
}

TEST(Table, NoNameMeansTwoThings)
{
    const QStringList sessions = sessionNames();
    EXPECT_EQ(QSet<QString>(sessions.begin(), sessions.end()).size(), sessions.size());
}

TEST(Table, ListNamesEverything)
{
    const QString all = printed({"list"});
    for (const NameList& list : nameLists()) {
        const QString one = printed({"list", list.name});
        EXPECT_TRUE(all.contains(one)) << list.name;
        for (const NameRow& row : list.rows())
            EXPECT_TRUE(names(one, row.name, {row.text})) << qPrintable(row.name);
    }
    expectFailure(run({"list", "colours"}), 2, "kernels, samples");
}

TEST(Table, EveryNameCanBeUsed)
{
    for (const QString& name : sampleNames())
        EXPECT_EQ(run({"compute", "--input", name, "--kernel", "@edge"}).code, 0) << qPrintable(name);
    for (const QString& name : kernelNames())
        EXPECT_EQ(run({"compute", "--input", "@ring", "--kernel", name}).code, 0) << qPrintable(name);
    for (const QString& name : channelSampleNames())
        EXPECT_EQ(run({"layer", "--input", name, "--weights", "[[0.5]]", "--list"}).code, 0) << qPrintable(name);
    for (const QString& name : sessionNames())
        EXPECT_EQ(run({"table", name}).code, 0) << qPrintable(name);
}

/// What a program that reads standard input says to these bytes; nothing where there is no such program.
std::optional<QString> saidTo(const QByteArray& bytes, const QString& program, const QStringList& arguments)
{
    if (QStandardPaths::findExecutable(program).isEmpty())
        return std::nullopt;
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.write(bytes);
    process.closeWriteChannel();
    EXPECT_TRUE(process.waitForFinished());
    EXPECT_EQ(process.exitStatus(), QProcess::NormalExit) << qPrintable(program);
    return QString::fromUtf8(process.readAll());
}

struct Reader {
    const char* name;
    QStringList of; ///< what corr2d-lab prints for it
    QStringList arguments; ///< with which it says what is wrong, and only that
    const char* excused = ""; ///< what it may say
};

void PrintTo(const Reader& reader, std::ostream* out)
{
    *out << reader.name;
}

class Described : public testing::TestWithParam<Reader>
{
};

TEST_P(Described, IsReadWithoutAWord)
{
    const auto said = saidTo(run(GetParam().of).bytes, GetParam().name, GetParam().arguments);
    if (!said)
        GTEST_SKIP() << "there is no " << GetParam().name << ", so it has not read what is for it";
    EXPECT_EQ(*said, GetParam().excused);
}

/// The program does not know when it was made, so that the same sources make the same program.
constexpr const char* kNoDate = "mandoc: <stdin>:1:19: WARNING: missing date, using \"\": TH\n";

INSTANTIATE_TEST_SUITE_P(By, Described,
                         testing::Values(Reader{"groff", {"--man"}, {"-man", "-ww", "-z", "-Kutf8", "-Tutf8"}},
                                         Reader{"mandoc", {"--man"}, {"-Tlint", "-Wwarning"}, kNoDate},
                                         Reader{"bash", {"--completions", "bash"}, {"-n"}},
                                         Reader{"zsh", {"--completions", "zsh"}, {"-n"}},
                                         Reader{"fish", {"--completions", "fish"}, {"--no-execute"}}),
                         [](const auto& each) { return std::string(each.param.name); });

/// What bash offers behind these words.
QStringList completed(const QString& script, const QStringList& words)
{
    constexpr const char* kAsk = "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); "
                                 "_corr2d_lab; printf '%s\\n' \"${COMPREPLY[@]}\"";
    QProcess process;
    process.start("bash", QStringList{"-c", kAsk, "bash", script, "corr2d-lab"} + words);
    EXPECT_TRUE(process.waitForFinished());
    EXPECT_EQ(QString::fromUtf8(process.readAllStandardError()), "");
    return QString::fromUtf8(process.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
}

TEST(Table, BashCompletes)
{
    if (QStandardPaths::findExecutable("bash").isEmpty())
        GTEST_SKIP() << "there is no bash";
    QTemporaryDir dir;
    QFile script(dir.filePath("completion"));
    ASSERT_TRUE(script.open(QIODevice::WriteOnly));
    script.write(run({"--completions", "bash"}).bytes);
    script.close();
    EXPECT_EQ(completed(script.fileName(), {"comp"}), (QStringList{"compute", "compose"}));
    EXPECT_EQ(completed(script.fileName(), {"compute", "--border", "re"}), (QStringList{"replicate", "reflect"}));
    EXPECT_EQ(completed(script.fileName(), {"compute", "--bor"}), QStringList("--border"));
    EXPECT_EQ(completed(script.fileName(), {"compute", "--kernel", "@", "sob"}), (QStringList{"sobel-x", "sobel-y"}));
    EXPECT_EQ(completed(script.fileName(), {"compute", "--output", "x"}), QStringList());
    EXPECT_EQ(completed(script.fileName(), {"list", "sam"}), QStringList("samples"));
    expectFailure(run({"--completions", "tcsh"}), 2, "bash, zsh, fish");
    expectFailure(run({"--completions"}), 2, "bash, zsh, fish");
}

} // namespace
