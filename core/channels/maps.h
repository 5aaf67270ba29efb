// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/result.h"

#include <algorithm>
#include <string>
#include <vector>

namespace lab
{

inline constexpr int kMostChannels = 64; ///< on either side of a layer

/// Channels × rows × columns, all ≥ 0.
struct MapsShape {
    int channels = 0;
    int rows = 0;
    int cols = 0;
    Shape plane() const { return {rows, cols}; }
    std::int64_t cells() const { return std::int64_t(channels) * rows * cols; }
    bool operator==(const MapsShape&) const = default;
};

/// Output channels × input channels of a group × rows × columns, all ≥ 0.
struct WeightsShape {
    int out = 0;
    int in = 0;
    int rows = 0;
    int cols = 0;
    Shape plane() const { return {rows, cols}; }
    std::int64_t cells() const { return std::int64_t(out) * in * rows * cols; }
    bool operator==(const WeightsShape&) const = default;
};

/// A cell of one of several maps. Row and column of a position may lie outside, in the padding.
struct MapCell {
    int channel = 0;
    int row = 0;
    int col = 0;
    auto operator<=>(const MapCell&) const = default;
};

/// A weight by its place in Weights: `in` counts within the group of `out`.
struct WeightAt {
    int out = 0;
    int in = 0;
    int row = 0;
    int col = 0;
    auto operator<=>(const WeightAt&) const = default;
};

inline bool inside(MapCell cell, MapsShape shape)
{
    return cell.channel >= 0 && cell.channel < shape.channels && inside(InputCell{cell.row, cell.col}, shape.plane());
}

/// Several maps of one size. Owns channels × rows × columns numbers in this order, without gaps (an example of NCHW,
/// as PyTorch has it). A value.
template <class T>
class BasicMaps
{
public:
    BasicMaps() = default;
    explicit BasicMaps(MapsShape shape, T fill = T{}) : m_shape(shape), m_cells(std::size_t(shape.cells()), fill) {}
    /// One map for each grid; all of one shape.
    explicit BasicMaps(const std::vector<BasicGrid<T>>& planes)
        : m_shape{int(planes.size()), planes.empty() ? 0 : planes[0].rows(), planes.empty() ? 0 : planes[0].cols()}
    {
        m_cells.reserve(std::size_t(m_shape.cells()));
        for (const BasicGrid<T>& plane : planes) {
            assert(plane.shape() == m_shape.plane());
            m_cells.insert(m_cells.end(), plane.cells().begin(), plane.cells().end());
        }
    }

    MapsShape shape() const { return m_shape; }
    int channels() const { return m_shape.channels; }
    int rows() const { return m_shape.rows; }
    int cols() const { return m_shape.cols; }
    std::size_t size() const { return m_cells.size(); }

    T& at(MapCell cell) { return m_cells[indexOf(cell)]; }
    const T& at(MapCell cell) const { return m_cells[indexOf(cell)]; }
    T& at(int channel, int row, int col) { return at(MapCell{channel, row, col}); }
    const T& at(int channel, int row, int col) const { return at(MapCell{channel, row, col}); }
    std::span<T> cells() & { return m_cells; }
    std::span<const T> cells() const& { return m_cells; }
    std::span<const T> cells() const&& = delete; // it would outlive the numbers
    GridView<T> plane(int channel) const
    {
        return {m_cells.data() + indexOf({channel, 0, 0}), m_shape.plane(), m_shape.cols};
    }

