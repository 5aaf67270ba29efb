// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/bytes.h"
#include "core/layers/layer.h"
#include "ui/io/image_file.h"

namespace lab
{

/// A picture's own pixels after a layer, colour by colour, alpha kept (see corr2dBytes()), with its profile and
/// resolution; grey stays grey, 16 bits stay 16.
struct FilteredImage {
    QImage image;
    ByteStatistics statistics;
};

/// `encoded` is a picture file. Of 16-bit pictures the statistics are in 255ths of white too. Called on any thread.
/// Errors: those of pictureFromBytes(), and of resolve().
Result<FilteredImage> filteredImage(const QByteArray& encoded, const QString& name, const Layer& layer,
                                    const DecodeOptions& options = {});

/// "−204 to 255; what lies outside 0 to 255 was cut off", of all channels together.
QString rangeText(const ChannelRange& range);

} // namespace lab
