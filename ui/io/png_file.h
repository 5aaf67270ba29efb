// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/frame.h"

namespace lab
{

/// A PNG picture, or a frame of an animated one, by ourselves and zlib: libpng as Qt uses it prints, and gives
/// nothing of a file that is damaged. Upright by its EXIF data. What is missing is 0. Errors: PictureBroken,
/// PictureTruncated, PictureTooLarge, Stopped.
Result<DecodedFrame> frameFromPng(const QByteArray& bytes, const QString& name, const DecodeOptions& options);

/// A PNG file in the image's own depth, with its profile and resolution, at a quick level of compression. Empty where
/// that fails.
QByteArray pngFromImage(const QImage& image);

} // namespace lab
