// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/path.h"
#include "tests/core/engine/engine_support.h"

namespace lab::test
{
namespace
{

Path chosen(Shape input, const Grid& kernel, ConvSpec spec = {})
{
    spec.padding.mode = PaddingMode::Same;
    const Geometry g = *resolve(input, kernel.shape(), spec);
    return pathFor(g.output(), kernel, g).path;
}

Grid noise(int size)
{
    return Random(std::uint32_t(size)).reals({size, size});
}

Grid gaussian(int size)
{
    Grid line({size, 1});
    const int middle = size / 2;
    for (int i = 0; i < size; ++i)
        line.at(i, 0) = float(std::exp(-std::pow((i - middle) / (size / 6.0), 2) / 2));
    return outerProduct(line, transposed(line));
}

constexpr Shape kPhotograph{3000, 4000};

TEST(PathFor, SmallKernelsAreDirect)
{
    for (const int size : {1, 2, 3, 5, 7, 9})
        EXPECT_EQ(chosen(kPhotograph, noise(size)), Path::Direct) << size;
    EXPECT_EQ(chosen(kPhotograph, Grid{{1, 2, 1}, {0, 0, 0}, {-1, -2, -1}}), Path::Direct) << "though of rank one";
}

TEST(PathFor, TheBooksExampleIsDirectWhateverItsRank)
{
    EXPECT_EQ(chosen({6, 8}, {{1, -1}}), Path::Direct);
    EXPECT_EQ(chosen({6, 8}, gaussian(5)), Path::Direct);
}

TEST(PathFor, LargeKernelsGoThroughTheTransform)
{
    for (const int size : {21, 31, 63})
        for (const Shape input : {Shape{512, 512}, kPhotograph})
            EXPECT_EQ(chosen(input, noise(size)), Path::Fft) << size;
}

TEST(PathFor, LargeTilesForLargeKernels)
{
    int before = 0;
    for (const int size : {15, 31, 63, 127}) {
        ConvSpec spec;
        spec.padding.mode = PaddingMode::Same;
        const Grid kernel = noise(size);
        const Geometry g = *resolve(kPhotograph, kernel.shape(), spec);
        const PathChoice choice = pathFor(g.output(), kernel, g);
        EXPECT_EQ(choice.path, Path::Fft);
        EXPECT_GE(choice.fftSide, before);
        EXPECT_GE(choice.fftSide, size);
        before = choice.fftSide;
    }
    EXPECT_EQ(before, 256);
}

TEST(PathFor, GaussiansAreSeparable)
{
    for (const int size : {11, 15, 31})
        EXPECT_EQ(chosen({512, 512}, gaussian(size)), Path::Separable) << size;
}

TEST(PathFor, AFewCellsOfAnOutputAreDirect)
{
    const Grid kernel = noise(31);
    const Geometry g = *resolve(kPhotograph, kernel.shape(), {});
    EXPECT_EQ(pathFor({2, 3}, kernel, g).path, Path::Direct);
}

TEST(PathFor, AKernelThatIsNotFiniteIsDirect)
{
    Grid kernel = noise(31);
    kernel.at(3, 3) = kInfinity;
    EXPECT_EQ(chosen({512, 512}, kernel), Path::Direct);
}

TEST(PathFor, AWindowLongerThanEveryTileIsDirect)
{
    EXPECT_EQ(chosen({600, 600}, noise(257)), Path::Direct);
}

TEST(PathFor, IsNeverDearerThanAnother)
{
    Random random(5);
    for (int n = 0; n < 200; ++n) {
        const Geometry g = randomGeometry(random, {300, 300}, {40, 40});
        const Grid kernel =
            random.coin() ? random.reals(g.kernel())
                          : outerProduct(random.reals({g.kernel().rows, 1}), random.reals({1, g.kernel().cols}));
        if (g.output().cells() * g.taps() <= 50'000)
            continue; // too little to choose for
        const PathChoice choice = pathFor(g.output(), kernel, g);
        for (const PathRow& other : paths())
            if (const auto cost = costOf(other.path, g.output(), kernel, g)) {
                EXPECT_LE(choice.nanoseconds, cost->nanoseconds) << other.id;
            }
    }
}

TEST(Paths, HaveNames)
{
    for (const PathRow& one : paths()) {
        EXPECT_EQ(infoOf(one.path).id, one.id);
        EXPECT_FALSE(one.label.empty());
    }
}

} // namespace
} // namespace lab::test
