// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corr2d.h"

#include "core/engine/direct.h"
#include "core/engine/overlap_save.h"
#include "core/engine/scan_simd.h"
#include "core/engine/separable.h"
#include "core/parallel.h"

#include <cmath>
#include <new>

namespace lab
{

namespace
{

template <class PathType>
Result<Done> runParts(const PathType& path, const Corr2dOptions& options)
{
    const auto part = [&path](int i) { path.run(i); };
    return forEachPart(path.parts(), options.threads, options.stop, std::ref(part));
}

/// The part of the input that the windows of the region reach: all of it where the border gives copies from
/// elsewhere.
GridView<float> readBy(const Job& job)
{
    const Geometry& g = job.geometry;
    const auto reach = [](const Axis& axis, int begin, int count) {
        return std::pair(axis.index(begin, 0), axis.index(begin + count - 1, axis.kernel - 1) + 1);
    };
    const auto [top, bottom] = reach(g.rows, job.region.row, job.region.rows);
    const auto [left, right] = reach(g.cols, job.region.col, job.region.cols);
    if (top < 0 || left < 0 || bottom > g.rows.input || right > g.cols.input)
        return job.x;
    return job.x.window({top, left, bottom - top, right - left});
}

/// Whether nothing overflows on the way through the transforms, nor is anything there that is not a number.
bool spectrumStaysFinite(const Job& job, int side, const std::stop_token& stop)
{
    double weights = 0;
    for (int a = 0; a < job.kernel.rows(); ++a)
        for (const float w : job.kernel.row(a))
            weights += std::abs(double(w));
    const double largest = largestMagnitude(readBy(job), stop);
    return largest * double(side) * double(side) * std::max(1.0, weights) < 1e38;
}

} // namespace

Result<Done> corr2d(GridView<float> x, GridView<float> k, float bias, const Geometry& geometry, Rect region,
                    GridSpan<float> y, const Corr2dOptions& options)
try {
    assert(x.shape() == geometry.input() && k.shape() == geometry.kernel() && y.shape() == region.shape());
    if (region.shape().empty())
        return Done{};
    const Job job{x, k, bias, geometry, region, y, options.threads};
    PathChoice choice;
    if (!options.path)
        choice = pathFor(region.shape(), k, geometry);
    else if (const auto cost = costOf(*options.path, region.shape(), k, geometry))
        choice = *cost;

    if (choice.path == Path::Separable)
        if (const auto factors = rankOne(k))
            return runParts(SeparablePath(job, *factors), options);
    if (choice.path == Path::Fft && spectrumStaysFinite(job, choice.fftSide, options.stop))
        return runParts(FftPath(job, choice.fftSide), options);
    return runParts(DirectPath(job), options);
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
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
