// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/offered.h"

#include "ui/io/reading.h"

#include <QCoreApplication>

namespace lab
{

namespace
{

QString tr(const char* text)
{
    return QCoreApplication::translate("lab", text);
}

Result<Reading> picture(const Offered& offered, const DecodeOptions& options, const ReadChoice& choice)
{
    if (!offered.picture.isEmpty())
        return readingOf(offered.picture, tr("picture"), options, choice);
    auto made = pictureFromImage(offered.image, tr("picture"));
    return made ? Result<Reading>(Reading{std::move(*made)}) : made.error();
}

/// Of the text, else of the table.
Result<Reading> numbers(const Offered& offered, const ReadChoice& choice)
{
    auto text = readingOfText(offered.text, tr("numbers"), choice);
    const bool table = offered.html.contains(QStringLiteral("<table"), Qt::CaseInsensitive);
    if (text || !table)
        return text;
    auto cells = readingOfText(offered.html, tr("numbers"), choice);
    return cells || offered.text.trimmed().isEmpty() ? cells : text;
}

} // namespace

QString nameOf(const Offered& offered)
{
    return offered.hasPicture() ? tr("picture") : tr("numbers");
}

Result<Reading> readingOfOffered(const Offered& offered, const DecodeOptions& options, const ReadChoice& choice)
{
    if (choice.picture)
        return picture(offered, options, choice);
    auto read = numbers(offered, choice);
    if (!offered.hasPicture())
        return read;
    if (!read)
        return waysOut(read.error(), choice).empty() ? picture(offered, options, choice) : read;
    ReadChoice instead = choice;
    instead.picture = true;
    read->notes << tr("The numbers were taken, not the picture that came with them.");
    read->others.push_back({tr("Take the picture"), instead});
    return read;
}

} // namespace lab
