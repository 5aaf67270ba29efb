// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/stage_scene.h"

#include "core/numbers/number_text.h"
#include "ui/paint/words.h"
#include "ui/scenes/asked_scene.h"
#include "ui/scenes/sentences.h"
#include "ui/scenes/stage_state.h"
#include "ui/scenes/stage_text.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace lab
{

namespace
{

std::vector<Plane> planesOfMap(const StageState& state, std::size_t map)
{
    std::vector<Plane> planes;
    if (map == 0) {
        for (int p = 0; p < state.session.planes(); ++p)
            planes.push_back(state.session.shownInput(p));
    } else if (state.maps && map - 1 < state.maps->maps.size()) {
        planes = shownMaps(state.maps, map - 1);
    }
    return planes;
}

double sumOfWeights(const Grid& kernel)
{
    double sum = 0;
    for (const float w : kernel.cells())
        sum += double(w);
    return sum;
}

/// Zero-centred for the output of a derivative of a picture: the reach that all but a few in a thousand of the
/// values keep to, rounded up to 1, 2 or 5 so that it stays while a weight is dragged.
ColourScale derivativeScale(const std::vector<Plane>& planes)
{
    std::vector<float> sizes;
    for (const auto& plane : planes) {
        const int rowStep = std::max(1, plane.rows() / 128), colStep = std::max(1, plane.cols() / 128);
        for (int r = 0; r < plane.rows(); r += rowStep)
            for (int c = 0; c < plane.cols(); c += colStep)
                if (const float v = std::abs(plane.at(r, c)); std::isfinite(v))
                    sizes.push_back(v);
    }
    double reach = 1;
    if (!sizes.empty()) {
        const auto nth = sizes.begin() + std::ptrdiff_t(sizes.size() - 1 - sizes.size() / 250);
        std::nth_element(sizes.begin(), nth, sizes.end());
        const double size = std::max(double(*nth), 1e-6);
        const double power = std::pow(10.0, std::floor(std::log10(size)));
        for (const double step : {10.0, 5.0, 2.0, 1.0})
            if (size <= step * power * 1.000001)
                reach = step * power;
    }
    return {ScaleKind::Diverging, -reach, reach};
}

ColourScale scaleOfMap(const StageState& state, std::size_t map, const std::vector<Plane>& planes)
{
    if (planes.empty())
        return {};
    if (state.session.input->content() == Content::Numbers)
        return map == 0 ? scaleForNumbers(planes) : centredScale(planes);
    double gain = 1;
    for (std::size_t l = 0; l < map; ++l)
        gain *= state.session.layers[l].pools() ? 1 : sumOfWeights(state.session.layers[l].kernel);
    // A kernel that sums to about one gives a picture again; one that sums to about zero gives differences.
    return gain > 0.5 ? ColourScale{} : derivativeScale(planes);
}

TensorScene mapScene(const StageState& state, std::size_t map)
{
    TensorScene scene;
    scene.computed = map > 0;
    scene.planes = planesOfMap(state, map);
    scene.shape = map == 0 ? state.session.input->shape() : state.geometries[map - 1].output();
    if (!scene.planes.empty() && scene.planes.front().shape() != scene.shape)
        scene.planes.clear(); // not computed yet for this geometry
    if (map > 0 && !byReference(scene.shape) && !scene.planes.empty())
        scene.number = [state, map](int row, int col) { return exactValue(state, map, row, col); };
    hideAsked(scene, state.view.hidden, {Spot::Part::Map, map});
    scene.scale = scaleOfMap(state, map, scene.planes);
    if (scene.scale.kind == ScaleKind::Grey) // a picture, or one again: its numbers are of the same colours
        scene.screen = state.session.input->screen();
    scene.numberPlane = std::min(state.view.plane, std::max(0, int(scene.planes.size()) - 1));
    if (map < state.geometries.size()) {
        const Geometry& next = state.geometries[map];
        scene.apron = {next.rows.margin, next.cols.margin, next.border};
        scene.reader = Reader{next.rows, next.cols};
    }
    return scene;
}

/// The kernel; of an average pooling its equal weights. Those of max pooling depend on the window: see explainCell().
TensorScene kernelScene(const StageState& state, std::size_t layer)
{
    TensorScene scene;
    if (!state.kernels[layer].none())
        scene = planeScene(state.kernels[layer]);
    scene.shape = state.session.layers[layer].window();
    hideAsked(scene, state.view.hidden, {Spot::Part::Kernel, layer});
    if (!scene.hidden.empty())
        scene.scale = centredScale(scene.planes);
    if (!state.session.layers[layer].pools() && scene.shape.cells() <= kMostLabels)
        for (int r = 0; r < scene.shape.rows; ++r)
            for (int c = 0; c < scene.shape.cols; ++c)
                scene.labels.push_back({r, c, weightLabel({r, c})});
    return scene;
}

std::optional<Explanation> explanationOf(const StageState& state, std::size_t layer, OutputCell cell)
{
    if (layer >= state.geometries.size() || !inside(cell, state.geometries[layer].output()))
        return std::nullopt;
    const auto x = inputOfLayer(state, layer);
    if (x.shape() != state.geometries[layer].input())
        return std::nullopt;
    return explain(x, state.session.layers[layer], state.geometries[layer], cell);
}

/// How the cell is framed that is asked about: solid once it is pinned.
Frame frameOfSpot(const StageState& state)
{
    return state.view.pointed ? Frame::Dashed : Frame::Solid;
}

/// An output cell that is explained: where we are, or what is asked about.
struct Explained {
    std::size_t layer = 0;
    OutputCell cell;
    int tap = 0; ///< the last that is multiplied
    bool asked = false;
};

/// The rows and columns that a window lies on, the padding's too.
CellSet windowCells(const Geometry& geometry, OutputCell cell)
{
    CellSet cells;
    for (int a = 0; a < geometry.rows.kernel; ++a)
        cells.rows.push_back(geometry.positionAt(cell, a, 0).row);
    for (int b = 0; b < geometry.cols.kernel; ++b)
        cells.cols.push_back(geometry.positionAt(cell, 0, b).col);
    return cells;
}

/// Indices in runs of neighbours: where each begins, and how long it is.
std::vector<std::pair<int, int>> runsOf(const std::vector<int>& indices)
{
    std::vector<std::pair<int, int>> runs;
    for (const int index : indices) {
        if (!runs.empty() && runs.back().first + runs.back().second == index)
            ++runs.back().second;
        else
            runs.emplace_back(index, 1);
    }
    return runs;
}

/// The window of an output cell, framed: as one, or cell by cell where a dilation leaves gaps.
std::vector<FrameMark> windowFrames(const StageState& state, std::size_t layer, OutputCell cell)
{
    constexpr std::int64_t kMostParts = 1024;
    const Geometry& geometry = state.geometries[layer];
    const Rect window = geometry.inputWindow(cell);
    QPointF moved;
    if (state.windowAt && layer == state.session.focus)
        moved = *state.windowAt - QPointF(window.col, window.row);
    const CellSet cells = windowCells(geometry, cell);
    const auto rows = runsOf(cells.rows), cols = runsOf(cells.cols);
    if (std::int64_t(rows.size()) * std::int64_t(cols.size()) > kMostParts)
        return {{QRectF(window.col, window.row, window.cols, window.rows).translated(moved)}};
    std::vector<FrameMark> frames;
    for (const auto& [row, height] : rows)
        for (const auto& [col, width] : cols)
            frames.push_back({QRectF(col, row, width, height).translated(moved)});
    return frames;
}

/// The window of an output cell, with the name of the weight that multiplies each input.
void markWindow(StageScenes& scenes, const StageState& state, const Explained& what)
{
    const auto& [layer, cell, tap, asked] = what;
    const Geometry& geometry = state.geometries[layer];
    TensorScene& input = scenes.maps[layer];
    if (asked) {
        input.field = FieldMark{windowCells(geometry, cell), Frame::Solid, true, {}, {}};
    } else {
        const auto frames = windowFrames(state, layer, cell);
        input.frames.insert(input.frames.end(), frames.begin(), frames.end());
    }
    if (tap + 1 < geometry.taps()) {
        const InputCell at = geometry.positionOfTap(cell, tap);
        const WeightCell weight = geometry.weightAt(tap / geometry.cols.kernel, tap % geometry.cols.kernel);
        input.frames.push_back({QRectF(at.col, at.row, 1, 1)});
        scenes.kernels[layer].frames.push_back({QRectF(weight.col, weight.row, 1, 1)});
    }
    if (state.session.layers[layer].pools() || geometry.taps() > kMostLabels)
        return;
    for (int t = 0; t <= tap; ++t) {
        const InputCell at = geometry.positionOfTap(cell, t);
        const WeightCell weight = geometry.weightAt(t / geometry.cols.kernel, t % geometry.cols.kernel);
        input.labels.push_back({at.row, at.col, weightLabel(weight)});
    }
}

QString sizeOf(const CellSet& cells)
{
    return QStringLiteral("%1 × %2").arg(cells.rows.size()).arg(cells.cols.size());
}

/// Above a map of a stack: what is lit in it. Of a single layer the marks say enough.
void addMapNote(StageScenes& scenes, std::size_t map, const QString& note)
{
    if (scenes.maps.size() > 2)
        scenes.notes[map] = note;
}

/// Outlines a field; what is outside fades where it is asked about, and where paths are shaded what has few of them.
FieldMark fieldMark(const PathField& field, Frame frame, bool shadePaths, bool asked)
{
    FieldMark mark{field.cells, frame, shadePaths || asked, {}, {}};
    if (!shadePaths || field.cells.size() == 0)
        return mark;
    const auto shares = [](const std::vector<double>& paths) {
        const double most = *std::max_element(paths.begin(), paths.end());
        std::vector<double> of;
        for (const double each : paths)
            of.push_back(each / most);
        return of;
    };
    mark.rowShares = shares(field.rowPaths);
    mark.colShares = shares(field.colPaths);
    return mark;
}

/// The cells of the map before a max pooling that won for these of its outputs.
void markWinners(StageScenes& scenes, const StageState& state, std::size_t layer, const CellSet& outputs)
{
    constexpr std::int64_t kMostWinners = 1024; // beyond, nothing can be told apart
    const Layer& pool = state.session.layers[layer];
    const GridView<float> x = inputOfLayer(state, layer);
    const Geometry& geometry = state.geometries[layer];
    if (pool.kind != LayerKind::MaxPool || outputs.size() > kMostWinners || x.shape() != geometry.input())
        return;
    for (const int row : outputs.rows) {
        for (const int col : outputs.cols) {
            const int winner = layerCell(x, pool, geometry, {row, col}).winner;
            const InputCell at = geometry.positionOfTap({row, col}, winner);
            scenes.maps[layer].winners.emplace_back(at.col, at.row);
        }
    }
}

void markOutput(StageScenes& scenes, const StageState& state, const Explained& what)
{
    const auto& [layer, cell, tap, asked] = what;
    const bool decided = tap + 1 == state.geometries[layer].taps(); // the whole window has been gone through
    const Frame frame = asked ? frameOfSpot(state) : Frame::Solid;
    scenes.maps[layer + 1].frames.push_back({QRectF(cell.col, cell.row, 1, 1), frame});
    const auto lit = [&, top = layer + 1](std::size_t map) {
        return !state.view.walk || top - map <= *state.view.walk;
    };
    const auto fields = pathsBack(state.geometries, layer, cell);
    for (std::size_t m = layer + 1; m-- > 0 && lit(m);) {
        if (m < layer || state.view.shadePaths) // the window itself is marked
            scenes.maps[m].field = fieldMark(fields[m], Frame::Solid, state.view.shadePaths, asked);
        addMapNote(scenes, m, tr("sees %1").arg(sizeOf(fields[m].cells)));
        if ((m < layer || decided) && !state.view.hidden.any()) // which of them won tells the result
            markWinners(scenes, state, m, m == layer ? CellSet{{cell.row}, {cell.col}} : fields[m + 1].cells);
    }
}

void markAffected(StageScenes& scenes, const StageState& state, std::size_t map, InputCell cell, bool asked)
{
    if (map >= state.geometries.size())
        return;
    if (!state.session.layers[map].pools())
        for (const Contact& contact : state.geometries[map].outputsTouchedBy(cell))
            if (TensorScene& output = scenes.maps[map + 1]; std::int64_t(output.labels.size()) < kMostLabels)
                output.labels.push_back({contact.output.row, contact.output.col, weightLabel(contact.weight)});
    const auto affected = pathsAhead(state.geometries, map, cell);
    for (std::size_t later = 0; later < affected.size(); ++later) {
        scenes.maps[map + 1 + later].field = fieldMark(affected[later], Frame::Dashed, state.view.shadePaths, asked);
        addMapNote(scenes, map + 1 + later, tr("affected %1").arg(sizeOf(affected[later].cells)));
    }
    if (asked && map == 0) // a cell of a later map is explained, and framed as such
        scenes.maps[map].frames.push_back({QRectF(cell.col, cell.row, 1, 1), frameOfSpot(state)});
}

void markWeight(StageScenes& scenes, const StageState& state, std::size_t layer, WeightCell weight)
{
    scenes.kernels[layer].frames.push_back({QRectF(weight.col, weight.row, 1, 1), frameOfSpot(state)});
    if (layer >= state.geometries.size())
        return;
    const Lattice lattice = state.geometries[layer].positionsOf(weight);
    FieldMark field{{}, Frame::Dashed, false, {}, {}};
    for (int r = 0; r < lattice.rows; ++r)
        field.cells.rows.push_back(lattice.row + r * lattice.rowStep);
    for (int c = 0; c < lattice.cols; ++c)
        field.cells.cols.push_back(lattice.col + c * lattice.colStep);
    TensorScene& input = scenes.maps[layer];
    if (field.cells.size() <= kMostLabels)
        for (const int row : field.cells.rows)
            for (const int col : field.cells.cols)
                input.labels.push_back({row, col, weightLabel(weight)});
    input.field = std::move(field);
}

/// The explanation of one output cell, with its marks.
void explainCell(StageScenes& scenes, const StageState& state, const Explained& what)
{
    const auto& [layer, cell, tap, asked] = what;
    if (state.view.walk.value_or(1) > 0)
        markWindow(scenes, state, what);
    const bool decided = tap + 1 == state.geometries[layer].taps();
    markOutput(scenes, state, what);
    const auto explanation = explanationOf(state, layer, cell);
    if (!explanation)
        return;
    const SentenceMask mask =
        maskOf(state.view.hidden, layer, cell, layer == state.session.focus && cell == state.step.cell);
    if (explanation->kind == LayerKind::MaxPool && decided && !mask.result) {
        Grid chosen(state.geometries[layer].kernel());
        for (const Term& term : explanation->terms)
            chosen.at(term.weight) = float(term.w);
        scenes.kernels[layer].planes = {Plane(std::move(chosen))};
        scenes.kernels[layer].scale = centredScale(scenes.kernels[layer].planes);
    }
    scenes.formula = outputSentence(*explanation, tap, tensorNames(layer, state.session.layers.size()), mask);
    QString& note = scenes.formula->note;
    if (state.session.planes() == 3) {
        const char* const channels[] = {"red channel", "green channel", "blue channel"};
        note.prepend(note.isEmpty() ? QString() : QStringLiteral(" · "));
        note.prepend(tr(channels[state.view.plane]));
    }
    if (state.view.byEpochs && layer == state.session.focus)
        addNote(note, tr("kernel %1").arg(afterUpdates(state.session.train.epoch)));
    if (layer == 0)
        return;
    const PathField field = pathsBack(state.geometries, layer, cell).front();
    const QString sees = tr("sees %1 = %2 cells of X").arg(sizeOf(field.cells)).arg(field.cells.size());
    addNote(note, sees);
    if (state.view.shadePaths)
        addNote(note, tr("%1 paths, up to %2 from one cell").arg(number(field.total(), 6), number(field.most(), 6)));
    scenes.formula->words += QLatin1Char(' ') + tr("It %1.").arg(sees);
}

void markSpot(StageScenes& scenes, const StageState& state, const Spot& spot)
{
    if (spot.index >= (spot.part == Spot::Part::Kernel ? scenes.kernels.size() : scenes.maps.size()))
        return;
    const TensorNames names =
        tensorNames(spot.part == Spot::Part::Kernel ? spot.index : 0, state.session.layers.size());
    const auto reads = [&](std::size_t layer) { // its input is there
        return layer < state.geometries.size() &&
               inputOfLayer(state, layer).shape() == state.geometries[layer].input();
    };
    const Hidden& hidden = state.view.hidden;
    const bool told = !hidden.cell(spot) && std::ranges::none_of(hidden.cells, [&](const Spot& cell) {
        return cell.part == Spot::Part::Kernel || cell.index == (spot.part == Spot::Part::Kernel ? spot.index : 0);
    });
    if (spot.part == Spot::Part::Kernel) {
        markWeight(scenes, state, spot.index, {spot.row, spot.col});
        const Layer& layer = state.session.layers[spot.index];
        if (!layer.pools() && reads(spot.index) && told && !hidden.products)
            scenes.formula = weightSentence(inputOfLayer(state, spot.index), layer, state.geometries[spot.index],
                                            {spot.row, spot.col}, names);
        return;
    }
    if (spot.index == 0 && told && !hidden.products && reads(0) &&
        inside(InputCell{spot.row, spot.col}, state.geometries[0].input()))
        scenes.formula = inputSentence(inputOfLayer(state, 0), state.session.layers[0], state.geometries[0],
                                       {spot.row, spot.col}, names);
    if (spot.index > 0 && spot.index <= state.geometries.size()) {
        const std::size_t layer = spot.index - 1;
        if (inside(OutputCell{spot.row, spot.col}, state.geometries[layer].output()))
            explainCell(scenes, state, {layer, {spot.row, spot.col}, state.geometries[layer].taps() - 1, true});
    }
    if (inside(InputCell{spot.row, spot.col}, scenes.maps[spot.index].shape))
        markAffected(scenes, state, spot.index, {spot.row, spot.col}, true);
}

} // namespace

GridView<float> inputOfLayer(const StageState& state, std::size_t layer)
{
    const auto planes = planesOfMap(state, layer);
    if (planes.empty())
        return {};
    return planes[std::size_t(std::clamp(state.view.plane, 0, int(planes.size()) - 1))];
}

Plane shownKernel(const Layer& layer)
{
    if (layer.kind == LayerKind::MaxPool)
        return {};
    return Plane(layer.pools() ? converted<float>(tapWeights(layer)) : layer.kernel);
}

std::vector<Plane> shownKernels(const Session& session)
{
    std::vector<Plane> kernels;
    for (const Layer& layer : session.layers)
        kernels.push_back(shownKernel(layer));
    return kernels;
}

StageScenes stageScenes(const StageState& state)
{
    StageScenes scenes = plainScenes(state);
    lightScenes(scenes, state);
    return scenes;
}

StageScenes plainScenes(const StageState& state)
{
    StageScenes scenes;
    scenes.focus = state.session.focus;
    scenes.notes.resize(state.geometries.size() + 1);
    for (std::size_t m = 0; m <= state.geometries.size(); ++m)
        scenes.maps.push_back(mapScene(state, m));
    for (std::size_t l = 0; l < state.session.layers.size(); ++l)
        scenes.kernels.push_back(kernelScene(state, l));
    return scenes;
}

void lightScenes(StageScenes& scenes, const StageState& state)
{
    addMarked(scenes, state.view);
    if (state.view.hidden.lights) {
        const std::size_t focus = state.session.focus;
        if (focus < state.geometries.size() && state.view.progressive &&
            byReference(state.geometries[focus].output()))
            scenes.maps[focus + 1].filled = state.step.filled;
        return darkenAsked(scenes, state.view.hidden);
    }
    if (const std::size_t focus = state.session.focus; focus < state.geometries.size()) {
        assert(state.step.tap < state.geometries[focus].taps());
        if (state.view.progressive && byReference(state.geometries[focus].output()))
            scenes.maps[focus + 1].filled = state.step.filled;
        explainCell(scenes, state, {focus, state.step.cell, state.step.tap, false});
        if (focus + 1 < state.geometries.size() && !state.view.walk)
            markAffected(scenes, state, focus + 1, {state.step.cell.row, state.step.cell.col}, false);
    }
    if (const auto spot = state.view.spot()) {
        // Something is asked about: its answer alone is lit. What is framed stays where we are, but for the maps
        // before an output cell that is asked about, which show what that one sees.
        const std::size_t before = spot->part == Spot::Part::Map ? spot->index : 0;
        for (std::size_t m = 0; m < scenes.maps.size(); ++m) {
            TensorScene& scene = scenes.maps[m];
            scene.labels.clear();
            scene.field.reset();
            scene.winners.clear();
            if (m < before)
                scene.frames.clear();
        }
        for (QString& note : scenes.notes)
            note.clear();
        markSpot(scenes, state, *spot);
    }
    darkenAsked(scenes, state.view.hidden);
}

std::vector<StageItem> stageItems(const StageScenes& scenes, bool focusedOnly)
{
    std::vector<StageItem> items;
    const auto add = [&](const TensorScene& scene, bool kernel, std::size_t index) {
        items.push_back({scene.content().size(), kernel, index});
        if (scene.reader)
            items.back().window = {scene.reader->cols.extent(), scene.reader->rows.extent()};
    };
    const bool one = focusedOnly || scenes.strip();
    const std::size_t first = one ? scenes.focus : 0;
    const std::size_t end = one ? scenes.focus + 1 : scenes.kernels.size();
    add(scenes.maps[first], false, first);
    for (std::size_t l = first; l < end; ++l) {
        add(scenes.kernels[l], true, l);
        if (l + 1 < scenes.maps.size())
            add(scenes.maps[l + 1], false, l + 1);
    }
    return items;
}

std::vector<QSizeF> mapSizes(const StageScenes& scenes)
{
    std::vector<QSizeF> sizes;
    for (const TensorScene& scene : scenes.maps)
        sizes.push_back(scene.content().size());
    return sizes;
}

double exactValue(const StageState& state, std::size_t map, int row, int col)
{
    if (map == 0)
        return double(inputOfLayer(state, 0).at(row, col));
    return double(float(
        layerCell(inputOfLayer(state, map - 1), state.session.layers[map - 1], state.geometries[map - 1], {row, col})
            .value));
}

} // namespace lab
