// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/frame.h"

namespace lab
{

/// PBM, PGM, PPM and PAM, in letters and in bytes (P1 to P7): each value divided by the greatest that the file
/// names. PFM (Pf, PF): numbers as they are. What is missing at the end is 0.
/// Errors: PictureBroken, PictureTruncated, PictureTooLarge, Stopped.
Result<DecodedFrame> frameFromPnm(const QByteArray& bytes, const QString& name, const DecodeOptions& options);

} // namespace lab
