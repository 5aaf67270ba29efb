// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>
#include <QStringList>

#include <span>

namespace lab
{

/// The exit codes of the program.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUsage = 2;

/// What stands behind an option.
enum class Value {
    None, ///< a switch
    Text, ///< numbers, or one of its names
    Choice, ///< one of its names
    Read, ///< an operand: a file, standard input, a matrix in place, or a name behind an @
    Write, ///< a file, or standard output
};

/// The names that a value can have.
using Names = QStringList (*)();

struct Option {
    const char* name; ///< without dashes
    Value kind;
    const char* value; ///< what its value is called; null for a switch
    const char* text; ///< "%1" stands for the names where they do not come last
    const char* fallback = nullptr; ///< what holds without it
    Names names = nullptr;
    bool required = false;
};

class Arguments;

/// One of the uses without a window.
struct Command {
    const char* name;
    const char* text;
    const char* file; ///< what its one argument that is no option is called, or null when it has none
    bool fileRequired;
    Names fileNames; ///< what that can be by name, or null
    std::span<const Option> options;
    int (*run)(Arguments&); ///< answers an exit code
    bool paints = false; ///< it makes its own QApplication
};

/// The one place where commands and options are known: help, manual page, completions and tests walk it.
std::span<const Command> commands();

int runCompute(Arguments& arguments);
int runLayer(Arguments& arguments);
int runFilter(Arguments& arguments);
int runLearn(Arguments& arguments);
int runField(Arguments& arguments);
int runTable(Arguments& arguments);
int runMatrix(Arguments& arguments);
int runCompose(Arguments& arguments);
int runRender(Arguments& arguments);
int runList(Arguments& arguments);

} // namespace lab
