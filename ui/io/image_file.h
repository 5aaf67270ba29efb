// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/picture.h"
#include "core/numbers/result.h"
#include "ui/io/picture_bytes.h"

#include <QByteArray>
#include <QImage>
#include <QString>

#include <functional>
#include <span>
#include <stop_token>

namespace lab
{

/// Pixels beyond which a picture is refused (width × height).
inline constexpr qint64 kMostPixels = 120'000'000;

struct DecodeOptions {
    std::stop_token stop = {};
    std::function<void(double)> progress = {}; ///< 0..1, called on the decoding thread
};

/// The first frame, upright, with the pixels the file has. Called on any thread. Errors: as of pictureFromBytes().
Result<QImage> imageFromBytes(const QByteArray& bytes, const QString& name, const DecodeOptions& options = {});

/// A grey picture has one plane, a coloured one three; values 0..1 (8- and 16-bit precision kept), alpha over
/// white, EXIF orientation applied, the first frame of an animation. Called on any thread. Errors: EmptyFile,
/// UnknownFormat, PictureBroken, PictureTruncated, PictureTooLarge, Stopped, OutOfMemory.
Result<PicturePtr> pictureFromBytes(const QByteArray& bytes, const QString& name, const DecodeOptions& options = {});

/// From the clipboard or a drop without a file; kept as PNG inside the picture.
/// Errors: PictureBroken, PictureTooLarge, OutOfMemory.
Result<PicturePtr> pictureFromImage(const QImage& image, const QString& name);

/// One plane as grey, three as colours; 0..1 clipped to 0..255.
QImage imageFromPlanes(std::span<const Grid> planes);

} // namespace lab
