// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/frame.h"

namespace lab
{

/// A bitmap of Windows or OS/2: palettes, packed runs, bit fields with alpha; each sample divided by the greatest
/// that its field holds (Qt's plug-in makes 0.97 of a white of five bits). What is missing is 0. Errors:
/// PictureBroken, PictureTruncated, PictureTooLarge, Stopped.
Result<DecodedFrame> frameFromBmp(const QByteArray& bytes, const QString& name, const DecodeOptions& options);

} // namespace lab
