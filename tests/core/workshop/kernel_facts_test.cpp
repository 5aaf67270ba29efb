// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/separable.h"
#include "core/layers/kernels.h"
#include "core/workshop/kernel_edits.h"
#include "core/workshop/kernel_facts.h"
#include "core/workshop/kernel_generators.h"
#include "tests/core/workshop/workshop_support.h"

namespace lab
{
namespace
{

Grid presetNamed(std::string_view id)
{
    return findKernelPreset(id)->values();
}

Grid64 productOf(const Separation& factors)
{
    Grid64 product({int(factors.column.size()), int(factors.row.size())});
    for (int r = 0; r < product.rows(); ++r)
        for (int c = 0; c < product.cols(); ++c)
            product.at(r, c) = factors.column[std::size_t(r)] * factors.row[std::size_t(c)];
    return product;
}

TEST(KernelFacts, EqualNumPy)
{
    const auto lines = test::workshopLines("facts.csv");
    ASSERT_GE(lines.size(), 10U);
    for (const auto& line : lines) {
        const Grid kernel = converted<float>(test::gridIn(line.at(0), line.at(1), line.at(2)));
        const KernelFacts facts = *kernelFacts(kernel);
        EXPECT_EQ(facts.rank, std::stoi(line.at(4))) << line[2];
        const auto values = test::numbersIn(line.at(5));
        ASSERT_EQ(facts.singularValues.size(), values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            EXPECT_NEAR(facts.singularValues[i], values[i], 1e-8 * (1 + values[0])) << line[2];
        const Grid64 response = test::gridIn(line.at(3), line.at(3), line.at(6));
        EXPECT_TRUE(test::nearNumbers(*frequencyResponse(kernel, std::stoi(line[3])), response,
                                      1e-6 * (1 + test::largestOf(response))));
    }
}

TEST(KernelFacts, SumUp)
{
    const KernelSums sums = sumsOf({{1, -2}, {3, 0}});
    EXPECT_EQ(sums.sum, 2);
    EXPECT_EQ(sums.mean, 0.5);
    EXPECT_EQ(sums.absolute, 6);
}

TEST(KernelFacts, KnowSymmetries)
{
    const auto sobel = symmetriesOf(presetNamed("sobel-x"));
    EXPECT_TRUE(sobel.antisymmetric && sobel.topBottom);
    EXPECT_FALSE(sobel.halfTurn || sobel.transpose || sobel.leftRight);
    const auto gauss = symmetriesOf(presetNamed("gauss-5"));
    EXPECT_TRUE(gauss.halfTurn && gauss.transpose && gauss.leftRight && gauss.topBottom);
    EXPECT_FALSE(gauss.antisymmetric);
    const auto line = symmetriesOf(presetNamed("line-45"));
    EXPECT_TRUE(line.halfTurn && line.transpose);
    EXPECT_FALSE(line.leftRight || line.topBottom);
    const auto zeros = symmetriesOf(Grid({2, 2}));
    EXPECT_TRUE(zeros.halfTurn && zeros.antisymmetric);
    EXPECT_TRUE(symmetriesOf({{0.0F, -0.0F}}).halfTurn);
    EXPECT_FALSE(symmetriesOf({{test::kNaN}}).halfTurn);
    EXPECT_FALSE(symmetriesOf({{1, 1}}).transpose);
}

TEST(KernelFacts, KnowTheSymmetriesThatWereMade)
{
    test::Random random(920);
    for (int i = 0; i < 50; ++i) {
        const Grid half = random.integers(random.shape(5, 5));
        const auto with = [&](const Grid& image, float sign) {
            Grid sum = half;
            for (std::size_t k = 0; k < sum.size(); ++k)
                sum.cells()[k] += sign * image.cells()[k];
            return symmetriesOf(sum);
        };
        EXPECT_TRUE(with(rotated180(half), 1).halfTurn);
        EXPECT_TRUE(with(rotated180(half), -1).antisymmetric);
        EXPECT_TRUE(with(mirroredLeftRight(half), 1).leftRight);
        EXPECT_TRUE(with(mirroredTopBottom(half), 1).topBottom);
    }
}

TEST(KernelFacts, CountHowManyProductsMakeAKernel)
{
    test::Random random(921);
    for (int i = 0; i < 100; ++i) {
        const Shape shape{random.integer(3, 12), random.integer(3, 12)};
        const int rank = random.integer(0, 3);
        Grid64 sum(shape);
        for (int k = 0; k < rank; ++k) {
            const Grid64 product = test::randomProduct(random, shape);
            for (std::size_t n = 0; n < sum.size(); ++n)
                sum.cells()[n] += product.cells()[n];
        }
        const Grid kernel = converted<float>(sum);
        const KernelFacts facts = *kernelFacts(kernel);
        EXPECT_EQ(facts.rank, rank) << testing::PrintToString(kernel);
        EXPECT_EQ(facts.separation.has_value(), rank == 1);
        EXPECT_EQ(kernelFacts(transposed(kernel))->rank, rank);
    }
}

TEST(KernelFacts, AreWhatTheLengthOfAKernelIs)
{
    test::Random random(922);
    for (int i = 0; i < 50; ++i) {
        const Grid kernel = random.reals(random.shape(15, 15));
        const std::vector<double> found = *singularValues(kernel);
        double squares = 0, values = 0;
        for (const float w : kernel.cells())
            squares += double(w) * double(w);
        for (const double value : found)
            values += value * value;
        EXPECT_NEAR(values, squares, 1e-12 * squares);
    }
}

TEST(KernelFacts, SeparateWholeNumbersIntoWholeNumbers)
{
    const auto factors = [](const Grid& kernel) { return *kernelFacts(kernel)->separation; };
    const Separation sobel = factors(presetNamed("sobel-x"));
    EXPECT_EQ(sobel.column, (std::vector<double>{1, 2, 1}));
    EXPECT_EQ(sobel.row, (std::vector<double>{-1, 0, 1}));
    EXPECT_EQ(factors({{4, -6}}).row, (std::vector<double>{4, -6}));
    EXPECT_EQ(factors({{4, -6}}).column, (std::vector<double>{1}));
    EXPECT_EQ(factors({{0, 0}, {0, -3}}).column, (std::vector<double>{0, 1}));
    test::Random random(923);
    for (int i = 0; i < 100; ++i) {
        const Shape shape = random.shape(6, 6);
        const Grid column = random.integers({shape.rows, 1}), row = random.integers({1, shape.cols});
        Grid kernel(shape);
        for (int r = 0; r < shape.rows; ++r)
            for (int c = 0; c < shape.cols; ++c)
                kernel.at(r, c) = column.at(r, 0) * row.at(0, c);
        const auto facts = *kernelFacts(kernel);
        EXPECT_EQ(facts.rank, test::largestOf(kernel) > 0 ? 1 : 0);
        if (facts.rank == 1) {
            EXPECT_EQ(productOf(*facts.separation), converted<double>(kernel));
        }
    }
}

TEST(KernelFacts, SeparateOthersToTheRoundingOfTheirWeights)
{
    test::Random random(924);
    for (int i = 0; i < 100; ++i) {
        const Grid kernel = converted<float>(test::randomProduct(random, random.shape(9, 9)));
        const auto facts = *kernelFacts(kernel);
        ASSERT_TRUE(facts.separation);
        EXPECT_TRUE(
            test::nearNumbers(productOf(*facts.separation), kernel, 2 * test::kUnit * test::largestOf(kernel)));
    }
    const Separation gauss = *kernelFacts(*generated(*findKernelGenerator("gaussian"), std::vector{1.0}))->separation;
    for (std::size_t i = 0; i < gauss.row.size(); ++i)
        EXPECT_NEAR(gauss.row[i], gauss.column[i], 1e-7);
}

TEST(KernelFacts, SeparateWhateverTheEngineDoes)
{
    for (const KernelPreset& preset : kernelPresets())
        EXPECT_EQ(kernelFacts(preset.values())->separation.has_value(), rankOne(preset.values()).has_value())
            << preset.id;
}

TEST(KernelFacts, OfTheLargestSideAreFound)
{
    const Grid blur = *generated(*findKernelGenerator("gaussian"), std::vector{12.6});
    ASSERT_EQ(blur.rows(), kLargestSide);
    EXPECT_EQ(kernelFacts(blur)->rank, 1);
    EXPECT_EQ(kernelFacts(test::Random(925).reals({101, 101}))->rank, 101);
}

TEST(KernelFacts, RefuseWhatHasNone)
{
    EXPECT_EQ(kernelFacts({}).error().code, ErrorCode::EmptyKernel);
    EXPECT_EQ(singularValues({{test::kNaN}}).error().code, ErrorCode::KernelNotFinite);
    EXPECT_EQ(frequencyResponse({{test::kInfinity}}, 8).error().code, ErrorCode::KernelNotFinite);
    EXPECT_EQ(frequencyResponse({}, 8).error().code, ErrorCode::EmptyKernel);
    EXPECT_EQ(frequencyResponse({{1}}, 0).error().code, ErrorCode::ParameterOutside);
    EXPECT_EQ(frequencyResponse({{1}}, 1025).error().code, ErrorCode::ParameterOutside);
    EXPECT_EQ(frequencyResponse({{3e38F, 3e38F}}, 4).error().code, ErrorCode::WeightsTooLarge);
    std::stop_source source;
    source.request_stop();
    EXPECT_EQ(kernelFacts({{1, 2}}, source.get_token()).error().code, ErrorCode::Stopped);
}

TEST(FrequencyResponse, IsThatOfTheTextbook)
{
    EXPECT_EQ(*frequencyResponse({{3}}, 4), Grid({4, 4}, 3.0F));
    const Grid edge = *frequencyResponse({{1, -1}}, 8); // 2·|sin πg|, whatever runs down
    for (int f = 0; f < 8; ++f)
        for (int g = 0; g < 8; ++g)
            EXPECT_NEAR(edge.at(f, g), 2 * std::abs(std::sin(std::acos(-1.0) * frequencyAt(g, 8))), 1e-6);
    EXPECT_EQ(frequencyAt(0, 8), -0.5);
    EXPECT_EQ(frequencyAt(4, 8), 0);
    EXPECT_EQ(frequencyAt(2, 5), 0);
    EXPECT_EQ(edge.at(3, 4), 0);
}

TEST(FrequencyResponse, OfFrequencyZeroIsTheSumAndTurnsChangeNothing)
{
    test::Random random(926);
    for (int i = 0; i < 30; ++i) {
        const Grid kernel = random.reals(random.shape(6, 6));
        const int side = random.integer(1, 12);
        const Grid response = *frequencyResponse(kernel, side);
        EXPECT_NEAR(response.at(side / 2, side / 2), std::abs(sumsOf(kernel).sum), 1e-5);
        EXPECT_TRUE(test::nearNumbers(*frequencyResponse(rotated180(kernel), side), response, 1e-5));
        EXPECT_TRUE(test::nearNumbers(*frequencyResponse(transposed(kernel), side), transposed(response), 1e-5));
        const Grid finer = *frequencyResponse(kernel, 3 * side); // the same frequencies are among three times as many
        for (int f = 0; f < side; ++f)
            for (int g = 0; g < side; ++g)
                EXPECT_NEAR(response.at(f, g),
                            finer.at((f - side / 2) * 3 + 3 * side / 2, (g - side / 2) * 3 + 3 * side / 2), 1e-5);
    }
}

} // namespace
} // namespace lab
