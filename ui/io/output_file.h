// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/result.h"

#include <QByteArray>
#include <QImage>
#include <QString>

#include <functional>
#include <span>
#include <stop_token>

class QIODevice;

namespace lab
{

/// That a file cannot be written, and why.
Error cannotWrite(const QString& path, const QString& reason);

/// Writes all bytes or leaves the file that was there as it was, on a full disk and when stopped too. A pipe or a
/// device is written to as it is. Errors: CannotWrite, Stopped.
Result<Done> writeFile(const QString& path, const QByteArray& bytes, std::stop_token stop = {});

/// The same with what `write` puts into a device; where it fails for another reason than the device, with its error.
Result<Done> writeFile(const QString& path, const std::function<Result<Done>(QIODevice& to)>& write,
                       std::stop_token stop = {});

/// How numbers become the samples of a picture; .npy and .csv hold the numbers themselves.
struct PlaneMapping {
    float low = 0; ///< what becomes 0
    float high = 1; ///< what becomes 1; equal to `low`: up to it 0, above it 1
    int bits = 8; ///< of a sample: 8, or 16 where the format has them
    bool asNumbers = false; ///< as they are, as floats, where the format has them
};

/// From the least to the greatest number that is finite; 0 to 1 where there is none.
PlaneMapping wholeRange(std::span<const Grid> planes);

/// What became of the numbers.
struct WriteReport {
    double cut = 0; ///< the share of cells outside low … high (NaN too), which the picture does not tell
};

/// Feature maps by the name's ending: .npy, .csv, or one of the pictures that can be written (ui/io/formats.h).
/// Three planes as CSV stand under one another, each below a line "# plane 1 of 3". "-" is standard output, as CSV.
/// Errors: CannotWrite (also where the format has not these bits or floats), UnwritableFormat, Stopped, OutOfMemory.
Result<WriteReport> writePlanes(const QString& path, std::span<const Grid> planes, const PlaneMapping& mapping,
                                std::stop_token stop = {});

/// The same with 0..1 as 8 bits.
Result<Done> writePlanes(const QString& path, std::span<const Grid> planes);

/// What a picture loses in the format of that name, as a sentence; empty where it loses nothing.
QString lossOf(const QString& path, const QImage& image);

/// A picture by the name's ending, in its own depth where the format has that, with its profile and resolution.
/// Errors: CannotWrite, UnwritableFormat, Stopped, OutOfMemory.
Result<Done> writeImage(const QString& path, const QImage& image, std::stop_token stop = {});

} // namespace lab
