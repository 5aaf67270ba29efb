// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/stage_scene.h"

#include "core/numbers/number_text.h"
#include "ui/paint/words.h"
#include "ui/scenes/stage_state.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace lab
{

namespace
{

/// Weights of a kernel that have hues of their own; of more, nobody could tell them apart.
constexpr std::int64_t kMostHued = 63 * 63;

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
    scene.planes = planesOfMap(state, map);
    scene.shape = map == 0 ? state.session.input->shape() : state.geometries[map - 1].output();
    if (!scene.planes.empty() && scene.planes.front().shape() != scene.shape)
        scene.planes.clear(); // not computed yet for this geometry
    scene.scale = scaleOfMap(state, map, scene.planes);
    scene.numberPlane = std::min(state.view.plane, std::max(0, int(scene.planes.size()) - 1));
    if (map > 0 && !byReference(scene.shape) && !scene.planes.empty())
        scene.number = [state, map](int row, int col) { return exactValue(state, map, row, col); };
    if (map < state.geometries.size()) {
        const Geometry& next = state.geometries[map];
        scene.apron = {next.rows.margin, next.cols.margin, next.border};
        scene.reader = Reader{next.rows, next.cols};
    }
    return scene;
}

/// The kernel; of an average pooling its equal weights. Those of max pooling depend on the window: see explainCell().
TensorScene kernelScene(const StageState& state, std::size_t layer, const Theme& theme)
{
    TensorScene scene;
    if (!state.kernels[layer].none())
        scene = planeScene(state.kernels[layer]);
    scene.shape = state.session.layers[layer].window();
    for (int r = 0; r < scene.shape.rows && scene.shape.cells() <= kMostHued; ++r)
        for (int c = 0; c < scene.shape.cols; ++c)
            scene.marks.push_back({r, c, theme.weightHue({r, c}, scene.shape), 0, true});
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

/// The window of an output cell: each input it reads in the hue of the weight that multiplies it.
void markWindow(StageScenes& scenes, const StageState& state, const Theme& theme, std::size_t layer, OutputCell cell,
                int tap)
{
    const Geometry& geometry = state.geometries[layer];
    TensorScene& input = scenes.maps[layer];
    const bool hued = geometry.taps() <= kMostHued;
    for (int t = hued ? 0 : tap; t < (hued ? geometry.taps() : tap + 1); ++t) {
        const int a = t / geometry.cols.kernel, b = t % geometry.cols.kernel;
        const InputCell at = geometry.positionAt(cell, a, b);
        const WeightCell weight = geometry.weightAt(a, b);
        const bool done = t <= tap;
        if (hued)
            input.marks.push_back(
                {at.row, at.col, theme.weightHue(weight, geometry.kernel()), done ? 0.18 : 0.0, done});
        if (t == tap && tap + 1 < geometry.taps()) {
            input.marks.push_back({at.row, at.col, theme.now, 0, true});
            scenes.kernels[layer].marks.push_back({weight.row, weight.col, theme.now, 0, true});
        }
    }
    const Rect window = geometry.inputWindow(cell);
    QRectF frame(window.col, window.row, window.cols, window.rows);
    if (state.windowAt && layer == state.session.focus && !state.view.spot())
        frame.moveTo(*state.windowAt);
    input.frames.push_back({frame, theme.now, 2.5});
}

QString sizeOf(const CellSet& cells)
{
    return QStringLiteral("%1 × %2").arg(cells.rows.size()).arg(cells.cols.size());
}

/// Above a map of a stack: what is lit in it. Of a single layer the marks say enough.
void addMapNote(StageScenes& scenes, std::size_t map, const QString& note, const QColor& colour)
{
    if (scenes.maps.size() <= 2)
        return;
    scenes.notes[map] = note;
    scenes.noteColours[map] = colour;
}

void lightField(TensorScene& scene, const PathField& field, const QColor& colour, bool shade)
{
    scene.field = field.cells;
    scene.fieldColour = colour;
    if (!shade || field.cells.size() == 0)
        return;
    const auto shares = [](const std::vector<double>& paths) {
        const double most = *std::max_element(paths.begin(), paths.end());
        std::vector<double> of;
        for (const double each : paths)
            of.push_back(each / most);
        return of;
    };
    scene.fieldRows = shares(field.rowPaths);
    scene.fieldCols = shares(field.colPaths);
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
            scenes.maps[layer].dots.emplace_back(at.col, at.row);
        }
    }
}

