// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/maps.h"
#include "core/numbers/tensor.h"

#include <cstdint>
#include <optional>
#include <span>

namespace lab
{

/// What the axes of an array of maps mean: NCHW as PyTorch has it, or NHWC as TensorFlow and pictures do.
enum class MapsLayout { ChannelsFirst, ChannelsLast };

/// How an array is read as maps.
struct MapsReading {
    MapsShape shape; ///< of one example
    MapsLayout layout = MapsLayout::ChannelsFirst;
    std::int64_t examples = 1;
};

/// Of (rows, columns) · (channels, rows, columns) · (examples, channels, rows, columns), or with the channels behind
/// the columns. By itself (`layout` not given) the last axis is the channels where it is 3 or 4 and the two before it
/// are larger: such an array is a picture. Errors: MapAxes, and those of mapsShape().
Result<MapsReading> readingAsMaps(std::span<const std::uint64_t> shape, std::optional<MapsLayout> layout = {});

/// One example of the array that was read so. Which it is, `example` says, from 0; of several one must be chosen.
/// Errors: SeveralExamples, NoSuchExample, MapsTooLarge, OutOfMemory.
Result<Maps64> mapsFrom(const Tensor& tensor, const MapsReading& reading, std::optional<std::int64_t> example = {});

/// (channels, rows, columns)
Tensor tensorFrom(const Maps64& maps);

} // namespace lab
