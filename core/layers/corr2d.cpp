// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"

#include "core/engine/direct.h"
#include "core/engine/overlap_save.h"
#include "core/engine/separable.h"
#include "core/numbers/parallel.h"

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

Result<Done> runFft(const Job& job, int side, const Corr2dOptions& options)
{
    const FftPath path(job, side);
    Result<Done> done = runParts(path, options);
    path.overLeftOut([&](Rect tile) {
        if (done.ok()) {
            const Job part{job.x, job.kernel, job.bias, job.geometry, tile, job.part(tile), job.threads};
            done = runParts(DirectPath(part), options);
        }
        return done.ok();
    });
    return done;
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
    if (choice.path == Path::Fft)
        return runFft(job, choice.fftSide, options);
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
