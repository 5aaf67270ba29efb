// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/map_arrays.h"

#include "core/channels/channel_layer.h"
#include "core/numbers/array_layout.h"

#include <limits>
#include <new>

namespace lab
{

namespace
{

/// A size of an array; none is so large that it would fit.
std::int64_t sizeOfAxis(std::uint64_t size)
{
    return std::int64_t(std::min<std::uint64_t>(size, std::numeric_limits<int>::max()));
}

bool looksLikePicture(std::int64_t rows, std::int64_t cols, std::int64_t last)
{
    return (last == 3 || last == 4) && rows > last && cols > last;
}

} // namespace

Result<MapsReading> readingAsMaps(std::span<const std::uint64_t> shape, std::optional<MapsLayout> layout)
{
    if (shape.size() < 2 || shape.size() > 4)
        return Error{ErrorCode::MapAxes, {shapeText(shape)}};
    MapsReading reading;
    if (shape.size() == 4)
        reading.examples = sizeOfAxis(shape[0]);
    const auto axis = [&](std::size_t fromEnd) {
        return fromEnd <= shape.size() ? sizeOfAxis(shape[shape.size() - fromEnd]) : 1;
    };
    std::int64_t channels = shape.size() == 2 ? 1 : axis(3), rows = axis(2), cols = axis(1);
    const bool last = shape.size() > 2 &&
                      (layout ? *layout == MapsLayout::ChannelsLast : looksLikePicture(axis(3), axis(2), axis(1)));
    if (last) {
        reading.layout = MapsLayout::ChannelsLast;
        rows = axis(3);
        cols = axis(2);
        channels = axis(1);
    }
    const auto maps = mapsShape(channels, rows, cols);
    if (!maps)
        return maps.error();
    if (maps->cells() > kMostMapCells)
        return Error{ErrorCode::MapsTooLarge, {std::to_string(maps->cells()), std::to_string(kMostMapCells)}};
    reading.shape = *maps;
    return reading;
}

Result<Maps64> mapsFrom(const Tensor& tensor, const MapsReading& reading, std::optional<std::int64_t> example)
try {
    const auto text = [](std::int64_t n) { return std::to_string(n); };
    if (reading.examples != 1 && !example)
        return Error{ErrorCode::SeveralExamples, {text(reading.examples)}};
    const std::int64_t which = example.value_or(0);
    if (which < 0 || which >= reading.examples)
        return Error{ErrorCode::NoSuchExample, {text(which + 1), text(reading.examples)}};
    const MapsShape shape = reading.shape;
    const std::size_t first = std::size_t(which) * std::size_t(shape.cells());
    Maps64 maps(shape);
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const MapCell cell = cellAt(shape, std::int64_t(i));
        const std::size_t from = reading.layout == MapsLayout::ChannelsFirst
                                     ? i
                                     : (std::size_t(cell.row) * std::size_t(shape.cols) + std::size_t(cell.col)) *
                                               std::size_t(shape.channels) +
                                           std::size_t(cell.channel);
        maps.cells()[i] = tensor.cells[first + from];
    }
    return maps;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

Tensor tensorFrom(const Maps64& maps)
{
    const MapsShape shape = maps.shape();
    return {{std::uint64_t(shape.channels), std::uint64_t(shape.rows), std::uint64_t(shape.cols)},
            {maps.cells().begin(), maps.cells().end()}};
}

} // namespace lab
