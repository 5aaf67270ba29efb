// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/conv_spec.h"
#include "core/layers/layer.h"
#include "tests/core/support.h"

#include <algorithm>
#include <climits>

namespace lab
{
namespace
{

using test::allBorders;
using test::describe;
using test::Random;

ConvSpec explicitSpec(Margin rows, Margin cols)
{
    ConvSpec spec;
    spec.padding = {PaddingMode::Explicit, rows, cols};
    return spec;
}

/// How many windows fit when they are laid down one after the other.
int windowsByLaying(int padded, int extent, int stride)
{
    int count = 0;
    for (int begin = 0; begin + extent <= padded; begin += stride)
        ++count;
    return count;
}

TEST(Resolve, OutputSizeCountsTheWindowsThatFit)
{
    for (int n = 1; n <= 8; ++n)
        for (int k = 1; k <= 5; ++k)
            for (int s = 1; s <= 4; ++s)
                for (int d = 1; d <= 3; ++d)
                    for (int before = 0; before <= 3; ++before)
                        for (int after = 0; after <= 3; ++after) {
                            ConvSpec spec = explicitSpec({before, after}, {after, before});
                            spec.stride = {s, 1};
                            spec.dilation = {d, 1};
                            const auto geometry = resolve({n, 9}, {k, 1}, spec);
                            const int extent = d * (k - 1) + 1;
                            const int expected = windowsByLaying(before + n + after, extent, s);
                            ASSERT_EQ(geometry.ok(), expected > 0);
                            if (expected == 0) {
                                ASSERT_EQ(geometry.error().code, ErrorCode::KernelTooLarge);
                                continue;
                            }
                            ASSERT_EQ(geometry->rows.output, expected) << describe(*geometry);
                            const int reached = (expected - 1) * s + extent;
                            ASSERT_EQ(geometry->rows.unusedAtEnd(), before + n + after - reached);
                            std::set<int> read;
                            for (int out = 0; out < expected; ++out)
                                for (int tap = 0; tap < k; ++tap)
                                    read.insert(geometry->rows.index(out, tap));
                            for (int i = -before; i < n + after; ++i)
                                ASSERT_EQ(geometry->rows.reads(i), read.contains(i)) << describe(*geometry) << i;
                            ASSERT_EQ(geometry->rows.unread(), before + n + after - int(read.size()));
                            ASSERT_EQ(geometry->cols.output, before + 9 + after);
                            ASSERT_EQ(geometry->cols.margin, (Margin{after, before}));
                        }
}

TEST(Resolve, WithoutPaddingAndStrideTheChaptersFormula)
{
    for (int n = 1; n <= 8; ++n)
        for (int k = 1; k <= n; ++k) {
            const auto geometry = resolve({n, n + 2}, {k, k}, {});
            ASSERT_TRUE(geometry.ok());
            EXPECT_EQ(geometry->output(), (Shape{n - k + 1, n + 2 - k + 1}));
        }
}

TEST(Resolve, SameKeepsTheSizeAndFullGrowsIt)
{
    for (int n = 1; n <= 7; ++n)
        for (int k = 1; k <= 6; ++k)
            for (int d = 1; d <= 3; ++d) {
                ConvSpec spec;
                spec.dilation = {d, d};
                for (const PaddingMode mode : {PaddingMode::Same, PaddingMode::SameLower}) {
                    spec.padding.mode = mode;
                    EXPECT_EQ(resolve({n, 7}, {k, 2}, spec)->output(), (Shape{n, 7}));
                }
                spec.padding.mode = PaddingMode::Full;
                EXPECT_EQ(resolve({n, 7}, {k, 2}, spec)->output(), (Shape{n + d * (k - 1), 7 + d}));
            }
}

TEST(Resolve, KeepsWhatItWasGiven)
{
    ConvSpec spec;
    spec.operation = Operation::Convolution;
    spec.border = Border::Circular;
    const auto geometry = resolve({5, 6}, {2, 3}, spec);
    EXPECT_EQ(geometry->input(), (Shape{5, 6}));
    EXPECT_EQ(geometry->kernel(), (Shape{2, 3}));
    EXPECT_EQ(geometry->taps(), 6);
    EXPECT_EQ(geometry->operation, Operation::Convolution);
    EXPECT_EQ(geometry->border, Border::Circular);
}

TEST(Resolve, MarginsOfAnotherModeThanExplicitAreIgnored)
{
    ConvSpec spec = explicitSpec({-5, 7}, {2, -3});
    spec.padding.mode = PaddingMode::Valid;
    ASSERT_TRUE(resolve({4, 4}, {2, 2}, spec).ok());
    EXPECT_EQ(resolve({4, 4}, {2, 2}, spec)->output(), (Shape{3, 3}));
}

struct Refusal {
    const char* name;
    Shape input, kernel;
    ConvSpec spec;
    ErrorCode code;
    std::vector<std::string> arguments;
};

void PrintTo(const Refusal& refusal, std::ostream* out)
{
    *out << refusal.name;
}

std::vector<Refusal> refusals()
{
    const ConvSpec plain;
    const auto stride = [](int r, int c) {
        ConvSpec spec;
        spec.stride = {r, c};
        return spec;
    };
    const auto dilation = [](int r, int c) {
        ConvSpec spec;
        spec.dilation = {r, c};
        return spec;
    };
    constexpr int big = INT_MAX;
    return {
        {"NoInputRows", {0, 3}, {1, 1}, plain, ErrorCode::EmptyInput, {}},
        {"NoInputColumns", {3, 0}, {1, 1}, plain, ErrorCode::EmptyInput, {}},
        {"NoKernelRows", {3, 3}, {0, 1}, plain, ErrorCode::EmptyKernel, {}},
        {"NoKernelColumns", {3, 3}, {1, 0}, plain, ErrorCode::EmptyKernel, {}},
        {"StrideZero", {3, 3}, {2, 2}, stride(0, 1), ErrorCode::BadStride, {}},
        {"StrideNegative", {3, 3}, {2, 2}, stride(1, -1), ErrorCode::BadStride, {}},
        {"DilationZero", {3, 3}, {2, 2}, dilation(1, 0), ErrorCode::BadDilation, {}},
        {"DilationNegative", {3, 3}, {2, 2}, dilation(-2, 1), ErrorCode::BadDilation, {}},
        {"MarginTop", {3, 3}, {1, 1}, explicitSpec({-1, 3}, {}), ErrorCode::NegativePadding, {}},
        {"MarginBottom", {3, 3}, {1, 1}, explicitSpec({3, -1}, {}), ErrorCode::NegativePadding, {}},
        {"MarginLeft", {3, 3}, {1, 1}, explicitSpec({}, {-1, 3}), ErrorCode::NegativePadding, {}},
        {"MarginRight", {3, 3}, {1, 1}, explicitSpec({}, {3, -1}), ErrorCode::NegativePadding, {}},
        {"KernelTooTall", {3, 5}, {4, 2}, plain, ErrorCode::KernelTooLarge, {"4", "2", "3", "5"}},
        {"KernelTooWide", {3, 5}, {2, 6}, plain, ErrorCode::KernelTooLarge, {"2", "6", "3", "5"}},
        {"DilatedKernelTooWide", {3, 5}, {2, 3}, dilation(2, 3), ErrorCode::KernelTooLarge, {"3", "7", "3", "5"}},
        {"PaddedStillTooSmall",
         {2, 2},
         {5, 2},
         explicitSpec({1, 1}, {1, 0}),
         ErrorCode::KernelTooLarge,
         {"5", "2", "4", "3"}},
        {"HugeMargin", {3, 3}, {2, 2}, explicitSpec({big, big}, {}), ErrorCode::TooLarge, {"4294967297", "3"}},
        {"HugeDilation", {3, 3}, {3, 3}, dilation(big, 1), ErrorCode::TooLarge, {"4294967295", "3"}},
        {"HugeOutput", {100000, 100000}, {1, 1}, plain, ErrorCode::TooLarge, {"100000", "100000"}},
    };
}

class ResolveRefuses : public testing::TestWithParam<Refusal>
{
};

TEST_P(ResolveRefuses, WithItsReason)
{
    const Refusal& refusal = GetParam();
    const auto geometry = resolve(refusal.input, refusal.kernel, refusal.spec);
    ASSERT_FALSE(geometry.ok());
    EXPECT_EQ(geometry.error().code, refusal.code);
    if (!refusal.arguments.empty()) {
        EXPECT_EQ(geometry.error().arguments, refusal.arguments);
    }
}

INSTANTIATE_TEST_SUITE_P(Each, ResolveRefuses, testing::ValuesIn(refusals()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Resolve, TakesAnExtremeStride)
{
    ConvSpec spec;
    spec.stride = {1000000, 7};
    const auto geometry = resolve({5, 9}, {2, 2}, spec);
    ASSERT_TRUE(geometry.ok());
    EXPECT_EQ(geometry->output(), (Shape{1, 2}));
    EXPECT_EQ(geometry->rows.unusedAtEnd(), 3);
    EXPECT_EQ(geometry->cols.unusedAtEnd(), 0);
}

TEST(GeometryWindow, StrideAndDilationAndMarginPlaceIt)
{
    ConvSpec spec = explicitSpec({1, 0}, {2, 1});
    spec.stride = {2, 3};
    spec.dilation = {2, 1};
    const Geometry g = *resolve({6, 7}, {3, 2}, spec);
    EXPECT_EQ(g.inputWindow({0, 0}), (Rect{-1, -2, 5, 2}));
    EXPECT_EQ(g.inputWindow({1, 2}), (Rect{1, 4, 5, 2}));
    EXPECT_EQ(g.positionAt({0, 0}, 0, 0), (InputCell{-1, -2}));
    EXPECT_EQ(g.positionAt({1, 2}, 2, 1), (InputCell{5, 5}));
}

TEST(GeometryWindow, HoldsItsTapsFirstAndLastAtItsCorners)
{
    Random random(1);
    for (int round = 0; round < 500; ++round) {
        const Geometry g = test::randomGeometry(random, {7, 8}, {4, 5});
        for (int i = 0; i < g.rows.output; ++i)
            for (int j = 0; j < g.cols.output; ++j) {
                const Rect window = g.inputWindow({i, j});
                ASSERT_EQ(g.positionAt({i, j}, 0, 0), (InputCell{window.row, window.col})) << describe(g);
                ASSERT_EQ(g.positionAt({i, j}, g.rows.kernel - 1, g.cols.kernel - 1),
                          (InputCell{window.row + window.rows - 1, window.col + window.cols - 1}))
                    << describe(g);
            }
    }
}

TEST(GeometryWeight, IsTurnedInAConvolution)
{
    ConvSpec spec;
    EXPECT_EQ(resolve({5, 5}, {2, 3}, spec)->weightAt(0, 2), (WeightCell{0, 2}));
    spec.operation = Operation::Convolution;
    const Geometry g = *resolve({5, 5}, {2, 3}, spec);
    EXPECT_EQ(g.weightAt(0, 0), (WeightCell{1, 2}));
    EXPECT_EQ(g.weightAt(0, 2), (WeightCell{1, 0}));
    EXPECT_EQ(g.weightAt(1, 1), (WeightCell{0, 1}));
}

TEST(GeometrySource, IsTheBordersAndNoneForZero)
{
    ConvSpec spec;
    spec.padding.mode = PaddingMode::Full;
    for (const Border border : allBorders()) {
        spec.border = border;
        const Geometry g = *resolve({3, 4}, {3, 3}, spec);
        for (int r = -2; r < 5; ++r)
            for (int c = -2; c < 6; ++c) {
                const int row = infoOf(border).map(r, 3), col = infoOf(border).map(c, 4);
                const auto source = g.sourceOf({r, c});
                ASSERT_EQ(source.has_value(), row >= 0 && col >= 0);
                if (source) {
                    ASSERT_EQ(*source, (InputCell{row, col}));
                }
            }
    }
}

/// Asks every output and every tap where it reads.
std::vector<Contact> contactsByAsking(const Geometry& g, InputCell cell)
{
    std::vector<Contact> contacts;
    for (int i = 0; i < g.rows.output; ++i)
        for (int j = 0; j < g.cols.output; ++j)
            for (int a = 0; a < g.rows.kernel; ++a)
                for (int b = 0; b < g.cols.kernel; ++b)
                    if (g.sourceOf(g.positionAt({i, j}, a, b)) == cell)
                        contacts.push_back({{i, j}, g.weightAt(a, b)});
    std::sort(contacts.begin(), contacts.end());
    return contacts;
}

class GeometryContacts : public testing::TestWithParam<Border>
{
};

TEST_P(GeometryContacts, AreAllOutputsAndWeightsThatReadAnInputCell)
{
    Random random(2);
    for (int round = 0; round < 120; ++round) {
        Geometry g = test::randomGeometry(random, {6, 6}, {3, 4});
        g.border = GetParam();
        for (int r = 0; r < g.rows.input; ++r)
            for (int c = 0; c < g.cols.input; ++c)
                ASSERT_EQ(g.outputsTouchedBy({r, c}), contactsByAsking(g, {r, c})) << describe(g);
    }
}

TEST_P(GeometryContacts, OfAllInputsAreAllProductsThatHaveASource)
{
    Random random(3);
    for (int round = 0; round < 60; ++round) {
        Geometry g = test::randomGeometry(random, {6, 6}, {3, 4});
        g.border = GetParam();
        std::size_t total = 0;
        for (int r = 0; r < g.rows.input; ++r)
            for (int c = 0; c < g.cols.input; ++c)
                total += g.outputsTouchedBy({r, c}).size();
        const std::size_t products = std::size_t(g.output().cells()) * std::size_t(g.taps());
        if (GetParam() == Border::Zero) {
            ASSERT_LE(total, products) << describe(g);
        } else {
            ASSERT_EQ(total, products) << describe(g);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Every, GeometryContacts, testing::ValuesIn(test::allBorders()),
                         [](const auto& test) { return std::string(infoOf(test.param).id); });

TEST(GeometryContacts, InTheChapterTheCentreMeetsEveryWeightOnce)
{
    const Geometry g = *resolve({3, 3}, {2, 2}, {});
    const std::vector<Contact> expected = {{{0, 0}, {1, 1}}, {{0, 1}, {1, 0}}, {{1, 0}, {0, 1}}, {{1, 1}, {0, 0}}};
    EXPECT_EQ(g.outputsTouchedBy({1, 1}), expected);
    EXPECT_EQ(g.outputsTouchedBy({0, 0}), (std::vector<Contact>{{{0, 0}, {0, 0}}}));
}

TEST(GeometryPositions, AreWhatAWeightIsMultipliedWith)
{
    Random random(4);
    for (int round = 0; round < 300; ++round) {
        const Geometry g = test::randomGeometry(random, {7, 8}, {4, 5});
        for (int a = 0; a < g.rows.kernel; ++a)
            for (int b = 0; b < g.cols.kernel; ++b) {
                const Lattice lattice = g.positionsOf(g.weightAt(a, b));
                ASSERT_EQ((Shape{lattice.rows, lattice.cols}), g.output()) << describe(g);
                for (int i = 0; i < g.rows.output; ++i)
                    for (int j = 0; j < g.cols.output; ++j)
                        ASSERT_EQ((InputCell{lattice.row + i * lattice.rowStep, lattice.col + j * lattice.colStep}),
                                  g.positionAt({i, j}, a, b))
                            << describe(g);
            }
    }
}

TEST(ResolveLayers, EachOnTheOutputOfTheOneBefore)
{
    const std::vector<Layer> layers(2, Layer{Grid({2, 2}, 1.0F), 0, {}});
    const auto geometries = resolve({3, 3}, layers);
    ASSERT_TRUE(geometries.ok());
    ASSERT_EQ(geometries->size(), 2U);
    EXPECT_EQ((*geometries)[0].output(), (Shape{2, 2}));
    EXPECT_EQ((*geometries)[1].input(), (Shape{2, 2}));
    EXPECT_EQ((*geometries)[1].output(), (Shape{1, 1}));
}

TEST(ResolveLayers, TheFirstErrorEndsIt)
{
    const std::vector<Layer> layers(3, Layer{Grid({2, 2}, 1.0F), 0, {}});
    const auto geometries = resolve({3, 3}, layers);
    ASSERT_FALSE(geometries.ok());
    EXPECT_EQ(geometries.error(), (Error{ErrorCode::KernelTooLarge, {"2", "2", "1", "1"}}));
}

} // namespace
} // namespace lab
