// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <new>
#include <span>
#include <vector>

namespace lab
{

/// Rows × columns, both ≥ 0.
struct Shape {
    int rows = 0;
    int cols = 0;
    std::int64_t cells() const { return std::int64_t(rows) * cols; }
    bool empty() const { return rows <= 0 || cols <= 0; }
    bool operator==(const Shape&) const = default;
};

/// A position in one named space: a cell of the input cannot be passed where one of the output is meant.
template <class Space>
struct CellOf {
    int row = 0;
    int col = 0;
    auto operator<=>(const CellOf&) const = default;
};
using InputCell = CellOf<struct InputSpace>;
using OutputCell = CellOf<struct OutputSpace>;
using WeightCell = CellOf<struct WeightSpace>;

/// A rectangle of cells; row and col may be negative (a window that begins in the padding).
struct Rect {
    int row = 0;
    int col = 0;
    int rows = 0;
    int cols = 0;
    Shape shape() const { return {rows, cols}; }
    bool operator==(const Rect&) const = default;
};

/// All cells of a grid of this shape.
inline Rect wholeOf(Shape shape)
{
    return {0, 0, shape.rows, shape.cols};
}

template <class C>
bool inside(C cell, Shape shape)
{
    return cell.row >= 0 && cell.col >= 0 && cell.row < shape.rows && cell.col < shape.cols;
}

/// Read-only cells in somebody else's memory; `stride` elements from one row to the next.
template <class T>
class GridView
{
public:
    GridView() = default;
    GridView(const T* data, Shape shape, std::ptrdiff_t stride) : m_data(data), m_shape(shape), m_stride(stride) {}

    Shape shape() const { return m_shape; }
    int rows() const { return m_shape.rows; }
    int cols() const { return m_shape.cols; }
    std::ptrdiff_t stride() const { return m_stride; }
    const T& at(int row, int col) const
    {
        assert(row >= 0 && row < m_shape.rows && col >= 0 && col < m_shape.cols);
        return m_data[row * m_stride + col];
    }
    template <class Space>
    const T& at(CellOf<Space> cell) const
    {
        return at(cell.row, cell.col);
    }
    std::span<const T> row(int row) const
    {
        assert(row >= 0 && row < m_shape.rows);
        return {m_data + row * m_stride, std::size_t(m_shape.cols)};
    }
    /// The part inside `rect`, which must lie within the view.
    GridView window(Rect rect) const
    {
        assert(rect.row >= 0 && rect.col >= 0 && rect.row + rect.rows <= rows() && rect.col + rect.cols <= cols());
        return {m_data + rect.row * m_stride + rect.col, {rect.rows, rect.cols}, m_stride};
    }

private:
    const T* m_data = nullptr;
    Shape m_shape;
    std::ptrdiff_t m_stride = 0;
};

/// Cells in somebody else's memory that may be written; `stride` elements from one row to the next.
template <class T>
class GridSpan
{
public:
    GridSpan() = default;
    GridSpan(T* data, Shape shape, std::ptrdiff_t stride) : m_data(data), m_shape(shape), m_stride(stride) {}

    Shape shape() const { return m_shape; }
    int rows() const { return m_shape.rows; }
    int cols() const { return m_shape.cols; }
    std::ptrdiff_t stride() const { return m_stride; }
    std::span<T> row(int row) const
    {
        assert(row >= 0 && row < m_shape.rows);
        return {m_data + row * m_stride, std::size_t(m_shape.cols)};
    }
    /// The part inside `rect`, which must lie within the span.
    GridSpan window(Rect rect) const
    {
        assert(rect.row >= 0 && rect.col >= 0 && rect.row + rect.rows <= rows() && rect.col + rect.cols <= cols());
        return {m_data + rect.row * m_stride + rect.col, {rect.rows, rect.cols}, m_stride};
    }

private:
    T* m_data = nullptr;
    Shape m_shape;
    std::ptrdiff_t m_stride = 0;
};

/// Aligns to a cache line and leaves fresh numbers unset: writing 48 MB of zeros costs ten times a 3×3 filter.
template <class T>
struct CellAllocator {
    using value_type = T;
    static constexpr std::align_val_t kAlignment{64};
    CellAllocator() = default;
    template <class U>
    CellAllocator(const CellAllocator<U>&)
    {
    }
    T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), kAlignment)); }
    void deallocate(T* p, std::size_t) { ::operator delete(p, kAlignment); }
    template <class U>
    void construct(U* p)
    {
        ::new (static_cast<void*>(p)) U;
    }
    template <class U, class... Args>
    void construct(U* p, Args&&... args)
    {
        ::new (static_cast<void*>(p)) U(std::forward<Args>(args)...);
    }
    bool operator==(const CellAllocator&) const { return true; }
};

