// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arguments.h"
#include "core/channels/maps.h"
#include "core/numbers/grid.h"

#include <QByteArray>
#include <QImage>

#include <span>

namespace lab
{

// What a command has come to, to where --output says: a file by its ending, or by --format; "-" is standard output. A
// pipe or device without an ending gets CSV. What cannot be written is told to `arguments`.

/// One map, or the three of a coloured input.
void writeMaps(Arguments& arguments, std::span<const Grid> maps);
void writeMaps(Arguments& arguments, std::span<const Grid64> maps); ///< with all digits in .csv and .npy
/// As .npy (channels, rows, columns) or as CSV, the channels under one another; with all digits.
void writeChannels(Arguments& arguments, const Maps64& maps);
void writePicture(Arguments& arguments, const QImage& image);
/// To a file, or to standard output.
void writeBytes(Arguments& arguments, const QString& path, const QByteArray& bytes);
/// Whether a path is standard output.
bool isStandardOutput(const QString& path);

/// Rows of words under their titles, to standard output.
struct WordTable {
    QStringList titles;
    QList<QStringList> rows;
};
QString inColumns(const WordTable& table);
QString asCsv(const WordTable& table);

} // namespace lab
