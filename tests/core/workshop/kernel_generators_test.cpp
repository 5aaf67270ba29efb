// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workshop/kernel_facts.h"
#include "core/workshop/kernel_formulas.h"
#include "core/workshop/kernel_generators.h"
#include "tests/core/workshop/workshop_support.h"

#include <map>
#include <set>

namespace lab
{
namespace
{

using NumberList = std::vector<double>;

Result<Grid> madeBy(std::string_view id, const NumberList& values)
{
    return generated(*findKernelGenerator(id), values);
}

ErrorCode refusal(std::string_view id, const NumberList& values)
{
    const auto kernel = madeBy(id, values);
    EXPECT_FALSE(kernel) << id;
    return kernel ? ErrorCode::Stopped : kernel.error().code;
}

TEST(KernelGenerators, HaveIdsNamesAndSentences)
{
    std::set<std::string_view> ids, names;
    for (const KernelGenerator& generator : kernelGenerators()) {
        EXPECT_TRUE(ids.insert(generator.id).second) << generator.id;
        EXPECT_TRUE(names.insert(generator.name).second) << generator.name;
        EXPECT_EQ(generator.sentence.back(), '.') << generator.id;
        EXPECT_FALSE(generator.group.empty() || generator.reference.empty()) << generator.id;
        EXPECT_EQ(findKernelGenerator(generator.id), &generator);
    }
    EXPECT_EQ(findKernelGenerator("no such generator"), nullptr);
}

TEST(KernelGenerators, AskForParametersThatAreConsistent)
{
    for (const KernelGenerator& generator : kernelGenerators()) {
        std::set<std::string_view> ids;
        for (const Parameter& parameter : generator.parameters) {
            EXPECT_TRUE(ids.insert(parameter.id).second) << generator.id << " " << parameter.id;
            EXPECT_FALSE(parameter.name.empty()) << generator.id;
            EXPECT_GT(parameter.step, 0) << generator.id;
            for (const double value : {parameter.least, parameter.most, parameter.usual})
                EXPECT_FALSE(wrongWith(parameter, value)) << generator.id << " " << parameter.id << " " << value;
        }
    }
}

// Each to 1e-6 of its largest weight.
TEST(KernelGenerators, EqualTheirReferences)
{
    std::map<std::string, int> cases;
    for (const auto& line : test::workshopLines("generators.csv")) {
        const auto kernel = madeBy(line.at(0), test::numbersIn(line.at(1)));
        ASSERT_TRUE(kernel) << line[0] << " " << line[1];
        const Grid64 expected = test::gridIn(line.at(2), line.at(3), line.at(4));
        EXPECT_TRUE(test::nearNumbers(*kernel, expected, 1e-6 * test::largestOf(expected)))
            << line[0] << " " << line[1];
        ++cases[line[0]];
    }
    for (const KernelGenerator& generator : kernelGenerators())
        EXPECT_GE(cases[std::string(generator.id)], 4) << generator.id;
}

TEST(KernelGenerators, MakeFiniteKernelsOfAtMostTheLargestSide)
{
    test::Random random(900);
    for (const KernelGenerator& generator : kernelGenerators())
        for (int i = 0; i < 60; ++i) {
            NumberList values;
            for (const Parameter& parameter : generator.parameters) {
                double value = i < 2 ? (i == 0 ? parameter.least : parameter.most)
                                     : random.real(parameter.least, parameter.most);
                value = parameter.whole ? std::floor(value) : value;
                values.push_back(parameter.odd && std::fmod(value, 2) == 0 ? value - 1 : value);
            }
            const auto kernel = generated(generator, values);
            if (!kernel) {
                EXPECT_EQ(kernel.error().code, ErrorCode::DerivativeTooShort) << generator.id;
                continue;
            }
            EXPECT_FALSE(kernel->empty());
            EXPECT_LE(std::max(kernel->rows(), kernel->cols()), kLargestSide) << generator.id;
            for (const float w : kernel->cells())
                ASSERT_TRUE(std::isfinite(w)) << generator.id;
        }
}

TEST(KernelGenerators, MakeTheirUsualKernels)
{
    for (const KernelGenerator& generator : kernelGenerators())
        EXPECT_TRUE(generated(generator, usualValues(generator))) << generator.id;
    EXPECT_EQ(*madeBy("sobel", {0}), (Grid{{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}}));
    EXPECT_EQ(*madeBy("sobel", {90}), (Grid{{-1, -2, -1}, {0, 0, 0}, {1, 2, 1}}));
    EXPECT_EQ(*madeBy("sobel", {-270}), *madeBy("sobel", {90}));
}

TEST(KernelGenerators, OfBlursSumToOne)
{
    test::Random random(901);
    for (int i = 0; i < 40; ++i) {
        const double sigma = random.real(0.1, 12), length = random.real(1, 60), angle = random.real(-360, 360);
        EXPECT_NEAR(sumsOf(*madeBy("gaussian", {sigma})).sum, 1, 1e-5);
        EXPECT_NEAR(sumsOf(*madeBy("motion", {length, angle})).sum, 1, 1e-5);
        EXPECT_NEAR(sumsOf(*madeBy("unsharp", {sigma, random.real(0, 10)})).sum, 1, 1e-4);
        EXPECT_NEAR(sumsOf(*madeBy("difference-of-gaussians", {sigma, random.real(0.1, 12)})).sum, 0, 1e-5);
    }
}

TEST(KernelGenerators, AMotionAlongARowIsAMeanOfIt)
{
    EXPECT_EQ(*madeBy("motion", {5, 0}), Grid({1, 5}, 0.2F));
    EXPECT_EQ(*madeBy("motion", {5, 90}), Grid({5, 1}, 0.2F));
    EXPECT_EQ(*madeBy("motion", {1, 33}), Grid({1, 1}, 1.0F));
    EXPECT_EQ(*madeBy("motion", {101, 180}), Grid({1, 101}, float(1 / 101.0)));
}

TEST(KernelGenerators, MotionRunsDownToTheRightBetweenRightAndDown)
{
    const Grid kernel = *madeBy("motion", {5, 45});
    EXPECT_GT(kernel.at(0, 0), kernel.at(0, kernel.cols() - 1));
    EXPECT_TRUE(symmetriesOf(kernel).halfTurn);
}

TEST(KernelGenerators, RandomIsTheSameForTheSameSeedOnly)
{
    for (const char* id : {"random-uniform", "random-normal"}) {
        EXPECT_EQ(*madeBy(id, {4, 5, 7}), *madeBy(id, {4, 5, 7}));
        EXPECT_NE(*madeBy(id, {4, 5, 7}), *madeBy(id, {4, 5, 8}));
    }
}

TEST(KernelGenerators, RandomHasTheMomentsOfItsDistribution)
{
    const auto moments = [](const Grid64& drawn) {
        double sum = 0, squares = 0;
        for (const double w : drawn.cells())
            sum += w, squares += w * w;
        return std::pair(sum / double(drawn.size()), squares / double(drawn.size()));
    };
    const auto [mean, square] = moments(seededUniform({101, 101}, 5));
    EXPECT_NEAR(mean, 0, 0.02);
    EXPECT_NEAR(square, 1.0 / 3, 0.02);
    const auto [normalMean, normalSquare] = moments(seededNormal({101, 101}, 5));
    EXPECT_NEAR(normalMean, 0, 0.04);
    EXPECT_NEAR(normalSquare, 1, 0.06);
}

TEST(KernelGenerators, RefuseWhatIsNoParameter)
{
    const double nan = test::kNaN, infinity = test::kInfinity;
    for (const double sigma : {0.0, -1.0, 12.7, nan, infinity, -infinity})
        EXPECT_EQ(refusal("gaussian", {sigma}), ErrorCode::ParameterOutside) << sigma;
    EXPECT_EQ(refusal("box", {3, 102}), ErrorCode::ParameterOutside);
    EXPECT_EQ(refusal("box", {0, 3}), ErrorCode::ParameterOutside);
    EXPECT_EQ(refusal("box", {2.5, 3}), ErrorCode::ParameterNotWhole);
    EXPECT_EQ(refusal("gabor", {8, 2, 0, 4, 1, 0}), ErrorCode::ParameterEven);
    EXPECT_EQ(refusal("gabor", {9, 2, 0, 0, 1, 0}), ErrorCode::ParameterOutside);
    EXPECT_EQ(refusal("derivative", {1, 0, 4}), ErrorCode::ParameterEven);
    EXPECT_EQ(refusal("derivative", {5, 0, 7}), ErrorCode::ParameterOutside);
    EXPECT_EQ(refusal("gaussian", {}), ErrorCode::ParameterCount);
    EXPECT_EQ(refusal("gaussian", {1, 2}), ErrorCode::ParameterCount);
}

TEST(KernelGenerators, SayWhatIsWrong)
{
    EXPECT_EQ(madeBy("gaussian", {13}).error(), (Error{ErrorCode::ParameterOutside, {"Sigma", "13", "0.1", "12.6"}}));
    EXPECT_EQ(madeBy("gabor", {8, 2, 0, 4, 1, 0}).error(), (Error{ErrorCode::ParameterEven, {"Side", "8"}}));
    EXPECT_EQ(madeBy("derivative", {3, 0, 3}).error(), (Error{ErrorCode::DerivativeTooShort, {"3", "3", "5"}}));
    EXPECT_EQ(madeBy("derivative", {0, 4, 1}).error(), (Error{ErrorCode::DerivativeTooShort, {"4", "1", "5"}}));
}

TEST(KernelFormulas, AnswerADerivativeOfAPolynomial)
{
    for (int order = 0; order <= 4; ++order) {
        const Grid64 kernel = derivativeKernel(order, 0, 9);
        double answer = 0, factorial = 1;
        for (int c = 0; c < 9; ++c)
            for (int r = 0; r < 9; ++r)
                answer += kernel.at(r, c) * std::pow(c, order);
        for (int i = 1; i <= order; ++i)
            factorial *= i;
        EXPECT_NEAR(answer, factorial * std::exp2(8 + 8 - order), 1e-6) << order;
    }
}

} // namespace
} // namespace lab
