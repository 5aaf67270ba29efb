// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corr2d.h"

#include "core/padded_rows.h"

namespace lab
{

namespace
{

/// y[j] += Σ_n w[n] · lines[n][j]: N taps in one pass over the row.
template <int N>
void addTaps(float* __restrict y, int n, const float* const* lines, const float* weights)
{
    const float* line[N];
    float w[N];
    for (int t = 0; t < N; ++t) {
        line[t] = lines[t];
        w[t] = weights[t];
    }
    for (int j = 0; j < n; ++j) {
        float sum = y[j];
        for (int t = 0; t < N; ++t)
            sum += w[t] * line[t][j];
        y[j] = sum;
    }
}

void addStridedTap(float* y, int n, const float* line, int stride, float w)
{
    for (int j = 0; j < n; ++j)
        y[j] += w * line[std::ptrdiff_t(j) * stride];
}

void addRow(std::span<float> y, const std::vector<const float*>& lines, const std::vector<float>& weights, int stride)
{
    const int n = int(y.size());
    std::size_t t = 0;
    if (stride == 1) {
        for (; t + 8 <= lines.size(); t += 8)
            addTaps<8>(y.data(), n, &lines[t], &weights[t]);
        for (; t + 3 <= lines.size(); t += 3)
            addTaps<3>(y.data(), n, &lines[t], &weights[t]);
    }
    for (; t < lines.size(); ++t)
        addStridedTap(y.data(), n, lines[t], stride, weights[t]);
}

} // namespace

void corr2d(GridView<float> x, GridView<float> k, float bias, const Geometry& geometry, Grid& y, int rowBegin,
            int rowEnd)
{
    assert(y.shape() == geometry.output() && x.shape() == geometry.input() && k.shape() == geometry.kernel());
    PaddedRows<float> rows(x, geometry);
    std::vector<const float*> lines(std::size_t(geometry.taps()));
    std::vector<float> weights(lines.size());
    for (int i = rowBegin; i < rowEnd; ++i) {
        std::size_t t = 0;
        for (int a = 0; a < geometry.rows.kernel; ++a) {
            const float* line = rows.row(i, a);
            for (int b = 0; b < geometry.cols.kernel; ++b, ++t) {
                lines[t] = line + std::ptrdiff_t(b) * geometry.cols.dilation;
                weights[t] = k.at(geometry.weightAt(a, b));
            }
        }
        const auto row = y.row(i);
        std::fill(row.begin(), row.end(), bias);
        addRow(row, lines, weights, geometry.cols.stride);
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
