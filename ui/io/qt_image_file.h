// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/frame.h"

namespace lab
{

/// Switches off what Qt would print of damaged pictures and profiles; once is enough.
void quietQt();

/// GIF or WebP (`format`: that of pictureFormat()), by Qt's plug-in, upright. What is missing at the
/// end is 0 or transparent.
/// Errors: PictureBroken, PictureTruncated, PictureTooLarge, Stopped.
Result<DecodedFrame> frameFromQt(const QByteArray& bytes, const QString& name, const DecodeOptions& options,
                                 const char* format);

} // namespace lab
