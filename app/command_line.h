// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace lab
{

/// What main() is to do next: show a window with these files, or end with a code because all is done.
struct Start {
    QStringList files;
    std::optional<int> exitCode;
};

/// Runs one of commands(), or `--help` or `--version`, to its end, without a display; leaves the options of Qt to it.
/// Exit codes: 0 done, 1 could not (one sentence on standard error; also where there is no display for a window),
/// 2 wrong usage.
Start runCommandLine(int argc, char** argv);

} // namespace lab
