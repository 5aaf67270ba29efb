// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "core/layers/layer.h"
#include "core/numbers/result.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSize>
#include <QString>

#include <limits>
#include <optional>

namespace lab
{

/// The options of one command as they were given, and why it ends if it cannot go on. Each function that reads a
/// value answers the fallback where the option was not given or its value is wrong; the first thing that is wrong is
/// what is said.
class Arguments
{
    Q_DECLARE_TR_FUNCTIONS(lab::Arguments)
public:
    Arguments(const Command& command, const QStringList& arguments);

    const Option* optionOf(QLatin1String name) const; ///< null where the command has none of that name
    bool has(QLatin1String name) const { return optionOf(name) && m_parser.isSet(name); }
    QString text(QLatin1String name, const QString& fallback = {}) const;
    QStringList texts(QLatin1String name) const { return m_parser.values(name); } ///< of an option that is repeated
    bool hasFile() const { return !m_parser.positionalArguments().isEmpty(); }
    QString file() const { return m_parser.positionalArguments().value(0); }

    double number(QLatin1String name, double fallback);
    float single(QLatin1String name, float fallback); ///< no larger than a float can be
    int integer(QLatin1String name, int fallback, int least, int most = std::numeric_limits<int>::max());
    std::uint64_t seed(QLatin1String name, std::uint64_t fallback);
    PerAxis perAxis(QLatin1String name, PerAxis fallback); ///< "2", or "2,3": at least 1
    std::optional<PerAxis> cell(QLatin1String name); ///< "2,3": at least 0
    QSize size(QLatin1String name, QSize fallback); ///< "1280x800"
    std::size_t choice(QLatin1String name, std::size_t fallback = 0); ///< its place among the option's names
    /// Operation, padding, border, stride and dilation.
    ConvSpec spec(const ConvSpec& fallback = {});
    /// The same with bias and activation, as far as the command has them; the kernel is yet to come.
    Layer layer();

    /// Wrong usage.
    void setProblem(const QString& sentence);
    /// It could not be done.
    void refuse(const QString& sentence);
    void refuse(const Error& error);
    /// The value of a result; none where there is none, and its error is what is said.
    template <class T>
    std::optional<T> take(Result<T> result)
    {
        if (result)
            return std::move(*result);
        refuse(result.error());
        return std::nullopt;
    }
    /// What is said on standard error once all is done.
    void note(const QString& sentence) { m_notes += sentence; }

    bool good() const { return !m_ended; }
    /// Says on standard error what is to be said there; the exit code.
    int end() const;

private:
    struct End {
        int code;
        QString sentence;
    };
    Padding padding(const Padding& fallback);
    void checkValue(const Option& option);
    std::optional<double> parsed(QLatin1String name);

    const Command& m_command;
    QCommandLineParser m_parser;
    std::optional<End> m_ended;
    QStringList m_notes;
};

void print(const QString& text); ///< to standard output
/// One sentence to standard error; each answers its exit code.
int fail(const QString& sentence);
int failUsage(const QString& sentence, QLatin1String command = {});

} // namespace lab
