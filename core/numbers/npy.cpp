// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/npy.h"

#include "core/numbers/array_layout.h"
#include "core/numbers/npy_content.h"
#include "core/numbers/number_text.h"
#include "core/numbers/raw_numbers.h"

#include <algorithm>
#include <limits>
#include <span>

namespace lab
{

namespace
{

/// The number in a cell that is too large for a float, as a person would write it.
Error tooLarge(const char* cell, bool swap, int row, std::size_t col)
{
    return {ErrorCode::NumberTooLarge,
            {std::to_string(row + 1), std::to_string(col + 1), shortest(loadRaw<double>(cell, swap))}};
}

Result<NpyArray> readPlanes(const char* data, const ArrayLayout& layout, const NpyType& type, bool swap)
{
    const std::ptrdiff_t bytes = std::ptrdiff_t(type.bytes);
    std::vector<Grid> planes;
    for (std::uint64_t p = 0; p < layout.planes; ++p) {
        auto plane = Grid::uninitialised({int(layout.rows), int(layout.cols)});
        const char* const first = data + std::ptrdiff_t(p) * layout.planeStep * bytes;
        for (int r = 0; r < plane.rows(); ++r) {
            const char* const row = first + r * layout.rowStep * bytes;
            const std::size_t read = type.read(row, layout.colStep * bytes, swap, plane.row(r));
            if (read < layout.cols)
                return tooLarge(row + std::ptrdiff_t(read) * layout.colStep * bytes, swap, r, read);
        }
        planes.push_back(std::move(plane));
    }
    return NpyArray{std::move(planes), layout.alphaLeftOut};
}

Result<NpyArray> read(std::string_view bytes)
{
    const auto content = npyContent(bytes);
    if (!content)
        return content.error();
    if (cellsOf(content->shape) == 0U)
        return ErrorCode::EmptyInput;
    const auto layout = layoutOf(content->shape, content->firstFastest);
    if (!layout)
        return Error{ErrorCode::NpyShape, {shapeText(content->shape)}};
    if (layout->rows * layout->cols > std::uint64_t(std::numeric_limits<int>::max()))
        return Error{ErrorCode::TooLarge, {std::to_string(layout->rows), std::to_string(layout->cols)}};
    return readPlanes(content->data.data(), *layout, *content->type, content->swap);
}

/// Cells in the order of Fortran, in that of C.
std::vector<double> lastFastest(std::span<const double> cells, std::span<const std::uint64_t> shape)
{
    std::vector<double> ordered;
    ordered.reserve(cells.size());
    std::vector<std::uint64_t> place(shape.size(), 0);
    while (ordered.size() < cells.size()) {
        std::uint64_t index = 0;
        for (std::size_t axis = shape.size(); axis-- > 0;)
            index = index * shape[axis] + place[axis];
        ordered.push_back(cells[std::size_t(index)]);
        for (std::size_t axis = shape.size(); axis-- > 0 && ++place[axis] == shape[axis];)
            place[axis] = 0;
    }
    return ordered;
}

template <class T>
std::string written(std::span<const BasicGrid<T>> planes)
{
    assert(planes.size() == 1 || planes.size() == 3);
    const Shape shape = planes.front().shape();
    std::vector<std::uint64_t> sizes{std::uint64_t(shape.rows), std::uint64_t(shape.cols)};
    if (planes.size() == 3)
        sizes.insert(sizes.begin(), 3);
    std::string bytes = npyHead(sizeof(T), sizes);
    bytes.reserve(bytes.size() + planes.size() * std::size_t(shape.cells()) * sizeof(T));
    for (const BasicGrid<T>& plane : planes)
        for (const T cell : plane.cells())
            appendRaw(bytes, cell);
    return bytes;
}

} // namespace

Result<NpyArray> arrayFromNpy(std::string_view bytes)
{
    try {
        return read(bytes);
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

Result<std::vector<Grid>> planesFromNpy(std::string_view bytes)
{
    auto array = arrayFromNpy(bytes);
    return array ? Result<std::vector<Grid>>(std::move(array->planes)) : array.error();
}

std::string npyFromPlanes(std::span<const Grid> planes)
{
    return written(planes);
}

std::string npyFromPlanes(std::span<const Grid64> planes)
{
    return written(planes);
}

Result<Tensor> tensorFromNpy(std::string_view bytes)
try {
    const auto content = npyContent(bytes);
    if (!content)
        return content.error();
    Tensor tensor{content->shape, std::vector<double>(std::size_t(*cellsOf(content->shape)))};
    const NpyType& type = *content->type;
    type.readInDouble(content->data.data(), std::ptrdiff_t(type.bytes), content->swap, tensor.cells);
    if (content->firstFastest)
        tensor.cells = lastFastest(tensor.cells, tensor.shape);
    return tensor;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

std::string npyFromTensor(const Tensor& tensor, bool inDouble)
{
    std::string bytes = npyHead(inDouble ? sizeof(double) : sizeof(float), tensor.shape);
    appendFloats(bytes, tensor.cells, inDouble);
    return bytes;
}

} // namespace lab
