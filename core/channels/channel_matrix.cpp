// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_matrix.h"

#include "core/channels/channel_forward.h"
#include "core/channels/readings.h"

#include <new>

namespace lab
{

namespace
{

constexpr std::int64_t kMostMatrixCells = std::int64_t(1) << 26;

Result<Grid64> emptyMatrix(std::int64_t rows, std::int64_t cols)
{
    if (rows > kMostMatrixCells || cols > kMostMatrixCells / rows)
        return Error{ErrorCode::TooLarge, {std::to_string(rows), std::to_string(cols)}};
    return Grid64({int(rows), int(cols)});
}

/// What multiplies reading number `t` of an output cell.
double factorOf(const ChannelLayer& layer, const std::vector<ChannelReading>& readings, std::size_t t, int winner)
{
    switch (layer.kind) {
    case ChannelKind::MaxPool:
        return int(t) == winner ? 1 : 0;
    case ChannelKind::AveragePool:
        return 1.0 / double(readings.size());
    case ChannelKind::Flatten:
        return 1;
    default:
        return layer.weights.at(readings[t].weight);
    }
}

} // namespace

Result<Grid64> channelToeplitz(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry)
try {
    auto matrix = emptyMatrix(geometry.output.cells(), geometry.input.cells());
    if (!matrix)
        return matrix;
    for (int r = 0; r < matrix->rows(); ++r) {
        const MapCell cell = cellAt(geometry.output, r);
        const int winner = layer.kind == ChannelKind::MaxPool ? channelCell(x, layer, geometry, cell).winner : -1;
        const auto readings = readingsOf(geometry, cell);
        for (std::size_t t = 0; t < readings.size(); ++t)
            if (readings[t].source)
                matrix->at(r, int(x.indexOf(*readings[t].source))) += factorOf(layer, readings, t, winner);
    }
    return matrix;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

std::optional<WeightAt> weightInToeplitz(const ChannelGeometry& geometry, int row, int col)
{
    const MapCell wanted = cellAt(geometry.input, col);
    for (const ChannelReading& reading : readingsOf(geometry, cellAt(geometry.output, row)))
        if (reading.source == wanted)
            return reading.weight;
    return std::nullopt;
}

void windowThroughChannels(const Maps64& x, const ChannelGeometry& geometry, int group, OutputCell cell,
                           std::span<double> row)
{
    const auto taps = std::size_t(geometry.plane.taps());
    assert(row.size() == std::size_t(geometry.insOfGroup()) * taps);
    std::fill(row.begin(), row.end(), 0.0);
    const auto readings = planeReadings(geometry, cell);
    for (int in = 0; in < geometry.insOfGroup(); ++in) {
        const GridView<double> plane = x.plane(group * geometry.insOfGroup() + in);
        for (const PlaneReading& reading : readings)
            if (reading.source)
                row[std::size_t(in) * taps + std::size_t(reading.weight.row * geometry.plane.cols.kernel +
                                                         reading.weight.col)] += plane.at(*reading.source);
    }
}

Result<Grid64> channelIm2col(const Maps64& x, const ChannelGeometry& geometry, int group)
try {
    assert(infoOf(geometry.kind).learns && group >= 0 && group < geometry.groups);
    auto matrix =
        emptyMatrix(geometry.output.plane().cells(), std::int64_t(geometry.insOfGroup()) * geometry.plane.taps());
    if (!matrix)
        return matrix;
    for (int r = 0; r < matrix->rows(); ++r)
        windowThroughChannels(x, geometry, group, {r / geometry.output.cols, r % geometry.output.cols},
                              matrix->row(r));
    return matrix;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

} // namespace lab
