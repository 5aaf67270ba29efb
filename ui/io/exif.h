// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace lab
{

/// The orientation (1 to 8) that EXIF data name, with or without "Exif\0\0" before them; 1 where they do not, or are
/// damaged.
int exifOrientation(const QByteArray& exif);

/// The EXIF data of a WebP file, or nothing.
QByteArray exifOfWebp(const QByteArray& bytes);

} // namespace lab
