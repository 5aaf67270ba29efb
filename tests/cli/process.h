// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <ostream>
#include <sys/resource.h>

/// For messages of GoogleTest.
inline void PrintTo(const QString& text, std::ostream* out)
{
    *out << text.toStdString();
}

namespace lab::test
{

struct Outcome {
    int code = -1;
    QString out;
    QString err;
    QByteArray bytes; ///< of standard output
};

struct Surroundings {
    QByteArray input = {};
    QString standardOutput = {}; ///< a file
    rlim_t mostBytes = 0; ///< of memory; 0: no limit
    QString folder = {}; ///< in which the program runs
};

/// Runs the program where there is no display.
Outcome run(const QStringList& arguments, const Surroundings& around = {});

/// Expects exit code 1 or 2, nothing on standard output, and one line on standard error that contains `says`.
void expectFailure(const Outcome& outcome, int code, const char* says);
/// Expects success, nothing on standard error, and just this on standard output.
void expectOutput(const Outcome& outcome, const QString& out);

QString dataFile(const char* name);

// Dive into Deep Learning, 7.2: the arrays of the chapter.
inline constexpr const char* kFirstInput = "0,1,2;3,4,5;6,7,8";
inline constexpr const char* kEdgeInput = "1,1,0,0,0,0,1,1;1,1,0,0,0,0,1,1;1,1,0,0,0,0,1,1;"
                                          "1,1,0,0,0,0,1,1;1,1,0,0,0,0,1,1;1,1,0,0,0,0,1,1";
inline constexpr const char* kEdgeOutput = "0,1,0,0,0,-1,0;0,1,0,0,0,-1,0;0,1,0,0,0,-1,0;"
                                           "0,1,0,0,0,-1,0;0,1,0,0,0,-1,0;0,1,0,0,0,-1,0";

} // namespace lab::test
