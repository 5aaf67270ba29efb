// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

namespace lab
{

/// A PNG file of what a damaged or cut one still holds, the rest 0; empty where that is nothing. Pixels as of
/// checkSize() at most.
QByteArray repairedPng(const QByteArray& bytes);

/// A PNG file in the image's own depth, with its profile and resolution, at a quick level of compression. Empty where
/// that fails.
QByteArray pngFromImage(const QImage& image);

} // namespace lab
