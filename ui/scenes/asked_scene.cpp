// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/asked_scene.h"

#include <algorithm>

namespace lab
{

namespace
{

Frame frameOf(Marked::As as)
{
    switch (as) {
    case Marked::As::Right:
        return Frame::Right;
    case Marked::As::Wrong:
        return Frame::Wrong;
    case Marked::As::Chosen:
        return Frame::Dashed;
    case Marked::As::Shown:
        break;
    }
    return Frame::Solid;
}

} // namespace

void hideAsked(TensorScene& scene, const Hidden& hidden, const Spot& tensor)
{
    const bool map = tensor.part == Spot::Part::Map;
    if (map && hidden.size(tensor.index)) { // one cell stands for all of them
        scene.shape = {1, 1};
        scene.planes = {Plane(Grid(scene.shape))};
        return hideNumbers(scene);
    }
    if (map && hidden.map(tensor.index))
        return hideNumbers(scene);
    std::vector<QPoint> cells;
    for (const Spot& spot : hidden.cells)
        if (spot.part == tensor.part && spot.index == tensor.index)
            cells.emplace_back(spot.col, spot.row);
    hideNumbers(scene, cells);
}

SentenceMask maskOf(const Hidden& hidden, std::size_t layer, OutputCell cell, bool present)
{
    SentenceMask mask;
    mask.result = (present && hidden.result) || hidden.cell({Spot::Part::Map, layer + 1, cell.row, cell.col});
    if (present) {
        mask.products = hidden.products;
        mask.terms = hidden.terms;
    }
    // A weight or an input that is hidden stands in no product.
    if (hidden.map(layer) || std::ranges::find(hidden.cells, layer, &Spot::index) != hidden.cells.end())
        mask.products = mask.result = true;
    return mask;
}

void addMarked(StageScenes& scenes, const ViewState& view)
{
    for (const auto& [spot, as] : view.marked) {
        auto& tensors = spot.part == Spot::Part::Kernel ? scenes.kernels : scenes.maps;
        if (spot.index < tensors.size())
            tensors[spot.index].frames.push_back({QRectF(spot.col, spot.row, 1, 1), frameOf(as)});
    }
}

void darkenAsked(StageScenes& scenes, const Hidden& hidden)
{
    if (hidden.lights && !hidden.sizes.empty()) // what is added around a map tells it, too
        for (TensorScene& scene : scenes.maps)
            scene.apron = {};
    for (const std::size_t map : hidden.sizes) {
        if (map >= scenes.maps.size())
            continue;
        TensorScene& scene = scenes.maps[map];
        scene.filled = -1;
        scene.frames.clear();
        scene.labels.clear();
        scene.field.reset();
        scene.winners.clear();
        scene.apron = {};
        scene.reader.reset();
    }
}

} // namespace lab
