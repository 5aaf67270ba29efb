// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line.h"

#include "app/command_options.h"

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

constexpr std::array kComputeOptions{
    Option{"input", "X", "The input.", true},
    Option{"kernel", "K", "The kernel.", true},
    Option{"bias", "B", "Added to every output cell (0)."},
    Option{"operation", "NAME", "correlation, or convolution: the kernel turned by 180° (correlation)."},
    Option{"padding", "P", "valid, same, same-lower, full, or top,bottom,left,right (valid)."},
    Option{"border", "NAME", "zero, replicate, reflect, symmetric or circular (zero)."},
    Option{"stride", "R,C", "Along rows and columns, or one number for both (1)."},
    Option{"dilation", "R,C", "Along rows and columns, or one number for both (1)."},
    Option{"output", "Y", "A .csv, .npy or picture file, or - for standard output (-)."},
};

constexpr std::array kFilterOptions{
    Option{"input", "PICTURE", "A picture file.", true},
    kComputeOptions[1], // kernel, and how it is slid
    kComputeOptions[2],
    kComputeOptions[3],
    kComputeOptions[4],
    kComputeOptions[5],
    kComputeOptions[6],
    kComputeOptions[7],
    Option{"output", "PICTURE", "The picture to write.", true},
};

constexpr std::array kLearnOptions{
    Option{"input", "X", "The input.", true},
    Option{"target", "Y", "The output that the kernel is to reach.", true},
    Option{"kernel-start", "K", "The kernel to start from."},
    Option{"kernel-size", "R,C", "The size of a random start (what X and Y call for)."},
    Option{"seed", "N", "Which random start (0)."},
    Option{"optimiser", "NAME", "gradient-descent, momentum, nesterov, rmsprop, adagrad or adam (gradient-descent)."},
    Option{"rate", "NUMBER", "The learning rate (0.03)."},
    Option{"epochs", "N", "How often the kernel is updated (10)."},
    Option{"bias", nullptr, "Learn a bias too, from 0."},
    Option{"log-every", "N", "Print the loss of every Nth epoch (2)."},
    Option{"output", "K", "Write the kernel to a .csv, .npy or picture file, or - for standard output."},
};

constexpr std::array kRenderOptions{
    Option{"size", "WxH", "Pixels of the picture (1280x800)."},
    Option{"theme", "NAME", "light, dark or high-contrast (light)."},
    Option{"step", "N", "The window that is shown, from 0 (the last)."},
    Option{"page", "ID", "stage, epoch, film, surface, why, table, matrix or composition (stage)."},
    Option{"output", "OUT.png", "The picture to write.", true},
};

constexpr std::array kCommands{
    Command{"compute", "Slide a kernel over an input.", nullptr, kComputeOptions, runCompute},
    Command{"filter", "Slide a kernel over the 8-bit colours of a picture; its transparency stays.", nullptr,
            kFilterOptions, runFilter},
    Command{"learn", "Learn a kernel from an input and its output by gradient descent.", nullptr, kLearnOptions,
            runLearn},
    Command{"render",
            "Paint a page of a picture, matrix or session as a picture: by default input, kernel and output.", "FILE",
            kRenderOptions, runRender},
};

constexpr const char* kOperands =
    "X, Y and K are .npy, .csv or picture files, or matrices in place: \"1,-1\", rows separated by \";\".\n";

QString usageOf(const Command& command)
{
    QString usage = QStringLiteral("corr2d-lab ") + QLatin1String(command.name);
    for (const Option& option : command.options) {
        const QString one = QStringLiteral("--%1").arg(QLatin1String(option.name)) +
                            (option.value ? u' ' + QLatin1String(option.value) : QString());
        usage += option.required ? u' ' + one : " ["_L1 + one + u']';
    }
    return command.file ? usage + u' ' + QLatin1String(command.file) : usage;
}

QString optionLine(const QString& name, const QString& text)
{
    constexpr int kColumn = 24;
    return "  "_L1 + name.leftJustified(kColumn) + text + u'\n';
}

QString commonOptions()
{
    return optionLine(u"-h, --help"_s, u"This text."_s) + optionLine(u"-v, --version"_s, u"The version."_s);
}

QString helpOf(const Command& command)
{
    QString help = QStringLiteral("Usage: %1\n%2\n\n").arg(usageOf(command), QString::fromUtf8(command.text));
    for (const Option& option : command.options)
        help += optionLine(QStringLiteral("--%1 %2").arg(QLatin1String(option.name), QLatin1String(option.value)),
                           QString::fromUtf8(option.text));
    help += commonOptions();
    return help + u'\n' + QLatin1String(kOperands);
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
    return text + commonOptions();
}

/// Help or version if they are asked for.
std::optional<QString> information(const QStringList& arguments, const Command* command)
{
    const QStringList options = arguments.mid(0, arguments.indexOf("--"_L1));
    if (options.contains("--help"_L1) || options.contains("-h"_L1))
        return command ? helpOf(*command) : help();
    if (options.contains("--version"_L1) || options.contains("-v"_L1))
        return QStringLiteral("corr2d-lab %1\n").arg(QLatin1String(LAB_VERSION));
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
    if (arguments.problem())
        return failUsage(*arguments.problem(), QLatin1String(command.name));
    try {
        return flushed(command.run(arguments));
    } catch (const std::bad_alloc&) { // wherever a command asked for more than there is
        return fail(Error{ErrorCode::OutOfMemory});
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
            start.exitCode = failUsage(QCoreApplication::translate("lab", "“%1” is no option.").arg(argument));
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

std::span<const Command> commands()
{
    return kCommands;
}

Start runCommandLine(int argc, char** argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);

    for (const Command& command : commands())
        if (!arguments.isEmpty() && arguments.first() == QLatin1String(command.name))
            return {{}, run(command, arguments.mid(1))};
    if (const auto text = information(arguments, nullptr)) {
        print(*text);
        return {{}, flushed(kDone)};
    }
    Start start = startOf(arguments);
    if (!start.exitCode && !hasDisplay(arguments))
        start.exitCode =
            fail(QCoreApplication::translate("lab", "There is no display for a window; compute, filter, "
                                                    "learn and render work without one (see corr2d-lab --help)."));
    return start;
}

} // namespace lab
