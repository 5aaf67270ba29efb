// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/frame.h"

namespace lab
{

/// HEIC or AVIF, by libheif, with its turns and cuts applied; 8 to 16 bits a channel. The first frame is the primary
/// picture. Errors: PictureBroken, PictureTruncated, PictureTooLarge, Stopped.
Result<DecodedFrame> frameFromHeif(const QByteArray& bytes, const QString& name, const DecodeOptions& options);

} // namespace lab
