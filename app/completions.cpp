// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/help.h"

#include <array>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

bool takesFiles(const Option& option)
{
    return option.kind == Value::Read || option.kind == Value::Write;
}

QStringList namesOf(Names names)
{
    return names ? names() : QStringList();
}

QStringList optionsOf(const Command& command)
{
    QStringList options;
    for (const Option& option : command.options)
        options += u"--"_s + QLatin1String(option.name);
    return options << u"--help"_s;
}

QStringList commandNames()
{
    QStringList names;
    for (const Command& command : commands())
        names += QString::fromLatin1(command.name);
    return names;
}

/// In single quotes, within which a shell reads everything as it is; `also` are escaped with a backslash.
QString quoted(QString text, const QString& also = {})
{
    for (const QChar c : also)
        text.replace(c, u'\\' + QString(c));
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

/// A case of a command and what stands before the word; one of the commands alone offers its options.
QString bash()
{
    QString values, options;
    for (const Command& command : commands()) {
        const auto name = QLatin1String(command.name);
        for (const Option& option : command.options)
            if (option.value)
                values += QStringLiteral("        '%1 --%2') words=%3 ;;\n")
                              .arg(name, QLatin1String(option.name), quoted(namesOf(option.names).join(u' ')));
        options += QStringLiteral("        %1) words=%2 ;;\n")
                       .arg(name, quoted((optionsOf(command) + namesOf(command.fileNames)).join(u' ')));
    }
    return QStringLiteral("# bash completion of corr2d-lab\n"
                          "_corr2d_lab() {\n"
                          "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=\n"
                          "    local command=${COMP_WORDS[1]} at=\n"
                          "    if [[ $before == @ ]]; then # an @ is a word of its own to bash\n"
                          "        at=1 before=${COMP_WORDS[COMP_CWORD-2]}\n"
                          "    fi\n"
                          "    case \"$command $before\" in\n"
                          "%1"
                          "        *) case $command in\n"
                          "%2"
                          "        esac ;;\n"
                          "    esac\n"
                          "    if ((COMP_CWORD == 1)); then\n"
                          "        words=%3\n"
                          "    fi\n"
                          "    if [[ $at ]]; then\n"
                          "        words=${words//@/}\n"
                          "    fi\n"
                          "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                          "}\n"
                          "complete -o default -F _corr2d_lab corr2d-lab\n")
        .arg(
            values, options,
            quoted((commandNames() << u"--help"_s << u"--version"_s << u"--man"_s << u"--completions"_s).join(u' ')));
}

/// Files and names, as an action of _arguments, in which a colon is escaped.
QString zshFiles(const QStringList& names)
{
    return names.isEmpty()
               ? u"_files"_s
               : QStringLiteral("{_alternative \"n\\:name\\:(%1)\" \"f\\:file\\:_files\"}").arg(names.join(u' '));
}

QString zshOption(const Option& option)
{
    QString text = u"--"_s + QLatin1String(option.name) + u'[' + textOf(option) + u']';
    text.replace(u':', u"\\:"_s);
    if (!option.value)
        return text;
    const QStringList names = namesOf(option.names);
    text += u':' + QString::fromUtf8(option.value) + u':';
    if (takesFiles(option))
        return text + zshFiles(names);
    return names.isEmpty() ? text + u' ' : text + u'(' + names.join(u' ') + u')';
}

QString zsh()
{
    QString names, cases;
    for (const Command& command : commands()) {
        names += QStringLiteral("        %1\n")
                     .arg(quoted(QLatin1String(command.name) + u':' +
                                 QString::fromUtf8(command.text).replace(u':', u"\\:"_s)));
        QStringList options;
        for (const Option& option : command.options)
            options += quoted(zshOption(option));
        if (command.file)
            options += quoted(QStringLiteral("1:%1:").arg(QLatin1String(command.file)) +
                              zshFiles(namesOf(command.fileNames)));
        cases += QStringLiteral("        %1) _arguments '--help[This text.]' %2 ;;\n")
                     .arg(QLatin1String(command.name), options.join(u" \\\n            "_s));
    }
    return QStringLiteral("#compdef corr2d-lab\n"
                          "_corr2d_lab() {\n"
                          "    local -a names=(\n%1    )\n"
                          "    if ((CURRENT == 2)); then\n"
                          "        _describe command names\n"
                          "        _files\n"
                          "        return\n"
                          "    fi\n"
                          "    shift words\n"
                          "    ((CURRENT--))\n"
                          "    case $words[1] in\n%2    esac\n"
                          "}\n"
                          "_corr2d_lab \"$@\"\n")
        .arg(names, cases);
}

QString fish()
{
    const QString first = u"complete -c corr2d-lab -n __fish_use_subcommand"_s;
    QString text = u"# fish completion of corr2d-lab\n"_s;
    for (const char* option : {"help", "version", "man", "completions"})
        text += QStringLiteral("%1 -l %2\n").arg(first, QLatin1String(option));
    for (const Command& command : commands()) {
        const QString name = QString::fromLatin1(command.name);
        const QString within = QStringLiteral("complete -c corr2d-lab -n '__fish_seen_subcommand_from %1'").arg(name);
        text += QStringLiteral("%1 -a %2 -d %3\n").arg(first, name, quoted(QString::fromUtf8(command.text)));
        if (command.fileNames)
            text += QStringLiteral("%1 -a %2\n").arg(within, quoted(command.fileNames().join(u' ')));
        for (const Option& option : command.options) {
            text += QStringLiteral("%1 -l %2").arg(within, QLatin1String(option.name));
            if (option.value)
                text += takesFiles(option) ? u" -r -F"_s : u" -x"_s;
            if (option.names)
                text += u" -a "_s + quoted(option.names().join(u' '));
            text += u" -d "_s + quoted(textOf(option)) + u'\n';
        }
    }
    return text;
}

struct Shell {
    const char* name;
    QString (*script)();
};
constexpr std::array kShells{Shell{"bash", bash}, Shell{"zsh", zsh}, Shell{"fish", fish}};

} // namespace

QStringList shells()
{
    QStringList names;
    for (const Shell& shell : kShells)
        names += QString::fromLatin1(shell.name);
    return names;
}

QString completionsFor(const QString& shell)
{
    for (const Shell& each : kShells)
        if (shell == QLatin1String(each.name))
            return each.script();
    return {};
}

} // namespace lab
