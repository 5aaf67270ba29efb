// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/composition.h"
#include "core/layers/matrix_form.h"
#include "core/teaching/draw.h"
#include "core/teaching/predicate_rows.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lab
{

namespace
{

constexpr std::array kMatrix{ArgumentKind::Matrix};

/// Where two grids of one shape differ most, and by how much.
struct Difference {
    int row = 0, col = 0;
    double most = 0;
};
Difference differenceOf(const Grid64& a, const Grid64& b)
{
    Difference found;
    for (int r = 0; r < a.rows(); ++r) {
        for (int c = 0; c < a.cols(); ++c) {
            const double d = std::abs(a.at(r, c) - b.at(r, c));
            if (!(d <= found.most))
                found = {r, c, d};
        }
    }
    return found;
}

bool near(const Grid64& a, const Grid64& b)
{
    return a.shape() == b.shape() &&
           differenceOf(a, b).most <= kBuildTolerance * std::max(largestMagnitude(a), largestMagnitude(b));
}

Grid64 scaled(Grid64 grid, double factor)
{
    for (double& v : grid.cells())
        v *= factor;
    return grid;
}

Grid64 asColumn(const Grid64& grid)
{
    Grid64 column({int(grid.size()), 1});
    std::copy(grid.cells().begin(), grid.cells().end(), column.cells().begin());
    return column;
}

constexpr std::array kMatrixOutcomes{
    Outcome{"matrix", true, "Each row is the kernel, laid over one window: this holds for every input."},
    Outcome{"transposed", false,
            "This is the matrix on its side: it needs a row for each of the %1 outputs and a column for each of the "
            "%2 inputs. (Lying so it carries gradients back.)"},
    Outcome{"windows-instead", false,
            "These are the windows of this input, the other form: asked is the matrix that holds the weights."},
    Outcome{"shape", false, "It needs %1 rows, one for each output, and %2 columns, one for each input."},
    Outcome{
        "rows-exchanged", false,
        "The rows are right and stand in another order: row %1 should be another one. Outputs are read row by row."},
    Outcome{"kernel-turned", false, "Here the kernel is turned around; turning it is the other exercise."},
    Outcome{"right-by-luck", false, "It gives %2 here, but not for other inputs: the first wrong row is number %1."},
    Outcome{"wrong-row", false, "Row %1 is the first that differs: ask which inputs output %1 sees."},
};

Layer turned(Layer layer)
{
    layer.kernel = rotated180(layer.kernel);
    return layer;
}

bool permuted(const Grid64& a, const Grid64& b)
{
    const auto rowsOf = [](const Grid64& grid) {
        std::vector<std::vector<double>> rows;
        for (int r = 0; r < grid.rows(); ++r)
            rows.emplace_back(grid.row(r).begin(), grid.row(r).end());
        std::sort(rows.begin(), rows.end());
        return rows;
    };
    return rowsOf(a) == rowsOf(b);
}

// The matrix is what stands in the place of the input; the layer and the input it is of are the step's.
Found checkMatrix(const Condition&, const Built& built)
{
    const Session& start = built.start;
    const auto geometries = resolve(start.input->shape(), start.layers);
    if (!geometries || start.layer().pools())
        return {geometries ? kPools : kNoOutput};
    const Geometry& geometry = (*geometries)[start.focus];
    const Shape shape = matrixShape(geometry, MatrixForm::Toeplitz);
    const Shape given = built.now.input->shape();
    const std::vector<std::string> sides{said(shape.rows), said(shape.cols)};
    constexpr std::int64_t kMostCells = 1'000'000; // nobody types more
    if (given.cells() > kMostCells)
        return {"shape", sides};
    const Grid64 matrix = inDouble(built.now.inputPlane(0)), input = layerInput(start, *geometries);
    const Grid x = converted<float>(input);
    if (given != shape) {
        if (given == Shape{shape.cols, shape.rows} && near(transposed(matrix), toeplitz(x, start.layer(), geometry)))
            return {"transposed", sides};
        if (given == matrixShape(geometry, MatrixForm::Im2col) &&
            near(matrix, converted<double>(im2col(x, geometry))))
            return {"windows-instead"};
        return {"shape", sides};
    }
    const Grid64 right = toeplitz(x, start.layer(), geometry);
    if (near(matrix, right))
        return {"matrix"};
    int row = 0;
    const auto differs = [&](int r) {
        for (int c = 0; c < shape.cols; ++c)
            if (!(std::abs(matrix.at(r, c) - right.at(r, c)) <= kBuildTolerance * weightMagnitude(start.layer())))
                return true;
        return false;
    };
    while (row + 1 < shape.rows && !differs(row))
        ++row;
    const Spot place = inputSpot(row, 0);
    if (permuted(matrix, right))
        return {"rows-exchanged", {said(row + 1)}, place};
    if (near(matrix, toeplitz(x, turned(start.layer()), geometry)))
        return {"kernel-turned", {}, place};
    const Grid64 column = asColumn(input), output = times(right, column);
    if (near(times(matrix, column), output))
        return {"right-by-luck", {said(row + 1), said(transposed(output))}, place};
    return {"wrong-row", {said(row + 1)}, place};
}

constexpr std::array kComposeOutcomes{
    Outcome{"composed", true, "Together the two kernels are the one that was asked."},
    Outcome{"one-layer", false, "Two layers are needed, one kernel in each; there is %1."},
    Outcome{"not-one", false,
            "Two layers are one kernel only if both are convolutions and nothing stands between them: switch off the "
            "first one's activation."},
    Outcome{"stride", false, "Both strides must be 1 here, else outputs are left out."},
    Outcome{"one-of-them-does-nothing", false,
            "A kernel of one weight only scales: use two kernels with at least two weights each."},
    Outcome{"size", false, "Together they reach over %1 × %2 cells, asked is %3 × %4: the sizes add up, less one."},
    Outcome{"turned", false, "Together they are the asked kernel, turned around."},
    Outcome{"negative", false, "Together they are the asked kernel with every sign changed: change those of one."},
    Outcome{"differs", false, "The weight at row %1, column %2 becomes %3 and should be %4."},
};

Found checkCompose(const Condition& condition, const Built& built)
{
    const auto& layers = built.now.layers;
    if (layers.size() != 2)
        return {"one-layer", {said(int(layers.size()))}};
    const auto geometries = resolve(built.now.input->shape(), layers);
    if (!geometries)
        return {kNoOutput};
    if (layers[0].pools() || layers[1].pools() || layers[0].activation != Activation::None)
        return {"not-one"};
    if (layers[0].spec.stride != PerAxis{1, 1} || layers[1].spec.stride != PerAxis{1, 1})
        return {"stride"};
    if (layers[0].kernel.size() == 1 || layers[1].kernel.size() == 1)
        return {"one-of-them-does-nothing"};
    const auto one = compose(layers[0], layers[1], (*geometries)[0], (*geometries)[1]);
    if (!one)
        return {kNoOutput};
    const Grid64 &made = one->kernel, &wanted = condition.matrix;
    if (made.shape() != wanted.shape())
        return {"size", {said(made.rows()), said(made.cols()), said(wanted.rows()), said(wanted.cols())}};
    if (near(made, wanted))
        return {"composed"};
    if (near(made, rotated180(wanted)) && !near(made, scaled(wanted, -1)))
        return {"turned"};
    if (near(made, scaled(wanted, -1)))
        return {"negative"};
    const auto [row, col, most] = differenceOf(made, wanted);
    return {"differs", {said(row), said(col), said(made.at(row, col)), said(wanted.at(row, col))}};
}

constexpr std::array kPoolingOutcomes{
    Outcome{"same", true, "It gives what the pooling gives, here and on random inputs: a mean is a convolution."},
    Outcome{"no-pooling", false, "This step has no pooling to compare with."},
    Outcome{"still-pooling", false, "That is the pooling itself: make the layer a convolution that does the same."},
    Outcome{"max-is-none", false,
            "The largest of a window is no sum of weighted inputs: no convolution gives it for every input."},
    Outcome{"bias", false, "There is a bias of %1, and a mean adds nothing."},
    Outcome{"stride-differs", false, "The stride of the pooling is %1 × %2, here it is %3 × %4."},
    Outcome{"shape", false, "The output is %3 × %4, that of the pooling is %1 × %2."},
    Outcome{"sum-not-mean", false, "It adds, it does not average: everything is %1 times too large."},
    Outcome{"weights-differ", false,
            "On another input it gives %3 at row %1, column %2, where the pooling gives %4: all weights must be %5."},
};

// On this input and on random ones, so that luck does not count; a linear layer that agrees on those is the pooling.
Found checkPooling(const Condition&, const Built& built)
{
    const auto pools = [](const Layer& layer) { return layer.pools(); };
    const auto pooling = std::find_if(built.start.layers.begin(), built.start.layers.end(), pools);
    if (pooling == built.start.layers.end())
        return {"no-pooling"};
    const auto index = std::size_t(pooling - built.start.layers.begin());
    if (index >= built.now.layers.size() || built.now.layers[index].pools())
        return {"still-pooling"};
    if (pooling->kind == LayerKind::MaxPool)
        return {"max-is-none"};
    const Layer& layer = built.now.layers[index];
    const auto geometries = resolve(built.start.input->shape(), built.start.layers);
    if (!geometries)
        return {kNoOutput};
    const Shape input = (*geometries)[index].input();
    const auto geometry = resolveLayer(input, layer);
    if (!geometry)
        return {kNoOutput};
    if (layer.bias != 0)
        return {"bias", {said(layer.bias)}};
    const PerAxis wanted = pooling->spec.stride, stride = layer.spec.stride;
    if (stride != wanted)
        return {"stride-differs", {said(wanted.rows), said(wanted.cols), said(stride.rows), said(stride.cols)}};
    const Shape shape = (*geometries)[index].output(), made = geometry->output();
    if (made != shape)
        return {"shape", {said(shape.rows), said(shape.cols), said(made.rows), said(made.cols)}};

    Draws draws(7);
    Grid64 random(input);
    for (double& v : random.cells())
        v = draws.whole(-1000, 1000) / 100.0;
    const Grid64 mean = mapInDouble(random, *pooling, (*geometries)[index]);
    const Grid64 given = mapInDouble(random, layer, *geometry);
    if (near(given, mean))
        return {"same"};
    const int n = int(pooling->pool.cells());
    if (near(given, scaled(mean, n)))
        return {"sum-not-mean", {said(n)}};
    const auto [row, col, most] = differenceOf(given, mean);
    return {"weights-differ",
            {said(row), said(col), said(given.at(row, col)), said(mean.at(row, col)), "1/" + said(n)}};
}

constexpr std::array kRows{
    PredicateRow{"matrix-form",
                 "matrix-form",
                 {},
                 "",
                 nullptr,
                 "The matrix, typed as the input, that turns the inputs of this step into its outputs.",
                 kMatrixOutcomes,
                 checkMatrix},
    PredicateRow{"convolves-to", "convolves-to K", kMatrix, "a matrix, or the id of a kernel", nullptr,
                 "Two kernels, one after the other, that together are %1.", kComposeOutcomes, checkCompose},
    PredicateRow{"same-as-pooling",
                 "same-as-pooling",
                 {},
                 "",
                 nullptr,
                 "A convolution that gives what the pooling gave, on any input.",
                 kPoolingOutcomes,
                 checkPooling},
};

} // namespace

std::span<const PredicateRow> formPredicates()
{
    return kRows;
}

} // namespace lab