    /// Where a cell stands among all, and back.
    std::size_t indexOf(MapCell cell) const
    {
        assert(inside(cell, m_shape));
        return (std::size_t(cell.channel) * std::size_t(m_shape.rows) + std::size_t(cell.row)) *
                   std::size_t(m_shape.cols) +
               std::size_t(cell.col);
    }
    bool operator==(const BasicMaps& other) const
    {
        return m_shape == other.m_shape &&
               std::equal(m_cells.begin(), m_cells.end(), other.m_cells.begin(), sameNumber<T>);
    }

private:
    MapsShape m_shape;
    std::vector<T> m_cells;
};
using Maps = BasicMaps<float>; ///< what comes from outside
using Maps64 = BasicMaps<double>; ///< what is computed, and derivatives

template <class To, class From>
BasicMaps<To> converted(const BasicMaps<From>& from)
{
    BasicMaps<To> to(from.shape());
    std::transform(from.cells().begin(), from.cells().end(), to.cells().begin(),
                   [](From v) { return static_cast<To>(v); });
    return to;
}

/// The cell that stands at `index` when channels, rows and columns are counted in this order.
inline MapCell cellAt(MapsShape shape, std::int64_t index)
{
    const std::int64_t plane = shape.plane().cells(), rest = index % plane;
    return {int(index / plane), int(rest / shape.cols), int(rest % shape.cols)};
}

/// The kernels of a layer: for each output channel one plane for each input channel of its group, in the order of
/// PyTorch's Conv2d and of ONNX (OIHW). In double: a float fits in, and a step of learning needs no rounding. A
/// value.
class Weights
{
public:
    Weights() = default;
    explicit Weights(WeightsShape shape, double fill = 0) : m_shape(shape), m_cells(std::size_t(shape.cells()), fill)
    {
    }
    /// kernels[o][i] is the plane between output channel o and input channel i; all of one shape.
    explicit Weights(const std::vector<std::vector<Grid64>>& kernels);

    WeightsShape shape() const { return m_shape; }
    std::size_t size() const { return m_cells.size(); }
    double& at(WeightAt at) { return m_cells[indexOf(at)]; }
    double at(WeightAt at) const { return m_cells[indexOf(at)]; }
    std::span<double> cells() & { return m_cells; }
    std::span<const double> cells() const& { return m_cells; }
    std::span<const double> cells() const&& = delete; // it would outlive the numbers
    GridView<double> plane(int out, int in) const
    {
        return {m_cells.data() + indexOf({out, in, 0, 0}), m_shape.plane(), m_shape.cols};
    }
    std::size_t indexOf(WeightAt at) const
    {
        assert(at.out >= 0 && at.out < m_shape.out && at.in >= 0 && at.in < m_shape.in);
        assert(inside(WeightCell{at.row, at.col}, m_shape.plane()));
        const auto size = [](int n) { return std::size_t(n); };
        return ((size(at.out) * size(m_shape.in) + size(at.in)) * size(m_shape.rows) + size(at.row)) *
                   size(m_shape.cols) +
               size(at.col);
    }
    bool operator==(const Weights& other) const
    {
        return m_shape == other.m_shape &&
               std::equal(m_cells.begin(), m_cells.end(), other.m_cells.begin(), sameNumber<double>);
    }

private:
    WeightsShape m_shape;
    std::vector<double> m_cells;
};

/// The place of the weight at `index` of Weights::cells().
WeightAt weightAt(WeightsShape shape, std::int64_t index);

/// Output and input channels of every group exchanged: from the order of PyTorch's ConvTranspose2d (in, out/groups,
/// rows, columns) to ours, and back. shape().out must be divisible by `groups`.
Weights exchanged(const Weights& weights, int groups);

/// Numbers from outside as a shape. Errors: NoChannels, TooManyChannels, EmptyInput, TooLarge.
Result<MapsShape> mapsShape(std::int64_t channels, std::int64_t rows, std::int64_t cols);
/// The same of kernels. Errors: NoChannels, TooManyChannels, EmptyKernel, TooLarge.
Result<WeightsShape> weightsShape(std::int64_t out, std::int64_t in, std::int64_t rows, std::int64_t cols);

/// Whether a target has the shape of the output that is to reach it. Errors: TargetPlanes, TargetShape.
Result<Done> targetFits(MapsShape target, MapsShape output);

/// "3 × 5 × 5", as sentences name a shape.
std::string textOf(MapsShape shape);

} // namespace lab
