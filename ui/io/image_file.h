// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/picture.h"
#include "core/numbers/result.h"
#include "ui/io/frame.h"
#include "ui/io/picture_bytes.h"

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QStringList>

#include <span>

namespace lab
{

/// A picture, and what a person should know of how it was read.
struct DecodedPicture {
    PicturePtr picture;
    int frames = 1; ///< pages of a TIFF, frames of an animation, pictures of a HEIC
    QStringList notes; ///< whole sentences
};

/// One frame, upright, as 8 or 16 bits a channel, with its profile and resolution; numbers of a floating-point
/// picture are cut to 0..1. Called on any thread. Errors: as of decodePicture().
Result<QImage> imageFromBytes(const QByteArray& bytes, const QString& name, const DecodeOptions& options = {});

/// A grey picture has one plane, a coloured one three; brightness 0..1 in the file's own precision with alpha over
/// white, or the numbers of a signed or floating-point picture as they are. Upright. Of frames but the first no bytes
/// are kept in the picture. What is damaged is shown as far as it goes, and a note says so. Nothing is printed.
/// Called on any thread. Errors: EmptyFile, UnknownFormat, PictureBroken, PictureTruncated (nothing can be decoded),
/// PictureTooLarge, Stopped, OutOfMemory.
Result<DecodedPicture> decodePicture(const QByteArray& bytes, const QString& name, const DecodeOptions& options = {});

/// The picture alone.
Result<PicturePtr> pictureFromBytes(const QByteArray& bytes, const QString& name, const DecodeOptions& options = {});

/// From the clipboard or a drop without a file; kept as PNG inside the picture.
/// Errors: PictureBroken, PictureTooLarge, OutOfMemory.
Result<PicturePtr> pictureFromImage(const QImage& image, const QString& name);

/// One plane as grey, three as colours; 0..1 clipped to 0..255.
QImage imageFromPlanes(std::span<const Grid> planes);

/// The same in 16 bits a channel.
QImage deepImageFromPlanes(std::span<const Grid> planes);

} // namespace lab
