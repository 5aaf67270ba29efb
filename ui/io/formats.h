// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/frame.h"

#include <span>

namespace lab
{

/// Which colour profiles a format's files have here.
enum class Profiles { None, OfColours, All };

/// A format of pictures, and what it can do here. The sentences, the filters of dialogs and the refusals come from
/// this table.
struct PictureFormat {
    const char* id; ///< what pictureFormat() answers
    const char* name; ///< for a person
    const char* endings; ///< separated by blanks, the usual one first
    Result<DecodedFrame> (*read)(const QByteArray&, const QString&, const DecodeOptions&);
    QByteArray (*write)(const QImage&); ///< null: it is only read; empty bytes when it fails
    bool deep; ///< 16 bits a channel can be written
    bool alpha; ///< can be written
    bool floats; ///< numbers as they are can be written
    bool lossless; ///< what is written is read back as it was, at 8 bits
    Profiles profiles; ///< that can be written
    const char* oneOf; ///< "Page %1 of %2 is shown."
};

std::span<const PictureFormat> pictureFormats();

/// The row of an id, or null.
const PictureFormat* pictureFormatById(const QByteArray& id);

/// The row that a name's ending asks to write, or null: also where the plug-in that writes it is not installed.
const PictureFormat* writableFormat(const QString& ending);

/// "PNG, JPEG, …, PNM or PFM pictures, .csv and .npy matrices, .corr2d sessions"
QString readableFormatsText();
/// ".png, .jpg, … or .webp for pictures"
QString writablePicturesText();
/// The same, and .npy and .csv for numbers.
QString writableFormatsText();

/// ".png and .tiff": those that can be written and have this.
QString writableEndingsWith(bool PictureFormat::*has);

/// "*.png *.jpg …" for dialogs.
QString readableNameFilter();
QString writableNameFilter();

} // namespace lab
