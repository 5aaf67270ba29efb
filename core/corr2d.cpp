// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corr2d.h"

#include "core/corr2d_simd.h"
#include "core/padded_rows.h"

namespace lab
{

void corr2d(GridView<float> x, GridView<float> k, float bias, const Geometry& geometry, Grid& y, int rowBegin,
            int rowEnd)
{
    assert(y.shape() == geometry.output() && x.shape() == geometry.input() && k.shape() == geometry.kernel());
    PaddedRows<float> rows(x, geometry, kStripRows - 1, true, kLineSlack);
    std::vector<int> offsets;
    for (int b = 0; b < geometry.cols.kernel; ++b)
        offsets.push_back(rows.offset(b));
    std::vector<float> weights;
    for (int a = 0; a < geometry.rows.kernel; ++a)
        for (int b = 0; b < geometry.cols.kernel; ++b)
            weights.push_back(k.at(geometry.weightAt(a, b)));

    // Output rows share lines only where the window moves by one row and its rows are neighbours.
    const bool shared = geometry.rows.stride == 1 && geometry.rows.dilation == 1;
    std::vector<const float*> lines(std::size_t(kStripRows - 1 + geometry.rows.kernel));
    float* out[kStripRows];
    for (int i = rowBegin; i < rowEnd;) {
        const int count = shared && i + kStripRows <= rowEnd ? kStripRows : 1;
        for (int a = 0; a < count - 1 + geometry.rows.kernel; ++a)
            lines[std::size_t(a)] = rows.row(i, a);
        for (int q = 0; q < count; ++q)
            out[q] = y.row(i + q).data();
        correlateStrip({count, geometry.cols.output, out, lines.data(), offsets.data(), weights.data(),
                        geometry.rows.kernel, geometry.cols.kernel, bias});
        i += count;
    }
}

Grid64 gradientOfKernel(GridView<float> x, GridView<double> dY, const Geometry& geometry)
{
    Grid64 dK(geometry.kernel());
    for (int i = 0; i < dY.rows(); ++i)
        for (int j = 0; j < dY.cols(); ++j)
            for (int a = 0; a < geometry.rows.kernel; ++a)
                for (int b = 0; b < geometry.cols.kernel; ++b)
                    if (const auto source = geometry.sourceOf(geometry.positionAt({i, j}, a, b)))
                        dK.at(geometry.weightAt(a, b)) += dY.at(i, j) * double(x.at(*source));
    return dK;
}

double gradientOfBias(GridView<double> dY)
{
    double sum = 0;
    for (int i = 0; i < dY.rows(); ++i)
        for (const double d : dY.row(i))
            sum += d;
    return sum;
}

Grid64 gradientOfInput(GridView<double> dY, GridView<double> k, const Geometry& geometry)
{
    Grid64 dX(geometry.input());
    for (int i = 0; i < dY.rows(); ++i)
        for (int j = 0; j < dY.cols(); ++j)
            for (int a = 0; a < geometry.rows.kernel; ++a)
                for (int b = 0; b < geometry.cols.kernel; ++b)
                    if (const auto source = geometry.sourceOf(geometry.positionAt({i, j}, a, b)))
                        dX.at(*source) += dY.at(i, j) * k.at(geometry.weightAt(a, b));
    return dX;
}

} // namespace lab
