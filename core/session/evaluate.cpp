// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/evaluate.h"

#include "core/layers/corr2d.h"
#include "core/numbers/heavy_work.h"
#include "core/numbers/parallel.h"
#include "core/session/session.h"

#include <new>

namespace lab
{

Result<Done> featureMap(GridView<float> x, const Layer& layer, const Geometry& geometry,
                        const EvaluateOptions& options, Grid& y)
{
    assert(y.shape() == geometry.output());
    noteHeavyWork(HeavyWork::Compute, geometry.output().cells() * geometry.taps());
    const Shape shape = geometry.output();
    const auto cellByCell = [&](int row) {
        for (int col = 0; col < shape.cols; ++col)
            y.at(row, col) = float(layerCell(x, layer, geometry, {row, col}).value);
    };
    if (byReference(shape)) {
        for (int row = 0; row < shape.rows; ++row)
            cellByCell(row);
        return Done{};
    }
    if (layer.pools() || options.reference)
        return forEachPart(shape.rows, options.threads, options.stop, cellByCell);
    auto done = corr2d(x, layer.kernel, layer.bias, geometry, wholeOf(shape), y.span(),
                       {.threads = options.threads, .stop = options.stop});
    if (!done || layer.activation == Activation::None)
        return done;
    return forEachPart(shape.rows, options.threads, options.stop,
                       [&](int row) { activate(layer.activation, y.row(row)); });
}

void activate(Activation activation, std::span<float> sums)
{
    if (activation == Activation::None)
        return;
    const auto apply = infoOf(activation).apply;
    for (float& v : sums)
        v = float(apply(double(v)));
}

std::vector<Plane> shownMaps(const std::shared_ptr<const FeatureMaps>& maps, std::size_t layer)
{
    std::vector<Plane> shown;
    const auto number = [&] { return std::uint32_t(layer * 3 + shown.size()); };
    for (const Grid& plane : maps->maps[layer])
        shown.emplace_back(plane.view(), maps, maps->identity.part(number()));
    return shown;
}

Result<FeatureMaps> evaluate(const Session& session, const EvaluateOptions& options, FeatureMaps recycled)
try {
    const auto geometries = resolve(session.input->shape(), session.layers);
    if (!geometries)
        return geometries.error();
    double products = 0;
    for (const Geometry& g : *geometries)
        products += double(g.output().cells()) * g.taps() * session.planes();
    EvaluateOptions how = options;
    how.reference |= session.layers.size() > 1 && products <= kReferenceProducts;
    FeatureMaps result;
    result.maps.resize(session.layers.size());
    for (std::size_t l = 0; l < session.layers.size(); ++l) {
        const Geometry& geometry = (*geometries)[l];
        for (std::size_t p = 0; p < std::size_t(session.planes()); ++p) {
            Grid map;
            if (l < recycled.maps.size() && p < recycled.maps[l].size() &&
                recycled.maps[l][p].shape() == geometry.output())
                map = std::move(recycled.maps[l][p]);
            else
                map = Grid::uninitialised(geometry.output());
            const GridView<float> x = l == 0 ? session.inputPlane(int(p)) : result.maps[l - 1][p].view();
            const auto done = featureMap(x, session.layers[l], geometry, how, map);
            if (!done)
                return done.error();
            result.maps[l].push_back(std::move(map));
        }
    }
    return result;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

} // namespace lab
