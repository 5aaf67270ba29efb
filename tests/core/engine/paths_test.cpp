// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What every path must do, and what each promises, beyond the small shapes.

#include "core/engine/overlap_save.h"
#include "core/engine/separable.h"
#include "tests/core/engine/engine_support.h"

#include <sys/mman.h>
#include <unistd.h>

namespace lab::test
{
namespace
{

/// Wide enough for several vectors of every length, bands at the edges, and a rest.
constexpr Shape kLargeInput{70, 260};
constexpr Shape kLargeKernel{13, 15};

TEST(Direct, IntegersOfLargerShapesAreEqualBitForBit)
{
    Random random(11);
    for (int n = 0; n < 150; ++n) {
        const EngineCase c = randomCase(random, kLargeInput, kLargeKernel, smallIntegers);
        ASSERT_TRUE(equalNumbers(computed(c, Path::Direct), referenceOf<float>(c))) << c.text();
    }
}

TEST(Direct, FractionsStayWithinTheBound)
{
    Random random(12);
    for (int n = 0; n < 150; ++n) {
        const EngineCase c = randomCase(random, kLargeInput, kLargeKernel, fractions);
        ASSERT_TRUE(withinBound(c, computed(c, Path::Direct), directRoundings(c))) << c.text();
    }
}

TEST(Direct, AnyRegionAndAnyNumberOfThreadsGiveTheSameBits)
{
    Random random(15);
    for (int n = 0; n < 150; ++n) {
        EngineCase c = randomCase(random, kLargeInput, {5, 5}, fractions);
        c.threads = 1;
        c.region = wholeOf(c.geometry.output());
        const Grid whole = computed(c, Path::Direct);
        c.threads = random.integer(2, 3);
        ASSERT_TRUE(equalBits(computed(c, Path::Direct), whole)) << c.text();
        c.region = randomRegion(random, c.geometry.output());
        const Grid part = computed(c, Path::Direct);
        for (int r = 0; r < part.rows(); ++r)
            for (int col = 0; col < part.cols(); ++col)
                ASSERT_TRUE(sameBits(part.at(r, col), whole.at(c.region.row + r, c.region.col + col))) << c.text();
    }
}

TEST(Direct, OutputsTooLargeForTheCachesHaveTheSameBits)
{
    Random random(16);
    EngineCase c;
    c.x = random.reals({1300, 1312});
    c.kernel = random.reals({3, 3});
    ConvSpec spec;
    spec.padding.mode = PaddingMode::Same;
    c.geometry = *resolve(c.x.shape(), c.kernel.shape(), spec);
    Grid whole(c.geometry.output()); // its rows begin at cache lines: it is streamed
    ASSERT_TRUE(corr2d(c.x, c.kernel, 0, c.geometry, wholeOf(whole.shape()), whole.span(), {.threads = 2}).ok());
    for (int row = 0; row < whole.rows(); row += 97) {
        c.region = {row, 0, 1, whole.cols()};
        const Grid line = computed(c, Path::Direct);
        for (int col = 0; col < whole.cols(); ++col)
            ASSERT_TRUE(sameBits(line.at(0, col), whole.at(row, col))) << row << ", " << col;
    }
}

TEST(Direct, MarginsWiderThanTheInput)
{
    Random random(14);
    for (const Border border : allBorders())
        for (int n = 1; n <= 3; ++n) {
            ConvSpec spec;
            spec.padding = {PaddingMode::Explicit, {7, 9}, {11, 75}};
            spec.border = border;
            EngineCase c;
            c.geometry = *resolve({n, 4 - n}, {2, 3}, spec);
            c.x = random.integers(c.geometry.input());
            c.kernel = random.integers(c.geometry.kernel());
            c.region = wholeOf(c.geometry.output());
            EXPECT_TRUE(equalNumbers(computed(c, Path::Direct), referenceOf<float>(c))) << c.text();
            EXPECT_TRUE(nearNumbers(computed(c, Path::Fft), referenceOf<float>(c), 1e-3)) << c.text();
        }
}

TEST(Separable, FactorsOfARankOneKernel)
{
    const auto factors = rankOne(Grid{{2, 4, -6}, {-1, -2, 3}});
    ASSERT_TRUE(factors);
    EXPECT_EQ(factors->row, (std::vector<float>{2.0F / 32, 4.0F / 32, -6.0F / 32})); // of magnitudes below a half
    EXPECT_EQ(factors->column, (std::vector<float>{32, -16}));
}

TEST(Separable, DoesNotOverflowBetweenItsPasses)
{
    EngineCase c;
    const Grid column{{1}, {0x1p-40F}, {1}, {0x1p-40F}, {1}};
    c.kernel = outerProduct(column, Grid({1, 5}, 0x1p40F));
    c.x = Grid({20, 30});
    c.x.at(9, 12) = 1e30F;
    c.geometry = *resolve(c.x.shape(), c.kernel.shape(), {});
    c.region = wholeOf(c.geometry.output());
    ASSERT_TRUE(rankOne(c.kernel));
    EXPECT_TRUE(equalNumbers(computed(c, Path::Separable), referenceOf<float>(c)));
}

/// Any magnitudes: within the bound, and what underflows, wherever the sum of magnitudes itself does not overflow.
TEST(Separable, StaysWithinItsBoundWhateverTheMagnitudes)
{
    Random random(23);
    int served = 0;
    const auto wide = [&](Shape shape, int most) {
        Grid grid = random.reals(shape);
        const int middle = random.integer(-most, most), spread = random.integer(0, most);
        for (float& v : grid.cells())
            v = std::ldexp(v, std::clamp(middle + random.integer(-spread, spread), -most, most));
        return grid;
    };
    for (int n = 0; n < 3000; ++n) {
        EngineCase c = randomCase(random, {20, 40}, {5, 5}, fractions);
        c.kernel = outerProduct(wide({c.kernel.rows(), 1}, 60), wide({1, c.kernel.cols()}, 60));
        c.x = wide(c.x.shape(), 126);
        if (!rankOne(c.kernel))
            continue;
        ++served;
        const auto absolute = [](Grid grid) {
            for (float& v : grid.cells())
                v = std::abs(v);
            return grid;
        };
        EngineCase sizes = c;
        sizes.x = absolute(c.x);
        sizes.kernel = absolute(c.kernel);
        sizes.bias = std::abs(c.bias);
        double weights = 0;
        for (const float w : sizes.kernel.cells())
            weights += double(w);
        const Grid64 exact = referenceOf<double>(c), size = referenceOf<double>(sizes);
        const Grid y = computed(c, Path::Separable);
        const int rows = c.geometry.rows.kernel, cols = c.geometry.cols.kernel;
        for (std::size_t i = 0; i < y.size(); ++i)
            if (size.cells()[i] < 3.4e38) {
                ASSERT_NEAR(double(y.cells()[i]), exact.cells()[i],
                            (rows + cols + 10) * kUnit * size.cells()[i] + (2 * cols * weights + rows) * 0x1p-149)
                    << c.text();
            }
    }
    EXPECT_GT(served, 2000);
}

TEST(Separable, RefusesWhatHasNotRankOne)
{
    EXPECT_FALSE(rankOne(Grid{{1, 0}, {0, 1}}));
    EXPECT_FALSE(rankOne(Grid{{1, 2}, {2, 4.00001F}}));
    EXPECT_FALSE(rankOne(Grid{{0, 0}, {0, 0}})) << "nothing to divide by";
    EXPECT_FALSE(rankOne(Grid{{1, kInfinity}, {1, kInfinity}}));
    EXPECT_FALSE(rankOne(Grid{{1, kNaN}, {1, 1}}));
    EXPECT_FALSE(rankOne(Grid{{1, 1}, {1, 0}})) << "a zero must be a zero: a weight of zero makes NaN of infinity";
}

TEST(Separable, TakesEveryKernelThatIsAProductOfFloats)
{
    Random random(21);
    for (int n = 0; n < 500; ++n) {
        const Shape shape = random.shape(31, 31);
        EXPECT_TRUE(
            rankOne(outerProduct(random.reals({shape.rows, 1}, -1, 1), random.reals({1, shape.cols}, -1, 1))));
    }
}

TEST(Separable, LargerShapesStayWithinTheBound)
{
    Random random(22);
    for (int n = 0; n < 150; ++n) {
        EngineCase c = randomCase(random, {150, 700}, {9, 9}, fractions);
        c.kernel = outerProduct(random.reals({c.kernel.rows(), 1}), random.reals({1, c.kernel.cols()}));
        const double roundings = c.geometry.rows.kernel + c.geometry.cols.kernel + 10;
        ASSERT_TRUE(withinBound(c, computed(c, Path::Separable), roundings)) << c.text();
    }
}

TEST(Fft, LargerShapesStayWithinTheBound)
{
    Random random(31);
    for (int n = 0; n < 60; ++n) {
        const EngineCase c = randomCase(random, {150, 400}, {40, 40}, fractions);
        double k = 0;
        for (const float w : c.kernel.cells())
            k += double(w) * double(w);
        // The norm of two tiles of the largest side, all cells at most 100.
        const double bound = 16 * kUnit * 16 * std::sqrt(2.0 * 256 * 256 * 100 * 100 * k);
        ASSERT_TRUE(nearNumbers(computed(c, Path::Fft), referenceOf<double>(c), bound)) << c.text();
    }
}

// A bound by norms says little of a typical error; this is what is seen.
TEST(Fft, IsAsPreciseAsFloatsAllow)
{
    Random random(32);
    for (const int size : {9, 31, 63}) {
        EngineCase c;
        c.x = random.reals({300, 310}, 0, 1);
        c.kernel = random.reals({size, size}, 0, 1);
        c.geometry = *resolve(c.x.shape(), c.kernel.shape(), {});
        c.region = {0, 0, 40, 50};
        const Grid y = computed(c, Path::Fft);
        const Grid64 exact = referenceOf<double>(c);
        for (std::size_t i = 0; i < y.size(); ++i)
            ASSERT_NEAR(double(y.cells()[i]), exact.cells()[i], 1e-6 * exact.cells()[i]) << size;
    }
}

TEST(Fft, ServesAWindowAsLongAsATile)
{
    Random random(33);
    EngineCase c;
    c.x = random.reals({300, 300});
    c.kernel = random.reals({256, 256});
    c.geometry = *resolve(c.x.shape(), c.kernel.shape(), {});
    c.region = {3, 4, 1, 3};
    EXPECT_EQ(FftPath::outputsOf(256, c.geometry.rows), 1);
    EXPECT_TRUE(nearNumbers(computed(c, Path::Fft), referenceOf<double>(c), 2e-2));
}

TEST(Fft, GivesWayForAWindowLongerThanATile)
{
    Random random(34);
    EngineCase c;
    c.x = random.integers({260, 260}, 3);
    c.kernel = random.integers({257, 2}, 3);
    c.geometry = *resolve(c.x.shape(), c.kernel.shape(), {});
    c.region = wholeOf(c.geometry.output());
    EXPECT_FALSE(costOf(Path::Fft, c.geometry.output(), c.kernel, c.geometry));
    EXPECT_EQ(computed(c, Path::Fft), referenceOf<float>(c));
}

// Tiles with a cell that is not finite, or too large, go the direct way; the others do not know of it.
TEST(Fft, LeavesOutTheTilesThatItWouldSpoil)
{
    Random random(35);
    EngineCase c;
    c.x = random.integers({400, 500});
    c.kernel = random.integers({15, 15});
    c.x.at(0, 0) = kNaN;
    c.x.at(190, 260) = kInfinity;
    c.x.at(399, 499) = 3e38F;
    c.geometry = *resolve(c.x.shape(), c.kernel.shape(), {});
    c.region = {2, 1, c.geometry.output().rows - 2, c.geometry.output().cols - 1};
    const Grid expected = referenceOf<float>(c);
    for (c.threads = 1; c.threads <= 3; ++c.threads)
        EXPECT_TRUE(compared(computed(c, Path::Fft), expected, [](float a, float b, std::size_t) {
            return sameNumber(a, b) || std::abs(a - b) <= std::max(0.02F, 1e-5F * std::abs(b));
        }));
}

/// However small the input or the kernel: within the bound.
TEST(Fft, StaysWithinItsBoundWhateverTheMagnitudes)
{
    Random random(36);
    for (int x = -149; x <= 60; x += 11)
        for (int w = -149; w <= 60; w += 11) {
            EngineCase c;
            c.x = random.reals({70, 75});
            c.kernel = random.reals({9, 11});
            for (float& v : c.x.cells())
                v = std::ldexp(v, x);
            for (float& v : c.kernel.cells())
                v = std::ldexp(v, w);
            c.geometry = *resolve(c.x.shape(), c.kernel.shape(), {});
            c.region = wholeOf(c.geometry.output());
            double xx = 0, ww = 0;
            for (const float v : c.x.cells())
                xx += double(v) * double(v);
            for (const float v : c.kernel.cells())
                ww += double(v) * double(v);
            const double taps = c.geometry.taps(); // the direct way rounds to multiples of 2⁻¹⁴⁹ as well
            const double bound = 16 * kUnit * 12 * std::sqrt(4 * xx * ww) + taps * 0x1p-149;
            ASSERT_TRUE(nearNumbers(computed(c, Path::Fft), referenceOf<double>(c), bound)) << x << ", " << w;
        }
}

class EveryPath : public testing::TestWithParam<Path>
{
protected:
    /// A kernel that the path serves.
    static Grid kernelFor(Random& random, Shape shape)
    {
        return GetParam() == Path::Separable
                   ? outerProduct(random.integers({shape.rows, 1}, 5), random.integers({1, shape.cols}, 5))
                   : random.integers(shape);
    }
    static double tolerance() { return GetParam() == Path::Direct ? 0 : 0.02; }
};

INSTANTIATE_TEST_SUITE_P(Every, EveryPath, testing::Values(Path::Direct, Path::Separable, Path::Fft),
                         [](const auto& test) { return std::string(infoOf(test.param).id); });

// Not a number and infinity come out as the definition has them: 0·∞ is NaN, a zero weight is not skipped.
TEST_P(EveryPath, KeepsWhatIsNotFinite)
{
    Random random(41);
    for (int n = 0; n < 300; ++n) {
        EngineCase c = randomCase(random, {12, 40}, {4, 5}, smallIntegers);
        c.kernel = kernelFor(random, c.kernel.shape());
        for (int i = random.integer(1, 4); i > 0; --i)
            c.x.at(random.integer(0, c.x.rows() - 1), random.integer(0, c.x.cols() - 1)) =
                random.oneOf(std::vector<float>{kNaN, kInfinity, -kInfinity});
        const Grid expected = referenceOf<float>(c);
        ASSERT_TRUE(compared(computed(c, GetParam()), expected, [](float a, float b, std::size_t) {
            return sameNumber(a, b) || std::abs(a - b) <= 1e-3F;
        })) << c.text();
    }
}

TEST_P(EveryPath, KeepsWhatIsNotFiniteInTheKernel)
{
    Random random(42);
    for (const float value : {kNaN, kInfinity, -kInfinity}) {
        EngineCase c = randomCase(random, {12, 40}, {4, 5}, smallIntegers);
        c.kernel.at(0, 0) = value;
        EXPECT_TRUE(equalNumbers(computed(c, GetParam()), referenceOf<float>(c))) << c.text();
    }
}

TEST_P(EveryPath, NumbersNearTheLargestDoNotOverflowOnTheWay)
{
    EngineCase c;
    c.x = Grid({20, 40}, 1e38F);
    c.kernel = Grid({3, 3}, 1.0F / 9);
    c.geometry = *resolve(c.x.shape(), c.kernel.shape(), {});
    c.region = wholeOf(c.geometry.output());
    const Grid y = computed(c, GetParam());
    for (const float v : y.cells())
        EXPECT_NEAR(double(v), 1e38, 1e33);
}

// So large that it is written past the caches, with and without a place for that.
TEST_P(EveryPath, WritesLargeOutputs)
{
    Random random(45);
    for (const int cols : {1312, 1313}) {
        EngineCase c;
        c.x = random.integers({1300, cols});
        c.kernel = kernelFor(random, {3, 5});
        ConvSpec spec;
        spec.padding.mode = PaddingMode::Same;
        c.geometry = *resolve(c.x.shape(), c.kernel.shape(), spec);
        c.region = wholeOf(c.geometry.output());
        c.threads = 2;
        EXPECT_TRUE(nearNumbers(computed(c, GetParam()), referenceOf<double>(c), tolerance()));
    }
}

TEST_P(EveryPath, DenormalsAreHarmless)
{
    Random random(43);
    EngineCase c;
    c.x = random.reals({30, 60}, -1e-39, 1e-39);
    c.kernel = outerProduct(random.reals({3, 1}), random.reals({1, 4}));
    c.geometry = *resolve(c.x.shape(), c.kernel.shape(), {});
    c.region = wholeOf(c.geometry.output());
    EXPECT_TRUE(nearNumbers(computed(c, GetParam()), referenceOf<double>(c), 1e-43));
}

TEST_P(EveryPath, ReadsAWindowOfALargerGrid)
{
    Random random(44);
    const Grid big = random.integers({40, 61}), bigKernel = kernelFor(random, {5, 5});
    const auto x = big.view().window({3, 1, 30, 57}); // neither aligned nor without gaps
    const auto k = bigKernel.view().window({1, 2, 2, 3});
    for (const Border border : allBorders()) {
        ConvSpec spec;
        spec.padding.mode = PaddingMode::Full;
        spec.border = border;
        const Geometry g = *resolve(x.shape(), k.shape(), spec);
        Grid y(g.output());
        ASSERT_TRUE(corr2d(x, k, 0, g, wholeOf(y.shape()), y.span(), {.path = GetParam()}).ok());
        EXPECT_TRUE(nearNumbers(y, corr2dReference<float>(x, k, 0, g), tolerance()));
    }
}

/// Memory between two pages that may not be touched.
class Guarded
{
public:
    explicit Guarded(std::size_t bytes)
        : m_page(std::size_t(sysconf(_SC_PAGESIZE))), m_size((bytes + m_page - 1) / m_page * m_page)
    {
        m_all = static_cast<char*>(
            mmap(nullptr, m_size + 2 * m_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        EXPECT_NE(m_all, MAP_FAILED);
        EXPECT_EQ(mprotect(m_all, m_page, PROT_NONE), 0);
        EXPECT_EQ(mprotect(m_all + m_page + m_size, m_page, PROT_NONE), 0);
    }
    ~Guarded() { munmap(m_all, m_size + 2 * m_page); }
    Guarded(const Guarded&) = delete;
    Guarded& operator=(const Guarded&) = delete;

    float* atBegin() { return reinterpret_cast<float*>(m_all + m_page); }
    float* atEnd(std::size_t cells) { return reinterpret_cast<float*>(m_all + m_page + m_size) - cells; }

private:
    std::size_t m_page, m_size;
    char* m_all;
};

TEST_P(EveryPath, ReadsAndWritesNothingOutside)
{
    Random random(45);
    for (int n = 0; n < 200; ++n) {
        const EngineCase c = randomCase(random, {30, 90}, {5, 6}, smallIntegers);
        const Grid kernel = kernelFor(random, c.kernel.shape());
        Guarded input(c.x.size() * sizeof(float)), output(std::size_t(c.region.shape().cells()) * sizeof(float));
        for (const bool atEnd : {false, true}) {
            float* x = atEnd ? input.atEnd(c.x.size()) : input.atBegin();
            float* y = atEnd ? output.atEnd(std::size_t(c.region.shape().cells())) : output.atBegin();
            std::copy(c.x.cells().begin(), c.x.cells().end(), x);
            ASSERT_TRUE(corr2d({x, c.x.shape(), c.x.cols()}, kernel, 0, c.geometry, c.region,
                               {y, c.region.shape(), c.region.cols}, {.threads = c.threads, .path = GetParam()})
                            .ok());
        }
    }
}

TEST_P(EveryPath, HearsAStop)
{
    const Grid x({600, 600}, 1.0F), k({9, 9}, 1.0F);
    const Geometry g = *resolve(x.shape(), k.shape(), {});
    Grid y(g.output());
    std::stop_source source;
    source.request_stop();
    for (const int threads : {1, 3}) {
        const auto done = corr2d(x, k, 0, g, wholeOf(y.shape()), y.span(),
                                 {.threads = threads, .stop = source.get_token(), .path = GetParam()});
        ASSERT_FALSE(done.ok());
        EXPECT_EQ(done.error().code, ErrorCode::Stopped);
    }
}

// Near the end of as many cells as there may be: the rows of the input are one and the same.
TEST_P(EveryPath, LargestSizesDoNotOverflow)
{
    Random random(46);
    const int side = 46340; // side² is just below 2³¹
    const Grid line = random.integers({1, side});
    const GridView<float> x(line.cells().data(), {side, side}, 0);
    const Grid kernel = kernelFor(random, {3, 5});
    ConvSpec spec;
    spec.padding.mode = PaddingMode::Same;
    spec.border = Border::Replicate;
    const Geometry g = *resolve(x.shape(), kernel.shape(), spec);
    const Rect region{side - 40, side - 90, 40, 90};
    Grid y(region.shape());
    ASSERT_TRUE(corr2d(x, kernel, 1, g, region, y.span(), {.threads = 2, .path = GetParam()}).ok());
    for (int r = 0; r < y.rows(); ++r)
        for (int c = 0; c < y.cols(); ++c)
            ASSERT_NEAR(double(y.at(r, c)), corr2dCell(x, kernel.view(), 1, g, {region.row + r, region.col + c}),
                        tolerance());
}

TEST_P(EveryPath, IsRightOnEveryInstructionSet)
{
    onEachTarget([] {
        Random random(47);
        for (int n = 0; n < 60; ++n) {
            EngineCase c = randomCase(random, {14, 150}, {7, 6}, smallIntegers);
            c.kernel = kernelFor(random, c.kernel.shape());
            ASSERT_TRUE(nearNumbers(computed(c, GetParam()), referenceOf<float>(c), tolerance())) << c.text();
        }
    });
}

TEST(DirectOnEveryInstructionSet, FractionsStayWithinTheBoundAndRegionsKeepTheirBits)
{
    onEachTarget([] {
        Random random(48);
        for (int n = 0; n < 60; ++n) {
            EngineCase c = randomCase(random, {14, 150}, {7, 6}, fractions);
            c.region = wholeOf(c.geometry.output());
            const Grid whole = computed(c, Path::Direct);
            ASSERT_TRUE(withinBound(c, whole, directRoundings(c))) << c.text();
            c.region.row = random.integer(0, c.region.rows - 1);
            c.region.rows = 1;
            const Grid line = computed(c, Path::Direct);
            for (int col = 0; col < line.cols(); ++col)
                ASSERT_TRUE(sameBits(line.at(0, col), whole.at(c.region.row, col))) << c.text();
        }
    });
}

TEST(EmptyRegion, IsDone)
{
    const Grid x({4, 4}, 1.0F), k({2, 2}, 1.0F);
    const Geometry g = *resolve(x.shape(), k.shape(), {});
    EXPECT_TRUE(corr2d(x, k, 0, g, {1, 1, 0, 2}, GridSpan<float>(nullptr, {0, 2}, 2)).ok());
}

} // namespace
} // namespace lab::test
