// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/conv_spec.h"

#include <algorithm>
#include <limits>

namespace lab
{

namespace
{

/// Far more than memory holds, and small enough that no index formula leaves int.
constexpr std::int64_t kLongestAxis = std::numeric_limits<int>::max() / 4;

/// Every (out, tap) along one axis that reads input index `i`, directly or through the border.
std::vector<std::pair<int, int>> readersOf(const Axis& axis, Border border, int i)
{
    std::vector<std::pair<int, int>> readers;
    const auto add = [&](int position) {
        for (int tap = 0; tap < axis.kernel; ++tap) {
            const int offset = position + axis.margin.before - tap * axis.dilation;
            if (offset >= 0 && offset % axis.stride == 0 && offset / axis.stride < axis.output)
                readers.emplace_back(offset / axis.stride, tap);
        }
    };
    add(i);
    if (const auto map = infoOf(border).map; border != Border::Zero) {
        for (int p = -axis.margin.before; p < 0; ++p)
            if (map(p, axis.input) == i)
                add(p);
        for (int p = axis.input; p < axis.input + axis.margin.after; ++p)
            if (map(p, axis.input) == i)
                add(p);
    }
    return readers;
}

} // namespace

bool Axis::reads(int index) const
{
    // The taps whose window begins at or after the first and at or before the last; which of them the stride meets
    // comes round again after as many taps as it is long.
    const std::int64_t at = std::int64_t(index) + margin.before, last = std::int64_t(output - 1) * stride;
    const std::int64_t from = at > last ? (at - last + dilation - 1) / dilation : 0;
    const std::int64_t to = std::min<std::int64_t>({at / dilation, kernel - 1, from + stride - 1});
    for (std::int64_t tap = from; tap <= to; ++tap)
        if ((at - tap * dilation) % stride == 0)
            return true;
    return false;
}

int Axis::unread() const
{
    int count = 0;
    for (int index = -margin.before; index < input + margin.after; ++index)
        count += reads(index) ? 0 : 1;
    return count;
}

WeightCell Geometry::weightAt(int a, int b) const
{
    if (operation == Operation::Correlation)
        return {a, b};
    return {rows.kernel - 1 - a, cols.kernel - 1 - b};
}

std::optional<InputCell> Geometry::sourceOf(InputCell position) const
{
    const auto map = infoOf(border).map;
    const InputCell source{map(position.row, rows.input), map(position.col, cols.input)};
    if (source.row < 0 || source.col < 0)
        return std::nullopt;
    return source;
}

Rect Geometry::inputWindow(OutputCell cell) const
{
    return {rows.index(cell.row, 0), cols.index(cell.col, 0), rows.extent(), cols.extent()};
}

std::vector<Contact> Geometry::outputsTouchedBy(InputCell cell) const
{
    const auto byRow = readersOf(rows, border, cell.row);
    const auto byCol = readersOf(cols, border, cell.col);
    std::vector<Contact> contacts;
    contacts.reserve(byRow.size() * byCol.size());
    for (const auto& [outRow, a] : byRow)
        for (const auto& [outCol, b] : byCol)
            contacts.push_back({{outRow, outCol}, weightAt(a, b)});
    std::sort(contacts.begin(), contacts.end());
    return contacts;
}

Lattice Geometry::positionsOf(WeightCell weight) const
{
    const WeightCell tap = weightAt(weight.row, weight.col); // turning by 180° is its own inverse
    return {rows.index(0, tap.row), cols.index(0, tap.col), rows.stride, cols.stride, rows.output, cols.output};
}

Result<Geometry> resolve(Shape input, Shape kernel, const ConvSpec& spec)
{
    if (input.empty())
        return ErrorCode::EmptyInput;
    if (kernel.empty())
        return ErrorCode::EmptyKernel;
    if (spec.stride.rows < 1 || spec.stride.cols < 1)
        return ErrorCode::BadStride;
    if (spec.dilation.rows < 1 || spec.dilation.cols < 1)
        return ErrorCode::BadDilation;
    const Margin given[] = {spec.padding.rows, spec.padding.cols};
    const bool isExplicit = spec.padding.mode == PaddingMode::Explicit;
    for (const Margin& m : given)
        if (isExplicit && (m.before < 0 || m.after < 0))
            return ErrorCode::NegativePadding;

    struct Raw {
        std::int64_t input, kernel, stride, dilation, extent, padded;
        Margin margin;
    };
    const auto raw = [&](int n, int k, int stride, int dilation, Margin explicitMargin) {
        Raw r{n, k, stride, dilation, std::int64_t(dilation) * (k - 1) + 1, 0, {}};
        if (r.extent <= kLongestAxis) {
            r.margin = isExplicit ? explicitMargin : marginFor(spec.padding.mode, int(r.extent));
            r.padded = std::int64_t(n) + r.margin.before + r.margin.after;
        }
        return r;
    };
    const Raw r = raw(input.rows, kernel.rows, spec.stride.rows, spec.dilation.rows, spec.padding.rows);
    const Raw c = raw(input.cols, kernel.cols, spec.stride.cols, spec.dilation.cols, spec.padding.cols);
    const auto text = [](std::int64_t v) { return std::to_string(v); };
    if (std::max({r.extent, c.extent, r.padded, c.padded, r.stride, c.stride}) > kLongestAxis)
        return Error{ErrorCode::TooLarge, {text(std::max(r.extent, r.padded)), text(std::max(c.extent, c.padded))}};
    if (r.extent > r.padded || c.extent > c.padded)
        return Error{ErrorCode::KernelTooLarge, {text(r.extent), text(c.extent), text(r.padded), text(c.padded)}};

    const auto axis = [](const Raw& one) {
        return Axis{int(one.input),  int(one.kernel),   one.margin,
                    int(one.stride), int(one.dilation), int((one.padded - one.extent) / one.stride + 1)};
    };
    const Geometry geometry{axis(r), axis(c), spec.operation, spec.border};
    if (geometry.output().cells() > std::numeric_limits<int>::max())
        return Error{ErrorCode::TooLarge, {text(geometry.rows.output), text(geometry.cols.output)}};
    return geometry;
}

} // namespace lab
