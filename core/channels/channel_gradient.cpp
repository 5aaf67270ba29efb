// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_gradient.h"

#include "core/channels/channel_forward.h"
#include "core/channels/readings.h"

#include <new>

namespace lab
{

namespace
{

/// What a gradient looks like before anything is added to it.
LayerBackward noGradient(const ChannelLayer& layer, const ChannelGeometry& geometry)
{
    LayerBackward back{{}, Maps64(geometry.input)};
    if (layer.learns()) {
        back.gradient.weights = Weights(layer.weights.shape());
        if (layer.biases)
            back.gradient.biases.emplace(layer.biases->size(), 0.0);
    }
    return back;
}

/// Adds what output cell (out, i, j) says, whose sum has the derivative d.
void addWeighted(LayerBackward& back, double d, const Maps64& x, const ChannelLayer& layer,
                 const ChannelGeometry& geometry, int out, std::span<const PlaneReading> readings)
{
    if (back.gradient.biases)
        (*back.gradient.biases)[std::size_t(out)] += d;
    for (int in = 0; in < geometry.insOfGroup(); ++in) {
        const int channel = geometry.inputChannel(out, in);
        for (const PlaneReading& reading : readings) {
            if (!reading.source)
                continue;
            const MapCell source{channel, reading.source->row, reading.source->col};
            const WeightAt weight{out, in, reading.weight.row, reading.weight.col};
            back.gradient.weights.at(weight) += d * x.at(source);
            back.input.at(source) += d * layer.weights.at(weight);
        }
    }
}

void addPooled(LayerBackward& back, double d, const Maps64& x, const ChannelLayer& layer,
               const ChannelGeometry& geometry, MapCell cell, std::span<const PlaneReading> readings)
{
    const auto add = [&](const PlaneReading& reading, double share) {
        if (reading.source)
            back.input.at(cell.channel, reading.source->row, reading.source->col) += share;
    };
    if (geometry.kind == ChannelKind::MaxPool) {
        add(readings[std::size_t(channelCell(x, layer, geometry, cell).winner)], d);
        return;
    }
    for (const PlaneReading& reading : readings)
        add(reading, d / double(readings.size()));
}

/// What each square counts in the loss.
double shareOf(SquaresOver over, const Maps64& target)
{
    return over == SquaresOver::Mean ? 1.0 / double(target.size()) : 1;
}

double lossOf(const Maps64& y, const Maps64& target, SquaresOver over)
{
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double residual = y.cells()[i] - target.cells()[i];
        sum += residual * residual;
    }
    return sum * shareOf(over, target);
}

double& numberAt(Maps64& x, std::vector<ChannelLayer>& layers, const GradientPlace& place)
{
    if (const auto* cell = std::get_if<MapCell>(&place))
        return x.at(*cell);
    if (const auto* weight = std::get_if<WeightPlace>(&place))
        return layers[weight->layer].weights.at(weight->at);
    const BiasPlace& bias = *std::get_if<BiasPlace>(&place);
    return (*layers[bias.layer].biases)[std::size_t(bias.out)];
}

} // namespace

LayerBackward backThrough(const Maps64& x, const Maps64& dSum, const ChannelLayer& layer,
                          const ChannelGeometry& geometry)
{
    assert(x.shape() == geometry.input && dSum.shape() == geometry.output);
    LayerBackward back = noGradient(layer, geometry);
    if (geometry.kind == ChannelKind::Flatten) {
        std::copy(dSum.cells().begin(), dSum.cells().end(), back.input.cells().begin());
        return back;
    }
    for (int i = 0; i < dSum.rows(); ++i)
        for (int j = 0; j < dSum.cols(); ++j) {
            const auto readings = planeReadings(geometry, {i, j});
            for (int out = 0; out < dSum.channels(); ++out) {
                const double d = dSum.at(out, i, j);
                if (layer.learns())
                    addWeighted(back, d, x, layer, geometry, out, readings);
                else
                    addPooled(back, d, x, layer, geometry, {out, i, j}, readings);
            }
        }
    return back;
}

Result<StackGradient> stackGradient(const Maps64& x, std::span<const ChannelLayer> layers,
                                    std::span<const ChannelGeometry> geometries, const Maps64& target,
                                    SquaresOver over, std::stop_token stop)
try {
    assert(!layers.empty() && layers.size() == geometries.size());
    if (const auto fits = targetFits(target.shape(), geometries.back().output); !fits)
        return fits.error();
    auto maps = stackMaps(x, layers, geometries, stop);
    if (!maps)
        return maps.error();
    StackGradient result;
    result.maps = std::move(*maps);
    result.loss = lossOf(result.maps.back(), target, over);
    result.ofMaps.resize(result.maps.size());
    result.ofSums.resize(layers.size());
    result.ofLayers.resize(layers.size());
    Maps64 d(target.shape());
    for (std::size_t i = 0; i < d.size(); ++i)
        d.cells()[i] = 2 * (result.maps.back().cells()[i] - target.cells()[i]) * shareOf(over, target);
    result.ofMaps.back() = d;
    for (std::size_t l = layers.size(); l-- > 0;) {
        if (stop.stop_requested())
            return ErrorCode::Stopped;
        const auto slopeAt = infoOf(layers[l].activates()).slopeAt;
        for (std::size_t i = 0; i < d.size(); ++i)
            d.cells()[i] *= slopeAt(result.maps[l + 1].cells()[i]);
        LayerBackward back = backThrough(result.maps[l], d, layers[l], geometries[l]);
        result.ofSums[l] = std::move(d);
        result.ofLayers[l] = std::move(back.gradient);
        result.ofMaps[l] = d = std::move(back.input);
    }
    return result;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

Result<double> stackLoss(const Maps64& x, std::span<const ChannelLayer> layers,
                         std::span<const ChannelGeometry> geometries, const Maps64& target, SquaresOver over)
{
    assert(!layers.empty());
    if (const auto fits = targetFits(target.shape(), geometries.back().output); !fits)
        return fits.error();
    const auto maps = stackMaps(x, layers, geometries);
    if (!maps)
        return maps.error();
    return lossOf(maps->back(), target, over);
}

double gradientAt(const StackGradient& gradient, const GradientPlace& place)
{
    if (const auto* cell = std::get_if<MapCell>(&place))
        return gradient.ofMaps.front().at(*cell);
    if (const auto* weight = std::get_if<WeightPlace>(&place))
        return gradient.ofLayers[weight->layer].weights.at(weight->at);
    const BiasPlace& bias = *std::get_if<BiasPlace>(&place);
    return (*gradient.ofLayers[bias.layer].biases)[std::size_t(bias.out)];
}

Result<double> lossDifference(const Maps64& x, std::span<const ChannelLayer> layers,
                              std::span<const ChannelGeometry> geometries, const Maps64& target, SquaresOver over,
                              const GradientPlace& place, double h)
try {
    Maps64 moved = x;
    std::vector<ChannelLayer> changed(layers.begin(), layers.end());
    double& number = numberAt(moved, changed, place);
    const double middle = number;
    number = middle + h;
    const auto above = stackLoss(moved, changed, geometries, target, over);
    number = middle - h;
    const auto below = stackLoss(moved, changed, geometries, target, over);
    if (!above || !below)
        return above ? below : above;
    return (*above - *below) / (2 * h);
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

} // namespace lab
