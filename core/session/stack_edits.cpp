// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/stack_edits.h"

#include "core/session/samples.h"
#include "core/session/session.h"

#include <algorithm>

namespace lab
{

namespace
{

auto at(std::vector<Layer>& layers, std::size_t place)
{
    return layers.begin() + std::ptrdiff_t(place);
}

/// Of a layer whose window is too large for the map, so its padding does not grow with it.
void cutWindow(Layer& layer, Shape map)
{
    const Padding& padding = layer.spec.padding;
    const bool padded = padding.mode == PaddingMode::Explicit;
    const auto most = [&](int size, Margin margin, int dilation) {
        return (size + (padded ? margin.before + margin.after : 0) - 1) / dilation + 1;
    };
    const PerAxis dilation = layer.pools() ? PerAxis{} : layer.spec.dilation;
    const Shape window{std::min(layer.window().rows, most(map.rows, padding.rows, dilation.rows)),
                       std::min(layer.window().cols, most(map.cols, padding.cols, dilation.cols))};
    if (layer.pools())
        layer.pool = window;
    else
        layer.kernel = resized(layer.kernel, window);
}

} // namespace

Layer newLayer(LayerKind kind, Shape map)
{
    Layer layer;
    layer.kind = kind;
    const Shape kernel{std::min(3, map.rows), std::min(3, map.cols)};
    layer.kernel = Grid(kernel, 1.0F / float(kernel.cells()));
    layer.pool = {std::min(2, map.rows), std::min(2, map.cols)};
    if (layer.pools())
        layer.spec.stride = {layer.pool.rows, layer.pool.cols};
    return layer;
}

Grid resized(const Grid& grid, Shape shape)
{
    Grid result(shape);
    for (int r = 0; r < std::min(shape.rows, grid.rows()); ++r)
        for (int c = 0; c < std::min(shape.cols, grid.cols()); ++c)
            result.at(r, c) = grid.at(r, c);
    return result;
}

std::optional<Session> withWindowsThatFit(Session session)
{
    Shape map = session.input->shape();
    for (Layer& layer : session.layers) {
        auto geometry = resolveLayer(map, layer);
        if (!geometry && geometry.error().code == ErrorCode::KernelTooLarge) {
            cutWindow(layer, map);
            geometry = resolveLayer(map, layer);
        }
        if (!geometry)
            return std::nullopt;
        map = geometry->output();
    }
    return resolve(session.input->shape(), session.layers) ? std::optional(std::move(session)) : std::nullopt;
}

Session withLayer(Session session, std::size_t place, Layer layer)
{
    session.layers.insert(at(session.layers, place), std::move(layer));
    session.focus = place;
    return session;
}

Session withoutLayer(Session session, std::size_t place)
{
    assert(session.layers.size() > 1);
    session.layers.erase(at(session.layers, place));
    if (session.focus > place || session.focus == session.layers.size())
        --session.focus;
    return session;
}

Session withLayerMoved(Session session, std::size_t from, std::size_t to)
{
    Layer layer = std::move(session.layers[from]);
    session.layers.erase(at(session.layers, from));
    session.layers.insert(at(session.layers, to), std::move(layer));
    session.focus = to;
    return session;
}

Session withLayersJoined(Session session, std::size_t first, Layer one)
{
    session.layers[first] = std::move(one);
    session.layers.erase(at(session.layers, first + 1));
    session.focus = first;
    return session;
}

Session withArchitecture(Session session, const Architecture& architecture)
{
    const Shape side{architecture.input, architecture.input};
    if (session.input->shape() != side)
        session.input = zonePlate(side);
    session.layers = layersOf(architecture);
    session.focus = 0;
    return session;
}

} // namespace lab
