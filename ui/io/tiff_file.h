// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/frame.h"

#include <span>

namespace lab
{

/// One page of a TIFF file, by libtiff, upright: unsigned samples of 1 to 64 bits as brightness, signed and floating
/// ones as the numbers that they are. Nothing is printed. Strips and tiles that cannot be decoded are 0.
/// Errors: PictureBroken, PictureTruncated, PictureTooLarge, Stopped, OutOfMemory.
Result<DecodedFrame> frameFromTiff(const QByteArray& bytes, const QString& name, const DecodeOptions& options);

/// A TIFF file of `image` in its own depth (8 or 16 bits a channel, grey, colours, alpha), with its profile and
/// resolution; LZW. Empty when libtiff refuses.
QByteArray tiffFromImage(const QImage& image);

/// A TIFF file of these numbers, as 32-bit floats, one plane or three.
QByteArray tiffFromNumbers(std::span<const Grid> planes);

} // namespace lab
