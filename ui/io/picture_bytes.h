// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace lab
{

/// PNG, JPEG, GIF, BMP, WebP, TIFF or PNM by magic bytes: the image plug-in's format name, or empty. Nothing
/// else is ever given to a decoder.
QByteArray pictureFormat(const QByteArray& bytes);

/// True when the file ends before its own structure does. Qt decodes such JPEG, GIF and BMP files without
/// complaint; of the others it only says that they cannot be read. `format` is that of pictureFormat().
bool isTruncated(const QByteArray& bytes, const QByteArray& format);

} // namespace lab
