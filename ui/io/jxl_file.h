// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/frame.h"

namespace lab
{

/// JPEG XL, by libjxl, upright: integers as brightness, floats as the numbers that they are. A file that ends too
/// early gives what the decoder has by then.
/// Errors: PictureBroken, PictureTruncated, PictureTooLarge, Stopped, OutOfMemory.
Result<DecodedFrame> frameFromJxl(const QByteArray& bytes, const QString& name, const DecodeOptions& options);

} // namespace lab
