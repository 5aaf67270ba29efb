// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The fast path on every instruction set that this machine has, one after the other.

#include "core/corr2d.h"
#include "tests/core/support.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <hwy/targets.h>

namespace lab::test
{
namespace
{

class Targets : public testing::Test
{
protected:
    static void useTarget(std::int64_t target)
    {
        hwy::SetSupportedTargetsForTest(target); // 0: whatever the machine has
        hwy::GetChosenTarget().DeInit(); // chosen again at the next call
    }
    ~Targets() override { useTarget(0); }

    template <class Check>
    static void onEach(Check check)
    {
        const auto targets = hwy::SupportedAndGeneratedTargets();
        ASSERT_FALSE(targets.empty());
        for (const std::int64_t target : targets) {
            SCOPED_TRACE(hwy::TargetName(target));
            useTarget(target);
            check();
        }
    }

    static Grid computed(const Grid& x, const Grid& k, float bias, const Geometry& geometry)
    {
        Grid y(geometry.output());
        EXPECT_TRUE(corr2d(x, k, bias, geometry, wholeOf(y.shape()), y.span()).ok());
        return y;
    }
};

/// Wide enough for several vectors of every length, and a rest.
constexpr Shape kLargestInput{14, 150};
constexpr Shape kLargestKernel{7, 6};

TEST_F(Targets, IntegersAreEqualBitForBit)
{
    onEach([] {
        Random random(11);
        for (int n = 0; n < 200; ++n) {
            const Geometry g = randomGeometry(random, kLargestInput, kLargestKernel);
            const Grid x = random.integers(g.input()), k = random.integers(g.kernel());
            ASSERT_EQ(computed(x, k, 3, g), corr2dReference(x, k, 3, g)) << describe(g);
        }
    });
}

TEST_F(Targets, RealsStayWithinTheBound)
{
    onEach([] {
        Random random(12);
        for (int n = 0; n < 200; ++n) {
            const Geometry g = randomGeometry(random, kLargestInput, kLargestKernel);
            const Grid x = random.reals(g.input()), k = random.reals(g.kernel());
            const Grid y = computed(x, k, 0.5F, g);
            Grid sizes = x, weights = k;
            for (float& v : sizes.cells())
                v = std::abs(v);
            for (float& w : weights.cells())
                w = std::abs(w);
            const auto exact = corr2dReference<double>(x.view(), k.view(), 0.5, g);
            const auto reach = corr2dReference<double>(sizes.view(), weights.view(), 0.5, g);
            for (std::size_t i = 0; i < y.size(); ++i)
                ASSERT_LE(std::abs(double(y.cells()[i]) - exact.cells()[i]),
                          (g.taps() + 1) * kUnit * reach.cells()[i])
                    << describe(g);
        }
    });
}

TEST_F(Targets, RowsInAStripAndAloneHaveTheSameBits)
{
    onEach([] {
        Random random(13);
        for (int n = 0; n < 60; ++n) {
            const Geometry g = randomGeometry(random, kLargestInput, kLargestKernel);
            const Grid x = random.reals(g.input()), k = random.reals(g.kernel());
            Grid alone(g.output());
            for (int row = 0; row < alone.rows(); ++row)
                corr2d(x, k, 0.25F, g, alone, row, row + 1);
            ASSERT_EQ(computed(x, k, 0.25F, g), alone) << describe(g);
        }
    });
}

TEST_F(Targets, AZeroWeightTimesNaNIsNaN)
{
    onEach([] {
        Grid x({4, 40}, 1);
        x.at(2, 20) = kNaN;
        const Grid k{{0, 1}, {1, 0}};
        const Geometry g = *resolve(x.shape(), k.shape(), {});
        EXPECT_EQ(computed(x, k, 0, g), corr2dReference(x, k, 0, g));
    });
}

} // namespace
} // namespace lab::test
