// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/frame.h"

namespace lab
{

/// A JPEG picture by libjpeg, upright by its EXIF data: grey, colours, or inks (CMYK), which become sRGB, by their
/// profile where there is one. What is missing or cannot be decoded is as libjpeg fills it, and counts as damaged.
/// Nothing is printed. Errors: PictureBroken, PictureTruncated, PictureTooLarge, Stopped, OutOfMemory.
Result<DecodedFrame> frameFromJpeg(const QByteArray& bytes, const QString& name, const DecodeOptions& options);

/// A JPEG file by Qt's plug-in, at the best quality, with its profile and resolution. Empty where that fails.
QByteArray jpegFromImage(const QImage& image);

} // namespace lab
