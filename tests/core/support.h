// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/session/session.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <gtest/gtest.h>
#include <iomanip>
#include <limits>
#include <ostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace lab
{

// Found by GoogleTest through the namespace of the type.

inline void PrintTo(const Shape& shape, std::ostream* out)
{
    *out << shape.rows << "×" << shape.cols;
}

template <class Space>
void PrintTo(const CellOf<Space>& cell, std::ostream* out)
{
    *out << "(" << cell.row << ", " << cell.col << ")";
}

inline void PrintTo(const Rect& rect, std::ostream* out)
{
    *out << rect.rows << "×" << rect.cols << " at (" << rect.row << ", " << rect.col << ")";
}

inline void PrintTo(const Margin& margin, std::ostream* out)
{
    *out << margin.before << "+" << margin.after;
}

inline void PrintTo(const Contact& contact, std::ostream* out)
{
    PrintTo(contact.output, out);
    *out << " by ";
    PrintTo(contact.weight, out);
}

template <class T>
void PrintTo(const BasicGrid<T>& grid, std::ostream* out)
{
    *out << grid.rows() << "×" << grid.cols() << " [";
    for (int r = 0; r < grid.rows(); ++r) {
        *out << (r ? "\n [" : "[");
        for (int c = 0; c < grid.cols(); ++c)
            *out << (c ? ", " : "") << std::setprecision(std::numeric_limits<T>::max_digits10) << grid.at(r, c);
        *out << "]";
    }
    *out << "]";
}

namespace test
{

inline constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
inline constexpr float kInfinity = std::numeric_limits<float>::infinity();
/// Half a unit in the last place of 1 in single precision.
inline constexpr double kUnit = 0x1p-24;

/// The same numbers on every platform, which the distributions of the standard library are not.
class Random
{
public:
    explicit Random(std::uint32_t seed) : m_engine(seed) {}

    /// low ≤ result ≤ high
    int integer(int low, int high) { return low + int(m_engine() % std::uint32_t(high - low + 1)); }
    bool coin() { return integer(0, 1) == 1; }
    /// [low, high)
    double real(double low, double high) { return low + (high - low) * (double(m_engine()) / 4294967296.0); }
    template <class T>
    const T& oneOf(const std::vector<T>& choices)
    {
        return choices[std::size_t(integer(0, int(choices.size()) - 1))];
    }

    Shape shape(int maxRows, int maxCols) { return {integer(1, maxRows), integer(1, maxCols)}; }
    Grid integers(Shape shape, int bound = 9)
    {
        Grid grid(shape);
        for (float& v : grid.cells())
            v = float(integer(-bound, bound));
        return grid;
    }
    template <class T = float>
    BasicGrid<T> reals(Shape shape, double low = -1, double high = 1)
    {
        BasicGrid<T> grid(shape);
        for (T& v : grid.cells())
            v = T(real(low, high));
        return grid;
    }

private:
    std::mt19937 m_engine;
};

inline const std::vector<Border>& allBorders()
{
    static const std::vector<Border> borders = {Border::Zero, Border::Replicate, Border::Reflect, Border::Symmetric,
                                                Border::Circular};
    return borders;
}

inline const std::vector<PaddingMode>& allPaddingModes()
{
    static const std::vector<PaddingMode> modes = {PaddingMode::Valid, PaddingMode::Same, PaddingMode::SameLower,
                                                   PaddingMode::Full, PaddingMode::Explicit};
    return modes;
}

inline const std::vector<Operation>& allOperations()
{
    static const std::vector<Operation> operations = {Operation::Correlation, Operation::Convolution};
    return operations;
}

inline ConvSpec randomSpec(Random& random)
{
    ConvSpec spec;
    spec.operation = random.oneOf(allOperations());
    spec.padding.mode = random.oneOf(allPaddingModes());
    spec.padding.rows = {random.integer(0, 4), random.integer(0, 4)};
    spec.padding.cols = {random.integer(0, 4), random.integer(0, 4)};
    spec.border = random.oneOf(allBorders());
    spec.stride = {random.integer(1, 3), random.integer(1, 3)};
    spec.dilation = {random.integer(1, 3), random.integer(1, 3)};
    return spec;
}

/// A geometry that exists, with input and kernel up to the given sizes.
inline Geometry randomGeometry(Random& random, Shape maxInput, Shape maxKernel)
{
    for (;;) {
        const auto geometry = resolve(random.shape(maxInput.rows, maxInput.cols),
                                      random.shape(maxKernel.rows, maxKernel.cols), randomSpec(random));
        if (geometry)
            return *geometry;
    }
}

inline std::string describe(const Geometry& g)
{
    std::ostringstream out;
    const auto axis = [&](const char* name, const Axis& a) {
        out << name << " " << a.input << " k" << a.kernel << " pad " << a.margin.before << "+" << a.margin.after
            << " stride " << a.stride << " dilation " << a.dilation << " → " << a.output << "; ";
    };
    axis("rows", g.rows);
    axis("cols", g.cols);
    out << infoOf(g.border).id << (g.operation == Operation::Convolution ? ", convolution" : ", correlation");
    return out.str();
}

inline bool sameBits(float a, float b)
{
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}
inline bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// `same(actual, expected, i)` for every cell; says where the first difference is and by how much.
template <class A, class B, class Same>
testing::AssertionResult compared(const BasicGrid<A>& actual, const BasicGrid<B>& expected, Same same)
{
    if (actual.shape() != expected.shape())
        return testing::AssertionFailure() << "shape " << testing::PrintToString(actual.shape()) << ", expected "
                                           << testing::PrintToString(expected.shape());
    for (std::size_t i = 0; i < actual.size(); ++i) {
        const A a = actual.cells()[i];
        const B b = expected.cells()[i];
        if (same(a, b, i))
            continue;
        return testing::AssertionFailure()
               << "at (" << int(i) / actual.cols() << ", " << int(i) % actual.cols() << "): " << std::setprecision(17)
               << a << ", expected " << b << ", off by " << double(a) - double(b) << "\nactual "
               << testing::PrintToString(actual) << "\nexpected " << testing::PrintToString(expected);
    }
    return testing::AssertionSuccess();
}

template <class T>
testing::AssertionResult equalNumbers(const BasicGrid<T>& actual, const BasicGrid<T>& expected)
{
    return compared(actual, expected, [](T a, T b, std::size_t) { return lab::sameNumber(a, b); });
}

template <class T>
testing::AssertionResult equalBits(const BasicGrid<T>& actual, const BasicGrid<T>& expected)
{
    return compared(actual, expected, [](T a, T b, std::size_t) { return sameBits(a, b); });
}

template <class A, class B>
testing::AssertionResult nearNumbers(const BasicGrid<A>& actual, const BasicGrid<B>& expected, double tolerance)
{
    return compared(actual, expected,
                    [=](A a, B b, std::size_t) { return std::abs(double(a) - double(b)) <= tolerance; });
}

/// A session of one layer on a matrix.
inline Session sessionOf(Grid input, Grid kernel, ConvSpec spec = {}, float bias = 0)
{
    Session session;
    session.input = matrixPicture("matrix", std::move(input));
    session.layers = {Layer{std::move(kernel), bias, spec}};
    return session;
}

inline PicturePtr colourPicture(Random& random, Shape shape)
{
    std::vector<Grid> planes;
    for (int i = 0; i < 3; ++i)
        planes.push_back(random.reals(shape, 0, 1));
    return std::make_shared<const Picture>("colour", Content::Brightness, std::move(planes));
}

/// Section 3 of the chapter: 6×8 ones, the columns 2 to 5 zero.
inline Grid edgeInput()
{
    Grid x({6, 8}, 1.0F);
    for (int r = 0; r < 6; ++r)
        for (int c = 2; c < 6; ++c)
            x.at(r, c) = 0;
    return x;
}

/// It, under the kernel that finds its edges.
inline Session chapter()
{
    return sessionOf(edgeInput(), {{1, -1}});
}

/// What the kernel [[1, −1]] makes of it: 1 from white to black, −1 from black to white.
inline Grid edgeOutput()
{
    Grid y({6, 7});
    for (int r = 0; r < 6; ++r) {
        y.at(r, 1) = 1;
        y.at(r, 5) = -1;
    }
    return y;
}

template <class T>
BasicGrid<T> copyOf(GridView<T> view)
{
    auto copy = BasicGrid<T>::uninitialised(view.shape());
    for (int r = 0; r < view.rows(); ++r)
        std::copy(view.row(r).begin(), view.row(r).end(), copy.row(r).begin());
    return copy;
}

} // namespace test
} // namespace lab
