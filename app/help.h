// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"

#include <QString>

#include <optional>

namespace lab
{

// What is said about commands(), in each of its forms.

QString help();
QString helpOf(const Command& command);
QString manualPage(); ///< groff, for man
QStringList shells();
QString completionsFor(const QString& shell); ///< a script for one of shells()

/// What an option says of itself: its text, names and fallback.
QString textOf(const Option& option);

} // namespace lab
