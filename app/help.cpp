// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/help.h"

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char* kOperands =
    "X, Y and K are .npy, .csv or picture files; - for standard input; matrices in place, as in \"1,-1\", with rows\n"
    "separated by \";\"; or something built in, as in @sobel-x (corr2d-lab list names all). A file that is there is\n"
    "read even if its name is a matrix: =3 is the matrix, whatever files there are. FILE is a .corr2d session, or - "
    "or\n"
    "a name behind an @.\n";

/// Parts behind each other with a blank between, in lines of a terminal; those after the first begin at `column`.
QString wrapped(const QString& first, const QStringList& parts, int column)
{
    constexpr int kWidth = 100;
    QString text;
    QString line = first;
    for (const QString& part : parts) {
        if (line.size() > column && line.size() + 1 + part.size() > kWidth) {
            text += line + u'\n';
            line = QString(column - 1, u' ');
        }
        line += u' ' + part;
    }
    return text + line + u'\n';
}

QString usageOf(const Command& command)
{
    constexpr int kColumn = 8;
    QStringList parts;
    for (const Option& option : command.options) {
        const QString one = QStringLiteral("--%1").arg(QLatin1String(option.name)) +
                            (option.value ? u' ' + QLatin1String(option.value) : QString());
        parts += option.required ? one : u'[' + one + u']';
    }
    if (command.file)
        parts += command.fileRequired ? QString::fromLatin1(command.file)
                                      : QStringLiteral("[%1]").arg(QLatin1String(command.file));
    return wrapped(u"Usage: corr2d-lab "_s + QLatin1String(command.name), parts, kColumn);
}

QString optionLine(const QString& name, const QString& text)
{
    constexpr int kColumn = 26;
    return wrapped("  "_L1 + name.leftJustified(kColumn - 3), text.split(u' '), kColumn);
}

QString commonOptions()
{
    return optionLine(u"-h, --help"_s, u"This text."_s) + optionLine(u"-v, --version"_s, u"The version."_s);
}

/// "a, b or c"
QString listed(const QStringList& names)
{
    return names.size() < 2 ? names.join(QString())
                            : names.mid(0, names.size() - 1).join(u", "_s) + u" or "_s + names.last();
}

} // namespace

QString textOf(const Option& option)
{
    QString text = QString::fromUtf8(option.text);
    if (text.contains("%1"_L1))
        text = text.arg(listed(option.names()));
    else if (option.kind == Value::Choice)
        text += u": "_s + listed(option.names());
    return text + (option.fallback ? QStringLiteral(" (%1).").arg(QString::fromUtf8(option.fallback)) : u"."_s);
}

QString helpOf(const Command& command)
{
    QString text = usageOf(command) + QString::fromUtf8(command.text) + u"\n\n"_s;
    for (const Option& option : command.options)
        text += optionLine(QStringLiteral("--%1 %2").arg(QLatin1String(option.name), QLatin1String(option.value)),
                           textOf(option));
    if (command.file && command.fileNames == nullptr)
        return text + commonOptions();
    return text + commonOptions() + u'\n' + QLatin1String(kOperands);
}

QString help()
{
    QString text = "Usage: corr2d-lab [FILE...]\n"
                   "A laboratory for the two-dimensional cross-correlation of a convolutional layer.\n"
                   "FILE: pictures, matrices (.csv, .npy) or sessions (.corr2d) to open in the window.\n\n"
                   "Without a window:\n"_L1;
    for (const Command& command : commands())
        text +=
            optionLine(QStringLiteral("corr2d-lab ") + QLatin1String(command.name), QString::fromUtf8(command.text));
    text += "\nEach of them explains itself, as in: corr2d-lab compute --help\n\n"_L1;
    return text + commonOptions() + optionLine(u"--man"_s, u"The manual page, for man."_s) +
           optionLine(u"--completions SHELL"_s, QStringLiteral("Completions for %1.").arg(listed(shells())));
}

namespace
{

/// Text as groff takes it.
QString groff(QString text)
{
    text.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s);
    if (text.startsWith(u'.') || text.startsWith(u'\''))
        text.prepend(u"\\&"_s);
    return text;
}

QString entry(const QString& name, const QString& value, const QString& text)
{
    return QStringLiteral(".TP\n\\fB%1\\fR \\fI%2\\fR\n%3\n").arg(groff(name), groff(value), groff(text));
}

} // namespace

QString manualPage()
{
    QString page = ".TH CORR2D\\-LAB 1 \"\" \"Corr2D Lab " LAB_VERSION "\"\n"
                   ".SH NAME\ncorr2d\\-lab \\- laboratory for the two\\-dimensional cross\\-correlation\n"
                   ".SH SYNOPSIS\n.B corr2d\\-lab\n[\\fIFILE\\fR...]\n.br\n.B corr2d\\-lab\n"
                   "\\fICOMMAND\\fR [\\fIOPTION\\fR...] [\\fIFILE\\fR]\n"
                   ".SH DESCRIPTION\nWithout a command the window opens with the pictures, matrices or sessions.\n"
                   ".SH COMMANDS\n"_L1;
    for (const Command& command : commands()) {
        page += QStringLiteral(".SS %1\n%2\n")
                    .arg(groff(QLatin1String(command.name) +
                               (command.file ? u' ' + QLatin1String(command.file) : QString())),
                         groff(QString::fromUtf8(command.text)));
        for (const Option& option : command.options)
            page += entry(u"--"_s + QLatin1String(option.name), QLatin1String(option.value), textOf(option));
    }
    page += ".SH OPTIONS\n"_L1;
    page += entry(u"-h, --help"_s, {}, u"Help, of the program or of a command."_s);
    page += entry(u"-v, --version"_s, {}, u"The version."_s);
    page += entry(u"--man"_s, {}, u"This page."_s);
    page += entry(u"--completions"_s, u"SHELL"_s, QStringLiteral("Completions for %1.").arg(listed(shells())));
    page += ".SH OPERANDS\n"_L1 + groff(QLatin1String(kOperands));
    page += ".SH EXIT STATUS\n0 done; 1 it could not be done, and one sentence on standard error says why; 2 wrong "
            "usage.\n.SH ENVIRONMENT\n.TP\n.B CORR2D_LAB_THREADS\nHow many processors are taken; all, if unset.\n"_L1;
    return page;
}

} // namespace lab
