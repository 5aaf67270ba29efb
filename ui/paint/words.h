// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/number_text.h"

#include <QCoreApplication>
#include <QString>

#include <string>
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

/// What somebody else wrote, in UTF-8.
inline QString othersText(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

/// A number as it is shown, with at most so many significant digits.
inline QString number(double value, int digits = 4)
{
    return QString::fromStdString(display(value, digits));
}

/// Which kernel of a run: epoch n is the n-th pass and has the loss and the gradient of the kernel before its update.
inline QString afterUpdates(int updates)
{
    return updates == 0   ? tr("at the start")
           : updates == 1 ? tr("after 1 update")
                          : tr("after %1 updates").arg(updates);
}

/// To the last digit.
inline QString countText(std::int64_t count)
{
    return QString::fromStdString(displayCount(count));
}

/// All digits of it, as a field shows it and reads it back.
template <class T>
QString exactNumber(T value)
{
    return QString::fromStdString(shortest(value)).replace(u'-', QChar(0x2212));
}

/// A number of a product: one below zero stands in parentheses.
inline QString factorText(const QString& number)
{
    return number.startsWith(QChar(0x2212)) ? QStringLiteral("(%1)").arg(number) : number;
}

/// A limit as it is shown: what is shown is never above it.
inline QString numberBelow(double limit, int digits = 4)
{
    return QString::fromStdString(displayBelow(limit, digits));
}

/// As number(), but as for a limit where it would be shown as `limit` or above it.
inline QString numberWithin(double value, double limit)
{
    const auto shown = parseNumber(display(value));
    return shown && *shown < limit ? number(value) : numberBelow(value);
}

} // namespace lab