/// `decided`: the whole window has been gone through.
void markOutput(StageScenes& scenes, const StageState& state, const Theme& theme, std::size_t layer, OutputCell cell,
                bool decided)
{
    scenes.maps[layer + 1].frames.push_back({QRectF(cell.col, cell.row, 1, 1), theme.now, 2.5});
    const auto lit = [&](std::size_t map) { return !state.view.walk || layer + 1 - map <= *state.view.walk; };
    const auto fields = pathsBack(state.geometries, layer, cell);
    for (std::size_t m = layer + 1; m-- > 0 && lit(m);) {
        if (m < layer || state.view.shadePaths) // the window itself has its weights' hues
            lightField(scenes.maps[m], fields[m], theme.now, state.view.shadePaths);
        addMapNote(scenes, m, tr("sees %1").arg(sizeOf(fields[m].cells)), theme.nowText);
        if (m < layer || decided)
            markWinners(scenes, state, m, m == layer ? CellSet{{cell.row}, {cell.col}} : fields[m + 1].cells);
    }
}

void markAffected(StageScenes& scenes, const StageState& state, const Theme& theme, std::size_t map, InputCell cell)
{
    if (map >= state.geometries.size())
        return;
    const Geometry& geometry = state.geometries[map];
    for (const Contact& contact : geometry.outputsTouchedBy(cell))
        scenes.maps[map + 1].marks.push_back(
            {contact.output.row, contact.output.col, theme.weightHue(contact.weight, geometry.kernel()), 0.22, true});
    const auto affected = pathsAhead(state.geometries, map, cell);
    for (std::size_t later = 0; later < affected.size(); ++later) {
        if (later > 0 || state.view.shadePaths)
            lightField(scenes.maps[map + 1 + later], affected[later], theme.accent, state.view.shadePaths);
        addMapNote(scenes, map + 1 + later, tr("affected %1").arg(sizeOf(affected[later].cells)), theme.accent);
    }
    if (map == 0) // a cell of a later map is explained, and framed as such
        scenes.maps[map].frames.push_back({QRectF(cell.col, cell.row, 1, 1), theme.accent, 2.5});
}

void markWeight(StageScenes& scenes, const StageState& state, const Theme& theme, std::size_t layer,
                WeightCell weight)
{
    if (layer >= state.geometries.size())
        return;
    const Geometry& geometry = state.geometries[layer];
    const Lattice lattice = geometry.positionsOf(weight);
    const QColor hue = theme.weightHue(weight, geometry.kernel());
    constexpr std::int64_t kMostMarks = 4096; // beyond, cells are too small to be told apart
    if (std::int64_t(lattice.rows) * lattice.cols <= kMostMarks) {
        for (int r = 0; r < lattice.rows; ++r)
            for (int c = 0; c < lattice.cols; ++c)
                scenes.maps[layer].marks.push_back(
                    {lattice.row + r * lattice.rowStep, lattice.col + c * lattice.colStep, hue, 0.3, true});
    }
    scenes.maps[layer].frames.push_back({QRectF(lattice.col, lattice.row, (lattice.cols - 1) * lattice.colStep + 1,
                                                (lattice.rows - 1) * lattice.rowStep + 1),
                                         hue, 2.5});
    scenes.kernels[layer].frames.push_back({QRectF(weight.col, weight.row, 1, 1), theme.accent, 3});
}

void addNote(QString& note, const QString& more)
{
    note += note.isEmpty() ? more : QStringLiteral(" · ") + more;
}

