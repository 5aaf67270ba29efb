// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/layer.h"

#include "core/layers/corr2d.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace lab
{

namespace
{

constexpr std::array kKinds{
    LayerKindRow{LayerKind::Convolution, "convolution", "Convolution", "convolution",
                 "A kernel slides over the input; the sum of products and the bias goes through an activation."},
    LayerKindRow{LayerKind::MaxPool, "max-pool", "Max pooling", "max pooling", "The largest number of each window."},
    LayerKindRow{LayerKind::AveragePool, "average-pool", "Average pooling", "average pooling",
                 "The mean of each window: a convolution whose weights are all alike."},
};

template <class T>
CellValue largestOf(GridView<T> x, const Geometry& geometry, OutputCell cell)
{
    CellValue best;
    for (int t = 0; t < geometry.taps(); ++t) {
        const auto source = geometry.sourceOf(geometry.positionOfTap(cell, t));
        if (!source)
            continue;
        const double v = double(x.at(*source));
        if (best.winner < 0 || v > best.value || std::isnan(v))
            best = {v, v, t};
    }
    assert(best.winner >= 0); // resolve() lets no window lie in the padding alone
    return best;
}

template <class T>
CellValue meanOf(GridView<T> x, const Geometry& geometry, OutputCell cell)
{
    double sum = 0;
    for (int a = 0; a < geometry.rows.kernel; ++a)
        for (int b = 0; b < geometry.cols.kernel; ++b)
            if (const auto source = geometry.sourceOf(geometry.positionAt(cell, a, b)))
                sum += double(x.at(*source));
    const double mean = sum / geometry.taps();
    return {mean, mean};
}

template <class T>
CellValue cellOf(GridView<T> x, const Layer& layer, const Geometry& geometry, OutputCell cell)
{
    if (layer.kind == LayerKind::MaxPool)
        return largestOf(x, geometry, cell);
    if (layer.kind == LayerKind::AveragePool)
        return meanOf(x, geometry, cell);
    const double sum = corr2dCell(x, layer.kernel.view(), double(layer.bias), geometry, cell);
    return {sum, infoOf(layer.activation).apply(sum)};
}

} // namespace

std::span<const LayerKindRow> layerKinds()
{
    return kKinds;
}

const LayerKindRow& infoOf(LayerKind kind)
{
    const LayerKindRow& found = kKinds[std::size_t(kind)];
    assert(found.kind == kind);
    return found;
}

Result<Geometry> resolveLayer(Shape input, const Layer& layer)
{
    if (!layer.pools())
        return resolve(input, layer.kernel.shape(), layer.spec);
    ConvSpec spec;
    spec.padding = layer.spec.padding;
    spec.stride = layer.spec.stride;
    auto geometry = resolve(input, layer.pool, spec);
    if (!geometry)
        return geometry.error();
    for (const Axis& axis : {geometry->rows, geometry->cols})
        if (std::max(axis.margin.before, axis.margin.after) > axis.kernel / 2)
            return Error{
                ErrorCode::PoolPadding,
                {std::to_string(std::max(axis.margin.before, axis.margin.after)), std::to_string(axis.kernel / 2)}};
    return geometry;
}

Result<std::vector<Geometry>> resolve(Shape input, const std::vector<Layer>& layers)
{
    if (layers.size() > kMostLayers)
        return Error{ErrorCode::TooManyLayers, {std::to_string(layers.size()), std::to_string(kMostLayers)}};
    std::vector<Geometry> geometries;
    geometries.reserve(layers.size());
    for (const Layer& layer : layers) {
        const auto geometry = resolveLayer(input, layer);
        if (!geometry)
            return geometry.error();
        geometries.push_back(*geometry);
        input = geometry->output();
    }
    return geometries;
}

Grid64 tapWeights(const Layer& layer)
{
    assert(layer.kind != LayerKind::MaxPool);
    if (layer.kind == LayerKind::AveragePool)
        return Grid64(layer.pool, 1.0 / double(layer.pool.cells()));
    const auto weights = converted<double>(layer.kernel);
    return layer.spec.operation == Operation::Correlation ? weights : rotated180(weights);
}

CellValue layerCell(GridView<float> x, const Layer& layer, const Geometry& geometry, OutputCell cell)
{
    return cellOf(x, layer, geometry, cell);
}

CellValue layerCell(GridView<double> x, const Layer& layer, const Geometry& geometry, OutputCell cell)
{
    return cellOf(x, layer, geometry, cell);
}

} // namespace lab
