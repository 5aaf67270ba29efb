// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/input_gradient.h"

#include <algorithm>
#include <new>

namespace lab
{

namespace
{

/// dY with zeros in the places that a stride leaves out.
Grid spread(GridView<float> dY, const Geometry& geometry)
{
    const int down = geometry.rows.stride, across = geometry.cols.stride;
    Grid grid({(dY.rows() - 1) * down + 1, (dY.cols() - 1) * across + 1});
    for (int r = 0; r < dY.rows(); ++r)
        for (int c = 0; c < dY.cols(); ++c)
            grid.at(r * down, c * across) = dY.at(r, c);
    return grid;
}

/// `rect` without what lies outside [0, shape).
Rect within(Rect rect, Shape shape)
{
    const int top = std::clamp(rect.row, 0, shape.rows), bottom = std::clamp(rect.row + rect.rows, top, shape.rows);
    const int left = std::clamp(rect.col, 0, shape.cols), right = std::clamp(rect.col + rect.cols, left, shape.cols);
    return {top, left, bottom - top, right - left};
}

} // namespace

Result<Done> inputGradient(GridView<float> dY, GridView<float> k, const Geometry& geometry, GridSpan<float> dX,
                           const Corr2dOptions& options)
try {
    assert(dY.shape() == geometry.output() && k.shape() == geometry.kernel() && dX.shape() == geometry.input());
    Grid spreadOut;
    if (geometry.rows.stride > 1 || geometry.cols.stride > 1) {
        spreadOut = spread(dY, geometry);
        dY = spreadOut;
    }
    ConvSpec spec;
    spec.operation = geometry.operation == Operation::Correlation ? Operation::Convolution : Operation::Correlation;
    spec.padding.mode = PaddingMode::Full;
    spec.dilation = {geometry.rows.dilation, geometry.cols.dilation};
    const auto turned = resolve(dY.shape(), k.shape(), spec);
    if (!turned)
        return turned.error();

    // The gradient of the padded input, as far as windows reach it: here the part of it that is the input itself.
    const int top = geometry.rows.margin.before, left = geometry.cols.margin.before;
    const Shape reached = turned->output();
    const Rect own{top, left, geometry.rows.input, geometry.cols.input};
    const Rect touched = within(own, reached);
    for (int r = 0; r < dX.rows(); ++r)
        std::fill(dX.row(r).begin(), dX.row(r).end(), 0.0F);
    auto done = corr2d(dY, k, 0, *turned, touched,
                       dX.window({touched.row - top, touched.col - left, touched.rows, touched.cols}), options);
    if (geometry.border == Border::Zero)
        return done;

    // What stands in the margin is a copy of a cell of the input.
    const auto map = infoOf(geometry.border).map;
    const int below = top + geometry.rows.input, beside = left + geometry.cols.input;
    const int rest = geometry.rows.padded() - below, further = geometry.cols.padded() - beside;
    const Rect margins[] = {{0, 0, top, geometry.cols.padded()},
                            {below, 0, rest, geometry.cols.padded()},
                            {top, 0, geometry.rows.input, left},
                            {top, beside, geometry.rows.input, further}};
    for (const Rect& all : margins) {
        const Rect margin = within(all, reached);
        if (!done || margin.shape().empty())
            continue;
        auto part = Grid::uninitialised(margin.shape());
        done = corr2d(dY, k, 0, *turned, margin, part.span(), options);
        for (int r = 0; done && r < margin.rows; ++r)
            for (int c = 0; c < margin.cols; ++c)
                dX.row(map(margin.row + r - top,
                           geometry.rows.input))[std::size_t(map(margin.col + c - left, geometry.cols.input))] +=
                    part.at(r, c);
    }
    return done;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

} // namespace lab
