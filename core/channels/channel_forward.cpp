// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_forward.h"

#include "core/channels/readings.h"

#include <cmath>
#include <new>

namespace lab
{

namespace
{

ChannelValue largestRead(GridView<double> x, std::span<const PlaneReading> readings)
{
    ChannelValue best;
    for (std::size_t t = 0; t < readings.size(); ++t) {
        if (!readings[t].source)
            continue;
        const double v = x.at(*readings[t].source);
        if (best.winner < 0 || v > best.value || std::isnan(v))
            best = {v, v, int(t)};
    }
    assert(best.winner >= 0); // no window lies in the padding alone
    return best;
}

ChannelValue meanRead(GridView<double> x, std::span<const PlaneReading> readings)
{
    double sum = 0;
    for (const PlaneReading& reading : readings)
        sum += reading.source ? x.at(*reading.source) : 0;
    const double mean = sum / double(readings.size());
    return {mean, mean};
}

ChannelValue weightedSum(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry, int out,
                         std::span<const PlaneReading> readings)
{
    double sum = 0;
    for (int in = 0; in < geometry.insOfGroup(); ++in) {
        const GridView<double> plane = x.plane(geometry.inputChannel(out, in)),
                               weights = layer.weights.plane(out, in);
        double subtotal = 0;
        for (const PlaneReading& reading : readings)
            subtotal += (reading.source ? plane.at(*reading.source) : 0) * weights.at(reading.weight);
        sum += subtotal;
    }
    if (layer.biases)
        sum += layer.biasOf(out);
    return {sum, infoOf(layer.activation).apply(sum)};
}

ChannelValue valueOf(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry, int out,
                     std::span<const PlaneReading> readings)
{
    if (geometry.kind == ChannelKind::MaxPool)
        return largestRead(x.plane(out), readings);
    if (geometry.kind == ChannelKind::AveragePool)
        return meanRead(x.plane(out), readings);
    return weightedSum(x, layer, geometry, out, readings);
}

} // namespace

ChannelValue channelCell(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry, MapCell cell)
{
    assert(x.shape() == geometry.input && inside(cell, geometry.output));
    if (geometry.kind == ChannelKind::Flatten) {
        const double v = x.cells()[std::size_t(cell.col)];
        return {v, v};
    }
    return valueOf(x, layer, geometry, cell.channel, planeReadings(geometry, {cell.row, cell.col}));
}

Maps64 layerMaps(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry)
{
    assert(x.shape() == geometry.input);
    Maps64 y(geometry.output);
    if (geometry.kind == ChannelKind::Flatten) {
        std::copy(x.cells().begin(), x.cells().end(), y.cells().begin());
        return y;
    }
    for (int i = 0; i < y.rows(); ++i)
        for (int j = 0; j < y.cols(); ++j) {
            const auto readings = planeReadings(geometry, {i, j});
            for (int out = 0; out < y.channels(); ++out)
                y.at(out, i, j) = valueOf(x, layer, geometry, out, readings).value;
        }
    return y;
}

Result<std::vector<Maps64>> stackMaps(const Maps64& x, std::span<const ChannelLayer> layers,
                                      std::span<const ChannelGeometry> geometries, std::stop_token stop)
try {
    assert(layers.size() == geometries.size());
    std::vector<Maps64> maps{x};
    maps.reserve(layers.size() + 1);
    for (std::size_t l = 0; l < layers.size(); ++l) {
        if (stop.stop_requested())
            return ErrorCode::Stopped;
        maps.push_back(layerMaps(maps.back(), layers[l], geometries[l]));
    }
    return maps;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

Result<std::vector<Maps64>> stackMaps(const Maps& x, std::span<const ChannelLayer> layers,
                                      std::span<const ChannelGeometry> geometries, std::stop_token stop)
try {
    return stackMaps(converted<double>(x), layers, geometries, std::move(stop));
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

} // namespace lab
