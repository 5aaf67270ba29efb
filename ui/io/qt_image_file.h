// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/frame.h"

namespace lab
{

/// JPEG, GIF or WebP (`format`: that of pictureFormat()), by Qt's plug-in, upright. What is missing at the
/// end is 0 or transparent. Qt's warnings of pictures are switched off from the first call on.
/// Errors: PictureBroken, PictureTruncated, PictureTooLarge, Stopped.
Result<DecodedFrame> frameFromQt(const QByteArray& bytes, const QString& name, const DecodeOptions& options,
                                 const char* format);

} // namespace lab
