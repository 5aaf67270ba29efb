// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/composition.h"

#include "core/layers/corr2d.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <numeric>
#include <string>

namespace lab
{

namespace
{

constexpr std::int64_t kMostWeights = 1'000'000;

double biasOf(const Layer& layer)
{
    return layer.pools() ? 0 : double(layer.bias);
}

int extentOf(const Axis& first, const Axis& second)
{
    return (second.extent() - 1) * first.stride + first.extent();
}

Margin marginOf(const Axis& first, const Axis& second)
{
    return {first.margin.before + second.margin.before * first.stride,
            first.margin.after + second.margin.after * first.stride};
}

} // namespace

std::optional<Error> composeObstacle(const Layer& first, const Layer& second, const Geometry& secondGeometry)
{
    if (first.kind == LayerKind::MaxPool || second.kind == LayerKind::MaxPool)
        return Error{ErrorCode::ComposeMaxPool};
    if (first.activates() != Activation::None)
        return Error{ErrorCode::ComposeActivation, {std::string(infoOf(first.activation).label)}};
    if (secondGeometry.rows.margin != Margin{} || secondGeometry.cols.margin != Margin{})
        return Error{ErrorCode::ComposePadding};
    return std::nullopt;
}

Result<Composite> compose(const Layer& first, const Layer& second, const Geometry& firstGeometry,
                          const Geometry& secondGeometry)
try {
    if (first.kind == LayerKind::MaxPool || second.kind == LayerKind::MaxPool)
        return ErrorCode::ComposeMaxPool;
    const Geometry &g1 = firstGeometry, &g2 = secondGeometry;
    const Shape shape{extentOf(g1.rows, g2.rows), extentOf(g1.cols, g2.cols)};
    if (shape.cells() > kMostWeights)
        return Error{ErrorCode::TooLarge, {std::to_string(shape.rows), std::to_string(shape.cols)}};
    const Grid64 k1 = tapWeights(first), k2 = tapWeights(second);
    Composite composite;
    composite.kernel = Grid64(shape);
    for (int a2 = 0; a2 < k2.rows(); ++a2)
        for (int b2 = 0; b2 < k2.cols(); ++b2)
            for (int a1 = 0; a1 < k1.rows(); ++a1)
                for (int b1 = 0; b1 < k1.cols(); ++b1)
                    composite.kernel.at(a2 * g2.rows.dilation * g1.rows.stride + a1 * g1.rows.dilation,
                                        b2 * g2.cols.dilation * g1.cols.stride + b1 * g1.cols.dilation) +=
                        k2.at(a2, b2) * k1.at(a1, b1);
    const auto sum2 = std::accumulate(k2.cells().begin(), k2.cells().end(), 0.0);
    composite.bias = biasOf(second) + biasOf(first) * sum2;
    composite.spec.padding = {PaddingMode::Explicit, marginOf(g1.rows, g2.rows), marginOf(g1.cols, g2.cols)};
    composite.spec.border = g1.border;
    composite.spec.stride = {g1.rows.stride * g2.rows.stride, g1.cols.stride * g2.cols.stride};
    const auto geometry = resolve(g1.input(), shape, composite.spec);
    if (!geometry)
        return geometry.error();
    assert(geometry->output() == g2.output());
    composite.geometry = *geometry;
    return composite;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

std::vector<CompositeProduct> productsOf(WeightCell cell, Shape firstKernel, Shape secondKernel,
                                         const Geometry& firstGeometry, const Geometry& secondGeometry)
{
    const auto before = [](int at, int second, const Axis& g1, const Axis& g2) { // the tap of the first; −1: none
        const int left = at - second * g2.dilation * g1.stride;
        return left % g1.dilation == 0 ? left / g1.dilation : -1;
    };
    std::vector<CompositeProduct> products;
    for (int a2 = 0; a2 < secondKernel.rows; ++a2)
        for (int b2 = 0; b2 < secondKernel.cols; ++b2) {
            const WeightCell first{before(cell.row, a2, firstGeometry.rows, secondGeometry.rows),
                                   before(cell.col, b2, firstGeometry.cols, secondGeometry.cols)};
            if (inside(first, firstKernel))
                products.push_back({first, {a2, b2}});
        }
    return products;
}

Grid64 inDouble(GridView<float> x)
{
    auto exact = Grid64::uninitialised(x.shape());
    for (int r = 0; r < x.rows(); ++r)
        std::copy(x.row(r).begin(), x.row(r).end(), exact.row(r).begin());
    return exact;
}

Grid64 mapInDouble(GridView<double> x, const Layer& layer, const Geometry& geometry)
{
    auto map = Grid64::uninitialised(geometry.output());
    for (int r = 0; r < map.rows(); ++r)
        for (int c = 0; c < map.cols(); ++c)
            map.at(r, c) = layerCell(x, layer, geometry, {r, c}).value;
    return map;
}

Comparison compare(GridView<float> x, const Layer& first, const Layer& second, const Geometry& firstGeometry,
                   const Geometry& secondGeometry, const Composite& one)
{
    const Grid64 exact = inDouble(x);
    Comparison result;
    result.two = mapInDouble(mapInDouble(exact.view(), first, firstGeometry).view(), second, secondGeometry);
    result.one = corr2dReference<double>(exact.view(), one.kernel.view(), one.bias, one.geometry);
    for (int r = 0; r < result.one.rows(); ++r) {
        for (int c = 0; c < result.one.cols(); ++c) {
            double& v = result.one.at(r, c);
            v = infoOf(second.activates()).apply(v);
            const double two = result.two.at(r, c), difference = std::abs(v - two);
            result.reach = std::max(result.reach, std::abs(two));
            if (difference > result.difference) {
                result.difference = difference;
                result.where = {r, c};
            }
        }
    }
    return result;
}

Layer layerOf(const Composite& composite, Activation activation)
{
    return {converted<float>(composite.kernel), float(composite.bias), composite.spec, activation};
}

} // namespace lab
