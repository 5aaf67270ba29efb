// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arguments.h"
#include "core/numbers/picture.h"

#include <QByteArray>

#include <optional>

namespace lab
{

// An operand is, in this order: "-", standard input; "@NAME", something built in; "=TEXT", a matrix in place; the
// name of a file that is there; a matrix in place. Functions without an answer have told `arguments` why.

/// The input that an option names.
std::optional<PicturePtr> readInput(Arguments& arguments, QLatin1String option);
/// The kernel that an option names, which has one plane. A matrix in place keeps the digits that single
/// precision would lose.
std::optional<Grid64> readKernel64(Arguments& arguments, QLatin1String option);
/// The same in single precision; `text`: what the option was given, once or again.
std::optional<Grid> readKernel(Arguments& arguments, QLatin1String option, const QString& text);
/// The bytes of a file, or of standard input.
std::optional<QByteArray> readWhole(Arguments& arguments, const QString& path);

/// “what” could not be opened, and why.
Error cannotOpen(const QString& what, const QString& reason);
/// The error that a name behind an @ is none of `names`.
Error noSuchName(const QString& text, const QStringList& names);

} // namespace lab
