// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/stack_edits.h"

#include "core/session/samples.h"

#include <algorithm>

namespace lab
{

namespace
{

auto at(std::vector<Layer>& layers, std::size_t place)
{
    return layers.begin() + std::ptrdiff_t(place);
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
