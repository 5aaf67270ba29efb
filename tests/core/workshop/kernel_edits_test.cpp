// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workshop/kernel_edits.h"
#include "core/workshop/kernel_facts.h"
#include "tests/core/workshop/workshop_support.h"

#include <set>

namespace lab
{
namespace
{

constexpr float kHuge = std::numeric_limits<float>::max();

Grid edited(std::string_view id, const Grid& kernel)
{
    const KernelEdit* edit = findKernelEdit(id);
    EXPECT_NE(edit, nullptr) << id;
    EXPECT_EQ(edit->whyNot(kernel), "") << id;
    return edit->apply(kernel);
}

TEST(KernelEdits, HaveIdsNamesAndSentences)
{
    std::set<std::string_view> ids, names;
    for (const KernelEdit& edit : kernelEdits()) {
        EXPECT_TRUE(ids.insert(edit.id).second && names.insert(edit.name).second) << edit.id;
        EXPECT_EQ(edit.sentence.back(), '.') << edit.id;
        EXPECT_EQ(findKernelEdit(edit.id), &edit);
        EXPECT_NE(edit.whyNot(Grid()), "") << edit.id;
    }
    for (const KernelAdjustment& adjustment : kernelAdjustments()) {
        EXPECT_TRUE(ids.insert(adjustment.id).second && names.insert(adjustment.name).second) << adjustment.id;
        EXPECT_EQ(adjustment.sentence.back(), '.') << adjustment.id;
        EXPECT_EQ(findKernelAdjustment(adjustment.id), &adjustment);
        EXPECT_FALSE(wrongWith(adjustment.parameter, adjustment.parameter.usual)) << adjustment.id;
    }
    EXPECT_EQ(findKernelEdit("no such edit"), nullptr);
    EXPECT_EQ(findKernelAdjustment("no such edit"), nullptr);
}

TEST(KernelEdits, MoveWeightsAsTheirNamesSay)
{
    const Grid kernel{{1, 2, 3}, {4, 5, 6}};
    EXPECT_EQ(edited("transpose", kernel), (Grid{{1, 4}, {2, 5}, {3, 6}}));
    EXPECT_EQ(edited("turn-left", kernel), (Grid{{3, 6}, {2, 5}, {1, 4}}));
    EXPECT_EQ(edited("turn-right", kernel), (Grid{{4, 1}, {5, 2}, {6, 3}}));
    EXPECT_EQ(edited("turn-180", kernel), (Grid{{6, 5, 4}, {3, 2, 1}}));
    EXPECT_EQ(edited("mirror-left-right", kernel), (Grid{{3, 2, 1}, {6, 5, 4}}));
    EXPECT_EQ(edited("mirror-top-bottom", kernel), (Grid{{4, 5, 6}, {1, 2, 3}}));
    EXPECT_EQ(edited("negate", kernel), (Grid{{-1, -2, -3}, {-4, -5, -6}}));
    EXPECT_FALSE(std::signbit(edited("negate", {{0}}).at(0, 0)));
}

TEST(KernelEdits, ComposeAsTurnsAndMirrorsDo)
{
    test::Random random(910);
    for (int i = 0; i < 50; ++i) {
        const Grid kernel = random.reals(random.shape(7, 7));
        EXPECT_EQ(turnedLeft(turnedLeft(turnedLeft(turnedLeft(kernel)))), kernel);
        EXPECT_EQ(turnedLeft(turnedRight(kernel)), kernel);
        EXPECT_EQ(turnedLeft(turnedLeft(kernel)), rotated180(kernel));
        EXPECT_EQ(turnedRight(kernel), mirroredLeftRight(transposed(kernel)));
        EXPECT_EQ(mirroredLeftRight(mirroredTopBottom(kernel)), rotated180(kernel));
        EXPECT_EQ(negated(negated(kernel)), kernel);
    }
}

TEST(KernelEdits, SumToOneAndMeanOfZeroDoWhatTheySay)
{
    EXPECT_EQ(edited("sum-to-one", {{1, 2, 1}}), (Grid{{0.25F, 0.5F, 0.25F}}));
    EXPECT_EQ(edited("sum-to-one", {{-1, -1}}), (Grid{{0.5F, 0.5F}}));
    EXPECT_EQ(edited("zero-mean", {{1, 2, 3}}), (Grid{{-1, 0, 1}}));
    test::Random random(911);
    for (int i = 0; i < 50; ++i) {
        const Grid kernel = random.reals(random.shape(7, 7), 0.1, 2);
        EXPECT_NEAR(sumsOf(edited("sum-to-one", kernel)).sum, 1, 1e-6);
        EXPECT_NEAR(sumsOf(edited("zero-mean", kernel)).sum, 0, 1e-5);
    }
}

TEST(KernelEdits, SayWhyNot)
{
    const auto why = [](std::string_view id, const Grid& kernel) { return findKernelEdit(id)->whyNot(kernel); };
    const std::string zero = "The weights sum to 0, so no factor makes them sum to 1.";
    EXPECT_EQ(why("sum-to-one", {{1, -1}}), zero);
    EXPECT_EQ(why("sum-to-one", {{0, 0}}), zero);
    EXPECT_EQ(why("sum-to-one", {{0.1F, 0.2F, -0.3F}}), zero); // but for the rounding of each
    EXPECT_EQ(why("sum-to-one", {{test::kNaN}}), "A weight is no finite number.");
    EXPECT_EQ(why("zero-mean", {{test::kInfinity}}), "A weight is no finite number.");
    EXPECT_EQ(why("zero-mean", {{kHuge, -kHuge, -kHuge}}), "A weight would be beyond the range of numbers.");
    EXPECT_EQ(why("transpose", Grid()), "The kernel has no cells.");
    EXPECT_EQ(why("transpose", {{test::kNaN}}), "");
}

TEST(KernelEdits, SayNothingThatIsNotAmongTheReasons)
{
    const auto reasons = kernelEditReasons();
    for (const KernelEdit& edit : kernelEdits())
        for (const Grid& kernel : {Grid(), Grid{{1, -1}}, Grid{{test::kNaN}}, Grid{{kHuge, -kHuge, -kHuge}}}) {
            const std::string why = edit.whyNot(kernel);
            EXPECT_TRUE(why.empty() || std::count(reasons.begin(), reasons.end(), why)) << edit.id << ": " << why;
        }
}

TEST(KernelAdjustments, ScaleAndDivide)
{
    EXPECT_EQ(*scaledBy({{1, -2}}, -0.5), (Grid{{-0.5F, 1}}));
    EXPECT_EQ(*dividedBy({{1, 2, 1}}, 4), (Grid{{0.25F, 0.5F, 0.25F}}));
    EXPECT_EQ(*dividedBy({{1}}, 3), (Grid{{float(1.0 / 3)}}));
}

TEST(KernelAdjustments, BlendFromTheIdentityToTheKernel)
{
    test::Random random(912);
    const Grid kernel = random.reals({3, 5});
    Grid identity({3, 5});
    identity.at(1, 2) = 1;
    EXPECT_EQ(*blendedWithIdentity(kernel, 0), identity);
    EXPECT_EQ(*blendedWithIdentity(kernel, 1), kernel);
    const Grid half = *blendedWithIdentity(kernel, 0.5);
    for (std::size_t i = 0; i < half.size(); ++i)
        EXPECT_NEAR(half.cells()[i], (kernel.cells()[i] + identity.cells()[i]) / 2, 1e-7);
    const Grid sharpen{{0, -1, 0}, {-1, 5, -1}, {0, -1, 0}};
    EXPECT_EQ(*blendedWithIdentity(sharpen, 2), (Grid{{0, -2, 0}, {-2, 9, -2}, {0, -2, 0}}));
}

TEST(KernelAdjustments, RefuseWhatCannotBeDone)
{
    const auto code = [](const Result<Grid>& result) { return result ? ErrorCode::Stopped : result.error().code; };
    for (const KernelAdjustment& one : kernelAdjustments()) {
        EXPECT_EQ(code(one.apply({}, 1)), ErrorCode::EmptyKernel) << one.id;
        EXPECT_EQ(code(one.apply({{test::kNaN}}, 1)), ErrorCode::KernelNotFinite) << one.id;
        EXPECT_EQ(code(one.apply({{1}}, test::kNaN)), ErrorCode::ParameterOutside) << one.id;
        EXPECT_EQ(code(one.apply({{1}}, 2e6)), ErrorCode::ParameterOutside) << one.id;
    }
    EXPECT_EQ(code(scaledBy({{1e38F}}, 10)), ErrorCode::WeightsTooLarge);
    EXPECT_EQ(code(dividedBy({{1e38F}}, 1e-3)), ErrorCode::WeightsTooLarge);
    EXPECT_EQ(code(dividedBy({{1}}, 0)), ErrorCode::DivisorZero);
    EXPECT_EQ(blendedWithIdentity({{1, 2}}, 0.5).error(), (Error{ErrorCode::NoCentre, {"1", "2"}}));
    EXPECT_EQ(code(blendedWithIdentity({{1}, {2}}, 0.5)), ErrorCode::NoCentre);
}

} // namespace
} // namespace lab
