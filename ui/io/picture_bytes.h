// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace lab
{

/// The format of a picture by its first bytes: the name of a row in formats.h, or empty. Nothing else is ever given
/// to a decoder.
QByteArray pictureFormat(const QByteArray& bytes);

/// True when the file ends before its own structure does: JPEG, GIF, WebP, HEIC. The readers of the others
/// find out by themselves. `format` is that of pictureFormat().
bool isTruncated(const QByteArray& bytes, const QByteArray& format);

} // namespace lab
