// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/layer.h"

#include <optional>

namespace lab
{

// A layer as one matrix product (Dive into Deep Learning, 7.2, exercise 4), its cells in reading order:
//   im2col    vec(Y) = P·vec(K) + b    a row of P is a window of the input, padding with it (Chellapilla, Puri and
//                                      Simard 2006); max pooling takes the largest of each row instead
//   Toeplitz  vec(Y) = T·vec(X) + b    a row of T is the kernel, spread over the input (doubly blocked Toeplitz where
//                                      stride and dilation are 1); of max pooling, ones where the winners are, which
//                                      depend on the input
enum class MatrixForm { Im2col, Toeplitz };

/// The shape of the matrix.
Shape matrixShape(const Geometry& geometry, MatrixForm form);

/// windows × taps.
Grid im2col(GridView<float> x, const Geometry& geometry);
/// outputs × inputs. Where the border copies a cell, its weights add up.
Grid64 toeplitz(GridView<float> x, const Layer& layer, const Geometry& geometry);

/// The tap (in reading order of the window) that a cell of the matrix stands for; none where there is no weight, and
/// of several the first.
std::optional<int> tapAt(const Geometry& geometry, MatrixForm form, int row, int col);

/// The vector on the right: vec(K) as it lies on the window, in im2col; not for max pooling.
Grid64 weightColumn(const Layer& layer);
/// matrix × column, each sum in order of the columns.
template <class T>
Grid64 times(const BasicGrid<T>& matrix, const Grid64& column)
{
    assert(matrix.cols() == column.rows() && column.cols() == 1);
    Grid64 product({matrix.rows(), 1});
    for (int r = 0; r < matrix.rows(); ++r)
        for (int c = 0; c < matrix.cols(); ++c)
            product.at(r, 0) += double(matrix.at(r, c)) * column.at(c, 0);
    return product;
}

/// The output in the layer's shape, by the matrix alone: the product, the bias, the activation.
Grid64 outputByMatrix(GridView<float> x, const Layer& layer, const Geometry& geometry, MatrixForm form);

} // namespace lab