/// The explanation of one output cell, with its marks.
void explainCell(StageScenes& scenes, const StageState& state, const Theme& theme, std::size_t layer, OutputCell cell,
                 int tap)
{
    if (state.view.walk.value_or(1) > 0)
        markWindow(scenes, state, theme, layer, cell, tap);
    const bool decided = tap + 1 == state.geometries[layer].taps();
    markOutput(scenes, state, theme, layer, cell, decided);
    const auto explanation = explanationOf(state, layer, cell);
    if (!explanation)
        return;
    if (explanation->kind == LayerKind::MaxPool && decided) {
        Grid chosen(state.geometries[layer].kernel());
        for (const Term& term : explanation->terms)
            chosen.at(term.weight) = float(term.w);
        scenes.kernels[layer].planes = {Plane(std::move(chosen))};
        scenes.kernels[layer].scale = centredScale(scenes.kernels[layer].planes);
    }
    scenes.formula =
        formulaOf(*explanation, tap, state.geometries[layer], tensorNames(layer, state.session.layers.size()), theme);
    QString& note = scenes.formula->note;
    if (state.session.planes() == 3) {
        const char* const channels[] = {"red channel", "green channel", "blue channel"};
        note.prepend(note.isEmpty() ? QString() : QStringLiteral(" · "));
        note.prepend(tr(channels[state.view.plane]));
    }
    if (layer == 0)
        return;
    const PathField field = pathsBack(state.geometries, layer, cell).front();
    const QString sees = tr("sees %1 = %2 cells of X").arg(sizeOf(field.cells)).arg(field.cells.size());
    addNote(note, sees);
    if (state.view.shadePaths)
        addNote(note, tr("%1 paths, up to %2 from one cell").arg(number(field.total(), 6), number(field.most(), 6)));
    scenes.formula->words += QLatin1Char(' ') + tr("It %1.").arg(sees);
}

void markSpot(StageScenes& scenes, const StageState& state, const Theme& theme, const Spot& spot)
{
    if (spot.index >= (spot.part == Spot::Part::Kernel ? scenes.kernels.size() : scenes.maps.size()))
        return;
    if (spot.part == Spot::Part::Kernel) {
        markWeight(scenes, state, theme, spot.index, {spot.row, spot.col});
        return;
    }
    if (spot.index > 0 && spot.index <= state.geometries.size()) {
        const std::size_t layer = spot.index - 1;
        if (inside(OutputCell{spot.row, spot.col}, state.geometries[layer].output()))
            explainCell(scenes, state, theme, layer, {spot.row, spot.col}, state.geometries[layer].taps() - 1);
    }
    if (inside(InputCell{spot.row, spot.col}, scenes.maps[spot.index].shape))
        markAffected(scenes, state, theme, spot.index, {spot.row, spot.col});
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

StageScenes stageScenes(const StageState& state, const Theme& theme)
{
    StageScenes scenes = plainScenes(state, theme);
    lightScenes(scenes, state, theme);
    return scenes;
}

StageScenes plainScenes(const StageState& state, const Theme& theme)
{
    StageScenes scenes;
    scenes.focus = state.session.focus;
    scenes.notes.resize(state.geometries.size() + 1);
    scenes.noteColours.resize(scenes.notes.size());
    for (std::size_t m = 0; m <= state.geometries.size(); ++m)
        scenes.maps.push_back(mapScene(state, m));
    for (std::size_t l = 0; l < state.session.layers.size(); ++l)
        scenes.kernels.push_back(kernelScene(state, l, theme));
    return scenes;
}

void lightScenes(StageScenes& scenes, const StageState& state, const Theme& theme)
{
    if (const std::size_t focus = state.session.focus; focus < state.geometries.size()) {
        assert(state.step.tap < state.geometries[focus].taps());
        if (state.view.progressive && byReference(state.geometries[focus].output()))
            scenes.maps[focus + 1].filled = state.step.filled;
        explainCell(scenes, state, theme, focus, state.step.cell, state.step.tap);
        if (focus + 1 < state.geometries.size() && !state.view.walk)
            markAffected(scenes, state, theme, focus + 1, {state.step.cell.row, state.step.cell.col});
    }
    if (const auto spot = state.view.spot()) {
        // Something is asked about: its answer alone is lit. Amber stays where we are, unless an output cell is asked
        // about, which is then the one that is explained.
        const bool explained = spot->part == Spot::Part::Map && spot->index > 0;
        for (TensorScene& scene : scenes.maps) {
            scene.marks.clear();
            scene.field.reset();
            scene.fieldRows.clear();
            scene.fieldCols.clear();
            scene.dots.clear();
            if (explained)
                scene.frames.clear();
        }
        for (QString& note : scenes.notes)
            note.clear();
        markSpot(scenes, state, theme, *spot);
    }
}

std::vector<StageItem> stageItems(const StageScenes& scenes)
{
    std::vector<StageItem> items;
    const auto add = [&](const TensorScene& scene, bool kernel, std::size_t index) {
        items.push_back({scene.content().size(), kernel, index});
    };
    const std::size_t first = scenes.strip() ? scenes.focus : 0;
    const std::size_t end = scenes.strip() ? scenes.focus + 1 : scenes.kernels.size();
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
