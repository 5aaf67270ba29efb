// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workshop/kernel_facts.h"

#include "core/numbers/heavy_work.h"
#include "core/workshop/parameter.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstdlib>
#include <limits>
#include <numbers>
#include <numeric>

namespace lab
{

namespace
{

using Complex = std::complex<double>;

constexpr int kMostSweeps = 40; ///< some 8 are needed
constexpr double kOrthogonal = 1e-14; ///< what rounding leaves of the cosine between two vectors of 100 numbers
constexpr double kBelowRounding = 0x1p-50;
constexpr double kWholeBound = 0x1p24; ///< whole floats up to it are exact

constexpr Parameter kResponseSide{.id = "side",
                                  .name = "Frequencies along a side",
                                  .unit = "",
                                  .least = 1,
                                  .most = 1024,
                                  .usual = 64,
                                  .whole = true};

double dotOf(std::span<const double> a, std::span<const double> b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

void rotate(std::span<double> a, std::span<double> b, double cos, double sin)
{
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double x = a[i], y = b[i];
        a[i] = cos * x - sin * y;
        b[i] = sin * x + cos * y;
    }
}

/// Rows that are turned among each other until they are orthogonal: their lengths are the singular values. `turns`
/// begins as the identity and is turned along: turns · (what `rows` was) = rows.
struct Turned {
    Grid64 rows, turns;
};

Grid64 identityOf(int side)
{
    Grid64 identity({side, side});
    for (int i = 0; i < side; ++i)
        identity.at(i, i) = 1;
    return identity;
}

/// Makes rows p and q orthogonal; false where they were.
bool turnPair(Turned& turned, int p, int q, double negligible)
{
    const auto a = turned.rows.row(p), b = turned.rows.row(q);
    const double aa = dotOf(a, a), bb = dotOf(b, b), ab = dotOf(a, b);
    if (std::min(aa, bb) <= negligible || std::abs(ab) <= kOrthogonal * std::sqrt(aa) * std::sqrt(bb))
        return false;
    const double cotangent = (bb - aa) / (2 * ab);
    const double tangent = std::copysign(1 / (std::abs(cotangent) + std::hypot(1, cotangent)), cotangent);
    const double cos = 1 / std::hypot(1, tangent), sin = cos * tangent;
    rotate(a, b, cos, sin);
    rotate(turned.turns.row(p), turned.turns.row(q), cos, sin);
    return true;
}

/// Of a kernel that has no more rows than columns.
Result<Turned> orthogonalised(Grid64 rows, const std::stop_token& stop)
{
    const int n = rows.rows();
    noteHeavyWork(HeavyWork::Compute, rows.shape().cells() * n * 50);
    const double negligible = kBelowRounding * kBelowRounding * dotOf(rows.cells(), rows.cells());
    Turned turned{std::move(rows), identityOf(n)};
    bool turning = true;
    for (int sweep = 0; turning && sweep < kMostSweeps; ++sweep) {
        turning = false;
        for (int p = 0; p < n; ++p) {
            if (stop.stop_requested())
                return ErrorCode::Stopped;
            for (int q = p + 1; q < n; ++q)
                turning |= turnPair(turned, p, q, negligible);
        }
    }
    return turned;
}

std::optional<Error> whyNoFacts(const Grid& kernel)
{
    if (kernel.empty())
        return Error{ErrorCode::EmptyKernel};
    if (!std::all_of(kernel.cells().begin(), kernel.cells().end(), [](float w) { return std::isfinite(w); }))
        return Error{ErrorCode::KernelNotFinite};
    return std::nullopt;
}

Result<Turned> turnedOf(const Grid& kernel, const std::stop_token& stop)
{
    if (auto error = whyNoFacts(kernel))
        return std::move(*error);
    const auto wide = converted<double>(kernel);
    return orthogonalised(kernel.rows() <= kernel.cols() ? wide : transposed(wide), stop);
}

std::vector<double> lengthsOf(const Turned& turned)
{
    std::vector<double> lengths;
    for (int i = 0; i < turned.rows.rows(); ++i)
        lengths.push_back(std::sqrt(dotOf(turned.rows.row(i), turned.rows.row(i))));
    return lengths;
}

std::vector<double> descending(std::vector<double> values)
{
    std::sort(values.begin(), values.end(), std::greater<>());
    return values;
}

bool isProduct(const Grid& kernel, const Separation& factors)
{
    for (int r = 0; r < kernel.rows(); ++r)
        for (int c = 0; c < kernel.cols(); ++c)
            if (factors.column[std::size_t(r)] * factors.row[std::size_t(c)] != double(kernel.at(r, c)))
                return false;
    return true;
}

/// The column with the largest weight, by its greatest common divisor; and the row that this leaves.
std::optional<Separation> wholeFactors(const Grid& kernel)
{
    const auto cells = kernel.cells();
    const auto whole = [](float w) { return w == std::floor(w) && std::abs(double(w)) <= kWholeBound; };
    if (!std::all_of(cells.begin(), cells.end(), whole))
        return std::nullopt;
    const auto largest =
        std::max_element(cells.begin(), cells.end(), [](float a, float b) { return std::abs(a) < std::abs(b); });
    const int index = int(largest - cells.begin()), row = index / kernel.cols(), col = index % kernel.cols();
    int divisor = 0;
    for (int r = 0; r < kernel.rows(); ++r)
        divisor = std::gcd(divisor, int(kernel.at(r, col)));
    divisor = *largest < 0 ? -divisor : divisor;
    Separation factors;
    for (int r = 0; r < kernel.rows(); ++r)
        factors.column.push_back(double(kernel.at(r, col)) / divisor); // without a rest
    for (const float w : kernel.row(row))
        factors.row.push_back(double(w) / factors.column[std::size_t(row)]);
    return isProduct(kernel, factors) ? std::optional(std::move(factors)) : std::nullopt;
}

/// Of the longest of the turned rows: its turn times it is the nearest kernel of rank one (Eckart and Young 1936).
Separation nearestFactors(const Turned& turned, bool wide)
{
    const std::vector<double> lengths = lengthsOf(turned);
    const int longest = int(std::max_element(lengths.begin(), lengths.end()) - lengths.begin());
    const double root = std::sqrt(lengths[std::size_t(longest)]);
    std::vector<double> turn, rest;
    for (const double part : turned.turns.row(longest))
        turn.push_back(part * root);
    for (const double part : turned.rows.row(longest))
        rest.push_back(part / root);
    Separation factors =
        wide ? Separation{std::move(turn), std::move(rest)} : Separation{std::move(rest), std::move(turn)};
    const double most = *std::max_element(factors.column.begin(), factors.column.end(),
                                          [](double a, double b) { return std::abs(a) < std::abs(b); });
    if (most < 0)
        for (auto* vector : {&factors.column, &factors.row})
            for (double& part : *vector)
                part = -part;
    return factors;
}

/// image(row, col) of every weight, exactly.
template <class Image>
bool equalsImage(const Grid& kernel, Image image)
{
    for (int r = 0; r < kernel.rows(); ++r)
        for (int c = 0; c < kernel.cols(); ++c)
            if (!(kernel.at(r, c) == image(r, c)))
                return false;
    return true;
}

/// exp(−2πik/side) for k from 0 to side − 1; exact where one of the parts is 0.
std::vector<Complex> rootsOfUnity(int side)
{
    constexpr Complex kQuarterRoots[] = {{1, 0}, {0, -1}, {-1, 0}, {0, 1}};
    std::vector<Complex> roots;
    for (int k = 0; k < side; ++k)
        roots.push_back(4 * k % side == 0 ? kQuarterRoots[4 * k / side]
                                          : std::polar(1.0, -2 * std::numbers::pi * k / side));
    return roots;
}

/// Σ values[a]·root^(a·(index − ⌊side/2⌋)).
template <class Value>
Complex transformedAt(int index, std::span<const Value> values, std::span<const Complex> roots)
{
    const std::size_t side = roots.size();
    const std::size_t step = (std::size_t(index) + side - side / 2) % side;
    Complex sum = 0;
    std::size_t power = 0;
    for (const Value& value : values) {
        sum += value * roots[power];
        power = (power + step) % side;
    }
    return sum;
}

} // namespace

KernelSums sumsOf(const Grid& kernel)
{
    assert(!kernel.empty());
    KernelSums sums;
    for (const float w : kernel.cells()) {
        sums.sum += double(w);
        sums.absolute += std::abs(double(w));
    }
    sums.mean = sums.sum / double(kernel.size());
    return sums;
}

KernelSymmetries symmetriesOf(const Grid& kernel)
{
    const int lastRow = kernel.rows() - 1, lastCol = kernel.cols() - 1;
    return {
        .halfTurn = equalsImage(kernel, [&](int r, int c) { return kernel.at(lastRow - r, lastCol - c); }),
        .transpose = lastRow == lastCol && equalsImage(kernel, [&](int r, int c) { return kernel.at(c, r); }),
        .leftRight = equalsImage(kernel, [&](int r, int c) { return kernel.at(r, lastCol - c); }),
        .topBottom = equalsImage(kernel, [&](int r, int c) { return kernel.at(lastRow - r, c); }),
        .antisymmetric = equalsImage(kernel, [&](int r, int c) { return -kernel.at(lastRow - r, lastCol - c); }),
    };
}

Result<std::vector<double>> singularValues(const Grid& kernel, std::stop_token stop)
{
    const auto turned = turnedOf(kernel, stop);
    if (!turned)
        return turned.error();
    return descending(lengthsOf(*turned));
}

int rankOf(std::span<const double> singularValues, Shape shape)
{
    assert(!singularValues.empty());
    const double least =
        std::max(shape.rows, shape.cols) * double(std::numeric_limits<float>::epsilon()) * singularValues[0];
    return int(
        std::count_if(singularValues.begin(), singularValues.end(), [=](double value) { return value > least; }));
}

Result<KernelFacts> kernelFacts(const Grid& kernel, std::stop_token stop)
{
    const auto turned = turnedOf(kernel, stop);
    if (!turned)
        return turned.error();
    KernelFacts facts{sumsOf(kernel), symmetriesOf(kernel), descending(lengthsOf(*turned)), 0, std::nullopt};
    facts.rank = rankOf(facts.singularValues, kernel.shape());
    if (facts.rank == 1)
        facts.separation = wholeFactors(kernel);
    if (facts.rank == 1 && !facts.separation)
        facts.separation = nearestFactors(*turned, kernel.rows() <= kernel.cols());
    return facts;
}

double frequencyAt(int index, int side)
{
    assert(side > 0 && index >= 0 && index < side);
    const int fromMiddle = index - side / 2;
    return double(fromMiddle) / side;
}

Result<Grid> frequencyResponse(const Grid& kernel, int side)
{
    if (auto error = whyNoFacts(kernel))
        return std::move(*error);
    if (auto error = wrongWith(kResponseSide, side))
        return std::move(*error);
    noteHeavyWork(HeavyWork::Compute, std::int64_t(8) * kernel.cols() * side * (kernel.rows() + side));
    const std::vector<Complex> roots = rootsOfUnity(side);
    auto response = Grid::uninitialised({side, side});
    std::vector<Complex> across(std::size_t(kernel.cols()));
    std::vector<double> column(std::size_t(kernel.rows()));
    for (int f = 0; f < side; ++f) {
        for (int c = 0; c < kernel.cols(); ++c) {
            for (int r = 0; r < kernel.rows(); ++r)
                column[std::size_t(r)] = double(kernel.at(r, c));
            across[std::size_t(c)] = transformedAt<double>(f, column, roots);
        }
        for (int g = 0; g < side; ++g)
            response.at(f, g) = float(std::abs(transformedAt<Complex>(g, across, roots)));
    }
    if (!std::all_of(response.cells().begin(), response.cells().end(), [](float h) { return std::isfinite(h); }))
        return ErrorCode::WeightsTooLarge;
    return response;
}

} // namespace lab
