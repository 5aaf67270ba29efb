// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/bytes.h"
#include "tests/core/engine/engine_support.h"

#include <algorithm>

namespace lab::test
{
namespace
{

using Pixels = BasicGrid<Rgba8>;

Pixels randomPixels(Random& random, Shape shape)
{
    Pixels pixels(shape);
    const auto byte = [&] { return std::uint8_t(random.integer(0, 255)); };
    for (Rgba8& p : pixels.cells())
        p = {byte(), byte(), byte(), byte()};
    return pixels;
}

Grid channel(const Pixels& pixels, int c)
{
    Grid plane(pixels.shape());
    for (std::size_t i = 0; i < plane.size(); ++i) {
        const Rgba8 p = pixels.cells()[i];
        plane.cells()[i] = float(c == 0 ? p.red : c == 1 ? p.green : p.blue);
    }
    return plane;
}

Pixels computed(const Pixels& x, const Grid& k, float bias, const Geometry& g, Rect region, int threads = 1,
                ByteStatistics* statistics = nullptr)
{
    Pixels y(region.shape());
    EXPECT_TRUE(corr2dBytes({x.cells().data(), x.shape(), x.cols()}, k, bias, g, region,
                            {y.cells().data(), y.shape(), y.cols()}, {.threads = threads}, statistics)
                    .ok());
    return y;
}

std::uint8_t rounded(double v)
{
    return std::uint8_t(std::nearbyint(std::clamp(v, 0.0, 255.0)));
}

/// Weights that are whole or half: sums are exact, and some lie between two bytes.
Grid halves(Random& random, Shape shape)
{
    Grid k = random.integers(shape, 2);
    for (float& w : k.cells())
        w /= 2;
    return k;
}

TEST(Bytes, AreTheRoundedReferenceOverAllGeometries)
{
    Random random(91);
    for (int n = 0; n < 1500; ++n) {
        const Geometry g = randomGeometry(random, n % 30 == 0 ? Shape{80, 300} : Shape{12, 40}, {4, 5});
        const Pixels x = randomPixels(random, g.input());
        const Grid k = halves(random, g.kernel());
        const float bias = random.coin() ? 0.5F : 0;
        const Rect region = random.coin() ? wholeOf(g.output()) : randomRegion(random, g.output());
        const Pixels y = computed(x, k, bias, g, region, random.integer(1, 3));
        Grid64 exact[3];
        for (int c = 0; c < 3; ++c)
            exact[c] = corr2dReference<double>(channel(x, c).view(), k.view(), 255 * double(bias), g);
        for (int r = 0; r < y.rows(); ++r)
            for (int c = 0; c < y.cols(); ++c) {
                const OutputCell cell{region.row + r, region.col + c};
                const Rgba8 p = y.at(r, c);
                ASSERT_EQ(p.red, rounded(exact[0].at(cell))) << describe(g);
                ASSERT_EQ(p.green, rounded(exact[1].at(cell))) << describe(g);
                ASSERT_EQ(p.blue, rounded(exact[2].at(cell))) << describe(g);
                const int row = std::clamp(g.rows.index(cell.row, 0) + (g.rows.extent() - 1) / 2, 0, x.rows() - 1);
                const int col = std::clamp(g.cols.index(cell.col, 0) + (g.cols.extent() - 1) / 2, 0, x.cols() - 1);
                ASSERT_EQ(p.alpha, x.at(row, col).alpha) << describe(g);
            }
    }
}

TEST(Bytes, RoundHalfToEvenAndSaturate)
{
    Pixels x({1, 4});
    for (int i = 0; i < 4; ++i)
        x.at(0, i) = {std::uint8_t(1 + 2 * i), 200, 255, 7}; // 1, 3, 5, 7
    const Geometry g = *resolve(x.shape(), {1, 1}, {});
    const Pixels half = computed(x, Grid{{0.5F}}, 0, g, wholeOf(g.output()));
    EXPECT_EQ(half.at(0, 0).red, 0); // 0.5
    EXPECT_EQ(half.at(0, 1).red, 2); // 1.5
    EXPECT_EQ(half.at(0, 2).red, 2); // 2.5
    EXPECT_EQ(half.at(0, 3).red, 4); // 3.5
    EXPECT_EQ(half.at(0, 0).blue, 128); // 127.5
    const Pixels twice = computed(x, Grid{{2}}, 0, g, wholeOf(g.output()));
    EXPECT_EQ(twice.at(0, 0), (Rgba8{2, 255, 255, 7}));
    const Pixels negative = computed(x, Grid{{-1}}, 0, g, wholeOf(g.output()));
    EXPECT_EQ(negative.at(0, 0), (Rgba8{0, 0, 0, 7}));
    const Pixels brighter = computed(x, Grid{{1}}, 0.2F, g, wholeOf(g.output()));
    EXPECT_EQ(brighter.at(0, 0), (Rgba8{52, 251, 255, 7})); // + 51
    const Pixels notANumber = computed(x, Grid{{kNaN}}, 0, g, wholeOf(g.output()));
    EXPECT_EQ(notANumber.at(0, 0), (Rgba8{0, 0, 0, 7}));
}

TEST(Bytes, CountInTheSamePass)
{
    Random random(92);
    const Pixels x = randomPixels(random, {130, 300});
    const Grid k = halves(random, {3, 3});
    ConvSpec spec;
    spec.padding.mode = PaddingMode::Same;
    const Geometry g = *resolve(x.shape(), k.shape(), spec);
    for (const int threads : {1, 3}) {
        ByteStatistics statistics;
        const Pixels y = computed(x, k, 0, g, wholeOf(g.output()), threads, &statistics);
        for (int c = 0; c < 3; ++c) {
            const Grid exact = corr2dReference(channel(x, c), k, 0, g);
            const auto [least, greatest] = std::minmax_element(exact.cells().begin(), exact.cells().end());
            EXPECT_EQ(statistics.range.least[std::size_t(c)], *least);
            EXPECT_EQ(statistics.range.greatest[std::size_t(c)], *greatest);
            std::array<std::int64_t, 256> histogram{};
            const Grid bytes = channel(y, c);
            for (const float v : bytes.cells())
                ++histogram[std::size_t(v)];
            EXPECT_EQ(statistics.histogram[std::size_t(c)], histogram);
        }
    }
}

TEST(Bytes, AreTheSameOnEveryInstructionSet)
{
    Random random(93);
    const Pixels x = randomPixels(random, {20, 77});
    const Grid k = halves(random, {3, 4});
    const Geometry g = *resolve(x.shape(), k.shape(), {});
    const Pixels expected = computed(x, k, 0, g, wholeOf(g.output()));
    onEachTarget([&] {
        const Pixels y = computed(x, k, 0, g, wholeOf(g.output()));
        EXPECT_TRUE(std::equal(y.cells().begin(), y.cells().end(), expected.cells().begin()));
    });
}

} // namespace
} // namespace lab::test
