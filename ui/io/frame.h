// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/picture.h"
#include "core/numbers/result.h"

#include <QByteArray>
#include <QColorSpace>
#include <QImage>
#include <QString>

#include <functional>
#include <stop_token>

namespace lab
{

/// Pixels beyond which a picture is refused (width × height).
inline constexpr qint64 kMostPixels = 120'000'000;

struct DecodeOptions {
    std::stop_token stop = {};
    std::function<void(double)> progress = {}; ///< 0..1, called on the decoding thread
    int frame = 0; ///< the page of a TIFF, the frame of an animation, from 0
};

/// What one decoder makes of one frame: Qt's image, or numbers. Nothing is laid over white yet.
struct DecodedFrame {
    QImage image; ///< null where there are planes
    std::vector<Grid> planes; ///< one or three
    Grid alpha; ///< 0..1, empty where there is none; not multiplied into the planes
    Content content = Content::Brightness;
    int bits = 8; ///< of a sample: what the planes are worth as an image
    int frames = 1;
    bool damaged = false; ///< something is missing, and is 0 or transparent
    int channels = 0; ///< that the file has where only one is shown, else 0
    QColorSpace profile; ///< with the bytes of an ICC profile, also where Qt does not understand it
    QString inks = {}; ///< the profile by which inks (CMYK) became sRGB
    bool profileBroken = false; ///< the one of inks
    double dotsPerMetre = 0; ///< 0: not said
};

/// Whether a picture may have this size; the error otherwise. Errors: PictureTooLarge, PictureBroken (no pixels).
Result<Done> checkSize(const QString& name, qint64 width, qint64 height);

Error brokenPicture(const QString& name, const QString& reason);
Error truncatedPicture(const QString& name);
/// "it has 3 frames or pages, and there is no number 5"
Error noSuchFrame(const QString& name, int frames, int frame);

/// Planes of one shape, not set. One that cannot be had throws bad_alloc.
std::vector<Grid> unsetPlanes(int count, Shape shape);

/// Turned as EXIF, TIFF and their kin count: 1 is upright, 6 lies on its left side; anything else is taken for 1.
Grid oriented(Grid grid, int orientation);
QImage oriented(const QImage& image, int orientation);
void orient(DecodedFrame& frame, int orientation);

} // namespace lab
