// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/layer.h"
#include "core/numbers/picture.h"
#include "core/numbers/result.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSize>
#include <QString>

#include <limits>
#include <optional>
#include <span>

namespace lab
{

/// The exit codes of the program.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUsage = 2;

struct Option {
    const char* name; ///< without dashes
    const char* value; ///< what its value is called, or null for a switch
    const char* text;
    bool required = false;
};

class Arguments;

/// One of the uses without a window.
struct Command {
    const char* name;
    const char* text;
    const char* file; ///< what its one argument that is no option is called, or null when it has none
    std::span<const Option> options;
    int (*run)(Arguments&); ///< answers an exit code
};

std::span<const Command> commands();
int runCompute(Arguments& arguments);
int runFilter(Arguments& arguments);
int runLearn(Arguments& arguments);
int runRender(Arguments& arguments);

/// The options of one command as they were given. Each function answers the fallback where the option was not
/// given or its value is wrong; the first wrong one is kept as problem().
class Arguments
{
    Q_DECLARE_TR_FUNCTIONS(lab::Arguments)
public:
    Arguments(const Command& command, const QStringList& arguments);

    const Command& command() const { return m_command; }
    const std::optional<QString>& problem() const { return m_problem; }
    bool has(QLatin1String name) const { return m_parser.isSet(name); }
    QString text(QLatin1String name, const QString& fallback = {}) const;
    QString file() const { return m_parser.positionalArguments().value(0); }

    double number(QLatin1String name, double fallback);
    int integer(QLatin1String name, int fallback, int least, int most = std::numeric_limits<int>::max());
    std::uint64_t seed(QLatin1String name, std::uint64_t fallback);
    PerAxis perAxis(QLatin1String name, PerAxis fallback); ///< "2", or "2,3": at least 1
    QSize size(QLatin1String name, QSize fallback); ///< "1280x800"
    /// Operation, padding, border, stride and dilation, and the bias; the kernel is yet to come.
    Layer layer();
    /// The place of the value among `ids`.
    std::size_t choice(QLatin1String name, const QStringList& ids, std::size_t fallback);
    void setProblem(const QString& sentence);

private:
    ConvSpec spec();
    Padding padding();
    std::optional<int> parsed(const QString& text, int least, int most) const;

    const Command& m_command;
    QCommandLineParser m_parser;
    std::optional<QString> m_problem;
};

/// The application of a command that needs no window: with it, the image plug-ins are found.
class Console
{
public:
    Console() : m_application(m_count, m_arguments) {}

private:
    int m_count = 1;
    char m_name[11] = "corr2d-lab";
    char* m_arguments[2] = {m_name, nullptr};
    QCoreApplication m_application;
};

/// A picture or matrix file, or a matrix in place ("1,-1;0,2").
Result<PicturePtr> readOperand(const QString& text);

void print(const QString& text); ///< to standard output
/// One sentence to standard error; each answers its exit code.
int fail(const QString& sentence);
int fail(const Error& error);
int failUsage(const QString& sentence, QLatin1String command = {});

} // namespace lab
