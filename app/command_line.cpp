// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line.h"

#include "app/arguments.h"
#include "app/help.h"
#include "ui/io/error_text.h"
#include "ui/io/path_bytes.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <array>
#include <cstdio>
#include <new>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

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

/// Help, version, manual page or completions if they are asked for.
std::optional<QString> information(const QStringList& arguments, const Command* command)
{
    const QStringList options = arguments.mid(0, arguments.indexOf("--"_L1));
    if (options.contains("--help"_L1) || options.contains("-h"_L1))
        return command ? helpOf(*command) : help();
    if (options.contains("--version"_L1) || options.contains("-v"_L1))
        return QStringLiteral("corr2d-lab %1\n").arg(QLatin1String(LAB_VERSION));
    if (command)
        return std::nullopt;
    if (options == QStringList{u"--man"_s})
        return manualPage();
    if (options.size() == 2 && options.first() == u"--completions"_s && shells().contains(options.last()))
        return completionsFor(options.last());
    return std::nullopt;
}

/// What was printed has arrived, or the exit code is that of a failure.
int flushed(int code)
{
    if (std::fflush(stdout) == 0 && !std::ferror(stdout))
        return code;
    return code == kDone ? fail(QCoreApplication::translate("lab", "Standard output could not be written.")) : code;
}

int run(const Command& command, const QStringList& options)
{
    if (const auto text = information(options, &command)) {
        print(*text);
        return flushed(kDone);
    }
    QLoggingCategory::setFilterRules(u"*.warning=false\nqt.gui.imageio*=false"_s); // one sentence says it
    Arguments arguments(command, options);
    if (!arguments.good())
        return arguments.end();
    std::optional<Console> console;
    if (!command.paints)
        console.emplace();
    try {
        return flushed(command.run(arguments));
    } catch (const std::bad_alloc&) { // wherever a command asked for more than there is
        return fail(sentence(Error{ErrorCode::OutOfMemory}));
    }
}

/// Options of every Qt program, left to QApplication.
struct QtOption {
    const char* name;
    bool hasValue;
};
constexpr std::array kQtOptions{
    QtOption{"platform", true},        QtOption{"platformpluginpath", true},
    QtOption{"platformtheme", true},   QtOption{"plugin", true},
    QtOption{"qwindowgeometry", true}, QtOption{"qwindowicon", true},
    QtOption{"qwindowtitle", true},    QtOption{"session", true},
    QtOption{"style", true},           QtOption{"stylesheet", true},
    QtOption{"display", true},         QtOption{"geometry", true},
    QtOption{"fontengine", true},      QtOption{"reverse", false},
    QtOption{"widgetcount", false},
};

/// The files to open, or an exit code.
Start startOf(const QStringList& arguments)
{
    Start start;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString& argument = arguments[i];
        if (argument == "--"_L1) {
            start.files += arguments.mid(i + 1);
            break;
        }
        if (!argument.startsWith(u'-')) {
            start.files += argument;
            continue;
        }
        const QString name = argument.mid(argument.startsWith("--"_L1) ? 2 : 1).section(u'=', 0, 0);
        const auto known = std::find_if(kQtOptions.begin(), kQtOptions.end(),
                                        [&](const QtOption& option) { return name == QLatin1String(option.name); });
        if (known == kQtOptions.end()) {
            start.exitCode = failUsage(
                name == "completions"_L1
                    ? QCoreApplication::translate("lab", "--completions needs one of %1.").arg(shells().join(u", "))
                    : QCoreApplication::translate("lab", "“%1” is no option.").arg(argument));
            return start;
        }
        if (known->hasValue && !argument.contains(u'='))
            ++i;
    }
    return start;
}

/// QApplication would abort where there is nothing to show a window on. Only on X and Wayland can that be.
bool hasDisplay([[maybe_unused]] const QStringList& arguments)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    const bool chosen = std::any_of(arguments.begin(), arguments.end(), [](const QString& argument) {
        return argument.startsWith("-platform"_L1) || argument.startsWith("--platform"_L1) ||
               argument.startsWith("-display"_L1) || argument.startsWith("--display"_L1);
    });
    // A platform that shows windows elsewhere than on X or Wayland needs neither of their variables.
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM");
    const bool other = !platform.isEmpty() && !platform.startsWith("xcb") && !platform.startsWith("wayland");
    return chosen || other || !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    return true;
#endif
}

} // namespace

Start runCommandLine(int argc, char** argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += pathOfBytes(argv[i]);

    for (const Command& command : commands())
        if (!arguments.isEmpty() && arguments.first() == QLatin1String(command.name))
            return {{}, run(command, arguments.mid(1))};
    if (const auto text = information(arguments, nullptr)) {
        print(*text);
        return {{}, flushed(kDone)};
    }
    Start start = startOf(arguments);
    if (!start.exitCode && !hasDisplay(arguments))
        start.exitCode = fail(QCoreApplication::translate("lab", "There is no display for a window; the commands of "
                                                                 "corr2d-lab --help work without one."));
    return start;
}

} // namespace lab
