// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"
#include "core/layers/kernels.h"
#include "tests/core/support.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace lab
{
namespace
{

double sumOf(const Grid& grid)
{
    return std::accumulate(grid.cells().begin(), grid.cells().end(), 0.0);
}

Grid valuesOf(std::string_view id)
{
    const KernelPreset* preset = findKernelPreset(id);
    EXPECT_NE(preset, nullptr) << id;
    return preset ? preset->values() : Grid{{0}};
}

Grid applied(std::string_view id, const Grid& x)
{
    const Grid k = valuesOf(id);
    return corr2dReference(x, k, 0, *resolve(x.shape(), k.shape(), {}));
}

Grid mirroredColumns(const Grid& grid)
{
    Grid result(grid.shape());
    for (int r = 0; r < grid.rows(); ++r)
        for (int c = 0; c < grid.cols(); ++c)
            result.at(r, c) = grid.at(r, grid.cols() - 1 - c);
    return result;
}

TEST(KernelPresets, HaveIdsNamesAndSentences)
{
    std::set<std::string_view> ids, names;
    for (const KernelPreset& preset : kernelPresets()) {
        EXPECT_TRUE(ids.insert(preset.id).second) << preset.id;
        EXPECT_TRUE(names.insert(preset.name).second) << preset.name;
        EXPECT_FALSE(preset.name.empty());
        EXPECT_FALSE(preset.sentence.empty()) << preset.id;
        EXPECT_EQ(preset.sentence.back(), '.') << preset.id;
        EXPECT_FALSE(preset.values().empty()) << preset.id;
        for (const char letter : preset.id)
            EXPECT_TRUE((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-');
    }
}

TEST(KernelPresets, AreFoundById)
{
    for (const KernelPreset& preset : kernelPresets())
        EXPECT_EQ(findKernelPreset(preset.id), &preset);
    EXPECT_EQ(findKernelPreset("no such kernel"), nullptr);
    EXPECT_EQ(findKernelPreset(""), nullptr);
}

TEST(KernelPresets, AreFoundByTheirNumbers)
{
    for (const KernelPreset& preset : kernelPresets())
        EXPECT_EQ(presetOf(preset.values()), &preset) << preset.id << " has the numbers of another";
    EXPECT_EQ(presetOf({{1, -1.5F}}), nullptr);
    EXPECT_EQ(presetOf({{1, -1, 0}}), nullptr);
    EXPECT_EQ(presetOf({}), nullptr);
}

TEST(KernelPresets, OfTheChapterAreItsArrays)
{
    EXPECT_EQ(valuesOf("edge"), (Grid{{1, -1}}));
    EXPECT_EQ(valuesOf("edge-transposed"), (Grid{{1}, {-1}}));
    EXPECT_EQ(valuesOf("chapter"), (Grid{{0, 1}, {2, 3}}));
}

class PresetOfSumZero : public testing::TestWithParam<const char*>
{
};

TEST_P(PresetOfSumZero, SeesNothingWhereNothingChanges)
{
    EXPECT_EQ(sumOf(valuesOf(GetParam())), 0);
    const Grid y = applied(GetParam(), Grid({6, 6}, 7.0F));
    EXPECT_EQ(y, Grid(y.shape()));
}

std::string nameOf(const testing::TestParamInfo<const char*>& test)
{
    std::string name = test.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Detectors, PresetOfSumZero,
                         testing::Values("edge", "edge-transposed", "sobel-x", "sobel-y", "laplace-4", "laplace-8",
                                         "line-0", "line-45", "line-90", "line-135"),
                         nameOf);

class PresetOfSumOne : public testing::TestWithParam<const char*>
{
};

TEST_P(PresetOfSumOne, KeepsTheBrightness)
{
    EXPECT_NEAR(sumOf(valuesOf(GetParam())), 1, 1e-6);
    const Grid y = applied(GetParam(), Grid({6, 6}, 7.0F));
    EXPECT_TRUE(test::nearNumbers(y, Grid(y.shape(), 7.0F), 1e-5));
}

INSTANTIATE_TEST_SUITE_P(BlursAndSharpeners, PresetOfSumOne,
                         testing::Values("identity", "box-3", "gauss-3", "gauss-5", "sharpen", "emboss"), nameOf);

class PresetThatBlurs : public testing::TestWithParam<const char*>
{
};

TEST_P(PresetThatBlurs, IsAMeanWithSymmetricPositiveWeights)
{
    const Grid k = valuesOf(GetParam());
    for (const float w : k.cells())
        EXPECT_GT(w, 0);
    EXPECT_EQ(k, transposed(k));
    EXPECT_EQ(k, rotated180(k));
    EXPECT_EQ(k, mirroredColumns(k));
}

INSTANTIATE_TEST_SUITE_P(Blurs, PresetThatBlurs, testing::Values("box-3", "gauss-3", "gauss-5"), nameOf);

TEST(KernelPresets, TheGaussiansAreOuterProductsOfBinomials)
{
    const float three[] = {1, 2, 1}, five[] = {1, 4, 6, 4, 1};
    for (int r = 0; r < 5; ++r)
        for (int c = 0; c < 5; ++c)
            EXPECT_EQ(valuesOf("gauss-5").at(r, c), five[r] * five[c] / 256);
    for (int r = 0; r < 3; ++r)
        for (int c = 0; c < 3; ++c)
            EXPECT_EQ(valuesOf("gauss-3").at(r, c), three[r] * three[c] / 16);
}

TEST(KernelPresets, IdentityGivesBackTheInside)
{
    test::Random random(80);
    const Grid x = random.reals({5, 6});
    const Grid y = applied("identity", x);
    for (int r = 0; r < y.rows(); ++r)
        for (int c = 0; c < y.cols(); ++c)
            EXPECT_EQ(y.at(r, c), x.at(r + 1, c + 1));
}

TEST(KernelPresets, SobelAnswersToItsOwnDirection)
{
    EXPECT_EQ(valuesOf("sobel-y"), transposed(valuesOf("sobel-x")));
    Grid ramp({5, 5});
    for (int r = 0; r < 5; ++r)
        for (int c = 0; c < 5; ++c)
            ramp.at(r, c) = float(c);
    EXPECT_EQ(applied("sobel-x", ramp), Grid({3, 3}, 8.0F));
    EXPECT_EQ(applied("sobel-y", ramp), Grid({3, 3}));
    EXPECT_EQ(applied("sobel-y", transposed(ramp)), Grid({3, 3}, 8.0F));
}

TEST(KernelPresets, TheLaplaciansAreSecondDerivatives)
{
    Grid slope({5, 5}), bowl({5, 5});
    for (int r = 0; r < 5; ++r)
        for (int c = 0; c < 5; ++c) {
            slope.at(r, c) = float(3 * r - 2 * c);
            bowl.at(r, c) = float(r * r + c * c);
        }
    for (const char* id : {"laplace-4", "laplace-8"})
        EXPECT_EQ(applied(id, slope), Grid({3, 3})) << id;
    EXPECT_EQ(applied("laplace-4", bowl), Grid({3, 3}, 4.0F)); // ∂²/∂r² + ∂²/∂c²
    EXPECT_EQ(applied("laplace-8", bowl), Grid({3, 3}, 12.0F)); // the diagonals count too
}

struct LineRow {
    const char* id;
    int rowStep, colStep;
};

class LineDetector : public testing::TestWithParam<LineRow>
{
};

TEST_P(LineDetector, AnswersStrongestToItsOwnAngle)
{
    const auto line = [](int rowStep, int colStep) {
        Grid x({3, 3});
        for (int n = -1; n <= 1; ++n)
            x.at(1 + n * rowStep, 1 + n * colStep) = 1;
        return x;
    };
    const auto answer = [&](const char* id, int rowStep, int colStep) {
        return applied(id, line(rowStep, colStep)).at(0, 0);
    };
    const LineRow own = GetParam();
    const float best = answer(own.id, own.rowStep, own.colStep);
    EXPECT_EQ(best, 6);
    for (const auto& [rowStep, colStep] : {std::pair{0, 1}, std::pair{-1, 1}, std::pair{1, 0}, std::pair{1, 1}})
        if (rowStep != own.rowStep || colStep != own.colStep) {
            EXPECT_LT(answer(own.id, rowStep, colStep), best);
        }
}

INSTANTIATE_TEST_SUITE_P(FourAngles, LineDetector,
                         testing::Values(LineRow{"line-0", 0, 1}, LineRow{"line-45", -1, 1}, LineRow{"line-90", 1, 0},
                                         LineRow{"line-135", 1, 1}),
                         [](const auto& test) { return std::string(test.param.id).replace(4, 1, "_"); });

} // namespace
} // namespace lab
