// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/bytes.h"
#include "core/layers/layer.h"
#include "ui/io/image_file.h"

namespace lab
{

/// A picture's own 8-bit pixels after a layer, colour by colour, alpha kept (see corr2dBytes()).
struct FilteredImage {
    QImage image;
    ByteStatistics statistics;
};

/// `encoded` is a picture file. Grey and 16-bit pictures become 8-bit colours. Called on any thread.
/// Errors: those of pictureFromBytes(), and of resolve().
Result<FilteredImage> filteredImage(const QByteArray& encoded, const QString& name, const Layer& layer,
                                    const DecodeOptions& options = {});

/// "−204 to 255; what lies outside 0 to 255 was cut off", of all channels together.
QString rangeText(const ChannelRange& range);

} // namespace lab
