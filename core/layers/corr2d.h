// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/options.h"
#include "core/geometry/conv_spec.h"
#include "core/numbers/grid.h"

namespace lab
{

// The definition, for an output cell (i, j) with stride s and dilation d, x extended beyond its edges by the
// border rule:   Y[i,j] = b + Σ_a Σ_b  X[i·s + a·d − top, j·s + b·d − left] · K[a,b] (Dive into Deep
// Learning, 7.2.1). A convolution reads K turned by 180°. A zero weight is not skipped: 0·NaN is NaN. In every
// function the geometry is that of x and k: resolve(x.shape(), k.shape(), spec).

/// One output cell in double precision, products summed in reading order of the window, the bias last.
template <class X, class K>
double corr2dCell(GridView<X> x, GridView<K> k, double bias, const Geometry& geometry, OutputCell cell)
{
    double sum = 0;
    for (int a = 0; a < geometry.rows.kernel; ++a) {
        for (int b = 0; b < geometry.cols.kernel; ++b) {
            const auto source = geometry.sourceOf(geometry.positionAt(cell, a, b));
            const double value = source ? double(x.at(*source)) : 0.0;
            sum += value * double(k.at(geometry.weightAt(a, b)));
        }
    }
    return sum + bias;
}

/// The oracle: slow, short, and the source of every number that a cell shows.
template <class Out, class X, class K>
BasicGrid<Out> corr2dReference(GridView<X> x, GridView<K> k, double bias, const Geometry& geometry)
{
    auto y = BasicGrid<Out>::uninitialised(geometry.output());
    for (int i = 0; i < y.rows(); ++i)
        for (int j = 0; j < y.cols(); ++j)
            y.at(i, j) = static_cast<Out>(corr2dCell(x, k, bias, geometry, {i, j}));
    return y;
}
inline Grid corr2dReference(const Grid& x, const Grid& k, float bias, const Geometry& geometry)
{
    return corr2dReference<float>(x.view(), k.view(), bias, geometry);
}

/// The cells `region` of the output, in float, into `y` (of the region's shape): fills pictures, as fast as the
/// machine can. Within the bound of the path that is taken (core/engine: DirectPath, SeparablePath, FftPath). On the
/// direct path the same bits for any region and any number of threads; products are fused into the sums where the
/// processor can, so the last bits may differ between instruction sets, within the bound. Not a number, and infinity,
/// come out as the definition has them: a tile with one of them does not take the FFT path, nor does one whose
/// spectrum might overflow. Reads nothing outside x. A stop is heard within a millisecond. A `path` that cannot serve
/// (costOf()) gives way to the direct one. Errors: Stopped, OutOfMemory; then y holds anything.
Result<Done> corr2d(GridView<float> x, GridView<float> k, float bias, const Geometry& geometry, Rect region,
                    GridSpan<float> y, const Corr2dOptions& options = {});

/// ∂loss/∂K from `dY` = ∂loss/∂Y: for each weight the sum of dY times the input it met.
Grid64 gradientOfKernel(GridView<float> x, GridView<double> dY, const Geometry& geometry);
/// ∂loss/∂b: the sum of dY.
double gradientOfBias(GridView<double> dY);
/// ∂loss/∂X: each input cell gathers, over the outputs it affects, dY times the weight between them.
Grid64 gradientOfInput(GridView<double> dY, GridView<double> k, const Geometry& geometry);

} // namespace lab
