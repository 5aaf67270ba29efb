// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/number_text.h"

#include <QCoreApplication>
#include <QString>

#include <string_view>

namespace lab
{

/// A text for people, where there is no QObject whose tr() could be asked.
inline QString tr(const char* text)
{
    return QCoreApplication::translate("lab", text);
}

/// A text of a table of the core, which knows no Qt: words.cpp lists them all for translators. `english` must be a
/// whole literal.
QString word(std::string_view english);

/// A number as it is shown, with at most so many significant digits.
inline QString number(double value, int digits = 4)
{
    return QString::fromStdString(display(value, digits));
}

} // namespace lab
