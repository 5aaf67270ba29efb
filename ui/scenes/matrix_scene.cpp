// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/matrix_scene.h"

#include "core/numbers/heavy_work.h"
#include "core/numbers/number_text.h"
#include "ui/paint/words.h"
#include "ui/scenes/stage_state.h"

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

/// As many numbers as still have a place on a screen; 4 MB of doubles.
constexpr std::int64_t kMostCells = 600'000;

Grid columnOf(const Grid64& grid)
{
    Grid column({int(grid.size()), 1});
    std::transform(grid.cells().begin(), grid.cells().end(), column.cells().begin(),
                   [](double v) { return float(v); });
    return column;
}

Grid columnOf(GridView<float> grid)
{
    Grid column({int(grid.shape().cells()), 1});
    for (int r = 0; r < grid.rows(); ++r)
        std::copy(grid.row(r).begin(), grid.row(r).end(), column.cells().begin() + std::ptrdiff_t(r) * grid.cols());
    return column;
}

QString equationOf(const Layer& layer, MatrixForm form)
{
    const bool im2col = form == MatrixForm::Im2col;
    if (layer.kind == LayerKind::MaxPool)
        return im2col ? tr("vec(Y) = the largest of each row of P")
                      : tr("vec(Y) = T · vec(X), with a one where the winner is: this T holds for this input only");
    QString product = im2col ? QStringLiteral("P · vec(K)") : QStringLiteral("T · vec(X)");
    if (!layer.pools())
        product += QStringLiteral(" + b");
    if (layer.activates() != Activation::None)
        product = QStringLiteral("%1(%2)").arg(word(infoOf(layer.activation).label), product);
    return QStringLiteral("vec(Y) = ") + product;
}

QString sameAs(const Grid64& product, const Grid& map)
{
    double most = 0;
    for (std::size_t i = 0; i < map.size(); ++i)
        if (!sameNumber(float(product.cells()[i]), map.cells()[i]))
            most = std::max(most, std::abs(product.cells()[i] - double(map.cells()[i])));
    return most == 0
               ? tr("The product equals the map in every cell.")
               : tr("The product equals the map; the largest difference, by rounding, is %1.").arg(number(most, 3));
}

TensorScene sceneOf(const Plane& numbers)
{
    return numbers.none() ? TensorScene() : planeScene(numbers);
}

} // namespace

MatrixParts matrixParts(const StageState& state, MatrixForm form)
{
    MatrixParts parts;
    const std::size_t focus = state.session.focus;
    const Layer& layer = state.session.layers[focus];
    const Geometry& geometry = parts.geometry = state.geometries[focus];
    parts.form = form;
    parts.equation = equationOf(layer, form);
    const double cells = double(geometry.output().cells()) *
                         double(form == MatrixForm::Im2col ? geometry.taps() : geometry.input().cells());
    if (cells > double(kMostCells)) {
        parts.note = tr("This matrix has %1 × %2 cells, more than can be looked at: take a smaller input.")
                         .arg(geometry.output().cells())
                         .arg(form == MatrixForm::Im2col ? geometry.taps() : geometry.input().cells());
        return parts;
    }
    const auto x = inputOfLayer(state, focus);
    if (x.shape() != geometry.input())
        return parts;
    noteHeavyWork(HeavyWork::Compute, geometry.output().cells() * geometry.taps());
    const bool im2colForm = form == MatrixForm::Im2col;
    parts.matrix = Plane(im2colForm ? im2col(x, geometry) : converted<float>(toeplitz(x, layer, geometry)));
    if (!im2colForm)
        parts.column = Plane(columnOf(x));
    else if (layer.kind != LayerKind::MaxPool)
        parts.column = Plane(columnOf(weightColumn(layer)));
    const Grid64 output = outputByMatrix(x, layer, geometry, form);
    parts.output = Plane(columnOf(output));
    const auto map = inputOfLayer(state, focus + 1);
    if (map.shape() == output.shape())
        parts.note = sameAs(output, columnOf(map));
    return parts;
}

MatrixScenes matrixScenes(const MatrixParts& parts, OutputCell cell)
{
    MatrixScenes scenes{sceneOf(parts.matrix), sceneOf(parts.column), sceneOf(parts.output)};
    if (parts.matrix.none())
        return scenes;
    const Geometry& g = parts.geometry;
    const bool im2colForm = parts.form == MatrixForm::Im2col;
    const int row = cell.row * g.cols.output + cell.col;
    scenes.matrix.frames.push_back({QRectF(0, row, parts.matrix.cols(), 1)});
    scenes.output.frames.push_back({QRectF(0, row, 1, 1)});
    for (int tap = 0; tap < g.taps() && g.taps() <= kMostLabels; ++tap) {
        const QString label = weightLabel(g.weightAt(tap / g.cols.kernel, tap % g.cols.kernel));
        if (im2colForm) {
            scenes.matrix.labels.push_back({row, tap, label});
            if (!parts.column.none())
                scenes.column.labels.push_back({tap, 0, label});
        } else if (const auto source = g.sourceOf(g.positionOfTap(cell, tap))) {
            const int place = source->row * g.cols.input + source->col;
            scenes.matrix.labels.push_back({row, place, label});
            scenes.column.frames.push_back({QRectF(0, place, 1, 1)});
        }
    }
    return scenes;
}

} // namespace lab
