// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/stage_scene.h"

#include "core/corr2d.h"
#include "core/kernels.h"
#include "core/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace lab
{

namespace
{

QString tr(const char* text)
{
    return QCoreApplication::translate("lab", text);
}

QString sizeText(Shape shape)
{
    return QStringLiteral("%1 × %2").arg(shape.rows).arg(shape.cols);
}

std::vector<GridView<float>> planesOfMap(const StageState& state, std::size_t map)
{
    std::vector<GridView<float>> planes;
    if (map == 0) {
        for (int p = 0; p < state.session.planes(); ++p)
            planes.push_back(state.session.inputPlane(p));
    } else if (state.maps && map - 1 < state.maps->maps.size()) {
        for (const Grid& plane : state.maps->maps[map - 1])
            planes.push_back(plane.view());
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
ColourScale derivativeScale(const std::vector<GridView<float>>& planes)
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

ColourScale scaleOfMap(const StageState& state, std::size_t map, const std::vector<GridView<float>>& planes)
{
    if (planes.empty())
        return {};
    if (state.session.input->content() == Content::Numbers)
        return map == 0 ? scaleForNumbers(planes) : centredScale(planes);
    double gain = 1;
    for (std::size_t l = 0; l < map; ++l)
        gain *= sumOfWeights(state.session.layers[l].kernel);
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
    scene.version = map == 0 ? state.inputVersion : state.mapsVersion * 64 + map;
    scene.scale = scaleOfMap(state, map, scene.planes);
    scene.numberPlane = std::min(state.plane, std::max(0, int(scene.planes.size()) - 1));
    if (map == 0)
        scene.owner = state.session.input;
    else
        scene.owner = state.maps;
    if (map > 0 && !byReference(scene.shape) && !scene.planes.empty())
        scene.number = [state, map](int row, int col) { return exactValue(state, map, row, col); };
    if (map < state.geometries.size()) {
        const Geometry& next = state.geometries[map];
        scene.apron = {next.rows.margin, next.cols.margin, next.border};
        scene.unusedRows = next.rows.unusedAtEnd();
        scene.unusedCols = next.cols.unusedAtEnd();
    }
    if (map == state.session.focus + 1 && state.progressive)
        scene.filled = state.step.filled;
    return scene;
}

TensorScene kernelScene(const StageState& state, std::size_t layer, const Theme& theme)
{
    const Grid& kernel = state.session.layers[layer].kernel;
    TensorScene scene;
    const auto copy = std::make_shared<const Grid>(kernel);
    scene.planes = {copy->view()};
    scene.owner = copy;
    scene.shape = kernel.shape();
    scene.scale = centredScale(scene.planes);
    for (int r = 0; r < kernel.rows(); ++r)
        for (int c = 0; c < kernel.cols(); ++c)
            scene.marks.push_back({r, c, theme.weightHue({r, c}, kernel.shape()), 0, true});
    return scene;
}

GridView<float> inputOfLayer(const StageState& state, std::size_t layer)
{
    const auto planes = planesOfMap(state, layer);
    if (planes.empty())
        return {};
    return planes[std::size_t(std::clamp(state.plane, 0, int(planes.size()) - 1))];
}

std::optional<Explanation> explanationOf(const StageState& state, std::size_t layer, OutputCell cell)
{
    if (layer >= state.geometries.size() || !inside(cell, state.geometries[layer].output()))
        return std::nullopt;
    const auto x = inputOfLayer(state, layer);
    if (x.shape() != state.geometries[layer].input())
        return std::nullopt;
    const Layer& l = state.session.layers[layer];
    return explain(x, l.kernel, l.bias, state.geometries[layer], cell);
}

/// The window of an output cell: each input it reads in the hue of the weight that multiplies it.
void markWindow(StageScenes& scenes, const StageState& state, const Theme& theme, std::size_t layer, OutputCell cell,
                int tap)
{
    const Geometry& geometry = state.geometries[layer];
    TensorScene& input = scenes.maps[layer];
    for (int t = 0; t < geometry.taps(); ++t) {
        const int a = t / geometry.cols.kernel, b = t % geometry.cols.kernel;
        const InputCell at = geometry.positionAt(cell, a, b);
        const WeightCell weight = geometry.weightAt(a, b);
        const bool done = t <= tap;
        input.marks.push_back({at.row, at.col, theme.weightHue(weight, geometry.kernel()), done ? 0.18 : 0.0, done});
        if (t == tap && tap + 1 < geometry.taps()) {
            input.marks.push_back({at.row, at.col, theme.now, 0, true});
            scenes.kernels[layer].marks.push_back({weight.row, weight.col, theme.now, 0, true});
        }
    }
    const Rect window = geometry.inputWindow(cell);
    QRectF frame(window.col, window.row, window.cols, window.rows);
    if (state.windowAt && layer == state.session.focus && !state.spot)
        frame.moveTo(*state.windowAt);
    input.frames.push_back({frame, theme.now, 2.5});
}

void markOutput(StageScenes& scenes, const StageState& state, const Theme& theme, std::size_t layer, OutputCell cell)
{
    scenes.maps[layer + 1].frames.push_back({QRectF(cell.col, cell.row, 1, 1), theme.now, 2.5});
    if (layer == 0)
        return;
    const auto fields = receptiveField(state.geometries, layer, cell);
    for (std::size_t m = 0; m < layer; ++m) {
        scenes.maps[m].field = fields[m];
        scenes.maps[m].fieldColour = theme.now;
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
    const auto affected = affectedBy(state.geometries, map, cell);
    for (std::size_t later = 1; later < affected.size(); ++later) {
        scenes.maps[map + 1 + later].field = affected[later];
        scenes.maps[map + 1 + later].fieldColour = theme.accent;
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

/// The explanation of one output cell, with its marks.
void explainCell(StageScenes& scenes, const StageState& state, const Theme& theme, std::size_t layer, OutputCell cell,
                 int tap)
{
    markWindow(scenes, state, theme, layer, cell, tap);
    markOutput(scenes, state, theme, layer, cell);
    if (const auto explanation = explanationOf(state, layer, cell)) {
        scenes.formula = formulaOf(*explanation, tap, state.geometries[layer],
                                   tensorNames(layer, state.session.layers.size()), theme);
        if (state.session.planes() == 3) {
            const char* const channels[] = {"red channel", "green channel", "blue channel"};
            QString& note = scenes.formula->note;
            note =
                note.isEmpty() ? tr(channels[state.plane]) : tr(channels[state.plane]) + QStringLiteral(" · ") + note;
        }
    }
}

void markSpot(StageScenes& scenes, const StageState& state, const Theme& theme, const StageSpot& spot)
{
    if (spot.index >= (spot.part == StageSpot::Part::Kernel ? scenes.kernels.size() : scenes.maps.size()))
        return;
    if (spot.part == StageSpot::Part::Kernel) {
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

QString axisText(const Axis& axis)
{
    QString text = QString::number(axis.input);
    if (axis.margin.before + axis.margin.after > 0)
        text += QStringLiteral(" + %1").arg(axis.margin.before + axis.margin.after);
    text += axis.dilation > 1 ? QStringLiteral(" − %1·(%2 − 1) − 1").arg(axis.dilation).arg(axis.kernel)
                              : QStringLiteral(" − %1").arg(axis.kernel);
    if (axis.stride > 1)
        return QStringLiteral("(⌊(%1) / %2⌋ + 1)").arg(text).arg(axis.stride);
    return QStringLiteral("(%1 + 1)").arg(text);
}

} // namespace

StageScenes stageScenes(const StageState& state, const Theme& theme)
{
    StageScenes scenes;
    for (std::size_t m = 0; m <= state.geometries.size(); ++m)
        scenes.maps.push_back(mapScene(state, m));
    for (std::size_t l = 0; l < state.session.layers.size(); ++l)
        scenes.kernels.push_back(kernelScene(state, l, theme));
    if (const std::size_t focus = state.session.focus; focus < state.geometries.size()) {
        assert(state.step.tap < state.geometries[focus].taps());
        explainCell(scenes, state, theme, focus, state.step.cell, state.step.tap);
    }
    if (state.spot) {
        // Something is asked about: its answer alone is lit. Amber stays where we are, unless an output cell is asked
        // about, which is then the one that is explained.
        const bool explained = state.spot->part == StageSpot::Part::Map && state.spot->index > 0;
        for (TensorScene& scene : scenes.maps) {
            scene.marks.clear();
            scene.field.reset();
            if (explained)
                scene.frames.clear();
        }
        markSpot(scenes, state, theme, *state.spot);
    }
    return scenes;
}

std::vector<StageItem> stageItems(const StageScenes& scenes)
{
    std::vector<StageItem> items;
    const auto sizeOf = [](const TensorScene& scene) { return scene.content().size(); };
    items.push_back({sizeOf(scenes.maps.front()), false});
    for (std::size_t l = 0; l < scenes.kernels.size(); ++l) {
        items.push_back({sizeOf(scenes.kernels[l]), true});
        if (l + 1 < scenes.maps.size())
            items.push_back({sizeOf(scenes.maps[l + 1]), false});
    }
    return items;
}

StageText mapText(const StageState& state, std::size_t map)
{
    const std::size_t layers = state.session.layers.size();
    const Shape shape = map == 0 ? state.session.input->shape() : state.geometries[map - 1].output();
    if (map == 0) {
        const Picture& input = *state.session.input;
        QString about = QString::fromStdString(input.name());
        if (input.content() == Content::Brightness)
            about += state.session.planes() == 3 ? tr(" · RGB 0..1")
                     : input.coloured()          ? tr(" · grey (Rec. 601) 0..1")
                                                 : tr(" · grey 0..1");
        return {tr("Input X"), sizeText(shape) + QStringLiteral(" · ") + about};
    }
    const QString name = tensorNames(map - 1, layers).output;
    return {map == layers ? tr("Output %1").arg(name) : tr("Map %1").arg(name),
            sizeText(shape) + tr(" · feature map")};
}

StageText kernelText(const StageState& state, std::size_t layer)
{
    const Grid& kernel = state.session.layers[layer].kernel;
    QString about = sizeText(kernel.shape());
    if (const KernelPreset* preset = presetOf(kernel))
        about += QStringLiteral(" · ") + tr(preset->name.data()).section(QStringLiteral(" ["), 0, 0);
    else if (state.session.train.epoch > 0 && layer == state.session.focus)
        about += tr(" · learned");
    return {tr("Kernel %1").arg(tensorNames(layer, state.session.layers.size()).kernel), about};
}

QString operatorText(const ConvSpec& spec)
{
    return spec.operation == Operation::Correlation ? QStringLiteral("⋆") : QStringLiteral("∗");
}

QString outputSizeText(const Geometry& geometry)
{
    return axisText(geometry.rows) + QStringLiteral(" × ") + axisText(geometry.cols) + QStringLiteral(" = ") +
           sizeText(geometry.output());
}

double exactValue(const StageState& state, std::size_t map, int row, int col)
{
    if (map == 0)
        return double(inputOfLayer(state, 0).at(row, col));
    const Layer& layer = state.session.layers[map - 1];
    return double(float(corr2dCell(inputOfLayer(state, map - 1), layer.kernel.view(), double(layer.bias),
                                   state.geometries[map - 1], {row, col})));
}

} // namespace lab
