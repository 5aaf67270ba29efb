// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/result.h"

#include <QByteArray>
#include <QImage>
#include <QString>

#include <span>

namespace lab
{

/// Writes all bytes or leaves the file that was there as it was, on a full disk too. Errors: CannotWrite.
Result<Done> writeFile(const QString& path, const QByteArray& bytes);

/// Feature maps by the name's ending: .npy, .csv, or a picture (.png, .jpg, .bmp, .tiff, .webp: 0..1 clipped).
/// Three planes as CSV stand under one another, each below a line "# plane 1 of 3". "-" is standard output, as CSV.
/// Errors: CannotWrite, UnknownFormat, OutOfMemory.
Result<Done> writePlanes(const QString& path, std::span<const Grid> planes);

/// A picture by the name's ending. Errors: CannotWrite, UnknownFormat, OutOfMemory.
Result<Done> writeImage(const QString& path, const QImage& image);

} // namespace lab
