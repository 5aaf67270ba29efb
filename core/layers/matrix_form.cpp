// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/matrix_form.h"

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

/// The layer's choice of each row of P: what max pooling does instead of a product. The padding is not there to it.
Grid64 largestOfRows(GridView<float> x, const Geometry& geometry)
{
    const Grid p = im2col(x, geometry);
    Grid64 largest({p.rows(), 1});
    for (int r = 0; r < p.rows(); ++r) {
        std::optional<double> best;
        for (int t = 0; t < p.cols(); ++t)
            if (geometry.sourceOf(geometry.positionOfTap(geometry.outputAt(r), t)))
                if (const double v = double(p.at(r, t)); !best || v > *best || std::isnan(v))
                    best = v;
        largest.at(r, 0) = *best;
    }
    return largest;
}

} // namespace

Shape matrixShape(const Geometry& geometry, MatrixForm form)
{
    const auto cells = [](Shape shape) { return int(shape.cells()); };
    return {cells(geometry.output()), form == MatrixForm::Im2col ? geometry.taps() : cells(geometry.input())};
}

Grid im2col(GridView<float> x, const Geometry& geometry)
{
    Grid p(matrixShape(geometry, MatrixForm::Im2col));
    for (int r = 0; r < p.rows(); ++r)
        for (int t = 0; t < p.cols(); ++t)
            if (const auto source = geometry.sourceOf(geometry.positionOfTap(geometry.outputAt(r), t)))
                p.at(r, t) = x.at(*source);
    return p;
}

Grid64 toeplitz(GridView<float> x, const Layer& layer, const Geometry& geometry)
{
    Grid64 matrix(matrixShape(geometry, MatrixForm::Toeplitz));
    const bool chooses = layer.kind == LayerKind::MaxPool;
    const Grid64 weights = chooses ? Grid64() : tapWeights(layer);
    for (int r = 0; r < matrix.rows(); ++r) {
        const OutputCell cell = geometry.outputAt(r);
        const int winner = chooses ? layerCell(x, layer, geometry, cell).winner : -1;
        for (int t = 0; t < geometry.taps(); ++t)
            if (const auto source = geometry.sourceOf(geometry.positionOfTap(cell, t)))
                matrix.at(r, source->row * geometry.cols.input + source->col) +=
                    chooses ? double(t == winner) : weights.cells()[std::size_t(t)];
    }
    return matrix;
}

std::optional<int> tapAt(const Geometry& geometry, MatrixForm form, int row, int col)
{
    if (form == MatrixForm::Im2col)
        return col;
    const InputCell wanted{col / geometry.cols.input, col % geometry.cols.input};
    for (int t = 0; t < geometry.taps(); ++t)
        if (geometry.sourceOf(geometry.positionOfTap(geometry.outputAt(row), t)) == wanted)
            return t;
    return std::nullopt;
}

Grid64 weightColumn(const Layer& layer)
{
    const Grid64 weights = tapWeights(layer);
    Grid64 column({int(weights.size()), 1});
    std::copy(weights.cells().begin(), weights.cells().end(), column.cells().begin());
    return column;
}

Grid64 outputByMatrix(GridView<float> x, const Layer& layer, const Geometry& geometry, MatrixForm form)
{
    Grid64 column;
    if (form == MatrixForm::Toeplitz) {
        Grid64 input({int(geometry.input().cells()), 1});
        for (int r = 0; r < x.rows(); ++r)
            for (int c = 0; c < x.cols(); ++c)
                input.at(r * x.cols() + c, 0) = double(x.at(r, c));
        column = times(toeplitz(x, layer, geometry), input);
    } else if (layer.kind == LayerKind::MaxPool) {
        column = largestOfRows(x, geometry);
    } else {
        column = times(im2col(x, geometry), weightColumn(layer));
    }
    Grid64 output(geometry.output());
    const double bias = layer.pools() ? 0 : double(layer.bias);
    for (std::size_t i = 0; i < output.size(); ++i)
        output.cells()[i] = infoOf(layer.activates()).apply(column.cells()[i] + bias);
    return output;
}

} // namespace lab