/// Equal, or both NaN: a session with a NaN in it equals itself when it is read back.
template <class T>
bool sameNumber(T a, T b)
{
    return a == b || (a != a && b != b);
}

/// Owns rows × cols numbers, row-major, without gaps. A value: kernels are copied freely; megapixels are kept
/// in a Picture, which cannot be copied.
template <class T>
class BasicGrid
{
public:
    BasicGrid() = default;
    explicit BasicGrid(Shape shape, T fill = T{}) : m_shape(shape), m_cells(std::size_t(shape.cells()), fill) {}
    BasicGrid(std::initializer_list<std::initializer_list<T>> rows)
    {
        m_shape = {int(rows.size()), rows.size() ? int(rows.begin()->size()) : 0};
        m_cells.reserve(std::size_t(m_shape.cells()));
        for (const auto& row : rows) {
            assert(int(row.size()) == m_shape.cols);
            m_cells.insert(m_cells.end(), row.begin(), row.end());
        }
    }
    /// Cells whose values are not set: for whoever writes every one of them.
    static BasicGrid uninitialised(Shape shape)
    {
        BasicGrid grid;
        grid.m_shape = shape;
        grid.m_cells.resize(std::size_t(shape.cells()));
        return grid;
    }

    Shape shape() const { return m_shape; }
    int rows() const { return m_shape.rows; }
    int cols() const { return m_shape.cols; }
    bool empty() const { return m_shape.empty(); }
    std::size_t size() const { return m_cells.size(); }

    T& at(int row, int col)
    {
        assert(row >= 0 && row < m_shape.rows && col >= 0 && col < m_shape.cols);
        return m_cells[std::size_t(row) * std::size_t(m_shape.cols) + std::size_t(col)];
    }
    const T& at(int row, int col) const { return const_cast<BasicGrid*>(this)->at(row, col); }
    template <class Space>
    T& at(CellOf<Space> cell)
    {
        return at(cell.row, cell.col);
    }
    template <class Space>
    const T& at(CellOf<Space> cell) const
    {
        return at(cell.row, cell.col);
    }

    std::span<T> cells() & { return m_cells; }
    std::span<const T> cells() const& { return m_cells; }
    std::span<const T> cells() const&& = delete; // it would outlive the numbers
    std::span<T> row(int row)
    {
        return cells().subspan(std::size_t(row) * std::size_t(m_shape.cols), std::size_t(m_shape.cols));
    }
    std::span<const T> row(int row) const
    {
        return cells().subspan(std::size_t(row) * std::size_t(m_shape.cols), std::size_t(m_shape.cols));
    }

    GridView<T> view() const { return {m_cells.data(), m_shape, m_shape.cols}; }
    operator GridView<T>() const { return view(); }
    GridSpan<T> span() { return {m_cells.data(), m_shape, m_shape.cols}; }

    /// Equal shape and sameNumber() in every cell.
    bool operator==(const BasicGrid& other) const
    {
        if (m_shape != other.m_shape)
            return false;
        for (std::size_t i = 0; i < m_cells.size(); ++i)
            if (!sameNumber(m_cells[i], other.m_cells[i]))
                return false;
        return true;
    }

private:
    Shape m_shape;
    std::vector<T, CellAllocator<T>> m_cells;
};

using Grid = BasicGrid<float>; ///< tensors: inputs, kernels, feature maps
using Grid64 = BasicGrid<double>; ///< sums and derivatives

template <class To, class From>
BasicGrid<To> converted(const BasicGrid<From>& from)
{
    auto to = BasicGrid<To>::uninitialised(from.shape());
    for (std::size_t i = 0; i < from.size(); ++i)
        to.cells()[i] = static_cast<To>(from.cells()[i]);
    return to;
}

template <class T>
BasicGrid<T> transposed(const BasicGrid<T>& grid)
{
    auto result = BasicGrid<T>::uninitialised({grid.cols(), grid.rows()});
    for (int r = 0; r < grid.rows(); ++r)
        for (int c = 0; c < grid.cols(); ++c)
            result.at(c, r) = grid.at(r, c);
    return result;
}

/// Turned by 180°: what makes a convolution of a cross-correlation.
template <class T>
BasicGrid<T> rotated180(const BasicGrid<T>& grid)
{
    auto result = BasicGrid<T>::uninitialised(grid.shape());
    const auto from = grid.cells();
    for (std::size_t i = 0; i < from.size(); ++i)
        result.cells()[i] = from[from.size() - 1 - i];
    return result;
}

} // namespace lab
